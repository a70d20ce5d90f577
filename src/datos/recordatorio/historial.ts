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
import {
  DocumentosNombrados,
  type ParteDeDocumento,
  type PasosRepetidos,
  PorCuenta,
  TextosRepetidos,
} from './compactos.ts';
import { diaDeSalida, type EfectoDeMensaje, efectoDeMensaje, mensajesAlDia } from './efecto.ts';

/** Lo que dicen los mensajes anteriores; quien no recibió ninguno no está. */
export interface Historial {
  readonly ultimoDe: (clienteId: number, moneda: Moneda) => CuentaPorRecordar['ultimo'];
  /** El día del último mensaje de la cuenta que reclamó algo vencido. */
  readonly ultimoReclamoDe: (clienteId: number, moneda: Moneda) => Fecha | null;
  readonly enCursoDe: (clienteId: number, moneda: Moneda) => CuentaPorRecordar['enCurso'];
  /** Las monedas en que el cliente tiene un mensaje en curso. */
  readonly monedasEnCurso: ReadonlyMap<number, readonly Moneda[]>;
  readonly pasosDe: (parte: ParteDeDocumento, repetidos: PasosRepetidos) => ReadonlyMap<string, Fecha>;
  /** El último día en que un mensaje nombró el documento, si es de los que importan. */
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

/** Lo que los mensajes dejan en una cuenta. */
interface HistoriaDeCuenta {
  ultimo: CuentaPorRecordar['ultimo'];
  /** El día del último que reclamó algo vencido. */
  reclamo: Fecha | null;
  enCurso: CuentaPorRecordar['enCurso'];
}

/** Los mensajes con su estado al día `:hoy`; `:clientes` es una lista JSON o `NULL`, que es todos. */
function consultaDeMensajes(deTodos: boolean): string {
  return `SELECT m.id, m.cliente_id, m.moneda, m.paso, m.canal, m.destino, m.plazo_hasta, e.estado, ${diaDeSalida}, e.no_antes,
      ${efectoDeMensaje}
    FROM ${mensajesAlDia}
    ${deTodos ? '' : 'WHERE m.cliente_id IN (SELECT value FROM json_each(:clientes))'} ORDER BY m.id`;
}

/**
 * Lee los mensajes anteriores y qué le pasó a cada uno al día `hoy`: dos consultas, de todos o de los clientes dados.
 * @param desde los contactos se dan desde este día
 * @param avisos los pasos que no reclaman nada vencido; los demás, también los que la política ya no tiene, reclaman
 * @param incumplidos los documentos de los que importa qué día se los nombró
 */
export function leerHistorial(
  libro: Libro,
  {
    hoy,
    desde,
    clienteIds,
    avisos,
    incumplidos,
  }: {
    readonly hoy: Fecha;
    readonly desde: Fecha;
    readonly clienteIds: readonly number[] | null;
    readonly avisos: ReadonlySet<string>;
    readonly incumplidos: ReadonlySet<number>;
  },
): Historial {
  const deTodos = clienteIds === null;
  const parametros = deTodos ? { hoy } : { hoy, clientes: JSON.stringify(clienteIds) };
  // De a una fila: guardar cientos de miles mientras se leen cuesta más que leerlas.
  const filas = libro.preparar(consultaDeMensajes(deTodos)).raw().iterate(parametros) as Iterable<FilaDeMensaje>;
  const textos = new TextosRepetidos();
  const reunion = new ReunionDeMensajes({ desde, avisos });
  const salidas: Salidas = { dias: new Map(), omitidas: new Set() };
  for (const fila of filas) {
    const [id, , , , , , , , , , efecto] = fila;
    const fecha = textos.unico(fila[8]);
    fila[8] = fecha;
    reunion.agregar(fila);
    if (efecto === 'contacta' || efecto === 'omitido') salidas.dias.set(id, fecha);
    if (efecto === 'omitido') salidas.omitidas.add(id);
  }
  const nombrados = new DocumentosNombrados(incumplidos);
  if (salidas.dias.size > 0) leerDocumentos(libro, { clienteIds, salidas, textos, nombrados });
  return {
    ultimoDe: (clienteId, moneda) => reunion.cuentas.de(clienteId, moneda)?.ultimo ?? null,
    ultimoReclamoDe: (clienteId, moneda) => reunion.cuentas.de(clienteId, moneda)?.reclamo ?? null,
    enCursoDe: (clienteId, moneda) => reunion.cuentas.de(clienteId, moneda)?.enCurso ?? null,
    monedasEnCurso: reunion.monedasEnCurso,
    pasosDe: (parte, repetidos) => nombrados.pasosDe(parte, repetidos),
    nombradoEl: (documentoId) => nombrados.nombradoEl(documentoId),
    contactosDe: (clienteId) => reunion.contactos.get(clienteId) ?? sinContactos,
    destinosMalosDe: (clienteId) => reunion.destinosMalos.get(clienteId) ?? sinDestinos,
  };
}

const sinContactos: readonly ContactoPrevio[] = [];
const sinDestinos: ReadonlySet<string> = new Set();

class ReunionDeMensajes {
  readonly cuentas = new PorCuenta<HistoriaDeCuenta>(() => ({ ultimo: null, reclamo: null, enCurso: null }));
  readonly monedasEnCurso = new Map<number, Moneda[]>();
  readonly contactos = new Map<number, ContactoPrevio[]>();
  readonly destinosMalos = new Map<number, Set<string>>();
  readonly #desde: Fecha;
  readonly #avisos: ReadonlySet<string>;

