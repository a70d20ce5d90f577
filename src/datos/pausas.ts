import type { Fecha } from '../dominio/fecha.ts';
import { type Pausa, pausaQueManda } from '../dominio/pausa.ts';
import type { Libro } from './conexion.ts';
import type { Operacion } from './operacion.ts';

const consulta = `SELECT p.id, p.cliente_id AS clienteId, p.clase, p.desde, p.hasta, p.motivo, t.fecha AS terminada
  FROM pausas p LEFT JOIN pausas_terminadas t ON t.pausa_id = p.id`;

/** Todas las pausas de un cliente, en el orden en que se registraron. */
export function leerPausas(libro: Libro, clienteId: number): Pausa[] {
  return libro.preparar<Pausa>(`${consulta} WHERE p.cliente_id = ? ORDER BY p.id`).all(clienteId);
}

/**
 * A quién no se contacta el día `hoy`, con la pausa que manda: la más fuerte de las que rigen.
 * @param clienteId si se da, sólo las de ese cliente
 */
export function leerPausasVigentes(
  libro: Libro,
  hoy: Fecha,
  clienteId: number | null = null,
): ReadonlyMap<number, Pausa> {
  const deQuien = clienteId === null ? '' : 'AND p.cliente_id = :cliente';
  const posibles = libro
    .preparar<Pausa>(
      `${consulta} WHERE p.desde <= :hoy AND (p.hasta IS NULL OR p.hasta >= :hoy) ${deQuien} ORDER BY p.id`,
    )
    .all(clienteId === null ? { hoy } : { hoy, cliente: clienteId });
  const porCliente = new Map<number, Pausa[]>();
  for (const pausa of posibles) {
    const previas = porCliente.get(pausa.clienteId);
    if (previas === undefined) porCliente.set(pausa.clienteId, [pausa]);
    else previas.push(pausa);
  }
  const vigentes = new Map<number, Pausa>();
  for (const [clienteId, pausas] of porCliente) {
    const pausa = pausaQueManda(pausas, hoy);
    if (pausa !== null) vigentes.set(clienteId, pausa);
  }
  return vigentes;
}

/** Pone en pausa a un cliente; devuelve el id de la pausa. */
export function registrarPausa(operacion: Operacion, pausa: Omit<Pausa, 'id' | 'terminada'>): number {
  const { clienteId, clase, desde, hasta, motivo } = pausa;
  return operacion.agregar('pausas', [clienteId, clase, desde, hasta, motivo]);
}

/** Termina una pausa: desde `fecha` se puede contactar al cliente. */
export function registrarFinDePausa(
  operacion: Operacion,
  pausaId: number,
  { fecha, motivo }: { readonly fecha: Fecha; readonly motivo: string | null },
): void {
  operacion.agregar('pausas_terminadas', [pausaId, fecha, motivo]);
}
