import type { Fecha } from '../../dominio/fecha.ts';
import type { Libro } from '../conexion.ts';
import { diaDeSalida, efectoDeMensaje, mensajesAlDia } from './efecto.ts';

/**
 * El último día en que a cada cliente le llegó o le pudo llegar un mensaje, sabiendo lo que se sabía el día `hoy`; el que no
 * recibió ninguno no está. Una sola consulta; en un libro sin mensajes no cuesta nada.
 */
export function leerDiasDeUltimoMensaje(
  libro: Libro,
  hoy: Fecha,
  clienteIds?: Iterable<number>,
): ReadonlyMap<number, Fecha> {
  const deQuienes = clienteIds === undefined ? '' : 'WHERE m.cliente_id IN (SELECT value FROM json_each(:clientes))';
  const filas = libro
    .preparar(
      `SELECT cliente_id, max(dia) FROM (
         SELECT m.cliente_id, ${efectoDeMensaje} AS efecto, ${diaDeSalida} AS dia
         FROM ${mensajesAlDia}
         ${deQuienes})
       WHERE efecto = 'contacta' GROUP BY cliente_id`,
    )
    .raw()
    .all({ hoy, ...(clienteIds === undefined ? {} : { clientes: JSON.stringify([...clienteIds]) }) });
  return new Map(filas as [number, Fecha][]);
}
