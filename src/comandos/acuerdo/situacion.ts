import { leerAcuerdos } from '../../datos/acuerdos.ts';
import { resolverDeuda } from '../../datos/busqueda.ts';
import type { ClienteGuardado } from '../../datos/clientes.ts';
import type { Libro } from '../../datos/conexion.ts';
import { leerDocumentosEnDisputa } from '../../datos/disputas.ts';
import { recorrerDocumentos, todosLosDocumentos } from '../../datos/documentos.ts';
import type { DocumentoPosible, Situacion } from '../../dominio/acuerdo-terminos.ts';
import { type Moneda, textoLocal } from '../../dominio/dinero.ts';
import type { DocumentoAlDia } from '../../dominio/documento-al-dia.ts';
import { ErrorDeDatos, ErrorDeUso } from '../../dominio/errores.ts';
import { type Fecha, ultima } from '../../dominio/fecha.ts';
import { feriadosDe } from '../../dominio/feriados/feriados.ts';
import type { Politica } from '../../dominio/politica.ts';

/** De qué cliente y con qué documentos se quiere acordar. */
export interface PedidoDeSituacion {
  readonly cliente: ClienteGuardado;
  /** `null` = la única en que debe algo. */
  readonly moneda: Moneda | null;
  /** Números como los escribió el usuario; `null` = los que correspondan. */
  readonly facturas: readonly string[] | null;
  /** Los documentos del acuerdo que se renegocia, para cuando no se nombran facturas. */
  readonly documentoIds?: readonly number[];
  readonly creado: Fecha;
  readonly hoy: Fecha;
  readonly politica: Politica;
}

/** Lee todo lo que hace falta para acordar con un cliente; las decisiones del pedido (autoriza, adicional) las pone quien llama. */
export function leerSituacion(
  libro: Libro,
  pedido: PedidoDeSituacion,
): Omit<Situacion, 'renegocia' | 'adicional' | 'autoriza'> {
  const { cliente, creado, hoy, politica } = pedido;
  const nombrados = pedido.facturas === null ? null : resolverFacturas(libro, pedido.facturas, pedido);
  const debidos = leerDebidos(libro, pedido);
  const moneda = pedido.moneda ?? monedaDe(nombrados ?? debidos, cliente);
  exigirMoneda(nombrados, moneda);
  const enDisputa = new Map(
    leerDocumentosEnDisputa(libro, creado, cliente.id).map(({ documentoId, monto }) => [documentoId, monto]),
  );
  const dia = ultima(creado, hoy);
  const evaluados = leerAcuerdos(libro, { hoy: dia, clienteIds: [cliente.id] });
  return {
    cliente: cliente.codigo,
    creado,
    moneda,
    documentos: debidos
      .filter((documento) => documento.moneda === moneda)
      .map((documento) => posibleDe(documento, enDisputa.get(documento.id) ?? 0)),
    elegidos: nombrados?.map(({ id }) => id) ?? null,
    ...(pedido.documentoIds === undefined ? {} : { heredados: pedido.documentoIds }),
    enCurso: evaluados.filter((evaluado) => evaluado.vigente && evaluado.acuerdo.moneda === moneda),
    politica: politica.acuerdos,
    feriados: feriadosDe(politica.empresa.pais, politica.contacto),
  };
}

function leerDebidos(libro: Libro, { cliente, moneda, creado }: PedidoDeSituacion): DocumentoAlDia[] {
  const filtro = { ...todosLosDocumentos, clienteId: cliente.id, moneda };
  const todos = [...recorrerDocumentos(libro, filtro, { hoy: creado, orden: 'vencimiento' })];
  return todos.filter(({ tipo, saldo }) => tipo !== 'nota-credito' && saldo > 0);
}

function posibleDe({ id, numero, vencimiento, saldo, emision }: DocumentoAlDia, enDisputa: number): DocumentoPosible {
  return { documentoId: id, numero, vencimiento: vencimiento ?? emision, saldo, enDisputa: Math.min(enDisputa, saldo) };
}

function resolverFacturas(
  libro: Libro,
  numeros: readonly string[],
  { cliente, creado }: PedidoDeSituacion,
): DocumentoAlDia[] {
  const porId = new Map<number, DocumentoAlDia>();
  for (const numero of numeros) {
    const documento = resolverDeuda(libro, numero, { clienteId: cliente.id, hoy: creado });
    if (documento.saldo <= 0) {
      throw new ErrorDeDatos(`${documento.numero} ya no debe nada`, {
        sugerencia: `vea qué la canceló con: cobranzas factura ver ${documento.numero}`,
      });
    }
    porId.set(documento.id, documento);
  }
  return [...porId.values()];
}

function monedaDe(documentos: readonly DocumentoAlDia[], cliente: ClienteGuardado): Moneda {
  const totales = new Map<Moneda, number>();
  for (const { moneda, saldo } of documentos) totales.set(moneda, (totales.get(moneda) ?? 0) + saldo);
  const [unica, otra] = totales.keys();
  if (unica === undefined) {
    throw new ErrorDeDatos(`${cliente.codigo} (${cliente.nombre}) no debe nada: no hay qué acordar`);
  }
  if (otra === undefined) return unica;
  throw new ErrorDeUso(`${cliente.codigo} (${cliente.nombre}) debe en varias monedas, y un acuerdo es en una sola`, {
    detalle: [...totales].map(([moneda, monto]) => `${moneda} ${textoLocal({ monto, moneda })}`),
    sugerencia: `agregue --moneda ${unica}, o nombre las facturas con --facturas`,
  });
}

function exigirMoneda(nombrados: readonly DocumentoAlDia[] | null, moneda: Moneda): void {
  const ajeno = nombrados?.find((documento) => documento.moneda !== moneda);
  if (ajeno === undefined) return;
  throw new ErrorDeDatos(`${ajeno.numero} está en ${ajeno.moneda}: un acuerdo es en una sola moneda (${moneda})`, {
    sugerencia: 'haga un acuerdo por moneda',
  });
}
