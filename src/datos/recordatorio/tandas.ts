import { agregarA } from '../../dominio/agrupar.ts';
import type { Moneda } from '../../dominio/dinero.ts';
import { type Fecha, fechaDeNumero, numeroDeDia } from '../../dominio/fecha.ts';
import type { Libro } from '../conexion.ts';
import { documentosAbiertos, saldoAlDia } from '../saldos.ts';

/** Un documento que se debe. */
export interface DocumentoAbierto {
  readonly id: number;
  readonly moneda: Moneda;
  readonly vencimiento: Fecha;
  /** Unidades menores, > 0. */
  readonly saldo: number;
}

/** A quién y adónde se le escribe: la primera dirección y el primer teléfono vigentes. */
export interface FichaPorRecordar {
  readonly id: number;
  readonly codigo: string;
  readonly nombre: string;
  readonly segmento: string | null;
  readonly gestor: string | null;
  readonly persona: string | null;
  readonly email: string | null;
  readonly telefono: string | null;
}

/** Algunos clientes con lo que deben, por número; los documentos de cada uno, por moneda y vencimiento. */
export interface Tanda {
  readonly fichas: ReadonlyMap<number, FichaPorRecordar>;
  readonly documentos: ReadonlyMap<number, readonly DocumentoAbierto[]>;
}

/** Qué se lee de la cartera. */
export interface PedidoDeTandas {
  readonly hoy: Fecha;
  readonly clienteIds: readonly number[] | null;
  readonly conPosteriores: boolean;
  /** Clientes que se leen aunque ya no deban nada. */
  readonly enCurso: readonly number[];
}

/**
 * Números de cliente seguidos que se leen por vez: lo leído de una tanda se descarta antes de leer la siguiente, y una chica
 * no llega a la memoria que tarda en juntarse.
 */
const CLIENTES_POR_TANDA = 500;
/** Si hay hechos posteriores, cada tanda recorre los de todos: pocas y grandes. */
const CLIENTES_CON_POSTERIORES = 10_000;

/** Recorre la cartera en tandas de tres consultas cada una. */
export function* leerTandas(libro: Libro, pedido: PedidoDeTandas): Generator<Tanda> {
  if (pedido.clienteIds !== null) {
    const condicion = 'IN (SELECT value FROM json_each(:clientes))';
    for (let desde = 0; desde < pedido.clienteIds.length; desde += CLIENTES_POR_TANDA) {
      const clientes = pedido.clienteIds.slice(desde, desde + CLIENTES_POR_TANDA);
      yield leerTanda(libro, pedido, { condicion, valores: { clientes: JSON.stringify(clientes) } });
    }
    return;
  }
  const ultimo = Number(libro.preparar('SELECT coalesce(max(id), 0) FROM clientes').pluck().get());
  const porTanda = pedido.conPosteriores ? CLIENTES_CON_POSTERIORES : CLIENTES_POR_TANDA;
  for (let primero = 1; primero <= ultimo; primero += porTanda) {
    const valores = { primero, hasta: primero + porTanda - 1 };
    yield leerTanda(libro, pedido, { condicion: 'BETWEEN :primero AND :hasta', valores });
  }
}

interface Recorte {
  /** Condición SQL sobre el número de cliente, con sus valores. */
  readonly condicion: string;
  readonly valores: Readonly<Record<string, string | number>>;
}

function leerTanda(libro: Libro, pedido: PedidoDeTandas, recorte: Recorte): Tanda {
  const documentos = leerDocumentos(libro, pedido, recorte);
  const enCurso = new Set(pedido.enCurso);
  return { documentos, fichas: leerFichas(libro, recorte, (id) => documentos.has(id) || enCurso.has(id)) };
}

/** Pocos días distintos se repiten en miles de documentos. */
function crearDias(): (dia: number) => Fecha {
  const escritos = new Map<number, Fecha>();
  return (dia) => {
    let fecha = escritos.get(dia);
    if (fecha === undefined) {
      fecha = fechaDeNumero(dia);
      escritos.set(dia, fecha);
    }
    return fecha;
  };
}

