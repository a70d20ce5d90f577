import { disparadoresIniciales } from './0001-disparadores.ts';
import { tablasIniciales } from './0001-tablas.ts';

/** Primer esquema del libro. Una migración publicada no se edita: la siguiente corrige. */
export const inicial = `${tablasIniciales}\n${disparadoresIniciales}`;
