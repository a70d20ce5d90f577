import type { EstadoDeMensaje } from './tipos.ts';

/**
 * A qué estados puede pasar cada uno (REGLAS: «Estados de un mensaje»). De `en-data` a `pendiente` o `rechazado` sólo
 * se pasa si el servidor contestó que no lo tomó; de `dudoso`, `rechazado`, `rebotado` y `preparado` sólo sale por lo
 * que dice una persona o el programa que hizo el envío.
 */
const pasos: Readonly<Record<EstadoDeMensaje, readonly EstadoDeMensaje[]>> = {
  pendiente: ['reclamado', 'descartado'],
  reclamado: ['en-data', 'pendiente', 'rechazado', 'descartado'],
  'en-data': ['enviado', 'dudoso', 'rechazado', 'pendiente'],
  enviado: ['rebotado'],
  dudoso: ['enviado', 'rebotado', 'pendiente', 'descartado'],
  rechazado: ['pendiente', 'descartado'],
  rebotado: ['enviado', 'descartado'],
  preparado: ['enviado', 'dudoso', 'rechazado', 'rebotado', 'descartado'],
  descartado: [],
};

/** Con qué estados nace un mensaje. */
const iniciales: readonly EstadoDeMensaje[] = ['reclamado', 'preparado'];

/** Dice si un mensaje puede pasar de un estado a otro; `null` es un mensaje que todavía no tiene ninguno. */
export function puedePasar(desde: EstadoDeMensaje | null, hacia: EstadoDeMensaje): boolean {
  return (desde === null ? iniciales : pasos[desde]).includes(hacia);
}

/** Dice si el mensaje lo lleva `enviar`, o lo va a retomar: mientras tanto nadie más dice qué pasó con él. */
export function loLlevaUnaCorrida(estado: EstadoDeMensaje): boolean {
  return estado === 'pendiente' || estado === 'reclamado' || estado === 'en-data';
}

/** Los pasos permitidos, uno por uno; `null` es nacer. */
export function pasosPermitidos(): readonly (readonly [EstadoDeMensaje | null, EstadoDeMensaje])[] {
  const entre = Object.entries(pasos) as [EstadoDeMensaje, readonly EstadoDeMensaje[]][];
  return [
    ...iniciales.map((hacia) => [null, hacia] as const),
    ...entre.flatMap(([desde, destinos]) => destinos.map((hacia) => [desde, hacia] as const)),
  ];
}
