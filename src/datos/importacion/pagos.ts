import type { Moneda } from '../../dominio/dinero.ts';
import type { FilaDePago } from '../../dominio/filas.ts';
import type { PagoExistente } from '../../dominio/importacion/pago.ts';
import type { Aplicacion, DocumentoAbierto } from '../../dominio/imputacion.ts';
import { aplicar } from '../aplicaciones.ts';
import type { Operacion } from '../operacion.ts';
import { leerDocumentosAbiertos } from '../pagos.ts';
import { registrarCreditoSiFalta } from '../registro-de-creditos.ts';
import type { Procedencia } from './procedencia.ts';

/** Un pago del libro con la importación que lo trajo. */
export interface PagoRegistrado extends PagoExistente {
  readonly importacionId: number | null;
  readonly linea: number | null;
  /** Unidades menores sin aplicar. */
  readonly disponible: number;
}

/** Registra los pagos de un archivo. */
export class RegistroDePagos {
  readonly #operacion: Operacion;

  constructor(operacion: Operacion) {
    this.#operacion = operacion;
  }

  /** Agrega el pago si su clave no está; devuelve su id, o `undefined` si ya estaba. */
  agregar(
    fila: FilaDePago,
    { clienteId, clave }: { readonly clienteId: number | null; readonly clave: string },
    procedencia: Procedencia,
  ): number | undefined {
    const { recibo: numero, fecha, moneda, monto, medio, referencia, nota } = fila;
    const pago = { clienteId, tipo: 'pago', numero, clave, fecha, moneda, monto, medio, referencia, nota } as const;
    return registrarCreditoSiFalta(this.#operacion, { ...pago, ...procedencia });
  }

  buscarPorClave(clave: string): PagoRegistrado | undefined {
    return this.#operacion.libro
      .preparar<PagoRegistrado>(
        'SELECT fecha, moneda, monto, disponible, importacion_id AS importacionId, linea FROM creditos WHERE clave = ?',
      )
      .get(clave);
  }

  /** Los pagos vigentes del documento que nacieron de la fecha de pago de un archivo de facturas, con esa fecha y monto. */
  informadosPorFacturas(documentoId: number, { fecha, monto }: FilaDePago): number[] {
    return this.#operacion.libro
      .preparar(
        `SELECT c.id FROM aplicaciones a JOIN creditos c ON c.id = a.credito_id JOIN importaciones i ON i.id = c.importacion_id
         WHERE a.documento_id = ? AND a.monto > 0 AND NOT EXISTS (SELECT 1 FROM aplicaciones r WHERE r.reversa_de = a.id)
           AND c.tipo = 'pago' AND c.origen = 'registro' AND c.numero IS NULL AND c.clave IS NULL
           AND c.fecha = ? AND c.monto = ? AND i.tipo = 'facturas' ORDER BY c.id`,
      )
      .pluck()
      .all(documentoId, fecha, monto) as number[];
  }

  /** Une el pago con los documentos que cancela. */
  aplicar(creditoId: number, aplicaciones: readonly Aplicacion[]): void {
    aplicar(this.#operacion, creditoId, aplicaciones);
  }

  /** Los documentos que el cliente debe en esa moneda. */
  documentosAbiertos(clienteId: number, moneda: Moneda): DocumentoAbierto[] {
    return leerDocumentosAbiertos(this.#operacion.libro, clienteId, moneda);
  }
}
