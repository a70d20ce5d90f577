import type {
  Acuerdo,
  CuentaConAcuerdos,
  Cuota,
  DocumentoDeAcuerdo,
  MovimientoDeDocumento,
  TipoDeAcuerdo,
} from '../../src/dominio/acuerdo.ts';
import { moneda } from '../../src/dominio/dinero.ts';
import { type Fecha, fecha } from '../../src/dominio/fecha.ts';

/** Un acuerdo con lo mínimo: sin decir otra cosa, una promesa por todo el documento 1. */
export interface AcuerdoDePrueba {
  readonly id?: number;
  readonly tipo?: TipoDeAcuerdo;
  readonly creado?: string;
  /** `[vencimiento, monto]` o `[vencimiento, monto, fin]`; sin `fin`, el mismo día. */
  readonly cuotas: readonly (readonly [string, number] | readonly [string, number, string])[];
  /** Saldo acordado de cada documento. */
  readonly documentos?: Readonly<Record<number, number>>;
  readonly descuento?: number;
  readonly caida?: Acuerdo['caida'];
  readonly hecho?: {
    readonly tipo: NonNullable<Acuerdo['hecho']>['tipo'];
    readonly fecha: string;
    readonly operacionId?: number;
  };
  readonly operacionId?: number;
  readonly creditosDeDescuento?: readonly number[];
  readonly gestor?: string;
}

/** La operación en que se registran los acuerdos; los pagos llevan números mayores salvo que se diga otra cosa. */
export const OPERACION_DE_ACUERDO = 10;

export function acuerdoDePrueba(pedido: AcuerdoDePrueba): Acuerdo {
  const cuotas = pedido.cuotas.map(([vencimiento, monto, fin = vencimiento], orden): Cuota => {
    return { numero: orden + 1, vencimiento: fecha(vencimiento), fin: fecha(fin), monto };
  });
  const total = cuotas.reduce((suma, { monto }) => suma + monto, 0);
  const documentos = pedido.documentos ?? { 1: total + (pedido.descuento ?? 0) };
  const { hecho } = pedido;
  return {
    id: pedido.id ?? 1,
    operacionId: pedido.operacionId ?? OPERACION_DE_ACUERDO,
    clienteId: 1,
    contactoId: null,
    tipo: pedido.tipo ?? (cuotas.length > 1 ? 'cuotas' : 'promesa'),
    moneda: moneda('ARS'),
    total,
    descuento: pedido.descuento ?? 0,
    creado: fecha(pedido.creado ?? '2026-07-01'),
    caida: pedido.caida ?? { cuotas: 2, dias: 15 },
    reemplazaA: null,
    nota: null,
    gestor: pedido.gestor ?? 'ana',
    cuotas,
    documentos: Object.entries(documentos).map(([id, saldo]) => ({ documentoId: Number(id), saldo })),
    hecho:
      hecho === undefined
        ? null
        : { tipo: hecho.tipo, fecha: fecha(hecho.fecha), operacionId: hecho.operacionId ?? 1000, motivo: null },
    creditosDeDescuento: pedido.creditosDeDescuento ?? [],
  };
}

/** Un movimiento con lo mínimo: sin decir otra cosa, un pago del documento 1 que nadie deshizo. */
export interface MovimientoDePrueba {
  readonly documento?: number;
  readonly fecha: string;
  readonly monto: number;
  readonly esPago?: boolean;
  readonly esCastigo?: boolean;
  readonly deshecho?: string;
  readonly creditoId?: number | null;
  readonly operacionId?: number;
}

/** La cuenta de esos acuerdos con esos movimientos; cada documento vale lo que el primer acuerdo dice que se debía. */
export function cuentaDePrueba(
  acuerdos: readonly Acuerdo[],
  movimientos: readonly MovimientoDePrueba[],
  importes: Readonly<Record<number, number>> = {},
): CuentaConAcuerdos {
  const documentos = new Map<number, DocumentoDeAcuerdo & { movimientos: MovimientoDeDocumento[] }>();
  for (const { documentoId, saldo } of acuerdos.flatMap((acuerdo) => acuerdo.documentos)) {
    if (documentos.has(documentoId)) continue;
    documentos.set(documentoId, { documentoId, importe: importes[documentoId] ?? saldo, movimientos: [] });
  }
  movimientos.forEach((movimiento, orden) => {
    const {
      documento = 1,
      monto,
      esPago = true,
      esCastigo = false,
      deshecho,
      creditoId = 100 + orden,
      operacionId = 20 + orden,
    } = movimiento;
    documentos.get(documento)?.movimientos.push({
      operacionId,
      creditoId,
      esPago,
      esCastigo,
      fecha: fecha(movimiento.fecha),
      monto,
      deshecho: deshecho === undefined ? null : fecha(deshecho),
    });
  });
  return { clienteId: 1, moneda: moneda('ARS'), acuerdos, documentos: [...documentos.values()] };
}

/** Los días de un intervalo, ambos extremos incluidos. */
export function dia(texto: string): Fecha {
  return fecha(texto);
}
