import type { Fecha } from '../dominio/fecha.ts';
import type { Libro } from './conexion.ts';

/** Lo que se muestra de un cliente en una lista de cobranza. */
export interface FichaDeCliente {
  readonly codigo: string;
  readonly nombre: string;
  readonly telefono: string | null;
  readonly email: string | null;
  readonly gestor: string | null;
  readonly segmento: string | null;
}

/**
 * Las fichas de esos clientes, con su primer teléfono y su primer email vigentes.
 * @param sinDatos no se van a mostrar, así que quedan en `null`: buscarlos es casi todo lo que esto tarda
 */
export function leerFichas(
  libro: Libro,
  clienteIds: Iterable<number>,
  { sinDatos = false }: { readonly sinDatos?: boolean } = {},
): ReadonlyMap<number, FichaDeCliente> {
  const dato = (tipo: 'telefono' | 'email') =>
    sinDatos
      ? 'NULL'
      : `(SELECT valor FROM datos_contacto WHERE cliente_id = c.id AND tipo = '${tipo}' AND vigente = 1 ORDER BY id LIMIT 1)`;
  const filas = libro
    .preparar<FichaDeCliente & { id: number }>(
      `SELECT c.id, c.codigo, c.nombre, c.gestor, c.segmento, ${dato('telefono')} AS telefono, ${dato('email')} AS email
       FROM json_each(?) AS pedidos CROSS JOIN clientes c ON c.id = pedidos.value`,
    )
    .all(JSON.stringify([...new Set(clienteIds)]));
  return new Map(filas.map(({ id, ...ficha }) => [id, ficha]));
}

/** Lo que identifica a un documento en una lista. */
export interface FichaDeDocumento {
  readonly numero: string;
  readonly vencimiento: Fecha;
  /** Unidades menores. */
  readonly importe: number;
}

/** Las fichas de esos documentos. */
export function leerFichasDeDocumentos(libro: Libro, ids: readonly number[]): ReadonlyMap<number, FichaDeDocumento> {
  const filas = libro
    .preparar<FichaDeDocumento & { id: number }>(
      `SELECT d.id, d.numero, d.vencimiento, d.importe
       FROM json_each(?) AS pedidos CROSS JOIN documentos d ON d.id = pedidos.value`,
    )
    .all(JSON.stringify(ids));
  return new Map(filas.map(({ id, ...ficha }) => [id, ficha]));
}
