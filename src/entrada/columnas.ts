import { enumerar } from '../dominio/cantidad.ts';
import { plegar } from '../dominio/cliente.ts';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import type { TipoDeArchivo } from '../dominio/filas.ts';
import type { Campo } from './campos.ts';
import type { ColumnasDeArchivo } from './columnas-de-archivo.ts';
import { esCompatible, permaneceSinRival } from './compatibilidad.ts';
import { normalizarEncabezado } from './encabezados.ts';
import { type Propuesta, proponer } from './propuestas.ts';
import { citar } from './texto.ts';

/** Qué columna llena cada campo. */
export interface Asignacion {
  readonly columnas: ReadonlyMap<Campo, number>;
  /** Todas las columnas de los campos que admiten varias (teléfonos, conceptos, estados), la principal primero. */
  readonly multiples: ReadonlyMap<Campo, readonly number[]>;
  readonly rangos: ReadonlyMap<Campo, number>;
  /** Columnas con el mismo contenido que la elegida; hay que seguir comprobándolo en cada fila. */
  readonly iguales: readonly ParDeColumnas[];
  readonly conflictos: readonly Conflicto[];
}

export interface ParDeColumnas {
  readonly campo: Campo;
  readonly elegida: number;
  readonly otra: number;
}

export interface Conflicto {
  readonly campo: Campo;
  readonly candidatas: readonly number[];
}

/** Campos que juntan varias columnas. */
const conVarias: ReadonlySet<Campo> = new Set(['email', 'telefono', 'referencia', 'nota', 'estado']);
/** Campos descriptivos: entre dos columnas igual de buenas se toma la primera y se avisa. */
const descriptivos: ReadonlySet<Campo> = new Set([
  'segmento',
  'gestor',
  'persona',
  'medio',
  'documento',
  'orden_compra',
  'plazo',
]);

/** Asigna columnas a campos: primero lo que pide el usuario, luego el encabezado más específico con contenido compatible. */
export function asignarColumnas(
  archivo: ColumnasDeArchivo,
  tipo: TipoDeArchivo,
  forzadas: ReadonlyMap<Campo, number | null>,
): Asignacion {
  const columnas = new Map<Campo, number>();
  const usadas = new Set<number>();
  for (const [campo, columna] of forzadas) {
    if (columna === null) continue;
    columnas.set(campo, columna);
    usadas.add(columna);
  }
  const propuestas = proponer(archivo, tipo, esCompatible).filter(
    ({ columna, campo }) => !usadas.has(columna) && !forzadas.has(campo),
  );
  const rangos = new Map<Campo, number>([...columnas.keys()].map((campo) => [campo, 9]));
  const iguales: ParDeColumnas[] = [];
  const conflictos: Conflicto[] = [];
  for (const { columna, campo, rango } of propuestas) {
    if (usadas.has(columna) || columnas.has(campo)) continue;
    const rivales = propuestas
      .filter((otra) => otra.campo === campo && otra.rango === rango && !usadas.has(otra.columna))
      .map((otra) => otra.columna);
    const elegida = elegir(archivo, rivales);
    columnas.set(campo, elegida ?? columna);
    rangos.set(campo, rango);
    usadas.add(elegida ?? columna);
    if (conVarias.has(campo) || descriptivos.has(campo)) continue;
    for (const rival of rivales) usadas.add(rival);
    if (elegida === null) conflictos.push({ campo, candidatas: rivales });
    else iguales.push(...rivales.filter((rival) => rival !== elegida).map((otra) => ({ campo, elegida, otra })));
  }
  const multiples = juntarMultiples(propuestas, columnas, usadas);
  // Entre varias columnas decide el contenido; a la única que nombra el campo no se la descarta por sus celdas malas.
  for (const { columna, campo, rango } of proponer(archivo, tipo, permaneceSinRival)) {
    if (usadas.has(columna) || columnas.has(campo) || forzadas.has(campo)) continue;
    columnas.set(campo, columna);
    rangos.set(campo, rango);
    usadas.add(columna);
  }
  return { columnas, rangos, iguales, conflictos, multiples };
}

/** La columna que contiene todo lo que dicen sus rivales; `null` si se contradicen. */
function elegir(archivo: ColumnasDeArchivo, rivales: readonly number[]): number | null {
  return (
    rivales.find((candidata) => rivales.every((otra) => otra === candidata || !archivo.discrepan(candidata, otra))) ??
    null
  );
}

