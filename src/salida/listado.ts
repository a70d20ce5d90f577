import type { Moneda } from '../dominio/dinero.ts';
import type { Fecha } from '../dominio/fecha.ts';

/** Cómo se escribe un valor: cada formato de salida lo decide por el tipo, nunca por el nombre de la columna. */
export type TipoDeColumna = 'texto' | 'entero' | 'decimal' | 'monto' | 'fecha';

/** Una columna de un listado; `clave` es la del contrato público (CSV y JSON), `titulo` la de la tabla. */
export interface Columna<F> {
  readonly clave: string;
  readonly titulo: string;
  readonly tipo: TipoDeColumna;
  /** Montos en unidades menores; `decimal` es un número con a lo sumo un decimal (puntajes). */
  readonly valor: (fila: F) => string | number | null;
  /** Obligatoria en columnas de tipo `monto`. */
  readonly moneda?: (fila: F) => Moneda;
  /** Lo último que se sacrifica en una terminal angosta tiene la importancia más alta; por omisión 1, y 9 nunca se oculta. */
  readonly importancia?: number;
  /** Sólo en tabla: cómo se destaca el valor. */
  readonly tono?: (fila: F) => Tono | undefined;
}

export type Tono = 'bien' | 'atencion' | 'mal' | 'tenue';

/** Filas con columnas tipadas: lo que un comando entrega a la salida. `filas` puede ser un generador: se recorre una vez. */
export interface Listado<F> {
  readonly columnas: readonly Columna<F>[];
  readonly filas: Iterable<F>;
  /** Una sola cosa: en JSON es un objeto y no una lista; en tabla se escribe a lo alto. */
  readonly unico?: boolean;
  /** Qué se dice en la terminal cuando no hay filas. */
  readonly vacio?: string;
  /** Cómo se escribe en un calendario; sin esto el listado no admite `ics`. */
  readonly calendario?: Calendario<F>;
}

/** Un día señalado de un calendario. */
export interface EventoDeCalendario {
  /** Identidad estable: la misma cosa exportada otra vez reemplaza a la anterior. */
  readonly uid: string;
  readonly fecha: Fecha;
  readonly titulo: string;
  readonly descripcion: string;
  readonly categoria: string;
  /** El programa de calendario lo recuerda esa mañana. */
  readonly conAviso: boolean;
}

/** Las filas de un listado como días de un calendario. */
export interface Calendario<F> {
  readonly nombre: string;
  /** El día para el que se armó. */
  readonly hoy: Fecha;
  readonly evento: (fila: F) => EventoDeCalendario;
}

export const formatos = ['tabla', 'csv', 'csv-excel', 'tsv', 'json', 'ndjson', 'md', 'xlsx', 'ics'] as const;
export type Formato = (typeof formatos)[number];
