import type { Moneda } from './dinero.ts';
import type { Fecha } from './fecha.ts';

export const tiposDeAcuerdo = ['promesa', 'cuotas', 'quita', 'pronto-pago'] as const;
/** `promesa`: un pago un día; `cuotas`: un plan; `quita` y `pronto-pago`: un descuento si se paga hasta un día. */
export type TipoDeAcuerdo = (typeof tiposDeAcuerdo)[number];

/** Estado de un acuerdo de un solo pago: promesa, quita o pronto pago. */
export type EstadoDePromesa =
  | 'abierta'
  | 'cumplida'
  | 'parcial'
  | 'incumplida'
  | 'cumplida-tarde'
  | 'reemplazada'
  | 'retirada';

/** Estado de un plan de cuotas. */
export type EstadoDePlan = 'vigente' | 'en-falta' | 'caido' | 'cumplido' | 'renegociado' | 'anulado';

export type EstadoDeAcuerdo = EstadoDePromesa | EstadoDePlan;

/** Todos los estados, en el orden en que interesan. */
export const estadosDeAcuerdo = [
  'abierta',
  'vigente',
  'en-falta',
  'parcial',
  'incumplida',
  'caido',
  'cumplida',
  'cumplido',
  'cumplida-tarde',
  'reemplazada',
  'renegociado',
  'retirada',
  'anulado',
] as const satisfies readonly EstadoDeAcuerdo[];

export type EstadoDeCuota = 'pendiente' | 'pagada' | 'parcial' | 'vencida';

/** Un pago que se acordó. */
export interface Cuota {
  /** 1 en adelante. */
  readonly numero: number;
  readonly vencimiento: Fecha;
  /** Último día que todavía cuenta: el vencimiento más la tolerancia. */
  readonly fin: Fecha;
  /** Unidades menores, > 0. */
  readonly monto: number;
}

/** Un documento que el acuerdo abarca, con lo que de él se acordó: lo que se debía, menos lo que estaba en disputa. Unidades menores, > 0. */
export interface DocumentoAcordado {
  readonly documentoId: number;
  readonly saldo: number;
}

/** Con cuántas cuotas vencidas, o con una de más de cuántos días, el plan se cae. Los dos ≥ 1. */
export interface Caida {
  readonly cuotas: number;
  readonly dias: number;
}

/** Cómo terminó un acuerdo por decisión de alguien. Rige desde `fecha`. */
export interface HechoDeAcuerdo {
  readonly tipo: 'reemplazado' | 'retirado' | 'anulado' | 'renegociado';
  readonly fecha: Fecha;
  readonly operacionId: number;
  readonly motivo: string | null;
}

/** Lo que se acordó con un cliente, tal como quedó escrito. Los montos, en unidades menores. */
export interface Acuerdo {
  readonly id: number;
  /** La operación que lo registró: dice qué pagos del mismo día son posteriores. */
  readonly operacionId: number;
  readonly clienteId: number;
  readonly contactoId: number | null;
  readonly tipo: TipoDeAcuerdo;
  readonly moneda: Moneda;
  /** Lo que el cliente se comprometió a pagar; es la suma exacta de las cuotas. */
  readonly total: number;
  /** Lo que se le perdona si cumple, ≥ 0. */
  readonly descuento: number;
  readonly creado: Fecha;
  readonly caida: Caida;
  readonly reemplazaA: number | null;
  readonly nota: string | null;
  /** Quién lo hizo. */
  readonly gestor: string;
  /** Por número. */
  readonly cuotas: readonly Cuota[];
  readonly documentos: readonly DocumentoAcordado[];
  readonly hecho: HechoDeAcuerdo | null;
  /** Los créditos de descuento que este acuerdo dio, también los ya deshechos. */
  readonly creditosDeDescuento: readonly number[];
}

