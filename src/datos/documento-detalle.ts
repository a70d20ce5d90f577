import type { TipoDeCredito } from '../dominio/credito.ts';
import type { DocumentoAlDia } from '../dominio/documento-al-dia.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Libro } from './conexion.ts';

/** De dónde salió un documento y lo que el listado no muestra. */
export interface OrigenDeDocumento {
  readonly ordenCompra: string | null;
  readonly documento: string | null;
  readonly nota: string | null;
  /** `null` si se registró a mano. */
  readonly archivo: string | null;
  readonly linea: number | null;
  readonly operacionId: number;
  readonly registrado: string;
}

/** Una aplicación vista desde el documento; una reversa tiene el monto negativo y, como un castigo, su motivo. */
export interface AplicacionDeDocumento {
  readonly fecha: Fecha;
  readonly creditoId: number;
  readonly tipo: TipoDeCredito;
  readonly monto: number;
  readonly medio: string | null;
  readonly referencia: string | null;
  readonly motivo: string | null;
}

/** Un dato de una fila que cambió después de registrada. */
export interface CambioGuardado {
  readonly instante: string;
  readonly gestor: string;
  readonly comando: string;
  readonly dato: string;
  readonly antes: string | number | null;
  readonly despues: string | number | null;
}

const tablaDe = ({ tipo }: Pick<DocumentoAlDia, 'tipo'>) => (tipo === 'nota-credito' ? 'creditos' : 'documentos');

/** De qué archivo, línea y operación salió el documento. */
export function leerOrigen(libro: Libro, documento: Pick<DocumentoAlDia, 'id' | 'tipo'>): OrigenDeDocumento {
  const ordenCompra = documento.tipo === 'nota-credito' ? 'NULL' : 'd.orden_compra';
  const consulta = libro.preparar<OrigenDeDocumento>(`
    SELECT ${ordenCompra} AS ordenCompra, d.documento, d.nota, i.archivo, d.linea, o.id AS operacionId, o.instante AS registrado
    FROM ${tablaDe(documento)} d JOIN operaciones o ON o.id = d.operacion_id
    LEFT JOIN importaciones i ON i.id = d.importacion_id WHERE d.id = ?`);
  return consulta.get(documento.id) as OrigenDeDocumento;
}

/**
 * Lo que canceló el documento hasta el día `hoy`, en orden; para una nota de crédito, en qué documentos se usó, con el
 * número de cada uno como referencia.
 */
export function leerAplicaciones(
  libro: Libro,
  documento: Pick<DocumentoAlDia, 'id' | 'tipo'>,
  hoy: Fecha,
): AplicacionDeDocumento[] {
  const esNota = documento.tipo === 'nota-credito';
  const consulta = libro.preparar<AplicacionDeDocumento>(`
    SELECT a.fecha, k.id AS creditoId, k.tipo, a.monto, k.medio,
      coalesce(a.motivo, iif(k.tipo = 'castigo', k.nota, NULL)) AS motivo,
      ${esNota ? 'd.numero' : 'coalesce(k.referencia, k.numero)'} AS referencia
    FROM aplicaciones a JOIN creditos k ON k.id = a.credito_id JOIN documentos d ON d.id = a.documento_id
    WHERE a.${esNota ? 'credito_id' : 'documento_id'} = ? AND a.fecha <= ? ORDER BY a.fecha, a.id`);
  return consulta.all(documento.id, hoy);
}

/** Los datos del documento o de la nota de crédito que cambiaron, en orden. */
export function leerCambiosDeDocumento(libro: Libro, documento: Pick<DocumentoAlDia, 'id' | 'tipo'>): CambioGuardado[] {
  const consulta = libro.preparar<CambioGuardado>(`
    SELECT o.instante, o.gestor, o.comando, d.key AS dato, c.antes ->> ('$.' || d.key) AS antes, d.value AS despues
    FROM cambios c JOIN operaciones o ON o.id = c.operacion_id, json_each(c.despues) d
    WHERE c.tabla = ? AND c.fila_id = ? ORDER BY c.id, d.id`);
  return consulta.all(tablaDe(documento), documento.id);
}
