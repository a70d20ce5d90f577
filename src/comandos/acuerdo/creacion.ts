import { revisarDescuentos } from '../../datos/acuerdos-descuentos.ts';
import { registrarAcuerdo, registrarHechoDeAcuerdo } from '../../datos/acuerdos-registro.ts';
import { leerChequesPorCobrar } from '../../datos/cheques.ts';
import type { ClienteGuardado } from '../../datos/clientes.ts';
import type { Operacion } from '../../datos/operacion.ts';
import { leerSaldosDeClientes, todosLosClientes } from '../../datos/saldos-de-clientes.ts';
import type { AcuerdoEvaluado, Cuota, TipoDeAcuerdo } from '../../dominio/acuerdo.ts';
import { avisosDeCheques } from '../../dominio/acuerdo-cheques.ts';
import type { Cadencia } from '../../dominio/acuerdo-cuotas.ts';
import { type PlanDeAcuerdo, planificarAcuerdo } from '../../dominio/acuerdo-plan.ts';
import type { Situacion, Terminos } from '../../dominio/acuerdo-terminos.ts';
import type { Cifra } from '../../dominio/cifra.ts';
import { type Moneda, textoLocal } from '../../dominio/dinero.ts';
import { ErrorDeDatos } from '../../dominio/errores.ts';
import { type Fecha, ultima } from '../../dominio/fecha.ts';
import type { Contexto } from '../comando.ts';
import { montoEnMoneda } from '../opciones.ts';
import { exigirTerminable } from './busqueda.ts';
import { leerSituacion } from './situacion.ts';

/** Lo que se pide acordar, como se escribió: los montos todavía no tienen moneda. */
export type PedidoDeAcuerdo = TerminosPedidos & {
  readonly moneda: Moneda | null;
  /** Números de factura; `null` = lo que corresponda. */
  readonly facturas: readonly string[] | null;
  readonly nota: string | null;
  readonly autoriza: string | null;
  readonly adicional: boolean;
};

export type TerminosPedidos =
  | { readonly clase: 'promesa'; readonly fecha: Fecha; readonly monto: Cifra | null }
  | {
      readonly clase: 'cuotas';
      readonly cantidad: number;
      readonly primera: Fecha;
      readonly cada: Cadencia;
      readonly anticipo: { readonly cifra: Cifra } | { readonly puntosBasicos: number } | null;
      readonly puntosBasicos: number;
    }
  | { readonly clase: 'quita' | 'pronto-pago'; readonly puntosBasicos: number; readonly hasta: Fecha };

/** El acuerdo que quedó hecho; se puede guardar como JSON. Montos en unidades menores. */
export interface AcuerdoCreado {
  readonly acuerdoId: number;
  readonly operacionId: number;
  /** El código del cliente. */
  readonly clienteId: string;
  readonly cliente: string;
  readonly tipo: TipoDeAcuerdo;
  readonly moneda: Moneda;
  readonly total: number;
  readonly descuento: number;
  readonly creado: Fecha;
  readonly nota: string | null;
  readonly cuotas: readonly Cuota[];
  readonly documentos: readonly DocumentoDeCreado[];
  readonly reemplazados: readonly number[];
  readonly avisos: readonly string[];
}

/** Un documento del acuerdo recién hecho; `saldo` es lo que de él se acordó. */
export interface DocumentoDeCreado {
  readonly numero: string;
  readonly vencimiento: Fecha;
  readonly saldo: number;
}

/** Lo que hace falta para crear un acuerdo dentro de una operación. */
export interface Creacion {
  readonly contexto: Contexto;
  readonly cliente: ClienteGuardado;
  readonly pedido: PedidoDeAcuerdo;
  /** Día en que se acordó, no posterior a hoy. */
  readonly creado: Fecha;
  readonly contactoId: number | null;
  /** El acuerdo que éste renegocia. */
  readonly renegocia?: AcuerdoEvaluado;
}

/**
 * Decide y registra un acuerdo, termina los que reemplaza y revisa los descuentos. Lanza ErrorDeDatos si una regla o la
 * política no lo permiten, y ErrorDeUso si no se sabe de qué factura o moneda se habla.
 */
