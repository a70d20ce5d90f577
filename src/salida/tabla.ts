import Tabla from 'cli-table3';
import { type AnchoPedido, repartirAncho } from './anchos.ts';
import { esNumerica, textoParaPersona } from './celda.ts';
import type { ConsolaDeProceso } from './consola.ts';
import { partirEnRenglones } from './hoja.ts';
import type { Columna, Listado, Tono } from './listado.ts';
import { acortar, medir } from './medir.ts';
import { escribirPorTandas } from './por-tandas.ts';

type Pintor = (texto: string, tono: Tono | 'titulo') => string;

const entreColumnas = 2;
const filasPorBloque = 200;

/** Sin bordes: sólo una línea bajo los títulos. Entran más datos y se copian mejor. */
const trazos = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(entreColumnas),
};

/** Una celda lista para acomodar. */
interface Celda {
  readonly texto: string;
  readonly tono: Tono | 'titulo' | undefined;
}

/**
 * cli-table3 mide con tablas Unicode de 2019 y cuenta mal los emoji nuevos: se le da en lugar de cada celda un testigo de
 * ese ancho, hecho de caracteres de uso privado que mide bien, y después se pone la celda en su sitio.
 */
const inicioDeTestigo = '\ue001';
const restoDeTestigo = '\ue000';
const testigos = new RegExp(`${inicioDeTestigo}${restoDeTestigo}*`, 'g');

function testigo(ancho: number): string {
  return ancho === 0 ? '' : inicioDeTestigo + restoDeTestigo.repeat(ancho - 1);
}

