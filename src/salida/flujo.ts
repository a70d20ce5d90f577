/** Adonde se escribe: la salida estándar, la de errores o una que las imita en las pruebas. */
export interface Flujo extends NodeJS.WritableStream {
  /** Verdadero si del otro lado hay una terminal. */
  readonly isTTY?: boolean | undefined;
  /** Columnas de la terminal. */
  readonly columns?: number | undefined;
}

/** Variables de entorno, como las da el sistema. */
export type Entorno = Readonly<Record<string, string | undefined>>;

/**
 * La única decisión sobre colores (no-color.org): sólo en una terminal que los entiende y si nadie pidió lo contrario.
 */
export function decidirColor(flujo: Flujo, entorno: Entorno, sinColor: boolean): boolean {
  return flujo.isTTY === true && !sinColor && !entorno.NO_COLOR && entorno.TERM !== 'dumb';
}

/**
 * Columnas disponibles: las de la terminal; si no las dice, `COLUMNS`; si tampoco, `undefined`.
 */
export function anchoDe(flujo: Flujo, entorno: Entorno): number | undefined {
  if (flujo.isTTY === true && flujo.columns !== undefined && flujo.columns > 0) return flujo.columns;
  const declarado = Number(entorno.COLUMNS);
  return Number.isInteger(declarado) && declarado > 0 ? declarado : undefined;
}
