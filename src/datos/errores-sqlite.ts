import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ErrorDeLibro, ErrorDeUsuario } from '../dominio/errores.ts';

/** Código de un error de SQLite o del sistema (`SQLITE_BUSY`, `ENOSPC`); vacío si no lo trae. */
export function codigoDe(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

interface Texto {
  readonly que: string;
  readonly sugerencia: string;
}

const ocupado: Texto = {
  que: 'otro proceso está escribiendo en el libro',
  sugerencia: 'espere a que termine y repita la orden',
};
const soloLectura: Texto = {
  que: 'el libro está en un disco o con un permiso de sólo lectura',
  sugerencia: 'dé permiso de escritura al archivo y a su carpeta, o elija otro con --libro <ruta>',
};
const daniado: Texto = {
  que: 'el libro está dañado',
  sugerencia: 'no lo siga usando: ejecute cobranzas libro restaurar <respaldo> con su último respaldo',
};
const sinPermiso: Texto = {
  que: 'no hay permiso para usar el libro',
  sugerencia: 'revise el dueño y los permisos del archivo y de su carpeta, o elija otro con --libro <ruta>',
};

/** Por prefijo de código: el primero que coincide manda. */
const textos: readonly (readonly [string, Texto])[] = [
  ['SQLITE_BUSY', ocupado],
  ['SQLITE_LOCKED', ocupado],
  ['SQLITE_READONLY', soloLectura],
  ['EROFS', soloLectura],
  ['SQLITE_CORRUPT', daniado],
  ['SQLITE_NOTADB', daniado],
  ['SQLITE_CANTOPEN', { ...sinPermiso, que: 'no se puede abrir el libro' }],
  ['SQLITE_PERM', sinPermiso],
  ['SQLITE_AUTH', sinPermiso],
  ['EACCES', sinPermiso],
  ['EPERM', sinPermiso],
  [
    'SQLITE_IOERR',
    {
      que: 'el disco falló al leer o escribir el libro',
      sugerencia: 'revise el disco, ejecute cobranzas libro verificar y repita la orden',
    },
  ],
  [
    'EIO',
    {
      que: 'el disco falló',
      sugerencia: 'revise el disco, ejecute cobranzas libro verificar y repita la orden',
    },
  ],
  [
    'SQLITE_TOOBIG',
    { que: 'un texto es demasiado largo para el libro', sugerencia: 'acorte el texto y repita la orden' },
  ],
  ['SQLITE_NOMEM', { que: 'no alcanza la memoria', sugerencia: 'cierre otros programas y repita la orden' }],
  ['ENOTDIR', { que: 'la ruta del libro pasa por algo que no es una carpeta', sugerencia: 'corrija --libro <ruta>' }],
  ['ELOOP', { que: 'la ruta del libro es un círculo de enlaces', sugerencia: 'corrija --libro <ruta>' }],
  ['ENAMETOOLONG', { que: 'la ruta del libro es demasiado larga', sugerencia: 'elija otra con --libro <ruta>' }],
];

/**
 * Convierte un error de SQLite o del sistema en un {@link ErrorDeLibro} que dice qué hacer; los que no tienen remedio
 * para el usuario (y los que ya son suyos) vuelven como están.
 */
export function traducirError(error: unknown, ruta: string): unknown {
  if (error instanceof ErrorDeUsuario) return error;
  const codigo = codigoDe(error);
  if (esFaltaDeEspacio(codigo)) return discoLleno(error, ruta);
  const texto = textos.find(([prefijo]) => codigo === prefijo || codigo.startsWith(`${prefijo}_`))?.[1];
  if (texto === undefined) return error;
  return new ErrorDeLibro(`${texto.que}: ${ruta}`, { sugerencia: texto.sugerencia, causa: error });
}

/** SQLITE_IOERR_SHMSIZE: ni siquiera cupo el índice de la bitácora (`-shm`), que SQLite crea al abrir. */
export function esFaltaDeEspacio(codigo: string): boolean {
  return ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'].includes(codigo);
}

/** Corre una acción y traduce lo que lance (ver {@link traducirError}). */
export function conErroresDeLibro<T>(ruta: string, accion: () => T): T {
  try {
    return accion();
  } catch (error) {
    throw traducirError(error, ruta);
  }
}

function discoLleno(error: unknown, ruta: string): ErrorDeLibro {
  const carpeta = dirname(ruta);
  let libres = 0;
  let tamanio = 0;
  try {
    const disco = statfsSync(carpeta);
    libres = disco.bavail * disco.bsize;
    tamanio = statSync(ruta, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    // Sin el dato, el mensaje dice sólo que no hay espacio.
  }
  const necesarios = 2 * tamanio + 20 * 1024 * 1024;
  return new ErrorDeLibro(`no queda espacio en el disco; el libro no cambió: ${ruta}`, {
    sugerencia: `libere espacio en ${carpeta} y repita la orden; conviene tener libres ${enMegas(necesarios)} (hay ${enMegas(libres)})`,
    causa: error,
  });
}

function enMegas(bytes: number): string {
  return `${Math.ceil(bytes / (1024 * 1024))} MiB`;
}
