import { type AcuerdoEvaluado, esPlan } from '../dominio/acuerdo.ts';
import { estaIncumplido } from '../dominio/acuerdo-evaluacion.ts';
import { type Clasificacion, clasificar, type HistoriaDePago, haceUnAnio, sinHistoria } from '../dominio/clase.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { LimitesDeClase } from '../dominio/politica.ts';
import { leerAcuerdos } from './acuerdos.ts';
import { hayPagosDelAnio, leerPagosDeClientes, type PagosDeCliente } from './conducta.ts';
import type { Libro } from './conexion.ts';

/** A quiénes se clasifica, a qué día y con qué límites; `clientes` en `null` es a todos. */
export interface PedidoDeClases {
  readonly hoy: Fecha;
  readonly limites: LimitesDeClase;
  readonly clientes: readonly number[] | null;
}

/** La clase de cada cliente; se pregunta por su número interno. */
export interface Clasificaciones {
  /** Nadie tiene historia: todos son `nueva`. */
  readonly vacias: boolean;
  readonly de: (clienteId: number) => Clasificacion;
}

/** Clasifica de una pasada; se lee sólo lo que hay. */
export function leerClasificaciones(libro: Libro, pedido: PedidoDeClases): Clasificaciones {
  const { hoy, clientes } = pedido;
  const hayAcuerdos = libro.preparar('SELECT EXISTS (SELECT 1 FROM acuerdos)').pluck().get() === 1;
  const acuerdos = hayAcuerdos
    ? leerAcuerdos(libro, { hoy, ...(clientes === null ? {} : { clienteIds: clientes }) })
    : [];
  return clasificarClientes(libro, pedido, acuerdos);
}

/** Como {@link leerClasificaciones}, para quien ya leyó los acuerdos. */
export function clasificarClientes(
  libro: Libro,
  { hoy, limites, clientes }: PedidoDeClases,
  acuerdos: readonly AcuerdoEvaluado[],
): Clasificaciones {
  // Sin ningún pago en 12 meses nadie llega a la muestra mínima, deba lo que deba.
  const pagos: ReadonlyMap<number, PagosDeCliente> =
    clientes !== null || hayPagosDelAnio(libro, hoy) ? leerPagosDeClientes(libro, { hoy, clientes }) : new Map();
  const incumplidas = contarIncumplidas(acuerdos, hoy);
  return {
    vacias: pagos.size + incumplidas.size === 0,
    de: (clienteId) => clasificar({ ...sinHistoria, ...pagos.get(clienteId), ...incumplidas.get(clienteId) }, limites),
  };
}

const ningunaIncumplida = { promesasIncumplidas: 0, planesCaidos: 0 };

/** Cuántas veces incumplió cada cliente lo que había acordado, y cuántas eran planes, en los últimos 12 meses. */
function contarIncumplidas(
  acuerdos: readonly AcuerdoEvaluado[],
  hoy: Fecha,
): ReadonlyMap<number, Required<Pick<HistoriaDePago, 'promesasIncumplidas' | 'planesCaidos'>>> {
  const desde = haceUnAnio(hoy);
  const cuentas = new Map<number, { promesasIncumplidas: number; planesCaidos: number }>();
  for (const evaluado of acuerdos) {
    const { cerradoEl, acuerdo } = evaluado;
    if (cerradoEl === null || cerradoEl <= desde || !estaIncumplido(evaluado)) continue;
    const { promesasIncumplidas, planesCaidos } = cuentas.get(acuerdo.clienteId) ?? ningunaIncumplida;
    cuentas.set(acuerdo.clienteId, {
      promesasIncumplidas: promesasIncumplidas + 1,
      planesCaidos: planesCaidos + (esPlan(acuerdo) ? 1 : 0),
    });
  }
  return cuentas;
}
