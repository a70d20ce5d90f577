import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';

let libro: string;
const correr = (orden: string, { entrada, hoy = '2026-07-01' }: { entrada?: string; hoy?: string } = {}) =>
  ejecutar(orden.split(' '), { libro, hoy, ...(entrada === undefined ? {} : { entrada }) });

beforeEach(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  const facturas = [
    'cliente_id,cliente,tipo,numero,emision,vencimiento,moneda,importe',
    'C1,La Espiga,Factura,F-1,2026-05-01,2026-06-01,ARS,100',
    'C1,La Espiga,Nota de crédito,NC-1,2026-05-05,2026-05-05,ARS,-20',
    'C2,Otro,Factura,F-2,2026-05-01,2026-06-01,ARS,100',
  ];
  await correr('import - --tipo facturas', { entrada: `${facturas.join('\n')}\n` });
});

describe('lo que dicen las órdenes de pagos', () => {
  test('lo que sólo se simuló no tiene número', async () => {
    const { errores } = await correr('pago registrar C1 --monto 10 --simular');
    expect(errores).toContain('pago de 10,00 ARS: todo imputado');
    expect((await correr('factura castigar F-1 --motivo quiebra --simular')).errores).toContain(
      'castigo de 100,00 ARS',
    );
  });

  test('lo que se anula se llama por su nombre', async () => {
    expect((await correr('pago anular 1 --motivo error')).errores).toContain(
      'nota de crédito 1 de 20,00 ARS: anulada (error)',
    );
    await correr('factura castigar F-1 --motivo quiebra');
    expect((await correr('pago anular 2 --motivo pagó')).errores).toContain('castigo 2 de 100,00 ARS: anulado (pagó)');
  });

  test('en una moneda en que no debe nada se avisa', async () => {
    const { codigo, errores } = await correr('pago registrar C1 --monto 10 --moneda USD');
    expect(codigo).toBe(0);
    expect(errores).toContain('La Espiga no debe nada en USD y sí en ARS: revise la moneda');
  });

  test('la orden que se sugiere muestra también lo que está en un acuerdo', async () => {
    await correr('acuerdo crear C1 --cuotas 2 --primera 2026-07-10');
    const { errores } = await correr('pago registrar C1 --monto 50');
    const sugerida = /cobranzas (factura listar .*)/.exec(errores)?.[1]?.replaceAll('"', '') ?? '';
    expect((await correr(sugerida)).salida).toContain('F-1');
  });

  test('la orden para imputar de otro modo dice todo lo que hace falta', async () => {
    await correr('pago registrar C1 --monto 50');
    const { errores } = await correr('pago imputar 2 --automatico');
    expect(errores).toContain('cobranzas pago anular 2 --motivo "otra imputación"');
  });

  test('un canal que no se puede usar se dice en palabras', async () => {
    const { errores } = await correr('cliente canal C1 --canal email --no');
    expect(errores).toContain('La Espiga: desde el 2026-07-01 no se puede usar email para contactarlo');
  });
});

describe('pagos importados con una fecha que no llegó', () => {
  const pagos =
    'cliente_id,factura,recibo,fecha,moneda,monto,medio\nC1,F-1,R1,2026-07-20,ARS,60,Cheque diferido\nC2,F-2,R2,2026-07-20,ARS,60,transferencia\n';
  const saldos = async (hoy: string): Promise<unknown> => {
    const { salida } = await correr('factura listar --formato json', { hoy });
    return (JSON.parse(salida) as { saldo: number }[]).map(({ saldo }) => saldo).filter((saldo) => saldo > 0);
  };

  test('se avisa, y no cuentan antes', async () => {
    const { errores } = await correr('import - --tipo pagos', { entrada: pagos });
    expect(errores).toContain('pagos con una fecha que todavía no llegó');
    expect(await saldos('2026-07-01')).toEqual([100, 100]);
    expect(await saldos('2026-07-20')).toEqual([40, 40]);
    expect((await correr('pago listar --por-cobrar')).salida).toContain('C1,La Espiga,ARS,60.00');
  });

  test('un cheque a cuenta retiene a su cliente hasta que se cobra', async () => {
    await correr('pago registrar C2 --monto 100 --medio cheque --fecha 2026-07-20 --a-cuenta');
    const quienes = async (hoy: string): Promise<unknown> => {
      const { salida } = await correr('priorizar --formato json', { hoy });
      return (JSON.parse(salida) as { cliente_id: string }[]).map(({ cliente_id }) => cliente_id);
    };
    expect(await quienes('2026-07-01')).toEqual(['C1']);
    await correr('pago anular 2 --motivo rechazado', { hoy: '2026-07-21' });
    expect(await quienes('2026-07-21')).toEqual(expect.arrayContaining(['C1', 'C2']));
  });

  test('lo castigado de una promesa rota no queda en la agenda', async () => {
    await correr('acuerdo crear C2 --promesa 2026-07-03');
    const agenda = async (): Promise<string> => (await correr('agenda', { hoy: '2026-07-10' })).salida;
    expect(await agenda()).toContain('promesa-incumplida,C2');
    await correr('factura castigar F-2 --motivo quiebra', { hoy: '2026-07-10' });
    expect(await agenda()).not.toContain('C2');
  });
});
