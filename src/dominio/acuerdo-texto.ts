import type { Acuerdo, AcuerdoEvaluado, EstadoDeAcuerdo, TipoDeAcuerdo } from './acuerdo.ts';
import { textoLocal } from './dinero.ts';

/** Cómo se nombra cada tipo de acuerdo ante una persona. */
export const nombresDeTipo: Readonly<Record<TipoDeAcuerdo, string>> = {
  promesa: 'promesa',
  cuotas: 'plan de cuotas',
  quita: 'quita',
  'pronto-pago': 'descuento por pronto pago',
};

/** Los estados que no se leen como una palabra. */
const estadosConAcento: Readonly<Record<string, string>> = { caido: 'caído' };

/** Un estado como se dice en una frase: `en-falta` es «en falta». */
export function textoDeEstado(estado: string): string {
  return estadosConAcento[estado] ?? estado.replaceAll('-', ' ');
}

/** Un acuerdo en una frase: `promesa 12: 1.000,00 ARS al 2026-07-10, abierta`. */
export function textoDeAcuerdo({ acuerdo, estado, proxima }: AcuerdoEvaluado): string {
  const { tipo, id } = acuerdo;
  const monto = (unidades: number) => `${textoLocal({ monto: unidades, moneda: acuerdo.moneda })} ${acuerdo.moneda}`;
  const base = `${nombresDeTipo[tipo]} ${id}: ${monto(acuerdo.total)}`;
  if (tipo !== 'cuotas') return `${base} al ${acuerdo.cuotas.at(-1)?.vencimiento}, ${textoDeEstado(estado)}`;
  const siguiente =
    proxima === null ? '' : `; sigue la cuota ${proxima.numero}, ${monto(proxima.pendiente)} al ${proxima.vencimiento}`;
  return `${base} en ${acuerdo.cuotas.length} cuotas, ${textoDeEstado(estado)}${siguiente}`;
}

/** Un acuerdo que cambió de estado, o que antes no estaba. */
export interface CambioDeEstado {
  readonly id: number;
  readonly tipo: Acuerdo['tipo'];
  readonly antes: EstadoDeAcuerdo | null;
  readonly despues: EstadoDeAcuerdo;
}

/** Los acuerdos cuyo estado no es el mismo, en el orden de `despues`. */
export function cambiosDeEstado(
  antes: readonly AcuerdoEvaluado[],
  despues: readonly AcuerdoEvaluado[],
): CambioDeEstado[] {
  const previos = new Map(antes.map(({ acuerdo, estado }) => [acuerdo.id, estado]));
  return despues.flatMap(({ acuerdo: { id, tipo }, estado }) => {
    const previo = previos.get(id) ?? null;
    return previo === estado ? [] : [{ id, tipo, antes: previo, despues: estado }];
  });
}
