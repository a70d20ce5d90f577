import { abrirParaLeer } from './src/datos/abrir.ts';
import { leerAcuerdos, recorrerCuentasConAcuerdos } from './src/datos/acuerdos.ts';
import { evaluarAcuerdos } from './src/dominio/acuerdo-evaluacion.ts';
import { fecha } from './src/dominio/fecha.ts';
const libro = abrirParaLeer('/tmp/humo/perf.db');
const hoy = fecha('2026-07-01');
const cpu = (n, f) => { const a = process.cpuUsage(); f(); const b = process.cpuUsage(a); console.log(n, ((b.user + b.system) / 1000).toFixed(0), 'ms cpu'); };
for (let r = 0; r < 2; r++) {
  let cuentas = 0;
  cpu('sólo leer', () => { for (const x of recorrerCuentasConAcuerdos(libro, { hoy })) cuentas++; });
  cpu('leer y evaluar sin guardar', () => { for (const x of recorrerCuentasConAcuerdos(libro, { hoy })) evaluarAcuerdos(x, hoy); });
  cpu('leer y guardar', () => leerAcuerdos(libro, { hoy }).length);
}
const muestra = []; for (const x of recorrerCuentasConAcuerdos(libro, { hoy })) { muestra.push(x); if (muestra.length === 2000) break; }
cpu('evaluar 2000 cuentas x 25', () => { for (let i = 0; i < 25; i++) for (const c of muestra) evaluarAcuerdos(c, hoy); });
import Database from 'better-sqlite3';
const b = new Database('/tmp/humo/perf.db', { readonly: true });
const ids = JSON.stringify(Array.from({ length: 2000 }, (_, i) => i + 1));
const P = 'json_each(?) AS pedidos CROSS JOIN acuerdos a ON a.cliente_id = pedidos.value';
const qs = {
 acuerdos: `SELECT a.id, a.operacion_id, a.cliente_id, a.contacto_id, a.tipo, a.moneda, a.total, a.descuento, a.creado, a.caida_cuotas, a.caida_dias, a.reemplaza_a, a.nota, o.gestor, h.tipo, h.fecha, h.operacion_id, h.motivo FROM ${P} CROSS JOIN operaciones o ON o.id = a.operacion_id LEFT JOIN acuerdo_hechos h ON h.acuerdo_id = a.id ORDER BY a.id`,
 cuotas: `SELECT a.id, q.numero, q.vencimiento, q.fin, q.monto FROM ${P} CROSS JOIN cuotas q ON q.acuerdo_id = a.id ORDER BY a.id, q.numero`,
 docs: `SELECT a.id, q.documento_id, q.saldo FROM ${P} CROSS JOIN acuerdo_documentos q ON q.acuerdo_id = a.id ORDER BY a.id, q.id`,
 movs: `WITH acordados AS MATERIALIZED (SELECT DISTINCT q.documento_id AS id FROM ${P} CROSS JOIN acuerdo_documentos q ON q.acuerdo_id = a.id) SELECT d.id, d.importe, x.operacion_id, x.credito_id, k.tipo = 'pago', x.fecha, x.monto, r.fecha FROM acordados CROSS JOIN documentos d ON d.id = acordados.id LEFT JOIN aplicaciones x ON x.documento_id = d.id AND x.monto > 0 LEFT JOIN creditos k ON k.id = x.credito_id LEFT JOIN aplicaciones r ON r.reversa_de = x.id UNION ALL SELECT d.id, d.importe, v.operacion_id, NULL, 0, v.fecha, v.monto, NULL FROM acordados CROSS JOIN documentos d ON d.id = acordados.id JOIN reversas v ON v.documento_id = d.id`,
};
for (const [n, q] of Object.entries(qs)) { const st = b.prepare(q).raw(); cpu(`sql ${n} x25`, () => { for (let i = 0; i < 25; i++) st.all(ids); }); console.log(b.prepare('EXPLAIN QUERY PLAN ' + q).all(ids).map((x) => x.detail).join(' | ')); }
