import type { Moneda } from './dinero.ts';
import type { Estrategia } from './politica.ts';
import { type Cuenta, type Puntuada, priorizar } from './prioridad.ts';

/** Un cliente en una moneda con algo vencido. Montos en unidades menores. */
export interface CuentaVencida extends Cuenta {
  /** Número interno del cliente, que nunca se muestra. */
  readonly clienteId: number;
  /** Los días de mora de la factura más vieja de las que cuentan. */
  readonly diasMora: number;
}

/** Una cuenta cuyo dueño tiene dinero sin aplicar en la misma moneda. */
export interface CuentaConSaldoAFavor {
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly saldoAFavor: number;
  /** Todo lo vencido, cuente o no según los días que se pidieron. */
  readonly saldoVencidoTotal: number;
}

/** Qué parte de la cartera se muestra. Nada de esto cambia un puntaje. */
export interface Seleccion {
  /** `null` = todos. */
  readonly clientes: ReadonlySet<number> | null;
  /** `null` = todas. */
  readonly moneda: Moneda | null;
  /** Saldo mínimo en unidades menores de la moneda. */
  readonly saldoMinDe: (moneda: Moneda) => number;
}

/** Un renglón de la lista; `posicion` cuenta desde 1 y falta en lo retenido. */
export interface Puesto<C extends Cuenta> extends Puntuada<C> {
  readonly posicion: number | null;
  /** Por qué no se lo contacta, o `null` si se lo contacta. */
  readonly retenido: string | null;
}

/** Dice por qué no se reclama algo, o `null` si se reclama. */
export type Retencion = (parte: { readonly clienteId: number; readonly moneda: Moneda }) => string | null;

/** Nunca se reclama a quien, restando lo que tiene a favor, no debe nada vencido en esa moneda. */
export function retencionPorSaldoAFavor(cuentas: readonly CuentaConSaldoAFavor[]): Retencion {
  const cubiertas = new Set(
    cuentas
      .filter(({ saldoAFavor, saldoVencidoTotal }) => saldoAFavor >= saldoVencidoTotal)
      .map(({ clienteId, moneda }) => `${clienteId} ${moneda}`),
  );
  if (cubiertas.size === 0) return () => null;
  return ({ clienteId, moneda }) =>
    cubiertas.has(`${clienteId} ${moneda}`) ? 'su saldo a favor cubre todo lo vencido' : null;
}

/** La lista de a quién contactar, con lo que se dejó aparte. Cada una se recorre de la más a la menos urgente. */
export interface ListaDePrioridad<C extends Cuenta> {
  readonly cuantas: number;
  readonly cuantasRetenidas: number;
  /** Las que se contactan y, si se pide, detrás las retenidas. */
  recorrer(conRetenidas: boolean): Generator<Puesto<C>>;
}

/**
 * Elige las cuentas que se muestran y separa las retenidas. Los puntos se miden sobre toda la cartera vencida, con lo
 * retenido: filtrar la lista o pausar un cliente no cambia el puntaje de los demás. Las posiciones son las de la lista.
 */
export function armarLista<C extends Cuenta & { readonly clienteId: number }>(
  cartera: readonly C[],
  estrategia: Pick<Estrategia, 'puntos'>,
  { seleccion, retencion }: { readonly seleccion: Seleccion; readonly retencion: Retencion },
): ListaDePrioridad<C> {
  const elegidas = cartera.filter((cuenta) => estaSeleccionada(cuenta, seleccion));
  const retenidas = elegidas.filter((cuenta) => retencion(cuenta) !== null);
  const porContactar = retenidas.length === 0 ? elegidas : elegidas.filter((cuenta) => retencion(cuenta) === null);
  return {
    cuantas: porContactar.length,
    cuantasRetenidas: retenidas.length,
    *recorrer(conRetenidas) {
      let posicion = 0;
      for (const puntuada of priorizar(porContactar, estrategia, cartera)) {
        posicion++;
        yield { ...puntuada, posicion, retenido: null };
      }
      if (!conRetenidas) return;
      for (const puntuada of priorizar(retenidas, estrategia, cartera)) {
        yield { ...puntuada, posicion: null, retenido: retencion(puntuada.cuenta) };
      }
    },
  };
}

function estaSeleccionada(
  cuenta: Cuenta & { readonly clienteId: number },
  { clientes, moneda, saldoMinDe }: Seleccion,
): boolean {
  return (
    (moneda === null || cuenta.moneda === moneda) &&
    (clientes === null || clientes.has(cuenta.clienteId)) &&
    cuenta.saldoVencido >= saldoMinDe(cuenta.moneda)
  );
}
