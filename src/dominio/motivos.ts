import type { Moneda } from './dinero.ts';
import { porcentajeConDecimal } from './gestion.ts';
import type { CuentaVencida } from './lista-prioridad.ts';

/** Lo que se debe vencido, en una moneda, por quienes dieron un mismo motivo. Unidades menores, > 0. */
export interface MotivoDeMora {
  /** Código de la política, o `null` si no lo dijeron. */
  readonly motivo: string | null;
  readonly moneda: Moneda;
  readonly saldoVencido: number;
  /** Parte de todo lo vencido en la moneda, con un decimal. */
  readonly porcentaje: number | null;
  readonly clientes: number;
  /** Días de mora, pesados por el saldo, con un decimal. */
  readonly diasMoraMedios: number;
}

/** Reparte lo vencido según el último motivo de cada cliente: por moneda, y en cada una lo que más pesa primero. */
export function repartirPorMotivo(
  cuentas: readonly Pick<CuentaVencida, 'clienteId' | 'moneda' | 'saldoVencido' | 'diasMoraMedios'>[],
  motivos: ReadonlyMap<number, string>,
): MotivoDeMora[] {
  const sumas = new Map<
    string,
    { motivo: string | null; moneda: Moneda; saldo: number; clientes: number; porDias: number }
  >();
  const totales = new Map<Moneda, number>();
  for (const { clienteId, moneda, saldoVencido, diasMoraMedios } of cuentas) {
    const motivo = motivos.get(clienteId) ?? null;
    const clave = `${moneda} ${motivo ?? ''}`;
    const suma = sumas.get(clave) ?? { motivo, moneda, saldo: 0, clientes: 0, porDias: 0 };
    suma.saldo += saldoVencido;
    suma.clientes += 1;
    suma.porDias += saldoVencido * diasMoraMedios;
    sumas.set(clave, suma);
    totales.set(moneda, (totales.get(moneda) ?? 0) + saldoVencido);
  }
  return [...sumas.values()]
    .sort((uno, otro) =>
      uno.moneda === otro.moneda
        ? otro.saldo - uno.saldo || ((uno.motivo ?? '') < (otro.motivo ?? '') ? -1 : 1)
        : uno.moneda < otro.moneda
          ? -1
          : 1,
    )
    .map(({ motivo, moneda, saldo, clientes, porDias }) => ({
      motivo,
      moneda,
      saldoVencido: saldo,
      porcentaje: porcentajeConDecimal(saldo, totales.get(moneda) ?? 0),
      clientes,
      diasMoraMedios: Math.round((porDias / saldo) * 10) / 10,
    }));
}
