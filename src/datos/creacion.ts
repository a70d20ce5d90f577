import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codigoDe } from './errores-sqlite.ts';

/** Archivos pasajeros de este proceso, para llevárselos si termina antes de publicarlos. */
const pasajeros = new Set<string>();
let limpiezaPuesta = false;

const laterales = ['', '-journal', '-wal', '-shm'] as const;

/** Borra un archivo pasajero con sus laterales. */
export function borrarPasajero(ruta: string): void {
  for (const lateral of laterales) rmSync(ruta + lateral, { force: true });
  pasajeros.delete(ruta);
}

/**
 * Crea al lado de `ruta` un archivo vacío y privado (0600) cuyo nombre dice qué es y de qué proceso:
 * `.<nombre>.<para>-<pid>-<azar>`. Antes se lleva los que dejaron procesos que ya no existen.
 */
export function crearVecino(ruta: string, para: string): string {
  const carpeta = dirname(ruta);
  mkdirSync(carpeta, { recursive: true, mode: 0o700 });
  limpiarAbandonados(ruta);
  const vecino = join(carpeta, `.${basename(ruta)}.${para}-${process.pid}-${randomBytes(6).toString('hex')}`);
  closeSync(openSync(vecino, 'wx', 0o600));
  pasajeros.add(vecino);
  if (!limpiezaPuesta) {
    limpiezaPuesta = true;
    process.once('exit', () => [...pasajeros].forEach(borrarPasajero));
  }
  return vecino;
}

/** Se lleva los vecinos de `ruta` cuyos procesos murieron. */
function limpiarAbandonados(ruta: string): void {
  const prefijo = `.${basename(ruta)}.`;
  for (const nombre of readdirSync(dirname(ruta))) {
    if (!nombre.startsWith(prefijo)) continue;
    const pid = /^[a-z]+-(\d+)-[0-9a-f]{12}$/.exec(nombre.slice(prefijo.length))?.[1];
    if (pid !== undefined && !vive(Number(pid))) borrarPasajero(join(dirname(ruta), nombre));
  }
}

function vive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codigoDe(error) !== 'ESRCH';
  }
}

/** Lleva al disco el contenido de un archivo o la lista de nombres de una carpeta. */
export function volcarAlDisco(ruta: string): void {
  const descriptor = openSync(ruta, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Da a un vecino terminado su nombre definitivo, sólo si nadie lo tomó: lo vuelca al disco, lo enlaza y quita el nombre
 * pasajero. Devuelve `false` si otro proceso llegó antes.
 */
export function publicarNuevo(vecino: string, ruta: string): boolean {
  volcarAlDisco(vecino);
  try {
    enlazar(vecino, ruta);
  } catch (error) {
    if (codigoDe(error) === 'EEXIST') return false;
    throw error;
  } finally {
    borrarPasajero(vecino);
  }
  volcarAlDisco(dirname(ruta));
  return true;
}

/** Donde no hay enlaces duros (FAT, algunos discos de red) se copia, también sin pisar. */
function enlazar(vecino: string, ruta: string): void {
  try {
    linkSync(vecino, ruta);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codigoDe(error))) throw error;
    copyFileSync(vecino, ruta, constants.COPYFILE_EXCL);
    volcarAlDisco(ruta);
  }
}
