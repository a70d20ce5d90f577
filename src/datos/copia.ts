import { constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conectar, type Libro } from './conexion.ts';
import { migrar } from './migrar.ts';

/**
 * Abre una copia pasajera del libro, con su bitácora, en la carpeta temporal: sirve para leer en un disco de sólo lectura
 * o un libro de una versión anterior, que se migra en la copia. Se borra al cerrar.
 */
export function abrirCopia(ruta: string, archivo: string): Libro {
  const carpeta = mkdtempSync(join(tmpdir(), 'cobranzas-'));
  const borrar = (): void => rmSync(carpeta, { recursive: true, force: true });
  process.once('exit', borrar);
  const alCerrar = (): void => {
    process.off('exit', borrar);
    borrar();
  };
  try {
    const copia = join(carpeta, 'libro.db');
    for (const lateral of ['', '-wal']) {
      if (existsSync(archivo + lateral)) copyFileSync(archivo + lateral, copia + lateral, constants.COPYFILE_FICLONE);
    }
    const libro = conectar({ ruta, archivo: copia, alCerrar }, 'escritura');
    migrar(libro.base);
    libro.base.pragma('query_only = ON');
    return libro;
  } catch (error) {
    alCerrar();
    throw error;
  }
}
