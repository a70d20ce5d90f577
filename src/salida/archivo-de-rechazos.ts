import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ErrorDeUso } from '../dominio/errores.ts';
import type { Rechazo } from '../dominio/filas.ts';

const hayQueCitar = /[",\r\n]|^\s|\s$/;
const esFormula = /^[=@\t\r]|^[+-](?![\d.,\s()]*$)/;

/**
 * Las filas rechazadas, tal como venían y con su motivo, listas para corregir e importar otra vez. Se escribe en un
 * archivo vecino que toma su nombre sólo al {@link publicar}.
 */
export class ArchivoDeRechazos {
  readonly ruta: string;
  readonly #pasajero: string;
  #descriptor: number | undefined;
  #filas = 0;

  constructor(ruta: string) {
    this.ruta = ruta;
    this.#pasajero = join(dirname(ruta), `.${basename(ruta)}.nuevo-${process.pid}`);
  }

  /** Cuántas filas lleva. */
  get filas(): number {
    return this.#filas;
  }

  agregar(encabezados: readonly string[], celdas: readonly string[], { linea, columna, motivo }: Rechazo): void {
    if (this.#descriptor === undefined) {
      this.#descriptor = this.#abrir();
      this.#escribir([...encabezados, 'linea_original', 'columna_rechazada', 'motivo_del_rechazo']);
    }
    const completas = encabezados.map((_, indice) => celdas[indice] ?? '');
    this.#escribir([...completas, String(linea), columna, motivo]);
    this.#filas++;
  }

  /** Empieza de nuevo: lo anterior se descarta. */
  descartar(): void {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
    this.#filas = 0;
    rmSync(this.#pasajero, { force: true });
  }

  /** Deja el archivo a la vista, entero; si no hubo rechazos no crea nada. */
  publicar(): void {
    if (this.#descriptor === undefined) return;
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
    renameSync(this.#pasajero, this.ruta);
  }

  #abrir(): number {
    try {
      return openSync(this.#pasajero, 'w', 0o600);
    } catch (error) {
      throw new ErrorDeUso(
        `no se puede escribir el archivo de rechazos ${this.ruta}: ${(error as NodeJS.ErrnoException).code}`,
        {
          sugerencia: 'elija otra ruta con --rechazos',
          causa: error,
        },
      );
    }
  }

  #escribir(celdas: readonly string[]): void {
    const renglon = celdas.map((celda) => {
      // Una fórmula no debe quedar viva en una planilla; un número negativo o un teléfono no lo son.
      const segura = esFormula.test(celda) ? `'${celda}` : celda;
      return hayQueCitar.test(segura) ? `"${segura.replaceAll('"', '""')}"` : segura;
    });
    writeSync(this.#descriptor ?? 0, `${renglon.join(',')}\r\n`);
  }
}
