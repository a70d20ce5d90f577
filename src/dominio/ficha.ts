import type { AcuerdoEvaluado } from './acuerdo.ts';
import { indiceDeTramo, type Tramo } from './antiguedad.ts';
import type { CanalesDeCliente } from './canal.ts';
import { type CuentaDePartidas, reunirPartidas } from './cuentas-de-partidas.ts';
import type { Moneda } from './dinero.ts';
import { diasEntre, type Fecha, numeroDeDia } from './fecha.ts';
import { type HechosDeRetencion, type Partida, partirDocumentos, type Retenida } from './partidas.ts';
import { type Pausa, textoDePausa } from './pausa.ts';
import { sugerirPaso } from './prioridad-motivo.ts';

/** Un documento que el cliente debe, tal como se lo mira antes de llamar. Montos en unidades menores, > 0. */
export interface DocumentoDeFicha {
  readonly documentoId: number;
  readonly tipo: 'factura' | 'nota-debito';
  readonly numero: string;
  readonly emision: Fecha;
  readonly vencimiento: Fecha;
  readonly moneda: Moneda;
  readonly importe: number;
  readonly saldo: number;
}

/** Por qué un cliente no paga, según lo que dijo. */
export interface MotivoDado {
  readonly motivo: string;
  readonly veces: number;
  readonly ultimo: Fecha;
}

/** Lo que una persona anotó de la capacidad de pago del cliente. */
export interface Capacidad {
  readonly texto: string;
  readonly fecha: Fecha;
}

/** Lo que debe en una moneda, en unidades menores. */
export interface SaldoDeFicha {
  readonly moneda: Moneda;
  /** Un monto por tramo de antigüedad. */
  readonly montos: readonly number[];
  readonly total: number;
  readonly enDisputa: number;
  readonly saldoAFavor: number;
  /** `total − saldoAFavor`; negativo si sobra. */
  readonly neto: number;
}

/** De qué sale {@link calcularSaldos}. */
export interface HechosDeSaldo {
  readonly documentos: readonly DocumentoDeFicha[];
  readonly enDisputa: ReadonlyMap<number, number>;
  readonly saldosAFavor: ReadonlyMap<Moneda, number>;
}

/** Lo que debe y tiene a favor en cada moneda, por orden de código. Los tramos suman el total. */
export function calcularSaldos(
  { documentos, enDisputa, saldosAFavor }: HechosDeSaldo,
  { tramos, hoy }: { readonly tramos: readonly Tramo[]; readonly hoy: Fecha },
): SaldoDeFicha[] {
  const monedas = [...new Set([...documentos.map(({ moneda }) => moneda), ...saldosAFavor.keys()])].sort();
  return monedas.map((moneda) => {
    const deMoneda = documentos.filter((documento) => documento.moneda === moneda);
    const montos = tramos.map(() => 0);
    for (const { vencimiento, saldo } of deMoneda) {
      const indice = indiceDeTramo(tramos, diasEntre({ desde: vencimiento, hasta: hoy }));
      montos[indice] = (montos[indice] ?? 0) + saldo;
    }
    const total = sumar(deMoneda, ({ saldo }) => saldo);
    const saldoAFavor = saldosAFavor.get(moneda) ?? 0;
    const disputado = sumar(deMoneda, ({ documentoId }) => enDisputa.get(documentoId) ?? 0);
    return { moneda, montos, total, enDisputa: disputado, saldoAFavor, neto: total - saldoAFavor };
  });
}

function sumar<T>(valores: readonly T[], monto: (valor: T) => number): number {
  return valores.reduce((suma, valor) => suma + monto(valor), 0);
}

