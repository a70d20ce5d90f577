import type { Fecha } from '../../dominio/fecha.ts';
import type { Politica } from '../../dominio/politica.ts';
import type { Cupos } from '../../dominio/recordatorio/planificar.ts';
import type { Libro } from '../conexion.ts';

/**
 * Cuántas cuentas con deuda vieja recibieron hoy su primer mensaje: el tope es por día, y en un día puede haber varias
 * corridas. Los correos y lo que se exporta se cuentan aparte. Cuenta toda cuenta cuyo primer mensaje es de hoy, de un paso
 * posterior al vencimiento: ante la duda, de más.
 */
export function contarPrimerosDeHoy(
  libro: Libro,
  { hoy, politica }: { readonly hoy: Fecha; readonly politica: Politica },
): Cupos {
  const posteriores = politica.recordatorios.pasos
    .filter(({ diasDesdeVencimiento }) => diasDesdeVencimiento > 0)
    .map(({ codigo }) => codigo);
  // Un mensaje decidido hoy tiene algún estado desde hoy: mirar los estados es mucho más corto que leer todos los textos.
  const consulta = libro.preparar(
    `SELECT coalesce(sum(es_correo), 0), coalesce(sum(NOT es_correo), 0) FROM (
       SELECT m.canal = 'email' AS es_correo
       FROM (SELECT DISTINCT mensaje_id FROM mensaje_estados NOT INDEXED WHERE fecha >= :hoy) de_hoy
       CROSS JOIN mensajes m ON m.id = de_hoy.mensaje_id
       WHERE m.fecha = :hoy AND m.paso IN (SELECT value FROM json_each(:pasos))
         AND NOT EXISTS (SELECT 1 FROM mensajes p WHERE p.cliente_id = m.cliente_id AND p.moneda = m.moneda
           AND p.fecha < :hoy AND EXISTS (SELECT 1 FROM mensaje_estados e WHERE e.mensaje_id = p.id
             AND e.estado IN ('en-data', 'enviado', 'dudoso')))
       GROUP BY m.cliente_id, m.moneda, es_correo)`,
  );
  const [porCorreo, porExportar] = consulta.raw().get({ hoy, pasos: JSON.stringify(posteriores) }) as [number, number];
  return { primerosDeDeudaViejaHoy: porCorreo, primerosPorExportarHoy: porExportar };
}
