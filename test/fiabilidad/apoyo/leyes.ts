import Database from 'better-sqlite3';

/** Las leyes del libro, preguntadas en SQL y no con el código que las cuida. */
const leyes: Readonly<Record<string, string>> = {
  'I1: el saldo no es el importe menos lo aplicado': `SELECT id FROM documentos d WHERE saldo <> importe
    - (SELECT coalesce(sum(monto), 0) FROM aplicaciones WHERE documento_id = d.id)
    - (SELECT coalesce(sum(monto), 0) FROM reversas WHERE documento_id = d.id)`,
  'I2: se aplicó más que el importe': `SELECT documento_id FROM aplicaciones GROUP BY 1
    HAVING sum(monto) < 0 OR sum(monto) > (SELECT importe FROM documentos WHERE id = documento_id)`,
  'I2: se aplicó más que el crédito': `SELECT credito_id FROM aplicaciones GROUP BY 1
    HAVING sum(monto) < 0 OR sum(monto) > (SELECT monto FROM creditos WHERE id = credito_id)`,
  'I3: lo que debe un cliente no es la suma de sus movimientos': `SELECT cliente_id FROM documentos d GROUP BY cliente_id, moneda
    HAVING sum(saldo) <> sum(importe) - (SELECT coalesce(sum(a.monto), 0) FROM aplicaciones a JOIN creditos k ON k.id = a.credito_id
      WHERE k.cliente_id = d.cliente_id AND k.moneda = d.moneda)`,
  'I4: una cuota sin acuerdo, o cuotas que no suman': `SELECT a.id FROM cuotas q LEFT JOIN acuerdos a ON a.id = q.acuerdo_id
    GROUP BY q.acuerdo_id HAVING a.id IS NULL OR sum(q.monto) <> a.total`,
  'I5: dos documentos con el mismo número': `SELECT min(id) FROM documentos GROUP BY cliente_id, tipo, numero_normal HAVING count(*) > 1`,
  'I6: una aplicación entre dos monedas o dos clientes': `SELECT a.id FROM aplicaciones a JOIN creditos k ON k.id = a.credito_id
    JOIN documentos d ON d.id = a.documento_id WHERE k.moneda <> d.moneda OR k.cliente_id <> d.cliente_id`,
  'I8: una operación sin sellar': `SELECT id FROM operaciones WHERE huella = ''`,
  'un día con el saldo de un documento fuera de lugar': `SELECT x.documento_id FROM aplicaciones x JOIN aplicaciones y
    ON y.documento_id = x.documento_id AND y.fecha <= x.fecha GROUP BY x.id
    HAVING sum(y.monto) < 0 OR sum(y.monto) > (SELECT importe FROM documentos WHERE id = x.documento_id)`,
};

/** La primera fila que rompe cada ley; nada si se cumplen todas. */
export function* leyesRotas(ruta: string): Generator<string> {
  const base = new Database(ruta);
  try {
    for (const [ley, sql] of Object.entries(leyes)) {
      const fila = base.prepare(sql).pluck().get();
      if (fila !== undefined) yield `${ley} (fila ${String(fila)})`;
    }
  } finally {
    base.close();
  }
}
