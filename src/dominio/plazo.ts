import type { Cliente } from './cliente.ts';
import type { Politica } from './politica.ts';

/** De dónde sale el plazo con que se le vende a un cliente. */
export interface PlazoDeCliente {
  /** Días corridos. */
  readonly dias: number;
  readonly origen: 'cliente' | 'segmento' | 'politica';
}

/** El plazo de un cliente: el suyo; si no, el de su segmento; si no, el de la política (REGLAS: «Vencimiento»). */
export function plazoDe({ plazoDias, segmento }: Cliente, { dias, porSegmento }: Politica['plazos']): PlazoDeCliente {
  if (plazoDias !== null) return { dias: plazoDias, origen: 'cliente' };
  const delSegmento = segmento === null ? undefined : porSegmento.get(segmento);
  return delSegmento === undefined ? { dias, origen: 'politica' } : { dias: delSegmento, origen: 'segmento' };
}
