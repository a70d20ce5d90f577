import type { Moneda } from '../../dominio/dinero.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { CanalDePaso } from '../../dominio/politica.ts';
import type { EstadoDeMensaje } from '../../dominio/recordatorio/tipos.ts';
import { Condiciones } from '../condiciones.ts';
import type { Libro } from '../conexion.ts';

/** Un mensaje con lo último que se sabe de él. */
export interface MensajeDeLista {
  readonly id: number;
  readonly fecha: Fecha;
  readonly hora: string;
  readonly clienteId: number;
  readonly clienteCodigo: string;
  readonly clienteNombre: string;
  readonly moneda: Moneda;
  /** Unidades menores. */
  readonly monto: number;
  readonly paso: string;
  readonly canal: CanalDePaso;
  readonly destino: string | null;
  readonly plantilla: string;
  readonly variante: 'a' | 'b' | null;
  readonly asunto: string;
  readonly texto: string;
  readonly huella: string;
  readonly messageId: string;
  readonly estado: EstadoDeMensaje;
  readonly estadoFecha: Fecha;
  readonly estadoHora: string;
  readonly intento: number;
  readonly noAntes: string | null;
  readonly detalle: string | null;
}

/** Qué mensajes se piden; `null` es «lo que sea». */
export interface FiltroDeMensajes {
  /** Los de estos números. */
  readonly ids: readonly number[] | null;
  readonly clienteId: number | null;
  /** Día en que se decidió, extremos incluidos. */
  readonly desde: Fecha | null;
  readonly hasta: Fecha | null;
  readonly canal: CanalDePaso | null;
  readonly paso: string | null;
  /** El último estado es uno de éstos. */
  readonly estados: readonly EstadoDeMensaje[] | null;
  readonly limite: number | null;
}

/** El filtro que deja pasar a todos. */
export const todosLosMensajes: FiltroDeMensajes = {
  ids: null,
  clienteId: null,
  desde: null,
  hasta: null,
  canal: null,
  paso: null,
  estados: null,
  limite: null,
};

const columnas = `m.id, m.fecha, m.hora, m.cliente_id AS clienteId, c.codigo AS clienteCodigo, c.nombre AS clienteNombre,
  m.moneda, m.monto, m.paso, m.canal, m.destino, m.plantilla, m.variante, m.asunto, m.texto, m.huella,
  m.message_id AS messageId, e.estado, e.fecha AS estadoFecha, e.hora AS estadoHora, e.intento, e.no_antes AS noAntes,
  e.detalle
  FROM mensajes m JOIN clientes c ON c.id = m.cliente_id
  JOIN mensaje_estados e ON e.id = (SELECT max(id) FROM mensaje_estados WHERE mensaje_id = m.id)`;

/** Recorre de a uno los mensajes, del más nuevo al más viejo. */
export function recorrerMensajes(libro: Libro, filtro: FiltroDeMensajes): IterableIterator<MensajeDeLista> {
  const condiciones = new Condiciones()
    .si(filtro.ids === null ? null : JSON.stringify(filtro.ids), 'ids', 'm.id IN (SELECT value FROM json_each(:ids))')
    .si(filtro.clienteId, 'cliente', 'm.cliente_id = :cliente')
    .si(filtro.desde, 'desde', 'm.fecha >= :desde')
    .si(filtro.hasta, 'hasta', 'm.fecha <= :hasta')
    .si(filtro.canal, 'canal', 'm.canal = :canal')
    .si(filtro.paso, 'paso', 'm.paso = :paso')
    .si(
      filtro.estados === null ? null : JSON.stringify(filtro.estados),
      'estados',
      'e.estado IN (SELECT value FROM json_each(:estados))',
    );
  // En SQLite un límite negativo es «sin límite».
  return libro
    .preparar<MensajeDeLista>(
      `SELECT ${columnas} WHERE ${['1', ...condiciones.textos].join(' AND ')} ORDER BY m.id DESC LIMIT :limite`,
    )
    .iterate({ ...condiciones.valores, limite: filtro.limite ?? -1 });
}

/** Un mensaje por su número; `undefined` si no hay tal mensaje. */
export function leerMensaje(libro: Libro, mensajeId: number): MensajeDeLista | undefined {
  return libro.preparar<MensajeDeLista>(`SELECT ${columnas} WHERE m.id = ?`).get(mensajeId);
}

/** Los estados por los que pasó un mensaje, incluido el de ahora. */
export function leerEstadosPasados(libro: Libro, mensajeId: number): ReadonlySet<EstadoDeMensaje> {
  const consulta = libro.preparar('SELECT DISTINCT estado FROM mensaje_estados WHERE mensaje_id = ?').pluck();
  return new Set(consulta.all(mensajeId) as EstadoDeMensaje[]);
}

/** El último día en que le pasó algo a algún mensaje; `null` si no hay ninguno. */
export function leerUltimoDiaDeMensajes(libro: Libro): Fecha | null {
  return libro.preparar('SELECT max(fecha) FROM mensaje_estados').pluck().get() as Fecha | null;
}

/** La orden que envía: una corrida para todos, o una para un solo cliente, que confirma sólo lo suyo. */
export const ordenDeEnvio = { general: 'recordatorios enviar', deUnCliente: 'recordatorios enviar --cliente' } as const;

/**
 * Dice si este libro ya tomó algún correo para enviarlo, aunque el servidor no lo haya aceptado, o dio por salido uno que
 * entregó otro.
 * @param general no cuentan los que tomó una corrida para un solo cliente
 */
export function hayCorreosTomados(libro: Libro, { general }: { readonly general: boolean }): boolean {
  return (
    libro
      .preparar(
        `SELECT EXISTS (SELECT 1 FROM mensaje_estados e CROSS JOIN mensajes m ON m.id = e.mensaje_id
         CROSS JOIN operaciones o ON o.id = e.operacion_id
         WHERE m.canal = 'email' AND (e.estado = 'reclamado' AND o.comando <> :excluida
           OR e.estado IN ('enviado', 'dudoso')
             AND NOT EXISTS (SELECT 1 FROM mensaje_estados r WHERE r.mensaje_id = m.id AND r.estado = 'reclamado')))`,
      )
      .pluck()
      .get({ excluida: general ? ordenDeEnvio.deUnCliente : '' }) === 1
  );
}

/** Dice si este libro ya tiene algún mensaje, por el canal que sea. */
export function hayMensajes(libro: Libro): boolean {
  return libro.preparar('SELECT EXISTS (SELECT 1 FROM mensajes)').pluck().get() === 1;
}
