import Database from 'better-sqlite3';
import type { Libro } from './conexion.ts';
import { migrar } from './migrar.ts';

/** Una diferencia entre el esquema del libro y el que hacen las migraciones. */
export interface DiferenciaDeEsquema {
  readonly tabla: string;
  readonly detalle: string;
}

interface Objeto {
  readonly clase: string;
  readonly nombre: string;
  readonly tabla: string;
  readonly sql: string | null;
}

const consulta = 'SELECT type AS clase, name AS nombre, tbl_name AS tabla, sql FROM sqlite_schema';

/** Compara tablas, índices y disparadores, letra por letra, con los de un libro recién hecho: un disparador quitado se ve. */
export function compararEsquema(libro: Libro): DiferenciaDeEsquema[] {
  const modelo = new Database(':memory:');
  try {
    migrar(modelo);
    const esperados = porNombre(modelo.prepare<[], Objeto>(consulta).all());
    const presentes = porNombre(libro.preparar<Objeto>(consulta).all());
    const faltan = [...esperados.values()].flatMap((objeto) => {
      const presente = presentes.get(objeto.nombre);
      if (presente === undefined) return [{ tabla: objeto.tabla, detalle: `falta ${nombrar(objeto)}` }];
      const igual = presente.sql === objeto.sql && presente.tabla === objeto.tabla && presente.clase === objeto.clase;
      return igual ? [] : [{ tabla: objeto.tabla, detalle: `no es el original: ${nombrar(objeto)}` }];
    });
    const sobran = [...presentes.values()].filter(
      ({ nombre }) => !esperados.has(nombre) && !nombre.startsWith('sqlite_stat'),
    );
    return [...faltan, ...sobran.map((objeto) => ({ tabla: objeto.tabla, detalle: `sobra ${nombrar(objeto)}` }))];
  } finally {
    modelo.close();
  }
}

function porNombre(objetos: readonly Objeto[]): Map<string, Objeto> {
  return new Map(objetos.map((objeto) => [objeto.nombre, objeto]));
}

const clases: Readonly<Record<string, string>> = {
  table: 'la tabla',
  index: 'el índice',
  trigger: 'el disparador',
  view: 'la vista',
};

function nombrar({ clase, nombre }: Objeto): string {
  return `${clases[clase] ?? clase} ${nombre}`;
}
