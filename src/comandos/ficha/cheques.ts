import type { ChequePorCobrar } from '../../datos/cheques.ts';
import { porReclamar } from '../../dominio/ficha.ts';
import { textoDeMonto } from '../../dominio/ficha-frases.ts';
import type { Parrafo } from '../../salida/hoja.ts';
import type { Columna } from '../../salida/listado.ts';
import type { FichaDelDia } from './lectura.ts';

/** Las columnas de los cheques por cobrar. */
export const columnasDeCheques: readonly Columna<ChequePorCobrar>[] = [
  { clave: 'pago_id', titulo: 'Pago', tipo: 'entero', valor: ({ creditoId }) => creditoId },
  { clave: 'fecha', titulo: 'Se cobra el', tipo: 'fecha', valor: ({ fecha }) => fecha },
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda },
  { clave: 'monto', titulo: 'Monto', tipo: 'monto', valor: ({ monto }) => monto, moneda: ({ moneda }) => moneda },
  {
    clave: 'imputado',
    titulo: 'Imputado',
    tipo: 'monto',
    valor: ({ imputado }) => imputado,
    moneda: ({ moneda }) => moneda,
  },
  { clave: 'referencia', titulo: 'Referencia', tipo: 'texto', valor: ({ referencia }) => referencia },
];

/** Cada cheque con lo que va a cancelar y, por moneda, lo que después de ellos queda por reclamar. */
export function prosaDeCheques({ ficha, situacion }: FichaDelDia): Parrafo[] {
  const numeros = new Map(ficha.documentos.map(({ documentoId, numero }) => [documentoId, numero]));
  const renglones = ficha.cheques.map(({ fecha, moneda, monto, referencia, documentos }) => {
    const cancela = documentos.flatMap(({ documentoId }) => numeros.get(documentoId) ?? []);
    const cual = referencia === null ? '' : `, ${referencia}`;
    return `${textoDeMonto(monto, moneda)} se cobran el ${fecha}${cual}; ${cancela.length === 0 ? 'a cuenta' : `cancela ${cancela.join(', ')}`}`;
  });
  const quedan = [...new Set(ficha.cheques.map(({ moneda }) => moneda))].map((moneda) => {
    const monto = porReclamar(situacion, moneda);
    return monto === 0
      ? `además de los cheques no hay nada vencido que reclamar en ${moneda}`
      : `además de los cheques queda por reclamar ${textoDeMonto(monto, moneda)}`;
  });
  return [...renglones, ...quedan].map((texto) => ({ marca: '•', texto }));
}
