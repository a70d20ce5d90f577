/** La clave conocida que más se parece a la escrita, o `undefined` si ninguna está a menos de media palabra. */
export function claveMasParecida(escrita: string, conocidas: readonly string[]): string | undefined {
  const limite = Math.max(1, Math.floor(escrita.length / 2));
  let mejor: string | undefined;
  let menor = limite + 1;
  for (const conocida of conocidas) {
    const distancia = distanciaDeEdicion(escrita.toLowerCase(), conocida);
    if (distancia < menor) [mejor, menor] = [conocida, distancia];
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
