import { inicial } from './0001-inicial.ts';
import { gestion } from './0002-gestion.ts';
import { recordatorios } from './0003-recordatorios.ts';

/** El SQL que lleva el libro de la versión `version - 1` a `version`. */
export interface Migracion {
  readonly version: number;
  readonly sql: string;
}

/** Las migraciones publicadas, en orden. Una nueva es un archivo y un renglón aquí. */
export const migraciones: readonly Migracion[] = [
  { version: 1, sql: inicial },
  { version: 2, sql: gestion },
  { version: 3, sql: recordatorios },
];
