import type { Moneda } from '../../dominio/dinero.ts';
import type { Momento } from '../../dominio/recordatorio/tipos.ts';
import type { Libro } from '../conexion.ts';
import type { Operacion } from '../operacion.ts';
import { registrarEstado } from './mensajes.ts';

/** Un correo que espera otro intento. */
export interface CorreoPendiente {
  readonly mensajeId: number;
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly intento: number;
}

/** Los correos que esperan otro intento, por número. */
export function leerPendientes(libro: Libro): CorreoPendiente[] {
  return libro
    .preparar<CorreoPendiente>(
      `SELECT m.id AS mensajeId, m.cliente_id AS clienteId, m.moneda, e.intento
       FROM mensaje_estados e JOIN mensajes m ON m.id = e.mensaje_id
       WHERE e.id IN (SELECT max(id) FROM mensaje_estados GROUP BY mensaje_id) AND e.estado = 'pendiente' ORDER BY m.id`,
    )
    .all();
}

/** Descarta un correo que esperaba otro intento y ya no corresponde. */
export function descartarPendiente(
  operacion: Operacion,
  { mensajeId, intento }: CorreoPendiente,
  { momento, motivo }: { readonly momento: Momento; readonly motivo: string },
): void {
  registrarEstado(operacion, mensajeId, { estado: 'descartado', momento, intento, noAntes: null, detalle: motivo });
}
