import { type Fecha, fechaDeNumero, numeroDeDia } from './fecha.ts';

/** Los días que no se trabaja en un país, además de sábados y domingos. */
export type Feriados = ReadonlySet<Fecha>;

/** Nadie descansa: vale mientras no se conozcan los feriados del país. */
export const sinFeriados: Feriados = new Set();

/** Dice si el día es hábil: de lunes a viernes y no feriado (REGLAS: «Dinero y fechas»). */
export function esHabil(dia: Fecha, feriados: Feriados = sinFeriados): boolean {
  return esDeSemana(numeroDeDia(dia)) && !feriados.has(dia);
}

/** El día 0 fue jueves: con 3 de más, el lunes es 0 y el domingo 6. */
function esDeSemana(numero: number): boolean {
  return (((numero + 3) % 7) + 7) % 7 < 5;
}

/**
 * El día que está `dias` días hábiles después; con 0, el mismo día aunque no sea hábil.
 * @param dias entero ≥ 0
 */
export function sumarDiasHabiles(dia: Fecha, dias: number, feriados: Feriados = sinFeriados): Fecha {
  let numero = numeroDeDia(dia);
  let faltan = dias;
  while (faltan > 0) {
    numero++;
    if (esDeSemana(numero) && !feriados.has(fechaDeNumero(numero))) faltan--;
  }
  return fechaDeNumero(numero);
}
