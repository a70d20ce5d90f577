import { ErrorDeDatos } from '../dominio/errores.ts';
import { aplanar } from './perfiles.ts';
import { type Perfil, perfilesIncluidos } from './perfiles-incluidos.ts';
import { citar } from './texto.ts';

/** El perfil pedido, o el incluido cuyos encabezados estén todos (el que más tenga); `null` si ninguno. @throws ErrorDeDatos si el pedido no es de este archivo */
export function elegirPerfil(encabezados: readonly string[], pedido: Perfil | undefined): Perfil | null {
  const presentes = new Set(encabezados.map(aplanar));
  if (pedido !== undefined) {
    exigirEncabezados(pedido, presentes);
    return pedido;
  }
  const coinciden = perfilesIncluidos.filter(
    (uno) => uno.encabezados?.every((encabezado) => presentes.has(aplanar(encabezado))) ?? false,
  );
  return coinciden.sort((uno, otro) => (otro.encabezados?.length ?? 0) - (uno.encabezados?.length ?? 0))[0] ?? null;
}

/** @throws ErrorDeDatos si el archivo no tiene los encabezados que identifican la exportación pedida */
function exigirEncabezados({ nombre, encabezados = [] }: Perfil, presentes: ReadonlySet<string>): void {
  const faltan = encabezados.filter((encabezado) => !presentes.has(aplanar(encabezado)));
  if (faltan.length === 0) return;
  throw new ErrorDeDatos(
    `el archivo no es del perfil «${nombre}»: le ${faltan.length === 1 ? 'falta' : 'faltan'} ${faltan.map(citar).join(', ')}`,
    {
      sugerencia: 'importe sin --perfil; lo que no se reconozca se indica con --columna',
    },
  );
}
