import type {
  Acuerdo,
  AcuerdoEvaluado,
  CuentaConAcuerdos,
  Cuota,
  DocumentoAcordado,
  DocumentoDeAcuerdo,
  HechoDeAcuerdo,
  MovimientoDeDocumento,
  TipoDeAcuerdo,
} from '../dominio/acuerdo.ts';
import { evaluarCuentas } from '../dominio/acuerdo-evaluacion.ts';
import type { Moneda } from '../dominio/dinero.ts';
import { type Fecha, sumarDias } from '../dominio/fecha.ts';
import type { Libro } from './conexion.ts';

/** De quiénes se leen los acuerdos; sin nada, de todos. */
export interface PedidoDeAcuerdos {
  readonly hoy: Fecha;
  readonly clienteIds?: Iterable<number>;
  /** Sólo los clientes con algún acuerdo que todavía puede estar en curso (se leen todos los suyos). */
  readonly enVigor?: boolean;
}

/** Cuántos clientes se leen por vez: lo leído de una tanda se descarta antes de leer la siguiente. */
const CLIENTES_POR_TANDA = 2000;

/**
 * Recorre los acuerdos de cada cliente y moneda con todo lo que hace falta para juzgarlos a cualquier día, por cliente.
 * Son cinco consultas cada {@link CLIENTES_POR_TANDA} clientes, y ocupa lo mismo con diez que con cien mil.
 */
export function* recorrerCuentasConAcuerdos(libro: Libro, pedido: PedidoDeAcuerdos): Generator<CuentaConAcuerdos> {
  const clientes = leerClientesConAcuerdos(libro, pedido);
  for (let desde = 0; desde < clientes.length; desde += CLIENTES_POR_TANDA) {
    yield* leerTanda(libro, JSON.stringify(clientes.slice(desde, desde + CLIENTES_POR_TANDA)));
  }
}

/** Como {@link recorrerCuentasConAcuerdos}, todo junto. */
export function leerCuentasConAcuerdos(libro: Libro, pedido: PedidoDeAcuerdos): CuentaConAcuerdos[] {
  return [...recorrerCuentasConAcuerdos(libro, pedido)];
}

/** Los acuerdos ya juzgados al día `hoy`, por cliente; los que se hicieron después no están. */
export function leerAcuerdos(libro: Libro, pedido: PedidoDeAcuerdos): AcuerdoEvaluado[] {
  return evaluarCuentas(recorrerCuentasConAcuerdos(libro, pedido), pedido.hoy);
}

function leerTanda(libro: Libro, clientes: string): Iterable<CuentaConAcuerdos> {
  const documentos = leerDocumentos(libro, clientes);
  const cuentas = new Map<string, { clienteId: number; moneda: Moneda; acuerdos: Acuerdo[] }>();
  for (const acuerdo of leerEscritos(libro, clientes)) {
    const { clienteId, moneda } = acuerdo;
    const clave = `${clienteId} ${moneda}`;
    const cuenta = cuentas.get(clave);
    if (cuenta === undefined) cuentas.set(clave, { clienteId, moneda, acuerdos: [acuerdo] });
    else cuenta.acuerdos.push(acuerdo);
  }
  return Array.from(cuentas.values(), (cuenta) => ({
    ...cuenta,
    documentos: documentosDe(cuenta.acuerdos, documentos),
  }));
}

/** El acuerdo en curso que abarca cada documento. Si son varios, el más viejo. */
export function leerDocumentosEnAcuerdo(
  libro: Libro,
  hoy: Fecha,
  clienteIds?: Iterable<number>,
): ReadonlyMap<number, AcuerdoEvaluado> {
  const pedido = { hoy, enVigor: true, ...(clienteIds === undefined ? {} : { clienteIds }) };
  const porDocumento = new Map<number, AcuerdoEvaluado>();
  for (const evaluado of leerAcuerdos(libro, pedido)) {
    if (!evaluado.vigente) continue;
    for (const { documentoId } of evaluado.acuerdo.documentos) {
      if (!porDocumento.has(documentoId)) porDocumento.set(documentoId, evaluado);
    }
  }
  return porDocumento;
}

/** Ningún acuerdo sigue en curso más días que estos después de su última cuota: los de la caída más larga. */
const DIAS_DE_GRACIA_MAX = 366;

