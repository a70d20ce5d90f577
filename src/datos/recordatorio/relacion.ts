import { agregarA } from '../../dominio/agrupar.ts';
import { type Canal, type CanalesDeCliente, type PermisoDeCanal, ultimosPermisos } from '../../dominio/canal.ts';
import type { CanalDeContacto } from '../../dominio/contacto.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { ContactoPrevio } from '../../dominio/recordatorio/tipos.ts';
import { leerCanales } from '../canales.ts';
import type { Libro } from '../conexion.ts';

/** Lo que se habló con los clientes y por dónde aceptan que se los busque; quien no tiene nada no está. */
export interface RelacionConClientes {
  /** Contactos salientes registrados desde el día pedido. */
  readonly contactos: ReadonlyMap<number, readonly ContactoPrevio[]>;
  /** El último día en que alguien lo llamó. */
  readonly llamadas: ReadonlyMap<number, Fecha>;
  readonly canales: ReadonlyMap<number, CanalesDeCliente>;
}

/** De quiénes se lee y hasta cuándo; `clienteIds` en `null` es de todos. */
export interface PedidoDeRelacion {
  readonly hoy: Fecha;
  readonly desde: Fecha;
  readonly clienteIds: readonly number[] | null;
}

/** Lee de a conjuntos: una consulta por cosa, nunca una por cliente. */
export function leerRelacion(libro: Libro, pedido: PedidoDeRelacion): RelacionConClientes {
  return { ...leerSalientes(libro, pedido), canales: leerPermisos(libro, pedido) };
}

function leerSalientes(
  libro: Libro,
  { hoy, desde, clienteIds }: PedidoDeRelacion,
): Pick<RelacionConClientes, 'contactos' | 'llamadas'> {
  const deQuienes = clienteIds === null ? '' : 'AND cliente_id IN (SELECT value FROM json_each(:clientes))';
  const filas = libro
    .preparar(
      `SELECT cliente_id, fecha, canal FROM contactos
       WHERE sentido = 'saliente' AND fecha <= :hoy AND (fecha >= :desde OR canal = 'llamada') ${deQuienes} ORDER BY id`,
    )
    .raw()
    .all(clienteIds === null ? { hoy, desde } : { hoy, desde, clientes: JSON.stringify(clienteIds) }) as [
    number,
    Fecha,
    CanalDeContacto,
  ][];
  const contactos = new Map<number, ContactoPrevio[]>();
  const llamadas = new Map<number, Fecha>();
  for (const [clienteId, fecha, canal] of filas) {
    if (canal === 'llamada' && fecha > (llamadas.get(clienteId) ?? '')) llamadas.set(clienteId, fecha);
    if (fecha >= desde) agregarA(contactos, clienteId, { fecha, canal });
  }
  return { contactos, llamadas };
}

function leerPermisos(libro: Libro, { hoy, clienteIds }: PedidoDeRelacion): ReadonlyMap<number, CanalesDeCliente> {
  if (clienteIds !== null) return leerCanales(libro, clienteIds, hoy);
  const filas = libro
    .preparar('SELECT cliente_id, canal, permitido, fecha, motivo FROM canales ORDER BY id')
    .raw()
    .all() as [number, Canal, number, Fecha, string | null][];
  const porCliente = new Map<number, PermisoDeCanal[]>();
  for (const [clienteId, canal, permitido, fecha, motivo] of filas)
    agregarA(porCliente, clienteId, { canal, permitido: permitido === 1, fecha, motivo });
  return new Map([...porCliente].map(([id, permisos]) => [id, ultimosPermisos(permisos, hoy)]));
}
