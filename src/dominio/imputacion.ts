import type { Moneda } from './dinero.ts';
import { normalizarNumero } from './documento.ts';
import { asegurar } from './errores.ts';
import { type Fecha, ultima } from './fecha.ts';

/** Un documento que todavía se debe, del cliente que paga. */
export interface DocumentoAbierto {
  readonly documentoId: number;
  readonly numeroNormal: string;
  readonly emision: Fecha;
  readonly vencimiento: Fecha;
  readonly moneda: Moneda;
  /** Unidades menores, > 0. */
  readonly saldo: number;
}

/** Un documento que el pago nombra; sin `monto`, se lleva lo que quede del pago hasta cubrir su saldo. */
export interface Destino {
  readonly documentoId: number;
  /** Unidades menores, > 0. */
  readonly monto?: number;
}

/** Lo que hay para imputar: un pago o una nota de crédito. */
export interface CreditoPorImputar {
  /** Unidades menores, > 0. */
  readonly monto: number;
  readonly moneda: Moneda;
  readonly fecha: Fecha;
  /** Lo que se pidió expresamente, en orden. */
  readonly destinos: readonly Destino[];
  /** Texto libre del pago en el que puede haber números de factura. */
  readonly referencia: string | null;
}

/** Une el crédito con un documento; rige desde `fecha`. `monto` en unidades menores, > 0. */
export interface Aplicacion {
  readonly documentoId: number;
  readonly monto: number;
  readonly fecha: Fecha;
}

/** Qué cancela el crédito y cuánto queda a favor del cliente. */
export interface Imputacion {
  readonly aplicaciones: readonly Aplicacion[];
  /** Unidades menores, ≥ 0. */
  readonly sinImputar: number;
}

/**
 * Decide qué documentos cancela un crédito (REGLAS: «Qué factura paga un pago»): los que se piden; si no se
 * pide ninguno, los que nombra la referencia; si no nombra ninguno, el de vencimiento más viejo primero, y a igual
 * vencimiento por número. Lo que un destino pedido o nombrado no absorbe queda a favor: no se adivina otro.
 * Los documentos de otra moneda no se tocan. El orden en que vienen es indiferente.
 */
export function imputar(credito: CreditoPorImputar, documentos: readonly DocumentoAbierto[]): Imputacion {
  const abiertos = documentos.filter(({ moneda, saldo }) => moneda === credito.moneda && saldo > 0).sort(compararVejez);
  const saldos = new Map(abiertos.map((documento) => [documento.documentoId, documento.saldo]));
  const porId = new Map(abiertos.map((documento) => [documento.documentoId, documento]));
  const montos = new Map<number, number>();
  let resto = credito.monto;
  for (const { documentoId, monto = resto } of elegirDestinos(credito, abiertos)) {
    const aplicado = Math.min(monto, resto, saldos.get(documentoId) ?? 0);
    if (aplicado <= 0) continue;
    resto -= aplicado;
    saldos.set(documentoId, (saldos.get(documentoId) ?? 0) - aplicado);
    montos.set(documentoId, (montos.get(documentoId) ?? 0) + aplicado);
  }
  asegurar(resto >= 0, 'se imputó más que el crédito');
  const aplicaciones = [...montos].map(([documentoId, monto]) => {
    // Un pago adelantado no puede cancelar una factura antes de que exista.
    const emision = porId.get(documentoId)?.emision ?? credito.fecha;
    return { documentoId, monto, fecha: ultima(credito.fecha, emision) };
  });
  return { aplicaciones, sinImputar: resto };
}

function elegirDestinos(credito: CreditoPorImputar, abiertos: readonly DocumentoAbierto[]): readonly Destino[] {
  if (credito.destinos.length > 0) return credito.destinos;
  const nombrados = credito.referencia === null ? [] : nombradosEn(credito.referencia, abiertos);
  return nombrados.length > 0 ? nombrados : abiertos;
}

function nombradosEn(referencia: string, abiertos: readonly DocumentoAbierto[]): readonly DocumentoAbierto[] {
  const numeros = numerosEn(referencia);
  return abiertos.filter(({ numeroNormal }) => numeros.has(numeroNormal));
}

/**
 * Los trozos de un texto que pueden ser el número de un documento, en su forma comparable: cada palabra con cifras y
 * los grupos de hasta cuatro palabras seguidas («Fact. A 0001-00001234» da `A-1-1234`). Se comparan enteros: `123` no
 * está en `1234`. Una o dos cifras sueltas en una frase («15 de mayo») no nombran nada si no las precede una palabra
 * como «factura» o «n.º»; tampoco las partes de una fecha con barras.
 */
export function numerosEn(referencia: string): ReadonlySet<string> {
  const palabras = referencia
    .replace(fechaConBarras, ' ')
    .split(/[\s,;:()[\]«»"'/+&|]+/)
    .filter((palabra) => palabra !== '');
  const numeros = new Set<string>();
  for (let inicio = 0; inicio < palabras.length; inicio++) {
    for (let fin = inicio + 1; fin <= Math.min(inicio + PALABRAS_MAX, palabras.length); fin++) {
      const trozo = palabras.slice(inicio, fin).join(' ');
      const esDudoso =
        palabras.length > 1 && /^\d{1,2}$/.test(trozo) && !anunciaNumero.test(palabras[inicio - 1] ?? '');
      if (/\d/.test(trozo) && !esDudoso) numeros.add(normalizarNumero(trozo));
    }
  }
  return numeros;
}

const PALABRAS_MAX = 4;
const fechaConBarras = /\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/g;
const anunciaNumero = /^(#|(f|fa|fc|fv|fac|fact|facturas?|comprobantes?|n|no|nro|num|n[uú]meros?)[.º°#-]*)$/i;

function compararVejez(uno: DocumentoAbierto, otro: DocumentoAbierto): number {
  if (uno.vencimiento !== otro.vencimiento) return uno.vencimiento < otro.vencimiento ? -1 : 1;
  if (uno.numeroNormal !== otro.numeroNormal) return uno.numeroNormal < otro.numeroNormal ? -1 : 1;
  return uno.documentoId - otro.documentoId;
}
