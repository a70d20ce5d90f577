import type { Moneda } from './dinero.ts';
import type { Fecha } from './fecha.ts';

/** Un cheque todavía no cobrado y lo que va a cancelar. Montos en unidades menores. */
export interface ChequeQueCubre {
  readonly clienteId: number;
  readonly moneda: Moneda;
  /** El día en que se cobra. */
  readonly fecha: Fecha;
  readonly monto: number;
  /** Lo que ya se dijo qué cancela, de 0 a `monto`. */
  readonly imputado: number;
  readonly documentos: readonly { readonly documentoId: number; readonly monto: number }[];
}

/** Lo que puede estar cubierto: unos documentos de un cliente en una moneda. */
export interface Cubrible {
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly documentos: readonly { readonly documentoId: number }[];
}

/**
 * Reparte lo que unos cheques por cobrar van a cancelar, en el orden en que se lo pide: cada unidad cubre una sola cosa.
 * Lo que un cheque no dice qué cancela cubre lo que se deba en su moneda.
 */
export class Cobertura {
  readonly #deDocumentos = new Map<number, number>();
  readonly #deCuentas = new Map<string, number>();

  constructor(cheques: readonly ChequeQueCubre[]) {
    for (const { clienteId, moneda, monto, imputado, documentos } of cheques) {
      sumar(this.#deCuentas, `${clienteId} ${moneda}`, monto - imputado);
      for (const documento of documentos) sumar(this.#deDocumentos, documento.documentoId, documento.monto);
    }
  }

  /** Toma hasta `monto` de lo que cubre esos documentos; devuelve cuánto había. Unidades menores. */
  tomar({ clienteId, moneda, documentos }: Cubrible, monto: number): number {
    let falta = monto;
    for (const { documentoId } of documentos) falta -= restar(this.#deDocumentos, documentoId, falta);
    falta -= restar(this.#deCuentas, `${clienteId} ${moneda}`, falta);
    return monto - falta;
  }
}

function sumar<T>(cuanto: Map<T, number>, clave: T, monto: number): void {
  if (monto > 0) cuanto.set(clave, (cuanto.get(clave) ?? 0) + monto);
}

function restar<T>(cuanto: Map<T, number>, clave: T, monto: number): number {
  const hay = cuanto.get(clave) ?? 0;
  const tomado = Math.min(hay, monto);
  if (tomado > 0) cuanto.set(clave, hay - tomado);
  return tomado;
}

/** Los documentos, por vencimiento, con lo que ningún cheque va a cancelar; los que quedan cubiertos no están. */
export function sinLoCubierto<
  T extends {
    readonly documentoId: number;
    readonly moneda: Moneda;
    readonly saldo: number;
    readonly enDisputa: number;
  },
>(documentos: readonly T[], clienteId: number, cheques: readonly ChequeQueCubre[]): T[] {
  const cobertura = new Cobertura(cheques);
  return documentos.flatMap((documento) => {
    const { moneda, saldo, enDisputa } = documento;
    const cubierto = cobertura.tomar({ clienteId, moneda, documentos: [documento] }, saldo - enDisputa);
    return saldo === cubierto ? [] : [{ ...documento, saldo: saldo - cubierto }];
  });
}
