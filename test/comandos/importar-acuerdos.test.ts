import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';

let libro: string;
const correr = (orden: string, entrada?: string) =>
  ejecutar(orden.split(' '), { libro, hoy: '2026-07-01', ...(entrada === undefined ? {} : { entrada }) });
const factura = (moneda: string, importe: number): string =>
  `cliente_id,cliente,numero,emision,vencimiento,moneda,importe\nC1,Uno,F-1,2026-05-01,2026-06-01,${moneda},${importe}\n`;
const actualizar = (moneda: string, importe: number) =>
  correr('import - --tipo facturas --actualizar', factura(moneda, importe));
const leer = async (orden: string): Promise<unknown> => JSON.parse((await correr(`${orden} --formato json`)).salida);

beforeEach(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await correr('import - --tipo facturas', factura('ARS', 100));
  await correr('acuerdo crear C1 --cuotas 2 --primera 2026-07-10');
});

describe('import --actualizar de una factura que está en un acuerdo', () => {
  test('no le cambia la moneda: el acuerdo es por montos de la que tenía', async () => {
    const { codigo, errores } = await actualizar('USD', 100);
    expect(codigo).toBe(1);
    expect(errores).toContain('un acuerdo o una disputa hablan de él en la otra moneda');
    expect(await leer('libro verificar')).toEqual([]);
  });

  test('con menos importe, el acuerdo exige lo que queda, y se avisa', async () => {
    const { codigo, errores } = await actualizar('ARS', 60);
    expect([codigo, errores]).toEqual([0, expect.stringContaining('el acuerdo se vuelve a juzgar con el nuevo')]);
    expect(await leer('acuerdo ver 1')).toMatchObject({ total: 100, exigible: 60, pendiente: 60, estado: 'vigente' });
    expect(await leer('libro verificar')).toEqual([]);
  });

  test('con más importe, lo acordado no crece', async () => {
    expect((await actualizar('ARS', 150)).codigo).toBe(0);
    expect(await leer('acuerdo ver 1')).toMatchObject({ total: 100, exigible: 100, pendiente: 100 });
    expect(await leer('libro verificar')).toEqual([]);
  });

  test('tampoco la de una disputada por un monto', async () => {
    await correr('acuerdo anular 1 --motivo error');
    await correr('import - --tipo facturas', factura('ARS', 100).replace('F-1', 'F-2'));
    await correr('factura disputar F-2 --motivo precio --monto 10');
    const otra = await correr('import - --tipo facturas --actualizar', factura('USD', 100).replace('F-1', 'F-2'));
    expect(otra.codigo).toBe(1);
  });
});
