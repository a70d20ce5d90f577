import { agregarA } from './agrupar.ts';
import type { Moneda } from './dinero.ts';
import { porcentajeConDecimal } from './gestion.ts';
import { compararNombres } from './orden.ts';

/** Según qué se agrupan los mensajes. */
export const dimensionesDeRecupero = ['paso', 'canal', 'plantilla', 'variante', 'secuencia'] as const;
export type DimensionDeRecupero = (typeof dimensionesDeRecupero)[number];

/** Con menos cuentas que éstas una tasa no dice nada (elección nuestra). */
export const MUESTRA_MIN = 30;

/** Un mensaje que llegó o pudo llegar, con lo que entró después por lo que nombraba. Unidades menores. */
export interface MensajeConPago {
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly paso: string;
  readonly canal: string;
  readonly plantilla: string;
  readonly variante: 'a' | 'b' | null;
  readonly secuencia: string;
  readonly reclamado: number;
  readonly recuperado: number;
}

/** Una cuenta que llegó a la edad de un paso y no recibió ningún mensaje. */
export interface CuentaSinMensaje {
  readonly paso: string;
  readonly moneda: Moneda;
  readonly cuentas: number;
  readonly pagaron: number;
}

/** Parte de una muestra: cuántas cuentas pagaron algo, con su intervalo de confianza del 95 %, en porcentajes con un decimal. */
export interface Tasa {
  readonly cuentas: number;
  readonly pagaron: number;
  /** `null` si la muestra no alcanza. */
  readonly porcentaje: number | null;
  readonly minimo: number | null;
  readonly maximo: number | null;
}

/** Un renglón del informe. Montos en unidades menores. */
export interface Recupero {
  readonly paso: string;
  /** El valor de la dimensión; en la de pasos, el mismo paso. */
  readonly grupo: string;
  readonly moneda: Moneda;
  readonly mensajes: number;
  readonly tasa: Tasa;
  readonly reclamado: number;
  readonly recuperado: number;
  /** Los que no recibieron mensaje; `null` si no se comparan. */
  readonly sinMensaje: Tasa | null;
}

/** El cuantil de la normal para un intervalo del 95 %. */
const Z = 1.959964;

/**
 * El intervalo de Wilson para una proporción (Wilson, JASA 1927), como fracciones de 0 a 1: a diferencia del usual, vale
 * con muestras chicas y nunca se sale de 0 a 1.
 */
export function intervaloDeWilson(casos: number, total: number): readonly [minimo: number, maximo: number] {
  const p = casos / total;
  const base = 1 + (Z * Z) / total;
  const centro = p + (Z * Z) / (2 * total);
  const radio = Z * Math.sqrt((p * (1 - p)) / total + (Z * Z) / (4 * total * total));
  return [Math.max(0, (centro - radio) / base), Math.min(1, (centro + radio) / base)];
}

function enPorcentaje(fraccion: number): number {
  return Math.round(fraccion * 1000) / 10;
}

/** La tasa de una muestra; sin porcentajes si no alcanza. */
export function calcularTasa(pagaron: number, cuentas: number): Tasa {
  if (cuentas < MUESTRA_MIN) return { cuentas, pagaron, porcentaje: null, minimo: null, maximo: null };
  const [minimo, maximo] = intervaloDeWilson(pagaron, cuentas);
  return {
    cuentas,
    pagaron,
    porcentaje: porcentajeConDecimal(pagaron, cuentas),
    minimo: enPorcentaje(minimo),
    maximo: enPorcentaje(maximo),
  };
}

/**
 * Reúne los mensajes por paso, grupo y moneda. Se cuentan cuentas y no mensajes, porque dos mensajes a un mismo cliente no
 * son dos pruebas.
 */
export function resumirRecupero(
  mensajes: readonly MensajeConPago[],
  { por, sinMensaje }: { readonly por: DimensionDeRecupero; readonly sinMensaje: readonly CuentaSinMensaje[] },
): Recupero[] {
  const grupos = new Map<string, MensajeConPago[]>();
  for (const mensaje of mensajes) {
    const grupo = mensaje[por];
    if (grupo === null) continue;
    agregarA(grupos, JSON.stringify([mensaje.paso, grupo, mensaje.moneda]), mensaje);
  }
  const filas = [...grupos].map(([clave, suyos]): Recupero => {
    const [paso, grupo, moneda] = JSON.parse(clave) as [string, string, Moneda];
    const control = por === 'paso' ? sinMensaje.find((uno) => uno.paso === paso && uno.moneda === moneda) : undefined;
    const pagaron = new Set(suyos.filter(({ recuperado }) => recuperado > 0).map(({ clienteId }) => clienteId));
    return {
      paso,
      grupo,
      moneda,
      mensajes: suyos.length,
      tasa: calcularTasa(pagaron.size, new Set(suyos.map(({ clienteId }) => clienteId)).size),
      reclamado: suyos.reduce((suma, { reclamado }) => suma + reclamado, 0),
      recuperado: suyos.reduce((suma, { recuperado }) => suma + recuperado, 0),
      sinMensaje: por === 'paso' ? calcularTasa(control?.pagaron ?? 0, control?.cuentas ?? 0) : null,
    };
  });
  return filas.sort(
    (una, otra) =>
      compararNombres(una.paso, otra.paso) ||
      compararNombres(una.grupo, otra.grupo) ||
      (una.moneda < otra.moneda ? -1 : 1),
  );
}

/** Dos plantillas comparadas en un paso y una moneda. */
export interface Comparacion {
  readonly paso: string;
  readonly moneda: Moneda;
  readonly a: Tasa;
  readonly b: Tasa;
  /** `null` si alguna muestra no alcanza; si no, cuánto más paga b que a, en puntos, con su intervalo del 95 %. */
  readonly diferencia: { readonly puntos: number; readonly minimo: number; readonly maximo: number } | null;
  readonly conclusion: 'datos insuficientes' | 'no se distinguen' | 'gana a' | 'gana b';
}

/** Compara las dos plantillas de cada paso que las tiene (intervalo de Newcombe, Statistics in Medicine 1998, método 10). */
export function compararVariantes(mensajes: readonly MensajeConPago[]): Comparacion[] {
  const filas = resumirRecupero(mensajes, { por: 'variante', sinMensaje: [] });
  return filas
    .filter(({ grupo }) => grupo === 'a')
    .flatMap(({ paso, moneda, tasa: a }) => {
      const b = filas.find((otra) => otra.grupo === 'b' && otra.paso === paso && otra.moneda === moneda)?.tasa;
      return b === undefined ? [] : [{ paso, moneda, a, b, ...diferenciaEntre(a, b) }];
    });
}

function diferenciaEntre(a: Tasa, b: Tasa): Pick<Comparacion, 'diferencia' | 'conclusion'> {
  if (a.porcentaje === null || b.porcentaje === null) return { diferencia: null, conclusion: 'datos insuficientes' };
  const [pa, pb] = [a.pagaron / a.cuentas, b.pagaron / b.cuentas];
  const [minA, maxA] = intervaloDeWilson(a.pagaron, a.cuentas);
  const [minB, maxB] = intervaloDeWilson(b.pagaron, b.cuentas);
  const puntos = pb - pa;
  const minimo = puntos - Math.hypot(pb - minB, maxA - pa);
  const maximo = puntos + Math.hypot(maxB - pb, pa - minA);
  return {
    diferencia: { puntos: enPorcentaje(puntos), minimo: enPorcentaje(minimo), maximo: enPorcentaje(maximo) },
    conclusion: minimo > 0 ? 'gana b' : maximo < 0 ? 'gana a' : 'no se distinguen',
  };
}
