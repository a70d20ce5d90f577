import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Lo que npm necesita en el entorno para compilar better-sqlite3 con los encabezados que esta instalación de Node trae, si
 * los trae: descargarlos haría falta sólo para obtener los mismos, y sin red la instalación fallaría.
 */
export function encabezadosPropios() {
  const prefijo = dirname(dirname(process.execPath));
  const ya = process.env.npm_config_nodedir !== undefined;
  return !ya && existsSync(join(prefijo, 'include/node/node.h')) ? { npm_config_nodedir: prefijo } : {};
}
