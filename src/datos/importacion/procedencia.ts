import type { DocumentoExistente } from '../../dominio/importacion/documento.ts';

/** De dónde viene una fila: la importación y la línea del archivo. */
export interface Procedencia {
  readonly importacionId: number;
  readonly linea: number;
}

/** Un documento del libro, con la importación que lo trajo. */
export interface DocumentoRegistrado extends DocumentoExistente {
  readonly clienteId: number;
  readonly importacionId: number | null;
  /** Línea del archivo del que salió. */
  readonly linea: number | null;
  readonly anulado: boolean;
}
