import type { Operacion } from '../../datos/operacion.ts';
import { mensajeDe, registrarEstado, registrarMensaje } from '../../datos/recordatorio/mensajes.ts';
import type { Momento } from '../../dominio/recordatorio/tipos.ts';
import type { Redactado } from './redaccion.ts';

/** Un mensaje tomado para salir ahora: ya está en el libro, `reclamado`. */
export interface Reclamado extends Redactado {
  readonly mensajeId: number;
  /** Qué entrega es, desde 1. */
  readonly intento: number;
}

/**
 * Toma un mensaje para enviarlo, en la transacción en que se decidió o se comprobó que nada cambió desde entonces: quien
 * pagó, prometió o pidió que no le escriban después del plan no lo recibe. Un reintento que diría lo mismo sale con su mismo
 * Message-ID; si algo cambió, el anterior se descarta y sale otro.
 */
export function reclamar(operacion: Operacion, redactado: Redactado, momento: Momento): Reclamado {
  const { previo } = redactado;
  const intentos = previo?.intento ?? 0;
  if (previo !== null && !previo.igual) {
    registrarEstado(operacion, previo.id, {
      estado: 'descartado',
      momento,
      intento: intentos,
      noAntes: null,
      detalle: 'cambió lo que hay que decirle: sale otro en su lugar',
    });
  }
  const mensajeId = previo?.igual === true ? previo.id : registrarMensaje(operacion, mensajeDe(redactado, momento));
  const intento = intentos + 1;
  registrarEstado(operacion, mensajeId, { estado: 'reclamado', momento, intento, noAntes: null, detalle: null });
  return { ...redactado, mensajeId, intento };
}
