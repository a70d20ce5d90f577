import { closeSync, lstatSync, openSync, readdirSync, readSync, type Stats, statfsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ErrorDeLibro } from '../dominio/errores.ts';
import { codigoDe, conErroresDeLibro } from './errores-sqlite.ts';
import { migraciones } from './migraciones/index.ts';

/** `application_id` de los libros: las letras «COBR». */
export const ID_DE_APLICACION = 0x434f4252;

/** Versión del esquema que escribe este programa. */
export const VERSION_DE_ESQUEMA = migraciones.at(-1)?.version ?? 0;

const elegirOtro = 'elija otro archivo con --libro <ruta>';
const bytesDeCabecera = 100;

/**
 * Mira un archivo sin abrirlo con SQLite (que crearía archivos al lado) y rechaza con {@link ErrorDeLibro} lo que no es
 * un libro de este programa. `undefined` si no existe.
 */
export function examinarArchivo(ruta: string): Stats | undefined {
  return conErroresDeLibro(ruta, () => {
    const estado = estadoDe(ruta);
    if (estado === undefined) return undefined;
    rechazarSiNoEsArchivo(ruta, estado);
    exigirCabecera(ruta);
    return estado;
  });
}

/** El estado del archivo sin seguir enlaces; `undefined` si no existe. */
export function estadoDe(ruta: string): Stats | undefined {
  return lstatSync(ruta, { throwIfNoEntry: false });
}

/** Rechaza carpetas, dispositivos, enlaces simbólicos y archivos con más de un nombre: SQLite confundiría sus archivos laterales. */
export function rechazarSiNoEsArchivo(ruta: string, estado: Stats): void {
  if (estado.isDirectory()) {
    throw new ErrorDeLibro(`el libro es una carpeta: ${ruta}`, {
      sugerencia: `indique un archivo, por ejemplo --libro ${ruta.replace(/\/+$/, '')}/libro.db`,
    });
  }
  if (estado.isSymbolicLink()) {
    throw new ErrorDeLibro(`el libro es un enlace simbólico: ${ruta}`, {
      sugerencia: 'indique con --libro la ruta verdadera: por un enlace, dos procesos podrían dañarlo',
    });
  }
  if (!estado.isFile()) throw new ErrorDeLibro(`el libro no es un archivo común: ${ruta}`, { sugerencia: elegirOtro });
  if (estado.nlink > 1 && estado.nlink - nombresDePaso(ruta, estado) > 1) {
    throw new ErrorDeLibro(`el libro tiene ${estado.nlink} nombres (enlaces duros): ${ruta}`, {
      sugerencia: 'deje uno solo: copie el archivo y borre los otros nombres; con dos, dos procesos podrían dañarlo',
    });
  }
}

/** Nombres pasajeros del mismo archivo: los hay un instante al publicar un libro nuevo, o si ese proceso murió entonces. */
function nombresDePaso(ruta: string, { ino }: Stats): number {
  const prefijo = `.${basename(ruta)}.nuevo-`;
  const vecinos = readdirSync(dirname(ruta)).filter((nombre) => nombre.startsWith(prefijo));
  return vecinos.filter((nombre) => estadoDe(join(dirname(ruta), nombre))?.ino === ino).length;
}

/** Lee la cabecera de SQLite: firma, `application_id` (byte 68) y `user_version` (byte 60). */
export function exigirCabecera(ruta: string): void {
  const cabecera = Buffer.alloc(bytesDeCabecera);
  const descriptor = openSync(ruta, 'r');
  let leidos: number;
  try {
    leidos = readSync(descriptor, cabecera, 0, bytesDeCabecera, 0);
  } finally {
    closeSync(descriptor);
  }
  if (leidos === 0)
    throw new ErrorDeLibro(`el libro está vacío: ${ruta}`, {
      sugerencia: `borre el archivo, o elija otro con --libro <ruta>`,
    });
  if (leidos < bytesDeCabecera || cabecera.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    throw new ErrorDeLibro(`el archivo no es un libro de cobranzas: ${ruta}`, { sugerencia: elegirOtro });
  }
  exigirIdentidad(ruta, { aplicacion: cabecera.readUInt32BE(68), version: cabecera.readUInt32BE(60) });
}

/** Rechaza el archivo de otro programa y el de una versión más nueva de éste. */
export function exigirIdentidad(ruta: string, { aplicacion, version }: { aplicacion: number; version: number }): void {
  if (aplicacion !== ID_DE_APLICACION) {
    throw new ErrorDeLibro(`el archivo es una base de datos de otro programa: ${ruta}`, {
      sugerencia: elegirOtro,
    });
  }
  if (version > VERSION_DE_ESQUEMA) {
    throw new ErrorDeLibro(
      `el libro es de una versión más nueva del programa (esquema ${version}; aquí ${VERSION_DE_ESQUEMA}): ${ruta}`,
      { sugerencia: 'actualice cobranzas y repita la orden; el libro no se tocó' },
    );
  }
  if (version < 1) {
    throw new ErrorDeLibro(`el libro está dañado (no dice su versión): ${ruta}`, {
      sugerencia: 'ejecute cobranzas libro restaurar <respaldo> con su último respaldo',
    });
  }
}

/** Números mágicos de sistemas de archivos en red (statfs(2), linux/magic.h), donde los candados de SQLite no son fiables. */
const enRed: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x65735546, 'FUSE'],
  [0x01021997, '9P'],
  [0x5346414f, 'AFS'],
]);

/** Aviso si la carpeta del libro está en un disco de red; `undefined` si no, o si no se puede saber. */
export function avisoDeRed(ruta: string): string | undefined {
  try {
    const sistema = enRed.get(Number(statfsSync(dirname(ruta)).type));
    if (sistema === undefined) return undefined;
    return `el libro está en un disco de red (${sistema}): úselo desde una sola máquina a la vez`;
  } catch (error) {
    if (codigoDe(error) === '') throw error;
    return undefined;
  }
}
