import type { PlanDeAcuerdo } from './acuerdo-plan.ts';
import { type ChequeQueCubre, Cobertura } from './cheques.ts';
import { textoLocal } from './dinero.ts';
import type { Fecha } from './fecha.ts';

/**
 * Lo que hay que saber de los cheques por cobrar de un cliente antes de acordar con él: cuánto de lo acordado ya cubren, y
 * que uno que se cobra a tiempo cuenta como pago del acuerdo.
 */
export function avisosDeCheques(
  cheques: readonly ChequeQueCubre[],
  { clienteId, hoy }: { readonly clienteId: number; readonly hoy: Fecha },
  { moneda, documentos, cuotas, total, descuento }: PlanDeAcuerdo,
): string[] {
  const debe = documentos.reduce((suma, { saldo }) => suma + saldo, 0);
  const fin = cuotas.at(-1)?.fin ?? hoy;
  const escribir = (monto: number) => `${textoLocal({ monto, moneda })} ${moneda}`;
  return cheques.flatMap((cheque) => {
    const cubre = new Cobertura([cheque]).tomar({ clienteId, moneda, documentos }, debe);
    if (cubre === 0) return [];
    const { fecha } = cheque;
    const repetido = Math.max(0, cubre + total + descuento - debe);
    const cubierto = `${escribir(repetido)} de lo acordado ya los cubre el cheque que se cobra el ${fecha}`;
    if (fecha <= fin) {
      return repetido > 0
        ? [`${cubierto}: al cobrarse cuenta como pago de este acuerdo`]
        : [`el cheque de ${escribir(cubre)} que se cobra el ${fecha} también cuenta como pago de este acuerdo`];
    }
    return repetido > 0 ? [`${cubierto}, más tarde: falta acordar sólo ${escribir(debe - cubre)}`] : [];
  });
}
