import { beforeAll, describe, expect, it } from 'vitest';
import { MesaDeEntregas } from '../apoyo/entregas.ts';

/** El mensaje 1, a C1, llegó el 15 de junio; el 2, a C2, volvió; el 3, a C3, no se sabe, y el 4, a C4, nadie lo entregó. */
describe('un mensaje que llegó o pudo llegar termina con el silencio', () => {
  let mesa: MesaDeEntregas;
  beforeAll(async () => {
    const factura = (n: number) => `C${n},Cliente ${n},,011 15-2345-678${n},A-${n},2026-01-02,2026-06-08,1000`;
    mesa = await MesaDeEntregas.abrir([1, 2, 3, 4].map(factura));
    await mesa.exportar('2026-06-15');
    await mesa.hacer(['recordatorios', 'resolver', '1', '--llego'], '2026-06-15');
    await mesa.hacer(['recordatorios', 'resolver', '2', '--reboto'], '2026-06-15');
    const archivo = mesa.escribir('mensaje_id,estado\n3,desconocido\n', 'r.csv');
    await mesa.hacer(['recordatorios', 'importar-resultados', archivo], '2026-06-15');
  });

  const filas = async (dia: string, ...orden: readonly string[]) =>
    JSON.parse(await mesa.hacer([...orden, '--formato', 'json'], dia)) as Record<string, unknown>[];
  const callados = async (dia: string) =>
    (await filas(dia, 'agenda', '--tipo', 'silencio')).map(
      ({ cliente_id, detalle }) => `${cliente_id}: ${String(detalle).split('; ').at(-1)}`,
    );

  it('agenda: los quince días empiezan otra vez, y dice qué fue lo último', async () => {
    expect((await callados('2026-06-23')).sort()).toEqual(['C2: nunca se lo contactó', 'C4: nunca se lo contactó']);
    expect(await callados('2026-06-30')).toContain('C1: último mensaje el 2026-06-15');
    expect(await callados('2026-06-30')).toContain('C3: último mensaje el 2026-06-15');
  });

  it('priorizar: los puntos de silencio y el motivo lo cuentan', async () => {
    const lista = await filas('2026-06-18', 'priorizar', '--explicar');
    const de = (codigo: string) => lista.find(({ cliente_id }) => cliente_id === codigo);
    // 10 puntos × 3 días ÷ 30 = 1.
    for (const llegado of ['C1', 'C3'])
      expect(de(llegado)).toMatchObject({
        puntos_silencio: 1,
        motivo: expect.stringMatching(/; último mensaje hace 3 días$/),
        // Un mensaje no es un contacto.
        ultimo_contacto: null,
      });
    for (const sinLlegar of ['C2', 'C4'])
      expect(de(sinLlegar)).toMatchObject({
        puntos_silencio: 10,
        motivo: expect.stringMatching(/; sin contacto registrado$/),
      });
  });

  it('un contacto posterior vale más, y un día pasado no ve lo que vino después', async () => {
    const contacto = ['contacto', 'registrar', 'C1', '--canal', 'llamada', '--resultado', 'derivado'];
    await mesa.hacer(contacto, '2026-06-20');
    const motivoDe = async (dia: string) =>
      (await filas(dia, 'priorizar')).find(({ cliente_id }) => cliente_id === 'C1')?.motivo;
    expect(await motivoDe('2026-06-21')).toMatch(/; contactado ayer$/);
    expect(await motivoDe('2026-06-16')).toMatch(/; se le escribió ayer$/);
    expect(await motivoDe('2026-06-14')).toMatch(/; sin contacto registrado$/);
  });

  it('la ficha dice el día del último mensaje que llegó o pudo llegar', async () => {
    const ficha = async (codigo: string, dia: string) =>
      JSON.parse(await mesa.hacer(['ficha', codigo, '--formato', 'json'], dia)) as Record<string, unknown>;
    expect(await ficha('C1', '2026-06-18')).toMatchObject({ ultimo_mensaje: '2026-06-15', ultimo_contacto: null });
    expect(await ficha('C2', '2026-06-18')).toMatchObject({ ultimo_mensaje: null });
    expect(await ficha('C1', '2026-06-14')).toMatchObject({ ultimo_mensaje: null });
  });
});
