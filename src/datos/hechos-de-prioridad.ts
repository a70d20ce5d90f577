import type { AcuerdoEvaluado } from '../dominio/acuerdo.ts';
import { diasEntre, type Fecha, numeroDeDia } from '../dominio/fecha.ts';
import {
  type DocumentoDebido,
  type HechosDeRetencion,
  type Partida,
  partirDocumentos,
  retencionDeCheques,
} from '../dominio/partidas.ts';
import type { Pausa } from '../dominio/pausa.ts';
import type { LimitesDeClase } from '../dominio/politica.ts';
import type { Conducta } from '../dominio/prioridad.ts';
import { ultimaVez } from '../dominio/silencio.ts';
import { leerAcuerdos } from './acuerdos.ts';
import { leerChequesPorCobrar } from './cheques.ts';
import { type Clasificaciones, clasificarClientes } from './clasificaciones.ts';
import type { Libro } from './conexion.ts';
import { leerDiasDeUltimoContacto } from './contactos.ts';
import { leerSaldoEnDisputa } from './disputas.ts';
import { leerPausasVigentes } from './pausas.ts';
import { leerDiasDeUltimoMensaje } from './recordatorio/ultimos-mensajes.ts';
import { documentosAbiertosDe, hayHechosPosteriores } from './saldos.ts';

/** Lo que el libro sabe de la gestión y cambia la prioridad. En un libro sin gestión todo está vacío. */
export interface HechosDePrioridad {
  /** `undefined` si nadie tiene historia: todos son de quien no tiene historia. */
  readonly conductaDe: ((clienteId: number) => Conducta) | undefined;
  readonly pausas: ReadonlyMap<number, Pausa>;
  /** Los clientes cuyas cuentas se arman con `partidas` y no con sus facturas. */
  readonly apartados: ReadonlySet<number>;
  readonly partidas: readonly Partida[];
}

/** Un libro en el que nadie anotó nada más que facturas. */
export const sinGestion: HechosDePrioridad = {
  conductaDe: undefined,
  pausas: new Map(),
  apartados: new Set(),
  partidas: [],
};

/** Lo que retiene o cambia de día parte de la cartera, sin mirar la conducta de nadie: es todo lo que mira la agenda. */
export interface RetencionesDeCartera extends Omit<HechosDePrioridad, 'conductaDe'> {
  /** Todos los acuerdos, juzgados. */
  readonly acuerdos: readonly AcuerdoEvaluado[];
}

/** Qué hay en el libro: lo que está vacío no se lee, y así un libro sólo de facturas cuesta lo mismo que antes. */
interface Presencia {
  readonly acuerdos: number;
  readonly disputas: number;
  readonly pausas: number;
}

/**
 * Lee, de a conjuntos y nunca por cliente, lo que el día `hoy` no se reclama o se reclama por su cuota.
 * @param clienteIds si se da, lo de esos clientes, leyendo sólo lo suyo; puede venir también lo de otros
 */
export function leerRetenciones(
  libro: Libro,
  hoy: Fecha,
  clienteIds: readonly number[] | null = null,
): RetencionesDeCartera {
  const [primero, segundo] = clienteIds ?? [];
  const unico = primero !== undefined && segundo === undefined ? primero : null;
  const hay = libro
    .preparar<Presencia>(
      `SELECT EXISTS (SELECT 1 FROM acuerdos) AS acuerdos, EXISTS (SELECT 1 FROM disputas) AS disputas,
         EXISTS (SELECT 1 FROM pausas) AS pausas`,
    )
    .get() as Presencia;
  const conPosteriores = hayHechosPosteriores(libro, hoy);
  const acuerdos = hay.acuerdos ? leerAcuerdos(libro, { hoy, ...(clienteIds === null ? {} : { clienteIds }) }) : [];
  const retenciones: HechosDeRetencion = {
    enDisputa: hay.disputas ? leerSaldoEnDisputa(libro, hoy, unico).porDocumento : new Map(),
    ...retencionDeCheques(leerChequesPorCobrar(libro, hoy, unico)),
    acuerdos: acuerdos.filter(({ vigente }) => vigente),
  };
  const documentos = leerDocumentosDeApartados(libro, retenciones, { hoy, conPosteriores });
  return {
    acuerdos,
    pausas: hay.pausas ? leerPausasVigentes(libro, hoy, unico) : new Map(),
    apartados: new Set(documentos.map(({ clienteId }) => clienteId)),
    partidas: partirDocumentos(documentos, retenciones, hoy),
  };
}

