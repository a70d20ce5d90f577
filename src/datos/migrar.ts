import type Database from 'better-sqlite3';
import { deshacer } from './conexion.ts';
import { type Migracion, migraciones } from './migraciones/index.ts';

/** Versión del esquema de una base, 0 si está vacía. */
export function versionDe(base: Database.Database): number {
  return Number(base.pragma('user_version', { simple: true }));
}

/**
 * Lleva la base a la última versión, cada migración en su transacción junto con su `user_version`: una interrupción deja
 * la versión vieja o la nueva, nunca algo intermedio. Devuelve cuántas aplicó.
 */
export function migrar(base: Database.Database, lista: readonly Migracion[] = migraciones): number {
  let aplicadas = 0;
  for (const { version, sql } of lista) {
    if (versionDe(base) >= version) continue;
    base.exec('BEGIN IMMEDIATE');
    try {
      // Otro proceso pudo migrar mientras se esperaba el turno.
      if (versionDe(base) < version) {
        base.exec(sql);
        base.pragma(`user_version = ${version}`);
        aplicadas += 1;
      }
      base.exec('COMMIT');
    } catch (error) {
      deshacer(base);
      throw error;
    }
  }
  return aplicadas;
}
