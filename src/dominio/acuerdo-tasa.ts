import type { AcuerdoEvaluado } from './acuerdo.ts';
import { dividirRedondeando, type Moneda } from './dinero.ts';
import type { Fecha } from './fecha.ts';

/** Qué pasó con las promesas de un gestor en una moneda. Los montos, en unidades menores. */
export interface CumplimientoDePromesas {
  /** Quien las tomó; `null` = todos. */
  readonly gestor: string | null;
  readonly moneda: Moneda;
  /** Las que cuentan: su ventana se cerró y no terminaron por un hecho. */
  readonly promesas: number;
  readonly cumplidas: number;
  readonly parciales: number;
  readonly incumplidas: number;
  readonly cumplidasTarde: number;
  /** No cuentan: siguen abiertas. */
  readonly abiertas: number;
  /** No cuentan: se reemplazaron o se retiraron, o la deuda se fue sin un pago. */
  readonly sinJuzgar: number;
  readonly prometido: number;
  /** Lo prometido en las que se cumplieron. */
  readonly cumplido: number;
  /** Lo que entró dentro de la ventana, también de las parciales. */
  readonly pagadoATiempo: number;
}

/** Desde y hasta qué día se cerró la ventana, ambos incluidos; `null` = sin límite. */
export interface Periodo {
  readonly desde: Fecha | null;
  readonly hasta: Fecha | null;
}

/** Lo que dice cada tasa, con las palabras que acompañan al informe. */
export const formulasDePromesas = [
  'tasa_cantidad = cumplidas ÷ promesas × 100',
  'tasa_monto = monto de las cumplidas ÷ monto prometido × 100',
  'promesas = las que tienen la ventana cerrada (fecha + tolerancia, anterior a hoy) = cumplidas + parciales + incumplidas + cumplidas tarde',
  'una promesa pagada tarde no es cumplida; las reemplazadas, las retiradas y las que se quedaron sin deuda antes de vencer no cuentan',
] as const;

/**
 * Cuántas promesas se cumplieron (REGLAS: «Cumplimiento»), por gestor y moneda, en ese orden. Sólo las de tipo promesa:
 * un descuento que no se aprovecha no es una promesa rota. Lo prometido es lo exigible al terminar
 * la ventana: sin lo que una nota de crédito bajó antes; lo que se pagó o se perdonó después no borra una promesa rota.
 */
export function calcularCumplimiento(
  evaluados: Iterable<AcuerdoEvaluado>,
  periodo: Periodo,
  { porGestor }: { readonly porGestor: boolean },
): CumplimientoDePromesas[] {
  const grupos = new Map<string, CumplimientoDePromesas>();
  for (const evaluado of evaluados) {
    const { tipo, gestor, moneda } = evaluado.acuerdo;
    if (tipo !== 'promesa' || !estaEnPeriodo(evaluado, periodo)) continue;
    const quien = porGestor ? gestor : null;
    const clave = `${quien ?? ''}\n${moneda}`;
    grupos.set(clave, sumar(grupos.get(clave) ?? vacio(quien, moneda), evaluado));
  }
  return [...grupos.values()].sort(
    (uno, otro) => comparar(uno.gestor ?? '', otro.gestor ?? '') || comparar(uno.moneda, otro.moneda),
  );
}

/** La ventana de una promesa termina en su `fin`, también si se la reemplazó antes. */
function estaEnPeriodo({ acuerdo }: AcuerdoEvaluado, { desde, hasta }: Periodo): boolean {
  const fin = acuerdo.cuotas.at(-1)?.fin ?? acuerdo.creado;
  return (desde === null || fin >= desde) && (hasta === null || fin <= hasta);
}

function vacio(gestor: string | null, moneda: Moneda): CumplimientoDePromesas {
  const cuentas = { promesas: 0, cumplidas: 0, parciales: 0, incumplidas: 0, cumplidasTarde: 0 };
  const montos = { prometido: 0, cumplido: 0, pagadoATiempo: 0 };
  return { gestor, moneda, ...cuentas, abiertas: 0, sinJuzgar: 0, ...montos };
}

const cuentaDe = {
  cumplida: 'cumplidas',
  parcial: 'parciales',
  incumplida: 'incumplidas',
  'cumplida-tarde': 'cumplidasTarde',
} as const;

function sumar(grupo: CumplimientoDePromesas, evaluado: AcuerdoEvaluado): CumplimientoDePromesas {
  const { estado, cerradoEl, exigibleEnVentana, pagadoATiempo } = evaluado;
  const seReemplazo = estado === 'reemplazada' || estado === 'retirada';
  if (seReemplazo || (exigibleEnVentana === 0 && pagadoATiempo === 0))
    return { ...grupo, sinJuzgar: grupo.sinJuzgar + 1 };
  if (cerradoEl === null) return { ...grupo, abiertas: grupo.abiertas + 1 };
  const cuenta = cuentaDe[estado as keyof typeof cuentaDe];
  // Si una nota de crédito dejó menos por exigir que lo ya pagado, lo prometido es lo pagado.
  const prometido = Math.max(exigibleEnVentana, pagadoATiempo);
  return {
    ...grupo,
    promesas: grupo.promesas + 1,
    [cuenta]: grupo[cuenta] + 1,
    prometido: grupo.prometido + prometido,
    cumplido: grupo.cumplido + (estado === 'cumplida' ? prometido : 0),
    pagadoATiempo: grupo.pagadoATiempo + pagadoATiempo,
  };
}

/** Una tasa en décimas de punto porcentual, redondeada una vez; `null` si no hay nada que dividir. */
export function tasaDecimas(parte: number, total: number): number | null {
  return total === 0 ? null : Number(dividirRedondeando(BigInt(parte) * 1000n, BigInt(total)));
}

function comparar(uno: string, otro: string): number {
  return uno < otro ? -1 : Number(uno > otro);
}
