import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const encabezado = 'cliente_id,cliente,email,telefono,numero,emision,vencimiento,importe,moneda';
const politica = '[empresa]\npais = "AR"\n[contacto]\npreset = "libre"\nseparacion_dias = 2\n';

/** Un libro con esas facturas y una política que deja contactar a toda hora. */
async function preparar(...facturas: readonly string[]) {
  const mesa = new Mesa();
  const ruta = mesa.escribir(politica, 'politica.toml');
  const importada = await mesa.importar([encabezado, ...facturas], [], { hoy: '2026-06-01' });
  expect(importada.codigo, importada.errores).toBe(0);
  const orden = async (argumentos: readonly string[], hoy: string) => {
    const { codigo, salida, errores } = await mesa.orden([...argumentos, '--politica', ruta], { hoy });
    expect(codigo, errores).toBe(0);
    return salida;
  };
  return {
    contactar: (hoy: string, resultado: string, ...resto: readonly string[]) =>
      orden(['contacto', 'registrar', 'C1', '--canal', 'llamada', '--resultado', resultado, ...resto], hoy),
    pagar: (hoy: string) => orden(['pago', 'registrar', 'C1', '--monto', '1000', '--moneda', 'ARS'], hoy),
    /** Qué decide el plan de cada cuenta: `ARS enviar amable`, o `ARS: motivo`. */
    async plan(hoy: string): Promise<string[]> {
      const salida = await orden(['recordatorios', 'plan', '--formato', 'json', '--ahora', `${hoy}T10:00`], hoy);
      const renglones = JSON.parse(salida) as Record<'moneda' | 'accion' | 'paso' | 'motivo', string>[];
      return renglones.map(({ moneda, accion, paso, motivo }) =>
        accion === 'enviar' ? `${moneda} enviar ${paso}` : `${moneda}: ${motivo}`,
      );
    },
  };
}

const nueva = 'C1,Uno SA,ana@uno.example,,A-1,2026-01-02,2026-06-20,1000,ARS';
const vieja = 'C1,Uno SA,ana@uno.example,011 4321-0000,A-1,2025-10-02,2025-12-01,1000,ARS';

describe('lo que el cliente contestó y nadie resolvió todavía', () => {
  it.each([
    ['ya-pago', 'dijo que ya pagó', '2026-07-02'],
    ['disputa', 'reclamó por lo que debe', '2026-07-07'],
    ['promete-pagar', 'prometió pagar', '2026-07-01'],
    ['pide-plazo', 'pidió más plazo', '2026-07-01'],
  ])('si llama y se anota «%s», no le sale nada hasta el próximo paso', async (resultado, frase, proximo) => {
    const { contactar, plan } = await preparar(nueva);
    expect(await plan('2026-06-30')).toEqual(['ARS enviar amable']);
    await contactar('2026-06-30', resultado, '--entrante', '--hora', '09:40');
    const espera = `ARS: el 2026-06-30 ${frase}: se espera hasta el próximo paso, el ${proximo}`;
    expect(await plan('2026-06-30')).toEqual([espera]);
    expect(await plan(proximo)).toEqual([espera]);
    expect(await plan('2026-07-08')).toEqual(['ARS enviar amable']);
  });

  it('vale también si lo llamamos nosotros, hasta el día que se anotó y aunque esté lejos', async () => {
    const { contactar, plan } = await preparar(nueva);
    await contactar('2026-06-30', 'pide-plazo', '--proximo', '2026-07-20');
    expect(await plan('2026-07-20')).toMatchObject([expect.stringContaining('el 2026-07-20')]);
    expect(await plan('2026-07-21')).toEqual(['ARS enviar amable']);
  });

  it('deja de valer si después contestó otra cosa, y no si nadie contestó', async () => {
    const { contactar, plan } = await preparar(nueva);
    await contactar('2026-06-25', 'ya-pago', '--proximo', '2026-07-20');
    await contactar('2026-06-26', 'sin-respuesta');
    expect(await plan('2026-07-01')).toMatchObject([expect.stringContaining('dijo que ya pagó')]);
    await contactar('2026-06-27', 'se-niega');
    expect(await plan('2026-07-01')).toEqual(['ARS enviar amable']);
  });

  it('si pagó, no debe nada', async () => {
    const { contactar, pagar, plan } = await preparar(nueva);
    await contactar('2026-06-30', 'ya-pago', '--entrante');
    await pagar('2026-06-30');
    expect(await plan('2026-06-30')).toEqual([]);
  });

  it('si nos buscó por otra cosa se espera lo mismo que entre dos contactos, sin llenar los topes', async () => {
    const { contactar, plan } = await preparar(nueva);
    await contactar('2026-06-29', 'contactado', '--entrante');
    await contactar('2026-06-30', 'contactado', '--entrante');
    expect(await plan('2026-06-30')).toEqual(['ARS: se comunicó el 2026-06-30 y deben pasar 2 días']);
    expect(await plan('2026-07-02')).toEqual(['ARS enviar amable']);
  });
});

describe('una llamada a quien nadie le escribió todavía', () => {
  it.each(['sin-respuesta', 'numero-equivocado', 'contactado'])(
    'con «%s» no gasta los pasos de una deuda vieja: después empieza por el primero',
    async (resultado) => {
      const { contactar, plan } = await preparar(vieja);
      await contactar('2026-06-30', resultado);
      expect(await plan('2026-07-01')).toEqual(['ARS: se lo contactó el 2026-06-30 y deben pasar 2 días']);
      expect(await plan('2026-07-02')).toEqual(['ARS enviar amable']);
    },
  );

  it('ni los de lo que debe en otra moneda', async () => {
    const dolares = 'C1,Uno SA,ana@uno.example,011 4321-0000,A-2,2026-01-02,2026-05-01,50,USD';
    const { contactar, plan } = await preparar(vieja, dolares);
    await contactar('2026-06-30', 'sin-respuesta');
    expect(await plan('2026-07-02')).toEqual([
      'ARS enviar amable',
      'USD: hoy le toca el mensaje por lo que debe en ARS y deben pasar 2 días',
    ]);
  });

  it('a quien no tiene correo se le llama, y con eso el paso queda hecho', async () => {
    const { contactar, plan } = await preparar(vieja.replace('ana@uno.example', ''));
    expect(await plan('2026-07-02')).toMatchObject([expect.stringContaining('ARS: toca llamar')]);
    await contactar('2026-07-02', 'sin-respuesta');
    expect(await plan('2026-07-10')).not.toMatchObject([expect.stringContaining('toca llamar')]);
  });
});
