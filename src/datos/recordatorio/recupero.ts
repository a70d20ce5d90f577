import { agregarA } from '../../dominio/agrupar.ts';
import type { Moneda } from '../../dominio/dinero.ts';
import { type Fecha, numeroDeDia } from '../../dominio/fecha.ts';
import type { PasoDeRecordatorio } from '../../dominio/politica.ts';
import type { CuentasSinMensaje, MensajeConPago } from '../../dominio/recupero.ts';
import type { Libro } from '../conexion.ts';
import { diaDeSalida, efectoDeMensaje, mensajesAlDia } from './efecto.ts';

/** Los mensajes que se miran y cuántos días se espera el pago. */
export interface PedidoDeRecupero {
  /** Día en que salieron, extremos incluidos. */
  readonly desde: Fecha;
  readonly hasta: Fecha;
  readonly dias: number;
  /** Lo que se deshizo hasta este día no cuenta. */
  readonly hoy: Fecha;
}

interface Salida extends Omit<MensajeConPago, 'recuperado'> {
  readonly id: number;
  readonly operacionId: number;
  readonly dia: number;
}

/**
 * Los mensajes del período con lo que entró por las facturas que nombraban, hasta `dias` días después. Un pago es del último
 * mensaje que nombró esa factura antes de él, así que nunca cuenta dos veces; el del mismo día, si se registró después.
 */
export function leerMensajesConPago(libro: Libro, pedido: PedidoDeRecupero): MensajeConPago[] {
  const salidas = leerSalidas(libro, pedido);
  if (salidas.length === 0) return [];
  const porDocumento = leerNombrados(libro, salidas);
  const recuperado = new Map<number, number>();
  for (const [documentoId, operacionId, dia, monto] of leerPagos(libro, porDocumento.keys(), pedido)) {
    const ultimo = porDocumento
      .get(documentoId)
      ?.findLast((salida) => salida.dia < dia || (salida.dia === dia && salida.operacionId < operacionId));
    if (ultimo !== undefined && dia - ultimo.dia <= pedido.dias)
      recuperado.set(ultimo.id, (recuperado.get(ultimo.id) ?? 0) + monto);
  }
  const [desde, hasta] = [numeroDeDia(pedido.desde), numeroDeDia(pedido.hasta)];
  return salidas
    .filter(({ dia }) => dia >= desde && dia <= hasta)
    .map((salida) => ({ ...salida, recuperado: recuperado.get(salida.id) ?? 0 }));
}

/** También los posteriores al período: un pago que vino después de ellos no es de los de antes. */
function leerSalidas(libro: Libro, { desde, hoy }: PedidoDeRecupero): Salida[] {
  return libro
    .preparar<Salida>(
      `SELECT * FROM (
         SELECT m.id, m.operacion_id AS operacionId, m.cliente_id AS clienteId, m.moneda, m.paso, m.canal, m.plantilla,
           m.variante, m.secuencia, m.monto AS reclamado, unixepoch(${diaDeSalida}) / 86400 AS dia
         FROM ${mensajesAlDia}
         WHERE (${efectoDeMensaje}) = 'contacta')
       WHERE dia >= :desde ORDER BY dia, id`,
    )
    .all({ desde: numeroDeDia(desde), hoy });
}

/** Qué mensajes nombraron cada documento, en el orden en que salieron. */
function leerNombrados(libro: Libro, salidas: readonly Salida[]): ReadonlyMap<number, readonly Salida[]> {
  const filas = libro
    .preparar(
      `SELECT q.mensaje_id, q.documento_id FROM json_each(?) j CROSS JOIN mensaje_documentos q ON q.mensaje_id = j.value`,
    )
    .raw()
    .all(JSON.stringify(salidas.map(({ id }) => id))) as [number, number][];
  const deMensaje = new Map<number, number[]>();
  for (const [mensajeId, documentoId] of filas) agregarA(deMensaje, mensajeId, documentoId);
  const porDocumento = new Map<number, Salida[]>();
  for (const salida of salidas)
    for (const documentoId of new Set(deMensaje.get(salida.id))) agregarA(porDocumento, documentoId, salida);
  return porDocumento;
}

type Pago = [documentoId: number, operacionId: number, dia: number, monto: number];