/** Los clientes pedidos que tienen algún acuerdo, por número. */
function leerClientesConAcuerdos(libro: Libro, { hoy, clienteIds, enVigor = false }: PedidoDeAcuerdos): number[] {
  const consulta = enVigor ? clientesEnVigor : 'SELECT DISTINCT cliente_id FROM acuerdos ORDER BY cliente_id';
  const parametros = enVigor ? { hoy, desde: sumarDias(hoy, -DIAS_DE_GRACIA_MAX) } : {};
  if (clienteIds === undefined) return libro.preparar(consulta).pluck().all(parametros) as number[];
  // De pocos clientes se leen sus acuerdos; no vale la pena saber antes quiénes los tienen.
  return [...new Set(clienteIds)].sort((uno, otro) => uno - otro);
}

const clientesEnVigor = `SELECT DISTINCT a.cliente_id FROM cuotas q CROSS JOIN acuerdos a ON a.id = q.acuerdo_id
  WHERE q.vencimiento >= :desde AND a.creado <= :hoy
    AND (q.fin >= :hoy OR date(q.vencimiento, '+' || a.caida_dias || ' days') >= :hoy)
    AND NOT EXISTS (SELECT 1 FROM acuerdo_hechos h WHERE h.acuerdo_id = a.id AND h.fecha <= :hoy)
  ORDER BY a.cliente_id`;

/** Los acuerdos de los clientes pedidos, que se buscan por su índice. */
const pedidos = 'json_each(?) AS pedidos CROSS JOIN acuerdos a ON a.cliente_id = pedidos.value';

type FilaDeAcuerdo = [
  id: number,
  operacionId: number,
  clienteId: number,
  contactoId: number | null,
  tipo: TipoDeAcuerdo,
  moneda: Moneda,
  total: number,
  descuento: number,
  creado: Fecha,
  caidaCuotas: number,
  caidaDias: number,
  reemplazaA: number | null,
  nota: string | null,
  gestor: string,
  hechoTipo: HechoDeAcuerdo['tipo'] | null,
  hechoFecha: Fecha,
  hechoOperacionId: number,
  hechoMotivo: string | null,
];

function leerEscritos(libro: Libro, clientes: string): Acuerdo[] {
  const filas = libro
    .preparar(
      `SELECT a.id, a.operacion_id, a.cliente_id, a.contacto_id, a.tipo, a.moneda, a.total, a.descuento, a.creado,
         a.caida_cuotas, a.caida_dias, a.reemplaza_a, a.nota, o.gestor, h.tipo, h.fecha, h.operacion_id, h.motivo
       FROM ${pedidos} CROSS JOIN operaciones o ON o.id = a.operacion_id
       LEFT JOIN acuerdo_hechos h ON h.acuerdo_id = a.id ORDER BY a.id`,
    )
    .raw()
    .all(clientes) as FilaDeAcuerdo[];
  if (filas.length === 0) return [];
  const cuotas = leerPorAcuerdo<[number, number, Fecha, Fecha, number], Cuota>(
    libro,
    { columnas: 'q.numero, q.vencimiento, q.fin, q.monto', tabla: 'cuotas q', orden: 'q.numero', clientes },
    ([, numero, vencimiento, fin, monto]) => ({ numero, vencimiento, fin, monto }),
  );
  const documentos = leerPorAcuerdo<[number, number, number], DocumentoAcordado>(
    libro,
    { columnas: 'q.documento_id, q.saldo', tabla: 'acuerdo_documentos q', orden: 'q.id', clientes },
    ([, documentoId, saldo]) => ({ documentoId, saldo }),
  );
  const creditos = leerPorAcuerdo<[number, number], number>(
    libro,
    { columnas: 'q.credito_id', tabla: 'acuerdo_creditos q', orden: 'q.id', clientes },
    ([, creditoId]) => creditoId,
  );
  return filas.map((fila) => ({
    ...acuerdoDeFila(fila),
    cuotas: cuotas.get(fila[0]) ?? [],
    documentos: documentos.get(fila[0]) ?? [],
    creditosDeDescuento: creditos.get(fila[0]) ?? [],
  }));
}

