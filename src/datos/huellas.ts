import { createHash, type Hash } from 'node:crypto';
import type { Tabla } from './tablas.ts';

/** SHA-256 en hexadecimal de un texto UTF-8. */
export function sha256(texto: string): string {
  return createHash('sha256').update(texto).digest('hex');
}

/**
 * Filas que se juntan antes de digerir: una llamada por fila costaba más que el INSERT, y con mil vivían lo bastante para
 * que V8 las pasara a la memoria vieja (docs/RENDIMIENTO.md).
 */
const filasPorTanda = 200;

/**
 * La huella de las filas de una tabla en una operación: SHA-256 de cada fila como lista JSON, separadas por comas, en
 * orden de id. No copia las filas: quien agrega no debe modificarlas después.
 */
export class HuellaDeFilas {
  #pendientes: (readonly unknown[])[] = [];
  #hash: Hash = createHash('sha256');
  /** Filas agregadas. */
  cuenta = 0;

  agregar(fila: readonly unknown[]): void {
    this.cuenta += 1;
    if (this.#pendientes.push(fila) === filasPorTanda) this.#digerir();
  }

  /** Termina y da la huella en hexadecimal; no se puede agregar más. */
  terminar(): string {
    this.#digerir();
    return this.#hash.digest('hex');
  }

  #digerir(): void {
    if (this.#pendientes.length === 0) return;
    // Un sustituto suelto cambia al pasar por UTF-8 y la huella no coincidiría con lo leído: aquí se lo iguala.
    const texto = JSON.stringify(this.#pendientes);
    const exacto = texto.includes('\\ud') ? JSON.stringify(this.#pendientes, bienFormado) : texto;
    this.#hash.update(exacto.slice(1, -1)).update(',');
    this.#pendientes = [];
  }
}

function bienFormado(_clave: string, valor: unknown): unknown {
  return typeof valor === 'string' ? valor.replace(/[\uD800-\uDFFF]/gu, '\uFFFD') : valor;
}

/** La huella de una tabla dentro de una operación, con el número de filas. */
export interface HuellaDeTabla {
  readonly tabla: Tabla;
  readonly cuenta: number;
  readonly huella: string;
}

/** Huella de todas las filas de una operación: las de sus tablas, en el orden de `nombresDeTablas`, sólo las que tienen filas. */
export function huellaDeTablas(huellas: readonly HuellaDeTabla[]): string {
  return sha256(huellas.map(({ tabla, cuenta, huella }) => `${tabla} ${cuenta} ${huella}\n`).join(''));
}

/** Los datos de una operación que entran en su huella. */
export interface OperacionSellada {
  readonly id: number;
  readonly instante: string;
  readonly hoy: string;
  readonly gestor: string;
  readonly comando: string;
  readonly version: string;
  readonly politica_id: number | null;
  readonly clave: string | null;
  readonly resumen: string;
  readonly resultado: string;
  readonly huella_filas: string;
}

/** Eslabón de la cadena: SHA-256 de la huella anterior (vacía en la primera), los datos de la operación y la de sus filas. */
export function huellaDeOperacion(anterior: string, operacion: OperacionSellada): string {
  const { id, instante, hoy, gestor, comando, version, politica_id, clave, resumen, resultado, huella_filas } =
    operacion;
  return sha256(
    JSON.stringify([
      anterior,
      id,
      instante,
      hoy,
      gestor,
      comando,
      version,
      politica_id,
      clave,
      resumen,
      resultado,
      huella_filas,
    ]),
  );
}
