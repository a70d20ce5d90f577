import type {
  Acuerdo,
  AcuerdoEvaluado,
  CuentaConAcuerdos,
  Cuota,
  DocumentoAcordado,
  DocumentoDeAcuerdo,
  HechoDeAcuerdo,
  TipoDeAcuerdo,
} from '../dominio/acuerdo.ts';
import { evaluarCuentas } from '../dominio/acuerdo-evaluacion.ts';
import type { Moneda } from '../dominio/dinero.ts';
import { type Fecha, sumarDias } from '../dominio/fecha.ts';
import { acuerdosPedidos, leerDocumentosAcordados } from './acuerdos-movimientos.ts';
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
  const documentos = leerDocumentosAcordados(libro, clientes);
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
       FROM ${acuerdosPedidos} CROSS JOIN operaciones o ON o.id = a.operacion_id
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
  return filas.map((fila) =>
    acuerdoDeFila(fila, {
      cuotas: cuotas.get(fila[0]) ?? [],
      documentos: documentos.get(fila[0]) ?? [],
      creditosDeDescuento: creditos.get(fila[0]) ?? [],
    }),
  );
}

/** Campo por campo y sin copiar objetos: se leen de a cientos de miles. */
function acuerdoDeFila(
  fila: FilaDeAcuerdo,
  { cuotas, documentos, creditosDeDescuento }: Pick<Acuerdo, 'cuotas' | 'documentos' | 'creditosDeDescuento'>,
): Acuerdo {
  const tipoDeHecho = fila[14];
  return {
    id: fila[0],
    operacionId: fila[1],
    clienteId: fila[2],
    contactoId: fila[3],
    tipo: fila[4],
    moneda: fila[5],
    total: fila[6],
    descuento: fila[7],
    creado: fila[8],
    caida: { cuotas: fila[9], dias: fila[10] },
    reemplazaA: fila[11],
    nota: fila[12],
    gestor: fila[13],
    cuotas,
    documentos,
    hecho:
      tipoDeHecho === null ? null : { tipo: tipoDeHecho, fecha: fila[15], operacionId: fila[16], motivo: fila[17] },
    creditosDeDescuento,
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
      `SELECT a.id, ${columnas} FROM ${acuerdosPedidos} CROSS JOIN ${tabla} ON q.acuerdo_id = a.id
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

function documentosDe(
  acuerdos: readonly Acuerdo[],
  documentos: ReadonlyMap<number, DocumentoDeAcuerdo>,
): DocumentoDeAcuerdo[] {
  const hallados = new Set<DocumentoDeAcuerdo>();
  for (const acuerdo of acuerdos) {
    for (const { documentoId } of acuerdo.documentos) {
      const documento = documentos.get(documentoId);
      if (documento !== undefined) hallados.add(documento);
    }
  }
  return [...hallados];
}
