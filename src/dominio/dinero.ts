import { asegurar } from './errores.ts';

/** Código ISO 4217 en mayúsculas, ya validado con {@link esMoneda}. */
export type Moneda = string & { readonly __moneda: unique symbol };

/** Una cantidad de dinero: `monto` es un entero de unidades menores (centavos) de `moneda`. */
export interface Dinero {
  readonly monto: number;
  readonly moneda: Moneda;
}

/** Monedas de exponente distinto de 2 (ISO 4217:2015, tabla A.1). El resto de las conocidas tiene 2. */
const exponentes: Readonly<Record<string, number>> = {
  CLP: 0,
  CLF: 4,
  PYG: 0,
  JPY: 0,
  KRW: 0,
  VND: 0,
  ISK: 0,
  UGX: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  UYW: 4,
};

const conExponenteDos =
  'AED ARS AUD BOB BRL BZD CAD CHF CNY COP CRC CUP CZK DKK DOP EUR GBP GTQ HKD HNL HUF IDR ILS INR MAD MXN MXV ' +
  'MYR NIO NOK NZD PAB PEN PHP PLN RON RUB SAR SEK SGD SVC THB TRY TWD UAH USD UYI UYU VED VES XCD ZAR';

const conocidas: ReadonlySet<string> = new Set([...Object.keys(exponentes), ...conExponenteDos.split(' ')]);

/** El mayor monto que se acepta en un documento: 10^13 unidades menores; las sumas caben así en un entero seguro. */
export const MONTO_MAX = 10_000_000_000_000;

/** Dice si el texto es un código ISO 4217 conocido, en mayúsculas. */
export function esMoneda(texto: string): texto is Moneda {
  return conocidas.has(texto);
}

/** Convierte un literal conocido; lanza un defecto si no es una moneda. */
export function moneda(codigo: string): Moneda {
  asegurar(esMoneda(codigo), `«${codigo}» no es una moneda ISO 4217`);
  return codigo;
}

/** Cifras decimales de la moneda, 0 a 4 (ISO 4217). */
export function exponente(codigo: Moneda): number {
  return exponentes[codigo] ?? 2;
}

/** Cociente de enteros redondeado a la mitad hacia arriba en valor absoluto (0,5 → 1; −0,5 → −1), sin pasar por coma flotante. */
export function dividirRedondeando(dividendo: bigint, divisor: bigint): bigint {
  asegurar(divisor > 0n, 'el divisor debe ser positivo');
  const negativo = dividendo < 0n;
  const magnitud = negativo ? -dividendo : dividendo;
  const cociente = (magnitud * 2n + divisor) / (divisor * 2n);
  return negativo ? -cociente : cociente;
}

/** Porcentaje de un monto en puntos básicos (100 = 1 %), redondeado una sola vez, mitad hacia arriba. */
export function porcentajeDe(monto: number, puntosBasicos: number): number {
  return Number(dividirRedondeando(BigInt(monto) * BigInt(puntosBasicos), 10_000n));
}

/**
 * Reparte un monto en `partes` que suman exactamente el total; las primeras llevan el resto, de a una unidad.
 * @param partes entero ≥ 1
 */
export function repartir(monto: number, partes: number): number[] {
  asegurar(Number.isSafeInteger(monto) && Number.isInteger(partes) && partes >= 1, 'reparto imposible');
  const base = Math.trunc(monto / partes);
  const resto = Math.abs(monto - base * partes);
  const signo = Math.sign(monto);
  return Array.from({ length: partes }, (_, indice) => base + (indice < resto ? signo : 0));
}

/** Escribe el monto con punto decimal y todas las cifras de su moneda, sin separador de miles: `-1234.50`. */
export function textoDecimal({ monto, moneda: codigo }: Dinero): string {
  asegurar(Number.isSafeInteger(monto), `monto fuera de rango: ${monto}`);
  const cifras = exponente(codigo);
  const signo = monto < 0 ? '-' : '';
  const digitos = String(Math.abs(monto)).padStart(cifras + 1, '0');
  if (cifras === 0) return signo + digitos;
  return `${signo}${digitos.slice(0, -cifras)}.${digitos.slice(-cifras)}`;
}

/** Escribe el monto como se lee en español, con punto de miles y coma decimal: `-1.234,50`. */
export function textoLocal(dinero: Dinero): string {
  const [entera = '', decimal] = textoDecimal(dinero).split('.');
  const conMiles = entera.replace(/\B(?=(\d{3})+$)/g, '.');
  return decimal === undefined ? conMiles : `${conMiles},${decimal}`;
}

/** Suma montos por moneda; dos monedas nunca se suman. El resultado va ordenado por código. */
export function sumarPorMoneda(importes: Iterable<Dinero>): Dinero[] {
  const totales = new Map<Moneda, number>();
  for (const { monto, moneda: codigo } of importes) {
    const total = (totales.get(codigo) ?? 0) + monto;
    asegurar(Number.isSafeInteger(total), 'la suma excede los enteros seguros');
    totales.set(codigo, total);
  }
  return [...totales]
    .map(([codigo, monto]) => ({ moneda: codigo, monto }))
    .sort((a, b) => (a.moneda < b.moneda ? -1 : 1));
}