function acuerdoDeFila(fila: FilaDeAcuerdo): Omit<Acuerdo, 'cuotas' | 'documentos' | 'creditosDeDescuento'> {
  const [id, operacionId, clienteId, contactoId, tipo, moneda, total, descuento, creado, cuotas, dias, ...resto] = fila;
  const [reemplazaA, nota, gestor, tipoDeHecho, fecha, operacionDeHecho, motivo] = resto;
  const hecho = tipoDeHecho === null ? null : { tipo: tipoDeHecho, fecha, operacionId: operacionDeHecho, motivo };
  const caida = { cuotas, dias };
  return {
    id,
    operacionId,
    clienteId,
    contactoId,
    tipo,
    moneda,
    total,
    descuento,
    creado,
    caida,
    reemplazaA,
    nota,
    gestor,
    hecho,
  };
}

/** Las filas de una tabla que cuelga de los acuerdos, reunidas por acuerdo. */
function leerPorAcuerdo<F extends readonly [number, ...unknown[]], V>(
  libro: Libro,
  pedido: { columnas: string; tabla: string; orden: string; clientes: string },
  convertir: (fila: F) => V,
): ReadonlyMap<number, V[]> {
  const { columnas, tabla, orden, clientes } = pedido;
  const filas = libro
    .preparar(
      `SELECT a.id, ${columnas} FROM ${pedidos} CROSS JOIN ${tabla} ON q.acuerdo_id = a.id
       ORDER BY a.id, ${orden}`,
    )
    .raw()
    .all(clientes) as unknown as F[];
  const porAcuerdo = new Map<number, V[]>();
  for (const fila of filas) {
    const previos = porAcuerdo.get(fila[0]);
    if (previos === undefined) porAcuerdo.set(fila[0], [convertir(fila)]);
    else previos.push(convertir(fila));
  }
  return porAcuerdo;
}

type FilaDeMovimiento = [
  documentoId: number,
  importe: number,
  operacionId: number | null,
  creditoId: number | null,
  esPago: number,
  fecha: Fecha,
  monto: number,
  deshecho: Fecha | null,
];

/** Los documentos acordados con todo lo que los bajó: aplicaciones, también las deshechas, y anulaciones. */
function leerDocumentos(libro: Libro, clientes: string): ReadonlyMap<number, DocumentoDeAcuerdo> {
  const filas = libro
    .preparar(
      `WITH acordados AS MATERIALIZED (
         SELECT DISTINCT q.documento_id AS id
         FROM ${pedidos} CROSS JOIN acuerdo_documentos q ON q.acuerdo_id = a.id)
       SELECT d.id, d.importe, x.operacion_id, x.credito_id, k.tipo = 'pago', x.fecha, x.monto, r.fecha
       FROM acordados CROSS JOIN documentos d ON d.id = acordados.id
       LEFT JOIN aplicaciones x ON x.documento_id = d.id AND x.monto > 0
       LEFT JOIN creditos k ON k.id = x.credito_id
       LEFT JOIN aplicaciones r ON r.reversa_de = x.id
       UNION ALL
       SELECT d.id, d.importe, v.operacion_id, NULL, 0, v.fecha, v.monto, NULL
       FROM acordados CROSS JOIN documentos d ON d.id = acordados.id JOIN reversas v ON v.documento_id = d.id`,
    )
    .raw()
    .all(clientes) as FilaDeMovimiento[];
  const documentos = new Map<number, DocumentoDeAcuerdo & { readonly movimientos: MovimientoDeDocumento[] }>();
  for (const [documentoId, importe, operacionId, creditoId, esPago, fecha, monto, deshecho] of filas) {
    const documento = documentos.get(documentoId) ?? { documentoId, importe, movimientos: [] };
    documentos.set(documentoId, documento);
    if (operacionId === null) continue;
    documento.movimientos.push({ operacionId, creditoId, esPago: esPago === 1, fecha, monto, deshecho });
  }
  return documentos;
}

function documentosDe(acuerdos: readonly Acuerdo[], documentos: ReadonlyMap<number, DocumentoDeAcuerdo>) {
  const ids = new Set(acuerdos.flatMap((acuerdo) => acuerdo.documentos.map(({ documentoId }) => documentoId)));
  return [...ids].flatMap((id) => documentos.get(id) ?? []);
}
