import type { HechoDeAcuerdo } from '../dominio/acuerdo.ts';
import { type ClienteGuardado, clienteDeFila, type FilaDeClienteGuardado } from './clientes.ts';
import type { Libro } from './conexion.ts';

/** De quién es el acuerdo con ese número; `undefined` si no existe. */
export function leerClienteDeAcuerdo(libro: Libro, acuerdoId: number): ClienteGuardado | undefined {
  const fila = libro
    .preparar<FilaDeClienteGuardado>(
      `SELECT c.id, c.codigo, c.nombre, c.id_fiscal, c.segmento, c.gestor, c.plazo_dias, c.nota
       FROM acuerdos a JOIN clientes c ON c.id = a.cliente_id WHERE a.id = ?`,
    )
    .get(acuerdoId);
  return fila === undefined ? undefined : clienteDeFila(fila);
}

/** Lo que terminó un acuerdo, sea del día que sea: también si pasó después del día en que se trabaja. */
export function leerHechoDeAcuerdo(libro: Libro, acuerdoId: number): HechoDeAcuerdo | undefined {
  return libro
    .preparar<HechoDeAcuerdo>(
      'SELECT tipo, fecha, operacion_id AS operacionId, motivo FROM acuerdo_hechos WHERE acuerdo_id = ?',
    )
    .get(acuerdoId);
}
