import type { Consola } from './consola.ts';
import { limpiar } from './limpiar.ts';
import { medir } from './medir.ts';

/** Un párrafo de una hoja; con `marca`, los renglones que siguen al primero se alinean detrás de ella. */
export interface Parrafo {
  /** `1.`, `•`, `[ ]`; vacía si no lleva. */
  readonly marca: string;
  readonly texto: string;
}

/** Más ancho que esto, un renglón de prosa cansa. */
const ANCHO_MAX = 88;

/**
 * Parte un texto en renglones de a lo sumo `ancho` columnas, por los espacios, sin separar un número de su `%`; una palabra
 * más larga queda entera.
 */
export function partirEnRenglones(texto: string, ancho: number): string[] {
  const renglones: string[] = [];
  let actual = '';
  for (const palabra of limpiar(texto).split(/ (?!%)/)) {
    const siguiente = actual === '' ? palabra : `${actual} ${palabra}`;
    if (actual !== '' && medir(siguiente) > ancho) {
      renglones.push(actual);
      actual = palabra;
    } else actual = siguiente;
  }
  return [...renglones, actual];
}

/** Los párrafos como texto, cada renglón con su sangría. */
export function textoDeParrafos(parrafos: readonly Parrafo[], ancho: number): string {
  const util = Math.max(20, Math.min(ancho, ANCHO_MAX));
  return parrafos
    .map(({ marca, texto }) => {
      const sangria = marca === '' ? 0 : medir(marca) + 1;
      const [primero = '', ...demas] = partirEnRenglones(texto, util - sangria);
      const resto = demas.map((renglon) => `${' '.repeat(sangria)}${renglon}\n`).join('');
      return `${marca === '' ? '' : `${marca} `}${primero}\n${resto}`;
    })
    .join('');
}

/** Escribe un título entre los datos, con un renglón en blanco antes. */
export async function escribirTitulo(titulo: string, consola: Consola): Promise<void> {
  const pintar = consola.conColor ? (await import('./tonos.ts')).pintar : undefined;
  await consola.escribir(`\n${pintar === undefined ? titulo : pintar(titulo, 'titulo')}\n`);
}
