import type { EstadoNuevo } from '../../datos/recordatorio/mensajes.ts';
import { sumarDias } from '../../dominio/fecha.ts';
import { enUnRenglon } from '../../dominio/mensaje/limpio.ts';
import type { Momento } from '../../dominio/recordatorio/tipos.ts';
import type { Entrega } from '../../envio/juicio.ts';
import { momentoEscrito } from './momento.ts';

/** Minutos hasta cada nuevo intento: al menos media hora (RFC 5321, 4.5.4.1), y después cada vez más. */
const esperas = [30, 120, 480] as const;
const largoDeDetalle = 300;

/** El estado en que queda un mensaje según cómo terminó su entrega número `intento`. */
export function desenlaceDe(
  entrega: Entrega,
  { intento, momento }: Pick<EstadoNuevo, 'intento' | 'momento'>,
): EstadoNuevo & { readonly detalle: string } {
  const detalle = enUnRenglon(entrega.detalle, largoDeDetalle);
  if (entrega.clase !== 'reintentar') return { estado: entrega.clase, momento, intento, noAntes: null, detalle };
  const espera = esperas[intento - 1];
  if (espera === undefined) {
    const agotado = `se agotaron los intentos: ${detalle}`;
    return { estado: 'rechazado', momento, intento, noAntes: null, detalle: agotado };
  }
  return { estado: 'pendiente', momento, intento, noAntes: momentoEscrito(masMinutos(momento, espera)), detalle };
}

/** El momento que será dentro de unos minutos. */
function masMinutos({ hoy, minutos }: Momento, mas: number): Momento {
  const total = minutos + mas;
  return { hoy: sumarDias(hoy, Math.floor(total / 1440)), minutos: total % 1440 };
}
