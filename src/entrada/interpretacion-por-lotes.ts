import type { Analisis } from './analisis.ts';
import { crearInterprete } from './interpretacion.ts';
import { leerArchivo, type PedidoDeLectura } from './lectura.ts';
import { Empacador, type LoteEmpacado } from './lote-interpretado.ts';

/** Qué leer y con qué análisis interpretarlo; se puede copiar a otro hilo. */
export interface PedidoDeInterpretacion {
  readonly lectura: PedidoDeLectura;
  readonly analisis: Analisis;
  /** Los lotes llevan también las celdas de cada fila, tal como se leyeron. */
  readonly conCeldas: boolean;
}

/** Lo que da la interpretación de un archivo: sus lotes y, al final, lo que hay que contar al usuario. */
export type PasoDeInterpretacion = LoteEmpacado | { readonly avisos: readonly string[] };

/**
 * Lee e interpreta un archivo por lotes. Antes de lanzar un error entrega las filas que lo preceden.
 * @throws HipotesisRefutada, CodificacionRefutada o ErrorDeDatos
 */
export function* interpretarArchivo({
  lectura,
  analisis,
  conCeldas,
}: PedidoDeInterpretacion): Generator<PasoDeInterpretacion, void, void> {
  const interprete = crearInterprete(analisis);
  const empacador = new Empacador(analisis.tipo, conCeldas);
  for (const { lineas, filas, bytesLeidos } of leerArchivo(lectura)) {
    let falla: { readonly error: unknown } | undefined;
    try {
      for (let lugar = 0; lugar < filas.length; lugar++) {
        const linea = lineas[lugar] ?? 0;
        const celdas = filas[lugar] ?? [];
        if (linea > analisis.lineaEncabezado) empacador.agregar(interprete.interpretar(linea, celdas), celdas);
      }
    } catch (error) {
      falla = { error };
    }
    yield empacador.cerrar(bytesLeidos);
    if (falla !== undefined) throw falla.error;
  }
  yield interprete.terminar();
}

/** El análisis sin lo que sólo sirve para contarlo ni para volver a hacerlo, que no hace falta en el otro hilo. */
export function analisisParaOtroHilo(analisis: Analisis): Analisis {
  return { ...analisis, evidencias: [], avisos: [], opciones: {} };
}
