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

  /** Lo que del documento cancelan ajustes de importación, y si alguno es por faltar en una cartera completa. */
  leerAjustes(documentoId: number): { readonly monto: number; readonly porAusencia: boolean } {
    const [monto, ausencias] = this.#operacion.libro
      .preparar<[number, number]>(
        `SELECT coalesce(sum(a.monto), 0), coalesce(sum(CASE WHEN c.linea IS NULL THEN a.monto END), 0)
         FROM aplicaciones a JOIN creditos c ON c.id = a.credito_id
         WHERE a.documento_id = ? AND c.tipo = 'ajuste' AND c.origen = 'importacion'`,
      )
      .raw()
      .get(documentoId) ?? [0, 0];
    return { monto, porAusencia: ausencias > 0 };
  }

  /** Deshace lo que un archivo sólo había dicho que ya no se debía; devuelve cuánto saldo quedó libre. */
  sustituirAjustes(
    documento: DocumentoRegistrado,
    cambio: { readonly faltante: number; readonly motivo: string },
    { importacionId, linea }: Procedencia,
  ): number {
    return sustituirAjustes(this.#operacion, documento, { ...cambio, importacionId, linea });
  }
}
