import type { Fecha } from './fecha.ts';

/** Cómo terminó una disputa. */
export const resultadosDeDisputa = ['a-favor-del-cliente', 'a-favor-nuestro', 'parcial'] as const;
export type ResultadoDeDisputa = (typeof resultadosDeDisputa)[number];

/** Algo que rige desde un día y termina por una fecha, por un hecho o nunca. */
export interface Periodo {
  readonly desde: Fecha;
  /** Último día que todavía rige; `null` = sin fecha de fin. */
  readonly hasta: Fecha | null;
  /** Día del hecho que lo terminó: desde ese día ya no rige. `null` = nadie lo terminó. */
  readonly terminado: Fecha | null;
}

/**
 * Dice si algo rige el día `hoy` (REGLAS: «Disputa y pausa»). Lo que no tiene fin conocido sigue
 * rigiendo: lo desconocido cuenta como bloqueado.
 */
export function rige({ desde, hasta, terminado }: Periodo, hoy: Fecha): boolean {
  return desde <= hoy && (hasta === null || hoy <= hasta) && (terminado === null || hoy < terminado);
}

/** El reclamo de un cliente sobre un documento. */
export interface Disputa {
  readonly id: number;
  readonly documentoId: number;
  readonly fecha: Fecha;
  /** Unidades menores, > 0; `null` = todo el saldo. */
  readonly monto: number | null;
  readonly motivo: string;
  readonly hasta: Fecha | null;
  readonly nota: string | null;
  readonly resuelta: {
    readonly fecha: Fecha;
    readonly resultado: ResultadoDeDisputa;
    readonly nota: string | null;
  } | null;
}

/** Dice si la disputa sigue abierta el día `hoy`. */
export function estaAbierta({ fecha, hasta, resuelta }: Disputa, hoy: Fecha): boolean {
  return rige({ desde: fecha, hasta, terminado: resuelta?.fecha ?? null }, hoy);
}

/**
 * Cuánto del saldo de un documento está en disputa: la suma de sus disputas abiertas, nunca más que el saldo. Una sin
 * monto lo disputa todo.
 * @param saldo unidades menores, ≥ 0
 */
export function montoEnDisputa(saldo: number, abiertas: readonly Pick<Disputa, 'monto'>[]): number {
  let disputado = 0;
  for (const { monto } of abiertas) disputado += monto ?? saldo;
  return Math.min(saldo, disputado);
}
