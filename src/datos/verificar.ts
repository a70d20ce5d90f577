import type { Libro } from './conexion.ts';
import { codigoDe } from './errores-sqlite.ts';
import { compararEsquema } from './esquema.ts';
import type { Hallazgo } from './hallazgo.ts';
import { type Imposible, imposiblesDeGestion } from './verificar-gestion.ts';
import { verificarHuellas } from './verificar-huellas.ts';
import { imposiblesDeMensajes } from './verificar-mensajes.ts';

export type { Hallazgo } from './hallazgo.ts';

/** Hallazgos que se entregan antes de cortar: con tantos, lo que hace falta es un respaldo. */
const hallazgosMax = 1000;

type Comprobacion = (libro: Libro) => Iterable<Hallazgo>;

const comprobaciones: readonly Comprobacion[] = [
  verificarArchivo,
  verificarEsquema,
  verificarReferencias,
  verificarHuellas,
  verificarSaldos,
  verificarImposibles,
];

/**
 * Comprueba el libro entero, en un solo momento de la base y sin cargarlo en memoria: páginas, esquema, referencias,
 * cadena de huellas, saldos, aplicaciones y gestión. Sin hallazgos, el libro es el que se escribió.
 */
export function verificar(libro: Libro): Hallazgo[] {
  const hallazgos: Hallazgo[] = [];
  libro.base.exec('BEGIN');
  try {
    for (const comprobar of comprobaciones) {
      for (const hallazgo of conDanios(libro, comprobar)) {
        hallazgos.push(hallazgo);
        if (hallazgos.length >= hallazgosMax) return hallazgos;
      }
    }
    return hallazgos;
  } finally {
    if (libro.base.inTransaction) libro.base.exec('ROLLBACK');
  }
}

/** Si SQLite no puede leer una parte del archivo, eso es un hallazgo y se sigue con lo demás. */
function* conDanios(libro: Libro, comprobar: Comprobacion): Generator<Hallazgo> {
  try {
    yield* comprobar(libro);
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB|ERROR|IOERR|TOOBIG|MISMATCH)/.test(codigoDe(error))) throw error;
    yield {
      aspecto: 'archivo',
      tabla: '',
      fila: null,
      detalle: `SQLite no puede leer el libro (${codigoDe(error)})`,
    };
  }
}

function* verificarArchivo({ base }: Libro): Generator<Hallazgo> {
  for (const detalle of base.prepare<[], string>('PRAGMA integrity_check(100)').pluck().iterate()) {
    if (detalle !== 'ok') yield { aspecto: 'archivo', tabla: '', fila: null, detalle: `integrity_check: ${detalle}` };
  }
}

function* verificarEsquema(libro: Libro): Generator<Hallazgo> {
  for (const { tabla, detalle } of compararEsquema(libro)) yield { aspecto: 'esquema', tabla, fila: null, detalle };
}

function* verificarReferencias({ base }: Libro): Generator<Hallazgo> {
  const rotas = base.prepare<[], { table: string; rowid: number; parent: string }>('PRAGMA foreign_key_check');
  for (const { table, rowid, parent } of rotas.iterate()) {
    yield {
      aspecto: 'referencia',
      tabla: table,
      fila: rowid,
      detalle: `nombra una fila de ${parent} que no existe`,
    };
  }
}

function* verificarSaldos({ base }: Libro): Generator<Hallazgo> {
  const copias = [
    { tabla: 'documentos', copia: 'saldo', total: 'importe', clave: 'documento_id' },
    { tabla: 'creditos', copia: 'disponible', total: 'monto', clave: 'credito_id' },
  ] as const;
  const movidos =
    base.prepare('SELECT EXISTS (SELECT 1 FROM aplicaciones) OR EXISTS (SELECT 1 FROM reversas)').pluck().get() === 1;
  for (const { tabla, copia, total, clave } of copias) {
    const esperado = movidos
      ? `t.${total} - coalesce((SELECT sum(monto) FROM aplicaciones WHERE ${clave} = t.id), 0)
         - coalesce((SELECT sum(monto) FROM reversas WHERE ${clave} = t.id), 0)`
      : `t.${total}`;
    const distintos = base.prepare<[], { id: number; guardado: number; esperado: number }>(
      `SELECT id, guardado, esperado FROM (SELECT t.id, t.${copia} AS guardado, ${esperado} AS esperado FROM ${tabla} t)
       WHERE guardado IS NOT esperado`,
    );
    for (const { id, guardado, esperado: debido } of distintos.iterate()) {
      yield {
        aspecto: 'saldo',
        tabla,
        fila: id,
        detalle: `${copia} dice ${guardado} y las aplicaciones dan ${debido} (unidades menores)`,
      };
    }
  }
}

/** Lo que no puede pasar con aplicaciones y reversas. */
const imposibles: readonly Imposible[] = [
  {
    aspecto: 'aplicacion',
    tabla: 'aplicaciones',
    detalle: 'une un crédito y un documento de otra moneda u otro cliente',
    sql: `SELECT a.id FROM aplicaciones a JOIN creditos c ON c.id = a.credito_id JOIN documentos d ON d.id = a.documento_id
      WHERE c.moneda <> d.moneda OR c.cliente_id IS NOT d.cliente_id`,
  },
  {
    aspecto: 'aplicacion',
    tabla: 'aplicaciones',
    detalle: 'no niega exactamente la aplicación que dice deshacer',
    sql: `SELECT r.id FROM aplicaciones r LEFT JOIN aplicaciones a ON a.id = r.reversa_de AND a.id < r.id
      WHERE r.reversa_de IS NOT NULL
        AND (a.monto IS NOT -r.monto OR a.credito_id <> r.credito_id OR a.documento_id <> r.documento_id)`,
  },
  {
    aspecto: 'reversa',
    tabla: 'reversas',
    detalle: 'deshace más que el importe',
    sql: `SELECT r.id FROM reversas r LEFT JOIN documentos d ON d.id = r.documento_id LEFT JOIN creditos c ON c.id = r.credito_id
      WHERE r.monto > coalesce(d.importe, c.monto)`,
  },
];

function* verificarImposibles({ base }: Libro): Generator<Hallazgo> {
  for (const { aspecto, tabla, detalle, sql } of [...imposibles, ...imposiblesDeGestion, ...imposiblesDeMensajes]) {
    for (const fila of base.prepare<[], number>(sql).pluck().iterate()) yield { aspecto, tabla, fila, detalle };
  }
}
