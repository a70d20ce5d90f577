import { dividirRedondeando, MONTO_MAX, type Moneda } from '../dominio/dinero.ts';
import { monedaDeSigno } from './monedas.ts';

/** Con qué se escriben los decimales de una columna. */
export type MarcaDecimal = 'coma' | 'punto';

/** Qué prueba un texto sobre la marca decimal de su columna. */
export type FormaDeMonto = 'coma' | 'punto' | 'dudosa-punto' | 'dudosa-coma' | 'entero' | 'invalida';

/** Un monto separado en signo, cifras y moneda, todavía sin saber cuál es la marca decimal. */
interface MontoPartido {
  readonly negativo: boolean;
  /** Sólo cifras, puntos, comas y espacios simples de miles. */
  readonly cuerpo: string;
  /** La que nombra la celda misma; `null` si no trae signo o si es sólo «$». */
  readonly moneda: Moneda | null;
  /** Trae sólo «$», que es de muchas monedas. */
  readonly conPesos: boolean;
}

/** Un decimal exacto: `mantisa` ÷ 10^`escala`. */
export interface Decimal {
  readonly mantisa: bigint;
  readonly escala: number;
}

const partes =
  /^([+-]?) ?(\p{L}[\p{L}$/.]{0,4}|[$€£₲₡¥]|\p{L}{0,3}\$\p{L}{0,3})? ?([+-]?) ?([0-9.,'’ ]*[0-9]) ?(\.-|,-|[+-])? ?(\p{L}[\p{L}$/.]{0,4}|[$€£₲₡¥]|\p{L}{0,3}\$\p{L}{0,3})?$/u;

/** Separa signo, moneda y cifras. `null` si el texto no tiene forma de monto. */
export function partirMonto(texto: string): MontoPartido | null {
  let cuerpo = texto
    .replace(/[\u2212\u2012\u2013\u2014\ufe63\uff0d]/g, '-')
    .replace(/[\s\u00a0\u2000-\u200a\u202f]+/gu, ' ')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim();
  // Los paréntesis contables pueden abrazar también al signo de moneda: `(1.234,50)`, `$ (1.234,50)`, `($ 1.234,50)`.
  const entreParentesis = /^([^()]*)\(([^()]+)\)([^()]*)$/.exec(cuerpo);
  if (entreParentesis !== null)
    cuerpo = `${entreParentesis[1] ?? ''}${entreParentesis[2] ?? ''}${entreParentesis[3] ?? ''}`.trim();
  const hallado = partes.exec(cuerpo);
  if (hallado === null) return null;
  const [, signoInicial = '', prefijo = '', signoMedio = '', cifras = '', cola = '', sufijo = ''] = hallado;
  // `150.000.-` y `100,-` se usan como cierre de cifra, no como signo.
  const signoFinal = cola.length === 2 ? '' : cola;
  const signos = [signoInicial, signoMedio, signoFinal].filter((signo) => signo !== '');
  if (signos.length > 1 || (entreParentesis !== null && signos.length > 0)) return null;
  if (prefijo !== '' && sufijo !== '') {
    // `$ 1.234 USD`: el «$» no dice nada, el código sí.
    if (prefijo !== '$' && sufijo !== '$') return null;
  }
  const signoDeMoneda = [prefijo, sufijo].find((signo) => signo !== '' && signo !== '$') ?? '';
  const nombrada = signoDeMoneda === '' ? null : monedaDeSigno(signoDeMoneda);
  if (signoDeMoneda !== '' && nombrada === null) return null;
  return {
    negativo: entreParentesis !== null || signos[0] === '-',
    cuerpo: cifras.trim().replace(/’/g, "'"),
    moneda: nombrada,
    conPesos: nombrada === null && (prefijo === '$' || sufijo === '$'),
  };
}

const validaConComa = /^(?:[0-9]*|[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+|(?:'[0-9]{3})+))(?:,[0-9]+)?$/;
const validaConPunto = /^(?:[0-9]*|[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+|(?:'[0-9]{3})+))(?:\.[0-9]+)?$/;

/**
 * Dice qué prueba el texto de una celda sobre la marca decimal de la columna (REGLAS: «De qué columna sale cada cosa»).
 */
export function formaDeMonto(texto: string): FormaDeMonto {
  const rapida = formaSimple(texto);
  if (rapida !== null) return rapida;
  const partido = partirMonto(texto);
  return partido === null ? 'invalida' : formaDeCuerpo(partido.cuerpo);
}

/** Camino corto para los textos más comunes: cifras solas. */
function formaSimple(texto: string): FormaDeMonto | null {
  if (texto.length === 0 || texto.length > 15) return null;
  for (let indice = 0; indice < texto.length; indice++) {
    const codigo = texto.charCodeAt(indice);
    if (codigo < 48 || codigo > 57) return null;
  }
  return 'entero';
}

function formaDeCuerpo(cuerpo: string): FormaDeMonto {
  const conComa = validaConComa.test(cuerpo);
  const conPunto = validaConPunto.test(cuerpo);
  if (conComa && conPunto) {
    if (cuerpo.includes('.')) return 'dudosa-punto';
    return cuerpo.includes(',') ? 'dudosa-coma' : 'entero';
  }
  if (conComa) return 'coma';
  return conPunto ? 'punto' : 'invalida';
}

/** Lee el texto como decimal exacto con la marca dada; `null` si no está bien formado con ella. */
export function leerDecimal(texto: string, marca: MarcaDecimal): Decimal | null {
  const partido = partirMonto(texto);
  return partido === null ? null : decimalDePartido(partido, marca);
}

function decimalDePartido({ negativo, cuerpo }: MontoPartido, marca: MarcaDecimal): Decimal | null {
  if (!(marca === 'coma' ? validaConComa : validaConPunto).test(cuerpo)) return null;
  const [entera = '', decimales = ''] = cuerpo.split(marca === 'coma' ? ',' : '.');
  if (entera.length + decimales.length > 60) return null;
  const mantisa = BigInt(entera.replace(/[^0-9]/g, '') + decimales);
  return { mantisa: negativo ? -mantisa : mantisa, escala: decimales.length };
}

/** Un monto convertido a unidades menores. */
export interface MontoLeido {
  /** Entero de unidades menores, con signo. */
  readonly valor: number;
  readonly moneda: Moneda | null;
  /** Lo que el redondeo agregó, en billonésimas de unidad menor; 0 si fue exacto o ruido de coma flotante. */
  readonly redondeo: bigint;
}

const potencias = [1, 10, 100, 1000, 10_000] as const;
const BILLON = 1_000_000_000_000n;

/** Redondea un decimal exacto a unidades menores, mitad hacia arriba y una sola vez. `null` si excede {@link MONTO_MAX}. */
export function redondearDecimal(
  { mantisa, escala }: Decimal,
  cifras: number,
): { valor: number; redondeo: bigint } | null {
  const sobran = escala - cifras;
  const divisor = sobran > 0 ? 10n ** BigInt(sobran) : 1n;
  const unidades = sobran > 0 ? dividirRedondeando(mantisa, divisor) : mantisa * 10n ** BigInt(-sobran);
  if (unidades > BigInt(MONTO_MAX) || unidades < -BigInt(MONTO_MAX)) return null;
  const resto = sobran > 0 ? unidades * divisor - mantisa : 0n;
  const redondeo = resto === 0n ? 0n : (resto * BILLON) / divisor;
  // Hasta una millonésima de unidad menor es ruido de coma flotante de quien escribió el archivo
  // (REGLAS: «De qué columna sale cada cosa»).
  const esRuido = redondeo <= 1_000_000n && redondeo >= -1_000_000n;
  return { valor: Number(unidades), redondeo: esRuido ? 0n : redondeo };
}

/** Camino completo de {@link leerMontoSimple}: signos, monedas, paréntesis, más decimales que la moneda. */
export function leerMonto(texto: string, marca: MarcaDecimal, cifras: number): MontoLeido | null {
  const partido = partirMonto(texto);
  if (partido === null) return null;
  const decimal = decimalDePartido(partido, marca);
  const redondeado = decimal === null ? null : redondearDecimal(decimal, cifras);
  return redondeado === null ? null : { ...redondeado, moneda: partido.moneda };
}

const SIN_LEER = Number.NaN;

/**
 * Camino corto para `-1.234.567,89`, `1234.5` y semejantes: unidades menores, o NaN si hay que ir por {@link leerMonto}.
 * @param marca código del carácter decimal (44 o 46) @param miles código del otro @param cifras decimales de la moneda
 */
export function leerMontoSimple(texto: string, marca: number, miles: number, cifras: number): number {
  const largo = texto.length;
  const negativo = largo > 0 && texto.charCodeAt(0) === 45;
  const inicio = negativo ? 1 : 0;
  if (largo - inicio > 18 || largo === inicio) return SIN_LEER;
  let valor = 0;
  let grupo = 0;
  let leidas = 0;
  let decimales = -1;
  let agrupado = false;
  for (let indice = inicio; indice < largo; indice++) {
    const codigo = texto.charCodeAt(indice);
    if (codigo >= 48 && codigo <= 57) {
      valor = valor * 10 + (codigo - 48);
      leidas++;
      if (decimales >= 0) decimales++;
      else grupo++;
    } else if (codigo === marca && decimales < 0 && leidas > 0 && !(agrupado && grupo !== 3)) {
      decimales = 0;
    } else if (codigo === miles && decimales < 0 && grupo > 0) {
      if (agrupado ? grupo !== 3 : grupo > 3 || texto.charCodeAt(inicio) === 48) return SIN_LEER;
      agrupado = true;
      grupo = 0;
    } else {
      return SIN_LEER;
    }
  }
  if (leidas > 13 || decimales === 0 || (agrupado && decimales < 0 && grupo !== 3)) return SIN_LEER;
  const faltan = cifras - Math.max(decimales, 0);
  if (faltan < 0) return SIN_LEER;
  valor *= potencias[faltan] ?? SIN_LEER;
  return valor > MONTO_MAX ? SIN_LEER : negativo ? -valor : valor;
}
