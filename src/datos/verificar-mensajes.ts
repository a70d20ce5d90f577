import { pasosPermitidos } from '../dominio/recordatorio/transiciones.ts';
import type { Imposible } from './verificar-gestion.ts';

const mensaje = (detalle: string, sql: string): Imposible => ({ aspecto: 'mensaje', tabla: 'mensajes', detalle, sql });

/** Los pasos permitidos como los escribe la consulta: `|en-data` es nacer, `a|b` es pasar de a b. */
const permitidos = pasosPermitidos()
  .map(([desde, hacia]) => `'${desde ?? ''}|${hacia}'`)
  .join(', ');

/** Lo que no puede pasar con los mensajes, aunque la cadena de huellas lo dé por bueno. */
export const imposiblesDeMensajes: readonly Imposible[] = [
  mensaje('no tiene ningún estado', 'SELECT id FROM mensajes WHERE id NOT IN (SELECT mensaje_id FROM mensaje_estados)'),
  {
    aspecto: 'mensaje',
    tabla: 'mensaje_estados',
    detalle: 'no puede seguir al estado anterior del mensaje',
    sql: `SELECT id FROM (
        SELECT id, coalesce(lag(estado) OVER (PARTITION BY mensaje_id ORDER BY id), '') || '|' || estado AS paso
        FROM mensaje_estados) WHERE paso NOT IN (${permitidos})`,
  },
  {
    aspecto: 'mensaje',
    tabla: 'mensaje_estados',
    detalle: 'es de un día posterior al de la operación que lo anotó, o anterior al de su estado previo',
    sql: `SELECT x.id FROM (
        SELECT id, operacion_id, fecha, lag(fecha) OVER (PARTITION BY mensaje_id ORDER BY id) AS previa FROM mensaje_estados) x
      JOIN operaciones o ON o.id = x.operacion_id WHERE x.fecha > o.hoy OR x.fecha < x.previa`,
  },
  mensaje(
    'menciona un documento de otro cliente u otra moneda',
    `SELECT DISTINCT m.id FROM mensajes m JOIN mensaje_documentos x ON x.mensaje_id = m.id
      JOIN documentos d ON d.id = x.documento_id WHERE d.cliente_id <> m.cliente_id OR d.moneda <> m.moneda`,
  ),
  mensaje(
    'menciona un acuerdo de otro cliente u otra moneda',
    `SELECT DISTINCT m.id FROM mensajes m JOIN mensaje_documentos x ON x.mensaje_id = m.id
      JOIN acuerdos a ON a.id = x.acuerdo_id WHERE a.cliente_id <> m.cliente_id OR a.moneda <> m.moneda`,
  ),
  mensaje(
    'pide más de lo que suman los documentos que reclama',
    `SELECT m.id FROM mensajes m WHERE m.monto > (
      SELECT coalesce(sum(monto), 0) FROM mensaje_documentos WHERE mensaje_id = m.id)`,
  ),
];
