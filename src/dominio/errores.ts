/**
 * Los errores que el usuario puede remediar. Cada clase fija el código de salida; el texto dice qué pasó y dónde, y
 * `sugerencia` qué hacer. Todo lo demás es un defecto del programa y termina con 70.
 */
export abstract class ErrorDeUsuario extends Error {
  /** Código con el que termina el proceso. */
  abstract readonly codigo: 1 | 2 | 3 | 4;
  /** Qué puede hacer el usuario, en imperativo; cada línea es una opción. */
  readonly sugerencia: string | undefined;
  /** Renglones de detalle que acompañan al mensaje (por ejemplo, los primeros rechazos). */
  readonly detalle: readonly string[];

  constructor(mensaje: string, { sugerencia, detalle = [], causa }: OpcionesDeError = {}) {
    super(mensaje, causa === undefined ? undefined : { cause: causa });
    this.name = new.target.name;
    this.sugerencia = sugerencia;
    this.detalle = detalle;
  }
}

export interface OpcionesDeError {
  readonly sugerencia?: string;
  readonly detalle?: readonly string[];
  readonly causa?: unknown;
}

/** Los datos se rechazan o una regla dice que no: código 1; no se escribió nada. */
export class ErrorDeDatos extends ErrorDeUsuario {
  readonly codigo = 1;
}

/** Orden mal usada: opción desconocida, valor imposible, cliente desconocido o ambiguo. Código 2. */
export class ErrorDeUso extends ErrorDeUsuario {
  readonly codigo = 2;
}

/** El libro no se puede usar: falta, está ocupado, es ajeno, es más nuevo, el disco está lleno. Código 3. */
export class ErrorDeLibro extends ErrorDeUsuario {
  readonly codigo = 3;
}

/** Corta la ejecución cuando se rompe algo que el programa da por cierto; es un defecto, nunca culpa del usuario. */
export function asegurar(condicion: unknown, mensaje: string): asserts condicion {
  if (!condicion) throw new Error(`defecto interno: ${mensaje}`);
}
