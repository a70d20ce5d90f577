import { ErrorDeDatos } from '../dominio/errores.ts';
import type { Dialecto } from './dialecto.ts';
import type { Fuente } from './fuente.ts';
import { type Lote, type LoteLeido, leerArchivo, type PedidoDeLectura } from './lectura.ts';
import { leerEnTrabajador, ubicarTrabajador } from './trabajador.ts';

export { CodificacionRefutada } from './fallas-de-lectura.ts';
export type { Lote } from './lectura.ts';

/** Cómo leer un archivo por lotes. */
export interface OpcionesDeLector {
  /** Cuántas filas leer; todas si falta. */
  readonly filasMax?: number;
  /** Si se lee en otro hilo; por omisión, cuando el archivo pasa de 1 MiB y se lo lee entero. */
  readonly trabajador?: boolean;
  /** Se llama con cada lote: cuántos bytes del archivo se llevan leídos. */
  readonly alAvanzar?: (bytesLeidos: number) => void;
}

/** Un archivo más grande se lee en otro hilo. */
export const bytesParaTrabajador = 1 << 20;

/**
 * Lee las filas de un archivo en lotes de hasta 500, incluso las líneas en blanco; una primera línea `sep=;` se saltea
 * pero cuenta como línea. Lanza `ErrorDeDatos` con la línea si el texto está mal, y al final si el archivo cambió mientras
 * se leía; `CodificacionRefutada` si no era UTF-8 después de todo.
 */
export async function* leerLotes(
  fuente: Fuente,
  dialecto: Dialecto,
  opciones: OpcionesDeLector = {},
): AsyncGenerator<Lote, void, void> {
  const { filasMax = Number.POSITIVE_INFINITY, alAvanzar } = opciones;
  const enTrabajador =
    opciones.trabajador ?? (fuente.bytes > bytesParaTrabajador && filasMax === Number.POSITIVE_INFINITY);
  const pedido = crearPedido(fuente, dialecto, filasMax);
  try {
    for await (const lote of elegirLectura(pedido, enTrabajador)) {
      alAvanzar?.(lote.bytesLeidos);
      yield { lineas: lote.lineas, filas: lote.filas };
    }
  } catch (error) {
    // Si además el archivo cambió, esa es la causa y no lo que se leyó a medias.
    if (error instanceof ErrorDeDatos) await fuente.asegurarIntacta();
    throw error;
  }
  await fuente.asegurarIntacta();
}

/** Qué leer, para cualquiera de los dos hilos. */
export function crearPedido(fuente: Fuente, dialecto: Dialecto, filasMax: number): PedidoDeLectura {
  return {
    ruta: fuente.ruta,
    nombre: fuente.nombre,
    codificacion: dialecto.codificacion,
    codificacionForzada: dialecto.evidencias.some(({ aspecto, forzado }) => aspecto === 'codificacion' && forzado),
    separador: dialecto.separador,
    filasMax,
  };
}

function elegirLectura(pedido: PedidoDeLectura, enTrabajador: boolean): Iterable<LoteLeido> | AsyncIterable<LoteLeido> {
  const guion = enTrabajador ? ubicarTrabajador() : undefined;
  return guion === undefined ? leerArchivo(pedido) : leerEnTrabajador<LoteLeido>(guion, pedido);
}
