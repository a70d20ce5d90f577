import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Azar, azarCon } from './azar.ts';

/** Lo que una medición recibe. */
export interface Medicion {
  readonly semilla: number;
  readonly azar: Azar;
  /** Se pidieron las cifras completas y no las de cada entrega. */
  readonly completo: boolean;
  /** Carpeta vacía, que se borra al terminar. */
  readonly carpeta: string;
  /** Anota que algo no cumple. */
  falla(texto: string): void;
  /** Anota una falla si los dos textos difieren. */
  iguales(obtenido: unknown, esperado: unknown, que: string): void;
}

/** Lo que una medición informa: cuánto se probó y qué se vio; `omitida` dice por qué no se pudo probar. */
export interface Cifras {
  readonly cuenta: string;
  readonly detalle?: string;
  readonly omitida?: string;
}

const fallasALaVista = 15;

/** El argumento con que un guion se llama a sí mismo para hacer de otro proceso. */
export const comoHijo = process.argv[2] === 'hijo';

/**
 * Corre una medición y termina el proceso: las fallas van a la salida de errores; el último renglón de la salida es un JSON
 * que lee `.ci/fiabilidad.mjs`. La semilla es COBRANZAS_SEMILLA, o 1. Con `enMemoria` los libros van a /dev/shm si lo hay:
 * para lo que no trata de discos, esperar al disco sólo quita casos.
 */
export async function medir(
  id: string,
  accion: (medicion: Medicion) => Promise<Cifras> | Cifras,
  { enMemoria = false }: { enMemoria?: boolean } = {},
): Promise<void> {
  const semilla = Number(process.env.COBRANZAS_SEMILLA ?? 1);
  if (enMemoria && existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm';
  const carpeta = mkdtempSync(join(tmpdir(), `cobranzas-${id.toLowerCase()}-`));
  // Interrumpida, tampoco deja nada.
  process.once('exit', () => rmSync(carpeta, { recursive: true, force: true }));
  for (const senal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(senal, () => process.exit(1));
  let fallas = 0;
  const falla = (texto: string): void => {
    fallas += 1;
    if (fallas <= fallasALaVista) console.error(`  ${id}: ${texto}`);
  };
  const medicion: Medicion = {
    semilla,
    azar: azarCon(semilla),
    completo: process.env.COBRANZAS_COMPLETO === '1',
    carpeta,
    falla,
    iguales(obtenido, esperado, que) {
      if (obtenido !== esperado) falla(`${que}: ${String(obtenido)}, se esperaba ${String(esperado)}`);
    },
  };
  let cifras: Cifras;
  try {
    cifras = await accion(medicion);
  } catch (error) {
    falla(error instanceof Error ? (error.stack ?? error.message) : String(error));
    cifras = { cuenta: 'interrumpida' };
  }
  if (fallas > fallasALaVista) console.error(`  ${id}: … y ${fallas - fallasALaVista} fallas más`);
  console.log(JSON.stringify({ id, semilla, fallas, ...cifras }));
  process.exit(fallas === 0 ? 0 : 1);
}