/** Cómo está un documento abierto: lo que lo aparta manda sobre su vencimiento. */
export function estadoEnFicha(
  { documentoId, vencimiento }: DocumentoDeFicha,
  { enDisputa, acuerdos }: Pick<HechosDeRetencion, 'enDisputa' | 'acuerdos'>,
  hoy: Fecha,
): 'en-disputa' | 'en-acuerdo' | 'vencida' | 'por-vencer' {
  if (enDisputa.has(documentoId)) return 'en-disputa';
  if (acuerdos.some((evaluado) => abarca(evaluado, documentoId))) return 'en-acuerdo';
  return vencimiento < hoy ? 'vencida' : 'por-vencer';
}

function abarca({ acuerdo }: AcuerdoEvaluado, documentoId: number): boolean {
  return acuerdo.documentos.some((documento) => documento.documentoId === documentoId);
}

/** Lo que hay para reclamarle a un cliente, por moneda, y si se lo puede contactar. */
export interface SituacionDeCliente {
  /** Por qué no se lo contacta para nada, o `null`. */
  readonly pausa: Pausa | null;
  /** Primero lo que se reclama, de lo más viejo a lo más nuevo; después lo retenido. */
  readonly cuentas: readonly CuentaDePartidas[];
  readonly partidas: readonly Partida[];
}

/** Separa lo que se reclama de lo retenido, igual que `priorizar`. */
export function situar(
  clienteId: number,
  documentos: readonly DocumentoDeFicha[],
  { hechos, pausa, hoy }: { readonly hechos: HechosDeRetencion; readonly pausa: Pausa | null; readonly hoy: Fecha },
): SituacionDeCliente {
  const debidos = documentos.map(({ documentoId, moneda, vencimiento, saldo }) => ({
    documentoId,
    clienteId,
    moneda,
    saldo,
    venceDia: numeroDeDia(vencimiento),
  }));
  const partidas = partirDocumentos(debidos, hechos, hoy);
  const cuentas = reunirPartidas(partidas, { dia: numeroDeDia(hoy), diasMoraMin: 1, por: 'cliente' }).toSorted(
    (una, otra) =>
      Number(una.retenida !== null) - Number(otra.retenida !== null) ||
      una.venceDia - otra.venceDia ||
      (una.moneda < otra.moneda ? -1 : 1),
  );
  return { pausa, cuentas, partidas };
}

/** Lo que hace falta para sugerir el próximo paso con un cliente. */
export interface MediosDeLlegar {
  readonly hoy: Fecha;
  /** El próximo paso anotado en el último contacto. */
  readonly proximo: Fecha | null;
  readonly tieneTelefono: boolean;
  readonly tieneEmail: boolean;
  /** Lo que dijo de cada canal. */
  readonly canales: CanalesDeCliente | undefined;
}

/** Por qué no se le reclama nada, o `null` si hay algo para reclamarle o no debe nada vencido. */
export function retencionDe({ pausa, cuentas }: SituacionDeCliente): Retenida | null {
  if (pausa !== null) return { motivo: textoDePausa(pausa), paso: 'no contactar mientras dure' };
  return cuentas[0]?.retenida ?? null;
}

/** Lo vencido en esa moneda que se puede reclamar, en unidades menores. */
export function porReclamar({ cuentas }: SituacionDeCliente, moneda: Moneda): number {
  const reclamadas = cuentas.filter((cuenta) => cuenta.moneda === moneda && cuenta.retenida === null);
  return reclamadas.reduce((suma, { saldoVencido }) => suma + saldoVencido, 0);
}

/** Qué conviene hacer ahora con el cliente. */
export function sugerirPasoDeFicha(situacion: SituacionDeCliente, medios: MediosDeLlegar): string {
  const retenida = retencionDe(situacion);
  if (retenida !== null) return retenida.paso;
  const [cuenta] = situacion.cuentas;
  if (cuenta === undefined) {
    return situacion.partidas.length === 0
      ? 'nada: no debe nada'
      : 'nada vencido: avisarle antes del próximo vencimiento';
  }
  return sugerirPaso({ ...medios, diasMora: numeroDeDia(medios.hoy) - cuenta.venceDia });
}
