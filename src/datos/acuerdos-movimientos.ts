import type { DocumentoDeAcuerdo, MovimientoDeDocumento } from '../dominio/acuerdo.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Libro } from './conexion.ts';

/** Los acuerdos de los clientes pedidos, que se buscan por su índice; el parámetro es la lista JSON de sus números. */
export const acuerdosPedidos = 'json_each(?) AS pedidos CROSS JOIN acuerdos a ON a.cliente_id = pedidos.value';

type FilaDeMovimiento = [
  documentoId: number,
  importe: number,
  operacionId: number | null,
  creditoId: number | null,
  tipo: string | null,
  fecha: Fecha,
  desde: Fecha,
  monto: number,
  deshecho: Fecha | null,
];

/**
 * Los documentos acordados con todo lo que los bajó: aplicaciones, también las deshechas, y anulaciones. La fecha de cada
 * aplicación es la de valor de su crédito, y no el día al que se la corrió para que ningún saldo pasado bajara de cero.
 */
export function leerDocumentosAcordados(libro: Libro, clientes: string): ReadonlyMap<number, DocumentoDeAcuerdo> {
  const filas = libro
    .preparar(
      `WITH acordados AS MATERIALIZED (
         SELECT DISTINCT q.documento_id AS id
         FROM ${acuerdosPedidos} CROSS JOIN acuerdo_documentos q ON q.acuerdo_id = a.id)
       SELECT d.id, d.importe, x.operacion_id, x.credito_id, k.tipo, min(x.fecha, max(k.fecha, d.emision)), x.fecha, x.monto, r.fecha
       FROM acordados CROSS JOIN documentos d ON d.id = acordados.id
       LEFT JOIN aplicaciones x ON x.documento_id = d.id AND x.monto > 0
       LEFT JOIN creditos k ON k.id = x.credito_id
       LEFT JOIN aplicaciones r ON r.reversa_de = x.id
       UNION ALL
       SELECT d.id, d.importe, v.operacion_id, NULL, NULL, v.fecha, v.fecha, v.monto, NULL
       FROM acordados CROSS JOIN documentos d ON d.id = acordados.id JOIN reversas v ON v.documento_id = d.id`,
    )
    .raw()
    .all(clientes) as FilaDeMovimiento[];
  const documentos = new Map<number, DocumentoDeAcuerdo & { readonly movimientos: MovimientoDeDocumento[] }>();
  for (const [documentoId, importe, operacionId, creditoId, tipo, fecha, desde, monto, deshecho] of filas) {
    let documento = documentos.get(documentoId);
    if (documento === undefined) {
      documento = { documentoId, importe, movimientos: [] };
      documentos.set(documentoId, documento);
    }
    if (operacionId === null) continue;
    const clase = { esPago: tipo === 'pago', esCastigo: tipo === 'castigo' };
    const corrida = desde === fecha ? {} : { desde };
    documento.movimientos.push({ operacionId, creditoId, ...clase, fecha, ...corrida, monto, deshecho });
  }
  return documentos;
}
