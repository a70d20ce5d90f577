import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar, type Resultado } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

/** Un libro en que Espiga debe una factura vencida de 10.000,00 y discute esa parte; `null` es toda. */
async function conDisputa(monto: number | null) {
  const libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const cliente = siembra.cliente({ codigo: 'C1', nombre: 'La Espiga' });
    siembra.documento({ cliente, numero: 'A-1', vencimiento: '2026-05-31', importe: 1_000_000 });
    siembra.operacion.agregar('disputas', [1, '2026-06-20', monto, 'error-en-la-factura', null, null]);
  });
  const correr = (...orden: string[]): Promise<Resultado> => ejecutar(orden, { libro, hoy: '2026-07-01' });
  return {
    correr,
    async leer(...orden: string[]) {
      const { codigo, salida, errores } = await correr(...orden, '--formato', 'json');
      expect(codigo, errores).toBe(0);
      return JSON.parse(salida);
    },
  };
}

const aviso =
  'aviso: de A-1 entran 7.000,00 ARS: los otros 3.000,00 ARS quedan afuera porque están en disputa; para incluirla entera, nómbrela con --facturas';
const hablar = ['contacto', 'registrar', 'C1', '--canal', 'llamada', '--promesa', '2026-07-10'];
const prometer = ['acuerdo', 'crear', 'C1', '--promesa', '2026-07-10'];

describe('acordar con quien discute una parte de una factura', () => {
  it.each([[hablar], [prometer], [['acuerdo', 'proponer', 'C1']]])(
    '%j dice qué queda afuera y por qué',
    async (orden) => {
      const { correr } = await conDisputa(300_000);
      const { codigo, errores } = await correr(...orden);
      expect(codigo, errores).toBe(0);
      expect(errores).toContain(aviso);
    },
  );

  it('la promesa es por lo que no está en disputa, y el libro queda sano', async () => {
    const { leer, correr } = await conDisputa(300_000);
    expect(await leer(...hablar)).toMatchObject({ monto: 7000, promesa: '2026-07-10' });
    expect(await leer('acuerdo', 'ver', '1')).toMatchObject({ total: 7000, estado: 'abierta' });
    expect((await correr('libro', 'verificar')).codigo).toBe(0);
    await correr('pago', 'registrar', 'C1', '--monto', '7000');
    expect(await leer('acuerdo', 'ver', '1')).toMatchObject({ pagado: 7000, estado: 'cumplida' });
  });

  it('perdonar lo que se discutía no baja lo prometido', async () => {
    const { leer, correr } = await conDisputa(300_000);
    await leer(...prometer);
    expect((await correr('factura', 'resolver', 'A-1', '--resultado', 'a-favor-del-cliente')).codigo).toBe(0);
    const castigo = await correr('factura', 'castigar', 'A-1', '--monto', '3000', '--motivo', 'se le dio la razón');
    expect(castigo.codigo, castigo.errores).toBe(0);
    expect(await leer('acuerdo', 'ver', '1')).toMatchObject({ proximo_monto: 7000, estado: 'abierta' });
  });

  it('todo lo que se propone es sobre lo que no está en disputa', async () => {
    const { leer } = await conDisputa(300_000);
    for (const { recibe, se_resigna } of await leer('acuerdo', 'proponer', 'C1'))
      expect(recibe + se_resigna).toBe(7000);
  });

  it('un plan y una quita tampoco la toman, y renegociar no la suma', async () => {
    const { leer, correr } = await conDisputa(300_000);
    const plan = await leer('acuerdo', 'crear', 'C1', '--cuotas', '2', '--primera', '2026-07-10');
    expect(plan).toMatchObject({ total: 7000 });
    const otro = await leer('acuerdo', 'renegociar', '1', '--cuotas', '3', '--primera', '2026-07-15');
    expect(otro).toMatchObject({ total: 7000 });
    await correr('acuerdo', 'anular', '2', '--motivo', 'prueba');
    const quita = await leer('acuerdo', 'crear', 'C1', '--quita', '10', '--hasta', '2026-07-10');
    expect(quita).toMatchObject({ total: 6300, descuento: 700 });
    expect((await correr('libro', 'verificar')).codigo).toBe(0);
  });

  it('nombrada, la factura entra entera, como siempre', async () => {
    const { leer } = await conDisputa(300_000);
    expect(await leer(...prometer, '--facturas', 'A-1')).toMatchObject({ total: 10_000 });
  });

  it('no se puede prometer más que lo que no está en disputa', async () => {
    const { correr } = await conDisputa(300_000);
    const { codigo, errores } = await correr(...prometer, '--monto', '7000.01');
    expect(codigo).toBe(1);
    expect(errores).toContain('no puede prometer 7.000,01 ARS: lo que se puede prometer es 7.000,00 ARS');
    expect(errores).toContain('lo que debe y no está en disputa');
  });

  it.each([[hablar], [prometer], [['acuerdo', 'proponer', 'C1']]])(
    'con todo en disputa, %j se rechaza',
    async (orden) => {
      const { correr } = await conDisputa(null);
      const { codigo, errores } = await correr(...orden);
      expect(codigo).toBe(1);
      expect(errores).toContain('todo lo que debe está en disputa');
    },
  );
});
