import { ErrorDeUso } from './errores.ts';

/** De los conocidos, el que más se parece a lo escrito, o `undefined` si ninguno está a menos de media palabra. */
export function elMasParecido(escrito: string, conocidos: readonly string[]): string | undefined {
  const limite = Math.max(1, Math.floor(escrito.length / 2));
  let mejor: string | undefined;
  let menor = limite + 1;
  for (const conocido of conocidos) {
    const distancia = distanciaDeEdicion(escrito.toLowerCase(), conocido);
    if (distancia < menor) [mejor, menor] = [conocido, distancia];
  }
  return mejor;
}

/** Letras que hay que poner, quitar o cambiar para pasar de un texto al otro (Levenshtein). */
function distanciaDeEdicion(uno: string, otro: string): number {
  let anterior = Array.from({ length: otro.length + 1 }, (_, columna) => columna);
  for (let fila = 1; fila <= uno.length; fila++) {
    const actual = [fila];
    for (let columna = 1; columna <= otro.length; columna++) {
      const cambio = (anterior[columna - 1] ?? 0) + (uno[fila - 1] === otro[columna - 1] ? 0 : 1);
      actual.push(Math.min(cambio, (anterior[columna] ?? 0) + 1, (actual[columna - 1] ?? 0) + 1));
    }
    anterior = actual;
  }
  return anterior[otro.length] ?? 0;
}

/** El código admitido que se escribió; lanza {@link ErrorDeUso}, con el más parecido y la lista, si no es ninguno. */
export function elegirCodigo<C extends string>(
  escrito: string,
  { admitidos, bandera }: { readonly admitidos: readonly C[]; readonly bandera: string },
): C {
  const buscado = escrito
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const hallado = admitidos.find((codigo) => codigo === buscado);
  if (hallado !== undefined) return hallado;
  const parecido = elMasParecido(buscado, admitidos);
  throw new ErrorDeUso(`«${escrito}» no es un valor de ${bandera}`, {
    sugerencia: `${parecido === undefined ? '' : `¿quiso decir ${parecido}?\n`}use uno de: ${admitidos.join(', ')}`,
  });
}
