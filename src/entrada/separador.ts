import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import type { Evidencia } from './evidencia.ts';

const candidatos = [',', ';', '\t', '|', '~'] as const;

const nombres: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['\\t', '\t'],
  ['tabulacion', '\t'],
  ['tabulación', '\t'],
  ['coma', ','],
  ['punto-y-coma', ';'],
  ['barra', '|'],
]);

/** Lo que se decidió sobre el separador, con su prueba. */
export interface SeparadorDetectado {
  readonly separador: string;
  readonly evidencia: Evidencia;
}

/** Lee `--separador`: un signo, o su nombre (`tab`, `coma`, `punto-y-coma`, `barra`). Lanza `ErrorDeUso` si no sirve. */
export function interpretarSeparador(texto: string): string {
  const separador = nombres.get(texto.toLowerCase()) ?? texto;
  if ([...separador].length === 1 && !/[\p{L}\p{N}"\r\n\0 ]/u.test(separador)) return separador;
  throw new ErrorDeUso(`--separador: «${texto}» no sirve de separador`, {
    sugerencia: 'use un solo signo: --separador ";" (o tab, coma, punto-y-coma, barra)',
  });
}

/** El separador que impone una primera línea `sep=;`, como la escribe Excel; `null` si la línea es otra cosa. */
export function leerLineaSep(linea: string): string | null {
  const [, separador] = /^"?sep=([^"\r\n\p{L}\p{N}])"?[,;\t|~]*$/iu.exec(linea) ?? [];
  return separador ?? null;
}

/** Cómo corta un candidato las líneas de la muestra. */
interface Recuento {
  readonly separador: string;
  /** La cantidad de columnas más frecuente, > 1; 1 si el candidato no corta nada. */
  readonly columnas: number;
  /** Líneas con esa cantidad, y desde la primera de ellas cuántas hay. */
  readonly coinciden: number;
  readonly desdePrimera: number;
  readonly total: number;
  readonly puntaje: number;
}

/**
 * Elige el separador que corta más líneas en la misma cantidad de columnas. `completa` dice si la muestra llega al final
 * del archivo. Lanza `ErrorDeDatos` si dos candidatos quedan empatados.
 */
export function detectarSeparador(nombre: string, texto: string, completa: boolean): SeparadorDetectado {
  const impuesto = leerLineaSep(texto.slice(0, 64).split(/[\r\n]/, 1)[0] ?? '');
  if (impuesto !== null) {
    return {
      separador: impuesto,
      evidencia: evidenciar(impuesto, `línea sep=${impuesto} al comienzo`, true),
    };
  }
  const recuentos = candidatos.map((candidato) => contar(texto, candidato, completa)).filter(esCreible);
  recuentos.sort((uno, otro) => otro.puntaje - uno.puntaje);
  const [mejor, segundo] = recuentos;
  if (mejor === undefined) {
    return {
      separador: ',',
      evidencia: evidenciar(',', 'una sola columna: ningún separador corta las líneas', false),
    };
  }
  if (segundo !== undefined && segundo.puntaje > mejor.puntaje * 0.98) {
    throw new ErrorDeDatos(
      `${nombre}: no se sabe si el separador es ${citar(mejor.separador)} o ${citar(segundo.separador)}: los dos cortan igual`,
      { sugerencia: `indíquelo: --separador "${mejor.separador}" o --separador "${segundo.separador}"` },
    );
  }
  const prueba = `${citar(mejor.separador)} en ${mejor.coinciden} de ${mejor.total} líneas, ${mejor.columnas} columnas`;
  return { separador: mejor.separador, evidencia: evidenciar(mejor.separador, prueba, false) };
}

/** La evidencia de un separador; la tabulación se nombra porque no se ve. */
export function evidenciar(separador: string, prueba: string, forzado: boolean): Evidencia {
  return { aspecto: 'separador', valor: separador === '\t' ? 'tabulación' : separador, prueba, forzado };
}

