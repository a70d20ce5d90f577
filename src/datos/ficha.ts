import type { AcuerdoEvaluado } from '../dominio/acuerdo.ts';
import { estadosDeAcuerdo } from '../dominio/acuerdo.ts';
import type { CanalesDeCliente } from '../dominio/canal.ts';
import type { Clasificacion } from '../dominio/clase.ts';
import type { CifrasDeConducta } from '../dominio/clase-cifras.ts';
import type { Moneda } from '../dominio/dinero.ts';
import type { ContactoGuardado } from '../dominio/edicion-cliente.ts';
import { type Fecha, numeroDeDia } from '../dominio/fecha.ts';
import type { Capacidad, DocumentoDeFicha, MotivoDado } from '../dominio/ficha.ts';
import { type Pausa, pausaQueManda } from '../dominio/pausa.ts';
import type { LimitesDeClase } from '../dominio/politica.ts';
import { leerAcuerdos } from './acuerdos.ts';
import { leerCanales } from './canales.ts';
import { type ChequePorCobrar, leerChequesPorCobrar } from './cheques.ts';
import { leerCifras } from './cifras.ts';
import { clasificarClientes } from './clasificaciones.ts';
import { leerContactos } from './clientes.ts';
import type { Libro } from './conexion.ts';
import { type ContactoDeLista, recorrerContactos, todosLosContactos } from './contactos.ts';
import { type DocumentoEnDisputa, leerDocumentosEnDisputa } from './disputas.ts';
import type { Operacion } from './operacion.ts';
import { leerPausas } from './pausas.ts';
import { type MensajeDeLista, recorrerMensajes, todosLosMensajes } from './recordatorio/lectura.ts';
import { leerDiasDeUltimoMensaje } from './recordatorio/ultimos-mensajes.ts';
import { creditosDisponibles, documentosAbiertos, hayHechosPosteriores } from './saldos.ts';

/** Todo lo que el libro sabe de un cliente y sirve antes de llamarlo. */
export interface FichaLeida {
  readonly contactos: readonly ContactoGuardado[];
  readonly canales: CanalesDeCliente;
  readonly pausa: Pausa | null;
  readonly capacidad: Capacidad | null;
  /** Lo que debe, por vencimiento. */
  readonly documentos: readonly DocumentoDeFicha[];
  readonly saldosAFavor: ReadonlyMap<Moneda, number>;
  readonly disputas: readonly DocumentoEnDisputa[];
  readonly cheques: readonly ChequePorCobrar[];
  /** Primero los que están en curso, después del más nuevo al más viejo. */
  readonly acuerdos: readonly AcuerdoEvaluado[];
  /** Los últimos contactos, del más nuevo al más viejo. */
  readonly gestiones: readonly ContactoDeLista[];
  /** Los últimos mensajes que se le escribieron, del más nuevo al más viejo. */
  readonly mensajes: readonly MensajeDeLista[];
  /** El último día en que un mensaje le llegó o le pudo llegar. */
  readonly ultimoMensaje: Fecha | null;
  /** Del dicho más recientemente al más viejo. */
  readonly motivos: readonly MotivoDado[];
  readonly clasificacion: Clasificacion;
  readonly cifras: readonly CifrasDeConducta[];
  readonly ultimoPago: PagoDeFicha | null;
}

/** El último pago que no se anuló. */
export interface PagoDeFicha {
  readonly fecha: Fecha;
  readonly moneda: Moneda;
  readonly monto: number;
  readonly medio: string | null;
}

/** Contactos, y mensajes, que entran en la ficha. */
const CONTACTOS_MAX = 5;

