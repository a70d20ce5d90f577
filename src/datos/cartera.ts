import { reunirPartidas } from '../dominio/cuentas-de-partidas.ts';
import type { Moneda } from '../dominio/dinero.ts';
import { type Fecha, numeroDeDia } from '../dominio/fecha.ts';
import type { CuentaConSaldoAFavor, CuentaVencida } from '../dominio/lista-prioridad.ts';
import { leerEquivalentes } from './clientes.ts';
import type { Libro } from './conexion.ts';
import { abrirLectura, CuentaLeida, CuentaPartida, FacturaLeida, type Lectura } from './cuentas-leidas.ts';
import { type HechosDePrioridad, sinGestion } from './hechos-de-prioridad.ts';
import {
  creditosDisponibles,
  deEsosClientes,
  documentosAbiertos,
  documentosAbiertosDe,
  hayHechosPosteriores,
} from './saldos.ts';

/** El día para el que se mira la cartera y qué facturas cuentan. */
export interface CorteDeCartera {
  readonly hoy: Fecha;
  /** Cuentan las facturas con al menos tantos días de mora, ≥ 1. */
  readonly diasMoraMin: number;
}

/**
 * El SQL de {@link leerCuentasVencidas}: una pasada por el índice, agrupada en su mismo orden. `total()` suma con
 * enteros mientras caben en 64 bits, así que el orden de las filas no cambia la media, y no falla si no caben.
 */
export function consultaDeCuentas(conPosteriores: boolean): string {
  return `SELECT cliente_id, moneda, sum(saldo), total(saldo * (:dia - vence_dia)), min(vence_dia)
    FROM ${documentosAbiertos(conPosteriores)} WHERE vence_dia <= :corte GROUP BY cliente_id, moneda`;
}

/**
 * Cada cliente y moneda con facturas que cuentan, sin orden. Sirven mientras el libro está abierto.
 * @param hechos la gestión; sin ellos, la cartera tal como la dicen las facturas
 */
export function leerCuentasVencidas(
  libro: Libro,
  corte: CorteDeCartera,
  hechos: HechosDePrioridad = sinGestion,
): CuentaVencida[] {
  const conPosteriores = hayHechosPosteriores(libro, corte.hoy);
  const lectura = abrirLectura(libro, corte.hoy, hechos.conductaDe);
  const filas = libro.preparar(consultaDeCuentas(conPosteriores)).raw().all(parametrosDe(corte, conPosteriores)) as [
    number,
    Moneda,
    number,
    number,
    number,
  ][];
  const comunes = sinApartados(filas, hechos, ([clienteId]) => clienteId).map(
    ([clienteId, moneda, saldoVencido, saldoPorDias, venceDia]): CuentaVencida =>
      new CuentaLeida(lectura, clienteId, moneda, saldoVencido, saldoPorDias / saldoVencido, venceDia),
  );
  return comunes.concat(cuentasApartadas(lectura, hechos, { ...corte, por: 'cliente' }));
}

/** Quien tiene algo retenido no entra por sus facturas sino por sus partidas. */
function sinApartados<F>(filas: F[], { apartados }: HechosDePrioridad, clienteDe: (fila: F) => number): F[] {
  return apartados.size === 0 ? filas : filas.filter((fila) => !apartados.has(clienteDe(fila)));
}

function cuentasApartadas(
  lectura: Lectura,
  { partidas }: HechosDePrioridad,
  { diasMoraMin, por }: CorteDeCartera & { readonly por: 'cliente' | 'factura' },
): CuentaPartida[] {
  return reunirPartidas(partidas, { dia: lectura.dia, diasMoraMin, por }).map(
    (cuenta) => new CuentaPartida(lectura, cuenta),
  );
}

function parametrosDe({ hoy, diasMoraMin }: CorteDeCartera, conPosteriores: boolean) {
  const dia = numeroDeDia(hoy);
  return { dia, corte: dia - diasMoraMin, ...(conPosteriores ? { hoy } : {}) };
}

/** Lo que hace falta de una cuenta sólo cuando se la muestra. */
export interface DetalleDeCuenta {
  readonly facturasVencidas: number;
  /** Todo lo que debe en la moneda, vencido o no, en unidades menores. */
  readonly saldoTotal: number;
  /** Todo lo vencido, cuente o no. */
  readonly saldoVencidoTotal: number;
}

/** El detalle de las cuentas de esos clientes que deben algo. */
export function leerDetalles(
  libro: Libro,
  corte: CorteDeCartera,
  clienteIds: Iterable<number>,
): (clienteId: number, moneda: Moneda) => DetalleDeCuenta | undefined {
  const conPosteriores = hayHechosPosteriores(libro, corte.hoy);
  const clientes = [...new Set(clienteIds)];
  const abiertos = documentosAbiertosDe(conPosteriores, { deQuienes: deEsosClientes, cuantos: clientes.length });
  const consulta = libro.preparar(
    `SELECT cliente_id, moneda, count(*) FILTER (WHERE vence_dia <= :corte), sum(saldo),
       coalesce(sum(saldo) FILTER (WHERE vence_dia < :dia), 0)
     FROM ${abiertos} GROUP BY cliente_id, moneda`,
  );
  const valores = { ...parametrosDe(corte, conPosteriores), clientes: JSON.stringify(clientes) };
  const filas = consulta.raw().all(valores) as [number, Moneda, number, number, number][];
  const detalles = new Map<string, DetalleDeCuenta>();
  for (const [clienteId, moneda, facturasVencidas, saldoTotal, saldoVencidoTotal] of filas) {
    detalles.set(`${clienteId} ${moneda}`, { facturasVencidas, saldoTotal, saldoVencidoTotal });
  }
  return (clienteId, moneda) => detalles.get(`${clienteId} ${moneda}`);
}

