import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ErrorDeLibro, ErrorDeUso } from '../dominio/errores.ts';
import { abrirParaEscribir, abrirParaLeer } from './abrir.ts';
import { conectar, type Libro } from './conexion.ts';
import { borrarPasajero, crearVecino, publicarNuevo, volcarAlDisco } from './creacion.ts';
import { codigoDe, conErroresDeLibro } from './errores-sqlite.ts';
import { estadoDe } from './formato.ts';
import { comprobarLibro, copiarBase, nombreDeCopia, type Respaldo } from './respaldo.ts';

/** Qué se puso en lugar del libro y dónde quedó el anterior. */
export interface Restauracion {
  readonly respaldo: Respaldo;
  /** Copia del libro que había; `null` si no había o si se simula. */
  readonly copia: string | null;
}

/**
 * Pone un respaldo, comprobado antes, en el lugar del libro: de una vez, sin nadie más usándolo, y dejando al lado una
 * copia del que había. Con `simular` sólo comprueba.
 * @throws {ErrorDeLibro} si el respaldo está dañado o el libro está en uso
 */
export function restaurar(
  ruta: string,
  respaldo: string,
  { simular = false }: { simular?: boolean } = {},
): Restauracion {
  const archivo = resolve(ruta);
  if (resolve(respaldo) === archivo)
    throw new ErrorDeUso('el respaldo es el libro mismo', { sugerencia: 'indique otro archivo' });
  if (estadoDe(resolve(respaldo)) === undefined)
    throw new ErrorDeUso(`no existe el respaldo ${respaldo}`, { sugerencia: 'revise la ruta' });
  const origen = abrirParaLeer(respaldo);
  let vecino: string | undefined;
  try {
    const comprobado = comprobarLibro(origen, `el respaldo está dañado y no se usó: ${respaldo}`);
    if (simular) return { respaldo: comprobado, copia: null };
    const nuevo = conErroresDeLibro(ruta, () => crearVecino(archivo, 'restaurado'));
    vecino = nuevo;
    conErroresDeLibro(ruta, () => copiarBase(origen, nuevo));
    conectar({ ruta, archivo: nuevo }, 'escritura').cerrar();
    return {
      respaldo: comprobado,
      copia: conErroresDeLibro(ruta, () => ponerEnSuLugar(ruta, archivo, nuevo)),
    };
  } finally {
    origen.cerrar();
    if (vecino !== undefined) borrarPasajero(vecino);
  }
}

function ponerEnSuLugar(ruta: string, archivo: string, nuevo: string): string | null {
  volcarAlDisco(nuevo);
  let actual: Libro | undefined;
  try {
    actual = abrirParaEscribir(ruta);
  } catch (error) {
    if (!estaDaniado(error)) throw error;
    return apartarDaniado(archivo, nuevo);
  }
  if (actual === undefined) {
    if (!publicarNuevo(nuevo, archivo)) throw enUso(ruta);
    return null;
  }
  return reemplazarSano(actual, archivo, nuevo);
}

/** Copia el libro que había y, con él para sí solo (sin bitácora ni otros conectados), cambia uno por otro de una vez. */
function reemplazarSano(actual: Libro, archivo: string, nuevo: string): string {
  const copia = nombreDeCopia(archivo, 'antes-de-restaurar');
  const vecino = crearVecino(archivo, 'copia');
  try {
    // Se copia antes de pedir el libro para sí, que ya escribe en él: si la copia no cabe, no cambió ni un byte.
    const momento = actual.versionAjena();
    copiarBase(actual, vecino);
    exigirExclusivo(actual);
    if (actual.versionAjena() !== momento) throw enUso(actual.ruta);
    publicarNuevo(vecino, copia);
    renameSync(nuevo, archivo);
    volcarAlDisco(dirname(archivo));
    return copia;
  } catch (error) {
    if (!estaDaniado(error)) throw error;
    actual.cerrar();
    return apartarDaniado(archivo, nuevo);
  } finally {
    actual.cerrar();
    borrarPasajero(vecino);
  }
}

function exigirExclusivo({ base, ruta }: Libro): void {
  base.pragma('locking_mode = EXCLUSIVE');
  let modo: unknown;
  try {
    modo = base.pragma('journal_mode = DELETE', { simple: true });
    base.exec('BEGIN EXCLUSIVE; COMMIT');
  } catch (error) {
    if (!codigoDe(error).startsWith('SQLITE_BUSY')) throw error;
  }
  if (modo !== 'delete') throw enUso(ruta);
}

/** El libro dañado no se puede leer: se lo aparta byte por byte, con su bitácora, que no debe quedar al lado del nuevo. */
function apartarDaniado(archivo: string, nuevo: string): string {
  const copia = nombreDeCopia(archivo, 'daniado');
  if (existsSync(`${archivo}-wal`)) renameSync(`${archivo}-wal`, `${copia}-wal`);
  rmSync(`${archivo}-shm`, { force: true });
  renameSync(archivo, copia);
  renameSync(nuevo, archivo);
  volcarAlDisco(dirname(archivo));
  return copia;
}

function estaDaniado(error: unknown): boolean {
  const causa = error instanceof ErrorDeLibro ? error.cause : error;
  return /^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(codigoDe(causa));
}

function enUso(ruta: string): ErrorDeLibro {
  return new ErrorDeLibro(`otro proceso está usando el libro: ${ruta}`, {
    sugerencia: 'espere a que termine y repita la orden',
  });
}
