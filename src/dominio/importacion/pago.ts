import { normalizarIdFiscal, plegar } from '../cliente.ts';
import type { FilaDePago } from '../filas.ts';

/**
 * Identidad de un pago, para que importar dos veces el mismo archivo no lo duplique. Con recibo, es el recibo (más la
 * factura, porque un recibo puede cancelar varias); sin él, es todo lo que la fila dice, y `repeticion` distingue
 * movimientos iguales del mismo archivo: dos renglones iguales de un extracto son dos pagos. Del cliente entra lo que
 * dice la fila y no a quién se encontró, que puede cambiar de una importación a otra.
 * @param repeticion 1 para el primero de los iguales
 */
export function claveDePago(fila: FilaDePago, repeticion: number): string {
  const { codigo, idFiscal, nombre } = fila.cliente;
  const quien =
    codigo ?? (idFiscal === null ? null : normalizarIdFiscal(idFiscal)) ?? (nombre === null ? null : plegar(nombre));
  if (fila.recibo !== null) return JSON.stringify(['recibo', fila.recibo, fila.numeroNormal, quien]);
  const { numeroNormal, fecha, moneda, monto, medio, referencia, nota } = fila;
  return JSON.stringify(['movimiento', quien, numeroNormal, fecha, moneda, monto, medio, referencia, nota, repeticion]);
}

/** Un pago que ya está en el libro con la misma identidad. */
export interface PagoExistente {
  readonly fecha: string;
  readonly moneda: string;
  readonly monto: number;
}

/** Dice si el pago del libro y el de la fila son el mismo hecho. */
export function esElMismoPago(fila: FilaDePago, existente: PagoExistente): boolean {
  return fila.fecha === existente.fecha && fila.moneda === existente.moneda && fila.monto === existente.monto;
}
