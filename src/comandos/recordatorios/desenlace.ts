import type { EstadoNuevo } from '../../datos/recordatorio/mensajes.ts';
import { enUnRenglon } from '../../dominio/mensaje/limpio.ts';
import { momentoEscrito, proximoIntento } from '../../dominio/recordatorio/reintentos.ts';
import type { Entrega } from '../../envio/juicio.ts';

/** Lo más que se guarda de lo que contestó el servidor, en caracteres. */
const largoDeDetalle = 300;

/** El estado en que queda un mensaje según cómo terminó su entrega número `intento`. */
export function desenlaceDe(
  entrega: Entrega,
  { intento, momento }: Pick<EstadoNuevo, 'intento' | 'momento'>,
): EstadoNuevo & { readonly detalle: string } {
  const detalle = enUnRenglon(entrega.detalle, largoDeDetalle);
  if (entrega.clase !== 'reintentar') return { estado: entrega.clase, momento, intento, noAntes: null, detalle };
  const proximo = proximoIntento(intento, momento);
  if (proximo === null) {
    const agotado = `se agotaron los intentos: ${detalle}`;
    return { estado: 'rechazado', momento, intento, noAntes: null, detalle: agotado };
  }
  return { estado: 'pendiente', momento, intento, noAntes: momentoEscrito(proximo), detalle };
}
