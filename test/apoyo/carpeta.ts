import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const carpetas: string[] = [];

/** Una carpeta nueva y vacía, que se borra al terminar el archivo de pruebas. */
export function carpetaTemporal(): string {
  const carpeta = mkdtempSync(join(tmpdir(), 'cobranzas-prueba-'));
  carpetas.push(carpeta);
  return carpeta;
}

/** Borra las carpetas pedidas hasta ahora. */
export function borrarCarpetas(): void {
  for (const carpeta of carpetas.splice(0)) rmSync(carpeta, { recursive: true, force: true });
}
