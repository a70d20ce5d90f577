import { randomUUID } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { ErrorDeLibro } from '../../dominio/errores.ts';
import { codigoDe, traducirError } from '../errores-sqlite.ts';

/** Lo que se espera a quien se está anotando en el mismo instante. */
const esperaMilisegundos = 100;

/** El turno de una corrida: mientras no se suelta, ninguna otra envía con el mismo libro. */
export interface Turno {
  soltar(): void;
}

/**
 * Toma el turno para enviar, en el archivo vecino `<libro>.envio`. Es un candado del sistema operativo sobre ese archivo,
 * así que se suelta solo si el proceso muere, aun por kill -9; el archivo queda. Antes de tomarlo se anota quién lo tiene, con
 * el candado de escritura de SQLite, que deja leer a los demás.
 * @param desde instante en que empieza la corrida, para decírselo a quien llegue después
 * @throws {ErrorDeLibro} si hay otra corrida, con su número de proceso y desde cuándo
 */
export function tomarTurno(rutaLibro: string, desde: string): Turno {
  const ruta = `${resolve(rutaLibro)}.envio`;
  let base: Database.Database | undefined;
  try {
    base = new Database(ruta, { timeout: esperaMilisegundos });
    chmodSync(ruta, 0o600);
    // Sin bitácora ni volcado: lo único que importa de este archivo es el candado.
    base.pragma('journal_mode = MEMORY');
    base.pragma('synchronous = OFF');
    ocupar(base, desde);
    const tomada = base;
    return { soltar: () => tomada.close() };
  } catch (error) {
    const ocupado = codigoDe(error).startsWith('SQLITE_BUSY');
    const quien = ocupado && base !== undefined ? quienLoTiene(base) : '';
    base?.close();
    if (!ocupado) throw traducirError(error, ruta);
    throw new ErrorDeLibro(`ya hay un envío de recordatorios en curso${quien}`, {
      sugerencia: 'espere a que termine: dos corridas a la vez podrían escribirle dos veces a un cliente',
    });
  }
}

/** Anota quién es y se queda con el candado; si entre una cosa y la otra se anotó otro, empieza de nuevo. */
function ocupar(base: Database.Database, desde: string): void {
  const clave = randomUUID();
  for (;;) {
    base.exec('BEGIN IMMEDIATE');
    base.exec('CREATE TABLE IF NOT EXISTS turno (proceso INTEGER, maquina TEXT, desde TEXT, clave TEXT)');
    base.exec('DELETE FROM turno');
    base.prepare('INSERT INTO turno VALUES (?, ?, ?, ?)').run(process.pid, hostname(), desde, clave);
    base.exec('COMMIT');
    base.exec('BEGIN IMMEDIATE');
    if (base.prepare('SELECT clave FROM turno').pluck().get() === clave) return;
    base.exec('ROLLBACK');
  }
}

interface Anotado {
  readonly proceso: number;
  readonly maquina: string;
  readonly inicio: string;
}

function quienLoTiene(base: Database.Database): string {
  try {
    const anotado = base.prepare('SELECT proceso, maquina, desde AS inicio FROM turno').get() as Anotado | undefined;
    if (anotado === undefined) return '';
    const donde = anotado.maquina === hostname() ? '' : ` en ${anotado.maquina}`;
    return ` (proceso ${anotado.proceso}${donde}, desde ${anotado.inicio})`;
  } catch {
    return '';
  }
}
