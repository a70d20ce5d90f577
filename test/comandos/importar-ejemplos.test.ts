import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ejemplos, exportaciones } from '../apoyo/ejemplos.ts';
import { Mesa } from '../apoyo/mesa.ts';

describe('los archivos de ejemplo entran exactos', () => {
  it.each([...ejemplos, ...exportaciones])(
    '$archivo',
    async ({ archivo, opciones, tipo, cuenta, total, antes = [] }) => {
      const mesa = new Mesa();
      for (const [previo = '', ...resto] of antes)
        await mesa.orden(['import', mesa.escribir(readFileSync(join('fixtures/ejemplos', previo))), ...resto]);
      const ruta = mesa.escribir(readFileSync(join('fixtures/ejemplos', archivo)));
      const { codigo, salida, errores } = await mesa.orden(['import', ruta, ...opciones, '--formato', 'json']);
      expect([0, 4], errores).toContain(codigo);
      const { nuevas, rechazadas, omitidas, totales, tipo: hallado } = JSON.parse(salida);
      expect({ tipo: hallado, cuenta: [nuevas, rechazadas, omitidas] }, salida).toEqual({ tipo, cuenta });
      expect(totales.map((uno: Record<string, unknown>) => [uno.moneda, uno.importe, uno.saldo])).toEqual(
        total === null ? [] : [total],
      );
    },
  );

  it('una moneda por fila da un total por moneda, nunca uno solo', async () => {
    for (const [archivo, opciones, espera] of [
      ['exportacion-bind-erp.csv', [], { MXN: 1276, USD: 500 }],
      ['exportacion-contpaqi-antiguedad.csv', [], { MXN: 3480, USD: 500 }],
      ['exportacion-afip-comprobantes.csv', ['--plazo', '30'], { ARS: 10890, USD: 500 }],
    ] as const) {
      const mesa = new Mesa();
      const ruta = mesa.escribir(readFileSync(join('fixtures/ejemplos', archivo)));
      const { salida } = await mesa.orden([
        'import',
        ruta,
        '--moneda',
        archivo.includes('afip') ? 'ARS' : 'MXN',
        ...opciones,
        '--formato',
        'json',
      ]);
      const totales = (JSON.parse(salida).totales as { moneda: string; importe: number }[]).map(
        ({ moneda, importe }) => [moneda, importe],
      );
      expect(Object.fromEntries(totales), archivo).toEqual(espera);
    }
  });

  it('en cartola-con-formula.csv la fórmula queda como texto y nunca sale viva', async () => {
    const mesa = new Mesa();
    await mesa.importar(['fecha;descripcion;monto', '05/01/2026;"=HYPERLINK(""x"",""y"")";150'], ['--tipo', 'pagos']);
    const { salida } = await mesa.orden(['pago', 'listar', '--formato', 'csv']);
    expect(salida).toContain(`"'=HYPERLINK(""x"",""y"")"`);
  });
});
