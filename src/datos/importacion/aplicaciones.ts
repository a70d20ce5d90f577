import type { Moneda } from '../../dominio/dinero.ts';
import { type Fecha, ultima } from '../../dominio/fecha.ts';
import { fechaDeAplicacion, type PagoPrevio } from '../../dominio/importacion/documento.ts';
import { sustituirAjustes } from '../ajustes.ts';
import { aplicar, deshacerAplicacion, leerAplicacionesVigentes } from '../aplicaciones.ts';
import type { Operacion } from '../operacion.ts';
import { registrarCredito } from '../registro-de-creditos.ts';
import type { DocumentoRegistrado, Procedencia } from './procedencia.ts';

/** Aplica y desaplica créditos mientras se importa. */
export class AplicacionesDeImportacion {
  readonly #operacion: Operacion;

  constructor(operacion: Operacion) {
    this.#operacion = operacion;
  }

  /** Cancela lo que el archivo informa como ya pagado: un pago con su fecha, o un ajuste que no cuenta como conducta. */
  cancelar(
    documento: {
      readonly id: number;
      readonly clienteId: number;
      readonly moneda: Moneda;
      readonly emision: Fecha;
    },
    { tipo, fecha: pagado, monto }: PagoPrevio,
    procedencia: Procedencia,
  ): void {
    const { id: documentoId, clienteId, moneda, emision } = documento;
    const origen = tipo === 'pago' ? 'registro' : 'importacion';
    const creditoId = registrarCredito(this.#operacion, {
      ...procedencia,
      clienteId,
      tipo,
      fecha: pagado,
      moneda,
      monto,
      origen,
    });
    const fecha = fechaDeAplicacion({ credito: pagado, emision });
    aplicar(this.#operacion, creditoId, [{ documentoId, monto, fecha }]);
  }

  /** Deshace aplicaciones, de la más nueva a la más vieja, hasta liberar al menos `monto`; devuelve lo liberado. */
  liberar(documentoId: number, monto: number, hoy: Fecha): number {
    let liberado = 0;
    if (monto <= 0) return liberado;
    for (const aplicacion of leerAplicacionesVigentes(this.#operacion.libro, { documentoId })) {
      if (liberado >= monto) break;
      const fecha = ultima(hoy, aplicacion.fecha);
      deshacerAplicacion(this.#operacion, aplicacion, { fecha, motivo: 'el documento se corrigió por menos' });
      liberado += aplicacion.monto;
    }
    return liberado;
  }

  /** Hace lugar para un pago cierto en un documento que un archivo anterior daba por pagado; devuelve lo que quedó libre. */
  sustituirAjustes(documento: DocumentoRegistrado, faltante: number, procedencia: Procedencia): number {
    return sustituirAjustes(this.#operacion, documento, { ...procedencia, faltante });
  }
}
