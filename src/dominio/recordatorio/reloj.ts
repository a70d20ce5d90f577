import { type Fecha, sumarDias, ultima } from '../fecha.ts';
import type { ContextoDeRecordatorio, CuentaPorRecordar } from './tipos.ts';

/** Días que una llamada que toca y nadie hace frena los mensajes por otras facturas del cliente. */
export const DIAS_DE_ESPERA_DE_LLAMADA = 7;

/** La separación general; nunca dos mensajes de una cuenta el mismo día. La propia de un paso se cuenta en cada unidad. */
export function separacionDeCuenta({ politica }: Pick<ContextoDeRecordatorio, 'politica'>): number {
  return Math.max(1, politica.contacto.separacionDias);
}

/**
 * El día de un paso por los dos relojes (REGLAS: «Los dos relojes»): el suyo, y lo que debe pasar desde el último
 * mensaje de la cuenta y su plazo.
 */
export function relojDeCuenta(
  { ultimo }: CuentaPorRecordar,
  dia: Fecha,
  contexto: Pick<ContextoDeRecordatorio, 'politica'>,
): Fecha {
  if (ultimo === null) return dia;
  const porSeparacion = ultima(dia, sumarDias(ultimo.fecha, separacionDeCuenta(contexto)));
  return ultimo.plazoHasta === null ? porSeparacion : ultima(porSeparacion, sumarDias(ultimo.plazoHasta, 1));
}

/** Dice si una llamada espera desde hace tanto que los mensajes por otras facturas ya no la esperan a ella. */
export function cedeElLugar(
  cuenta: CuentaPorRecordar,
  dia: Fecha,
  contexto: Pick<ContextoDeRecordatorio, 'politica' | 'momento'>,
): boolean {
  const desde = relojDeCuenta(cuenta, dia, contexto);
  return sumarDias(desde, DIAS_DE_ESPERA_DE_LLAMADA) < contexto.momento.hoy;
}
