import { sumarDias } from '../fecha.ts';
import { textoDeHora } from '../hora.ts';
import type { Momento } from './tipos.ts';

/** Minutos hasta cada nuevo intento: al menos media hora (RFC 5321, 4.5.4.1), y después cada vez más. */
const esperas = [30, 120, 480] as const;

/** Desde cuándo se puede volver a intentar una entrega después de la número `intento`; `null` si no quedan intentos. */
export function proximoIntento(intento: number, { hoy, minutos }: Momento): Momento | null {
  const espera = esperas[intento - 1];
  if (espera === undefined) return null;
  const total = minutos + espera;
  return { hoy: sumarDias(hoy, Math.floor(total / 1440)), minutos: total % 1440 };
}

/** Un momento como se guarda, `AAAA-MM-DDTHH:MM`: así escritos se comparan como textos. */
export function momentoEscrito({ hoy, minutos }: Momento): string {
  return `${hoy}T${textoDeHora(minutos)}`;
}
