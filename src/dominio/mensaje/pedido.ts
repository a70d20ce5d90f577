import type { Fecha } from '../fecha.ts';
import type { Politica } from '../politica.ts';
import type { ClientePorRecordar, Decision } from '../recordatorio/tipos.ts';
import type { Plantilla } from './plantilla.ts';

/** Con qué se arma un mensaje. */
export interface PedidoDeMensaje {
  readonly cliente: ClientePorRecordar;
  readonly decision: Decision;
  readonly plantilla: Plantilla;
  readonly politica: Politica;
  readonly hoy: Fecha;
}
