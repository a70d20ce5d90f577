import type { Dinero, Moneda } from '../dominio/dinero.ts';
import { type Fecha, numeroDeDia } from '../dominio/fecha.ts';
import type { Libro } from './conexion.ts';

// `documentos.saldo` y `creditos.disponible` cuentan todos los hechos, también los de después. El saldo de un día
// pasado es lo guardado más lo que se aplicó o se reversó después de ese día (REGLAS: «A un día»).

function saldoDeEseDia(
  alias: string,
  { guardado, clave }: { readonly guardado: string; readonly clave: string },
): string {
  const despues = (tabla: string) =>
    `coalesce((SELECT sum(monto) FROM ${tabla} WHERE ${clave} = ${alias}.id AND fecha > :hoy), 0)`;
  return `(${alias}.${guardado} + ${despues('aplicaciones')} + ${despues('reversas')})`;
}

/** Expresión SQL con el saldo al día `:hoy` del documento `alias`; para listas que ya leen la tabla entera. */
export function saldoAlDia(alias: string): string {
  return saldoDeEseDia(alias, { guardado: 'saldo', clave: 'documento_id' });
}

/** Expresión SQL con lo que al día `:hoy` no estaba aplicado del crédito `alias`. */
export function disponibleAlDia(alias: string): string {
  return saldoDeEseDia(alias, { guardado: 'disponible', clave: 'credito_id' });
}

/** Dice si el libro tiene aplicaciones o reversas posteriores a ese día; casi nunca las tiene. */
export function hayHechosPosteriores(libro: Libro, hoy: Fecha): boolean {
  const consulta = libro.preparar(
    'SELECT EXISTS (SELECT 1 FROM aplicaciones WHERE fecha > ?) OR EXISTS (SELECT 1 FROM reversas WHERE fecha > ?)',
  );
  return consulta.pluck().get(hoy, hoy) === 1;
}

/**
 * Lo que se canceló después de ese día sólo porque lo informó un archivo, sin fecha: no se sabe si ese día ya estaba
 * pagado. Por moneda, de documentos ya emitidos; vacío si no hay hechos posteriores.
 */
export function leerAjustesPosteriores(libro: Libro, hoy: Fecha): Dinero[] {
  if (!hayHechosPosteriores(libro, hoy)) return [];
  const filas = libro
    .preparar(
      `SELECT c.moneda, sum(a.monto) FROM aplicaciones a
       JOIN creditos c ON c.id = a.credito_id JOIN documentos d ON d.id = a.documento_id
       WHERE a.fecha > :hoy AND c.origen = 'importacion' AND d.emision_dia <= :dia
       GROUP BY c.moneda HAVING sum(a.monto) > 0 ORDER BY c.moneda`,
    )
    .raw()
    .all({ hoy, dia: numeroDeDia(hoy) }) as [Moneda, number][];
  return filas.map(([moneda, monto]) => ({ moneda, monto }));
}

/**
 * Subconsulta SQL con los documentos que se debían al día: `id, cliente_id, moneda, vence_dia, saldo` (> 0).
 * Parámetros: `:dia` ({@link numeroDeDia}) y, si hay hechos posteriores, `:hoy`. Sin ellos se lee sólo el índice
 * parcial `documentos_abiertos`, que trae los grupos ya ordenados: de ahí la velocidad de las listas.
 * @param deQuienes condición sobre `cliente_id` cuando se miran pocos clientes: entonces no se recorre lo posterior de todos
 */
export function documentosAbiertos(conPosteriores: boolean, deQuienes?: string): string {
  const columnas = 'id, cliente_id, moneda, vence_dia';
  const deEllos = deQuienes === undefined ? '' : `AND ${deQuienes}`;
  const guardados = `SELECT ${columnas}, saldo FROM documentos WHERE saldo > 0 AND emision_dia <= :dia ${deEllos}`;
  if (!conPosteriores) return `(${guardados})`;
  // El límite, que no limita nada, hace que SQLite calcule el saldo una vez y no en cada lugar donde se lo nombra.
  if (deQuienes !== undefined)
    return `(SELECT * FROM (SELECT ${columnas}, ${saldoAlDia('d')} AS saldo FROM documentos d
      WHERE emision_dia <= :dia ${deEllos} LIMIT -1) WHERE saldo > 0)`;
  return `(WITH tocados AS MATERIALIZED ${tocadosDespues('documento_id')}
    ${guardados} ${sinTocar} UNION ALL ${abiertosTocados})`;
}

