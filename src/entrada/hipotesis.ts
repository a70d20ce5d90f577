import { ErrorDeDatos } from '../dominio/errores.ts';
import type { Analisis, OpcionesDeImportacion } from './analisis.ts';

/**
 * Una fila desmiente lo que sugería la muestra: quien importa deshace lo hecho y analiza otra vez con `opciones`, que
 * miran todo el archivo. No es un error del usuario ni llega a él.
 */
export class HipotesisRefutada extends Error {
  readonly opciones: OpcionesDeImportacion;

  constructor(mensaje: string, opciones: OpcionesDeImportacion) {
    super(mensaje);
    this.name = 'HipotesisRefutada';
    this.opciones = opciones;
  }
}

/** Error que corresponde cuando una fila contradice el análisis: volver a analizar, o el archivo cambió entretanto. */
export function refutar(analisis: Analisis, mensaje: string): HipotesisRefutada | ErrorDeDatos {
  if (!analisis.completo)
    return new HipotesisRefutada(mensaje, { ...analisis.opciones, filasDeMuestra: Number.POSITIVE_INFINITY });
  return new ErrorDeDatos(`${analisis.nombre}: ${mensaje}, y al analizarlo no estaba`, {
    sugerencia: 'vuelva a importar cuando nadie esté escribiendo el archivo',
  });
}

/** Corta la lectura de una fila que no puede entrar. No es un `Error`: es un valor que {@link Interprete} vuelve rechazo. */
export class FilaRechazada {
  readonly columna: string;
  readonly valor: string;
  readonly motivo: string;

  constructor(columna: string, valor: string, motivo: string) {
    this.columna = columna;
    this.valor = valor;
    this.motivo = motivo;
  }
}
