/** Largos máximos del local, de una etiqueta y de la dirección entera (RFC 5321, 4.5.3.1; RFC 1035, 2.3.4). */
const localMax = 64;
const etiquetaMax = 63;
const direccionMax = 254;

/** Sin comillas, comentarios, listas ni nada que un servidor lea como otra cosa que una sola dirección. */
const local = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const etiqueta = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u;

/**
 * La dirección de correo que dice el texto, sin espacios en los bordes, o `null` si no es exactamente una con la que se
 * pueda escribir: ni listas, ni nombres, ni saltos de línea, que mandarían la carta a otro.
 */
export function direccionDeCorreo(texto: string): string | null {
  const direccion = texto.replace(/^[ \t]+|[ \t]+$/g, '').normalize('NFC');
  const arroba = direccion.indexOf('@');
  const antes = direccion.slice(0, arroba);
  const dominio = direccion.slice(arroba + 1);
  if (arroba < 1 || direccion.length > direccionMax || antes.length > localMax || !local.test(antes)) return null;
  const etiquetas = dominio.split('.');
  const buenas = etiquetas.every((una) => una.length <= etiquetaMax && etiqueta.test(una));
  return buenas && etiquetas.length > 1 && !/^\d+$/.test(etiquetas.at(-1) ?? '') ? direccion : null;
}

/** Un nombre y su dirección, como se escriben en el remitente: `Cobranzas <cobros@sur.example>`. */
export interface Buzon {
  readonly nombre: string | null;
  readonly direccion: string;
}

/** Lee `Nombre <dirección>` o sólo la dirección; `null` si no es una sola. */
export function leerBuzon(texto: string): Buzon | null {
  const partes = /^\s*(?:"([^"\p{Cc}]*)"|([^<>"\p{Cc}]*?))\s*<([^<>]+)>\s*$/u.exec(texto);
  const direccion = direccionDeCorreo(partes?.[3] ?? texto);
  if (direccion === null) return null;
  const nombre = (partes?.[1] ?? partes?.[2] ?? '').normalize('NFC').trim();
  return { nombre: nombre === '' ? null : nombre, direccion };
}
