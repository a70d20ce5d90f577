import { type Moneda, textoLocal } from '../dinero.ts';
import type { Documento, TipoDeDocumento } from '../documento.ts';
import { type Fecha, sumarDias, ultima } from '../fecha.ts';
import type { FilaDeDocumento } from '../filas.ts';

/**
 * Plazos en días que se prueban en orden: fila, opción de la orden, cliente, segmento, política
 * (REGLAS: «Vencimiento»).
 */
export interface PlazosPosibles {
  readonly opcion: number | null;
  readonly cliente: number | null;
  readonly segmento: number | null;
  readonly politica: number;
}

/** Un documento completo y qué hubo que suponer para completarlo. */
export interface DocumentoCompleto {
  readonly documento: Documento;
  /** Días que se sumaron a la emisión, o `null` si el archivo trae el vencimiento. */
  readonly plazoAplicado: number | null;
}

/**
 * Completa vencimiento y emisión. El vencimiento que falta es la emisión más el primer plazo conocido; la emisión que
 * falta es el vencimiento o el día de la importación, lo que ocurra antes, para que la deuda exista desde ya.
 * Devuelve `undefined` si no hay ni vencimiento ni emisión.
 */
export function completarDocumento(
  fila: FilaDeDocumento,
  { plazos, hoy }: { readonly plazos: PlazosPosibles; readonly hoy: Fecha },
): DocumentoCompleto | undefined {
  const plazo = fila.plazoDias ?? plazos.opcion ?? plazos.cliente ?? plazos.segmento ?? plazos.politica;
  const vencimiento = fila.vencimiento ?? (fila.emision === null ? null : sumarDias(fila.emision, plazo));
  if (vencimiento === null) return undefined;
  return {
    plazoAplicado: fila.vencimiento === null ? plazo : null,
    documento: {
      tipo: fila.tipo,
      numero: fila.numero,
      emision: fila.emision ?? (vencimiento < hoy ? vencimiento : hoy),
      vencimiento,
      moneda: fila.moneda,
      importe: fila.importe,
      ordenCompra: fila.ordenCompra,
      documento: fila.documento,
      nota: fila.nota,
    },
  };
}

/** Lo que un archivo dice que ya se canceló de un documento. */
export interface PagoPrevio {
  /** `pago` si hay fecha, y entonces cuenta como conducta; `ajuste` si sólo se sabe que ya no se debe. */
  readonly tipo: 'pago' | 'ajuste';
  readonly fecha: Fecha;
  /** Unidades menores, > 0 y ≤ importe. */
  readonly monto: number;
}

/** Dos columnas de la misma fila que no pueden ser ciertas a la vez. */
export interface Contradiccion {
  readonly motivo: string;
  readonly valor: string;
}

/**
 * Qué parte del documento informa el archivo como ya cancelada (REGLAS: «Ya pagado»): con fecha es un pago de ese
 * día, por el total o por `pagado`; sin fecha es un ajuste del día de la importación. `null` si no informa nada.
 */
export function pagoPrevio(fila: FilaDeDocumento, hoy: Fecha): PagoPrevio | Contradiccion | null {
  const { moneda, importe, saldo, pagado, fechaPago, estado } = fila;
  if (saldo !== null && pagado !== null && saldo + pagado !== importe) {
    const texto = (monto: number) => textoLocal({ monto, moneda });
    return {
      motivo: 'saldo y pagado no suman el importe',
      valor: `${texto(saldo)} + ${texto(pagado)} ≠ ${texto(importe)} ${moneda}`,
    };
  }
  const cancelado = saldo !== null ? importe - saldo : pagado;
  if (estado === 'pagada' && cancelado !== null && cancelado < importe) {
    return { motivo: 'el estado dice pagada, pero el saldo o lo pagado dicen que no', valor: 'pagada' };
  }
  const monto = cancelado ?? (fechaPago !== null || estado === 'pagada' ? importe : 0);
  if (monto === 0) return null;
  return fechaPago === null ? { tipo: 'ajuste', fecha: hoy, monto } : { tipo: 'pago', fecha: fechaPago, monto };
}

/** Un documento que ya está en el libro, con lo que hace falta para compararlo con una fila. */
export interface DocumentoExistente {
  readonly id: number;
  readonly tipo: TipoDeDocumento;
  readonly emision: Fecha;
  readonly vencimiento: Fecha;
  readonly moneda: Moneda;
  readonly importe: number;
  /** Lo que queda sin cancelar (o, en una nota de crédito, sin aplicar) según todo lo que el libro sabe. */
  readonly saldo: number;
}

/** Un campo en que la fila difiere del libro, como texto para personas. */
export interface Diferencia {
  readonly campo: 'importe' | 'moneda' | 'emision' | 'vencimiento';
  readonly antes: string | number;
  readonly despues: string | number;
}

/**
 * En qué difiere una fila del documento de igual clave. Sólo se compara lo que el archivo trae: una fecha supuesta
 * al importar nunca es un cambio.
 */
export function diferencias(fila: FilaDeDocumento, existente: DocumentoExistente): Diferencia[] {
  const halladas: Diferencia[] = [];
  const comparar = (campo: Diferencia['campo'], antes: string | number, despues: string | number | null) => {
    if (despues !== null && despues !== antes) halladas.push({ campo, antes, despues });
  };
  comparar('importe', existente.importe, fila.importe);
  comparar('moneda', existente.moneda, fila.moneda);
  comparar('emision', existente.emision, fila.emision);
  comparar('vencimiento', existente.vencimiento, fila.vencimiento);
  return halladas;
}

/**
 * Lo que una fila agrega a un documento ya conocido: si informa menos saldo que el libro, la diferencia se canceló
 * fuera de él. De un saldo mayor que el del libro se ocupa {@link saldoQueFalta}.
 */
export function novedadDePago(
  fila: FilaDeDocumento,
  existente: DocumentoExistente,
  hoy: Fecha,
): PagoPrevio | Contradiccion | null {
  const previo = pagoPrevio(fila, hoy);
  if (previo === null || 'motivo' in previo) return previo;
  const monto = previo.monto - (existente.importe - existente.saldo);
  return monto <= 0 ? null : { ...previo, monto };
}

/**
 * Cuánto más que el libro dice la fila que se debe, en unidades menores; 0 si no lo dice. Un «pendiente» sin montos, o
 * estar en una cartera completa, no dice cuánto: sólo contradice a un libro que da el documento por cancelado.
 */
export function saldoQueFalta(
  { importe, saldo, pagado, fechaPago, estado }: FilaDeDocumento,
  existente: DocumentoExistente,
  enCarteraCompleta: boolean,
): number {
  if (saldo !== null || pagado !== null) return Math.max(0, (saldo ?? importe - (pagado ?? 0)) - existente.saldo);
  if (fechaPago !== null || existente.saldo > 0) return 0;
  return estado === 'pendiente' || (estado === null && enCarteraCompleta) ? importe : 0;
}

/** Desde qué día rige la aplicación de un crédito: cuando existen los dos, el crédito y el documento. */
export function fechaDeAplicacion({ credito, emision }: { readonly credito: Fecha; readonly emision: Fecha }): Fecha {
  return ultima(credito, emision);
}