/** Lo que pagos de verdad cancelaron de esos documentos, sin lo que se deshizo. */
function leerPagos(libro: Libro, documentoIds: Iterable<number>, { desde, hoy }: PedidoDeRecupero): Pago[] {
  return libro
    .preparar(
      `SELECT a.documento_id, k.operacion_id, unixepoch(a.fecha) / 86400, a.monto
       FROM json_each(:documentos) j CROSS JOIN aplicaciones a ON a.documento_id = j.value
       JOIN creditos k ON k.id = a.credito_id
       WHERE a.monto > 0 AND a.fecha BETWEEN :desde AND :hoy AND k.tipo = 'pago' AND k.origen = 'registro'
         AND NOT EXISTS (SELECT 1 FROM aplicaciones r WHERE r.reversa_de = a.id AND r.fecha <= :hoy)`,
    )
    .raw()
    .all({ documentos: JSON.stringify([...documentoIds]), desde, hoy }) as Pago[];
}

/**
 * De las cuentas con alguna factura que en el período llegó a la edad de un paso debiendo algo, las que ningún mensaje
 * nombró desde ese día hasta `dias` después: cuántas son, cuántas pagaron algo de esas facturas en ese tiempo, y los montos.
 */
export function leerCuentasSinMensaje(
  libro: Libro,
  pasos: readonly Pick<PasoDeRecordatorio, 'codigo' | 'diasDesdeVencimiento'>[],
  pedido: PedidoDeRecupero,
): CuentasSinMensaje[] {
  const { desde, hasta, dias, hoy } = pedido;
  const filas = libro
    .preparar(consultaSinMensaje)
    .raw()
    .all({
      pasos: JSON.stringify(pasos.map(({ diasDesdeVencimiento }) => diasDesdeVencimiento)),
      desde: numeroDeDia(desde),
      hasta: numeroDeDia(hasta),
      dias,
      hoy,
    }) as [number, Moneda, number, number, number, number][];
  return filas.flatMap(([orden, moneda, cuentas, pagaron, reclamado, recuperado]) => {
    const paso = pasos[orden]?.codigo;
    return paso === undefined ? [] : [{ paso, moneda, cuentas, pagaron, reclamado, recuperado }];
  });
}

/**
 * Todos los pasos de una vez: los mensajes, que pueden ser cientos de miles, se recorren una sola. Lo que tuvo mensaje se
 * quita con una unión: `(orden, id) NOT IN (…)`, que no descarta los nulos, recorrería la lista entera por cada factura.
 */
const consultaSinMensaje = `WITH nombrados AS MATERIALIZED (
    SELECT q.documento_id AS id, unixepoch(${diaDeSalida}) / 86400 AS dia
    FROM ${mensajesAlDia}
    JOIN mensaje_documentos q ON q.mensaje_id = m.id
    WHERE (${efectoDeMensaje}) = 'contacta'),
  alcanzados AS MATERIALIZED (
    SELECT p.key AS orden, d.id, d.cliente_id, d.moneda, d.importe, d.vence_dia + p.value AS dia
    FROM documentos d CROSS JOIN json_each(:pasos) p
    WHERE d.vence_dia + p.value BETWEEN :desde AND :hasta AND d.emision_dia <= d.vence_dia + p.value
      AND NOT EXISTS (SELECT 1 FROM reversas r WHERE r.documento_id = d.id)),
  con_mensaje AS MATERIALIZED (
    SELECT DISTINCT y.orden, y.id FROM nombrados n JOIN alcanzados y ON y.id = n.id
    WHERE n.dia BETWEEN y.dia AND y.dia + :dias),
  seguidos AS (
    SELECT x.orden, x.cliente_id, x.moneda, x.importe - coalesce(sum(a.monto) FILTER (WHERE unixepoch(a.fecha) / 86400 <= x.dia), 0) AS debia,
      coalesce(sum(a.monto) FILTER (WHERE k.tipo = 'pago' AND k.origen = 'registro' AND a.monto > 0
        AND unixepoch(a.fecha) / 86400 > x.dia AND unixepoch(a.fecha) / 86400 <= x.dia + :dias
        AND NOT EXISTS (SELECT 1 FROM aplicaciones r WHERE r.reversa_de = a.id AND r.fecha <= :hoy)), 0) AS pago
    FROM alcanzados x LEFT JOIN con_mensaje c ON c.orden = x.orden AND c.id = x.id
    LEFT JOIN aplicaciones a ON a.documento_id = x.id AND a.fecha <= :hoy
    LEFT JOIN creditos k ON k.id = a.credito_id
    WHERE c.id IS NULL
    GROUP BY x.orden, x.id)
  SELECT orden, moneda, count(DISTINCT cliente_id), count(DISTINCT cliente_id) FILTER (WHERE pago > 0), sum(debia), sum(pago)
  FROM seguidos WHERE debia > 0 GROUP BY orden, moneda ORDER BY orden, moneda`;
