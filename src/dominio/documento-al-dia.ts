import { type Cifra, unidadesDesde, unidadesHasta } from './cifra.ts';
import type { Moneda } from './dinero.ts';
import { type EstadoDeDocumento, estadoDe, type TipoDeDocumento } from './documento.ts';
import { diasEntre, type Fecha } from './fecha.ts';

/** Qué documento es; nada de esto depende del día. */
export interface DocumentoDeCliente {
  readonly id: number;
  readonly clienteCodigo: string;
  readonly clienteNombre: string;
  readonly tipo: TipoDeDocumento;
  readonly numero: string;
  /** El número en su forma comparable. */
  readonly numeroNormal: string;
  readonly emision: Fecha;
  /** Una nota de crédito no vence. */
  readonly vencimiento: Fecha | null;
  readonly moneda: Moneda;
}

/** Lo que el libro sabe de él a un día; montos en unidades menores, ≥ 0. */
export interface HechosDelDia {
  readonly importe: number;
  /** Lo que falta cancelar; en una nota de crédito, lo que falta aplicar. */
  readonly saldo: number;
  readonly anulada: boolean;
  /** Un crédito de tipo `castigo` canceló al menos una parte. */
  readonly castigada: boolean;
  readonly enDisputa: boolean;
  readonly enAcuerdo: boolean;
}

/** Un documento visto a un día. Las notas de crédito llevan importe y saldo negativos: así las columnas suman el neto. */
export interface DocumentoAlDia extends DocumentoDeCliente {
  readonly importe: number;
  readonly saldo: number;
  /** `hoy − vencimiento` de lo que sigue abierto: positivo si está vencido, negativo si falta para que venza; si no, `null`. */
  readonly diasMora: number | null;
  readonly estado: EstadoDeDocumento;
}

/** Calcula cómo está un documento al día `hoy` (REGLAS: «Dinero y fechas», «Saldo e imputación»). */
export function calcularAlDia(documento: DocumentoDeCliente, hechos: HechosDelDia, hoy: Fecha): DocumentoAlDia {
  const { importe, saldo, anulada, enDisputa, enAcuerdo } = hechos;
  // Lo que se castigó sólo en parte se sigue reclamando.
  const castigada = hechos.castigada && saldo === 0;
  // Un crédito sin aplicar espera, pero nunca se atrasa: por eso no tiene otro vencimiento que hoy.
  const vencimiento = documento.vencimiento ?? hoy;
  const abierto = saldo > 0 && !anulada && documento.vencimiento !== null;
  const esCredito = documento.tipo === 'nota-credito';
  const { id, clienteCodigo, clienteNombre, tipo, numero, numeroNormal, emision, moneda } = documento;
  // Campo por campo: copiar el objeto entero, un millón de veces, era lo más lento del listado.
  return {
    id,
    clienteCodigo,
    clienteNombre,
    tipo,
    numero,
    numeroNormal,
    emision,
    vencimiento: documento.vencimiento,
    moneda,
    importe: esCredito ? -importe : importe,
    saldo: esCredito && saldo > 0 ? -saldo : saldo,
    diasMora: abierto ? diasEntre({ desde: vencimiento, hasta: hoy }) : null,
    estado: estadoDe({ saldo, vencimiento, anulada, castigada, enDisputa, enAcuerdo }, hoy),
  };
}

/** Lo que se le pide a un documento ya calculado; `null` es «lo que sea». */
export interface CondicionDeDocumento {
  readonly estado: readonly EstadoDeDocumento[] | null;
  /** Límites del importe sin signo, en la moneda de cada documento. */
  readonly montoMinimo: Cifra | null;
  readonly montoMaximo: Cifra | null;
  /** Días de mora mínimos, ≥ 1. */
  readonly dias: number | null;
}

/** Dice si el documento cumple todo lo pedido. */
export function cumple(documento: DocumentoAlDia, condicion: CondicionDeDocumento): boolean {
  const { estado, montoMinimo, montoMaximo, dias } = condicion;
  const importe = Math.abs(documento.importe);
  if (estado !== null && !estado.includes(documento.estado)) return false;
  if (dias !== null && (documento.diasMora ?? 0) < dias) return false;
  if (montoMinimo !== null && importe < unidadesDesde(montoMinimo, documento.moneda)) return false;
  return montoMaximo === null || importe <= unidadesHasta(montoMaximo, documento.moneda);
}

export const ordenesDeDocumentos = ['vencimiento', 'emision', 'cliente', 'numero', 'importe', 'saldo'] as const;
/** `importe` y `saldo` van de mayor a menor dentro de cada moneda; los demás, de menor a mayor. */
export type OrdenDeDocumentos = (typeof ordenesDeDocumentos)[number];
