import { esNumerica, textoParaPersona } from './celda.ts';
import type { Destino } from './destino.ts';
import type { Listado } from './listado.ts';
import { escribirPorTandas } from './por-tandas.ts';

/** Que el texto ajeno no forme celdas, enlaces, énfasis ni HTML. */
function escapar(texto: string): string {
  return texto.replace(/[\\|`*_[\]<>~]/g, '\\$&');
}

function renglon(celdas: readonly string[]): string {
  return `| ${celdas.join(' | ')} |\n`;
}

function* renglones<F>({ columnas, filas, unico }: Listado<F>): Generator<string> {
  if (unico) {
    yield renglon(['Dato', 'Valor']) + renglon(['---', '---']);
    for (const fila of filas) {
      for (const columna of columnas) yield renglon([columna.titulo, escapar(textoParaPersona(columna, fila))]);
    }
    return;
  }
  yield renglon(columnas.map(({ titulo }) => titulo));
  yield renglon(columnas.map((columna) => (esNumerica(columna) ? '---:' : '---')));
  for (const fila of filas) yield renglon(columnas.map((columna) => escapar(textoParaPersona(columna, fila))));
}

/** Escribe el listado como tabla de Markdown (extensión de GitHub). */
export async function escribirMarkdown<F>(listado: Listado<F>, destino: Destino): Promise<void> {
  await escribirPorTandas(renglones(listado), destino);
}
