import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { ErrorDeLibro } from '../dominio/errores.ts';
import { traducirError } from './errores-sqlite.ts';
import { avisoDeRed, ID_DE_APLICACION } from './formato.ts';

/** SQLite anterior a ésta puede dañar un WAL con dos escritores (sqlite.org/wal.html, «WAL-reset bug»). */
const versionMinimaDeSqlite = '3.51.3';
const esperaMilisegundos = 5000;

/** Libros abiertos por este proceso: cerrar un descriptor propio del archivo soltaría los candados de SQLite (POSIX). */
const abiertos = new Map<string, number>();

/** Dice si este proceso tiene abierto el libro de esa ruta absoluta. */
export function estaAbierto(ruta: string): boolean {
  return (abiertos.get(ruta) ?? 0) > 0;
}

/** Un libro abierto. `ruta` es la que dio el usuario; se cierra con {@link Libro.cerrar}. */
export class Libro {
  readonly ruta: string;
  readonly base: Database.Database;
  /** Lo que conviene decirle al usuario sobre el lugar donde está el libro. */
  readonly avisos: readonly string[];
  readonly #sentencias = new Map<string, Database.Statement<unknown[]>>();
  readonly #alCerrar: (() => void) | undefined;
  readonly #archivo: string;
  readonly #inodo: number | undefined;

  constructor(base: Database.Database, { ruta, archivo, inodo, alCerrar }: DatosDeLibro) {
    this.ruta = ruta;
    this.base = base;
    this.#archivo = archivo;
    this.#inodo = inodo;
    this.#alCerrar = alCerrar;
    const aviso = archivo === '' ? undefined : avisoDeRed(ruta);
    this.avisos = aviso === undefined ? [] : [aviso];
    abiertos.set(archivo, (abiertos.get(archivo) ?? 0) + 1);
  }

  /** La sentencia de ese SQL, compilada una sola vez. */
  preparar<F = unknown>(sql: string): Database.Statement<unknown[], F> {
    let sentencia = this.#sentencias.get(sql);
    if (sentencia === undefined) {
      sentencia = this.base.prepare<unknown[]>(sql);
      this.#sentencias.set(sql, sentencia);
    }
    return sentencia as Database.Statement<unknown[], F>;
  }

  /** Un número que cambia cuando otra conexión confirma algo, y no con lo que confirma ésta. */
  versionAjena(): number {
    return Number(this.preparar('PRAGMA data_version').pluck().get());
  }

  /** Dice si la ruta todavía lleva al archivo abierto: una restauración pudo poner otro mientras se esperaba el turno. */
  sigueEnSuLugar(): boolean {
    return this.#inodo === undefined || statSync(this.#archivo, { throwIfNoEntry: false })?.ino === this.#inodo;
  }

  /** Cierra la conexión; lo que no se haya confirmado se pierde. Se puede llamar dos veces. */
  cerrar(): void {
    if (!this.base.open) return;
    this.base.close();
    abiertos.set(this.#archivo, (abiertos.get(this.#archivo) ?? 1) - 1);
    this.#alCerrar?.();
  }
}

/**
 * Deshace la transacción abierta, si SQLite no la deshizo ya por su cuenta (disco lleno). Si ni eso se puede, se deshace
 * sola al cerrar: lo que hay que contar es la falla que trajo hasta aquí, no ésta.
 */
export function deshacer(base: Database.Database): void {
  if (!base.inTransaction) return;
  try {
    base.exec('ROLLBACK');
  } catch {
    // Sin remedio y sin consecuencia: lo no confirmado nunca entra.
  }
}

interface DatosDeLibro {
  readonly ruta: string;
  /** Archivo que se abre de verdad: la ruta absoluta, una copia, o vacío si es una base pasajera. */
  readonly archivo: string;
  /** Número de inodo del archivo, mirado antes de abrirlo. */
  readonly inodo?: number;
  readonly alCerrar?: (() => void) | undefined;
}

/** Cómo se abre la conexión; `nueva` es un archivo que todavía nadie más ve. */
export type ModoDeConexion = 'sola-lectura' | 'consulta' | 'escritura' | 'nueva';

/**
 * Abre la conexión con todo lo que SQLite no trae puesto. `sola-lectura` no puede escribir ni un byte; `consulta`
 * tampoco cambia datos, pero al cerrar se lleva los archivos laterales que SQLite creó para leer.
 * @throws {ErrorDeLibro} si SQLite es demasiado viejo o el archivo no se puede abrir
 */
export function conectar(datos: DatosDeLibro, modo: ModoDeConexion): Libro {
  try {
    const base = new Database(datos.archivo, {
      readonly: modo === 'sola-lectura',
      fileMustExist: datos.archivo !== '',
      timeout: esperaMilisegundos,
    });
    try {
      exigirSqlite(base);
      configurar(base, modo);
      return new Libro(base, datos);
    } catch (error) {
      base.close();
      throw error;
    }
  } catch (error) {
    throw traducirError(error, datos.ruta);
  }
}

function exigirSqlite(base: Database.Database): void {
  const version = String(base.prepare('SELECT sqlite_version()').pluck().get());
  if (compararVersiones(version, versionMinimaDeSqlite) < 0) {
    throw new ErrorDeLibro(`SQLite ${version} es demasiado viejo: se necesita ${versionMinimaDeSqlite} o posterior`, {
      sugerencia: 'reinstale cobranzas con sus dependencias',
    });
  }
}

/** Compara versiones `a.b.c` número a número. */
function compararVersiones(una: string, otra: string): number {
  const partes = otra.split('.').map(Number);
  for (const [indice, numero] of una.split('.').map(Number).entries()) {
    const diferencia = numero - (partes[indice] ?? 0);
    if (diferencia !== 0) return diferencia;
  }
  return 0;
}

function configurar(base: Database.Database, modo: ModoDeConexion): void {
  base.pragma('foreign_keys = ON');
  base.pragma('trusted_schema = OFF');
  base.pragma('recursive_triggers = ON');
  base.pragma('cell_size_check = ON');
  if (modo === 'consulta') base.pragma('query_only = ON');
  if (modo === 'escritura') {
    base.pragma('journal_mode = WAL');
    base.pragma('cache_size = -65536');
  }
  // Nadie ve el archivo nuevo hasta que se lo vuelca al disco y se lo publica entero: no necesita bitácora durable.
  if (modo === 'nueva') {
    base.pragma('journal_mode = MEMORY');
    base.pragma('cache_size = -65536');
    base.pragma(`application_id = ${ID_DE_APLICACION}`);
  }
  base.pragma(`synchronous = ${modo === 'nueva' ? 'OFF' : 'FULL'}`);
}
