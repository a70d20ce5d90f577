import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ErrorDeUso } from '../dominio/errores.ts';

/**
 * Escribe un archivo que no existe, legible sólo por su dueño, y crea las carpetas que falten.
 * @throws ErrorDeUso si ya existe o no se puede escribir ahí
 */
export async function escribirArchivoNuevo(ruta: string, texto: string): Promise<void> {
  try {
    await mkdir(dirname(ruta), { recursive: true, mode: 0o700 });
    const archivo = await open(ruta, 'wx', 0o600);
    try {
      await archivo.writeFile(texto);
      await archivo.sync();
    } finally {
      await archivo.close();
    }
  } catch (causa) {
    if (codigoDe(causa) === 'EEXIST') throw errorDeArchivoExistente(ruta);
    throw new ErrorDeUso(`no se puede escribir ${ruta} (${codigoDe(causa)})`, {
      sugerencia: 'revise los permisos de la carpeta o elija otro lugar con --salida',
      causa,
    });
  }
}

/** El error de quien iba a pisar un archivo. */
export function errorDeArchivoExistente(ruta: string): ErrorDeUso {
  return new ErrorDeUso(`ya existe ${ruta}; no se lo reemplaza`, {
    sugerencia: 'edítelo, o elija otro lugar con --salida',
  });
}

function codigoDe(causa: unknown): string {
  return causa instanceof Error && 'code' in causa ? String(causa.code) : String(causa);
}
