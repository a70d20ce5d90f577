import Database from 'better-sqlite3';

/** Cómo falla: una sola sentencia, o ésa y todas las que siguen (un disco que se desconecta). */
export type ClaseDeFalla = 'una vez' | 'desde entonces';

interface Plan {
  readonly numero: number;
  readonly clase: ClaseDeFalla;
}

let plan: Plan | undefined;
let cuenta = 0;

/** Cada sentencia pasa por aquí antes de llegar a SQLite. */
function pasar(sql: string): void {
  if (plan === undefined) return;
  cuenta += 1;
  if (cuenta < plan.numero || (cuenta > plan.numero && plan.clase === 'una vez')) return;
  throw new Database.SqliteError(`falla puesta en la sentencia ${cuenta}: ${sql.slice(0, 60)}`, 'SQLITE_IOERR_WRITE');
}

type Metodos = Record<string, (...argumentos: unknown[]) => unknown>;

function envolver(
  prototipo: object,
  nombres: readonly string[],
  sqlDe: (este: object, primero: unknown) => string,
): void {
  const metodos = prototipo as Metodos;
  for (const nombre of nombres) {
    const original = metodos[nombre];
    if (original === undefined) throw new Error(`el controlador no tiene ${nombre}`);
    metodos[nombre] = function (this: object, ...argumentos: unknown[]) {
      pasar(sqlDe(this, argumentos[0]));
      return original.apply(this, argumentos);
    };
  }
}

/** Envuelve el controlador de este proceso, también el que usa el programa construido: es el mismo módulo. */
export function envolverControlador(): void {
  const base = new Database(':memory:');
  const sentencia = Object.getPrototypeOf(base.prepare('SELECT 1')) as object;
  envolver(sentencia, ['run', 'get', 'all', 'iterate'], (este) => (este as { source: string }).source);
  envolver(Database.prototype, ['exec', 'prepare'], (_, sql) => String(sql));
  base.close();
}

/** Corre algo con una falla puesta; devuelve lo que dio y si la falla llegó a ocurrir. */
export async function conFalla<T>(
  puesta: Plan,
  accion: () => Promise<T>,
): Promise<{ valor: T; ocurrio: boolean; sentencias: number }> {
  plan = puesta;
  cuenta = 0;
  try {
    const valor = await accion();
    return { valor, ocurrio: cuenta >= puesta.numero, sentencias: cuenta };
  } finally {
    plan = undefined;
  }
}