  constructor({ desde, avisos }: { readonly desde: Fecha; readonly avisos: ReadonlySet<string> }) {
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
    const cuenta = this.cuentas.tomar(clienteId, moneda);
    if (efecto === 'contacta') {
      this.#contar(cuenta, { paso, plazoHasta, fecha });
      if (fecha >= this.#desde) agregarA(this.contactos, clienteId, { fecha, canal });
    }
    if (estadosEnCurso.has(estado)) {
      if (cuenta.enCurso === null) agregarA(this.monedasEnCurso, clienteId, moneda);
      cuenta.enCurso = { mensajeId: id, estado, paso, noAntes };
    } else if (efecto === 'espera') {
      cuenta.enCurso = { mensajeId: id, estado, paso, noAntes: null };
    }
    if (destino !== null) this.#juzgarDestino(clienteId, destino, { estado, efecto });
  }

  /** Un mensaje que llegó o pudo llegar. */
  #contar(cuenta: HistoriaDeCuenta, mensaje: NonNullable<CuentaPorRecordar['ultimo']>): void {
    const { fecha, paso } = mensaje;
    const { ultimo } = cuenta;
    if (ultimo === null || ultimo.fecha <= fecha) cuenta.ultimo = mensaje;
    // Si después salió otro, lo que se rechazó antes ya no se espera.
    if (cuenta.enCurso?.estado === 'rechazado') cuenta.enCurso = null;
    if (!this.#avisos.has(paso) && fecha > (cuenta.reclamo ?? '')) cuenta.reclamo = fecha;
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

/** Los mensajes que contactaron al cliente o dejaron hecho su paso. */
interface Salidas {
  /** Qué día salió cada uno. */
  readonly dias: Map<number, Fecha>;
  /** Los que sólo dejaron hecho su paso. */
  readonly omitidas: Set<number>;
}

/** Lee los documentos que nombraron esos mensajes, con el día de cada uno. */
function leerDocumentos(
  libro: Libro,
  {
    clienteIds,
    salidas,
    textos,
    nombrados,
  }: {
    readonly clienteIds: readonly number[] | null;
    readonly salidas: Salidas;
    readonly textos: TextosRepetidos;
    readonly nombrados: DocumentosNombrados;
  },
): void {
  const deTodos = clienteIds === null;
  const consulta = libro
    .preparar(
      deTodos
        ? 'SELECT mensaje_id, documento_id, vencimiento, paso, acuerdo_id IS NOT NULL FROM mensaje_documentos ORDER BY id'
        : `SELECT q.mensaje_id, q.documento_id, q.vencimiento, q.paso, q.acuerdo_id IS NOT NULL FROM json_each(:mensajes) AS pedidos
           CROSS JOIN mensaje_documentos q ON q.mensaje_id = pedidos.value ORDER BY q.id`,
    )
    .raw();
  const pedidos = deTodos ? {} : { mensajes: JSON.stringify([...salidas.dias.keys()]) };
  const filas = consulta.iterate(pedidos) as Iterable<[number, number, Fecha, string | null, number]>;
  for (const [mensajeId, documentoId, vencimiento, paso, deAcuerdo] of filas) {
    const fecha = salidas.dias.get(mensajeId);
    if (fecha === undefined) continue;
    if (!salidas.omitidas.has(mensajeId)) nombrados.nombrar(documentoId, fecha);
    if (paso === null) continue;
    nombrados.anotar(documentoId, {
      vencimiento: textos.unico(vencimiento),
      paso: textos.unico(paso),
      fecha,
      deAcuerdo: deAcuerdo === 1,
    });
  }
}
