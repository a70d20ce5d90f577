import { type CifrasDeConducta, calcularCifras } from '../dominio/clase-cifras.ts';
import { leerCompras, leerMuestras, type PedidoDeConducta } from './conducta.ts';
import type { Libro } from './conexion.ts';

/** Las cifras de la conducta de cada cliente, una por moneda en que compró o pagó; se pregunta por su número interno. */
export function leerCifras(libro: Libro, pedido: PedidoDeConducta): (clienteId: number) => CifrasDeConducta[] {
  const muestras = leerMuestras(libro, pedido);
  const compras = leerCompras(libro, pedido);
  return (clienteId) => {
    const deMuestra = muestras.get(clienteId);
    const deCompra = compras.get(clienteId);
    const monedas = [...new Set([...(deCompra?.keys() ?? []), ...(deMuestra?.keys() ?? [])])].sort();
    return monedas.map((moneda) =>
      calcularCifras(moneda, deCompra?.get(moneda), deMuestra?.get(moneda) ?? { pagadas: [], vencidas: [] }),
    );
  };
}
