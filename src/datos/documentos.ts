import type { Moneda } from '../dominio/dinero.ts';
import { normalizarNumero, type TipoDeDocumento } from '../dominio/documento.ts';
import {
  type CondicionDeDocumento,
  calcularAlDia,
  cumple,
  type DocumentoAlDia,
  type OrdenDeDocumentos,
} from '../dominio/documento-al-dia.ts';
import { type Fecha, sumarDias } from '../dominio/fecha.ts';
import { compararNombres } from '../dominio/orden.ts';
import { leerDocumentosEnAcuerdo } from './acuerdos.ts';
import { Condiciones } from './condiciones.ts';
import type { Libro } from './conexion.ts';
import { leerDocumentosEnDisputa } from './disputas.ts';
import { disponibleAlDia, hayHechosPosteriores, saldoAlDia } from './saldos.ts';

/** Lo que se le pide a los documentos de un listado; `null` es «lo que sea». */
export interface FiltroDeDocumentos extends CondicionDeDocumento {
  readonly clienteId: number | null;
  readonly desde: Fecha | null;
  readonly hasta: Fecha | null;
  readonly venceDesde: Fecha | null;
  readonly venceHasta: Fecha | null;
  readonly moneda: Moneda | null;
  readonly segmento: string | null;
  readonly gestorAsignado: string | null;
  readonly numero: string | null;
  readonly limite: number | null;
}

/** El filtro que deja pasar a todos. */
export const todosLosDocumentos: FiltroDeDocumentos = {
  clienteId: null,
  estado: null,
  dias: null,
  desde: null,
  hasta: null,
  venceDesde: null,
  venceHasta: null,
  moneda: null,
  montoMinimo: null,
  montoMaximo: null,
  segmento: null,
  gestorAsignado: null,
  numero: null,
  limite: null,
};

/** Las columnas de un documento al día; el documento es `d`, su cliente `c` y su reversa ya vigente `r`. */
function consultaDeDocumentos(conPosteriores: boolean): string {
  return `
SELECT d.id, c.codigo, c.nombre, d.tipo, d.numero, d.numero_normal, d.emision, d.vencimiento, d.moneda, d.importe,
  ${conPosteriores ? saldoAlDia('d') : 'd.saldo'} AS saldo, r.id IS NOT NULL AS anulada,
  d.id IN (
    SELECT a.documento_id FROM creditos k CROSS JOIN aplicaciones a ON a.credito_id = k.id
    WHERE (k.tipo <> 'pago' OR k.origen <> 'registro') AND k.tipo = 'castigo' AND a.fecha <= :hoy GROUP BY a.documento_id HAVING sum(a.monto) > 0) AS castigada,
  d.cliente_id, c.nombre_busqueda
FROM documentos d JOIN clientes c ON c.id = d.cliente_id
LEFT JOIN reversas r ON r.documento_id = d.id AND r.fecha <= :hoy
WHERE d.emision <= :hoy`;
}

/** Las mismas columnas para las notas de crédito, que el libro guarda como créditos. */
function consultaDeNotas(conPosteriores: boolean): string {
  return `
SELECT d.id, c.codigo, c.nombre, d.tipo, coalesce(d.numero, ''), coalesce(d.numero_normal, ''), d.fecha, NULL, d.moneda, d.monto,
  ${conPosteriores ? disponibleAlDia('d') : 'd.disponible'}, r.id IS NOT NULL, 0, d.cliente_id, c.nombre_busqueda
FROM creditos d JOIN clientes c ON c.id = d.cliente_id
LEFT JOIN reversas r ON r.credito_id = d.id AND r.clase = 'anulacion' AND r.fecha <= :hoy
WHERE d.tipo = 'nota-credito' AND d.fecha <= :hoy`;
}

/** La fila llega como lista, en el orden de las columnas: armar un objeto por fila costaba casi tanto como leerla. */
type FilaDeDocumento = [
  id: number,
  clienteCodigo: string,
  clienteNombre: string,
  tipo: TipoDeDocumento,
  numero: string,
  numeroNormal: string,
  emision: Fecha,
  vencimiento: Fecha | null,
  moneda: Moneda,
  importe: number,
  saldo: number,
  anulada: number,
  castigada: number,
];

/** Lo que no está en la fila: qué documentos están en disputa y cuáles en un acuerdo en curso. */
interface Situaciones {
  readonly enDisputa: { has(documentoId: number): boolean };
  readonly enAcuerdo: { has(documentoId: number): boolean };
}

function leerSituaciones(libro: Libro, hoy: Fecha, clienteId: number | null): Situaciones {
  const disputados = leerDocumentosEnDisputa(libro, hoy, clienteId);
  const clienteIds = clienteId === null ? undefined : [clienteId];
  return {
    enDisputa: new Set(disputados.map(({ documentoId }) => documentoId)),
    enAcuerdo: leerDocumentosEnAcuerdo(libro, hoy, clienteIds),
  };
}

function documentoDeFila(fila: FilaDeDocumento, hoy: Fecha, { enDisputa, enAcuerdo }: Situaciones): DocumentoAlDia {
  const [id, clienteCodigo, clienteNombre, tipo, numero, numeroNormal, emision, vencimiento, moneda, importe, saldo] =
    fila;
  const anulada = fila[11] === 1;
  const castigada = fila[12] === 1;
  const documento = {
    id,
    clienteCodigo,
    clienteNombre,
    tipo,
    numero,
    numeroNormal,
    emision,
    vencimiento,
    moneda,
  };
  // Las notas de crédito se numeran aparte: ni se disputan ni se acuerdan.
  const esNota = tipo === 'nota-credito';
  const hechos = {
    importe,
    saldo,
    anulada,
    castigada,
    enDisputa: !esNota && enDisputa.has(id),
    enAcuerdo: !esNota && enAcuerdo.has(id),
  };
  return calcularAlDia(documento, hechos, hoy);
}

