import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { ErrorDeLibro } from '../dominio/errores.ts';
import { conectar, type Libro } from './conexion.ts';
import { borrarPasajero, crearVecino, publicarNuevo } from './creacion.ts';
import { type Migracion, migraciones } from './migraciones/index.ts';
import { migrar, versionDe } from './migrar.ts';
import { copiarBase, nombreDeCopia } from './respaldo.ts';

/**
 * Lleva un libro de una versión anterior a la última, después de dejar a su lado una copia comprobada.
 * Devuelve la ruta de la copia, o `undefined` si ya estaba al día.
 */
export function migrarConCopia(libro: Libro, lista: readonly Migracion[] = migraciones): string | undefined {
  const anterior = versionDe(libro.base);
  if (anterior >= (lista.at(-1)?.version ?? 0)) return undefined;
  const archivo = resolve(libro.ruta);
  const vecino = crearVecino(archivo, 'copia');
  try {
    copiarBase(libro, vecino);
    exigirSana(libro.ruta, vecino);
    const copia = nombreDeCopia(archivo, `version-${anterior}`);
    publicarNuevo(vecino, copia);
    migrarOQuitar(libro, lista, copia);
    return copia;
  } finally {
    borrarPasajero(vecino);
  }
}

/** Si la migración falla el libro sigue como estaba y la copia sobra: otra por intento terminaría de llenar el disco. */
function migrarOQuitar({ base }: Libro, lista: readonly Migracion[], copia: string): void {
  try {
    migrar(base, lista);
  } catch (error) {
    rmSync(copia, { force: true });
    throw error;
  }
}

/** La copia es de un esquema anterior: se comprueban páginas y referencias, lo que no depende de esta versión. */
function exigirSana(ruta: string, archivo: string): void {
  const copia = conectar({ ruta, archivo }, 'sola-lectura');
  try {
    const sana = copia.base.pragma('integrity_check', { simple: true }) === 'ok';
    if (sana && (copia.base.pragma('foreign_key_check') as unknown[]).length === 0) return;
    throw new ErrorDeLibro(`el libro está dañado y no se pasó a la versión nueva: ${ruta}`, {
      sugerencia: 'use un respaldo sano con cobranzas libro restaurar <respaldo> --si',
    });
  } finally {
    copia.cerrar();
  }
}
