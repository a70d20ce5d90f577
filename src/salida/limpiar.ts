/**
 * Lo que no se ve o cambia lo que se ve: controles C0 y C1, DEL, marcas de dirección (CVE-2021-42574), caracteres de
 * ancho cero, separadores de línea Unicode, etiquetas invisibles y mitades sueltas de pares UTF-16.
 */
const peligrosos =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udcff\uddf0-\udfff]|[\udb41-\udb43][\udc00-\udfff]/g;
const algunPeligroso = new RegExp(peligrosos.source);

/** Muestra un carácter peligroso por su número: `<U+001B>`. */
function mostrar(caracter: string): string {
  const numero = caracter.codePointAt(0) ?? 0;
  return `<U+${numero.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/**
 * Vuelve inofensivo, y visible, lo que un texto ajeno podría hacerle a la terminal. Tabuladores y fines de línea pasan a ser
 * un espacio: el resultado ocupa siempre un solo renglón.
 */
export function limpiar(texto: string): string {
  if (!algunPeligroso.test(texto)) return texto;
  return texto.replace(/\r\n|[\t\n\r]/g, ' ').replace(peligrosos, mostrar);
}

/** Como {@link limpiar}, pero conserva tabuladores y fines de línea (`\n`): para celdas entre comillas y avisos de varios renglones. */
export function limpiarConservandoRenglones(texto: string): string {
  if (!algunPeligroso.test(texto)) return texto;
  return texto
    .replace(/\r\n?/g, '\n')
    .replace(peligrosos, (caracter) => (caracter === '\n' || caracter === '\t' ? caracter : mostrar(caracter)));
}

/** Escribe los caracteres peligrosos como `\uXXXX`, sin perder nada: para lo que ya está entre comillas de JSON. */
export function escaparEnJson(textoJson: string): string {
  if (!algunPeligroso.test(textoJson)) return textoJson;
  return textoJson.replace(peligrosos, (caracter) =>
    [...Array(caracter.length).keys()]
      .map((indice) => `\\u${caracter.charCodeAt(indice).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
