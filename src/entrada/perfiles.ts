import { plegar } from '../dominio/cliente.ts';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import type { Campo } from './campos.ts';
import { comillas, posicionDe } from './columnas.ts';
import { type Perfil, perfilesIncluidos } from './perfiles-incluidos.ts';
import { citar } from './texto.ts';

/** Perfil incluido con ese nombre. @throws ErrorDeUso que los enumera si no existe */
export function perfilPorNombre(nombre: string, guardados: readonly Perfil[] = []): Perfil {
  const todos = [...guardados, ...perfilesIncluidos];
  const hallado = todos.find((uno) => plegar(uno.nombre) === plegar(nombre));
  if (hallado === undefined) {
    throw new ErrorDeUso(`--perfil ${nombre}: no hay un perfil con ese nombre`, {
      sugerencia: `los que hay: ${todos.map((uno) => uno.nombre).join(', ')}`,
    });
  }
  return hallado;
}

/** Un encabezado sin acentos, mayúsculas, signos ni espacios. */
export function aplanar(encabezado: string): string {
  return plegar(encabezado).replaceAll(' ', '');
}

/**
 * Columnas que el perfil nombra y el archivo tiene.
 * @param exigir el usuario pidió el perfil: que falte una columna es un error
 * @throws ErrorDeDatos si falta una columna de un perfil pedido y propio
 */
export function columnasDePerfil(
  elegido: Perfil,
  encabezados: readonly string[],
  exigir: boolean,
): [Campo, number | null][] {
  return [...elegido.columnas].flatMap(([campo, pedido]): [Campo, number | null][] => {
    if (pedido === '-') return [[campo, null]];
    const exacta = encabezados.findIndex((encabezado) => aplanar(encabezado) === aplanar(pedido));
    const columna = exacta >= 0 ? exacta : (posicionDe(pedido, encabezados)[0] ?? -1);
    if (columna >= 0) return [[campo, columna]];
    if (exigir && !perfilesIncluidos.includes(elegido)) {
      throw new ErrorDeDatos(
        `el perfil «${elegido.nombre}» espera una columna ${citar(pedido)} para «${campo}» y el archivo no la tiene`,
        {
          sugerencia: `indique otra con --columna ${campo}=${comillas('Encabezado')}, o importe sin --perfil`,
        },
      );
    }
    return [];
  });
}
