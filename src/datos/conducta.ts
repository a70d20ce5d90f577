import { type AtrasoEnMoneda, haceUnAnio } from '../dominio/clase.ts';
import type { ComprasEnMoneda, MuestraDePago } from '../dominio/clase-cifras.ts';
import type { Moneda } from '../dominio/dinero.ts';
import { type Fecha, numeroDeDia } from '../dominio/fecha.ts';
import type { Libro } from './conexion.ts';
import {
  deEsosClientes,
  documentosAbiertosDe,
  documentosAbiertosEnPartes,
  hayHechosPosteriores,
  tocadosDespues,
} from './saldos.ts';

/** De quién se lee la conducta y a qué día; `clientes` en `null` es de todos. */
export interface PedidoDeConducta {
  readonly hoy: Fecha;
  readonly clientes: readonly number[] | null;
}

/** Cómo pagó un cliente en 12 meses, sin sus promesas. */
export interface PagosDeCliente {
  readonly atrasos: readonly AtrasoEnMoneda[];
  /** Facturas que terminó de pagar. */
  readonly facturasPagadas: number;
}

/**
 * Lo pagado y lo castigado de cada documento en los últimos 12 meses, con su saldo a hoy. Sólo cuentan los pagos de
 * verdad: una nota de crédito o un descuento bajan lo que se debe, y un ajuste de importación no dice cuándo se pagó. Lo
 * castigado no lo pagó nadie: cuenta como si siguiera vencido hoy, para que castigar una deuda no mejore la clase.
 *
 * Los créditos se miran de una pasada y los documentos en el orden de su tabla: buscar uno por uno los de medio millón de
 * pagos, en el orden de los pagos, tardaba diez veces más.
 */
function consultaDeAplicado(pedido: PedidoDeConducta, conPosteriores: boolean): string {
  const deTodos = pedido.clientes === null;
  const deEllos = soloDe(pedido);
  const dia = 'iif(a.credito_id IN castigos, :dia, unixepoch(a.fecha) / 86400)';
  // El signo más le impide a SQLite recorrer los pagos de todos por fecha cuando se pide un solo cliente.
  const fecha = deTodos ? 'a.fecha' : '+a.fecha';
  return `WITH otros AS MATERIALIZED (
      SELECT id, tipo = 'castigo' AND origen = 'registro' AS castigo FROM creditos
      WHERE (tipo <> 'pago' OR origen <> 'registro') ${deEllos}),
    castigos AS MATERIALIZED (SELECT id FROM otros WHERE castigo),
    ajenos AS MATERIALIZED (SELECT id FROM otros WHERE NOT castigo),
    aplicado AS MATERIALIZED (
      SELECT a.documento_id AS id, sum(a.monto) AS monto, sum(a.monto * ${dia}) AS por_dia,
        max(iif(a.credito_id IN castigos, NULL, unixepoch(a.fecha) / 86400)) AS pagado_dia,
        max(a.credito_id IN castigos) AS castigado
      FROM aplicaciones a
      WHERE ${deTodos ? 'true' : `a.documento_id IN (SELECT id FROM documentos WHERE true ${deEllos})`}
        AND ${fecha} > :desde AND ${fecha} <= :hoy AND a.monto > 0 AND a.credito_id NOT IN ajenos
        AND NOT EXISTS (SELECT 1 FROM aplicaciones r WHERE r.reversa_de = a.id AND r.fecha <= :hoy)
      GROUP BY a.documento_id)
    SELECT d.cliente_id, d.moneda, d.vence_dia, p.monto AS importe, p.por_dia - p.monto * d.vence_dia AS por_dias,
      p.pagado_dia, p.castigado, d.saldo ${conPosteriores ? '+ coalesce(t.monto, 0)' : ''} AS saldo
    FROM aplicado p CROSS JOIN documentos d ON d.id = p.id
    ${conPosteriores ? `LEFT JOIN ${tocadosDespues('documento_id')} t ON t.documento_id = p.id` : ''}`;
}

