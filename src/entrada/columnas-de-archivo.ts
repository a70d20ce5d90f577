import type { ColumnaObservada } from './columna-observada.ts';
import type { EncabezadoNormal } from './encabezados.ts';

/** Los encabezados de un archivo con lo que se vio en sus columnas. */
export interface ColumnasDeArchivo {
  readonly encabezados: readonly string[];
  readonly normales: readonly EncabezadoNormal[];
  readonly observadas: readonly ColumnaObservada[];
  /** Pares de columnas que compiten por un campo: verdadero si alguna fila trae en `otra` algo distinto de `elegida`. */
  readonly discrepan: (elegida: number, otra: number) => boolean;
}
