import { armarEstadoDeCuenta } from '../../dominio/mensaje/estado-de-cuenta.ts';
import type { Politica } from '../../dominio/politica.ts';
import type { Momento } from '../../dominio/recordatorio/tipos.ts';
import type { Adjunto } from '../../envio/mime.ts';
import type { Redactado } from './redaccion.ts';

/** Quien hace el estado de cuenta que acompaña a cada mensaje, si la política lo pide. */
export function adjuntadorDe(
  politica: Politica,
  reloj: () => Momento,
): (redactado: Pick<Redactado, 'cliente' | 'decision'>) => Promise<readonly Adjunto[]> {
  const { adjunto } = politica.recordatorios;
  if (adjunto === 'ninguno') return async () => [];
  return async ({ cliente, decision }) => {
    const { adjuntarEstadoDeCuenta } = await import('../../salida/estado-de-cuenta.ts');
    const estado = armarEstadoDeCuenta({ cliente, moneda: decision.moneda, politica, hoy: reloj().hoy });
    // Un agradecimiento va a quien ya no debe nada.
    if (estado.filas.length === 0) return [];
    return [await adjuntarEstadoDeCuenta(estado, adjunto)];
  };
}
