import { isAscii, isUtf8 } from 'node:buffer';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import { primerByteAjenoA1252, recortarUtf8 } from './bytes-de-texto.ts';
import type { Evidencia } from './evidencia.ts';

/** Las codificaciones que se leen. `utf-8-bom` es UTF-8 con la marca EF BB BF delante. */
export const codificaciones = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Codificacion = (typeof codificaciones)[number];

/** Formas de escribirlas en `--codificacion`, sin mayúsculas ni signos. ISO-8859-1 se lee como windows-1252, que la contiene. */
const escrituras: ReadonlyMap<string, Codificacion | 'utf-16'> = new Map([
  ['utf8', 'utf-8'],
  ['utf8bom', 'utf-8-bom'],
  ['utf8sig', 'utf-8-bom'],
  ['utf16', 'utf-16'],
  ['unicode', 'utf-16'],
  ['ucs2', 'utf-16'],
  ['utf16le', 'utf-16le'],
  ['utf16be', 'utf-16be'],
  ['windows1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['win1252', 'windows-1252'],
  ['1252', 'windows-1252'],
  ['ansi', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['iso88591', 'windows-1252'],
]);

/** El comienzo de un archivo: los primeros bytes y si son todos los que tiene. */
export interface Muestra {
  readonly nombre: string;
  readonly bytes: Buffer;
  readonly completa: boolean;
}

/** Lo que se decidió sobre la codificación, con su prueba. */
export interface CodificacionDetectada {
  readonly codificacion: Codificacion;
  readonly evidencia: Evidencia;
}

/**
 * Decide la codificación de una muestra: la impuesta, la marca inicial, la posición de los ceros, o UTF-8 si es válida y
 * windows-1252 si no. Lanza `ErrorDeUso` si la impuesta no existe y `ErrorDeDatos` si los bytes no son texto.
 */
export function detectarCodificacion(muestra: Muestra, forzada?: string): CodificacionDetectada {
  const marca = leerMarca(muestra.bytes);
  if (forzada !== undefined) return imponerCodificacion(muestra, forzada, marca);
  if (marca !== null) return decidir(marca, `marca de ${nombreDeMarca(marca)} al comienzo`);
  const ancha = reconocerUtf16(muestra.bytes);
  if (ancha !== null) return decidir(ancha, 'sin marca; los bytes nulos están en las posiciones de UTF-16');
  exigirTexto(muestra);
  return decidirPorContenido(muestra);
}

/** Reconoce UTF-16 sin marca por la posición de los bytes nulos; `null` si no lo parece. */
export function reconocerUtf16(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const unidades = bytes.length >> 1;
  if (unidades === 0) return null;
  let pares = 0;
  let impares = 0;
  for (let posicion = 0; posicion < unidades * 2; posicion += 2) {
    if (bytes[posicion] === 0) pares++;
    if (bytes[posicion + 1] === 0) impares++;
  }
  // Algunos signos legítimos tienen nula la otra mitad (Ā es 01 00): se admite uno cada veinte.
  if (impares * 10 >= unidades * 3 && pares * 20 < impares) return 'utf-16le';
  if (pares * 10 >= unidades * 3 && impares * 20 < pares) return 'utf-16be';
  return null;
}

function decidirPorContenido({ nombre, bytes, completa }: Muestra): CodificacionDetectada {
  if (isAscii(bytes)) return decidir('utf-8', completa ? 'solo hay caracteres ASCII' : 'solo hay ASCII al comienzo');
  const enteros = completa ? bytes : bytes.subarray(0, recortarUtf8(bytes));
  if (isUtf8(enteros)) return decidir('utf-8', 'los acentos son UTF-8 válido');
  const ajeno = primerByteAjenoA1252(bytes);
  if (ajeno !== -1) {
    throw new ErrorDeDatos(
      `${nombre}: no parece texto: no es UTF-8 válido ni windows-1252 (byte ${hexadecimal(bytes[ajeno])} en la posición ${ajeno + 1})`,
      { sugerencia: 'guarde el archivo como CSV en UTF-8 desde el programa que lo hizo' },
    );
  }
  return decidir('windows-1252', pruebaDe1252(bytes));
}

/** Muestra la primera palabra con acento tal como se lee en windows-1252: el ojo confirma mejor que un byte. */
function pruebaDe1252(bytes: Buffer): string {
  const alto = bytes.findIndex((byte) => byte >= 0xc0);
  if (alto === -1) return 'no es UTF-8 válido';
  const antes = /[A-Za-z]*$/.exec(bytes.toString('latin1', Math.max(0, alto - 15), alto))?.[0] ?? '';
  const despues = /^[A-Za-z\xc0-\xff]*/.exec(bytes.toString('latin1', alto, alto + 15))?.[0] ?? '';
  return `no es UTF-8 válido; se lee «${antes}${despues}»`;
}

function imponerCodificacion(muestra: Muestra, forzada: string, marca: Codificacion | null): CodificacionDetectada {
  const escrita = escrituras.get(forzada.toLowerCase().replace(/[^a-z0-9]/g, ''));
  if (escrita === undefined) {
    throw new ErrorDeUso(`--codificacion: «${forzada}» no es una codificación conocida`, {
      sugerencia: `use una de: ${codificaciones.join(', ')}`,
    });
  }
  const pedida = escrita === 'utf-16' ? elegirUtf16(muestra.bytes, marca) : escrita;
  const esUtf16 = marca === 'utf-16le' || marca === 'utf-16be';
  if (esUtf16 && pedida !== marca) {
    throw new ErrorDeDatos(`${muestra.nombre}: tiene la marca de ${nombreDeMarca(marca)} y se pidió ${pedida}`, {
      sugerencia: `quite --codificacion, o use --codificacion ${marca}`,
    });
  }
  const codificacion = pedida === 'utf-8' && marca === 'utf-8-bom' ? 'utf-8-bom' : pedida;
  return {
    codificacion,
    evidencia: { aspecto: 'codificacion', valor: codificacion, prueba: '--codificacion', forzado: true },
  };
}

function elegirUtf16(bytes: Buffer, marca: Codificacion | null): Codificacion {
  if (marca === 'utf-16le' || marca === 'utf-16be') return marca;
  return reconocerUtf16(bytes) ?? 'utf-16le';
}

function leerMarca(bytes: Buffer): Codificacion | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8-bom';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Un texto casi no tiene caracteres de control; si abundan, es otra cosa. */
function exigirTexto({ nombre, bytes }: Muestra): void {
  let controles = 0;
  for (const byte of bytes) {
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 0x1a && byte !== 0x1b)
      controles++;
  }
  if (controles * 10 < bytes.length) return;
  throw new ErrorDeDatos(
    `${nombre}: no parece texto: ${controles} de sus primeros ${bytes.length} bytes son de control`,
    {
      sugerencia: 'indique un archivo CSV',
    },
  );
}

function decidir(codificacion: Codificacion, prueba: string): CodificacionDetectada {
  return {
    codificacion,
    evidencia: { aspecto: 'codificacion', valor: codificacion, prueba, forzado: false },
  };
}

function nombreDeMarca(codificacion: Codificacion): string {
  return codificacion === 'utf-8-bom' ? 'UTF-8' : codificacion.toUpperCase();
}

function hexadecimal(byte: number | undefined): string {
  return `0x${(byte ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
}
