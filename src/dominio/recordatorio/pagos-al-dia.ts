import { diasEntre, type Fecha } from '../fecha.ts';
import type { PoliticaDeRecordatorios } from '../politica.ts';

/**
 * Dice si lo último que el libro supo de pagos es de hace tan pocos días como pide la política: los pagos sin registrar son
 * la razón más común de que se le reclame a quien ya pagó. `ultima` es `null` si nunca supo de ninguno.
 */
export function pagosAlDia(
  ultima: Fecha | null,
  hoy: Fecha,
  { pagosRecientesDias }: Pick<PoliticaDeRecordatorios, 'pagosRecientesDias'>,
): boolean {
  return ultima !== null && diasEntre({ desde: ultima, hasta: hoy }) <= pagosRecientesDias;
}
