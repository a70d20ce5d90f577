import { existeFecha, type Fecha, fechaDePartes } from '../dominio/fecha.ts';

/** Orden en que un archivo escribe las fechas de sólo cifras que no empiezan por el año. */
export type OrdenDeFecha = 'dmy' | 'mdy' | 'ymd';

/** Qué prueba un texto sobre el orden de día y mes. `neutra`: se lee igual de las dos maneras (`05/05/2025`). */
export type FormaDeFecha = 'inequivoca' | 'dmy' | 'mdy' | 'ymd' | 'dudosa' | 'neutra' | 'serial' | 'invalida';

/** Las tres partes de una fecha de cifras, en el orden en que están escritas. */
interface Partes {
  readonly primera: number;
  readonly segunda: number;
  readonly tercera: number;
  /** Cuántas cifras tiene la tercera: 2 o 4. */
  readonly cifrasTercera: number;
  readonly cifrasPrimera: number;
}

const meses: ReadonlyMap<string, number> = new Map(
  [
    'ene enero jan january',
    'feb febrero february',
    'mar marzo march',
    'abr abril apr april',
    'may mayo',
    'jun junio june',
    'jul julio july',
    'ago agosto aug august',
    'sep sept set septiembre setiembre september',
    'oct octubre october',
    'nov noviembre november',
    'dic diciembre dec december',
  ].flatMap((formas, indice) => formas.split(' ').map((forma) => [forma, indice + 1] as const)),
);

/** Palabras que pueden acompañar a una fecha con el mes en letras sin cambiarla. */
const acompanantes: ReadonlySet<string> = new Set(
  'de del el of the lunes martes miercoles jueves viernes sabado domingo lun mie jue vie sab dom monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun st nd rd th'.split(
    ' ',
  ),
);

const horaFinal =
  /(?:[T ]| *, *| +- +| a las? )\d{1,2}(?:[:.]\d{2}){1,2}(?:[.,]\d{1,9})?(?: ?[ap]\.? ?m\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}|h|hs|hrs?)\.?)?$/i;
const deCifras = /^(\d{1,4})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$/;
const isoCorta = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;

/** Quita la hora, la zona y los espacios que rodean a una fecha. */
function sinHora(texto: string): string {
  const simple = /[^!-~]/.test(texto) ? texto.replace(/[\s\u00a0\u202f]+/gu, ' ').trim() : texto;
  // Las horas con punto (`10.22`) sólo se reconocen tras una fecha, así que basta mirar si hay lugar para ellas.
  return simple.length > 10 ? simple.replace(horaFinal, '').replace(/T$/, '').trim() : simple;
}

/** Fecha que empieza por el año: `2025-03-01`, `2025/3/1`, `20250301`. */
function leerConAnioDelante(texto: string): Fecha | undefined {
  const corta = isoCorta.exec(texto);
  if (corta !== null) return fechaDePartes(Number(corta[1]), Number(corta[3]), Number(corta[4]));
  if (/^\d{8}$/.test(texto))
    return fechaDePartes(Number(texto.slice(0, 4)), Number(texto.slice(4, 6)), Number(texto.slice(6)));
  return undefined;
}

