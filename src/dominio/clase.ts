import { dividirRedondeando, type Moneda } from './dinero.ts';
import { type Fecha, fechaDePartes } from './fecha.ts';
import type { LimitesDeClase } from './politica.ts';
import type { ClaseDeCliente } from './prioridad.ts';

/** Con menos facturas pagadas que estas en 12 meses no se puede juzgar a nadie: la clase es `nueva`. */
export const PAGADAS_MIN = 3;

/** Tantas promesas incumplidas en 12 meses hacen a un cliente «rompe promesas». */
export const PROMESAS_ROTAS_MIN = 2;

/** Una porción de deuda con su atraso: lo que canceló un pago, o lo que sigue vencido. */
export interface PorcionConAtraso {
  /** Unidades menores, > 0. */
  readonly importe: number;
  /** Día de pago (u hoy, si no se pagó) − vencimiento; negativo si se pagó antes. */
  readonly dias: number;
}

/** Las sumas de las que sale el atraso medio de un cliente en una moneda; enteros exactos de cualquier tamaño. */
export interface AtrasoEnMoneda {
  readonly moneda: Moneda;
  /** Σ importe, en unidades menores, > 0. */
  readonly importe: bigint;
  /** Σ (importe × días). */
  readonly importePorDias: bigint;
}

/** Lo que hace falta para dar clase a un cliente. */
export interface HistoriaDePago {
  /** Uno por moneda en que pagó o debe algo vencido; dos monedas nunca se suman. */
  readonly atrasos: readonly AtrasoEnMoneda[];
  /** Facturas que terminó de pagar en los últimos 12 meses, en todas las monedas. */
  readonly facturasPagadas: number;
  /** Promesas incumplidas en los últimos 12 meses. */
  readonly promesasIncumplidas: number;
  /** Cuántas de ellas son planes de cuotas que se cayeron. */
  readonly planesCaidos?: number;
}

/** La de quien todavía no pagó ni debe nada vencido. */
export const sinHistoria: HistoriaDePago = { atrasos: [], facturasPagadas: 0, promesasIncumplidas: 0 };

/** La clase de un cliente con lo que la explica. */
export interface Clasificacion {
  readonly clase: ClaseDeCliente;
  /** El atraso que la decidió: el de la moneda en que paga peor; `null` si no hay ninguno. */
  readonly atraso: AtrasoEnMoneda | null;
  readonly facturasPagadas: number;
  readonly promesasIncumplidas: number;
  /** Cuántas de ellas son planes de cuotas que se cayeron; ausente si ninguna. */
  readonly planesCaidos?: number;
  readonly rompePromesas: boolean;
}

/** El día desde el cual, sin contarlo, corren los últimos 12 meses: el mismo del año anterior, o el 28 de febrero. */
export function haceUnAnio(hoy: Fecha): Fecha {
  const [anio = 0, mes = 0, dia = 0] = hoy.split('-').map(Number);
  return fechaDePartes(anio - 1, mes, dia) ?? (`${anio - 1}-02-28` as Fecha);
}

/** Suma las porciones de una moneda; `null` si no hay ninguna. */
export function sumarAtraso(moneda: Moneda, porciones: Iterable<PorcionConAtraso>): AtrasoEnMoneda | null {
  let importe = 0n;
  let importePorDias = 0n;
  for (const porcion of porciones) {
    importe += BigInt(porcion.importe);
    importePorDias += BigInt(porcion.importe) * BigInt(porcion.dias);
  }
  return importe === 0n ? null : { moneda, importe, importePorDias };
}

/** El atraso medio en décimas de día: Σ(importe × días) ÷ Σ importe, redondeado una vez, mitad hacia arriba. */
export function atrasoMedioDecimas({ importe, importePorDias }: AtrasoEnMoneda): number {
  return Number(dividirRedondeando(importePorDias * 10n, importe));
}

const letras = ['A', 'B', 'C'] as const;

/**
 * La clase de un cliente (REGLAS: «Clase de cliente»): A, B o C si su atraso medio no pasa del límite, D si los pasa
 * todos. Se compara el cociente exacto, sin redondear. De dos monedas decide aquella en que paga peor.
 */
