import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indiceDeTramo, netoDe, resumirPorMoneda, totalDe, tramosDe } from '../../src/dominio/antiguedad.ts';
import { moneda } from '../../src/dominio/dinero.ts';

const limites = fc
  .uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 })
  .map((dias) => dias.toSorted((uno, otro) => uno - otro));

describe('antigüedad', () => {
  it('los límites 30, 60 y 90 dan las columnas de siempre', () => {
    expect(tramosDe([30, 60, 90]).map(({ clave }) => clave)).toEqual([
      'por_vencer',
      'd1_30',
      'd31_60',
      'd61_90',
      'd91_mas',
    ]);
  });

  it('con otros límites las columnas llevan sus nombres', () => {
    expect(tramosDe([15]).map(({ clave, titulo }) => [clave, titulo])).toEqual([
      ['por_vencer', 'Por vencer'],
      ['d1_15', '1 a 15'],
      ['d16_mas', 'Más de 15'],
    ]);
  });

  it('lo que vence hoy no está vencido, y cada borde cae de un solo lado', () => {
    const tramos = tramosDe([30, 60, 90]);
    const clave = (dias: number) => tramos[indiceDeTramo(tramos, dias)]?.clave;
    expect([-5, 0, 1, 30, 31, 60, 61, 90, 91].map(clave)).toEqual([
      'por_vencer',
      'por_vencer',
      'd1_30',
      'd1_30',
      'd31_60',
      'd31_60',
      'd61_90',
      'd61_90',
      'd91_mas',
    ]);
  });

  it('cada número de días cae en un tramo y en uno solo', () => {
    fc.assert(
      fc.property(limites, fc.integer({ min: -500, max: 1000 }), (dias, mora) => {
        const tramos = tramosDe(dias);
        const caben = tramos.filter(
          ({ desdeDias, hastaDias }) => mora >= (desdeDias ?? -Infinity) && mora <= (hastaDias ?? Infinity),
        );
        expect(caben).toEqual([tramos[indiceDeTramo(tramos, mora)]]);
      }),
    );
  });

  it('límites que no crecen son un defecto', () => {
    for (const malos of [[], [0, 30], [30, 30], [60, 30], [1.5]]) expect(() => tramosDe(malos)).toThrow('límites');
  });

  it('el resumen suma por moneda y el neto es el total menos lo que hay a favor', () => {
    const tramos = tramosDe([30]);
    const resumen = resumirPorMoneda(
      [
        { moneda: moneda('USD'), montos: [1, 2, 3], saldoAFavor: 4 },
        { moneda: moneda('ARS'), montos: [10, 0, 0], saldoAFavor: 0 },
        { moneda: moneda('USD'), montos: [1, 0, 0], saldoAFavor: 6 },
      ],
      tramos,
    );
    expect(resumen).toEqual([
      { moneda: 'ARS', montos: [10, 0, 0], saldoAFavor: 0 },
      { moneda: 'USD', montos: [2, 2, 3], saldoAFavor: 10 },
    ]);
    expect(resumen.map((una) => [totalDe(una), netoDe(una)])).toEqual([
      [10, 10],
      [7, -3],
    ]);
  });
});
