import type { AcuerdoEvaluado, CuotaEvaluada, TipoDeAcuerdo } from './acuerdo.ts';
import type { Moneda } from './dinero.ts';
import { asegurar } from './errores.ts';
import { type Fecha, numeroDeDia } from './fecha.ts';

/** Un documento que se debe, de un cliente con algo que lo aparta del camino común. */
export interface DocumentoDebido {
  readonly documentoId: number;
  readonly clienteId: number;
  readonly moneda: Moneda;
  /** Día ({@link numeroDeDia}) de su vencimiento. */
  readonly venceDia: number;
  /** Unidades menores, > 0. */
  readonly saldo: number;
}

/** Qué clase de hecho retiene un saldo: una disputa, un cheque por cobrar o un acuerdo. */
export type CausaDeRetencion = 'disputa' | 'cheque' | TipoDeAcuerdo;

/** Por qué no se reclama algo, y qué hacer mientras tanto. */
export interface Retenida {
  readonly motivo: string;
  readonly paso: string;
  /** Ausente si lo que retiene no es un hecho del documento. */
  readonly causa?: CausaDeRetencion;
  /** Último día en que se sabe que sigue retenido; `null` o ausente si termina por un hecho. */
  readonly hasta?: Fecha | null;
  /** Espera con lo acordado, pero no es parte de lo que se va a pagar: se prometió menos, o se perdonará si se cumple. */
  readonly aparte?: true;
}

/** Una parte del saldo de un documento, con el día desde el que se debe: el suyo o el de la cuota. */
export interface Partida extends DocumentoDebido {
  /** `null` si se reclama. */
  readonly retenida: Retenida | null;
  /** El acuerdo que retiene esta parte o, de un plan en falta, aquel cuya cuota se reclama. */
  readonly acuerdoId: number | null;
}

/** Lo que un cheque todavía no cobrado va a cancelar de un documento. */
export interface ChequeDeDocumento {
  readonly documentoId: number;
  readonly monto: number;
  /** El día en que se cobra. */
  readonly fecha: Fecha;
}

/** Lo que de un cheque todavía no cobrado no se dijo qué va a cancelar. */
export interface ChequeDeCuenta {
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly monto: number;
  /** El día en que se cobra. */
  readonly fecha: Fecha;
}

/** Lo que retiene o cambia de día el saldo de los documentos. */
export interface HechosDeRetencion {
  /** Lo que está en disputa de cada documento, en unidades menores. */
  readonly enDisputa: ReadonlyMap<number, number>;
  readonly cheques: readonly ChequeDeDocumento[];
  /** Retienen lo más viejo que el cliente deba en la moneda. */
  readonly chequesACuenta?: readonly ChequeDeCuenta[];
  /** Los acuerdos en curso. */
  readonly acuerdos: readonly AcuerdoEvaluado[];
}

/**
 * Parte el saldo de cada documento en lo que se reclama y lo que se retiene
 * (REGLAS: «Qué se reclama y qué se retiene»). Lo disputado, lo que un cheque va a cancelar (aunque no se haya dicho
 * qué) y lo acordado no se reclaman, en ese orden; de un plan en falta se reclaman sus cuotas vencidas, con el día de
 * cada cuota. Las partidas de un documento suman su saldo.
 */