function juntarMultiples(
  propuestas: readonly Propuesta[],
  columnas: ReadonlyMap<Campo, number>,
  usadas: Set<number>,
): Map<Campo, readonly number[]> {
  const multiples = new Map<Campo, number[]>();
  for (const campo of conVarias) {
    const principal = columnas.get(campo);
    if (principal !== undefined) multiples.set(campo, [principal]);
  }
  for (const { columna, campo } of propuestas) {
    const lista = multiples.get(campo);
    if (lista === undefined || usadas.has(columna)) continue;
    lista.push(columna);
    usadas.add(columna);
  }
  return multiples;
}

/** El error que nombra las columnas que compiten por un campo y la opción que lo resuelve. */
export function errorDeConflicto(
  archivo: ColumnasDeArchivo,
  { campo, candidatas }: Conflicto,
  nombre: string,
): ErrorDeDatos {
  const nombres = candidatas.map((columna) => citar(archivo.encabezados[columna] ?? ''));
  const repetidas = new Set(nombres).size < nombres.length;
  return new ErrorDeDatos(`${nombre}: ${enumerar(nombres)} pueden ser «${campo}» y no dicen lo mismo`, {
    sugerencia: candidatas
      .map(
        (columna) =>
          `elija con --columna ${campo}=${repetidas ? `'#${columna + 1}'` : comillas(archivo.encabezados[columna] ?? '')}`,
      )
      .join('\n'),
  });
}

/** Un encabezado escrito como argumento de la terminal. */
export function comillas(encabezado: string): string {
  return `"${encabezado.replace(/["\\$`]/g, '\\$&')}"`;
}

/**
 * Busca las columnas que el usuario nombró: igual, luego plegado; `#3` es la tercera y `-` ninguna.
 * @throws ErrorDeUso si el encabezado no está o está repetido
 */
export function resolverForzadas(
  pedidas: ReadonlyMap<Campo, string>,
  encabezados: readonly string[],
  nombre: string,
): Map<Campo, number | null> {
  return new Map(
    [...pedidas].map(([campo, pedido]) => [
      campo,
      pedido === '-' ? null : buscarColumna(campo, pedido, encabezados, nombre),
    ]),
  );
}

/** Posición de un encabezado por su nombre exacto, plegado, o por su orden (`#3`); -1 si no está. */
export function posicionDe(pedido: string, encabezados: readonly string[]): number[] {
  const orden = /^#(\d+)$/.exec(pedido);
  if (orden !== null) {
    const columna = Number(orden[1]) - 1;
    return columna >= 0 && columna < encabezados.length ? [columna] : [];
  }
  const comparaciones: readonly ((encabezado: string) => boolean)[] = [
    (encabezado) => encabezado === pedido,
    (encabezado) => encabezado.trim() === pedido.trim(),
    (encabezado) => plegar(encabezado) === plegar(pedido) && plegar(pedido) !== '',
    (encabezado) =>
      normalizarEncabezado(encabezado).clave === normalizarEncabezado(pedido).clave &&
      normalizarEncabezado(pedido).clave !== '',
  ];
  for (const coincide of comparaciones) {
    const halladas = encabezados.flatMap((encabezado, columna) => (coincide(encabezado) ? [columna] : []));
    if (halladas.length > 0) return halladas;
  }
  return [];
}

function buscarColumna(campo: Campo, pedido: string, encabezados: readonly string[], nombre: string): number {
  const halladas = posicionDe(pedido, encabezados);
  const [columna] = halladas;
  if (columna === undefined) {
    throw new ErrorDeUso(`--columna ${campo}=${pedido}: no hay una columna ${citar(pedido)} en ${nombre}`, {
      sugerencia: `los encabezados son: ${encabezados
        .filter((encabezado) => encabezado.trim() !== '')
        .map(citar)
        .join(', ')}\ntambién puede dar su posición, por ejemplo --columna ${campo}='#1'`,
    });
  }
  if (halladas.length > 1) {
    throw new ErrorDeUso(`--columna ${campo}=${pedido}: ${nombre} tiene ${halladas.length} columnas ${citar(pedido)}`, {
      sugerencia: `dé su posición: ${halladas.map((hallada) => `--columna ${campo}='#${hallada + 1}'`).join(' o ')}`,
    });
  }
  return columna;
}
