import type { Moneda } from './dinero.ts';
import { asegurar } from './errores.ts';

/** Un tramo de días de mora; `desdeDias` y `hastaDias` están incluidos, y `null` es sin límite. */
export interface Tramo {
  /** Nombre público de su columna: `por_vencer`, `d1_30`, `d91_mas`. */
  readonly clave: string;
  /** Cómo se titula para una persona: `Por vencer`, `1 a 30`, `Más de 90`. */
  readonly titulo: string;
  readonly desdeDias: number | null;
  readonly hastaDias: number | null;
}

/**
 * Los tramos que nacen de sus límites superiores: lo que no venció (mora ≤ 0), uno por límite, y lo que pasa del
 * último (REGLAS: «Antigüedad»). Cada número de días cae en un tramo y en uno solo.
 * @param limites días ≥ 1, estrictamente crecientes, al menos uno
 */
export function tramosDe(limites: readonly number[]): readonly Tramo[] {
  asegurar(
    limites.length > 0 && limites.every((dias, orden) => Number.isInteger(dias) && dias > (limites[orden - 1] ?? 0)),
    'los límites de los tramos deben crecer desde 1',
  );
  const intermedios = limites.map((hastaDias, orden): Tramo => {
    const desdeDias = (limites[orden - 1] ?? 0) + 1;
    return {
      clave: `d${desdeDias}_${hastaDias}`,
      titulo: `${desdeDias} a ${hastaDias}`,
      desdeDias,
      hastaDias,
    };
  });
  const ultimo = limites.at(-1) ?? 0;
  return [
    { clave: 'por_vencer', titulo: 'Por vencer', desdeDias: null, hastaDias: 0 },
    ...intermedios,
    { clave: `d${ultimo + 1}_mas`, titulo: `Más de ${ultimo}`, desdeDias: ultimo + 1, hastaDias: null },
  ];
}

/** La posición del tramo en que caen tantos días de mora (negativos si falta para vencer). */
export function indiceDeTramo(tramos: readonly Tramo[], diasMora: number): number {
  return tramos.findIndex(({ hastaDias }) => hastaDias === null || diasMora <= hastaDias);
}

/** Lo que un cliente debe en una moneda, por tramo, en unidades menores. */
export interface Antiguedad {
  /** Un monto por tramo, en el orden de {@link tramosDe}. */
  readonly montos: readonly number[];
  /** Dinero recibido que no se aplicó a ninguna factura. */
  readonly saldoAFavor: number;
  /** Qué parte de los tramos está en disputa; ya está contada en ellos. */
  readonly enDisputa: number;
}

/** La suma de los tramos: todo lo que se debe. */
export function totalDe({ montos }: Antiguedad): number {
  return montos.reduce((suma, monto) => suma + monto, 0);
}

/** Lo que se debe menos lo que hay a favor; negativo si sobra. */
export function netoDe(antiguedad: Antiguedad): number {
  return totalDe(antiguedad) - antiguedad.saldoAFavor;
}

function sumarAntiguedades(antiguedades: readonly Antiguedad[], tramos: readonly Tramo[]): Antiguedad {
  const montos = tramos.map(() => 0);
  let saldoAFavor = 0;
  let enDisputa = 0;
  for (const una of antiguedades) {
    asegurar(una.montos.length === tramos.length, 'antigüedades de tramos distintos');
    una.montos.forEach((monto, orden) => {
      montos[orden] = (montos[orden] ?? 0) + monto;
    });
    saldoAFavor += una.saldoAFavor;
    enDisputa += una.enDisputa;
  }
  asegurar(
    Number.isSafeInteger(montos.reduce((suma, monto) => suma + monto, saldoAFavor)),
    'la suma excede los enteros seguros',
  );
  return { montos, saldoAFavor, enDisputa };
}

/** El total de cada moneda, por orden de código; dos monedas nunca se suman. */
export function resumirPorMoneda<A extends Antiguedad & { readonly moneda: Moneda }>(
  antiguedades: readonly A[],
  tramos: readonly Tramo[],
): (Antiguedad & { readonly moneda: Moneda })[] {
  const porMoneda = new Map<Moneda, A[]>();
  for (const una of antiguedades) {
    const deMoneda = porMoneda.get(una.moneda);
    if (deMoneda === undefined) porMoneda.set(una.moneda, [una]);
    else deMoneda.push(una);
  }
  return [...porMoneda]
    .sort(([una], [otra]) => (una < otra ? -1 : 1))
    .map(([moneda, deMoneda]) => ({ moneda, ...sumarAntiguedades(deMoneda, tramos) }));
}
