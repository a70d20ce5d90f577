import { porcentajeConDecimal } from './gestion.ts';

/** Con menos cuentas que éstas una tasa no dice nada (elección nuestra). */
export const MUESTRA_MIN = 30;

/** Parte de una muestra: cuántas cuentas pagaron algo, con su intervalo de confianza del 95 %, en porcentajes con un decimal. */
export interface Tasa {
  readonly cuentas: number;
  readonly pagaron: number;
  /** `null` si la muestra no alcanza. */
  readonly porcentaje: number | null;
  readonly minimo: number | null;
  readonly maximo: number | null;
}

/** El cuantil de la normal para un intervalo del 95 %. */
const Z = 1.959964;

/**
 * El intervalo de Wilson para una proporción (Wilson, JASA 1927), como fracciones de 0 a 1: a diferencia del usual, vale
 * con muestras chicas y nunca se sale de 0 a 1.
 */
export function intervaloDeWilson(casos: number, total: number): readonly [minimo: number, maximo: number] {
  const p = casos / total;
  const base = 1 + (Z * Z) / total;
  const centro = p + (Z * Z) / (2 * total);
  const radio = Z * Math.sqrt((p * (1 - p)) / total + (Z * Z) / (4 * total * total));
  return [Math.max(0, (centro - radio) / base), Math.min(1, (centro + radio) / base)];
}

/** Una fracción como porcentaje con un decimal. */
export function enPorcentaje(fraccion: number): number {
  return Math.round(fraccion * 1000) / 10;
}

/** La tasa de una muestra; sin porcentajes si no alcanza. */
export function calcularTasa(pagaron: number, cuentas: number): Tasa {
  if (cuentas < MUESTRA_MIN) return { cuentas, pagaron, porcentaje: null, minimo: null, maximo: null };
  const [minimo, maximo] = intervaloDeWilson(pagaron, cuentas);
  return {
    cuentas,
    pagaron,
    porcentaje: porcentajeConDecimal(pagaron, cuentas),
    minimo: enPorcentaje(minimo),
    maximo: enPorcentaje(maximo),
  };
}