/** Las notas de crédito se muestran en negativo: así también se ordenan. */
function conSigno(columna: string): string {
  return `(CASE tipo WHEN 'nota-credito' THEN -${columna} ELSE ${columna} END)`;
}

/** Todos terminan en la clave del documento, para que dos corridas den siempre la misma lista. */
const ordenes: Readonly<Record<OrdenDeDocumentos, string>> = {
  vencimiento: 'coalesce(vencimiento, emision), nombre_busqueda',
  emision: 'emision, nombre_busqueda',
  cliente: 'posicion, coalesce(vencimiento, emision)',
  numero: 'length(numero_normal), numero_normal, nombre_busqueda',
  importe: `moneda, ${conSigno('importe')} DESC, nombre_busqueda`,
  saldo: `moneda, ${conSigno('saldo')} DESC, nombre_busqueda`,
};

/**
 * Recorre de a uno los documentos y notas de crédito que existían el día `hoy`, con su saldo de ese día. No guarda
 * filas: un millón ocupan lo mismo que una.
 */
export function* recorrerDocumentos(
  libro: Libro,
  filtro: FiltroDeDocumentos,
  { hoy, orden }: { readonly hoy: Fecha; readonly orden: OrdenDeDocumentos },
): Generator<DocumentoAlDia> {
  const { comunes, deVencimiento } = condicionesDe(libro, filtro, hoy);
  const conPosteriores = hayHechosPosteriores(libro, hoy);
  const partes = [[consultaDeDocumentos(conPosteriores), ...comunes.textos, ...deVencimiento.textos]];
  // Una nota de crédito no vence: no cumple ninguna condición sobre el vencimiento.
  if (deVencimiento.textos.length === 0)
    partes.push([consultaDeNotas(conPosteriores), ...comunes.textos.map(comoNota)]);
  const porNombre = orden === 'cliente';
  // Materializada, porque si no SQLite recorre la lista de clientes entera por cada documento.
  const nombres = 'WITH nombres AS MATERIALIZED (SELECT value AS cliente, key AS posicion FROM json_each(:clientes))';
  const consulta = libro.preparar(`${porNombre ? nombres : ''}
    SELECT x.* FROM (${partes.map((parte) => parte.join(' AND ')).join(' UNION ALL ')}) AS x
    ${porNombre ? 'JOIN nombres ON cliente = x.cliente_id' : ''} ORDER BY ${ordenes[orden]}, numero_normal, tipo, id`);
  const clientes = porNombre ? { clientes: JSON.stringify(leerClientesPorNombre(libro)) } : {};
  const valores = { ...comunes.valores, ...deVencimiento.valores, ...clientes, hoy };
  const situaciones = leerSituaciones(libro, hoy, filtro.clienteId);
  let faltan = filtro.limite ?? Number.POSITIVE_INFINITY;
  for (const fila of consulta.raw().iterate(valores)) {
    const documento = documentoDeFila(fila as FilaDeDocumento, hoy, situaciones);
    if (!cumple(documento, filtro)) continue;
    yield documento;
    faltan -= 1;
    if (faltan === 0) return;
  }
}

/** Lo que SQLite puede descartar solo; el estado y los montos los mira el dominio. */
function condicionesDe(libro: Libro, filtro: FiltroDeDocumentos, hoy: Fecha) {
  const comunes = new Condiciones()
    .si(filtro.clienteId, 'cliente', 'd.cliente_id = :cliente')
    .si(filtro.desde, 'desde', 'd.emision >= :desde')
    .si(filtro.hasta, 'hasta', 'd.emision <= :hasta')
    .si(filtro.moneda, 'moneda', 'd.moneda = :moneda')
    .si(filtro.numero === null ? null : normalizarNumero(filtro.numero), 'numero', mismoNumero('d.numero_normal'))
    .deCliente(libro, filtro);
  const deVencimiento = new Condiciones()
    .si(filtro.venceDesde, 'vence_desde', 'd.vencimiento >= :vence_desde')
    .si(filtro.venceHasta, 'vence_hasta', 'd.vencimiento <= :vence_hasta')
    .si(filtro.dias === null ? null : sumarDias(hoy, -filtro.dias), 'vencido_el', 'd.vencimiento <= :vencido_el');
  return { comunes, deVencimiento };
}

/** La emisión de una nota de crédito es la fecha de su crédito. */
function comoNota(condicion: string): string {
  return condicion.replace('d.emision', 'd.fecha');
}

/**
 * El número en forma comparable, o el mismo sin las letras de adelante: quien busca `0001-1234` quiere `A-0001-1234`.
 * @param columna columna con el número normal; el parámetro es `:numero`
 */
function mismoNumero(columna: string): string {
  return `(${columna} = :numero OR (substr(${columna}, -length(:numero) - 1) = '-' || :numero
    AND substr(${columna}, 1, length(${columna}) - length(:numero)) NOT GLOB '*[0-9]*'))`;
}

function leerClientesPorNombre(libro: Libro): number[] {
  const clientes = libro.preparar<{ id: number; nombre: string }>('SELECT id, nombre FROM clientes').all();
  return clientes.sort((uno, otro) => compararNombres(uno.nombre, otro.nombre) || uno.id - otro.id).map(({ id }) => id);
}
