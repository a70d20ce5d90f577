import { agregarA } from '../../dominio/agrupar.ts';
import type { Moneda } from '../../dominio/dinero.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { CanalDePaso } from '../../dominio/politica.ts';
import {
  type ContactoPrevio,
  type CuentaPorRecordar,
  type EstadoDeMensaje,
  estadosEnCurso,
} from '../../dominio/recordatorio/tipos.ts';
import type { Libro } from '../conexion.ts';
import { diaDeSalida, type EfectoDeMensaje, efectoDeMensaje } from './efecto.ts';

/** Un paso que un mensaje dejó hecho para un documento con ese vencimiento. */
export interface PasoHecho {
  readonly vencimiento: Fecha;
  readonly paso: string;
  readonly fecha: Fecha;
}

/** Lo que dicen los mensajes anteriores; quien no recibió ninguno no está. */
export interface Historial {
  readonly ultimoDe: (clienteId: number, moneda: Moneda) => CuentaPorRecordar['ultimo'];
  /** El día del último mensaje de la cuenta que reclamó algo vencido. */
  readonly ultimoReclamoDe: (clienteId: number, moneda: Moneda) => Fecha | null;
  readonly enCursoDe: (clienteId: number, moneda: Moneda) => CuentaPorRecordar['enCurso'];
  /** Las monedas en que el cliente tiene un mensaje en curso. */
  readonly monedasEnCurso: ReadonlyMap<number, readonly Moneda[]>;
  readonly pasosDe: (documentoId: number) => readonly PasoHecho[];
  /** El último día en que un mensaje nombró el documento, o `undefined`. */
  readonly nombradoEl: (documentoId: number) => Fecha | undefined;
  readonly contactosDe: (clienteId: number) => readonly ContactoPrevio[];
  readonly destinosMalosDe: (clienteId: number) => ReadonlySet<string>;
}

type FilaDeMensaje = [
  id: number,
  clienteId: number,
  moneda: Moneda,
  paso: string,
  canal: CanalDePaso,
  destino: string | null,
  plazoHasta: Fecha | null,
  estado: EstadoDeMensaje,
  fecha: Fecha,
  noAntes: string | null,
  efecto: EfectoDeMensaje | null,
];

/** Los mensajes con su estado al día `:hoy`; `:clientes` es una lista JSON o `NULL`, que es todos. */
function consultaDeMensajes(deTodos: boolean): string {
  return `SELECT m.id, m.cliente_id, m.moneda, m.paso, m.canal, m.destino, m.plazo_hasta, e.estado, ${diaDeSalida}, e.no_antes,
      ${efectoDeMensaje}
    FROM mensajes m CROSS JOIN mensaje_estados e ON e.id = (
      SELECT id FROM mensaje_estados WHERE mensaje_id = m.id AND fecha <= :hoy ORDER BY id DESC LIMIT 1)
    ${deTodos ? '' : 'WHERE m.cliente_id IN (SELECT value FROM json_each(:clientes))'} ORDER BY m.id`;
}

/**
 * Lee los mensajes anteriores y qué le pasó a cada uno al día `hoy`: dos consultas, de todos o de los clientes dados.
 * @param desde los contactos se dan desde este día
 * @param avisos los pasos que no reclaman nada vencido; los demás, también los que la política ya no tiene, reclaman
 */
export function leerHistorial(
  libro: Libro,
  {
    hoy,
    desde,
    clienteIds,
    avisos,
  }: {
    readonly hoy: Fecha;
    readonly desde: Fecha;
    readonly clienteIds: readonly number[] | null;
    readonly avisos: ReadonlySet<string>;
  },
): Historial {
  const deTodos = clienteIds === null;
  const parametros = deTodos ? { hoy } : { hoy, clientes: JSON.stringify(clienteIds) };
  const filas = libro.preparar(consultaDeMensajes(deTodos)).raw().all(parametros) as FilaDeMensaje[];
  const reunion = new ReunionDeMensajes(desde, avisos);
  const salidas = new Map<number, Salida>();
  for (const fila of filas) {
    reunion.agregar(fila);
    const [id, , , , , , , , fecha, , efecto] = fila;
    if (efecto === 'contacta' || efecto === 'omitido') salidas.set(id, { fecha, contacta: efecto === 'contacta' });
  }
  const documentos = salidas.size === 0 ? sinDocumentos : leerDocumentos(libro, { clienteIds, salidas });
  return {
    ultimoDe: (clienteId, moneda) => reunion.ultimos.get(`${clienteId} ${moneda}`)?.ultimo ?? null,
    ultimoReclamoDe: (clienteId, moneda) => reunion.reclamos.get(`${clienteId} ${moneda}`) ?? null,
    enCursoDe: (clienteId, moneda) => reunion.enCurso.get(`${clienteId} ${moneda}`) ?? null,
    monedasEnCurso: reunion.monedasEnCurso,
    pasosDe: (documentoId) => documentos.pasos.get(documentoId) ?? sinPasos,
    nombradoEl: (documentoId) => documentos.nombrados.get(documentoId),
    contactosDe: (clienteId) => reunion.contactos.get(clienteId) ?? sinContactos,
    destinosMalosDe: (clienteId) => reunion.destinosMalos.get(clienteId) ?? sinDestinos,
  };
}