/** Una factura está pagada el día en que un pago dejó su saldo en cero; la que se castigó no se pagó. */
const seTerminoDePagar = 'saldo = 0 AND castigado = 0 AND pagado_dia IS NOT NULL';

/** Un producto suma hasta 10^18 por documento: partido en dos, la suma de todos cabe en 64 bits y es exacta. */
const PARTE = 1n << 30n;
const sumaPartida = (producto: string) => `sum(${producto} / ${PARTE}), sum(${producto} % ${PARTE})`;

type FilaDeAtraso = [clienteId: bigint, moneda: Moneda, importe: bigint, alta: bigint, baja: bigint, pagadas: bigint];

/** Cómo pagó cada cliente que pagó algo o debe algo vencido; los demás no están. Una pasada, no una consulta por cliente. */
export function leerPagosDeClientes(libro: Libro, pedido: PedidoDeConducta): ReadonlyMap<number, PagosDeCliente> {
  const conPosteriores = hayHechosPosteriores(libro, pedido.hoy);
  const valores = parametrosDe(pedido);
  const filas = [
    ...leerFilas<FilaDeAtraso>(
      libro,
      `SELECT cliente_id, moneda, sum(importe), ${sumaPartida('por_dias')}, count(*) FILTER (WHERE ${seTerminoDePagar})
       FROM (${consultaDeAplicado(pedido, conPosteriores)}) GROUP BY cliente_id, moneda`,
      valores,
    ),
    ...abiertosDe(pedido, conPosteriores).flatMap((abiertos) =>
      leerFilas<FilaDeAtraso>(
        libro,
        `SELECT cliente_id, moneda, sum(saldo), ${sumaPartida('(saldo * (:dia - vence_dia))')}, 0
         FROM ${abiertos} WHERE vence_dia < :dia GROUP BY cliente_id, moneda`,
        valores,
      ),
    ),
  ];
  return reunir(filas);
}

function reunir(filas: readonly FilaDeAtraso[]): ReadonlyMap<number, PagosDeCliente> {
  const porCliente = new Map<number, { atrasos: Map<Moneda, AtrasoEnMoneda>; facturasPagadas: number }>();
  for (const [clienteId, moneda, importe, alta, baja, pagadas] of filas) {
    const id = Number(clienteId);
    const deCliente = porCliente.get(id) ?? { atrasos: new Map<Moneda, AtrasoEnMoneda>(), facturasPagadas: 0 };
    const previo = deCliente.atrasos.get(moneda);
    const importePorDias = alta * PARTE + baja + (previo?.importePorDias ?? 0n);
    deCliente.atrasos.set(moneda, { moneda, importe: importe + (previo?.importe ?? 0n), importePorDias });
    deCliente.facturasPagadas += Number(pagadas);
    porCliente.set(id, deCliente);
  }
  return new Map(
    [...porCliente].map(([id, { atrasos, facturasPagadas }]) => [
      id,
      // En un orden que no depende de cómo se leyeron.
      { atrasos: [...atrasos.values()].sort((una, otra) => (una.moneda < otra.moneda ? -1 : 1)), facturasPagadas },
    ]),
  );
}

/** Los días de atraso de cada factura de la muestra, por cliente y moneda. */
export function leerMuestras(
  libro: Libro,
  pedido: PedidoDeConducta,
): ReadonlyMap<number, ReadonlyMap<Moneda, MuestraDePago>> {
  const conPosteriores = hayHechosPosteriores(libro, pedido.hoy);
  const valores = parametrosDe(pedido);
  const muestras = new Map<number, Map<Moneda, { pagadas: number[]; vencidas: number[] }>>();
  const anotar = (cual: 'pagadas' | 'vencidas', sql: string, parametros: Parametros) => {
    for (const fila of libro.preparar(sql).raw().iterate(parametros)) {
      const [clienteId, moneda, dias] = fila as [number, Moneda, number];
      const deCliente = muestras.get(clienteId) ?? new Map<Moneda, { pagadas: number[]; vencidas: number[] }>();
      const muestra = deCliente.get(moneda) ?? { pagadas: [], vencidas: [] };
      muestra[cual].push(dias);
      muestras.set(clienteId, deCliente.set(moneda, muestra));
    }
  };
  anotar(
    'pagadas',
    `SELECT cliente_id, moneda, pagado_dia - vence_dia FROM (${consultaDeAplicado(pedido, conPosteriores)})
     WHERE ${seTerminoDePagar}`,
    valores,
  );
  for (const abiertos of abiertosDe(pedido, conPosteriores))
    anotar('vencidas', `SELECT cliente_id, moneda, :dia - vence_dia FROM ${abiertos} WHERE vence_dia < :dia`, valores);
  return muestras;
}

