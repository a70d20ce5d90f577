import { abrirParaEscribir } from '../../../src/datos/abrir.ts';
import { migrarConCopia } from '../../../src/datos/actualizar.ts';
import { traducirError } from '../../../src/datos/errores-sqlite.ts';
import { migraciones } from '../../../src/datos/migraciones/index.ts';
import { ErrorDeUsuario } from '../../../src/dominio/errores.ts';

const ultima = migraciones.at(-1)?.version ?? 0;

/** Una versión del esquema que no existe, con trabajo suficiente para que se la pueda cortar por la mitad. */
export const versionDePrueba = ultima + 1;
const dePrueba = {
  version: versionDePrueba,
  sql: `CREATE TABLE prueba (id INTEGER PRIMARY KEY, numero TEXT NOT NULL, importe INTEGER NOT NULL) STRICT;
    INSERT INTO prueba SELECT id, numero, importe FROM documentos;
    INSERT INTO prueba SELECT id + 10000000, numero, importe FROM documentos;
    CREATE INDEX prueba_por_numero ON prueba (numero, importe);
    ALTER TABLE clientes ADD COLUMN prueba TEXT;`,
};

/** La versión del esquema que escribe el programa. */
export const versionVigente = ultima;

/**
 * Migra el libro como lo hace la primera orden que escribe: al esquema de prueba o, con `vigente`, al del programa. Devuelve
 * el código de salida.
 */
export function migrarDePrueba(ruta: string, { vigente = false }: { readonly vigente?: boolean } = {}): number {
  try {
    const libro = abrirParaEscribir(ruta);
    if (libro === undefined) return 3;
    try {
      migrarConCopia(libro, vigente ? migraciones : [...migraciones, dePrueba]);
    } finally {
      libro.cerrar();
    }
    return 0;
  } catch (error) {
    const traducido = traducirError(error, ruta);
    console.error(traducido instanceof Error ? traducido.message : String(traducido));
    return traducido instanceof ErrorDeUsuario ? traducido.codigo : 70;
  }
}