const sinTocar = 'AND id NOT IN (SELECT documento_id FROM tocados)';
const abiertosTocados = `SELECT d.id, d.cliente_id, d.moneda, d.vence_dia, d.saldo + t.monto AS saldo
  FROM tocados t CROSS JOIN documentos d ON d.id = t.documento_id
  WHERE d.saldo + t.monto > 0 AND d.emision_dia <= :dia`;

/**
 * Los de {@link documentosAbiertos} de todos, en subconsultas que no comparten ninguno: para quien suma por cliente y moneda y
 * puede sumar también las partes. Juntas, SQLite no sabe que la primera viene ordenada y la ordena entera otra vez.
 */
export function documentosAbiertosEnPartes(conPosteriores: boolean): readonly string[] {
  if (!conPosteriores) return [documentosAbiertos(false)];
  const tocados = `WITH tocados AS MATERIALIZED ${tocadosDespues('documento_id')}`;
  const guardados =
    'SELECT id, cliente_id, moneda, vence_dia, saldo FROM documentos WHERE saldo > 0 AND emision_dia <= :dia';
  return [`(${tocados} ${guardados} ${sinTocar})`, `(${tocados} ${abiertosTocados})`];
}

/** Hasta cuántos clientes conviene buscar de a uno: con más, recorrer la cartera entera es varias veces más rápido. */
const POCOS_CLIENTES = 200;

/**
 * Como {@link documentosAbiertos}, sólo de los que cumplen `deQuienes`, una condición sobre `cliente_id`.
 * @param cuantos cuántos clientes son, o más
 */
export function documentosAbiertosDe(
  conPosteriores: boolean,
  { deQuienes, cuantos }: { readonly deQuienes: string; readonly cuantos: number },
): string {
  if (!conPosteriores || cuantos <= POCOS_CLIENTES) return documentosAbiertos(conPosteriores, deQuienes);
  // El signo más: por ese camino no hay índice que sirva, y SQLite lo buscaría en cada fila.
  return `(SELECT * FROM ${documentosAbiertos(conPosteriores)} WHERE +${deQuienes})`;
}

/** Los clientes de la lista JSON `:clientes`. */
export const deEsosClientes = 'cliente_id IN (SELECT value FROM json_each(:clientes))';

/**
 * Subconsulta SQL con los créditos que al día tenían algo sin aplicar: `id, cliente_id, moneda, disponible` (> 0).
 * Parámetro: `:hoy`. Los pagos sin identificar no son de nadie y no están.
 * @param deQuienes condición sobre `cliente_id`, como en {@link documentosAbiertos}
 */
export function creditosDisponibles(conPosteriores: boolean, deQuienes = 'cliente_id IS NOT NULL'): string {
  const guardados = `SELECT id, cliente_id, moneda, disponible FROM creditos
    WHERE disponible > 0 AND ${deQuienes} AND fecha <= :hoy`;
  if (!conPosteriores) return `(${guardados})`;
  if (deQuienes !== 'cliente_id IS NOT NULL')
    return `(SELECT * FROM (SELECT id, cliente_id, moneda, ${disponibleAlDia('c')} AS disponible FROM creditos c
      WHERE ${deQuienes} AND fecha <= :hoy) WHERE disponible > 0)`;
  return `(WITH tocados AS MATERIALIZED ${tocadosDespues('credito_id')}
    ${guardados} AND id NOT IN (SELECT credito_id FROM tocados)
    UNION ALL
    SELECT c.id, c.cliente_id, c.moneda, c.disponible + t.monto
    FROM tocados t CROSS JOIN creditos c ON c.id = t.credito_id
    WHERE c.disponible + t.monto > 0 AND c.cliente_id IS NOT NULL AND c.fecha <= :hoy)`;
}

/** Subconsulta SQL con lo que hay que devolverle a cada documento o crédito para volver al día `:hoy`: `clave, monto`. */
export function tocadosDespues(clave: 'documento_id' | 'credito_id'): string {
  return `(SELECT ${clave}, sum(monto) AS monto FROM (
      SELECT ${clave}, monto FROM aplicaciones WHERE fecha > :hoy
      UNION ALL
      SELECT ${clave}, monto FROM reversas WHERE fecha > :hoy AND ${clave} IS NOT NULL)
    GROUP BY ${clave})`;
}