/** Lo que compró cada cliente en cada moneda. */
export function leerCompras(
  libro: Libro,
  pedido: PedidoDeConducta,
): ReadonlyMap<number, ReadonlyMap<Moneda, ComprasEnMoneda>> {
  // De todos, la tabla se lee en su orden y se agrupa después: saltar de fila en fila por cliente tardaba tres veces más.
  const filas = leerFilas<[bigint, Moneda, bigint, bigint, Fecha, Fecha]>(
    libro,
    `SELECT cliente_id, moneda, count(*) FILTER (WHERE emision > :desde),
       coalesce(sum(importe) FILTER (WHERE emision > :desde), 0), min(emision), max(emision)
     FROM documentos ${pedido.clientes === null ? 'NOT INDEXED' : ''}
     WHERE tipo = 'factura' AND emision <= :hoy ${soloDe(pedido)}
       AND id NOT IN (SELECT documento_id FROM reversas WHERE documento_id IS NOT NULL AND fecha <= :hoy)
     GROUP BY cliente_id, moneda`,
    parametrosDe(pedido),
  );
  const porCliente = new Map<number, Map<Moneda, ComprasEnMoneda>>();
  for (const [clienteId, moneda, compras, importe, primera, ultima] of filas) {
    const deCliente = porCliente.get(Number(clienteId)) ?? new Map<Moneda, ComprasEnMoneda>();
    deCliente.set(moneda, { moneda, compras: Number(compras), importe, primera, ultima });
    porCliente.set(Number(clienteId), deCliente);
  }
  return porCliente;
}

/** Dice si hay algún pago del que se pueda aprender: sin ninguno, todos son `nueva` y no hace falta leer nada. */
export function hayPagosDelAnio(libro: Libro, hoy: Fecha): boolean {
  const consulta = libro.preparar('SELECT EXISTS (SELECT 1 FROM aplicaciones WHERE fecha > ? AND fecha <= ?)').pluck();
  return consulta.get(haceUnAnio(hoy), hoy) === 1;
}

type Parametros = Record<string, string | bigint>;

function parametrosDe({ hoy, clientes }: PedidoDeConducta): Parametros {
  // Un `number` llega a SQLite como real, y la cuenta dejaría de ser exacta.
  const comunes = { hoy, dia: BigInt(numeroDeDia(hoy)), desde: haceUnAnio(hoy) };
  return clientes === null ? comunes : { ...comunes, clientes: JSON.stringify(clientes) };
}

function soloDe({ clientes }: PedidoDeConducta): string {
  return clientes === null ? '' : `AND ${deEsosClientes}`;
}

/** Lo que se debía, en una o más subconsultas que no comparten documentos. */
function abiertosDe({ clientes }: PedidoDeConducta, conPosteriores: boolean): readonly string[] {
  if (clientes === null) return documentosAbiertosEnPartes(conPosteriores);
  return [documentosAbiertosDe(conPosteriores, { deQuienes: deEsosClientes, cuantos: clientes.length })];
}

/** Las filas como listas, con los enteros como `bigint`: una suma puede pasar de los enteros seguros. */
function leerFilas<F>(libro: Libro, sql: string, valores: Parametros): F[] {
  return libro.preparar(sql).raw().safeIntegers().all(valores) as F[];
}
