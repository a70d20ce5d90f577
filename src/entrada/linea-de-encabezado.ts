import { ErrorDeDatos } from '../dominio/errores.ts';
import { candidatosDe, esOtroImporte } from './campos.ts';
import { posicionDe } from './columnas.ts';
import { normalizarEncabezado } from './encabezados.ts';
import { citar } from './texto.ts';

/** Filas del comienzo entre las que se busca el encabezado. */
export const FILAS_DE_BUSQUEDA = 60;

/** Una fila con la línea física donde empieza. */
export interface FilaCruda {
  readonly linea: number;
  readonly celdas: readonly string[];
}

export interface EncabezadoHallado {
  /** Posición entre las filas leídas; -1 si el archivo no tiene encabezado y las columnas se dieron por su orden. */
  readonly posicion: number;
  readonly linea: number;
  readonly encabezados: readonly string[];
  readonly reconocidos: number;
}

/**
 * Busca la primera línea cuyas celdas mejor coinciden con encabezados conocidos
 * (REGLAS: «Preámbulo, totales y rellenos»).
 * @param pedidos los encabezados que nombran `--columna` y el perfil, que también cuentan
 * @throws ErrorDeDatos si ninguna línea lo parece
 */
export function hallarEncabezado(
  filas: readonly FilaCruda[],
  pedidos: readonly string[],
  nombre: string,
): EncabezadoHallado {
  let mejor: EncabezadoHallado | null = null;
  filas.slice(0, FILAS_DE_BUSQUEDA).forEach(({ linea, celdas }, posicion) => {
    const reconocidos = contarReconocidos(celdas, pedidos);
    if (reconocidos > (mejor?.reconocidos ?? 0)) mejor = { posicion, linea, encabezados: celdas, reconocidos };
  });
  const hallado = mejor as EncabezadoHallado | null;
  const llenas = hallado?.encabezados.filter((celda) => celda.trim() !== '').length ?? 0;
  if (hallado !== null && (hallado.reconocidos >= 2 || pedidos.length > 0 || llenas <= 2)) return hallado;
  if (pedidos.length > 0 && pedidos.every((pedido) => /^#\d+$/.test(pedido))) return sinEncabezado(filas);
  throw new ErrorDeDatos(`${nombre}: ninguna de las primeras líneas parece un encabezado`, {
    detalle: filas
      .filter(({ celdas }) => celdas.some((celda) => celda.trim() !== ''))
      .slice(0, 5)
      .map(({ linea, celdas }) => `línea ${linea}: ${celdas.slice(0, 8).map(citar).join(', ')}`),
    sugerencia:
      'nombre las columnas, por ejemplo --columna cliente="Nombre" --columna numero="Comprobante" --columna importe="Importe"\nsi el archivo no tiene encabezado, por su orden: --columna cliente=\'#1\' --columna numero=\'#2\' --columna importe=\'#3\'\nsi el separador no es el correcto, indíquelo con --separador',
  });
}

function contarReconocidos(celdas: readonly string[], pedidos: readonly string[]): number {
  const vistos = new Set<string>();
  for (const celda of celdas) {
    if (celda.trim() === '' || celda.length > 80) continue;
    const normal = normalizarEncabezado(celda);
    if (vistos.has(normal.clave)) continue;
    const conocido = (['facturas', 'pagos', 'clientes'] as const).some((tipo) => candidatosDe(normal, tipo).length > 0);
    if (conocido || esOtroImporte(normal)) vistos.add(normal.clave);
  }
  const deUsuario = pedidos.filter((pedido) => !pedido.startsWith('#') && posicionDe(pedido, celdas).length > 0);
  return Math.max(vistos.size, deUsuario.length) + (deUsuario.length > 0 ? 1 : 0);
}

function sinEncabezado(filas: readonly FilaCruda[]): EncabezadoHallado {
  const ancho = Math.max(0, ...filas.map(({ celdas }) => celdas.length));
  return {
    posicion: -1,
    linea: 0,
    encabezados: Array.from({ length: ancho }, (_, columna) => `#${columna + 1}`),
    reconocidos: 0,
  };
}
