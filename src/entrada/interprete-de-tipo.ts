import type { FilaDeCliente, FilaDeDocumento, FilaDePago, MotivoDeOmision } from '../dominio/filas.ts';
import type { LectorDeFechas } from './lector-de-fechas.ts';
import type { LectorDeMontos } from './lector-de-montos.ts';

/** Una fila de cualquiera de los tres tipos de archivo. */
export type FilaLeida = FilaDeDocumento | FilaDePago | FilaDeCliente;

/** Los lectores que comparten los intérpretes de cada tipo de archivo. */
export interface Lectores {
  readonly montos: LectorDeMontos;
  readonly fechas: LectorDeFechas;
}

/** El que sabe leer las filas de un tipo de archivo. */
export interface InterpreteDeTipo {
  /** La fila, o por qué se omite. @throws FilaRechazada si no puede entrar */
  leer(linea: number, celdas: readonly string[]): FilaLeida | MotivoDeOmision;
  avisos(): string[];
}
