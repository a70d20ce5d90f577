import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Moneda } from '../dominio/dinero.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Libro } from './conexion.ts';

/** Una operación de la bitácora. */
export interface OperacionDeBitacora {
  readonly id: number;
  /** Cuándo se registró, UTC. */
  readonly instante: string;
  readonly hoy: Fecha;
  readonly gestor: string;
  readonly comando: string;
  readonly resumen: string;
  readonly version: string;
  readonly huella: string;
}

/** Qué operaciones se piden: por el día para el que se trabajó, extremos incluidos, y a lo sumo cuántas. */
export interface FiltroDeBitacora {
  readonly desde?: Fecha | undefined;
  readonly hasta?: Fecha | undefined;
  readonly limite?: number | undefined;
}

const camposDeOperacion = 'id, instante, hoy, gestor, comando, resumen, version, huella';

/** Las operaciones, de la más nueva a la más vieja. */
export function leerBitacora(libro: Libro, { desde, hasta, limite }: FiltroDeBitacora): Iterable<OperacionDeBitacora> {
  return libro
    .preparar<OperacionDeBitacora>(
      `SELECT ${camposDeOperacion} FROM operaciones
       WHERE hoy >= coalesce(?, hoy) AND hoy <= coalesce(?, hoy) ORDER BY id DESC LIMIT ?`,
    )
    .iterate(desde ?? null, hasta ?? null, limite ?? -1);
}

/** Cómo está el libro. */
export interface EstadoDeLibro {
  readonly bytes: number;
  readonly esquema: number;
  readonly sqlite: string;
  readonly modo: string;
  readonly operaciones: number;
  readonly clientes: number;
  readonly documentos: number;
  readonly creditos: number;
  readonly aplicaciones: number;
  readonly ultima: OperacionDeBitacora | undefined;
  readonly importacion: { readonly archivo: string; readonly instante: string } | undefined;
  readonly abiertos: readonly {
    readonly moneda: Moneda;
    readonly documentos: number;
    readonly saldo: number;
    readonly a_favor: number;
  }[];
}

/** Reúne lo que muestra `libro info`: cuentas, última operación e importación y saldo abierto por moneda. */
export function leerEstado(libro: Libro): EstadoDeLibro {
  const contar = (tabla: string): number => Number(libro.preparar(`SELECT count(*) FROM ${tabla}`).pluck().get());
  return {
    bytes: statSync(resolve(libro.ruta)).size,
    esquema: Number(libro.base.pragma('user_version', { simple: true })),
    sqlite: String(libro.preparar('SELECT sqlite_version()').pluck().get()),
    modo: String(libro.base.pragma('journal_mode', { simple: true })),
    operaciones: contar('operaciones'),
    clientes: contar('clientes'),
    documentos: contar('documentos'),
    creditos: contar('creditos'),
    aplicaciones: contar('aplicaciones'),
    ultima: libro
      .preparar<OperacionDeBitacora>(`SELECT ${camposDeOperacion} FROM operaciones ORDER BY id DESC LIMIT 1`)
      .get(),
    importacion: libro
      .preparar<{ archivo: string; instante: string }>(
        `SELECT i.archivo, o.instante FROM importaciones i JOIN operaciones o ON o.id = i.operacion_id ORDER BY i.id DESC LIMIT 1`,
      )
      .get(),
    abiertos: libro
      .preparar<{ moneda: Moneda; documentos: number; saldo: number; a_favor: number }>(
        `SELECT moneda, sum(cuenta) AS documentos, sum(saldo) AS saldo, sum(a_favor) AS a_favor FROM (
           SELECT moneda, count(*) AS cuenta, sum(saldo) AS saldo, 0 AS a_favor FROM documentos WHERE saldo > 0 GROUP BY moneda
           UNION ALL
           SELECT moneda, 0, 0, sum(disponible) FROM creditos WHERE disponible > 0 GROUP BY moneda)
         GROUP BY moneda ORDER BY moneda`,
      )
      .all(),
  };
}
