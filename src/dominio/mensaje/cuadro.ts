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
  /** Lo que de esta sección se descuenta por saldo a favor, ≥ 0. */
  readonly aFavor: number;
}

/** Lo que el mensaje menciona y lo que pide: el total de la primera sección, sin lo que se le descuenta, es el monto. */
export interface CuadroDeMensaje {
  readonly moneda: Moneda;
  /** Con qué notación se escriben los números. */
  readonly pais: Pais | null;
  /** Primero la que se pide; la otra va aparte. */
  readonly secciones: readonly SeccionDeCuadro[];
  /** Lo que se descuenta por saldo a favor entre las dos, ≥ 0. */
  readonly aFavor: number;
  /** Lo que se pide. */
  readonly monto: number;
  /** Hay facturas de las que ya se pagó o se descontó una parte: se muestran los dos montos. */
  readonly hayParciales: boolean;
  /** Las facturas del cuadro de las que además hay una parte en disputa, que no se suma ni se pide; > 0. */
  readonly enRevision: readonly { readonly numero: string; readonly monto: number }[];
}

/** De qué habla el mensaje: un paso de antes del vencimiento, de lo que está por vencer aunque también haya vencidas. */
export function seccionPrincipal({ paso, vencidas, porVencer }: Decision): SeccionDeCuadro['seccion'] {
  const anuncia = paso !== null && paso.diasDesdeVencimiento <= 0;
  return porVencer.length > 0 && (anuncia || vencidas.length === 0) ? 'por-vencer' : 'vencida';
}

/**
 * Arma el cuadro de una decisión; `null` si no menciona ninguna factura.
 * @param unidades todas las de la cuenta: las que no se reclaman dicen qué parte de una factura está en disputa
 */
export function armarCuadro(
  decision: Decision,
  hoy: Fecha,
  pais: Pais | null,
  unidades: readonly UnidadDeReclamo[] = [],
): CuadroDeMensaje | null {
  const [vencidas, porVencer] = [
    reunir('vencida', decision.vencidas, hoy),
    reunir('por-vencer', decision.porVencer, hoy),
  ];
  const enOrden = seccionPrincipal(decision) === 'vencida' ? [vencidas, porVencer] : [porVencer, vencidas];
  const [pide, aparte] = enOrden.filter(({ filas }) => filas.length > 0);
  if (pide === undefined) return null;
  const enPedido = pide.total - decision.monto;
  asegurar(enPedido >= 0, 'un mensaje pide más que la suma de lo que menciona');
  const { aFavor } = decision;
  asegurar(
    enPedido <= aFavor && aFavor - enPedido <= (aparte?.total ?? 0),
    'un mensaje descuenta un saldo a favor que no es el de lo que menciona',
  );
  const secciones = [
    { ...pide, aFavor: enPedido },
    ...(aparte === undefined ? [] : [{ ...aparte, aFavor: aFavor - enPedido }]),
  ];
  return {
    moneda: decision.moneda,
    pais,
    secciones,
    aFavor,
    monto: decision.monto,
    hayParciales: secciones.some(({ filas }) =>
      filas.some(({ acordado, importe, saldo }) => acordado === null && importe !== saldo),
    ),
    enRevision: enRevisionDe([...decision.vencidas, ...decision.porVencer], unidades),
  };
}

function enRevisionDe(
  mencionadas: readonly UnidadEnMensaje[],
  unidades: readonly UnidadDeReclamo[],
): CuadroDeMensaje['enRevision'] {
  const documentos = new Map(mencionadas.map(({ unidad }) => [unidad.documentoId, unidad.numero]));
  return [...documentos].flatMap(([documentoId, numero]) => {
    const monto = unidades
      .filter((una) => una.documentoId === documentoId && una.retenida?.causa === 'disputa')
      .reduce((suma, { saldo }) => suma + saldo, 0);
    return monto === 0 ? [] : [{ numero: enUnRenglon(numero, 60), monto }];
  });
}

function reunir(
  seccion: SeccionDeCuadro['seccion'],
  unidades: readonly UnidadEnMensaje[],
  hoy: Fecha,
): Omit<SeccionDeCuadro, 'aFavor'> {
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
