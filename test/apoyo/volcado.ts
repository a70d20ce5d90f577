import Database from 'better-sqlite3';

/**
 * Lo que dice un libro, sin ids, líneas ni nombres de archivo: dos libros con el mismo volcado dicen lo mismo aunque las
 * filas hayan entrado en otro orden.
 */
export function volcadoLogico(ruta: string): Record<string, readonly string[]> {
  const base = new Database(ruta, { readonly: true, fileMustExist: true });
  const leer = (sql: string) =>
    (base.prepare(sql).raw().all() as unknown[][]).map((fila) => JSON.stringify(fila)).sort();
  const credito = `coalesce(c.clave, '') || '|' || c.tipo || '|' || c.fecha || '|' || c.monto`;
  try {
    return {
      clientes: leer(
        'SELECT codigo, nombre, nombre_busqueda, id_fiscal, segmento, gestor, plazo_dias, nota FROM clientes',
      ),
      contactos: leer(
        'SELECT k.codigo, d.tipo, d.valor, d.persona FROM datos_contacto d JOIN clientes k ON k.id = d.cliente_id',
      ),
      documentos: leer(
        `SELECT k.codigo, d.tipo, d.numero, d.numero_normal, d.emision, d.vencimiento, d.moneda, d.importe, d.saldo,
           d.orden_compra, d.documento, d.nota FROM documentos d JOIN clientes k ON k.id = d.cliente_id`,
      ),
      creditos: leer(
        `SELECT k.codigo, c.tipo, c.numero, c.numero_normal, c.clave, c.fecha, c.moneda, c.monto, c.disponible, c.medio,
           c.referencia, c.nota, c.origen FROM creditos c LEFT JOIN clientes k ON k.id = c.cliente_id`,
      ),
      aplicaciones: leer(
        `SELECT ${credito}, d.numero_normal, a.fecha, a.monto FROM aplicaciones a
           JOIN creditos c ON c.id = a.credito_id JOIN documentos d ON d.id = a.documento_id`,
      ),
      reversas: leer(
        `SELECT ${credito}, r.fecha, r.monto, r.clase FROM reversas r LEFT JOIN creditos c ON c.id = r.credito_id`,
      ),
    };
  } finally {
    base.close();
  }
}
