import { esNumerica, textoExacto } from './celda.ts';
import type { Destino } from './destino.ts';
import { cadenaJson } from './json.ts';
import type { Columna, Listado } from './listado.ts';
import { escribirPorTandas } from './por-tandas.ts';

function valorJson<F>(columna: Columna<F>, fila: F): string {
  const texto = textoExacto(columna, fila);
  if (esNumerica(columna)) return texto === '' ? 'null' : texto;
  return columna.valor(fila) === null ? 'null' : cadenaJson(texto);
}

/** Una fila como objeto plano: los números, escritos desde el entero. */
function objeto<F>(columnas: readonly Columna<F>[], claves: readonly string[], fila: F): string {
  return `{${columnas.map((columna, indice) => `${claves[indice]}:${valorJson(columna, fila)}`).join(',')}}`;
}

function* renglones<F>({ columnas, filas, unico }: Listado<F>, formato: 'json' | 'ndjson'): Generator<string> {
  const claves = columnas.map(({ clave }) => cadenaJson(clave));
  const enLista = formato === 'json' && unico !== true;
  if (enLista) yield '[';
  let separador = enLista ? '\n' : '';
  for (const fila of filas) {
    yield separador + objeto(columnas, claves, fila) + (enLista ? '' : '\n');
    separador = enLista ? ',\n' : '';
  }
  if (enLista) yield separador === '\n' ? ']\n' : '\n]\n';
}

/** Escribe el listado como JSON (lista, u objeto si es uno solo) o como un objeto por línea, sin tener todas las filas a la vez. */
export async function escribirJson<F>(
  listado: Listado<F>,
  { formato, destino }: { formato: 'json' | 'ndjson'; destino: Destino },
): Promise<void> {
  await escribirPorTandas(renglones(listado, formato), destino);
}
