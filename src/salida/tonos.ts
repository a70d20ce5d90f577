import { Chalk } from 'chalk';
import type { Tono } from './listado.ts';

const tiza = new Chalk({ level: 1 });

const colores: Readonly<Record<Tono | 'titulo', (texto: string) => string>> = {
  bien: tiza.green,
  atencion: tiza.yellow,
  mal: tiza.red,
  tenue: tiza.dim,
  titulo: tiza.bold,
};

/** Pinta un texto. Quién puede llevar colores lo decide `decidirColor`; este módulo se carga sólo entonces. */
export function pintar(texto: string, tono: Tono | 'titulo'): string {
  return colores[tono](texto);
}
