import type { SaldoDisputado, Vencimiento, Ventana } from '../dominio/agenda.ts';
import type { Dinero, Moneda } from '../dominio/dinero.ts';
import { type Fecha, fechaDeNumero, numeroDeDia, sumarDias } from '../dominio/fecha.ts';
import { type ChequePorCobrar, leerChequesPorCobrar } from './cheques.ts';
import type { Libro } from './conexion.ts';
import { leerDocumentosEnDisputa } from './disputas.ts';
import { deEsosClientes, documentosAbiertos, documentosAbiertosDe, hayHechosPosteriores } from './saldos.ts';

/**
 * El SQL de {@link leerVencimientos}: una pasada por el índice de lo abierto, agrupada en su mismo orden.
 * @param sinAlgunos hay documentos que no cuentan, en `:excluidos` como lista JSON
 */
export function consultaDeVencimientos({
  conPosteriores,
  sinAlgunos,
}: {
  conPosteriores: boolean;
  sinAlgunos: boolean;
}): string {
  return `SELECT cliente_id, moneda, vence_dia, sum(saldo), count(*) FROM ${documentosAbiertos(conPosteriores)}
    WHERE vence_dia BETWEEN :dia AND :hasta
    ${sinAlgunos ? 'AND id NOT IN (SELECT value FROM json_each(:excluidos))' : ''}
    GROUP BY cliente_id, moneda, vence_dia`;
}

/** Lo que vence dentro de la ventana, por cliente, moneda y día, sin los documentos excluidos. */
export function leerVencimientos(libro: Libro, { hoy, hasta }: Ventana, excluidos: Iterable<number>): Vencimiento[] {
  const lista = [...excluidos];
  const conPosteriores = hayHechosPosteriores(libro, hoy);
  const sinAlgunos = lista.length > 0;
  const filas = libro
    .preparar(consultaDeVencimientos({ conPosteriores, sinAlgunos }))
    .raw()
    .all({
      dia: numeroDeDia(hoy),
      hasta: numeroDeDia(hasta),
      ...(conPosteriores ? { hoy } : {}),
      ...(sinAlgunos ? { excluidos: JSON.stringify(lista) } : {}),
    }) as [number, Moneda, number, number, number][];
  return filas.map(([clienteId, moneda, dia, monto, facturas]) => ({
    clienteId,
    moneda,
    fecha: fechaDeNumero(dia),
    monto,
    facturas,
  }));
}

/** Lo que está en disputa de lo que vence en la ventana, salvo los documentos excluidos, que ya no cuentan enteros. */
export function leerSaldosDisputados(
  libro: Libro,
  { hoy, hasta }: Ventana,
  excluidos: ReadonlySet<number>,
): SaldoDisputado[] {
  return leerDocumentosEnDisputa(libro, hoy)
    .filter(({ vencimiento, documentoId }) => vencimiento >= hoy && vencimiento <= hasta && !excluidos.has(documentoId))
    .map(({ clienteId, moneda, vencimiento, monto, saldo }) => ({
      clienteId,
      moneda,
      fecha: vencimiento,
      monto,
      entero: monto === saldo,
    }));
}

/** Lo que esos clientes deben al día, por moneda; el que no debe nada no está. */
export function leerDeudas(
  libro: Libro,
  hoy: Fecha,
  clienteIds: Iterable<number>,
): ReadonlyMap<number, readonly Dinero[]> {
  const ids = [...new Set(clienteIds)];
  if (ids.length === 0) return new Map();
  const conPosteriores = hayHechosPosteriores(libro, hoy);
  const filas = libro
    .preparar(
      `SELECT cliente_id, moneda, sum(saldo)
       FROM ${documentosAbiertosDe(conPosteriores, { deQuienes: deEsosClientes, cuantos: ids.length })}
       GROUP BY cliente_id, moneda ORDER BY moneda`,
    )
    .raw()
    .all({ dia: numeroDeDia(hoy), ...(conPosteriores ? { hoy } : {}), clientes: JSON.stringify(ids) }) as [
    number,
    Moneda,
    number,
  ][];
  const deudas = new Map<number, Dinero[]>();
  for (const [clienteId, moneda, monto] of filas) {
    const previas = deudas.get(clienteId);
    if (previas === undefined) deudas.set(clienteId, [{ monto, moneda }]);
    else previas.push({ monto, moneda });
  }
  return deudas;
}

/** Los cheques ya recibidos que se cobran hoy o después. */
export function leerChequesDesdeHoy(libro: Libro, hoy: Fecha): ChequePorCobrar[] {
  // El que se cobra hoy dejó de estar «por cobrar», pero hoy hay que depositarlo.
  const deHoy = leerChequesPorCobrar(libro, sumarDias(hoy, -1)).filter(({ fecha }) => fecha === hoy);
  return [...deHoy, ...leerChequesPorCobrar(libro, hoy)];
}

/** Lo que distingue a este libro de cualquier otro: la huella de su primera operación, que ya no cambia. */
export function leerIdentidad(libro: Libro): string {
  return String(libro.preparar('SELECT substr(huella, 1, 16) FROM operaciones WHERE id = 1').pluck().get() ?? 'vacio');
}
