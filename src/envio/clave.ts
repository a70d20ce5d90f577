import { closeSync, existsSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ErrorDeUso } from '../dominio/errores.ts';

/** De dónde puede salir la clave del servidor de correo. Nunca de una opción: se vería en la lista de procesos. */
export interface LugaresDeClave {
  /** `correo.clave_archivo` de la política, o `null`. */
  readonly archivo: string | null;
  /** Desde la carpeta de este archivo se resuelve una ruta relativa. */
  readonly rutaPolitica: string;
  readonly entorno: Readonly<Record<string, string | undefined>>;
}

/**
 * La clave del servidor de correo, o `null` si no hay: del archivo de la política, que tiene que ser sólo de su dueño; si
 * no, de la credencial `smtp-clave` de systemd; si no, de COBRANZAS_SMTP_CLAVE.
 * @throws {ErrorDeUso} si el archivo no se puede leer, es de otro, o lo pueden leer los demás
 */
export function leerClave({ archivo, rutaPolitica, entorno }: LugaresDeClave): string | null {
  if (archivo !== null) return claveDeArchivo(resolve(dirname(rutaPolitica), archivo));
  const carpeta = entorno.CREDENTIALS_DIRECTORY;
  const credencial = carpeta ? join(carpeta, 'smtp-clave') : undefined;
  if (credencial !== undefined && existsSync(credencial))
    return exigirClave(readFileSync(credencial, 'utf8'), credencial);
  return entorno.COBRANZAS_SMTP_CLAVE || null;
}

function claveDeArchivo(ruta: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(ruta, 'r');
  } catch (causa) {
    throw new ErrorDeUso(`no se puede leer el archivo de la clave del correo: ${ruta}`, {
      sugerencia: 'revise clave_archivo en [correo] de la política',
      causa,
    });
  }
  try {
    // Se mira el archivo ya abierto: entre mirarlo y leerlo no se lo pueden cambiar.
    const { mode, uid } = fstatSync(descriptor);
    const propio = process.getuid?.() ?? uid;
    if (uid !== propio) {
      throw new ErrorDeUso(`el archivo de la clave del correo es de otro usuario: ${ruta}`, {
        sugerencia: `hágalo suyo: chown "$(id -un)" '${ruta}'`,
      });
    }
    if ((mode & 0o077) !== 0) {
      const permisos = (mode & 0o777).toString(8).padStart(4, '0');
      throw new ErrorDeUso(`otros usuarios pueden leer la clave del correo (permisos ${permisos}): ${ruta}`, {
        sugerencia: `déjela sólo para usted: chmod 600 '${ruta}'\nsi ya estuvo a la vista, cámbiela`,
      });
    }
    return exigirClave(readFileSync(descriptor, 'utf8'), ruta);
  } finally {
    closeSync(descriptor);
  }
}

function exigirClave(texto: string, ruta: string): string {
  const clave = texto.replace(/\r?\n$/, '');
  if (clave !== '' && !/[\r\n]/.test(clave)) return clave;
  throw new ErrorDeUso(`el archivo de la clave del correo está vacío o tiene más de un renglón: ${ruta}`, {
    sugerencia: 'escriba en él sólo la clave, en un renglón',
  });
}

/** Quita de un texto la clave, también como viaja al servidor: nada nuestro la repite. */
export function sinClave(texto: string, { usuario, clave }: { usuario: string | null; clave: string | null }): string {
  if (clave === null) return texto;
  const enBase64 = (dato: string): string => Buffer.from(dato).toString('base64');
  const formas = [clave, enBase64(clave), enBase64(`\0${usuario ?? ''}\0${clave}`)];
  return formas.reduce((limpio, forma) => limpio.replaceAll(forma, '***'), texto);
}
