import type { Fecha } from './fecha.ts';

/**
 * Con lo que termina el silencio de un cliente: la última vez que se lo buscó (un contacto) o que un mensaje le llegó o le
 * pudo llegar. El mensaje no es un contacto, pero tampoco deja que se diga que nadie se ocupó.
 */
export interface UltimaVez {
  readonly fecha: Fecha;
  readonly por: 'contacto' | 'mensaje';
}

/** La más reciente de las dos; el mismo día, el contacto, que es lo que hizo una persona. `null` = nunca. */
export function ultimaVez(contacto: Fecha | undefined, mensaje: Fecha | undefined): UltimaVez | null {
  if (mensaje !== undefined && (contacto === undefined || contacto < mensaje))
    return { fecha: mensaje, por: 'mensaje' };
  return contacto === undefined ? null : { fecha: contacto, por: 'contacto' };
}
