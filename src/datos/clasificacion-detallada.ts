import type { Clasificacion } from '../dominio/clase.ts';
import type { CifrasDeConducta } from '../dominio/clase-cifras.ts';
import type { Capacidad } from '../dominio/ficha.ts';
import { leerCifras } from './cifras.ts';
import { leerClasificaciones, type PedidoDeClases } from './clasificaciones.ts';
import type { Libro } from './conexion.ts';
import { leerCapacidades } from './ficha.ts';

/** La clase de un cliente con las cifras de cada moneda en que compró o pagó. */
export interface ClasificacionDetallada {
  readonly clasificacion: Clasificacion;
  /** Por moneda; vacío si nunca compró. */
  readonly cifras: readonly CifrasDeConducta[];
  readonly capacidad: Capacidad | null;
}

/** Lee la clasificación de todos los clientes pedidos en unas pocas pasadas; se pregunta por su número interno. */
export function leerClasificacionesDetalladas(
  libro: Libro,
  pedido: PedidoDeClases,
): (clienteId: number) => ClasificacionDetallada {
  const clases = leerClasificaciones(libro, pedido);
  const cifrasDe = leerCifras(libro, pedido);
  const capacidades = leerCapacidades(libro, pedido.hoy);
  return (clienteId) => ({
    clasificacion: clases.de(clienteId),
    cifras: cifrasDe(clienteId),
    capacidad: capacidades.get(clienteId) ?? null,
  });
}