export function crearAcuerdo(operacion: Operacion, creacion: Creacion): AcuerdoCreado {
  const { contexto, cliente, pedido, creado, contactoId, renegocia } = creacion;
  exigirNoFutura(creado, contexto.hoy);
  const situacion = { ...leerSituacionDe(operacion, creacion), renegocia: renegocia?.acuerdo.id ?? null };
  const plan = planificarAcuerdo(terminosDe(pedido, situacion.moneda), situacion);
  const reemplazados = renegocia === undefined ? plan.reemplaza : [renegocia.acuerdo.id, ...plan.reemplaza];
  const nota = [pedido.nota, plan.autorizacion].filter((texto) => texto !== null).join(' · ') || null;
  const reemplazaA = reemplazados.at(0) ?? null;
  const acuerdoId = registrarAcuerdo(operacion, plan, { clienteId: cliente.id, contactoId, reemplazaA, nota });
  for (const reemplazado of plan.reemplaza) {
    const previo = situacion.enCurso.find(({ acuerdo }) => acuerdo.id === reemplazado);
    terminar(operacion, previo, { creado, acuerdoId });
  }
  terminar(operacion, renegocia, { creado, acuerdoId });
  revisarDescuentos(operacion, [cliente.id], contexto.hoy);
  return {
    acuerdoId,
    operacionId: operacion.id,
    clienteId: cliente.codigo,
    cliente: cliente.nombre,
    tipo: plan.tipo,
    moneda: plan.moneda,
    total: plan.total,
    descuento: plan.descuento,
    creado,
    nota,
    cuotas: plan.cuotas,
    documentos: documentosDe(plan, situacion),
    reemplazados,
    avisos: [
      ...plan.avisos,
      ...avisosDeSaldoAFavor(operacion, creacion, plan),
      ...avisosDeCheques(
        leerChequesPorCobrar(operacion.libro, creado, cliente.id),
        { clienteId: cliente.id, hoy: creado },
        plan,
      ),
    ],
  };
}

function leerSituacionDe(operacion: Operacion, { contexto, cliente, pedido, creado, renegocia }: Creacion) {
  const { moneda, facturas, adicional, autoriza } = pedido;
  const { hoy, politica } = contexto;
  const documentoIds = renegocia?.acuerdo.documentos.map(({ documentoId }) => documentoId);
  const situacion = leerSituacion(operacion.libro, {
    cliente,
    moneda: moneda ?? renegocia?.acuerdo.moneda ?? null,
    facturas,
    creado,
    hoy,
    politica,
    ...(documentoIds === undefined ? {} : { documentoIds }),
  });
  return { ...situacion, adicional, autoriza };
}

/** Nada se acuerda en el futuro. Lanza ErrorDeDatos. */
export function exigirNoFutura(fecha: Fecha, hoy: Fecha): void {
  if (fecha <= hoy) return;
  throw new ErrorDeDatos(`${fecha} todavía no llegó: un acuerdo se registra el día en que se hizo o después`, {
    sugerencia: 'quite --fecha, o escriba una fecha que no sea posterior a hoy',
  });
}

function terminosDe(pedido: PedidoDeAcuerdo, moneda: Moneda): Terminos {
  if (pedido.clase === 'promesa') {
    const monto = pedido.monto === null ? null : montoEnMoneda(pedido.monto, moneda, '--monto');
    return { clase: 'promesa', fecha: pedido.fecha, monto };
  }
  if (pedido.clase !== 'cuotas') return pedido;
  const { anticipo } = pedido;
  const enMoneda =
    anticipo !== null && 'cifra' in anticipo
      ? { monto: montoEnMoneda(anticipo.cifra, moneda, '--anticipo') }
      : anticipo;
  return { ...pedido, anticipo: enMoneda };
}

function terminar(
  operacion: Operacion,
  previo: AcuerdoEvaluado | undefined,
  { creado, acuerdoId }: { readonly creado: Fecha; readonly acuerdoId: number },
): void {
  if (previo === undefined) return;
  exigirTerminable(operacion.libro, previo, 'reemplazar');
  registrarHechoDeAcuerdo(operacion, previo.acuerdo.id, {
    tipo: previo.acuerdo.tipo === 'cuotas' ? 'renegociado' : 'reemplazado',
    fecha: ultima(creado, previo.acuerdo.creado),
    motivo: `sigue en el acuerdo ${acuerdoId}`,
  });
}

function documentosDe(plan: PlanDeAcuerdo, { documentos }: Pick<Situacion, 'documentos'>): DocumentoDeCreado[] {
  const porId = new Map(documentos.map((documento) => [documento.documentoId, documento]));
  return plan.documentos.flatMap(({ documentoId, saldo }) => {
    const documento = porId.get(documentoId);
    return documento === undefined ? [] : [{ numero: documento.numero, vencimiento: documento.vencimiento, saldo }];
  });
}

function avisosDeSaldoAFavor(operacion: Operacion, { cliente, creado }: Creacion, { moneda }: PlanDeAcuerdo): string[] {
  const filtro = { ...todosLosClientes, clienteId: cliente.id, moneda };
  const aFavor = leerSaldosDeClientes(operacion.libro, filtro, creado).find(({ saldo }) => saldo?.moneda === moneda);
  const monto = aFavor?.saldo?.saldoAFavor ?? 0;
  if (monto === 0) return [];
  return [`tiene ${textoLocal({ monto, moneda })} ${moneda} a favor sin imputar: impútelo, o acuerde por menos`];
}
