import type { Moneda } from '../../dominio/dinero.ts';
import { type Fecha, sumarDias } from '../../dominio/fecha.ts';
import { DIAS_DE_GRACIAS } from '../../dominio/recordatorio/eventos.ts';
import type { Libro } from '../conexion.ts';

/**
 * El último día, hasta `hoy`, en que el libro supo de pagos: en que se registró alguno o se importó un archivo de pagos,
 * aunque no trajera nada nuevo. La fecha del pago no dice nada: un cheque anotado hoy puede ser del mes que viene. `null` si
 * nunca supo de ninguno.
 */
export function leerUltimaNoticiaDePagos(libro: Libro, hoy: Fecha): Fecha | null {
  return libro
    .preparar(
      `SELECT max(dia) FROM (
         SELECT max(o.hoy) AS dia FROM creditos k JOIN operaciones o ON o.id = k.operacion_id WHERE k.tipo = 'pago' AND o.hoy <= :hoy
         UNION ALL
         SELECT max(o.hoy) FROM importaciones i JOIN operaciones o ON o.id = i.operacion_id
         WHERE i.tipo = 'pagos' AND o.hoy <= :hoy)`,
    )
    .pluck()
    .get({ hoy }) as Fecha | null;
}

/**
 * El día del último pago de cada cliente y moneda, si todavía se puede agradecer y no se anuló. De quien tiene deuda castigada no
 * hay ninguno: lo castigado no lo pagó, y no se le puede decir que está al día.
 */
export function leerPagosRecientes(
  libro: Libro,
  { hoy, clienteIds }: { readonly hoy: Fecha; readonly clienteIds: readonly number[] | null },
): ReadonlyMap<number, ReadonlyMap<Moneda, Fecha>> {
  const deQuienes = clienteIds === null ? '' : 'AND k.cliente_id IN (SELECT value FROM json_each(:clientes))';
  const filas = libro
    .preparar(
      `SELECT k.cliente_id, k.moneda, max(k.fecha) FROM creditos k
       WHERE k.tipo = 'pago' AND k.origen = 'registro' AND k.cliente_id IS NOT NULL AND k.fecha BETWEEN :desde AND :hoy
         ${deQuienes}
         AND NOT EXISTS (SELECT 1 FROM reversas r WHERE r.credito_id = k.id AND r.clase = 'anulacion' AND r.fecha <= :hoy)
         AND NOT EXISTS (SELECT 1 FROM creditos x WHERE x.cliente_id = k.cliente_id AND x.tipo = 'castigo' AND x.fecha <= :hoy
           AND NOT EXISTS (SELECT 1 FROM reversas r WHERE r.credito_id = x.id AND r.clase = 'anulacion' AND r.fecha <= :hoy))
       GROUP BY k.cliente_id, k.moneda`,
    )
    .raw()
    .all({
      hoy,
      desde: sumarDias(hoy, -DIAS_DE_GRACIAS),
      ...(clienteIds === null ? {} : { clientes: JSON.stringify(clienteIds) }),
    }) as [number, Moneda, Fecha][];
  const porCliente = new Map<number, Map<Moneda, Fecha>>();
  for (const [clienteId, moneda, fecha] of filas) {
    const previos = porCliente.get(clienteId);
    if (previos === undefined) porCliente.set(clienteId, new Map([[moneda, fecha]]));
    else previos.set(moneda, fecha);
  }
  return porCliente;
}
