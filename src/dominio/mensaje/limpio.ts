/** Lo que no se ve, ordena al revés o parte un renglón: en un mensaje a un cliente, cada uno es un espacio o nada. */
const separadores = /[\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const invisibles =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udc7f]/g;

/** Un dato ajeno como un solo renglón de texto visible, de a lo sumo `largoMax` caracteres. */
export function enUnRenglon(texto: string, largoMax = 120): string {
  const limpio = texto.normalize('NFC').replace(invisibles, '').replace(separadores, ' ').trim();
  const letras = [...limpio];
  return letras.length <= largoMax
    ? limpio
    : `${letras
        .slice(0, largoMax - 1)
        .join('')
        .trimEnd()}…`;
}

/** Un texto de la política (una firma, unas instrucciones) como renglones limpios, sin los vacíos. */
export function enRenglones(texto: string): string[] {
  return texto
    .split(/\r\n?|\n/)
    .map((renglon) => enUnRenglon(renglon, 500))
    .filter((renglon) => renglon !== '');
}
