import { exponente, type Moneda } from './dinero.ts';
import { asegurar } from './errores.ts';

/** Un número escrito por una persona que todavía no se sabe en qué moneda está: diezmilésimas enteras, ≥ 0. */
export type Cifra = bigint & { readonly __cifra: unique symbol };

/** Cifras decimales que guarda una {@link Cifra}: las de la moneda con más exponente (ISO 4217: CLF y UYW). */
const DECIMALES = 4;

const soloDigitos = /^\d{1,14}$/;
/** Tres cifras detrás de un separador son decimales sólo si delante hay más de tres. */
const conDecimales = /^(?:(\d{1,14})[.,](\d{1,2}|\d{4})|(\d{4,14})[.,](\d{3}))$/;
/** Miles con un separador que se repite, o con otro distinto delante de los decimales: sólo así hay prueba. */
const conMiles = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?!\2)[.,](\d{1,4})$|^(\d{1,3}(?:([.,])\d{3})(?:\5\d{3})+)$/;

/**
 * Lee un monto escrito en una opción: `1500`, `1500.50`, `1500,50`, `1.500,50`, `1,500.50`. Devuelve `undefined` si no
 * es un monto o si un solo separador con tres cifras detrás (`1.500`) no deja saber si son miles o decimales.
 */
export function interpretarCifra(texto: string): Cifra | undefined {
  const limpio = texto.trim();
  if (soloDigitos.test(limpio)) return armar(limpio, '');
  const decimales = conDecimales.exec(limpio);
  if (decimales !== null) return armar(decimales[1] ?? decimales[3] ?? '', decimales[2] ?? decimales[4] ?? '');
  const miles = conMiles.exec(limpio);
  if (miles === null) return undefined;
  return armar((miles[1] ?? miles[4] ?? '').replace(/[.,]/g, ''), miles[3] ?? '');
}

function armar(entera: string, fraccion: string): Cifra | undefined {
  return entera.length > 14 ? undefined : (BigInt(entera + fraccion.padEnd(DECIMALES, '0')) as Cifra);
}

/** Unidades menores de `moneda` que alcanzan la cifra, hacia arriba: 10,001 dólares son 1001 centavos. */
export function unidadesDesde(cifra: Cifra, moneda: Moneda): number {
  return Number((cifra + divisor(moneda) - 1n) / divisor(moneda));
}

/** Unidades menores de `moneda` que no pasan la cifra, hacia abajo: 10,009 dólares son 1000 centavos. */
export function unidadesHasta(cifra: Cifra, moneda: Moneda): number {
  return Number(cifra / divisor(moneda));
}

/** Las unidades menores de `moneda` que son exactamente la cifra; `undefined` si tiene más decimales que la moneda. */
export function unidadesExactas(cifra: Cifra, moneda: Moneda): number | undefined {
  return cifra % divisor(moneda) === 0n ? Number(cifra / divisor(moneda)) : undefined;
}

function divisor(moneda: Moneda): bigint {
  const cifras = exponente(moneda);
  asegurar(cifras <= DECIMALES, `${moneda} tiene más decimales que una cifra`);
  return 10n ** BigInt(DECIMALES - cifras);
}
