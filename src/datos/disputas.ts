import type { Moneda } from '../dominio/dinero.ts';
import { type Disputa, estaAbierta, montoEnDisputa, type ResultadoDeDisputa } from '../dominio/disputa.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Libro } from './conexion.ts';
import type { Operacion } from './operacion.ts';
import { saldoAlDia } from './saldos.ts';

const columnas = `x.id, x.documento_id, x.fecha, x.monto, x.motivo, x.hasta, x.nota,
  r.fecha AS resuelta, r.resultado, r.nota AS nota_resuelta`;
const desde = 'disputas x LEFT JOIN disputas_resueltas r ON r.disputa_id = x.id';

interface FilaDeDisputa {
  readonly id: number;
  readonly documento_id: number;
  readonly fecha: Fecha;
  readonly monto: number | null;
  readonly motivo: string;
  readonly hasta: Fecha | null;
  readonly nota: string | null;
  readonly resuelta: Fecha | null;
  readonly resultado: ResultadoDeDisputa | null;
  readonly nota_resuelta: string | null;
}

function disputaDeFila(fila: FilaDeDisputa): Disputa {
  const { id, documento_id: documentoId, fecha, monto, motivo, hasta, nota, resuelta, resultado } = fila;
  const fin = resuelta === null || resultado === null ? null : { fecha: resuelta, resultado, nota: fila.nota_resuelta };
  return { id, documentoId, fecha, monto, motivo, hasta, nota, resuelta: fin };
}

/** Todas las disputas de un documento, en el orden en que se registraron. */
export function leerDisputas(libro: Libro, documentoId: number): Disputa[] {
  return libro
    .preparar<FilaDeDisputa>(`SELECT ${columnas} FROM ${desde} WHERE x.documento_id = ? ORDER BY x.id`)
    .all(documentoId)
    .map(disputaDeFila);
}

/** Un documento con parte de su saldo en disputa a un día. */
export interface DocumentoEnDisputa {
  readonly documentoId: number;
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly vencimiento: Fecha;
  /** Todo lo que se debe de él, unidades menores, > 0. */
  readonly saldo: number;
  /** La parte en disputa, de 1 a `saldo`. */
  readonly monto: number;
  /** El motivo de la primera disputa abierta. */
  readonly motivo: string;
}

/**
 * Los documentos con saldo en disputa el día `hoy`, por número interno. Lee sólo las disputas abiertas, que son pocas.
 * @param clienteId si se da, sólo los de ese cliente
 */
export function leerDocumentosEnDisputa(
  libro: Libro,
  hoy: Fecha,
  clienteId: number | null = null,
): DocumentoEnDisputa[] {
  type Fila = FilaDeDisputa & Omit<DocumentoEnDisputa, 'documentoId' | 'monto' | 'motivo'>;
  const filas = libro
    .preparar<Fila>(
      `SELECT ${columnas}, d.cliente_id AS clienteId, d.moneda, d.vencimiento, ${saldoAlDia('d')} AS saldo
       FROM ${desde} CROSS JOIN documentos d ON d.id = x.documento_id
       WHERE x.fecha <= :hoy AND d.emision <= :hoy AND (x.hasta IS NULL OR x.hasta >= :hoy)
         AND (r.fecha IS NULL OR r.fecha > :hoy) AND (:cliente IS NULL OR d.cliente_id = :cliente)
       ORDER BY x.documento_id, x.id`,
    )
    .all({ hoy, cliente: clienteId });
  const porDocumento = new Map<number, { fila: Fila; abiertas: Disputa[] }>();
  for (const fila of filas) {
    const disputa = disputaDeFila(fila);
    const previo = porDocumento.get(fila.documento_id);
    if (!estaAbierta(disputa, hoy) || fila.saldo <= 0) continue;
    if (previo === undefined) porDocumento.set(fila.documento_id, { fila, abiertas: [disputa] });
    else previo.abiertas.push(disputa);
  }
  return [...porDocumento.values()].map(({ fila, abiertas }) => ({
    documentoId: fila.documento_id,
    clienteId: fila.clienteId,
    moneda: fila.moneda,
    vencimiento: fila.vencimiento,
    saldo: fila.saldo,
    monto: montoEnDisputa(fila.saldo, abiertas),
    motivo: fila.motivo,
  }));
}

/** El saldo en disputa, por documento y por cuenta. Unidades menores, > 0 donde está. */
export interface SaldoEnDisputa {
  readonly porDocumento: ReadonlyMap<number, number>;
  /** Lo que un cliente tiene en disputa en una moneda, ≥ 0. */
  readonly deCuenta: (clienteId: number, moneda: Moneda) => number;
}

/**
 * Lo que está en disputa el día `hoy`: ni se prioriza ni se recuerda, pero se sigue debiendo.
 * @param clienteId si se da, sólo lo de ese cliente
 */
export function leerSaldoEnDisputa(libro: Libro, hoy: Fecha, clienteId: number | null = null): SaldoEnDisputa {
  const enDisputa = leerDocumentosEnDisputa(libro, hoy, clienteId);
  const porCuenta = new Map<string, number>();
  for (const { clienteId, moneda, monto } of enDisputa) {
    const cuenta = `${clienteId} ${moneda}`;
    porCuenta.set(cuenta, (porCuenta.get(cuenta) ?? 0) + monto);
  }
  return {
    porDocumento: new Map(enDisputa.map(({ documentoId, monto }) => [documentoId, monto])),
    deCuenta: (clienteId, moneda) => porCuenta.get(`${clienteId} ${moneda}`) ?? 0,
  };
}

/** Abre una disputa; devuelve su id. */
export function registrarDisputa(operacion: Operacion, disputa: Omit<Disputa, 'id' | 'resuelta'>): number {
  const { documentoId, fecha, monto, motivo, hasta, nota } = disputa;
  return operacion.agregar('disputas', [documentoId, fecha, monto, motivo, hasta, nota]);
}

/** Da por resuelta una disputa. */
export function registrarResolucion(
  operacion: Operacion,
  disputaId: number,
  { fecha, resultado, nota }: NonNullable<Disputa['resuelta']>,
): void {
  operacion.agregar('disputas_resueltas', [disputaId, fecha, resultado, nota]);
}
