import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const facturas = [
  'cliente_id,numero,emision,vencimiento,importe,saldo,fecha_pago',
  'C1,F-1,2026-05-01,2026-06-01,100.50,0,2026-06-10',
];
const encabezado = 'fecha_pago,numero,importe,recibo';

describe('la fecha de pago de una factura y su renglón en el archivo de pagos son el mismo pago', () => {
  it('igual factura, fecha y monto: no se registra dos veces, ni al repetir el archivo', async () => {
    const mesa = new Mesa();
    await mesa.importar(facturas);
    for (const _ of [1, 2]) {
      const { json } = await mesa.importar([encabezado, '2026-06-10,F-1,100.50,R-1'], ['--tipo', 'pagos']);
      expect(json).toMatchObject({ nuevas: 0, sin_cambios: 1, totales: [{ importe: 100.5, saldo: 0 }] });
    }
    expect(mesa.creditos()).toEqual(['pago 2026-06-10 10050 0 registro']);
  });

  it('en una sola orden también', async () => {
    const mesa = new Mesa();
    const rutas = [mesa.escribir(facturas), mesa.escribir([encabezado, '2026-06-10,F-1,100.50,R-1'])];
    expect((await mesa.orden(['import', ...rutas, '--moneda', 'ARS'])).codigo).toBe(0);
    expect(mesa.creditos()).toEqual(['pago 2026-06-10 10050 0 registro']);
  });

  it.each([
    ['otra fecha', '2026-06-11,F-1,100.50,R-1'],
    ['otro monto', '2026-06-10,F-1,90.50,R-1'],
  ])('%s es otro pago', async (_, fila) => {
    const mesa = new Mesa();
    await mesa.importar(facturas);
    const { json } = await mesa.importar([encabezado, fila], ['--tipo', 'pagos']);
    expect(json).toMatchObject({ nuevas: 1, sin_cambios: 0 });
  });

  it('de dos renglones iguales con distinto recibo, sólo el primero era el informado', async () => {
    const mesa = new Mesa();
    await mesa.importar(facturas);
    const pagos = [encabezado, '2026-06-10,F-1,100.50,R-1', '2026-06-10,F-1,100.50,R-2'];
    expect((await mesa.importar(pagos, ['--tipo', 'pagos'])).json).toMatchObject({ nuevas: 1, sin_cambios: 1 });
    expect((await mesa.importar([...pagos, ''], ['--tipo', 'pagos'])).json).toMatchObject({
      nuevas: 0,
      sin_cambios: 2,
    });
    expect(mesa.creditos()).toHaveLength(2);
  });
});
