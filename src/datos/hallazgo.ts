/** Algo que no concuerda en el libro. */
export interface Hallazgo {
  readonly aspecto:
    | 'archivo'
    | 'esquema'
    | 'referencia'
    | 'orden'
    | 'derivado'
    | 'cambio'
    | 'cadena'
    | 'politica'
    | 'saldo'
    | 'aplicacion'
    | 'reversa'
    | 'acuerdo'
    | 'mensaje'
    | 'fecha';
  readonly tabla: string;
  /** Id de la fila, o `null` si no es de una fila. */
  readonly fila: number | null;
  readonly detalle: string;
}
