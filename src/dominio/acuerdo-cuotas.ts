import type { Cuota } from './acuerdo.ts';
import { type Feriados, sumarDiasHabiles } from './dias-habiles.ts';
import { repartir } from './dinero.ts';
import { asegurar } from './errores.ts';
import { type Fecha, fechaDePartes, sumarDias } from './fecha.ts';

export const cadencias = ['semana', 'quincena', 'mes'] as const;
/** Cada cuánto vence una cuota; la quincena es de 15 días corridos. */
export type Cadencia = (typeof cadencias)[number];

const diasDeCadencia = { semana: 7, quincena: 15 } as const;

/**
 * El mismo día `meses` meses después, o el último del mes si no lo tiene: 31 de enero → 28 de febrero → 31 de marzo,
 * contando siempre desde la primera fecha. Aritmética entera: ningún huso la mueve.
 * @param meses entero ≥ 0
 */
export function sumarMeses(desde: Fecha, meses: number): Fecha {
  const [anio = 0, mes = 0, dia = 0] = desde.split('-').map(Number);
  const cuenta = anio * 12 + (mes - 1) + meses;
  for (let intento = dia; intento >= 28; intento--) {
    const fecha = fechaDePartes(Math.floor(cuenta / 12), (cuenta % 12) + 1, intento);
    if (fecha !== undefined) return fecha;
  }
  const fecha = fechaDePartes(Math.floor(cuenta / 12), (cuenta % 12) + 1, dia);
  asegurar(fecha !== undefined, `${meses} meses después de ${desde} no hay calendario`);
  return fecha;
}

/** Las fechas de `cantidad` cuotas desde `primera`, de menor a mayor. */
export function fechasDeCuotas(pedido: {
  readonly primera: Fecha;
  readonly cantidad: number;
  readonly cada: Cadencia;
}): Fecha[] {
  const { primera, cantidad, cada } = pedido;
  return Array.from({ length: cantidad }, (_, orden) =>
    cada === 'mes' ? sumarMeses(primera, orden) : sumarDias(primera, orden * diasDeCadencia[cada]),
  );
}

/** Lo que hace falta para armar un plan; los montos en unidades menores. */
export interface PedidoDeCuotas {
  /** Lo que las cuotas deben sumar, > 0. */
  readonly total: number;
  readonly cantidad: number;
  readonly primera: Fecha;
  readonly cada: Cadencia;
  /** Se paga aparte, el día del acuerdo; 0 = sin anticipo. Menor que el total. */
  readonly anticipo: number;
  readonly creado: Fecha;
  readonly toleranciaDiasHabiles: number;
  readonly feriados: Feriados;
}

/** Las cuotas de un plan: el anticipo, si lo hay, y el resto en partes iguales que suman exactamente el total. */
export function armarCuotas(pedido: PedidoDeCuotas): Cuota[] {
  const { total, anticipo, cantidad } = pedido;
  asegurar(anticipo >= 0 && anticipo < total, 'el anticipo no deja nada para las cuotas');
  const fechas = fechasDeCuotas(pedido);
  const pagos = repartir(total - anticipo, cantidad).map((monto, orden) => ({
    monto,
    dia: fechas[orden] ?? pedido.primera,
  }));
  if (anticipo > 0) pagos.unshift({ monto: anticipo, dia: pedido.creado });
  return pagos.map(({ monto, dia }, orden) => ({ numero: orden + 1, monto, ...plazoDe(dia, pedido) }));
}

/** El vencimiento con su último día: la tolerancia en días hábiles, que empieza al día siguiente. */
export function plazoDe(
  vencimiento: Fecha,
  { toleranciaDiasHabiles, feriados }: Pick<PedidoDeCuotas, 'toleranciaDiasHabiles' | 'feriados'>,
): Pick<Cuota, 'vencimiento' | 'fin'> {
  return { vencimiento, fin: sumarDiasHabiles(vencimiento, toleranciaDiasHabiles, feriados) };
}
