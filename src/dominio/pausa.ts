import { type Periodo, rige } from './disputa.ts';
import type { Fecha } from './fecha.ts';

/** Por qué no se contacta a un cliente, de la menos a la más fuerte. */
export const clasesDePausa = ['pausa', 'problema', 'abogado'] as const;
export type ClaseDePausa = (typeof clasesDePausa)[number];

/** Un período en que no se contacta a un cliente. */
export interface Pausa {
  readonly id: number;
  readonly clienteId: number;
  readonly clase: ClaseDePausa;
  readonly desde: Fecha;
  /** Último día de la pausa; `null` = hasta que alguien la termine. */
  readonly hasta: Fecha | null;
  readonly motivo: string;
  /** Día en que alguien la terminó; desde ese día se puede contactar. */
  readonly terminada: Fecha | null;
}

function periodoDe({ desde, hasta, terminada }: Pausa): Periodo {
  return { desde, hasta, terminado: terminada };
}

/** Dice si la pausa impide contactar el día `hoy`. */
export function estaVigente(pausa: Pausa, hoy: Fecha): boolean {
  return rige(periodoDe(pausa), hoy);
}

/**
 * De varias pausas que rigen a la vez, la que manda: la de clase más fuerte y, a igual clase, la que termina más tarde.
 * `null` si ninguna rige.
 */
export function pausaQueManda(pausas: readonly Pausa[], hoy: Fecha): Pausa | null {
  let mandante: Pausa | null = null;
  for (const pausa of pausas) {
    if (estaVigente(pausa, hoy) && (mandante === null || esMasFuerte(pausa, mandante))) mandante = pausa;
  }
  return mandante;
}

function esMasFuerte(una: Pausa, otra: Pausa): boolean {
  const diferencia = clasesDePausa.indexOf(una.clase) - clasesDePausa.indexOf(otra.clase);
  if (diferencia !== 0) return diferencia > 0;
  if (otra.hasta === null) return una.hasta === null && una.id < otra.id;
  return una.hasta === null || una.hasta > otra.hasta || (una.hasta === otra.hasta && una.id < otra.id);
}

const palabras: Readonly<Record<ClaseDePausa, string>> = {
  pausa: 'en pausa',
  problema: 'con un problema',
  abogado: 'en manos del abogado',
};

/** La pausa en una frase corta: `en pausa hasta 2026-08-01: vacaciones`. */
export function textoDePausa({ clase, hasta, motivo }: Pick<Pausa, 'clase' | 'hasta' | 'motivo'>): string {
  return `${palabras[clase]}${hasta === null ? '' : ` hasta ${hasta}`}: ${motivo}`;
}

/**
 * La pausa que haría inútil registrar otra: ya rige el primer día de la nueva, es de la misma clase o una más fuerte y
 * no termina antes. `null` si la nueva agrega algo.
 */
export function pausaQueLoImpide(
  pausas: readonly Pausa[],
  nueva: Pick<Pausa, 'clase' | 'desde' | 'hasta'>,
): Pausa | null {
  const previa = pausaQueManda(pausas, nueva.desde);
  if (previa === null || previa.terminada !== null) return null;
  const esTanFuerte = clasesDePausa.indexOf(previa.clase) >= clasesDePausa.indexOf(nueva.clase);
  const duraTanto = previa.hasta === null || (nueva.hasta !== null && nueva.hasta <= previa.hasta);
  return esTanFuerte && duraTanto ? previa : null;
}

/** Las pausas que rigen hoy y que nadie terminó: las que se terminan al reanudar al cliente. */
export function pausasPorTerminar(pausas: readonly Pausa[], hoy: Fecha): Pausa[] {
  return pausas.filter((pausa) => estaVigente(pausa, hoy) && pausa.terminada === null);
}
