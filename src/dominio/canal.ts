import type { Fecha } from './fecha.ts';

/** Los canales por los que un cliente puede pedir que no se lo contacte. */
export const canales = ['llamada', 'email', 'whatsapp', 'sms', 'visita', 'carta'] as const;
export type Canal = (typeof canales)[number];

/** Lo que se dijo de un canal un día. */
export interface PermisoDeCanal {
  readonly canal: Canal;
  readonly permitido: boolean;
  readonly fecha: Fecha;
  readonly motivo: string | null;
}

/** Lo último que se sabe de cada canal de un cliente; un canal que no está, nadie lo prohibió. */
export type CanalesDeCliente = ReadonlyMap<Canal, PermisoDeCanal>;

/**
 * Dice si se puede contactar al cliente por ese canal. De un cliente que no se pudo leer (`undefined`) no se sabe qué
 * pidió, y lo desconocido cuenta como bloqueado.
 */
export function sePuedeUsar(cliente: CanalesDeCliente | undefined, canal: Canal): boolean {
  return cliente !== undefined && cliente.get(canal)?.permitido !== false;
}

/** De los permisos de un cliente en el orden en que se registraron, lo último dicho de cada canal hasta `hoy`. */
export function ultimosPermisos(permisos: readonly PermisoDeCanal[], hoy: Fecha): CanalesDeCliente {
  const ultimos = new Map<Canal, PermisoDeCanal>();
  for (const permiso of permisos) {
    const previo = ultimos.get(permiso.canal);
    if (permiso.fecha <= hoy && (previo === undefined || permiso.fecha >= previo.fecha))
      ultimos.set(permiso.canal, permiso);
  }
  return ultimos;
}