/** Lee, de a conjuntos y nunca por cliente, los hechos que pesan en la prioridad al día `hoy`. */
export function leerHechosDePrioridad(
  libro: Libro,
  { hoy, limites }: { readonly hoy: Fecha; readonly limites: LimitesDeClase },
): HechosDePrioridad {
  const { acuerdos, ...retenciones } = leerRetenciones(libro, hoy);
  const clases = clasificarClientes(libro, { hoy, limites, clientes: null }, acuerdos);
  const contactos = leerDiasDeUltimoContacto(libro, hoy);
  const mensajes = leerDiasDeUltimoMensaje(libro, hoy);
  return { ...retenciones, conductaDe: conductasDe(clases, { contactos, mensajes }, hoy) };
}

/** Todo lo que deben los clientes que tienen algún documento retenido. */
function leerDocumentosDeApartados(
  libro: Libro,
  { enDisputa, cheques, chequesACuenta = [], acuerdos }: HechosDeRetencion,
  { hoy, conPosteriores }: { readonly hoy: Fecha; readonly conPosteriores: boolean },
): DocumentoDebido[] {
  const ids = new Set([
    ...enDisputa.keys(),
    ...cheques.map(({ documentoId }) => documentoId),
    ...acuerdos.flatMap(({ acuerdo }) => acuerdo.documentos.map(({ documentoId }) => documentoId)),
  ]);
  const clientes = chequesACuenta.map(({ clienteId }) => clienteId);
  if (ids.size + clientes.length === 0) return [];
  const deQuienes = `cliente_id IN (
    SELECT apartado.cliente_id FROM json_each(:documentos) j CROSS JOIN documentos apartado ON apartado.id = j.value
    UNION SELECT value FROM json_each(:clientes))`;
  return libro
    .preparar<DocumentoDebido>(
      `SELECT id AS documentoId, cliente_id AS clienteId, moneda, vence_dia AS venceDia, saldo
       FROM ${documentosAbiertosDe(conPosteriores, { deQuienes, cuantos: ids.size + clientes.length })}`,
    )
    .all({ documentos: JSON.stringify([...ids]), clientes: JSON.stringify(clientes), dia: numeroDeDia(hoy), hoy });
}

/** La conducta de cada cliente, o `undefined` si nadie tiene ninguna. */
function conductasDe(
  clases: Clasificaciones,
  { contactos, mensajes }: Readonly<Record<'contactos' | 'mensajes', ReadonlyMap<number, Fecha>>>,
  hoy: Fecha,
): HechosDePrioridad['conductaDe'] {
  if (clases.vacias && contactos.size + mensajes.size === 0) return undefined;
  return (clienteId) => {
    const ultima = ultimaVez(contactos.get(clienteId), mensajes.get(clienteId));
    const { clase, promesasIncumplidas, planesCaidos = 0 } = clases.de(clienteId);
    return {
      clase,
      promesasIncumplidas,
      ...(planesCaidos === 0 ? {} : { planesCaidos }),
      diasDeSilencio: ultima === null ? null : diasEntre({ desde: ultima.fecha, hasta: hoy }),
      ...(ultima?.por === 'mensaje' ? { loUltimoFueMensaje: true } : {}),
    };
  };
}
