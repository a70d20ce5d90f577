import { exponente, type Moneda } from '../dinero.ts';
import type { PasoDeRecordatorio, PoliticaDeRecordatorios } from '../politica.ts';
import type { UnidadEnMensaje } from './tipos.ts';
import { sumarSaldos } from './unidades.ts';

/** Lo que queda por pedir de cada parte de un mensaje, en unidades menores ≥ 0. */
export interface PorPedir {
  readonly vencido: number;
  readonly porVencer: number;
  /** El saldo a favor que se usó para llegar a esos dos. */
  readonly aFavor: number;
}

/** Descuenta el saldo a favor: primero de lo vencido y, si sobra, de lo que está por vencer. */
export function descontarSaldoAFavor(
  partes: { readonly vencidas: readonly UnidadEnMensaje[]; readonly porVencer: readonly UnidadEnMensaje[] },
  saldoAFavor: number,
): PorPedir {
  const [vencido, porVencer] = [sumarSaldos(partes.vencidas), sumarSaldos(partes.porVencer)];
  const sobra = Math.max(0, saldoAFavor - vencido);
  return {
    vencido: Math.max(0, vencido - saldoAFavor),
    porVencer: Math.max(0, porVencer - sobra),
    aFavor: Math.min(saldoAFavor, vencido + porVencer),
  };
}

/** Lo que pide un mensaje con ese paso: lo vencido, o lo que anuncia. Lo demás que nombra va aparte. */
export function pedidoDePaso({ diasDesdeVencimiento }: PasoDeRecordatorio, { vencido, porVencer }: PorPedir): number {
  return diasDesdeVencimiento > 0 ? vencido : porVencer;
}

/** Lo menos por lo que se escribe: lo que dice la política o, si calla, una unidad de la moneda (un peso, nunca un centavo). */
export function minimoGeneral({ saldoMin }: PoliticaDeRecordatorios, moneda: Moneda): number {
  return saldoMin.get(moneda) ?? 10 ** exponente(moneda);
}

/** Lo menos por lo que sale un paso: su mínimo, o el general si es mayor. */
export function minimoDePaso(paso: PasoDeRecordatorio, politica: PoliticaDeRecordatorios, moneda: Moneda): number {
  return Math.max(minimoGeneral(politica, moneda), paso.saldoMin.get(moneda) ?? 0);
}
