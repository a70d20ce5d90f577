import type { Fecha } from '../../dominio/fecha.ts';
import type { Libro } from '../conexion.ts';

/**
 * El último día, hasta `hoy`, en que el libro supo de pagos: la fecha del último pago, o el día en que se registró alguno o
 * se importó un archivo de pagos aunque no trajera nada nuevo. `null` si nunca supo de ninguno.
 */
export function leerUltimaNoticiaDePagos(libro: Libro, hoy: Fecha): Fecha | null {
  return libro
    .preparar(
      `SELECT max(dia) FROM (
         SELECT max(fecha) AS dia FROM creditos WHERE tipo = 'pago' AND fecha <= :hoy
         UNION ALL
         SELECT max(o.hoy) FROM creditos k JOIN operaciones o ON o.id = k.operacion_id WHERE k.tipo = 'pago' AND o.hoy <= :hoy
         UNION ALL
         SELECT max(o.hoy) FROM importaciones i JOIN operaciones o ON o.id = i.operacion_id
         WHERE i.tipo = 'pagos' AND o.hoy <= :hoy)`,
    )
    .pluck()
    .get({ hoy }) as Fecha | null;
}