/** Algo que bajó lo que se debe de un documento. Unidades menores, > 0. */
export interface MovimientoDeDocumento {
  readonly operacionId: number;
  /** `null`: la anulación del documento. */
  readonly creditoId: number | null;
  /** Un pago cumple promesas; lo demás sólo baja lo que se debe. */
  readonly esPago: boolean;
  /** Lo que se dio por perdido ya no se exige, pero nadie lo pagó. */
  readonly esCastigo?: boolean;
  /** Su fecha de valor: el día que cuenta para las promesas, las cuotas y los descuentos. */
  readonly fecha: Fecha;
  /** Desde qué día rige en el saldo, si es posterior: hasta entonces su lugar lo ocupaba lo que después se deshizo. */
  readonly desde?: Fecha;
  readonly monto: number;
  /** Día desde el que es como si nunca hubiera sido. */
  readonly deshecho: Fecha | null;
}

/** Un documento acordado con todo lo que lo bajó, en cualquier orden. */
export interface DocumentoDeAcuerdo {
  readonly documentoId: number;
  readonly importe: number;
  readonly movimientos: readonly MovimientoDeDocumento[];
}

/** Todos los acuerdos de un cliente en una moneda con todo lo que hace falta para juzgarlos, a cualquier día. */
export interface CuentaConAcuerdos {
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly acuerdos: readonly Acuerdo[];
  /** Todos los que nombra algún acuerdo. */
  readonly documentos: readonly DocumentoDeAcuerdo[];
}

/** Una cuota juzgada a un día; los montos en unidades menores. */
export interface CuotaEvaluada extends Cuota {
  /** Lo que hay que pagar de ella: menos que `monto` si una nota de crédito bajó la deuda. */
  readonly exigible: number;
  readonly pagado: number;
  /** `exigible − pagado`. */
  readonly pendiente: number;
  readonly estado: EstadoDeCuota;
  /** Día en que se terminó de pagar. */
  readonly pagadaEl: Fecha | null;
}

/** Un acuerdo juzgado a un día; los montos en unidades menores. */
export interface AcuerdoEvaluado {
  readonly acuerdo: Acuerdo;
  readonly estado: EstadoDeAcuerdo;
  /** Lo que hay que pagar en total: menos que `acuerdo.total` si la deuda bajó por otra cosa que un pago. */
  readonly exigible: number;
  /** Lo que había que pagar al terminar la ventana: lo que pasó después no cambia lo que se había prometido. */
  readonly exigibleEnVentana: number;
  /** Todo lo que se pagó de él, a tiempo o tarde. */
  readonly pagado: number;
  /** Lo pagado dentro de la ventana. */
  readonly pagadoATiempo: number;
  /** Lo que falta; 0 si el acuerdo terminó por un hecho. */
  readonly pendiente: number;
  /** Lo que se gana de descuento por haber cumplido a tiempo; 0 si no se cumplió. */
  readonly descuentoGanado: number;
  /** Lo que ya se le descontó por este acuerdo. */
  readonly descuentoOtorgado: number;
  /** Día en que se cumplió, a tiempo. */
  readonly cumplidoEl: Fecha | null;
  /** Día en que el plan se cayó. */
  readonly caidoEl: Fecha | null;
  /** Último día de la ventana (`fin`), día en que el plan se cumplió o se cayó, o el del hecho; `null` si sigue abierta. */
  readonly cerradoEl: Fecha | null;
  /** Está en curso: `abierta`, `vigente` o `en-falta`. */
  readonly vigente: boolean;
  /** En curso y sin nada atrasado: mientras tanto no se reclama. */
  readonly aTiempo: boolean;
  readonly cuotas: readonly CuotaEvaluada[];
  /** La cuota impaga más vieja mientras está en curso. */
  readonly proxima: CuotaEvaluada | null;
}

/** Dice si es un plan de cuotas; los demás acuerdos son de un solo pago. */
export function esPlan({ tipo }: Pick<Acuerdo, 'tipo'>): boolean {
  return tipo === 'cuotas';
}