/** Escribe un bloque de filas con los anchos dados. */
function dibujar(
  filas: readonly (readonly Celda[])[],
  { anchos, derechas, pintor }: { anchos: readonly number[]; derechas: readonly boolean[]; pintor: Pintor | undefined },
): string {
  const tabla = new Tabla({
    chars: trazos,
    colWidths: [...anchos],
    colAligns: derechas.map((derecha) => (derecha ? 'right' : 'left')),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  const enOrden: string[] = [];
  for (const fila of filas) {
    tabla.push(
      fila.map(({ texto, tono }, indice) => {
        const corto = acortar(texto, anchos[indice] ?? 0);
        const ancho = medir(corto);
        // Un texto sin ancho (un acento suelto) no tiene testigo que reemplazar: correría las celdas que siguen.
        if (ancho > 0) enOrden.push(tono !== undefined && pintor !== undefined ? pintor(corto, tono) : corto);
        return testigo(ancho);
      }),
    );
  }
  let siguiente = 0;
  const dibujada = tabla.toString().replace(testigos, () => enOrden[siguiente++] ?? '');
  return `${dibujada.replace(/ +$/gm, '')}\n`;
}

function* bloques<T>(lista: readonly T[]): Generator<readonly T[]> {
  for (let desde = 0; desde < lista.length; desde += filasPorBloque) yield lista.slice(desde, desde + filasPorBloque);
}

/** Dice si ninguna fila tiene ese dato: su columna no le quita lugar a las demás. */
function estaVacia(filas: readonly (readonly Celda[])[], indice: number): boolean {
  return filas.every((fila) => fila[indice]?.texto === '');
}

/** La moneda se oculta después del último monto: un monto sin moneda engaña. */
function importanciaDeMoneda<F>(columnas: readonly Columna<F>[]): number {
  const montos = columnas.filter(({ tipo }) => tipo === 'monto').map(({ importancia = 1 }) => importancia);
  return montos.length === 0 ? 0 : Math.max(...montos) + 0.5;
}

/** Qué pide cada columna, según su celda más ancha. */
function pedidosDe<F>(columnas: readonly Columna<F>[], filas: readonly (readonly Celda[])[]): AnchoPedido[] {
  const minimas = new Map([['moneda', importanciaDeMoneda(columnas)]]);
  return columnas.map((columna, indice) => {
    const titulo = medir(columna.titulo);
    let natural = titulo;
    for (const fila of filas) natural = Math.max(natural, medir(fila[indice]?.texto ?? ''));
    const importancia = estaVacia(filas, indice)
      ? 0
      : Math.max(columna.importancia ?? 1, minimas.get(columna.clave) ?? 0);
    return { natural, titulo, importancia, acortable: columna.tipo === 'texto' };
  });
}

function* tablaHorizontal(
  columnas: readonly Columna<never>[],
  filas: readonly (readonly Celda[])[],
  { anchos, pintor }: { anchos: readonly (number | undefined)[]; pintor: Pintor | undefined },
): Generator<string> {
  const visibles = [...columnas.keys()].filter((indice) => anchos[indice] !== undefined);
  const definitivos = visibles.map((indice) => anchos[indice] ?? 0);
  const derechas = visibles.map((indice) => {
    const columna = columnas[indice];
    return columna !== undefined && esNumerica(columna);
  });
  const opciones = { anchos: definitivos, derechas, pintor };
  const titulos = visibles.map((indice): Celda => ({ texto: columnas[indice]?.titulo ?? '', tono: 'titulo' }));
  const linea = definitivos.map((ancho) => '─'.repeat(ancho)).join(' '.repeat(entreColumnas));
  yield `${dibujar([titulos], opciones)}${linea}\n`;
  const vacia: Celda = { texto: '', tono: undefined };
  for (const bloque of bloques(filas)) {
    yield dibujar(
      bloque.map((fila) => visibles.map((indice) => fila[indice] ?? vacia)),
      opciones,
    );
  }
}

/** Una sola cosa: cada dato en su renglón, o en los que necesite, con el nombre a la izquierda del primero. */
function* tablaVertical(
  columnas: readonly Columna<never>[],
  filas: readonly (readonly Celda[])[],
  { disponible, pintor }: { disponible: number; pintor: Pintor | undefined },
): Generator<string> {
  const anchoTitulos = Math.max(0, ...columnas.map(({ titulo }) => medir(titulo)));
  const anchoValores = Math.max(8, disponible - anchoTitulos - entreColumnas);
  for (const fila of filas) {
    const renglones = fila.flatMap(({ texto, tono }, indice): (readonly Celda[])[] => {
      if (texto === '') return [];
      const titulo = columnas[indice]?.titulo ?? '';
      return partirEnRenglones(texto, anchoValores).map((parte, numero) => [
        { texto: numero === 0 ? titulo : '', tono: 'tenue' },
        { texto: parte, tono },
      ]);
    });
    const natural = Math.max(1, ...fila.map(({ texto }) => medir(texto)));
    yield dibujar(renglones, {
      anchos: [anchoTitulos, Math.min(natural, anchoValores)],
      derechas: [false, false],
      pintor,
    });
  }
}

/** Escribe el listado como una tabla que entra en la terminal; en una tubería, con todas las columnas. */
export async function escribirTabla<F>(listado: Listado<F>, consola: ConsolaDeProceso): Promise<void> {
  const { columnas } = listado;
  const pintor = consola.conColor ? (await import('./tonos.ts')).pintar : undefined;
  const filas = Array.from(listado.filas, (fila) =>
    columnas.map((columna): Celda => ({ texto: textoParaPersona(columna, fila), tono: columna.tono?.(fila) })),
  );
  if (filas.length === 0) {
    consola.informar(listado.vacio ?? 'No hay nada que mostrar.');
    return;
  }
  const disponible = consola.anchoConocido ?? Number.MAX_SAFE_INTEGER;
  if (listado.unico) return escribirPorTandas(tablaVertical(columnas, filas, { disponible, pintor }), consola.destino);
  const anchos = repartirAncho(pedidosDe(columnas, filas), { disponible, entreColumnas });
  await escribirPorTandas(tablaHorizontal(columnas, filas, { anchos, pintor }), consola.destino);
  const ocultas = columnas
    .filter((_, indice) => anchos[indice] === undefined && !estaVacia(filas, indice))
    .map(({ titulo }) => titulo);
  if (ocultas.length > 0) {
    consola.sugerir(
      `no entraron en el ancho: ${ocultas.join(', ')}. Están en --formato csv o en una terminal más ancha`,
    );
  }
}