/** Lee la ficha de un cliente al día `hoy`: una docena de consultas por índice, cualquiera sea el tamaño del libro. */
export function leerFicha(
  libro: Libro,
  clienteId: number,
  { hoy, limites }: { readonly hoy: Fecha; readonly limites: LimitesDeClase },
): FichaLeida {
  const acuerdos = leerAcuerdos(libro, { hoy, clienteIds: [clienteId] });
  const clientes = [clienteId];
  return {
    contactos: leerContactos(libro, clienteId),
    canales: leerCanales(libro, clientes, hoy).get(clienteId) ?? new Map(),
    pausa: pausaQueManda(leerPausas(libro, clienteId), hoy),
    capacidad: leerCapacidad(libro, clienteId, hoy),
    documentos: leerDocumentosDeFicha(libro, clienteId, hoy),
    saldosAFavor: leerSaldosAFavorDe(libro, clienteId, hoy),
    disputas: leerDocumentosEnDisputa(libro, hoy, clienteId),
    cheques: leerChequesPorCobrar(libro, hoy, clienteId),
    acuerdos: acuerdos.toSorted(
      (uno, otro) =>
        estadosDeAcuerdo.indexOf(uno.estado) - estadosDeAcuerdo.indexOf(otro.estado) ||
        otro.acuerdo.id - uno.acuerdo.id,
    ),
    gestiones: [...recorrerContactos(libro, { ...todosLosContactos, clienteId, limite: CONTACTOS_MAX }, hoy)],
    mensajes: [...recorrerMensajes(libro, { ...todosLosMensajes, clienteId, hasta: hoy, limite: CONTACTOS_MAX })],
    ultimoMensaje: leerDiasDeUltimoMensaje(libro, hoy, clientes).get(clienteId) ?? null,
    motivos: leerMotivos(libro, clienteId, hoy),
    clasificacion: clasificarClientes(libro, { hoy, limites, clientes }, acuerdos).de(clienteId),
    cifras: leerCifras(libro, { hoy, clientes })(clienteId),
    ultimoPago: leerUltimoPago(libro, clienteId, hoy),
  };
}

function leerDocumentosDeFicha(libro: Libro, clienteId: number, hoy: Fecha): DocumentoDeFicha[] {
  const conPosteriores = hayHechosPosteriores(libro, hoy);
  return libro
    .preparar<DocumentoDeFicha>(
      `SELECT d.id AS documentoId, d.tipo, d.numero, d.emision, d.vencimiento, d.moneda, d.importe, a.saldo
       FROM ${documentosAbiertos(conPosteriores, 'cliente_id = :cliente')} a JOIN documentos d ON d.id = a.id
       ORDER BY d.vencimiento, d.numero_normal, d.id`,
    )
    .all({ cliente: clienteId, dia: numeroDeDia(hoy), hoy });
}

function leerSaldosAFavorDe(libro: Libro, clienteId: number, hoy: Fecha): ReadonlyMap<Moneda, number> {
  const filas = libro
    .preparar(
      `SELECT moneda, sum(disponible)
       FROM ${creditosDisponibles(hayHechosPosteriores(libro, hoy), 'cliente_id = :cliente')} GROUP BY moneda`,
    )
    .raw()
    .all({ cliente: clienteId, hoy }) as [Moneda, number][];
  return new Map(filas);
}

function leerMotivos(libro: Libro, clienteId: number, hoy: Fecha): MotivoDado[] {
  return libro
    .preparar<MotivoDado>(
      `SELECT motivo, count(*) AS veces, max(fecha) AS ultimo FROM contactos
       WHERE cliente_id = ? AND fecha <= ? AND motivo IS NOT NULL GROUP BY motivo ORDER BY ultimo DESC, max(id) DESC`,
    )
    .all(clienteId, hoy);
}

function leerUltimoPago(libro: Libro, clienteId: number, hoy: Fecha): PagoDeFicha | null {
  const consulta = libro.preparar<PagoDeFicha>(
    `SELECT fecha, moneda, monto, medio FROM creditos k
     WHERE cliente_id = :cliente AND fecha <= :hoy AND tipo = 'pago'
       AND NOT EXISTS (SELECT 1 FROM reversas WHERE credito_id = k.id AND clase = 'anulacion' AND fecha <= :hoy)
     ORDER BY fecha DESC, id DESC LIMIT 1`,
  );
  return consulta.get({ cliente: clienteId, hoy }) ?? null;
}

/** Lo último que se anotó de la capacidad de pago de un cliente. */
export function leerCapacidad(libro: Libro, clienteId: number, hoy: Fecha): Capacidad | null {
  const consulta = libro.preparar<Capacidad>(
    'SELECT texto, fecha FROM capacidades WHERE cliente_id = ? AND fecha <= ? ORDER BY fecha DESC, id DESC LIMIT 1',
  );
  return consulta.get(clienteId, hoy) ?? null;
}

/** Lo último que se anotó de cada cliente. */
export function leerCapacidades(libro: Libro, hoy: Fecha): ReadonlyMap<number, Capacidad> {
  const filas = libro
    .preparar<Capacidad & { clienteId: number }>(
      'SELECT cliente_id AS clienteId, texto, fecha FROM capacidades WHERE fecha <= ? ORDER BY fecha, id',
    )
    .all(hoy);
  return new Map(filas.map(({ clienteId, texto, fecha }) => [clienteId, { texto, fecha }]));
}

/** Anota lo que se sabe de la capacidad de pago; devuelve el id. */
export function registrarCapacidad(operacion: Operacion, clienteId: number, { texto, fecha }: Capacidad): number {
  return operacion.agregar('capacidades', [clienteId, fecha, texto]);
}
