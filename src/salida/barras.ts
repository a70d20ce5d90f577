/** Una barra: qué es, cuánto vale (≥ 0) y cómo se escribe ese valor. */
export interface Barra {
  readonly titulo: string;
  readonly valor: number;
  readonly texto: string;
}

const octavos = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const LARGO_MAX = 40;

/**
 * Escribe barras horizontales proporcionales a la mayor, un renglón cada una, que caben en `ancho` columnas. Un valor
 * que no es cero siempre se ve.
 */
export function presentarBarras(
  barras: readonly Barra[],
  { ancho, soloAscii }: { readonly ancho: number; readonly soloAscii: boolean },
): string {
  const anchoTitulo = Math.max(0, ...barras.map(({ titulo }) => titulo.length));
  const anchoTexto = Math.max(0, ...barras.map(({ texto }) => texto.length));
  const mayor = Math.max(0, ...barras.map(({ valor }) => valor));
  const total = barras.reduce((suma, { valor }) => suma + valor, 0);
  const largo = Math.min(LARGO_MAX, ancho - anchoTitulo - anchoTexto - 9);
  return barras
    .map(({ titulo, valor, texto }) => {
      const dibujo = largo < 4 || mayor === 0 ? '' : dibujar((valor / mayor) * largo, soloAscii).padEnd(largo);
      const porcentaje = total === 0 ? 0 : Math.round((valor / total) * 100);
      return `${titulo.padEnd(anchoTitulo)}  ${dibujo} ${texto.padStart(anchoTexto)} ${String(porcentaje).padStart(3)} %`.trimEnd();
    })
    .map((renglon) => `${renglon}\n`)
    .join('');
}

function dibujar(largo: number, soloAscii: boolean): string {
  if (largo === 0) return '';
  if (soloAscii) return '#'.repeat(Math.max(1, Math.round(largo)));
  const enOctavos = Math.max(1, Math.round(largo * 8));
  return '█'.repeat(enOctavos >> 3) + (octavos[enOctavos & 7] ?? '');
}
