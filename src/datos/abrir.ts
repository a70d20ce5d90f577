import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ErrorDeLibro } from '../dominio/errores.ts';
import { conectar, estaAbierto, Libro } from './conexion.ts';
import { abrirCopia } from './copia.ts';
import { codigoDe, conErroresDeLibro, esFaltaDeEspacio } from './errores-sqlite.ts';
import { estadoDe, examinarArchivo, exigirIdentidad, rechazarSiNoEsArchivo, VERSION_DE_ESQUEMA } from './formato.ts';
import { versionDe } from './migrar.ts';

export { Libro };

/**
 * Abre el libro para leer. No lo crea ni cambia un byte suyo; funciona mientras otro escribe, y también en un disco de
 * sólo lectura o lleno (entonces lee una copia pasajera, porque SQLite necesita crear un archivo al lado).
 * @throws {ErrorDeLibro} si falta, no es un libro, es más nuevo, está dañado o no hay permiso
 */
export function abrirParaLeer(ruta: string): Libro {
  const archivo = resolve(ruta);
  if (examinar(ruta, archivo) === undefined) {
    throw new ErrorDeLibro(`todavía no hay libro en ${ruta}`, {
      sugerencia:
        'créelo importando sus facturas: cobranzas import facturas.csv\nsi está en otro lugar, indíquelo con --libro <ruta>',
    });
  }
  const libro = conErroresDeLibro(ruta, () => conectarParaLeer(ruta, archivo));
  return conCierre(libro, () => {
    exigirVersion(libro);
    return libro;
  });
}

/** Como {@link abrirParaLeer}, pero `undefined` si todavía no hay libro. */
export function abrirSiExiste(ruta: string): Libro | undefined {
  return examinar(ruta, resolve(ruta)) === undefined ? undefined : abrirParaLeer(ruta);
}

function conectarParaLeer(ruta: string, archivo: string): Libro {
  const bitacora = statSync(`${archivo}-wal`, { throwIfNoEntry: false });
  try {
    // Con una bitácora pendiente no se la vuelca al libro: eso es escribir. Sin ella, SQLite deja el lugar como estaba.
    const limpio = bitacora === undefined || bitacora.size === 0;
    // Para leer un archivo sin permiso de escritura SQLite dejaría al lado otro, también sin él, que después estorba a todos.
    if (limpio && !sePuedeEscribir(archivo)) return abrirCopia(ruta, archivo);
    const libro = conectar({ ruta, archivo }, limpio ? 'consulta' : 'sola-lectura');
    return conCierre(libro, () => {
      libro.base.prepare('SELECT count(*) FROM sqlite_schema').get();
      return versionDe(libro.base) < VERSION_DE_ESQUEMA ? abrirCopia(ruta, archivo) : libro;
    });
  } catch (error) {
    const codigo = codigoDe(error instanceof ErrorDeLibro ? error.cause : error);
    const sinLugarAlLado =
      esFaltaDeEspacio(codigo) || (!sePuedeEscribir(archivo) && /^SQLITE_(CANTOPEN|READONLY)/.test(codigo));
    if (!sinLugarAlLado) throw error;
    return abrirCopia(ruta, archivo);
  }
}

/** Abre un libro que existe para escribir en él; `undefined` si no existe. */
export function abrirParaEscribir(ruta: string): Libro | undefined {
  const archivo = resolve(ruta);
  const estado = examinar(ruta, archivo);
  if (estado === undefined) return undefined;
  // Se mira antes para que un disco de sólo lectura se diga con ese nombre, y sin crear archivos al lado.
  conErroresDeLibro(ruta, () => exigirEscritura(archivo));
  const libro = conectar({ ruta, archivo, inodo: estado.ino }, 'escritura');
  return conCierre(libro, () => {
    exigirVersion(libro);
    return libro;
  });
}

/** Mira el archivo sin abrirlo si este proceso ya lo tiene abierto; `undefined` si no existe. */
function examinar(ruta: string, archivo: string): Stats | undefined {
  if (!estaAbierto(archivo)) return examinarArchivo(archivo);
  const estado = conErroresDeLibro(ruta, () => estadoDe(archivo));
  if (estado !== undefined) rechazarSiNoEsArchivo(ruta, estado);
  return estado;
}

/** La cabecera puede estar atrasada respecto de la bitácora: la identidad se confirma con SQLite. */
function exigirVersion(libro: Libro): void {
  const aplicacion = Number(libro.base.pragma('application_id', { simple: true }));
  exigirIdentidad(libro.ruta, { aplicacion, version: versionDe(libro.base) });
}

function conCierre(libro: Libro, accion: () => Libro): Libro {
  let devuelto: Libro | undefined;
  try {
    devuelto = conErroresDeLibro(libro.ruta, accion);
    return devuelto;
  } finally {
    if (devuelto !== libro) libro.cerrar();
  }
}

/** Dice si se puede escribir en el archivo y crear otros a su lado. */
function sePuedeEscribir(archivo: string): boolean {
  try {
    exigirEscritura(archivo);
    return true;
  } catch {
    return false;
  }
}

function exigirEscritura(archivo: string): void {
  accessSync(archivo, constants.W_OK);
  accessSync(dirname(archivo), constants.W_OK);
}
