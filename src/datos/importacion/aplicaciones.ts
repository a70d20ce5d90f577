import type { Moneda } from '../../dominio/dinero.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import { fechaDeAplicacion, type PagoPrevio } from '../../dominio/importacion/documento.ts';
import type { Operacion } from '../operacion.ts';
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
    previo: PagoPrevio,
    { importacionId, linea }: Procedencia,
  ): void {
    const origen = previo.tipo === 'pago' ? 'registro' : 'importacion';
    const creditoId = this.#operacion.agregar('creditos', [
      importacionId,
      linea,
      documento.clienteId,
      previo.tipo,
      null,
      null,
      null,
      previo.fecha,
      documento.moneda,
      previo.monto,
      null,
      null,
      null,
      null,
      origen,
    ]);
    const fecha = fechaDeAplicacion({ credito: previo.fecha, emision: documento.emision });
    this.#operacion.agregar('aplicaciones', [creditoId, documento.id, fecha, previo.monto, null, null]);
  }

  /** Deshace aplicaciones, de la más nueva a la más vieja, hasta liberar al menos `monto`; devuelve lo liberado. */
  liberar(documentoId: number, monto: number, hoy: Fecha): number {
    let liberado = 0;
    if (monto <= 0) return liberado;
    for (const aplicacion of this.#aplicacionesVigentes(documentoId)) {
      if (liberado >= monto) break;
      this.#deshacer(aplicacion, hoy > aplicacion.fecha ? hoy : aplicacion.fecha, 'el documento se corrigió por menos');
      liberado += aplicacion.monto;
    }
    return liberado;
  }

  #aplicacionesVigentes(documentoId: number): AplicacionVigente[] {
    return this.#operacion.libro
      .preparar<AplicacionVigente>(
        `SELECT a.id, a.credito_id AS creditoId, a.documento_id AS documentoId, a.fecha, a.monto, c.tipo, c.origen
       FROM aplicaciones a JOIN creditos c ON c.id = a.credito_id
       WHERE a.documento_id = ? AND a.monto > 0 AND NOT EXISTS (SELECT 1 FROM aplicaciones r WHERE r.reversa_de = a.id)
       ORDER BY a.id DESC`,
      )
      .all(documentoId);
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

  #deshacer({ id, creditoId, documentoId, monto }: AplicacionVigente, fecha: Fecha, motivo: string): void {
    this.#operacion.agregar('aplicaciones', [creditoId, documentoId, fecha, -monto, id, motivo]);
  }

  /**
   * Deshace lo que un archivo sólo había dicho que ya no se debía, porque se conoció el pago o porque se debía: el ajuste
   * de importación se reversa desde su mismo día y, si cubría más, vuelve por el resto. Devuelve cuánto saldo quedó libre.
   */
  sustituirAjustes(
    documento: DocumentoRegistrado,
    { faltante, motivo }: { readonly faltante: number; readonly motivo: string },
    { importacionId, linea }: Procedencia,
  ): number {
    let liberado = 0;
    for (const aplicacion of this.#aplicacionesVigentes(documento.id)) {
      if (liberado >= faltante) break;
      if (aplicacion.tipo !== 'ajuste' || aplicacion.origen !== 'importacion') continue;
      this.#deshacer(aplicacion, aplicacion.fecha, motivo);
      this.#operacion.agregar('reversas', [
        null,
        aplicacion.creditoId,
        aplicacion.fecha,
        aplicacion.monto,
        'anulacion',
        motivo,
      ]);
      liberado += aplicacion.monto;
      const resto = liberado - faltante;
      if (resto <= 0) continue;
      const { clienteId, moneda, emision } = documento;
      this.cancelar(
        { id: documento.id, clienteId, moneda, emision },
        { tipo: 'ajuste', fecha: aplicacion.fecha, monto: resto },
        { importacionId, linea },
      );
      liberado = faltante;
    }
    return liberado;
  }
}

interface AplicacionVigente {
  readonly id: number;
  readonly creditoId: number;
  readonly documentoId: number;
  readonly fecha: Fecha;
  readonly monto: number;
  readonly tipo: string;
  readonly origen: string;
}
