import { type Moneda, textoDecimal } from '../dinero.ts';
import type { Fecha } from '../fecha.ts';
import type { Pais } from '../politica.ts';

/** Los países que escriben `1,234.56`; el resto, `1.234,56` (CLDR 48). */
const conPuntoDecimal: ReadonlySet<Pais | null> = new Set(['MX', 'PE']);

/** El signo con que cada país escribe su propia moneda. Fuera de él va el código, porque «$» son cinco monedas. */
const signos: Readonly<Record<Pais, readonly [moneda: string, signo: string]>> = {
  AR: ['ARS', '$ '],
  MX: ['MXN', '$'],
  ES: ['EUR', '€'],
  CO: ['COP', '$ '],
  CL: ['CLP', '$'],
  PE: ['PEN', 'S/ '],
  UY: ['UYU', '$ '],
};

const nombres: Readonly<Record<string, string>> = {
  ARS: 'pesos argentinos',
  BOB: 'bolivianos',
  BRL: 'reales',
  CLP: 'pesos chilenos',
  COP: 'pesos colombianos',
  EUR: 'euros',
  GBP: 'libras esterlinas',
  MXN: 'pesos mexicanos',
  PEN: 'soles',
  PYG: 'guaraníes',
  USD: 'dólares estadounidenses',
  UYU: 'pesos uruguayos',
};

/** Escribe un número de unidades menores como se lee en el país, sin moneda: `1.234,50` o `1,234.50`. */
export function escribirCifra(monto: number, moneda: Moneda, pais: Pais | null): string {
  const [entera = '', decimal] = textoDecimal({ monto, moneda }).split('.');
  const [miles, coma] = conPuntoDecimal.has(pais) ? [',', '.'] : ['.', ','];
  const conMiles = entera.replace(/\B(?=(\d{3})+$)/g, miles);
  return decimal === undefined ? conMiles : `${conMiles}${coma}${decimal}`;
}

/** Un monto como lo lee el cliente: `$ 1.234,50` en la moneda del país, `1.234,50 €`, `USD 1.234,50` en las demás. */
export function escribirMonto(monto: number, moneda: Moneda, pais: Pais | null): string {
  if (monto < 0) return `-${escribirMonto(-monto, moneda, pais)}`;
  const cifra = escribirCifra(monto, moneda, pais);
  if (moneda === 'EUR') return `${cifra} €`;
  const propia = pais === null ? undefined : signos[pais];
  return propia?.[0] === moneda ? `${propia[1]}${cifra}` : `${moneda} ${cifra}`;
}

/** El nombre de la moneda y su código: `pesos argentinos (ARS)`. */
export function nombreDeMoneda(moneda: Moneda): string {
  const nombre = nombres[moneda];
  return nombre === undefined ? moneda : `${nombre} (${moneda})`;
}

/** La fecha como se escribe en los siete países: `03/06/2026`. */
export function fechaEscrita(fecha: Fecha): string {
  return `${fecha.slice(8)}/${fecha.slice(5, 7)}/${fecha.slice(0, 4)}`;
}

/** Días contados: `1 día`, `28 días`. */
export function diasEscritos(dias: number): string {
  return `${dias} ${dias === 1 ? 'día' : 'días'}`;
}
