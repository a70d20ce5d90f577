import { esNumerica, textoExacto } from './celda.ts';
import type { Destino } from './destino.ts';
import { limpiar, limpiarConservandoRenglones } from './limpiar.ts';
import type { Columna, Listado } from './listado.ts';
import { escribirPorTandas } from './por-tandas.ts';

/** Formatos de celdas separadas por un carácter. */
export type FormatoSeparado = 'csv' | 'csv-excel' | 'tsv';

const separadores: Readonly<Record<FormatoSeparado, string>> = { csv: ',', 'csv-excel': ';', tsv: '\t' };

/**
 * Lo que una planilla tomaría por fórmula: `= + - @`, también de ancho doble o chicos, incluso después de espacios; o un
 * tabulador o retorno inicial (OWASP «CSV Injection», ASVS 1.2.10, CWE-1236).
 */
const formula = /^(?:[\t\r\n\0]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫])/;

/** Antepone `'` al texto que una planilla ejecutaría. */
export function neutralizar(texto: string): string {
  return formula.test(texto) ? `'${texto}` : texto;
}

/** Una celda de csv (RFC 4180): entre comillas si lleva el separador, comillas, un fin de línea o espacios en los bordes. */
function citar(texto: string, separador: string): string {
  if (!texto.includes(separador) && !/["\n\r]|^\s|\s$/.test(texto)) return texto;
  return `"${texto.replaceAll('"', '""')}"`;
}

function celda<F>(columna: Columna<F>, fila: F, formato: FormatoSeparado): string {
  const texto = textoExacto(columna, fila);
  if (esNumerica(columna)) return formato === 'csv-excel' ? texto.replace('.', ',') : texto;
  const inofensivo = neutralizar(texto);
  if (formato === 'tsv') {
    // Las planillas leen entre comillas también el tsv: sin citarlo, «"=1+1"» sería una fórmula y «"x» se comería los renglones.
    const limpio = limpiar(inofensivo);
    return limpio.startsWith('"') ? citar(limpio, '\t') : limpio;
  }
  return citar(limpiarConservandoRenglones(inofensivo), separadores[formato]);
}

/** Renglones del archivo: BOM si es para Excel, encabezado y una línea por fila. Fin de línea CRLF en csv-excel, LF en el resto. */
function* renglones<F>({ columnas, filas }: Listado<F>, formato: FormatoSeparado): Generator<string> {
  const separador = separadores[formato];
  const fin = formato === 'csv-excel' ? '\r\n' : '\n';
  yield `${formato === 'csv-excel' ? '\ufeff' : ''}${columnas.map(({ clave }) => clave).join(separador)}${fin}`;
  for (const fila of filas) {
    yield columnas.map((columna) => celda(columna, fila, formato)).join(separador) + fin;
  }
}

/** Escribe el listado como csv, csv-excel o tsv, sin tener todas las filas a la vez. */
export async function escribirSeparado<F>(
  listado: Listado<F>,
  { formato, destino }: { formato: FormatoSeparado; destino: Destino },
): Promise<void> {
  await escribirPorTandas(renglones(listado, formato), destino);
}
