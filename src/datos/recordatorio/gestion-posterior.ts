import type { Fecha } from '../../dominio/fecha.ts';
import type { Libro } from '../conexion.ts';
import { ordenDeCorrida } from '../ordenes-sin-hechos.ts';

/**
 * El último día, posterior a `hoy`, en que se registró algo que puede detener un mensaje o cambiar lo que pide: cualquier
 * orden que no sea importar, y la importación que trajo pagos o saldos menores. `null` si no hay ninguno: facturas nuevas
 * no detienen nada, y que una corrida quede anotada tampoco.
 */
export function leerUltimoDiaDeGestion(libro: Libro, hoy: Fecha): Fecha | null {
  return libro
    .preparar(
      `SELECT max(o.hoy) FROM operaciones o WHERE o.hoy > ?
       AND (o.comando NOT IN ('import', ?) OR EXISTS (SELECT 1 FROM creditos k WHERE k.operacion_id = o.id))`,
    )
    .pluck()
    .get(hoy, ordenDeCorrida) as Fecha | null;
}