/** Fecha con el mes en letras, en español o en inglés: `12 de marzo de 2025`, `12-ene-25`, `Jan 5, 2025`. */
function leerConMesEnLetras(texto: string): { fecha: Fecha; anioCorto: boolean } | undefined {
  if (!/\p{L}{3}/u.test(texto)) return undefined;
  const palabras =
    texto
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/\p{L}+|\d+|[^\p{L}\d\s.,/'-]/gu) ?? [];
  const numeros: string[] = [];
  let mes: number | undefined;
  for (const palabra of palabras) {
    if (/^\d/.test(palabra)) numeros.push(palabra);
    else if (acompanantes.has(palabra)) continue;
    else if (mes === undefined && meses.has(palabra)) mes = meses.get(palabra);
    else return undefined;
  }
  const [uno = '', otro = ''] = numeros;
  if (mes === undefined || numeros.length !== 2) return undefined;
  const [dia, anio] = uno.length === 4 ? [otro, uno] : [uno, otro];
  if (dia.length > 2 || (anio.length !== 4 && anio.length !== 2)) return undefined;
  const leida = fechaDePartes(anioCompleto(Number(anio), anio.length), mes, Number(dia));
  return leida === undefined ? undefined : { fecha: leida, anioCorto: esDelSigloPasado(Number(anio), anio.length) };
}

/** Año de dos cifras: 00 a 69 son 20xx, 70 a 99 son 19xx (la ventana de POSIX `strptime`). */
function anioCompleto(anio: number, cifras: number): number {
  if (cifras > 2) return anio;
  return anio < 70 ? 2000 + anio : 1900 + anio;
}

function esDelSigloPasado(anio: number, cifras: number): boolean {
  return cifras <= 2 && anio >= 70;
}

function partirCifras(texto: string): Partes | undefined {
  const hallado = deCifras.exec(texto);
  if (hallado === null) return undefined;
  const [, primera = '', , segunda = '', tercera = ''] = hallado;
  if (primera.length > 2) return undefined;
  return {
    primera: Number(primera),
    segunda: Number(segunda),
    tercera: Number(tercera),
    cifrasTercera: tercera.length,
    cifrasPrimera: primera.length,
  };
}

function armar(
  { primera, segunda, tercera, cifrasTercera, cifrasPrimera }: Partes,
  orden: OrdenDeFecha,
): Fecha | undefined {
  if (orden === 'ymd')
    return cifrasTercera > 2 ? undefined : fechaDePartes(anioCompleto(primera, cifrasPrimera), segunda, tercera);
  const anio = anioCompleto(tercera, cifrasTercera);
  return orden === 'dmy' ? fechaDePartes(anio, segunda, primera) : fechaDePartes(anio, primera, segunda);
}

/** Dice qué prueba el texto sobre el orden de la columna. */
export function formaDeFecha(texto: string): FormaDeFecha {
  if (texto.length < 5 || texto.length > 60) return 'invalida';
  const limpio = sinHora(texto);
  if (limpio === '') return 'invalida';
  const partes = partirCifras(limpio);
  if (partes !== undefined) return formaDePartes(partes);
  if (leerConAnioDelante(limpio) !== undefined || leerConMesEnLetras(limpio) !== undefined) return 'inequivoca';
  return /^[2-7]\d{4}(?:[.,]\d+)?$/.test(limpio) ? 'serial' : 'invalida';
}

function formaDePartes(partes: Partes): FormaDeFecha {
  const { primera, segunda, tercera, cifrasTercera } = partes;
  const anio = anioCompleto(tercera, cifrasTercera);
  const comoDia = existeFecha(anio, segunda, primera);
  const comoMes = existeFecha(anio, primera, segunda);
  if (comoDia && comoMes) return primera === segunda ? 'neutra' : 'dudosa';
  if (comoDia) return 'dmy';
  if (comoMes) return 'mdy';
  return armar(partes, 'ymd') === undefined ? 'invalida' : 'ymd';
}

/** Primera y tercera parte de una fecha de sólo dos cifras por parte; sirve para sospechar de `AA-MM-DD`. */
export function partesCortas(texto: string): { primera: number; tercera: number } | null {
  const partes = partirCifras(sinHora(texto));
  return partes === undefined || partes.cifrasTercera !== 2
    ? null
    : { primera: partes.primera, tercera: partes.tercera };
}

/** El resultado de leer una fecha: el día, y si su año de dos cifras se tomó del siglo pasado. */
export interface FechaLeida {
  readonly fecha: Fecha;
  readonly sigloPasado: boolean;
}

/** Lee una fecha en cualquiera de las formas admitidas; `null` si no lo es o no existe en el calendario. */
export function leerFecha(texto: string, orden: OrdenDeFecha): FechaLeida | null {
  const limpio = sinHora(texto);
  const partes = partirCifras(limpio);
  if (partes !== undefined) {
    const leida = armar(partes, orden);
    const corto =
      orden === 'ymd' ? esDelSigloPasado(partes.primera, 2) : esDelSigloPasado(partes.tercera, partes.cifrasTercera);
    return leida === undefined ? null : { fecha: leida, sigloPasado: corto };
  }
  const directa = leerConAnioDelante(limpio);
  if (directa !== undefined) return { fecha: directa, sigloPasado: false };
  const enLetras = leerConMesEnLetras(limpio);
  return enLetras === undefined ? null : { fecha: enLetras.fecha, sigloPasado: enLetras.anioCorto };
}

/** Por qué un texto no se pudo leer como fecha, para el motivo del rechazo. */
export function motivoDeFecha(texto: string, orden: OrdenDeFecha): string {
  const forma = formaDeFecha(texto);
  if (forma === 'serial')
    return 'es un número de serie de Excel, no una fecha; dé formato de fecha a la columna antes de exportar';
  if (forma === 'invalida') return 'no es una fecha que exista en el calendario';
  const nombre = { dmy: 'día/mes/año', mdy: 'mes/día/año', ymd: 'año-mes-día' }[orden];
  return `no es una fecha en el orden ${nombre} del resto del archivo`;
}
