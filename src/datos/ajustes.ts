import type { Moneda } from '../dominio/dinero.ts';
import type { Fecha } from '../dominio/fecha.ts';
import { fechaDeAplicacion } from '../dominio/importacion/documento.ts';
import { deshacerAplicacion, leerAplicacionesVigentes } from './aplicaciones.ts';
import type { Operacion } from './operacion.ts';
import { registrarCredito } from './registro-de-creditos.ts';

/** El documento cuyo ajuste se sustituye. */
export interface DocumentoAjustado {
  readonly id: number;
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly emision: Fecha;
}

/** Cuánto del documento lo canceló un ajuste de importación, en unidades menores: lo que un pago cierto puede explicar. */
export function leerAjustado(operacion: Operacion, documentoId: number): number {
  const ajustes = leerAplicacionesVigentes(operacion.libro, { documentoId }).filter(esAjuste);
  return ajustes.reduce((suma, { monto }) => suma + monto, 0);
}

function esAjuste({ tipo, origen }: { readonly tipo: string; readonly origen: string }): boolean {
  return tipo === 'ajuste' && origen === 'importacion';
}

/** Por qué y por cuánto se sustituye un ajuste de importación. */
export interface Sustitucion {
  /** Unidades menores que hacen falta y el documento ya no tiene. */
  readonly faltante: number;
  readonly motivo: string;
  /** De qué archivo y línea viene lo que se supo, si viene de uno. */
  readonly importacionId?: number;
  readonly linea?: number;
}

/**
 * Deshace lo que un archivo sólo había dicho que ya no se debía, porque se conoció el pago o porque se debía: el ajuste de
 * importación se reversa desde su mismo día y, si cubría más, vuelve por el resto. Devuelve cuánto saldo quedó libre.
 */
export function sustituirAjustes(
  operacion: Operacion,
  documento: DocumentoAjustado,
  { faltante, motivo, ...procedencia }: Sustitucion,
): number {
  let liberado = 0;
  for (const aplicacion of leerAplicacionesVigentes(operacion.libro, { documentoId: documento.id })) {
    if (liberado >= faltante) break;
    if (!esAjuste(aplicacion)) continue;
    const { creditoId, fecha, monto } = aplicacion;
    deshacerAplicacion(operacion, aplicacion, { fecha, motivo });
    // Lo que se reversa es todo lo que quede: al ajuste no lo respalda ningún dinero.
    const queda = operacion.libro.preparar('SELECT disponible FROM creditos WHERE id = ?').pluck().get(creditoId);
    operacion.agregar('reversas', [null, creditoId, fecha, queda, 'anulacion', motivo]);
    liberado += monto;
    const resto = liberado - faltante;
    if (resto <= 0) continue;
    ajustar(operacion, documento, { ...procedencia, fecha, monto: resto });
    liberado = faltante;
  }
  return liberado;
}

/** Vuelve a dar por cancelado lo que el pago no explica. */
function ajustar(
  operacion: Operacion,
  { id, clienteId, moneda, emision }: DocumentoAjustado,
  ajuste: { readonly fecha: Fecha; readonly monto: number; readonly importacionId?: number; readonly linea?: number },
): void {
  const creditoId = registrarCredito(operacion, {
    ...ajuste,
    clienteId,
    moneda,
    tipo: 'ajuste',
    origen: 'importacion',
  });
  const fecha = fechaDeAplicacion({ credito: ajuste.fecha, emision });
  operacion.agregar('aplicaciones', [creditoId, id, fecha, ajuste.monto, null, null]);
}
