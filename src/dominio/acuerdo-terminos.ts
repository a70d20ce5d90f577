import type { AcuerdoEvaluado } from './acuerdo.ts';
import type { Cadencia } from './acuerdo-cuotas.ts';
import type { Feriados } from './dias-habiles.ts';
import type { Moneda } from './dinero.ts';
import type { Fecha } from './fecha.ts';
import type { PoliticaDeAcuerdos } from './politica.ts';

/** Lo que se propone acordar; los montos, en unidades menores de la moneda de la cuenta. */
export type Terminos =
  | { readonly clase: 'promesa'; readonly fecha: Fecha; readonly monto: number | null }
  | {
      readonly clase: 'cuotas';
      readonly cantidad: number;
      readonly primera: Fecha;
      readonly cada: Cadencia;
      /** Un monto, o puntos básicos de lo que se acuerda. */
      readonly anticipo: { readonly monto: number } | { readonly puntosBasicos: number } | null;
      readonly puntosBasicos: number;
    }
  | { readonly clase: 'quita' | 'pronto-pago'; readonly puntosBasicos: number; readonly hasta: Fecha };

/** Todo lo que hace falta saber para decidir si se puede acordar. */
export interface Situacion {
  /** Código del cliente, para decir qué orden sigue; ausente si no hace falta. */
  readonly cliente?: string;
  readonly creado: Fecha;
  readonly moneda: Moneda;
  /** Lo que el cliente debe en la moneda el día `creado`, por vencimiento. */
  readonly documentos: readonly DocumentoPosible[];
  /** Los que se pidieron expresamente; `null` = los que correspondan. */
  readonly elegidos: readonly number[] | null;
  /** Los del acuerdo que se renegocia, si no se pidió ninguno. */
  readonly heredados?: readonly number[];
  /** Los acuerdos del cliente en la moneda que están en curso. */
  readonly enCurso: readonly AcuerdoEvaluado[];
  /** El que se renegocia: no estorba. */
  readonly renegocia: number | null;
  /** Se suma a la promesa que ya hay, en vez de reemplazarla. */
  readonly adicional: boolean;
  readonly autoriza: string | null;
  readonly politica: PoliticaDeAcuerdos;
  readonly feriados: Feriados;
}

/** Un documento que el cliente debe y que se puede acordar. */
export interface DocumentoPosible {
  readonly documentoId: number;
  readonly numero: string;
  readonly vencimiento: Fecha;
  /** Unidades menores, > 0. */
  readonly saldo: number;
  /** La parte en disputa, de 0 a `saldo`. */
  readonly enDisputa: number;
}