/** Sólo lo que está en el índice de lo abierto: leer además cada fila costaría diez veces más. */
function leerDocumentos(
  libro: Libro,
  { hoy, conPosteriores, clienteIds }: PedidoDeTandas,
  { condicion, valores }: Recorte,
): ReadonlyMap<number, readonly DocumentoAbierto[]> {
  const fuente = conPosteriores && clienteIds !== null ? abiertosDeClientes : documentosAbiertos(conPosteriores);
  const filas = libro
    .preparar(
      `SELECT cliente_id, id, moneda, vence_dia, saldo FROM ${fuente}
       WHERE cliente_id ${condicion} ORDER BY cliente_id, moneda, vence_dia`,
    )
    .raw()
    .all({ ...valores, dia: numeroDeDia(hoy), ...(conPosteriores ? { hoy } : {}) }) as [
    clienteId: number,
    id: number,
    moneda: Moneda,
    venceDia: number,
    saldo: number,
  ][];
  const fechaDe = crearDias();
  const porCliente = new Map<number, DocumentoAbierto[]>();
  for (const [clienteId, id, moneda, venceDia, saldo] of filas)
    agregarA(porCliente, clienteId, { id, moneda, vencimiento: fechaDe(venceDia), saldo });
  return porCliente;
}

/** De pocos clientes, mirar qué cambió después en sus documentos es más corto que mirar todo lo que cambió después. */
const abiertosDeClientes = `(SELECT * FROM (
    SELECT d.id, d.cliente_id, d.moneda, d.vence_dia, ${saldoAlDia('d')} AS saldo FROM documentos d
    WHERE d.emision_dia <= :dia AND d.cliente_id IN (SELECT value FROM json_each(:clientes)))
  WHERE saldo > 0)`;

/** Las fichas de los clientes del recorte que cuentan. */
function leerFichas(
  libro: Libro,
  { condicion, valores }: Recorte,
  cuenta: (clienteId: number) => boolean,
): ReadonlyMap<number, FichaPorRecordar> {
  const medios = leerMedios(libro, { condicion, valores });
  const filas = libro
    .preparar<Omit<FichaPorRecordar, 'persona' | 'email' | 'telefono'>>(
      `SELECT id, codigo, nombre, segmento, gestor FROM clientes WHERE id ${condicion} ORDER BY id`,
    )
    .all(valores);
  const fichas = new Map<number, FichaPorRecordar>();
  for (const fila of filas) {
    if (!cuenta(fila.id)) continue;
    const suyos = medios.get(fila.id);
    const { id, codigo, nombre, segmento, gestor } = fila;
    fichas.set(id, {
      id,
      codigo,
      nombre,
      segmento,
      gestor,
      persona: suyos?.persona ?? null,
      email: suyos?.email ?? null,
      telefono: suyos?.telefono ?? null,
    });
  }
  return fichas;
}

interface Medios {
  email: string | null;
  telefono: string | null;
  persona: string | null;
}

function leerMedios(libro: Libro, { condicion, valores }: Recorte): ReadonlyMap<number, Medios> {
  const filas = libro
    .preparar(
      `SELECT cliente_id, tipo, valor, persona FROM datos_contacto
       WHERE cliente_id ${condicion} AND vigente = 1 ORDER BY cliente_id, id`,
    )
    .raw()
    .all(valores) as [number, 'email' | 'telefono', string, string | null][];
  const porCliente = new Map<number, Medios>();
  for (const [clienteId, tipo, valor, persona] of filas) {
    let medios = porCliente.get(clienteId);
    if (medios === undefined) {
      medios = { email: null, telefono: null, persona: null };
      porCliente.set(clienteId, medios);
    }
    if (medios[tipo] !== null) continue;
    medios[tipo] = valor;
    // Se saluda a quien atiende ese correo o, si no se sabe, ese teléfono.
    if (persona !== null && (tipo === 'email' || medios.persona === null)) medios.persona = persona;
  }
  return porCliente;
}