export function clasificar(historia: HistoriaDePago, limites: LimitesDeClase): Clasificacion {
  const { facturasPagadas, promesasIncumplidas, planesCaidos = 0 } = historia;
  const atraso = peorAtraso(historia.atrasos);
  const base = {
    atraso,
    facturasPagadas,
    promesasIncumplidas,
    ...(planesCaidos === 0 ? {} : { planesCaidos }),
    rompePromesas: promesasIncumplidas >= PROMESAS_ROTAS_MIN,
  };
  if (facturasPagadas < PAGADAS_MIN || atraso === null) return { ...base, clase: 'nueva' };
  const orden = limites.findIndex((dias) => atraso.importePorDias <= BigInt(dias) * atraso.importe);
  return { ...base, clase: letras[orden] ?? 'D' };
}

/** Compara los cocientes multiplicando en cruz, que es exacto. */
function peorAtraso(atrasos: readonly AtrasoEnMoneda[]): AtrasoEnMoneda | null {
  let peor: AtrasoEnMoneda | null = null;
  for (const atraso of atrasos) {
    if (peor === null || atraso.importePorDias * peor.importe > peor.importePorDias * atraso.importe) peor = atraso;
  }
  return peor;
}

/** De dónde sale la clase, en una frase para una persona. */
export function explicarClase(clasificacion: Clasificacion, limites: LimitesDeClase): string {
  const { clase, atraso, facturasPagadas } = clasificacion;
  const pagadas = facturasPagadas === 1 ? '1 factura pagada' : `${facturasPagadas} facturas pagadas`;
  const medio = atraso === null ? null : `atraso medio de ${textoDeDias(atrasoMedioDecimas(atraso))}`;
  const promesas = explicarPromesas(clasificacion);
  if (clase === 'nueva' || medio === null) {
    const muestra = `${pagadas} en 12 meses; hacen falta ${PAGADAS_MIN} para darle una clase`;
    return [muestra, ...(medio === null ? [] : [`por ahora, ${medio}`]), ...promesas].join('; ');
  }
  const enMoneda = atraso === null ? '' : ` en ${atraso.moneda}`;
  return [`${medio}${enMoneda}, con ${pagadas} en 12 meses: ${rangoDe(clase, limites)}`, ...promesas].join('; ');
}

/** Lo que se incumplió, por su nombre: `una promesa`, `2 planes de cuotas`, `3 acuerdos (2 promesas y un plan de cuotas)`. */
export function textoDeIncumplidos({
  promesasIncumplidas,
  planesCaidos = 0,
}: Pick<HistoriaDePago, 'promesasIncumplidas' | 'planesCaidos'>): string {
  const promesas = promesasIncumplidas - planesCaidos;
  const partes = [
    ...(promesas === 0 ? [] : [promesas === 1 ? 'una promesa' : `${promesas} promesas`]),
    ...(planesCaidos === 0 ? [] : [planesCaidos === 1 ? 'un plan de cuotas' : `${planesCaidos} planes de cuotas`]),
  ];
  return partes.length < 2 ? partes.join('') : `${promesasIncumplidas} acuerdos (${partes.join(' y ')})`;
}

function explicarPromesas(clasificacion: Clasificacion): string[] {
  const { promesasIncumplidas, planesCaidos = 0, rompePromesas } = clasificacion;
  const cuantas = planesCaidos === 0 ? promesasIncumplidas : textoDeIncumplidos(clasificacion);
  if (rompePromesas) return [`rompe promesas: incumplió ${cuantas} en 12 meses`];
  return promesasIncumplidas === 0 ? [] : [`incumplió ${textoDeIncumplidos(clasificacion)} en 12 meses`];
}

function rangoDe(clase: 'A' | 'B' | 'C' | 'D', [a, b, c]: LimitesDeClase): string {
  const rangos = { A: `hasta ${a}`, B: `más de ${a} y hasta ${b}`, C: `más de ${b} y hasta ${c}`, D: `más de ${c}` };
  return `${clase} es ${rangos[clase]} días`;
}

/** `12,5 días`, `1 día`; el signo negativo dice que paga antes. */
export function textoDeDias(decimas: number): string {
  const entero = Math.trunc(Math.abs(decimas) / 10);
  const decimal = Math.abs(decimas) % 10;
  const signo = decimas < 0 ? '−' : '';
  return `${signo}${entero}${decimal === 0 ? '' : `,${decimal}`} ${Math.abs(decimas) === 10 ? 'día' : 'días'}`;
}
