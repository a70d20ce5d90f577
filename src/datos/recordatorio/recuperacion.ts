import type { Momento } from '../../dominio/recordatorio/tipos.ts';
import type { Operacion } from '../operacion.ts';
import { registrarEstado } from './mensajes.ts';

/** Lo que quedó a medio hacer cuando una corrida se cortó. */
export interface Recuperados {
  /** Volvieron a la cola: sus últimos bytes no habían salido. */
  readonly pendientes: readonly number[];
  /** Pueden haber llegado: los decide una persona. */
  readonly dudosos: readonly number[];
}

/**
 * Con el turno tomado, lo que figura en marcha es de una corrida que murió: lo `reclamado` vuelve a `pendiente` y lo que
 * estaba `en-data` queda `dudoso`, que nunca se reenvía solo.
 */
export function recuperarCortados(operacion: Operacion, momento: Momento): Recuperados {
  const cortados = operacion.libro
    .preparar<{ mensajeId: number; estado: 'reclamado' | 'en-data'; intento: number }>(
      `SELECT mensaje_id AS mensajeId, estado, intento FROM mensaje_estados
       WHERE id IN (SELECT max(id) FROM mensaje_estados GROUP BY mensaje_id) AND estado IN ('reclamado', 'en-data')
       ORDER BY mensaje_id`,
    )
    .all();
  const pendientes: number[] = [];
  const dudosos: number[] = [];
  for (const { mensajeId, estado, intento } of cortados) {
    const duda = estado === 'en-data';
    (duda ? dudosos : pendientes).push(mensajeId);
    registrarEstado(operacion, mensajeId, {
      estado: duda ? 'dudoso' : 'pendiente',
      momento,
      intento,
      noAntes: null,
      detalle: duda
        ? 'la corrida se cortó mientras el servidor lo recibía: pudo haber llegado'
        : 'la corrida se cortó antes de que saliera',
    });
  }
  return { pendientes, dudosos };
}
