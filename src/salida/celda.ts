import { type Dinero, textoDecimal, textoLocal } from '../dominio/dinero.ts';
import { asegurar } from '../dominio/errores.ts';
import { limpiar } from './limpiar.ts';
import type { Columna } from './listado.ts';

/** Dice si los valores de la columna son números, que van a la derecha y nunca se acortan. */
export function esNumerica({ tipo }: Columna<never>): boolean {
  return tipo === 'entero' || tipo === 'decimal' || tipo === 'monto';
}

/** El monto de una celda con su moneda, o `null` si la celda está vacía. */
function dineroDe<F>(columna: Columna<F>, fila: F): Dinero | null {
  const monto = columna.valor(fila);
  if (monto === null) return null;
  asegurar(
    typeof monto === 'number' && columna.moneda !== undefined,
    `la columna ${columna.clave} no da un monto con moneda`,
  );
  return { monto, moneda: columna.moneda(fila) };
}

/** Escribe un número de a lo sumo un decimal, siempre con uno: `62.0`. */
function textoConUnDecimal(valor: string | number): string {
  return Number(valor).toFixed(1);
}

/**
 * El valor para otro programa: punto decimal, sin miles, fecha ISO; `''` si está vacío. El texto sale como está, sin limpiar.
 */
export function textoExacto<F>(columna: Columna<F>, fila: F): string {
  if (columna.tipo === 'monto') {
    const dinero = dineroDe(columna, fila);
    return dinero === null ? '' : textoDecimal(dinero);
  }
  const valor = columna.valor(fila);
  if (valor === null) return '';
  return columna.tipo === 'decimal' ? textoConUnDecimal(valor) : String(valor);
}

/** El valor para una persona: coma decimal, punto de miles, un solo renglón limpio. */
export function textoParaPersona<F>(columna: Columna<F>, fila: F): string {
  if (columna.tipo === 'monto') {
    const dinero = dineroDe(columna, fila);
    return dinero === null ? '' : textoLocal(dinero);
  }
  const valor = columna.valor(fila);
  if (valor === null) return '';
  if (columna.tipo === 'decimal') return textoConUnDecimal(valor).replace('.', ',');
  return typeof valor === 'number' ? String(valor) : limpiar(valor);
}
