import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { abrirParaLeer } from '../../../src/datos/abrir.ts';
import { verificar } from '../../../src/datos/verificar.ts';

/** Lo que depende del momento y no de lo que se hizo: la hora, y las huellas que la incluyen. */
const delMomento = new Set(['instante', 'huella']);

/** Copia un libro, con su bitácora, a un lugar aparte y lo abre allí: mirarlo no debe cambiar nada a su lado. */
export function conCopia<T>(ruta: string, accion: (copia: string) => T): T {
  const carpeta = mkdtempSync(join(tmpdir(), 'cobranzas-copia-'));
  try {
    const copia = join(carpeta, 'libro.db');
    for (const lateral of ['', '-wal']) if (existsSync(ruta + lateral)) copyFileSync(ruta + lateral, copia + lateral);
    return accion(copia);
  } finally {
    rmSync(carpeta, { recursive: true, force: true });
  }
}

/** SHA-256 de lo que el libro dice (esquema y filas de todas sus tablas), sin horas; `sin libro` si no existe. */
export function volcar(ruta: string): string {
  if (!existsSync(ruta)) return 'sin libro';
  return conCopia(ruta, (copia) => {
    const base = new Database(copia);
    try {
      const resumen = createHash('sha256');
      const objetos = base.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').raw().all();
      resumen.update(JSON.stringify([base.pragma('user_version'), objetos]));
      for (const tabla of tablasDe(base)) {
        const columnas = (base.pragma(`table_xinfo(${tabla})`) as { name: string }[])
          .map(({ name }) => name)
          .filter((nombre) => !delMomento.has(nombre));
        const filas = base.prepare(`SELECT ${columnas.join(', ')} FROM ${tabla} ORDER BY id`).raw();
        for (const fila of filas.iterate()) resumen.update(JSON.stringify(fila));
      }
      return resumen.digest('hex');
    } finally {
      base.close();
    }
  });
}

function tablasDe(base: Database.Database): string[] {
  return base
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
}

/** Lo que encuentra `libro verificar`, en un texto; vacío si nada. No lo mira con el programa construido sino con el código. */
export function hallazgosDe(ruta: string): string {
  return conCopia(ruta, (copia) => {
    const libro = abrirParaLeer(copia);
    try {
      return verificar(libro)
        .map(({ tabla, fila, detalle }) => `${tabla} ${fila ?? ''} ${detalle}`)
        .join('; ');
    } finally {
      libro.cerrar();
    }
  });
}

/** Una sola celda de una consulta. */
export function consultar(ruta: string, sql: string): unknown {
  return conCopia(ruta, (copia) => {
    const base = new Database(copia);
    try {
      return base.prepare(sql).pluck().get();
    } finally {
      base.close();
    }
  });
}

/** SHA-256 de los bytes del archivo. */
export function huellaDeBytes(ruta: string): string {
  return existsSync(ruta) ? createHash('sha256').update(readFileSync(ruta)).digest('hex') : 'sin archivo';
}

/** Lo que hay en la carpeta del libro además de él. */
export function sobrantes(ruta: string, esperados: readonly string[] = []): string[] {
  const propios = new Set([ruta.slice(dirname(ruta).length + 1), ...esperados]);
  return readdirSync(dirname(ruta)).filter((nombre) => !propios.has(nombre));
}
