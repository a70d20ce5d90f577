import type { RenglonDeFila } from '../filas.ts';

/**
 * Dice si dos renglones distintos con el mismo importe prueban que ese importe es el total del documento, repetido: valen
 * distinto, o alguno vale la mitad del importe o menos (ningún impuesto llega al 100 %). Sin prueba pueden ser dos
 * renglones de igual importe, y contarlos una vez perdería dinero.
 * @param importe unidades menores, > 0
 */
export function esTotalRepetido(uno: RenglonDeFila, otro: RenglonDeFila, importe: number): boolean {
  if (uno.monto === null || otro.monto === null) return false;
  return uno.monto !== otro.monto || Math.abs(uno.monto) * 2 <= importe;
}
