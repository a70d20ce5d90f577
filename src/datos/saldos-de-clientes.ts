import type { Moneda } from '../dominio/dinero.ts';
import { type Fecha, numeroDeDia } from '../dominio/fecha.ts';
import type { ClienteConSaldo } from '../dominio/saldo-cliente.ts';
import { type ClienteGuardado, clienteDeFila, columnasDeCliente, type FilaDeClienteGuardado } from './clientes.ts';
import { Condiciones } from './condiciones.ts';
import type { Libro } from './conexion.ts';
import { creditosDisponibles, documentosAbiertos, hayHechosPosteriores } from './saldos.ts';

/** Lo que se le pide a los clientes de un listado; `null` es «lo que sea». */
export interface FiltroDeClientes {
  readonly clienteId: number | null;
  readonly moneda: Moneda | null;
  readonly segmento: string | null;
  readonly gestorAsignado: string | null;
}

/** El filtro que deja pasar a todos. */
export const todosLosClientes: FiltroDeClientes = {
  clienteId: null,
  moneda: null,
  segmento: null,
  gestorAsignado: null,
};

/** Un cliente del libro en una moneda. */
export interface SaldoDeCliente extends ClienteConSaldo {
  readonly cliente: ClienteGuardado;
}

interface FilaDeSaldo extends FilaDeClienteGuardado {
  readonly email: string | null;
  readonly telefono: string | null;
  readonly moneda: Moneda | null;
  readonly facturas_abiertas: number;
  readonly saldo_total: number;
  readonly saldo_vencido: number;
  readonly saldo_a_favor: number;
}

/**
 * Cada cliente en cada moneda en que al día `hoy` tenía algún documento o crédito; el que no tenía ninguno aparece una
 * vez, sin moneda. Sin orden: ordenar para personas es {@link ordenarClientes}.
 */
export function leerSaldosDeClientes(libro: Libro, filtro: FiltroDeClientes, hoy: Fecha): SaldoDeCliente[] {
  const condiciones = new Condiciones()
    .si(filtro.clienteId, 'cliente', 'c.id = :cliente')
    .si(filtro.moneda, 'moneda', 'm.moneda = :moneda')
    .deCliente(libro, filtro);
  const conPosteriores = hayHechosPosteriores(libro, hoy);
  // Dicha en cada parte, la condición evita agrupar la cartera entera para mostrar un solo cliente.
  const delCliente = filtro.clienteId === null ? undefined : 'cliente_id = :cliente';
  const yDelCliente = delCliente === undefined ? '' : `AND ${delCliente}`;
  const consulta = libro.preparar<FilaDeSaldo>(`
    WITH abiertos AS MATERIALIZED (
      SELECT cliente_id, moneda, count(*) AS facturas, sum(saldo) AS total,
        sum(CASE WHEN vence_dia < :dia THEN saldo ELSE 0 END) AS vencido
      FROM ${documentosAbiertos(conPosteriores, delCliente)} GROUP BY cliente_id, moneda),
    favor AS MATERIALIZED (
      SELECT cliente_id, moneda, sum(disponible) AS total
      FROM ${creditosDisponibles(conPosteriores, delCliente)} GROUP BY cliente_id, moneda),
    monedas AS MATERIALIZED (
      SELECT cliente_id, moneda FROM documentos WHERE emision <= :hoy ${yDelCliente}
      UNION SELECT cliente_id, moneda FROM creditos WHERE fecha <= :hoy AND cliente_id IS NOT NULL ${yDelCliente})
    SELECT ${columnasDeCliente}, m.moneda, coalesce(a.facturas, 0) AS facturas_abiertas,
      coalesce(a.total, 0) AS saldo_total, coalesce(a.vencido, 0) AS saldo_vencido, coalesce(f.total, 0) AS saldo_a_favor,
      ${primerContacto('email')} AS email, ${primerContacto('telefono')} AS telefono
    FROM clientes c LEFT JOIN monedas m ON m.cliente_id = c.id
    LEFT JOIN abiertos a ON a.cliente_id = c.id AND a.moneda = m.moneda
    LEFT JOIN favor f ON f.cliente_id = c.id AND f.moneda = m.moneda
    WHERE ${['true', ...condiciones.textos].join(' AND ')}`);
  return consulta.all({ ...condiciones.valores, hoy, dia: numeroDeDia(hoy) }).map(clienteConSaldoDeFila);
}

function clienteConSaldoDeFila(fila: FilaDeSaldo): SaldoDeCliente {
  const { email, telefono, moneda } = fila;
  const saldo =
    moneda === null
      ? null
      : {
          moneda,
          facturasAbiertas: fila.facturas_abiertas,
          saldoTotal: fila.saldo_total,
          saldoVencido: fila.saldo_vencido,
          saldoAFavor: fila.saldo_a_favor,
        };
  return { cliente: clienteDeFila(fila), email, telefono, saldo };
}

function primerContacto(tipo: 'email' | 'telefono'): string {
  return `(SELECT valor FROM datos_contacto WHERE cliente_id = c.id AND tipo = '${tipo}' AND vigente = 1 ORDER BY id LIMIT 1)`;
}

/** Los clientes de un segmento y de un gestor, sin orden ni saldos. */
export function leerClientes(
  libro: Libro,
  filtro: Pick<FiltroDeClientes, 'segmento' | 'gestorAsignado'>,
): ClienteGuardado[] {
  const condiciones = new Condiciones().deCliente(libro, filtro);
  return libro
    .preparar<FilaDeClienteGuardado>(
      `SELECT ${columnasDeCliente} FROM clientes c WHERE ${['true', ...condiciones.textos].join(' AND ')}`,
    )
    .all(condiciones.valores)
    .map(clienteDeFila);
}

/** Cuánto movimiento tuvo un cliente hasta un día. */
export interface Movimiento {
  readonly facturas: number;
  readonly ultimaFactura: Fecha | null;
  readonly pagos: number;
  readonly ultimoPago: Fecha | null;
}

/** Cuántas facturas (y notas de débito) y cuántos pagos no anulados tenía el cliente el día `hoy`. */
export function leerMovimiento(libro: Libro, { id }: Pick<ClienteGuardado, 'id'>, hoy: Fecha): Movimiento {
  const consulta = libro.preparar<Movimiento>(`
    SELECT facturas, ultimaFactura, pagos, ultimoPago FROM
      (SELECT count(*) AS facturas, max(emision) AS ultimaFactura FROM documentos d
        WHERE cliente_id = :cliente AND emision <= :hoy
        AND NOT EXISTS (SELECT 1 FROM reversas WHERE documento_id = d.id AND fecha <= :hoy)),
      (SELECT count(*) AS pagos, max(fecha) AS ultimoPago FROM creditos k
        WHERE cliente_id = :cliente AND fecha <= :hoy AND tipo = 'pago'
        AND NOT EXISTS (SELECT 1 FROM reversas WHERE credito_id = k.id AND clase = 'anulacion' AND fecha <= :hoy))`);
  return consulta.get({ cliente: id, hoy }) as Movimiento;
}