/** Las cuentas con algo vencido cuyo dueño tiene dinero sin aplicar en la misma moneda. */
export function leerCuentasConSaldoAFavor(libro: Libro, corte: CorteDeCartera): CuentaConSaldoAFavor[] {
  const aFavor = leerSaldosAFavor(libro, corte.hoy);
  if (aFavor.size === 0) return [];
  const detalleDe = leerDetalles(libro, corte, aFavor.keys());
  return [...aFavor].flatMap(([clienteId, porMoneda]) =>
    [...porMoneda].flatMap(([moneda, saldoAFavor]) => {
      const saldoVencidoTotal = detalleDe(clienteId, moneda)?.saldoVencidoTotal ?? 0;
      return saldoVencidoTotal === 0 ? [] : [{ clienteId, moneda, saldoAFavor, saldoVencidoTotal }];
    }),
  );
}

/** Lo que cada cliente tiene sin aplicar en cada moneda, al día. Unidades menores, > 0. */
export function leerSaldosAFavor(
  libro: Libro,
  hoy: Fecha,
  conPosteriores = hayHechosPosteriores(libro, hoy),
  clienteIds: readonly number[] | null = null,
): ReadonlyMap<number, ReadonlyMap<Moneda, number>> {
  const deQuienes = clienteIds === null ? '' : 'WHERE cliente_id IN (SELECT value FROM json_each(:clientes))';
  const filas = libro
    .preparar(
      `SELECT cliente_id, moneda, sum(disponible) FROM ${creditosDisponibles(conPosteriores)} ${deQuienes}
       GROUP BY cliente_id, moneda`,
    )
    .raw()
    .all(clienteIds === null ? { hoy } : { hoy, clientes: JSON.stringify(clienteIds) }) as [number, Moneda, number][];
  const porCliente = new Map<number, Map<Moneda, number>>();
  for (const [clienteId, moneda, disponible] of filas) {
    const deCliente = porCliente.get(clienteId) ?? new Map<Moneda, number>();
    porCliente.set(clienteId, deCliente.set(moneda, disponible));
  }
  return porCliente;
}

/** Una factura que cuenta, como cuenta de una sola. */
export interface FacturaVencida extends CuentaVencida {
  readonly documentoId: number;
}

/** El SQL de {@link leerFacturasVencidas}. */
export function consultaDeFacturas(conPosteriores: boolean): string {
  return `SELECT id, cliente_id, moneda, vence_dia, saldo
    FROM ${documentosAbiertos(conPosteriores)} WHERE vence_dia <= :corte`;
}

/** Las facturas que cuentan, sin orden. Sirven mientras el libro está abierto. */
export function leerFacturasVencidas(
  libro: Libro,
  corte: CorteDeCartera,
  hechos: HechosDePrioridad = sinGestion,
): FacturaVencida[] {
  const conPosteriores = hayHechosPosteriores(libro, corte.hoy);
  const lectura = abrirLectura(libro, corte.hoy, hechos.conductaDe);
  const filas = libro.preparar(consultaDeFacturas(conPosteriores)).raw().all(parametrosDe(corte, conPosteriores)) as [
    number,
    number,
    Moneda,
    number,
    number,
  ][];
  const comunes = sinApartados(filas, hechos, ([, clienteId]) => clienteId).map(
    ([documentoId, clienteId, moneda, venceDia, saldo]): FacturaVencida =>
      new FacturaLeida(lectura, documentoId, clienteId, moneda, saldo, lectura.dia - venceDia, venceDia),
  );
  return comunes.concat(cuentasApartadas(lectura, hechos, { ...corte, por: 'factura' }));
}

/** Los clientes de un segmento y de un gestor, sin mirar acentos ni mayúsculas; `null` si no se filtra. */
export function leerClientesFiltrados(
  libro: Libro,
  filtro: { readonly segmento: string | null; readonly gestorAsignado: string | null },
): ReadonlySet<number> | null {
  if (filtro.segmento === null && filtro.gestorAsignado === null) return null;
  const iguales = (columna: 'segmento' | 'gestor', texto: string | null) =>
    texto === null ? null : JSON.stringify(leerEquivalentes(libro, columna, texto));
  const ids = libro
    .preparar(
      `SELECT id FROM clientes
       WHERE (:segmentos IS NULL OR segmento IN (SELECT value FROM json_each(:segmentos)))
         AND (:gestores IS NULL OR gestor IN (SELECT value FROM json_each(:gestores)))`,
    )
    .pluck()
    .all({
      segmentos: iguales('segmento', filtro.segmento),
      gestores: iguales('gestor', filtro.gestorAsignado),
    });
  return new Set(ids as number[]);
}
