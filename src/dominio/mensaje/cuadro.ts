import type { Moneda } from '../dinero.ts';
import { asegurar } from '../errores.ts';
import { diasEntre, type Fecha } from '../fecha.ts';
import type { Pais } from '../politica.ts';
import type { Decision, UnidadDeReclamo, UnidadEnMensaje } from '../recordatorio/tipos.ts';
import { enUnRenglon } from './limpio.ts';

/** Un renglón del cuadro. Los montos, en unidades menores. */
export interface FilaDeCuadro {
  readonly numero: string;
  /** Es la parte del documento que se acordó pagar ese día; `null` si es el documento. */
  readonly acordado: 'cuota' | 'promesa' | null;
  readonly vencimiento: Fecha;
  /** 0 si no venció. */
  readonly diasMora: number;
  readonly importe: number;
  readonly saldo: number;
}

/** Lo vencido, o lo que está por vencer, con su suma exacta. */
export interface SeccionDeCuadro {
  readonly seccion: 'vencida' | 'por-vencer';
  readonly filas: readonly FilaDeCuadro[];
  readonly total: number;
}

/** Lo que el mensaje menciona y lo que pide: `total de la primera sección − a favor = monto`. */
export interface CuadroDeMensaje {
  readonly moneda: Moneda;
  /** Con qué notación se escriben los números. */
  readonly pais: Pais | null;
  readonly secciones: readonly SeccionDeCuadro[];
  /** Lo que se descuenta por saldo a favor, ≥ 0. */
  readonly aFavor: number;
  /** Lo que se pide. */
  readonly monto: number;
  /** Hay facturas de las que ya se pagó o se descontó una parte: se muestran los dos montos. */
  readonly hayParciales: boolean;
}

/** Arma el cuadro de una decisión; `null` si no menciona ninguna factura. */
export function armarCuadro(decision: Decision, hoy: Fecha, pais: Pais | null): CuadroDeMensaje | null {
  const secciones = [reunir('vencida', decision.vencidas, hoy), reunir('por-vencer', decision.porVencer, hoy)].filter(
    ({ filas }) => filas.length > 0,
  );
  const [principal] = secciones;
  if (principal === undefined) return null;
  const aFavor = principal.total - decision.monto;
  asegurar(aFavor >= 0, 'un mensaje pide más que la suma de lo que menciona');
  return {
    moneda: decision.moneda,
    pais,
    secciones,
    aFavor,
    monto: decision.monto,
    hayParciales: secciones.some(({ filas }) =>
      filas.some(({ acordado, importe, saldo }) => acordado === null && importe !== saldo),
    ),
  };
}

function reunir(
  seccion: SeccionDeCuadro['seccion'],
  unidades: readonly UnidadEnMensaje[],
  hoy: Fecha,
): SeccionDeCuadro {
  const filas = unidades.map(({ unidad }) => ({
    numero: enUnRenglon(unidad.numero, 60),
    acordado: acordadoDe(unidad),
    vencimiento: unidad.vencimiento,
    diasMora: Math.max(0, diasEntre({ desde: unidad.vencimiento, hasta: hoy })),
    importe: unidad.importe,
    saldo: unidad.saldo,
  }));
  filas.sort((una, otra) => (una.vencimiento < otra.vencimiento ? -1 : una.vencimiento > otra.vencimiento ? 1 : 0));
  return { seccion, filas, total: filas.reduce((suma, { saldo }) => suma + saldo, 0) };
}

/** Si la unidad es parte de un acuerdo, de cuál; de una promesa se retiene lo prometido, de un plan su cuota. */
export function acordadoDe({ acuerdoId, retenida }: UnidadDeReclamo): FilaDeCuadro['acordado'] {
  if (acuerdoId === null) return null;
  return retenida === null || retenida.causa === 'cuotas' ? 'cuota' : 'promesa';
}

/** Lo que no se lista de una sección larga: cuántas son y cuánto suman. */
export interface Resto {
  readonly cantidad: number;
  readonly saldo: number;
}

/** Las primeras filas de una sección y lo que queda afuera. */
export function partirSeccion(
  { filas }: SeccionDeCuadro,
  filasMax: number,
): { readonly visibles: readonly FilaDeCuadro[]; readonly resto: Resto | null } {
  if (filas.length <= filasMax) return { visibles: filas, resto: null };
  const fuera = filas.slice(filasMax);
  return {
    visibles: filas.slice(0, filasMax),
    resto: { cantidad: fuera.length, saldo: fuera.reduce((suma, { saldo }) => suma + saldo, 0) },
  };
}

/** Filas de cada sección que se listan en un correo o una carta; el estado de cuenta las trae todas. */
export const FILAS_MAX = 40;

/** Cómo se nombra una fila: `A-12`, o `cuota de A-12`. */
export function nombreDeFila({ numero, acordado }: FilaDeCuadro): string {
  return acordado === 'cuota' ? `cuota de ${numero}` : numero;
}

/** El título de una sección. */
export function tituloDeSeccion({ seccion }: SeccionDeCuadro): string {
  return seccion === 'vencida' ? 'Vencidas' : 'Por vencer';
}
