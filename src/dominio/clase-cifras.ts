import { dividirRedondeando, type Moneda } from './dinero.ts';
import type { Fecha } from './fecha.ts';

/** Lo que compró un cliente en una moneda. Cuentan las facturas que no se anularon. */
export interface ComprasEnMoneda {
  readonly moneda: Moneda;
  /** Facturas de los últimos 12 meses. */
  readonly compras: number;
  /** Su importe, en unidades menores. */
  readonly importe: bigint;
  /** La primera y la última de toda la historia, hasta hoy. */
  readonly primera: Fecha;
  readonly ultima: Fecha;
}

/** Cómo pagó un cliente en una moneda: los días de atraso de cada factura de la muestra. */
export interface MuestraDePago {
  /** De las que terminó de pagar en 12 meses: día en que se terminó de pagar − vencimiento. */
  readonly pagadas: readonly number[];
  /** De las que siguen vencidas: hoy − vencimiento. */
  readonly vencidas: readonly number[];
}

/** Las cifras de la conducta de un cliente en una moneda (REGLAS: «Clase de cliente»). */
export interface CifrasDeConducta {
  readonly moneda: Moneda;
  readonly comprasAnuales: number;
  /** Unidades menores, mitad hacia arriba; `null` sin compras en 12 meses. */
  readonly facturaMedia: number | null;
  /** Décimas de día; `null` sin muestra. */
  readonly atrasoMedianoDecimas: number | null;
  /** Parte de la muestra pagada a término, en décimas de punto porcentual (0 a 1000); `null` sin muestra. */
  readonly aTerminoDecimas: number | null;
  readonly facturasPagadas: number;
  readonly facturasVencidas: number;
  readonly primeraCompra: Fecha | null;
  readonly ultimaCompra: Fecha | null;
}

/**
 * Las cifras de una moneda. La muestra son las facturas que terminó de pagar en 12 meses y las que siguen vencidas: si
 * éstas no contaran, quien dejó de pagar se vería mejor que quien paga tarde.
 */
export function calcularCifras(
  moneda: Moneda,
  compras: ComprasEnMoneda | undefined,
  { pagadas, vencidas }: MuestraDePago,
): CifrasDeConducta {
  const muestra = [...pagadas, ...vencidas];
  const aTermino = pagadas.filter((dias) => dias <= 0).length;
  return {
    moneda,
    comprasAnuales: compras?.compras ?? 0,
    facturaMedia:
      compras === undefined || compras.compras === 0
        ? null
        : Number(dividirRedondeando(compras.importe, BigInt(compras.compras))),
    atrasoMedianoDecimas: medianaDecimas(muestra),
    aTerminoDecimas:
      muestra.length === 0 ? null : Number(dividirRedondeando(BigInt(aTermino * 1000), BigInt(muestra.length))),
    facturasPagadas: pagadas.length,
    facturasVencidas: vencidas.length,
    primeraCompra: compras?.primera ?? null,
    ultimaCompra: compras?.ultima ?? null,
  };
}

/** Con una cantidad par, la media de las dos del medio, que siempre es una cantidad exacta de décimas. */
function medianaDecimas(dias: readonly number[]): number | null {
  if (dias.length === 0) return null;
  const crecientes = Int32Array.from(dias).sort();
  const medio = crecientes.length >> 1;
  const alta = crecientes[medio] ?? 0;
  return crecientes.length % 2 === 1 ? alta * 10 : (alta + (crecientes[medio - 1] ?? 0)) * 5;
}
