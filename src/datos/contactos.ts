import type { CanalDeContacto, Contacto, SentidoDeContacto } from '../dominio/contacto.ts';
import type { Fecha } from '../dominio/fecha.ts';
import { Condiciones } from './condiciones.ts';
import type { Libro } from './conexion.ts';
import type { Operacion } from './operacion.ts';

/** Un contacto del libro. */
export interface ContactoRegistrado extends Contacto {
  readonly id: number;
  readonly clienteId: number;
  /** Quién lo registró. */
  readonly gestor: string;
}

/** Agrega el contacto y devuelve su id. */
export function registrarContacto(operacion: Operacion, clienteId: number, contacto: Contacto): number {
  const { fecha, hora, canal, sentido, resultado, motivo, persona, nota, proximo } = contacto;
  return operacion.agregar('contactos', [
    clienteId,
    fecha,
    hora,
    canal,
    sentido,
    resultado,
    motivo,
    persona,
    nota,
    proximo,
  ]);
}

const columnas = `k.id, k.cliente_id AS clienteId, k.fecha, k.hora, k.canal, k.sentido, k.resultado, k.motivo, k.persona,
  k.nota, k.proximo, o.gestor`;

/** Limita la consulta a los clientes dados, que van en `:clientes` como lista JSON. */
function deEsosClientes(clienteIds: Iterable<number> | undefined): string {
  return clienteIds === undefined ? '' : 'AND cliente_id IN (SELECT value FROM json_each(:clientes))';
}

function parametroDeClientes(clienteIds: Iterable<number> | undefined): { clientes?: string } {
  return clienteIds === undefined ? {} : { clientes: JSON.stringify([...clienteIds]) };
}

/**
 * El último contacto de cada cliente al día `hoy`, con respuesta o sin ella; el que no tuvo ninguno no está. De varios del
 * mismo día vale el último registrado.
 */
export function leerUltimosContactos(
  libro: Libro,
  hoy: Fecha,
  clienteIds?: Iterable<number>,
): ReadonlyMap<number, ContactoRegistrado> {
  const consulta = libro.preparar<ContactoRegistrado>(`
    SELECT ${columnas}
    FROM (SELECT cliente_id, max(fecha) AS fecha FROM contactos
      WHERE fecha <= :hoy ${deEsosClientes(clienteIds)} GROUP BY cliente_id) u
    JOIN contactos k ON k.id = (SELECT max(id) FROM contactos WHERE cliente_id = u.cliente_id AND fecha = u.fecha)
    JOIN operaciones o ON o.id = k.operacion_id`);
  const filas = consulta.all({ hoy, ...parametroDeClientes(clienteIds) });
  return new Map(filas.map((contacto) => [contacto.clienteId, contacto]));
}

/** El día del último contacto de cada cliente al día `hoy`: lo mismo que {@link leerUltimosContactos}, leyendo sólo un índice. */
export function leerDiasDeUltimoContacto(libro: Libro, hoy: Fecha): ReadonlyMap<number, Fecha> {
  const consulta = libro
    .preparar('SELECT cliente_id, max(fecha) FROM contactos WHERE fecha <= ? GROUP BY cliente_id')
    .raw();
  return new Map(consulta.all(hoy) as [number, Fecha][]);
}

/**
 * El último motivo que dio cada cliente entre los contactos de `desde` (o siempre) a `hasta`, ambos incluidos; el que no
 * dio ninguno no está.
 */
export function leerUltimosMotivos(
  libro: Libro,
  { desde, hasta }: { readonly desde: Fecha | null; readonly hasta: Fecha },
  clienteIds?: Iterable<number>,
): ReadonlyMap<number, string> {
  const consulta = libro
    .preparar(`
    SELECT cliente_id, motivo FROM (
      SELECT cliente_id, motivo, row_number() OVER (PARTITION BY cliente_id ORDER BY fecha DESC, id DESC) AS orden
      FROM contactos WHERE motivo IS NOT NULL AND fecha <= :hasta AND (:desde IS NULL OR fecha >= :desde)
      ${deEsosClientes(clienteIds)})
    WHERE orden = 1`)
    .raw();
  return new Map(consulta.all({ desde, hasta, ...parametroDeClientes(clienteIds) }) as [number, string][]);
}

/** Lo que se le pide a los contactos de un listado; `null` es «lo que sea». */
export interface FiltroDeContactos {
  readonly clienteId: number | null;
  readonly desde: Fecha | null;
  readonly hasta: Fecha | null;
  readonly canal: CanalDeContacto | null;
  readonly sentido: SentidoDeContacto | null;
  readonly resultado: string | null;
  readonly motivo: string | null;
  readonly segmento: string | null;
  readonly gestorAsignado: string | null;
  readonly limite: number | null;
}

/** El filtro que deja pasar a todos. */
export const todosLosContactos: FiltroDeContactos = {
  clienteId: null,
  desde: null,
  hasta: null,
  canal: null,
  sentido: null,
  resultado: null,
  motivo: null,
  segmento: null,
  gestorAsignado: null,
  limite: null,
};

/** Un contacto en una lista, con su cliente. */
export interface ContactoDeLista extends ContactoRegistrado {
  readonly clienteCodigo: string;
  readonly clienteNombre: string;
}

/** Recorre de a uno los contactos que existían el día `hoy`, del más reciente al más antiguo. */
export function recorrerContactos(
  libro: Libro,
  filtro: FiltroDeContactos,
  hoy: Fecha,
): IterableIterator<ContactoDeLista> {
  const condiciones = new Condiciones()
    .si(filtro.clienteId, 'cliente', 'k.cliente_id = :cliente')
    .si(filtro.desde, 'desde', 'k.fecha >= :desde')
    .si(filtro.hasta, 'hasta', 'k.fecha <= :hasta')
    .si(filtro.canal, 'canal', 'k.canal = :canal')
    .si(filtro.sentido, 'sentido', 'k.sentido = :sentido')
    .si(filtro.resultado, 'resultado', 'k.resultado = :resultado')
    .si(filtro.motivo, 'motivo', 'k.motivo = :motivo')
    .deCliente(libro, filtro);
  // En SQLite un límite negativo es «sin límite».
  const consulta = libro.preparar<ContactoDeLista>(`
    SELECT ${columnas}, c.codigo AS clienteCodigo, c.nombre AS clienteNombre
    FROM contactos k JOIN clientes c ON c.id = k.cliente_id JOIN operaciones o ON o.id = k.operacion_id
    WHERE ${['k.fecha <= :hoy', ...condiciones.textos].join(' AND ')}
    ORDER BY k.fecha DESC, k.id DESC LIMIT :limite`);
  return consulta.iterate({ ...condiciones.valores, hoy, limite: filtro.limite ?? -1 });
}

/** Los códigos distintos que ya tienen los contactos del libro: la política pudo dejar de nombrarlos. */
export function leerCodigosUsados(libro: Libro, columna: 'resultado' | 'motivo'): string[] {
  return libro
    .preparar(`SELECT DISTINCT ${columna} FROM contactos WHERE ${columna} IS NOT NULL ORDER BY 1`)
    .pluck()
    .all() as string[];
}
