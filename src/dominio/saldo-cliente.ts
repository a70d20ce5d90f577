import type { Cliente } from './cliente.ts';
import type { Moneda } from './dinero.ts';
import { compararNombres } from './orden.ts';

/** Lo que un cliente debe y tiene a favor en una moneda, en unidades menores, todo ≥ 0. */
export interface SaldoEnMoneda {
  readonly moneda: Moneda;
  readonly facturasAbiertas: number;
  readonly saldoTotal: number;
  readonly saldoVencido: number;
  readonly saldoAFavor: number;
}

/** Un cliente en una moneda; `saldo` es `null` cuando todavía no tiene ningún documento ni crédito. */
export interface ClienteConSaldo {
  readonly cliente: Cliente;
  readonly email: string | null;
  readonly telefono: string | null;
  readonly saldo: SaldoEnMoneda | null;
}

export const ordenesDeClientes = ['nombre', 'saldo', 'vencido'] as const;
export type OrdenDeClientes = (typeof ordenesDeClientes)[number];

/** Ordena por nombre, o de mayor a menor deuda dentro de cada moneda, porque dos monedas no se comparan. */
export function ordenarClientes<F extends ClienteConSaldo>(filas: readonly F[], orden: OrdenDeClientes): F[] {
  const porNombre = (una: ClienteConSaldo, otra: ClienteConSaldo) =>
    compararNombres(una.cliente.nombre, otra.cliente.nombre) ||
    compararNombres(una.cliente.codigo, otra.cliente.codigo) ||
    compararTextos(una.saldo?.moneda, otra.saldo?.moneda);
  if (orden === 'nombre') return filas.toSorted(porNombre);
  const medida = ({ saldo }: ClienteConSaldo) => (orden === 'saldo' ? saldo?.saldoTotal : saldo?.saldoVencido) ?? 0;
  return filas.toSorted(
    (una, otra) =>
      compararTextos(una.saldo?.moneda, otra.saldo?.moneda) || medida(otra) - medida(una) || porNombre(una, otra),
  );
}

/** Los ausentes van al final. */
function compararTextos(uno: string | undefined, otro: string | undefined): number {
  if (uno === otro) return 0;
  if (uno === undefined || otro === undefined) return uno === undefined ? 1 : -1;
  return uno < otro ? -1 : 1;
}
