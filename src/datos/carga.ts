import { asegurar } from '../dominio/errores.ts';
import type { Libro } from './conexion.ts';
import type { Operacion } from './operacion.ts';

/** Índices que conviene hacer al final de una carga grande; los de unicidad y los que usan los disparadores se quedan. */
export const indicesAplazables = [
  'documentos_abiertos',
  'documentos_por_cliente',
  'creditos_disponibles',
  'creditos_cheques',
  'creditos_ajenos',
  'creditos_por_cliente',
  'aplicaciones_por_fecha',
] as const;
export type IndiceAplazable = (typeof indicesAplazables)[number];

/** Comprobaciones fila a fila que la carga hace de una vez al terminar: costaban un cuarto de la importación. */
const disparadoresAplazables = [
  'documentos_agrega',
  'creditos_agrega',
  'aplicaciones_agrega',
  'documentos_saldo',
  'creditos_disponible',
] as const;

/** Debajo de esto, rehacer los índices no compensa. */
const filasMin = 5000;
/** La carga se considera grande si trae al menos una cuarta parte de lo que el libro ya tiene. */
const proporcionMin = 0.25;

/**
 * Caché de SQLite mientras se rehacen los índices, en KiB. SQLite ordena en la memoria otro tanto antes de pasar a un archivo
 * pasajero: con los 64 MiB de la carga, millón y medio de filas subían el máximo 95 MiB y tardaban un tercio más.
 */
const kibParaOrdenar = 8 * 1024;

/**
 * Corre una carga que puede ser grande. Cuando se ve que lo es (por lo agregado, que un archivo repetido no agrega nada y
 * rehacer índices costaría más que leerlo), quita los índices y comprobaciones que salen más baratos al final y los repone
 * antes de volver, todo en la transacción de la operación: si algo falla, el libro queda como estaba. Durante la carga
 * saldo y disponible siguen al día.
 * @param conservar índices que la carga misma necesita para leer
 * @param accion llama cada tanto a `revisar`, sin ningún recorrido abierto en el libro: es cuando se decide
 */
export async function conCargaMasiva<T>(
  operacion: Operacion,
  conservar: readonly IndiceAplazable[],
  accion: (revisar: () => void) => Promise<T> | T,
): Promise<T> {
  const { libro } = operacion;
  const presentes = Number(libro.preparar('SELECT coalesce(max(id), 0) FROM documentos').pluck().get());
  const umbral = Math.max(filasMin, presentes * proporcionMin);
  const indices = indicesAplazables.filter((indice) => !conservar.includes(indice));
  const quitados: string[] = [];
  const resultado = await accion(() => {
    if (quitados.length > 0 || filasAgregadas(operacion) < umbral) return;
    quitados.push(...quitar(libro, 'INDEX', indices), ...quitar(libro, 'TRIGGER', disparadoresAplazables));
  });
  if (quitados.length === 0) return resultado;
  exigirTotales(operacion);
  reponer(libro, quitados);
  return resultado;
}

/** Repone lo quitado con poca caché, que vuelve a ser la de antes al terminar. */
function reponer({ base }: Libro, quitados: readonly string[]): void {
  const anterior = Number(base.pragma('cache_size', { simple: true }));
  base.pragma(`cache_size = -${kibParaOrdenar}`);
  for (const sql of quitados) base.exec(sql);
  base.pragma(`cache_size = ${anterior}`);
}

function filasAgregadas(operacion: Operacion): number {
  return operacion.cuenta('documentos') + operacion.cuenta('creditos');
}

/** Quita esos objetos del esquema y devuelve el SQL exacto con que se reponen. */
function quitar(libro: Libro, clase: 'INDEX' | 'TRIGGER', nombres: readonly string[]): string[] {
  return nombres.map((nombre) => {
    const sql = libro
      .preparar('SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?')
      .pluck()
      .get(clase.toLowerCase(), nombre);
    asegurar(typeof sql === 'string', `el libro no tiene ${nombre}`);
    libro.base.exec(`DROP ${clase} ${nombre}`);
    return sql;
  });
}

/** Lo que los disparadores quitados habrían comprobado fila por fila, comprobado de una vez. */
function exigirTotales({ libro, id }: Operacion): void {
  const [documentos, creditos, aplicado] = libro
    .preparar(
      `SELECT (SELECT sum(importe - saldo) FROM documentos), (SELECT sum(monto - disponible) FROM creditos),
        (SELECT sum(monto) FROM aplicaciones)`,
    )
    .raw()
    .get() as (number | null)[];
  const [anulado, devuelto] = libro
    .preparar(
      'SELECT sum(monto) FILTER (WHERE documento_id IS NOT NULL), sum(monto) FILTER (WHERE credito_id IS NOT NULL) FROM reversas',
    )
    .raw()
    .get() as (number | null)[];
  asegurar((documentos ?? 0) === (aplicado ?? 0) + (anulado ?? 0), 'los saldos no suman lo aplicado');
  asegurar((creditos ?? 0) === (aplicado ?? 0) + (devuelto ?? 0), 'lo disponible no suma lo aplicado');
  for (const tabla of ['documentos', 'creditos', 'aplicaciones'] as const) {
    const ultima = libro.preparar(`SELECT operacion_id FROM ${tabla} ORDER BY id DESC LIMIT 1`).pluck().get();
    asegurar(ultima === undefined || Number(ultima) <= id, `${tabla} tiene filas de otra operación`);
  }
}
