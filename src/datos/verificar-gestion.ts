import type { Hallazgo } from './hallazgo.ts';

/** Una consulta que en un libro sano no devuelve ninguna fila: cada id que devuelve es un hallazgo. */
export interface Imposible extends Pick<Hallazgo, 'aspecto' | 'tabla' | 'detalle'> {
  readonly sql: string;
}

const acuerdo = (detalle: string, sql: string): Imposible => ({ aspecto: 'acuerdo', tabla: 'acuerdos', detalle, sql });

const delAcuerdo: readonly Imposible[] = [
  acuerdo(
    'sus cuotas no suman lo acordado',
    `SELECT a.id FROM acuerdos a LEFT JOIN cuotas q ON q.acuerdo_id = a.id
      GROUP BY a.id HAVING coalesce(sum(q.monto), 0) <> a.total`,
  ),
  acuerdo(
    'sus cuotas no van numeradas de a una',
    `SELECT a.id FROM acuerdos a JOIN cuotas q ON q.acuerdo_id = a.id
      GROUP BY a.id HAVING min(q.numero) <> 1 OR max(q.numero) <> count(*)`,
  ),
  acuerdo(
    'tiene una cuota que vence antes de acordarse o antes que la anterior',
    `SELECT DISTINCT a.id FROM acuerdos a JOIN cuotas q ON q.acuerdo_id = a.id
      LEFT JOIN cuotas p ON p.acuerdo_id = q.acuerdo_id AND p.numero = q.numero - 1
      WHERE q.vencimiento < a.creado OR q.vencimiento < p.vencimiento`,
  ),
  acuerdo(
    'abarca un documento de otro cliente u otra moneda',
    `SELECT DISTINCT a.id FROM acuerdos a JOIN acuerdo_documentos x ON x.acuerdo_id = a.id
      JOIN documentos d ON d.id = x.documento_id WHERE d.cliente_id <> a.cliente_id OR d.moneda <> a.moneda`,
  ),
  acuerdo(
    'lo acordado y lo perdonado no son lo que se debía de sus documentos',
    `SELECT a.id FROM acuerdos a LEFT JOIN acuerdo_documentos x ON x.acuerdo_id = a.id
      GROUP BY a.id HAVING a.total + a.descuento > coalesce(sum(x.saldo), 0)
        OR (a.tipo = 'promesa' AND a.descuento > 0)
        OR (a.tipo <> 'promesa' AND a.total + a.descuento < sum(x.saldo))`,
  ),
  acuerdo(
    'nace del contacto de otro cliente, o reemplaza a uno de otro cliente o posterior',
    `SELECT a.id FROM acuerdos a LEFT JOIN contactos c ON c.id = a.contacto_id LEFT JOIN acuerdos p ON p.id = a.reemplaza_a
      WHERE c.cliente_id <> a.cliente_id OR p.cliente_id <> a.cliente_id OR p.id >= a.id`,
  ),
  acuerdo(
    'terminó antes de existir, o de un modo que no es de los suyos',
    `SELECT a.id FROM acuerdos a JOIN acuerdo_hechos h ON h.acuerdo_id = a.id
      WHERE h.fecha < a.creado OR (a.tipo = 'cuotas') <> (h.tipo IN ('anulado', 'renegociado'))`,
  ),
];

const delDescuento: readonly Imposible[] = [
  acuerdo(
    'su crédito no es un descuento de ese cliente y esa moneda',
    `SELECT DISTINCT a.id FROM acuerdos a JOIN acuerdo_creditos x ON x.acuerdo_id = a.id JOIN creditos k ON k.id = x.credito_id
      WHERE k.tipo <> 'descuento' OR k.cliente_id IS NOT a.cliente_id OR k.moneda <> a.moneda`,
  ),
  acuerdo(
    'descontó más de lo acordado',
    `SELECT a.id FROM acuerdos a JOIN acuerdo_creditos x ON x.acuerdo_id = a.id JOIN aplicaciones p ON p.credito_id = x.credito_id
      GROUP BY a.id HAVING sum(p.monto) > a.descuento`,
  ),
  acuerdo(
    'su descuento se aplicó a un documento que no abarca',
    `SELECT DISTINCT x.acuerdo_id FROM acuerdo_creditos x JOIN aplicaciones p ON p.credito_id = x.credito_id
      WHERE NOT EXISTS (SELECT 1 FROM acuerdo_documentos d WHERE d.acuerdo_id = x.acuerdo_id AND d.documento_id = p.documento_id)`,
  ),
  {
    aspecto: 'acuerdo',
    tabla: 'creditos',
    detalle: 'es un descuento y ningún acuerdo lo dio',
    sql: `SELECT id FROM creditos WHERE tipo = 'descuento' AND id NOT IN (SELECT credito_id FROM acuerdo_creditos)`,
  },
];

/** Un hecho de la gestión se anota el día en que pasa o después, nunca antes. */
const futuros: readonly Imposible[] = [
  ['contactos', 'fecha'],
  ['acuerdos', 'creado'],
  ['acuerdo_hechos', 'fecha'],
  ['disputas', 'fecha'],
  ['disputas_resueltas', 'fecha'],
  ['pausas_terminadas', 'fecha'],
  ['canales', 'fecha'],
].map(([tabla = '', columna]) => ({
  aspecto: 'fecha',
  tabla,
  detalle: 'es de un día posterior al de la operación que lo anotó',
  sql: `SELECT t.id FROM ${tabla} t JOIN operaciones o ON o.id = t.operacion_id WHERE t.${columna} > o.hoy`,
}));

const periodos: readonly Imposible[] = [
  {
    aspecto: 'fecha',
    tabla: 'contactos',
    detalle: 'el próximo paso es anterior al contacto',
    sql: 'SELECT id FROM contactos WHERE proximo < fecha',
  },
  {
    aspecto: 'fecha',
    tabla: 'disputas',
    detalle: 'termina antes de empezar',
    sql: `SELECT d.id FROM disputas d LEFT JOIN disputas_resueltas r ON r.disputa_id = d.id
      WHERE d.hasta < d.fecha OR r.fecha < d.fecha`,
  },
  {
    aspecto: 'fecha',
    tabla: 'pausas',
    detalle: 'termina antes de empezar',
    sql: `SELECT p.id FROM pausas p LEFT JOIN pausas_terminadas t ON t.pausa_id = p.id
      WHERE p.hasta < p.desde OR t.fecha < p.desde`,
  },
];

/** Lo que no puede pasar con contactos, acuerdos, disputas y pausas, aunque la cadena de huellas lo dé por bueno. */
export const imposiblesDeGestion: readonly Imposible[] = [...delAcuerdo, ...delDescuento, ...futuros, ...periodos];