function citar(separador: string): string {
  return separador === '\t' ? 'tabulación' : `\`${separador}\``;
}

/** Una línea suelta con una coma no hace un separador: desde que aparece, debe cortar así la mayoría de las líneas. */
function esCreible(recuento: Recuento): boolean {
  return recuento.columnas > 1 && recuento.coinciden * 10 >= recuento.desdePrimera * 6;
}

function contar(texto: string, separador: string, completa: boolean): Recuento {
  const { cortes, numericos, total: separadores } = cortar(texto, separador, completa);
  const frecuencias = new Map<number, number>();
  for (const columnas of cortes) if (columnas > 1) frecuencias.set(columnas, (frecuencias.get(columnas) ?? 0) + 1);
  let columnas = 1;
  let coinciden = 0;
  for (const [cantidad, veces] of frecuencias) {
    if (veces * Math.log(cantidad + 1) > coinciden * Math.log(columnas + 1)) [columnas, coinciden] = [cantidad, veces];
  }
  // `1234,56` en cada línea también corta parejo: una coma casi siempre entre cifras vale la décima parte.
  const decimal = separador === ',' && numericos * 10 >= separadores * 9 ? 0.1 : 1;
  const total = cortes.length;
  const puntaje = total === 0 ? 0 : (coinciden / total) * (1 - 1 / (columnas + 1)) * decimal;
  return {
    separador,
    columnas,
    coinciden,
    desdePrimera: total - Math.max(0, cortes.indexOf(columnas)),
    total,
    puntaje,
  };
}

interface Cortes {
  /** Columnas de cada línea que no está en blanco. */
  readonly cortes: readonly number[];
  /** Apariciones del separador con cifras a los dos lados. */
  readonly numericos: number;
  readonly total: number;
}

const letrasPorFilaMax = 64 * 1024;
const comilla = 34;
const saltoLf = 10;
const saltoCr = 13;

/** Recorre el texto una vez, saltando lo que está entre comillas, y cuenta las columnas de cada línea. */
function cortar(texto: string, separador: string, completa: boolean): Cortes {
  const signo = separador.charCodeAt(0);
  const cortes: number[] = [];
  let numericos = 0;
  let total = 0;
  let columnas = 1;
  let inicioDeCelda = true;
  let inicioDeLinea = 0;
  let posicion = 0;
  for (; posicion < texto.length; posicion++) {
    const letra = texto.charCodeAt(posicion);
    if (letra === comilla && inicioDeCelda) {
      posicion = cerrarComilla(texto, posicion);
      inicioDeCelda = false;
    } else if (letra === signo) {
      columnas++;
      total++;
      if (esCifra(texto.charCodeAt(posicion - 1)) && esCifra(texto.charCodeAt(posicion + 1))) numericos++;
      inicioDeCelda = true;
    } else if (letra === saltoLf || letra === saltoCr) {
      if (posicion > inicioDeLinea) cortes.push(columnas);
      columnas = 1;
      inicioDeLinea = posicion + 1;
      inicioDeCelda = true;
    } else inicioDeCelda = false;
  }
  const quedaLinea = posicion > inicioDeLinea && texto.length > inicioDeLinea;
  if (quedaLinea && (completa || cortes.length === 0)) cortes.push(columnas);
  return { cortes, numericos, total };
}

/** Posición de la comilla que cierra la abierta en `desde`; la misma `desde` si no cierra cerca: es una comilla suelta. */
function cerrarComilla(texto: string, desde: number): number {
  let cierre = texto.indexOf('"', desde + 1);
  while (cierre !== -1 && texto.charCodeAt(cierre + 1) === comilla) cierre = texto.indexOf('"', cierre + 2);
  return cierre === -1 || cierre - desde > letrasPorFilaMax ? desde : cierre;
}

function esCifra(letra: number): boolean {
  return letra >= 48 && letra <= 57;
}
