import type { Moneda } from '../dominio/dinero.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Libro } from './conexion.ts';

/** Un cheque recibido que todavía no se puede cobrar. Montos en unidades menores, > 0. */
export interface ChequePorCobrar {
  readonly creditoId: number;
  readonly clienteId: number;
  readonly moneda: Moneda;
  /** El día en que se cobra. */
  readonly fecha: Fecha;
  readonly monto: number;
  readonly referencia: string | null;
  /** Cuánto va a cancelar, de 0 a `monto`. */
  readonly imputado: number;
  /** Qué va a cancelar. */
  readonly documentos: readonly { readonly documentoId: number; readonly monto: number }[];
}

/**
 * Los cheques que el día `hoy` ya se habían recibido y todavía no se cobraban, por fecha de cobro. No cuentan como
 * pagados, pero lo que cubren se retiene como una promesa. Recibidos es cuando se registraron; el rechazo también.
 * @param clienteId si se da, sólo los de ese cliente
 */
export function leerChequesPorCobrar(libro: Libro, hoy: Fecha, clienteId: number | null = null): ChequePorCobrar[] {
  type Fila = Omit<ChequePorCobrar, 'documentos' | 'imputado'> & { readonly documentos: string };
  const filas = libro
    .preparar<Fila>(
      `SELECT k.id AS creditoId, k.cliente_id AS clienteId, k.moneda, k.fecha, k.monto, k.referencia,
         (SELECT json_group_array(json_object('documentoId', documento_id, 'monto', monto)) FROM (
            SELECT a.documento_id, sum(a.monto) AS monto FROM aplicaciones a JOIN operaciones o ON o.id = a.operacion_id
            WHERE a.credito_id = k.id AND o.hoy <= :hoy GROUP BY a.documento_id HAVING sum(a.monto) > 0)) AS documentos
       FROM creditos k JOIN operaciones e ON e.id = k.operacion_id
       WHERE k.medio = 'cheque' AND k.tipo = 'pago' AND k.fecha > :hoy AND k.cliente_id IS NOT NULL AND e.hoy <= :hoy
         AND (:cliente IS NULL OR k.cliente_id = :cliente)
         AND NOT EXISTS (SELECT 1 FROM reversas r JOIN operaciones o ON o.id = r.operacion_id
           WHERE r.credito_id = k.id AND r.clase = 'anulacion' AND o.hoy <= :hoy)
       ORDER BY k.fecha, k.id`,
    )
    .all({ hoy, cliente: clienteId });
  return filas.map(({ documentos: lista, ...cheque }) => {
    const documentos = JSON.parse(lista) as ChequePorCobrar['documentos'];
    return { ...cheque, documentos, imputado: documentos.reduce((suma, { monto }) => suma + monto, 0) };
  });
}
