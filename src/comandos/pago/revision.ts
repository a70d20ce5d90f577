import { leerAcuerdos } from '../../datos/acuerdos.ts';
import { revisarDescuentos } from '../../datos/acuerdos-descuentos.ts';
import type { Operacion } from '../../datos/operacion.ts';
import { cambiosDeEstado } from '../../dominio/acuerdo-texto.ts';
import type { Moneda } from '../../dominio/dinero.ts';
import type { Fecha } from '../../dominio/fecha.ts';

/** Un acuerdo que dejó de estar como estaba. */
export interface AcuerdoCambiado {
  readonly id: number;
  readonly tipo: string;
  readonly antes: string | null;
  readonly despues: string;
}

/** Un descuento que un acuerdo cumplido dio, o que se deshizo con el pago que lo había ganado. */
export interface DescuentoCambiado {
  readonly acuerdoId: number;
  readonly creditoId: number;
  readonly moneda: Moneda;
  /** Unidades menores, > 0. */
  readonly monto: number;
  readonly cambio: string;
}

/** Lo que hizo una acción y lo que por ella cambió en los acuerdos. */
export interface Revisado<T> {
  readonly hecho: T;
  readonly acuerdos: readonly AcuerdoCambiado[];
  readonly descuentos: readonly DescuentoCambiado[];
}

/**
 * Corre una acción que mueve lo que un cliente debe y vuelve a juzgar sus acuerdos: da los descuentos ganados, deshace
 * los que ya no lo están y dice qué promesa o plan cambió de estado.
 * @param clienteId `null` si el crédito todavía no es de nadie: entonces no hay nada que juzgar
 */
export function conRevision<T>(
  operacion: Operacion,
  { clienteId, hoy }: { readonly clienteId: number | null; readonly hoy: Fecha },
  accion: () => T,
): Revisado<T> {
  if (clienteId === null) return { hecho: accion(), acuerdos: [], descuentos: [] };
  const clienteIds = [clienteId];
  const antes = leerAcuerdos(operacion.libro, { hoy, clienteIds });
  const hecho = accion();
  const descuentos = revisarDescuentos(operacion, clienteIds, hoy);
  const despues = leerAcuerdos(operacion.libro, { hoy, clienteIds });
  return { hecho, descuentos, acuerdos: cambiosDeEstado(antes, despues) };
}
