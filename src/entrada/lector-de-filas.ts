import { ErrorDeDatos } from '../dominio/errores.ts';
import type { Analisis } from './analisis.ts';
import type { Fuente } from './fuente.ts';
import { refutar } from './hipotesis.ts';
import {
  analisisParaOtroHilo,
  interpretarArchivo,
  type PasoDeInterpretacion,
  type PedidoDeInterpretacion,
} from './interpretacion-por-lotes.ts';
import { bytesParaTrabajador, crearPedido } from './lector.ts';
import { Desempacador, type LoteInterpretado } from './lote-interpretado.ts';
import { leerEnTrabajador, ubicarTrabajador } from './trabajador.ts';

/** Cómo recorrer las filas interpretadas de un archivo. */
export interface OpcionesDeFilas {
  /** Los lotes llevan también las celdas: hace falta para escribir las filas que se rechacen. */
  readonly conCeldas: boolean;
  /** Si se lee e interpreta en otro hilo; por omisión, cuando el archivo pasa de 1 MiB. */
  readonly trabajador?: boolean;
  /** Se llama con cada lote: cuántos bytes del archivo se llevan leídos. */
  readonly alAvanzar?: (bytesLeidos: number) => void;
  /** Se llama al terminar, con lo que hay que contar al usuario. */
  readonly alTerminar?: (avisos: readonly string[]) => void;
}

/**
 * Lee e interpreta un archivo ya analizado, en lotes de hasta 500 filas. Abandonar el recorrido cierra el archivo y
 * termina el hilo.
 * @throws HipotesisRefutada si una fila desmiente el análisis, CodificacionRefutada si no era UTF-8, o ErrorDeDatos: el
 *   texto está mal, una celda contradice lo que ya estaba probado, o el archivo cambió mientras se leía
 */
export async function* leerFilas(
  fuente: Fuente,
  analisis: Analisis,
  { conCeldas, alAvanzar, alTerminar, trabajador = fuente.bytes > bytesParaTrabajador }: OpcionesDeFilas,
): AsyncGenerator<LoteInterpretado, void, void> {
  const lectura = crearPedido(fuente, analisis.dialecto, Number.POSITIVE_INFINITY);
  const desempacador = new Desempacador();
  try {
    for await (const paso of elegirLectura({ lectura, analisis, conCeldas }, trabajador)) {
      if ('avisos' in paso) {
        alTerminar?.(paso.avisos);
        continue;
      }
      alAvanzar?.(paso.bytesLeidos);
      yield desempacador.abrir(paso);
    }
  } catch (error) {
    // Si además el archivo cambió, esa es la causa y no lo que se leyó a medias.
    if (error instanceof ErrorDeDatos) await fuente.asegurarIntacta();
    throw error;
  }
  await fuente.asegurarIntacta();
}

function elegirLectura(
  pedido: PedidoDeInterpretacion,
  enTrabajador: boolean,
): Iterable<PasoDeInterpretacion> | AsyncIterable<PasoDeInterpretacion> {
  const guion = enTrabajador ? ubicarTrabajador() : undefined;
  if (guion === undefined) return interpretarArchivo(pedido);
  const { analisis } = pedido;
  return leerEnTrabajador<PasoDeInterpretacion>(
    guion,
    { ...pedido, analisis: analisisParaOtroHilo(analisis) },
    {
      refutar: (motivo) => refutar(analisis, motivo),
      // Sin números hay que recordar cada deuda, para distinguir las repetidas.
      memoriaAcotada: analisis.tipo === 'facturas' && !analisis.sinNumero,
    },
  );
}
