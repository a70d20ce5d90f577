import anchoDeTexto from 'string-width';

/** Columnas de terminal que ocupa un texto ya limpio. */
export function medir(texto: string): number {
  return /^[\x20-\x7e]*$/.test(texto) ? texto.length : anchoDeTexto(texto);
}

const segmentador = new Intl.Segmenter('es', { granularity: 'grapheme' });

/** Acorta un texto a `ancho` columnas, terminado en `…`, sin partir un carácter visible en dos. */
export function acortar(texto: string, ancho: number): string {
  if (medir(texto) <= ancho) return texto;
  let corto = '';
  let ocupado = 0;
  for (const { segment } of segmentador.segment(texto)) {
    const propio = medir(segment);
    if (ocupado + propio > ancho - 1) break;
    corto += segment;
    ocupado += propio;
  }
  return `${corto.trimEnd()}…`;
}
