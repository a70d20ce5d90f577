/** Una columna por acomodar: cuánto pide y cuánto puede ceder. */
export interface AnchoPedido {
  /** Columnas de terminal que ocupa su celda más ancha, o su título. */
  readonly natural: number;
  /** Columnas de terminal de su título. */
  readonly titulo: number;
  /** 9 nunca se oculta; 0 se oculta antes que acortar nada. */
  readonly importancia: number;
  /** Los números no se acortan: un número cortado miente. */
  readonly acortable: boolean;
}

const textoComodo = 24;
const textoMin = 8;

function suma(anchos: readonly number[], entre: number): number {
  return anchos.reduce((total, ancho) => total + ancho, 0) + entre * Math.max(0, anchos.length - 1);
}

/**
 * Reparte el ancho disponible: los textos largos se conforman con 24; si no alcanza se ocultan las columnas menos
 * importantes (entre iguales, la última); si quedan sólo las imprescindibles, sus textos se acortan más. Lo que sobra vuelve
 * a los textos acortados, de izquierda a derecha.
 * @returns el ancho de cada columna, en su orden; `undefined` = oculta.
 */
export function repartirAncho(
  pedidos: readonly AnchoPedido[],
  { disponible, entreColumnas }: { disponible: number; entreColumnas: number },
): (number | undefined)[] {
  const visibles = new Set(pedidos.keys());
  const anchos = (limite: number): number[] =>
    [...visibles].map((indice) => {
      const { natural = 0, acortable = false, titulo = 0 } = pedidos[indice] ?? {};
      return acortable ? Math.min(natural, Math.max(limite, Math.min(titulo, textoComodo))) : natural;
    });
  const ocultables = [...pedidos.keys()]
    .filter((indice) => (pedidos[indice]?.importancia ?? 1) < 9)
    .sort((a, b) => (pedidos[a]?.importancia ?? 1) - (pedidos[b]?.importancia ?? 1) || b - a);
  while (
    pedidos[ocultables[0] ?? -1]?.importancia === 0 &&
    suma(anchos(Number.MAX_SAFE_INTEGER), entreColumnas) > disponible
  ) {
    visibles.delete(ocultables.shift() ?? -1);
  }
  while (suma(anchos(textoComodo), entreColumnas) > disponible && ocultables.length > 0) {
    visibles.delete(ocultables.shift() ?? -1);
  }
  let limite = textoComodo;
  while (limite > textoMin && suma(anchos(limite), entreColumnas) > disponible) limite -= 1;
  const elegidos = anchos(limite);
  let sobrante = Math.max(0, disponible - suma(elegidos, entreColumnas));
  const resultado: (number | undefined)[] = pedidos.map(() => undefined);
  [...visibles].forEach((indice, orden) => {
    const elegido = elegidos[orden] ?? 0;
    const cede = Math.min(sobrante, (pedidos[indice]?.natural ?? 0) - elegido);
    sobrante -= cede;
    resultado[indice] = elegido + cede;
  });
  return resultado;
}
