import { type Canal, type CanalesDeCliente, type PermisoDeCanal, ultimosPermisos } from '../dominio/canal.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Libro } from './conexion.ts';
import type { Operacion } from './operacion.ts';

/**
 * Lo último que se sabe de los canales de esos clientes el día `hoy`. Un cliente que el libro no tiene no está en el
 * resultado: lo desconocido cuenta como bloqueado ({@link sePuedeUsar}).
 */
export function leerCanales(
  libro: Libro,
  clienteIds: Iterable<number>,
  hoy: Fecha,
): ReadonlyMap<number, CanalesDeCliente> {
  type Fila = { readonly id: number; readonly canal: Canal | null } & Omit<PermisoDeCanal, 'canal' | 'permitido'> & {
      readonly permitido: number;
    };
  const filas = libro
    .preparar<Fila>(
      `SELECT c.id, n.canal, n.permitido, n.fecha, n.motivo
       FROM json_each(?) AS pedidos CROSS JOIN clientes c ON c.id = pedidos.value
       LEFT JOIN canales n ON n.cliente_id = c.id ORDER BY c.id, n.id`,
    )
    .all(JSON.stringify([...new Set(clienteIds)]));
  const porCliente = new Map<number, PermisoDeCanal[]>();
  for (const { id, canal, permitido, fecha, motivo } of filas) {
    const previos = porCliente.get(id) ?? [];
    if (canal !== null) previos.push({ canal, permitido: permitido === 1, fecha, motivo });
    porCliente.set(id, previos);
  }
  return new Map([...porCliente].map(([id, permisos]) => [id, ultimosPermisos(permisos, hoy)]));
}

/** Anota si se puede usar un canal con un cliente. */
export function registrarCanal(operacion: Operacion, clienteId: number, permiso: PermisoDeCanal): number {
  const { canal, permitido, fecha, motivo } = permiso;
  return operacion.agregar('canales', [clienteId, canal, permitido ? 1 : 0, fecha, motivo]);
}
