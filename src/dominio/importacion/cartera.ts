import type { Moneda } from '../dinero.ts';

/** Lo abierto en una moneda y la parte que un archivo de cartera completa ya no trae; unidades menores. */
export interface AusenciaDeCartera {
  readonly moneda: Moneda;
  readonly documentos: number;
  readonly saldo: number;
  readonly saldoAnterior: number;
}

/**
 * Dice si lo ausente es más de la mitad de lo abierto en alguna moneda: entonces hay que confirmarlo
 * (REGLAS: «Cartera completa, todo o nada»).
 */
export function esAusenciaSospechosa(ausencias: readonly AusenciaDeCartera[]): boolean {
  return ausencias.some(({ saldo, saldoAnterior }) => saldo * 2 > saldoAnterior);
}
