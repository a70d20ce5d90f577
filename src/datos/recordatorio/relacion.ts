import { agregarA } from '../../dominio/agrupar.ts';
import { type Canal, type CanalesDeCliente, type PermisoDeCanal, ultimosPermisos } from '../../dominio/canal.ts';
import { type CanalDeContacto, type Contacto, huboRespuesta } from '../../dominio/contacto.ts';
import { NUMERO_EQUIVOCADO } from '../../dominio/contacto-plan.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { PoliticaDeGestion } from '../../dominio/politica.ts';
import { dichoDe } from '../../dominio/recordatorio/dicho.ts';
import type { ContactoPrevio, DichoDeCliente } from '../../dominio/recordatorio/tipos.ts';
import { leerCanales } from '../canales.ts';
import type { Libro } from '../conexion.ts';

/** Lo que se habló con los clientes y por dónde aceptan que se los busque; quien no tiene nada no está. */
export interface RelacionConClientes {
  /** Contactos registrados desde el día pedido. */
  readonly contactos: ReadonlyMap<number, readonly ContactoPrevio[]>;
  /** El último día en que alguien lo llamó. */
  readonly llamadas: ReadonlyMap<number, Fecha>;
  readonly canales: ReadonlyMap<number, CanalesDeCliente>;
  /** Lo último que contestó, de quien pide que se espere. */
  readonly dichos: ReadonlyMap<number, DichoDeCliente>;
  /** El último día en que se anotó que el teléfono de un cliente es de otra persona, si desde entonces nadie lo corrigió. */
  readonly equivocados: ReadonlyMap<number, Fecha>;
}

/** De quiénes se lee y hasta cuándo; `clienteIds` en `null` es de todos. */
export interface PedidoDeRelacion {
  readonly hoy: Fecha;
  readonly desde: Fecha;
  readonly clienteIds: readonly number[] | null;
  readonly gestion: PoliticaDeGestion;
}

/** Lee de a conjuntos: una consulta por cosa, nunca una por cliente. */
export function leerRelacion(libro: Libro, pedido: PedidoDeRelacion): RelacionConClientes {
  return {
    ...leerContactos(libro, pedido),
    dichos: leerDichos(libro, pedido),
    canales: leerPermisos(libro, pedido),
    equivocados: leerEquivocados(libro, pedido),
  };
}

function leerContactos(
  libro: Libro,
  { hoy, desde, clienteIds }: PedidoDeRelacion,
): Pick<RelacionConClientes, 'contactos' | 'llamadas'> {
  const deQuienes = clienteIds === null ? '' : 'AND cliente_id IN (SELECT value FROM json_each(:clientes))';
  const filas = libro
    .preparar(
      `SELECT cliente_id, fecha, canal, sentido = 'entrante' FROM contactos
       WHERE fecha <= :hoy AND (fecha >= :desde OR (canal = 'llamada' AND sentido = 'saliente')) ${deQuienes} ORDER BY id`,
    )
    .raw()
    .all(clienteIds === null ? { hoy, desde } : { hoy, desde, clientes: JSON.stringify(clienteIds) }) as [
    number,
    Fecha,
    CanalDeContacto,
    number,
  ][];
  const contactos = new Map<number, ContactoPrevio[]>();
  const llamadas = new Map<number, Fecha>();
  for (const [clienteId, fecha, canal, entro] of filas) {
    const entrante = entro === 1;
    if (canal === 'llamada' && !entrante && fecha > (llamadas.get(clienteId) ?? '')) llamadas.set(clienteId, fecha);
    if (fecha >= desde) agregarA(contactos, clienteId, entrante ? { fecha, canal, entrante } : { fecha, canal });
  }
  return { contactos, llamadas };
}

/** De quien tiene un próximo paso por hacer: lo último que contestó, con el que manda. */
function leerDichos(libro: Libro, { hoy, clienteIds, gestion }: PedidoDeRelacion): ReadonlyMap<number, DichoDeCliente> {
  const deQuienes = clienteIds === null ? '' : 'AND cliente_id IN (SELECT value FROM json_each(:clientes))';
  const filas = libro
    .preparar<Conversacion>(
      `SELECT cliente_id AS clienteId, fecha, sentido, resultado, proximo FROM contactos
       WHERE fecha <= :hoy AND cliente_id IN (
         SELECT cliente_id FROM contactos WHERE proximo >= :hoy AND fecha <= :hoy ${deQuienes})
       ORDER BY fecha, id`,
    )
    .all(clienteIds === null ? { hoy } : { hoy, clientes: JSON.stringify(clienteIds) });
  const dichos = new Map<number, DichoDeCliente>();
  for (const conversacion of filas) {
    if (!huboRespuesta(conversacion, gestion)) continue;
    const dicho = dichoDe(conversacion);
    if (dicho === null) dichos.delete(conversacion.clienteId);
    else dichos.set(conversacion.clienteId, dicho);
  }
  return dichos;
}

interface Conversacion extends Pick<Contacto, 'fecha' | 'sentido' | 'resultado' | 'proximo'> {
  readonly clienteId: number;
}

/**
 * Un contacto no dice a qué número fue: se supone el que usan los mensajes, que es el primero vigente. Está corregido si
 * después de anotarlo se quitó algún teléfono o se agregó el que ahora es el primero.
 */
function leerEquivocados(libro: Libro, { hoy, clienteIds }: PedidoDeRelacion): ReadonlyMap<number, Fecha> {
  const deQuienes = clienteIds === null ? '' : 'AND c.cliente_id IN (SELECT value FROM json_each(:clientes))';
  const filas = libro
    .preparar(
      `SELECT c.cliente_id, max(c.fecha) FROM contactos c
       JOIN datos_contacto d ON d.id = (SELECT min(id) FROM datos_contacto
         WHERE cliente_id = c.cliente_id AND tipo = 'telefono' AND vigente = 1)
       WHERE c.resultado = '${NUMERO_EQUIVOCADO}' AND c.canal IN ('llamada', 'whatsapp', 'sms') AND c.fecha <= :hoy
         ${deQuienes} AND d.operacion_id <= c.operacion_id
         AND NOT EXISTS (SELECT 1 FROM datos_contacto q
           JOIN cambios x ON x.tabla = 'datos_contacto' AND x.fila_id = q.id
           WHERE q.cliente_id = c.cliente_id AND q.tipo = 'telefono' AND q.vigente = 0 AND x.operacion_id > c.operacion_id)
       GROUP BY c.cliente_id`,
    )
    .raw()
    .all(clienteIds === null ? { hoy } : { hoy, clientes: JSON.stringify(clienteIds) }) as [number, Fecha][];
  return new Map(filas);
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
