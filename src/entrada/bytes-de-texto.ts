import { isAscii, isUtf8 } from 'node:buffer';

/** Largo del comienzo de `bytes` que no termina a mitad de un carácter UTF-8. */
export function recortarUtf8(bytes: Buffer): number {
  const total = bytes.length;
  for (let atras = 1; atras <= Math.min(3, total); atras++) {
    const byte = bytes[total - atras] ?? 0;
    if (byte < 0x80) return total;
    if (byte >= 0xc0) {
      const largo = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return largo > atras ? total - atras : total;
    }
  }
  return total;
}

/** Posición del primer byte sin significado en windows-1252, o -1. */
export function primerByteAjenoA1252(bytes: Buffer): number {
  if (isAscii(bytes)) return -1;
  return bytes.toString('latin1', 0, bytes.length).search(/[\x81\x8d\x8f\x90\x9d]/);
}

/**
 * Posición del primer byte que no es UTF-8 válido. Salta de a 1 KiB mientras todo
 * es válido y después de a un carácter; solo corre al fallar.
 */
export function primerByteInvalidoEnUtf8(bytes: Buffer): number {
  let posicion = 0;
  while (posicion < bytes.length) {
    const trozo = bytes.subarray(posicion, posicion + 1024);
    const corte = recortarUtf8(trozo);
    if (corte > 0 && isUtf8(trozo.subarray(0, corte))) {
      posicion += corte;
      continue;
    }
    const primero = bytes[posicion] ?? 0;
    const largo = primero < 0x80 ? 1 : primero < 0xe0 ? 2 : primero < 0xf0 ? 3 : 4;
    if (!isUtf8(bytes.subarray(posicion, posicion + largo))) return posicion;
    posicion += largo;
  }
  return posicion;
}
