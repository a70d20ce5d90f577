import { type Cliente, normalizarIdFiscal, plegar } from '../dominio/cliente.ts';
import type { ContactoGuardado, PlanDeEdicion } from '../dominio/edicion-cliente.ts';
import type { Libro } from './conexion.ts';
import type { Operacion } from './operacion.ts';

/** Un cliente del libro; `id` es su número interno, que nunca se muestra. */
export interface ClienteGuardado extends Cliente {
  readonly id: number;
}

/** Lo que hace falta de un cliente ya registrado para registrar sus facturas. */
export type ClienteConocido = Pick<ClienteGuardado, 'id' | 'codigo' | 'segmento' | 'plazoDias'>;

/** Las columnas de `clientes` que leen {@link clienteDeFila} y las búsquedas. */
export const columnasDeCliente = 'id, codigo, nombre, id_fiscal, segmento, gestor, plazo_dias, nota';

export interface FilaDeClienteGuardado {
  readonly id: number;
  readonly codigo: string;
  readonly nombre: string;
  readonly id_fiscal: string | null;
  readonly segmento: string | null;
  readonly gestor: string | null;
  readonly plazo_dias: number | null;
  readonly nota: string | null;
}

/** Convierte una fila de `clientes` en un valor del dominio. */
export function clienteDeFila(fila: FilaDeClienteGuardado): ClienteGuardado {
  const { id, codigo, nombre, segmento, gestor, nota } = fila;
  return { id, codigo, nombre, idFiscal: fila.id_fiscal, segmento, gestor, plazoDias: fila.plazo_dias, nota };
}

/** Los modos de contacto vigentes de un cliente, en el orden en que se conocieron. */
export function leerContactos(libro: Libro, clienteId: number): ContactoGuardado[] {
  const consulta = libro.preparar<ContactoGuardado>(
    'SELECT id, tipo, valor, persona FROM datos_contacto WHERE cliente_id = ? AND vigente = 1 ORDER BY id',
  );
  return consulta.all(clienteId);
}

/** Los demás clientes con el mismo id fiscal, en su forma comparable. */
export function leerConElMismoIdFiscal(
  libro: Libro,
  cliente: Pick<ClienteGuardado, 'id'>,
  idFiscal: string,
): ClienteGuardado[] {
  const consulta = libro.preparar<FilaDeClienteGuardado>(
    `SELECT ${columnasDeCliente} FROM clientes WHERE id_fiscal_normal = ? AND id <> ? ORDER BY id`,
  );
  return consulta.all(normalizarIdFiscal(idFiscal), cliente.id).map(clienteDeFila);
}

/**
 * Los valores de `columna` que el libro tiene y que, plegados, son iguales a `texto`: quien filtra escribe
 * `distribucion` y encuentra también `Distribución`.
 */
export function leerEquivalentes(libro: Libro, columna: 'segmento' | 'gestor', texto: string): string[] {
  const consulta = libro.preparar(`SELECT DISTINCT ${columna} FROM clientes WHERE ${columna} IS NOT NULL`).pluck();
  const buscado = plegar(texto);
  return (consulta.all() as string[]).filter((valor) => plegar(valor) === buscado);
}

/** Aplica un plan de edición; lo anterior queda en `cambios`. */
export function registrarEdicion(operacion: Operacion, cliente: ClienteGuardado, plan: PlanDeEdicion): void {
  const { nombre, idFiscal, plazoDias, ...iguales } = plan.campos;
  const columnas = {
    ...iguales,
    ...(nombre === undefined ? {} : { nombre, nombre_busqueda: plegar(nombre) }),
    ...(idFiscal === undefined
      ? {}
      : { id_fiscal: idFiscal, id_fiscal_normal: idFiscal === null ? null : normalizarIdFiscal(idFiscal) }),
    ...(plazoDias === undefined ? {} : { plazo_dias: plazoDias }),
  };
  if (Object.keys(columnas).length > 0) operacion.cambiar('clientes', cliente.id, columnas);
  for (const id of plan.contactosQuitados) operacion.cambiar('datos_contacto', id, { vigente: 0 });
  for (const { id, persona } of plan.personas) operacion.cambiar('datos_contacto', id, { persona });
  for (const { tipo, valor, persona } of plan.contactosNuevos) {
    operacion.agregar('datos_contacto', [cliente.id, tipo, valor, persona, 1]);
  }
}