const sinPasos: readonly PasoHecho[] = [];
const sinContactos: readonly ContactoPrevio[] = [];
const sinDestinos: ReadonlySet<string> = new Set();

class ReunionDeMensajes {
  readonly ultimos = new Map<string, { readonly ultimo: NonNullable<CuentaPorRecordar['ultimo']> }>();
  readonly reclamos = new Map<string, Fecha>();
  readonly enCurso = new Map<string, NonNullable<CuentaPorRecordar['enCurso']>>();
  readonly monedasEnCurso = new Map<number, Moneda[]>();
  readonly contactos = new Map<number, ContactoPrevio[]>();
  readonly destinosMalos = new Map<number, Set<string>>();
  readonly #desde: Fecha;
  readonly #avisos: ReadonlySet<string>;

  constructor(desde: Fecha, avisos: ReadonlySet<string>) {
    this.#desde = desde;
    this.#avisos = avisos;
  }

  /** Los mensajes llegan por número. */
  agregar([
    id,
    clienteId,
    moneda,
    paso,
    canal,
    destino,
    plazoHasta,
    estado,
    fecha,
    noAntes,
    efecto,
  ]: FilaDeMensaje): void {
    const cuenta = `${clienteId} ${moneda}`;
    if (efecto === 'contacta') {
      const previo = this.ultimos.get(cuenta);
      if (previo === undefined || previo.ultimo.fecha <= fecha)
        this.ultimos.set(cuenta, { ultimo: { fecha, paso, plazoHasta } });
      // Si después salió otro, lo que se rechazó antes ya no se espera.
      if (this.enCurso.get(cuenta)?.estado === 'rechazado') this.enCurso.delete(cuenta);
      if (!this.#avisos.has(paso) && fecha > (this.reclamos.get(cuenta) ?? '')) this.reclamos.set(cuenta, fecha);
      if (fecha >= this.#desde) agregarA(this.contactos, clienteId, { fecha, canal });
    }
    if (estadosEnCurso.has(estado)) {
      if (!this.enCurso.has(cuenta)) agregarA(this.monedasEnCurso, clienteId, moneda);
      this.enCurso.set(cuenta, { mensajeId: id, estado, paso, noAntes });
    } else if (efecto === 'espera') {
      this.enCurso.set(cuenta, { mensajeId: id, estado, paso, noAntes: null });
    }
    if (destino !== null) this.#juzgarDestino(clienteId, destino, { estado, efecto });
  }

  /** Un destino que volvió a recibir deja de ser malo. */
  #juzgarDestino(
    clienteId: number,
    destino: string,
    { estado, efecto }: { readonly estado: EstadoDeMensaje; readonly efecto: EfectoDeMensaje | null },
  ): void {
    if (efecto === 'destino-malo') {
      const malos = this.destinosMalos.get(clienteId) ?? new Set<string>();
      this.destinosMalos.set(clienteId, malos.add(destino));
    } else if (estado === 'enviado') {
      this.destinosMalos.get(clienteId)?.delete(destino);
    }
  }
}

/** Qué día salió un mensaje, y si con él se contactó al cliente o sólo quedó hecho su paso. */
interface Salida {
  readonly fecha: Fecha;
  readonly contacta: boolean;
}

interface DocumentosNombrados {
  readonly pasos: ReadonlyMap<number, readonly PasoHecho[]>;
  readonly nombrados: ReadonlyMap<number, Fecha>;
}

const sinDocumentos: DocumentosNombrados = { pasos: new Map(), nombrados: new Map() };

/** Los documentos que nombraron los mensajes que contactaron o dejaron hecho un paso, con el día de cada uno. */
function leerDocumentos(
  libro: Libro,
  {
    clienteIds,
    salidas,
  }: { readonly clienteIds: readonly number[] | null; readonly salidas: ReadonlyMap<number, Salida> },
): DocumentosNombrados {
  const deTodos = clienteIds === null;
  const consulta = libro
    .preparar(
      deTodos
        ? 'SELECT mensaje_id, documento_id, vencimiento, paso FROM mensaje_documentos ORDER BY id'
        : `SELECT q.mensaje_id, q.documento_id, q.vencimiento, q.paso FROM json_each(:mensajes) AS pedidos
           CROSS JOIN mensaje_documentos q ON q.mensaje_id = pedidos.value ORDER BY q.id`,
    )
    .raw();
  const filas = (deTodos ? consulta.all() : consulta.all({ mensajes: JSON.stringify([...salidas.keys()]) })) as [
    number,
    number,
    Fecha,
    string | null,
  ][];
  const pasos = new Map<number, PasoHecho[]>();
  const nombrados = new Map<number, Fecha>();
  for (const [mensajeId, documentoId, vencimiento, paso] of filas) {
    const salida = salidas.get(mensajeId);
    if (salida === undefined) continue;
    const { fecha, contacta } = salida;
    const previo = nombrados.get(documentoId);
    if (contacta && (previo === undefined || previo < fecha)) nombrados.set(documentoId, fecha);
    if (paso !== null) agregarA(pasos, documentoId, { vencimiento, paso, fecha });
  }
  return { pasos, nombrados };
}
