/** Qué aspecto del archivo decide una evidencia. */
export type Aspecto =
  | 'codificacion'
  | 'separador'
  | 'encabezado'
  | 'decimal'
  | 'fecha'
  | 'columna'
  | 'moneda'
  | 'tipo'
  | 'perfil';

/** Algo que se detectó (o se impuso con una opción) al leer un archivo, junto con la prueba que se le muestra al usuario. */
export interface Evidencia {
  readonly aspecto: Aspecto;
  /** Lo decidido, como se lo lee una persona: «windows-1252», «;», «tabulación». */
  readonly valor: string;
  /** Por qué: «`;` en 100 de 100 líneas, 12 columnas». */
  readonly prueba: string;
  /** Verdadero si lo impuso el usuario o el archivo mismo (`sep=;`) y no la estadística. */
  readonly forzado: boolean;
}
