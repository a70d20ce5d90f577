import { plegar } from '../../dominio/cliente.ts';
import { normalizarNumero } from '../../dominio/documento.ts';
import type { Libro } from '../conexion.ts';

/** Los de esos códigos de cliente que no son de nadie en el libro; se comparan como los compara la secuencia. */
export function clientesQueFaltan(libro: Libro, codigos: Iterable<string>): string[] {
  const existe = libro.preparar('SELECT 1 FROM clientes WHERE codigo = ?');
  const sinHallar = [...new Set(codigos)].filter((codigo) => existe.get(codigo) === undefined);
  if (sinHallar.length === 0) return [];
  const todos = new Set((libro.preparar('SELECT codigo FROM clientes').pluck().all() as string[]).map(plegar));
  return sinHallar.filter((codigo) => !todos.has(plegar(codigo)));
}

/** Los de esos números que no son de ninguna factura del libro. */
export function facturasQueFaltan(libro: Libro, numeros: Iterable<string>): string[] {
  const existe = libro.preparar('SELECT 1 FROM documentos WHERE numero_normal = ? LIMIT 1');
  return [...new Set(numeros)].filter((numero) => existe.get(normalizarNumero(numero)) === undefined);
}