export function partirDocumentos(
  documentos: readonly DocumentoDebido[],
  { enDisputa, cheques, chequesACuenta = [], acuerdos }: HechosDeRetencion,
  hoy: Fecha,
): Partida[] {
  const partidas: Partida[] = [];
  const restos = new Map(documentos.map((documento) => [documento.documentoId, documento.saldo]));
  const separar = (
    documento: DocumentoDebido,
    monto: number,
    cambios: Pick<Partida, 'retenida'> & Partial<Partida>,
  ) => {
    const saldo = Math.min(monto, restos.get(documento.documentoId) ?? 0);
    if (saldo <= 0) return 0;
    partidas.push({ acuerdoId: null, ...documento, ...cambios, saldo });
    restos.set(documento.documentoId, (restos.get(documento.documentoId) ?? 0) - saldo);
    return saldo;
  };
  const porId = new Map(documentos.map((documento) => [documento.documentoId, documento]));
  for (const documento of documentos)
    separar(documento, enDisputa.get(documento.documentoId) ?? 0, { retenida: enDisputaRetenida });
  for (const { documentoId, monto, fecha } of cheques) {
    const documento = porId.get(documentoId);
    if (documento !== undefined) separar(documento, monto, { retenida: retenidaPorCheque(fecha) });
  }
  for (const { clienteId, moneda, monto, fecha } of chequesACuenta) {
    const suyos = documentos.filter((documento) => documento.clienteId === clienteId && documento.moneda === moneda);
    let falta = monto;
    for (const documento of suyos.toSorted(porVencimiento))
      falta -= separar(documento, falta, { retenida: retenidaPorCheque(fecha) });
  }
  for (const evaluado of acuerdos) {
    const acuerdoId = evaluado.acuerdo.id;
    const abarcados = evaluado.acuerdo.documentos
      .flatMap(({ documentoId }) => porId.get(documentoId) ?? [])
      .toSorted(porVencimiento);
    for (const { fecha, monto } of cuotasAtrasadas(evaluado, hoy)) {
      let falta = monto;
      for (const documento of abarcados)
        falta -= separar(documento, falta, { retenida: null, acuerdoId, venceDia: numeroDeDia(fecha) });
    }
    const retenida: Retenida = {
      motivo: explicarAcuerdo(evaluado),
      paso: 'esperar el pago acordado',
      causa: evaluado.acuerdo.tipo,
      hasta: finDeLaEspera(evaluado),
    };
    for (const documento of abarcados) separar(documento, documento.saldo, { retenida, acuerdoId });
  }
  for (const documento of documentos) separar(documento, documento.saldo, { retenida: null });
  asegurar(
    [...restos.values()].every((resto) => resto === 0),
    'las partidas no suman el saldo',
  );
  return partidas;
}

function porVencimiento(uno: DocumentoDebido, otro: DocumentoDebido): number {
  return uno.venceDia - otro.venceDia || uno.documentoId - otro.documentoId;
}

function retenidaPorCheque(fecha: Fecha): Retenida {
  return {
    motivo: `cheque por cobrar el ${fecha}`,
    paso: 'esperar el cobro del cheque',
    causa: 'cheque',
    hasta: fecha,
  };
}

/** Lo que retienen unos cheques por cobrar: los documentos que van a cancelar y, por el resto, la cuenta del cliente. */
export function retencionDeCheques(
  cheques: readonly (ChequeDeCuenta & {
    readonly imputado: number;
    readonly documentos: readonly Omit<ChequeDeDocumento, 'fecha'>[];
  })[],
): Required<Pick<HechosDeRetencion, 'cheques' | 'chequesACuenta'>> {
  return {
    cheques: cheques.flatMap(({ fecha, documentos }) => documentos.map((uno) => ({ ...uno, fecha }))),
    chequesACuenta: cheques
      .filter(({ monto, imputado }) => monto > imputado)
      .map(({ clienteId, moneda, fecha, monto, imputado }) => ({ clienteId, moneda, fecha, monto: monto - imputado })),
  };
}

const enDisputaRetenida: Retenida = { motivo: 'en disputa', paso: 'resolver la disputa', causa: 'disputa' };

/** Lo que falta de cada cuota que pasó su tolerancia, mientras el plan sigue en curso. */
function cuotasAtrasadas({ estado, cuotas }: AcuerdoEvaluado, hoy: Fecha): { fecha: Fecha; monto: number }[] {
  if (estado !== 'en-falta') return [];
  return cuotas
    .filter(({ fin, pendiente }) => fin < hoy && pendiente > 0)
    .map(({ vencimiento, pendiente }) => ({ fecha: vencimiento, monto: pendiente }));
}

const nombres: Readonly<Record<TipoDeAcuerdo, string>> = {
  promesa: 'promesa de pago para el',
  cuotas: 'plan de cuotas, la próxima el',
  quita: 'quita ofrecida hasta el',
  'pronto-pago': 'descuento por pronto pago hasta el',
};

/** Por qué no se reclama lo acordado: `promesa de pago para el 2026-07-05`. */
export function explicarAcuerdo(evaluado: AcuerdoEvaluado): string {
  return `${nombres[evaluado.acuerdo.tipo]} ${cuotaEsperada(evaluado)?.vencimiento ?? ''}`;
}

/** El último día de tolerancia de la cuota que se espera. */
function finDeLaEspera(evaluado: AcuerdoEvaluado): Fecha | null {
  return cuotaEsperada(evaluado)?.fin ?? null;
}

/** De un plan en falta se reclama la cuota atrasada: lo que se retiene espera a la siguiente. */
function cuotaEsperada({ cuotas, proxima, estado }: AcuerdoEvaluado): CuotaEvaluada | undefined {
  const siguiente = estado === 'en-falta' ? cuotas.find(({ estado: una }) => una === 'pendiente') : proxima;
  return siguiente ?? cuotas.at(-1);
}
