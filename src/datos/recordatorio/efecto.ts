/**
 * Lo que un mensaje deja al cliente según toda su historia, no sólo su último estado:
 * `contacta`: llegó o pudo llegar (también un dudoso que se descartó: nadie dijo que no llegó).
 * `destino-malo`: volvió, o el servidor no quiso esa dirección; descartarlo no arregla la dirección.
 * `espera`: el servidor no lo quiso por otra cosa, o se agotaron los intentos, y el dato sigue en la ficha: lo decide una persona.
 * `omitido`: uno así que una persona descartó: su paso no se hace más, pero al cliente no se lo contactó.
 */
export type EfectoDeMensaje = 'contacta' | 'destino-malo' | 'espera' | 'omitido';

const previoA = (fila: string): string => `(SELECT max(id) FROM mensaje_estados
  WHERE mensaje_id = ${fila}.mensaje_id AND id < ${fila}.id)`;

/**
 * Condición SQL: ese rechazo es de la dirección. Lo es si lo informó quien lo entregó, con un código 5.1.x (RFC 3463; 5.1.7 y
 * 5.1.8 son del remitente), o con un 550 a 553 sin ese código si contestó al destinatario y no al mensaje.
 */
export function rechazoDeDireccion(fila: string): string {
  const previo = `(SELECT estado FROM mensaje_estados WHERE id = ${previoA(fila)})`;
  return `(${previo} NOT IN ('reclamado', 'en-data')
    OR (${fila}.detalle GLOB '5[0-9][0-9][ -]5.1.[0-9]*' AND ${fila}.detalle NOT GLOB '5[0-9][0-9][ -]5.1.[78]*')
    OR (${fila}.detalle GLOB '55[0-3]*' AND ${fila}.detalle NOT GLOB '55[0-3][ -][0-9].[0-9]*.[0-9]*' AND ${previo} = 'reclamado'))`;
}

/** Los mensajes `m`, cada uno con su último estado `e` al día `:hoy`; los que todavía no tenían ninguno no están. */
export const mensajesAlDia = `mensajes m CROSS JOIN mensaje_estados e ON e.id = (
  SELECT id FROM mensaje_estados WHERE mensaje_id = m.id AND fecha <= :hoy ORDER BY id DESC LIMIT 1)`;

/** El efecto de un mensaje `m` cuyo último estado es la fila `e`; `NULL` si ninguno. */
export const efectoDeMensaje = `CASE e.estado
  WHEN 'enviado' THEN 'contacta' WHEN 'en-data' THEN 'contacta' WHEN 'dudoso' THEN 'contacta'
  WHEN 'rebotado' THEN 'destino-malo'
  WHEN 'rechazado' THEN CASE WHEN ${rechazoDeDireccion('e')} THEN 'destino-malo'
    WHEN EXISTS (SELECT 1 FROM datos_contacto WHERE cliente_id = m.cliente_id AND valor = m.destino AND vigente = 1)
      THEN 'espera' END
  WHEN 'descartado' THEN (SELECT CASE p.estado WHEN 'dudoso' THEN 'contacta' WHEN 'rebotado' THEN 'destino-malo'
      WHEN 'rechazado' THEN CASE WHEN ${rechazoDeDireccion('p')} THEN 'destino-malo' ELSE 'omitido' END END
    FROM mensaje_estados p WHERE p.id = ${previoA('e')})
  END`;

/** El día en que llegó o pudo llegar: el de sus últimos bytes o, si salió por otro medio, el de su confirmación o su duda. */
export const diaDeSalida = `coalesce((SELECT s.fecha FROM mensaje_estados s
    WHERE s.mensaje_id = m.id AND s.estado = 'en-data' AND s.id <= e.id ORDER BY s.id DESC LIMIT 1),
  CASE e.estado WHEN 'descartado' THEN (SELECT s.fecha FROM mensaje_estados s
    WHERE s.mensaje_id = m.id AND s.estado = 'dudoso' AND s.id < e.id ORDER BY s.id DESC LIMIT 1) END, e.fecha)`;
