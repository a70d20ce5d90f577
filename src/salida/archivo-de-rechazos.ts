import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { ErrorDeUso } from '../dominio/errores.ts';
import type { Rechazo } from '../dominio/filas.ts';
import { neutralizar } from './separado.ts';

const hayQueCitar = /[",\r\n]|^\s|\s$/;
/** Un número con signo o un teléfono: quedan como están, para que el archivo corregido diga lo mismo. */
const esNumero = /^[+-][\d.,\s()]*$/;

/**
 * Las filas rechazadas, tal como venían y con su motivo, listas para corregir e importar otra vez. Se escribe en un
 * archivo vecino que toma su nombre sólo al {@link publicar}, y que no queda si la orden se interrumpe.
 */
export class ArchivoDeRechazos {
  readonly #pedida: string;
  readonly #conservar: boolean;
  readonly #pasajero: string;
  readonly #alSalir = (): void => {
    this.descartar();
    rmSync(this.#pasajero, { force: true });
  };
  #publicada: string | undefined;
  #descriptor: number | undefined;
  #filas = 0;

  /** @param conservar si ya hay otro archivo con ese nombre no se lo reemplaza: se toma el nombre libre que sigue */
  constructor(ruta: string, { conservar = false }: { conservar?: boolean } = {}) {
    this.#pedida = ruta;
    this.#conservar = conservar;
    this.#pasajero = join(dirname(ruta), `.${basename(ruta)}.nuevo-${process.pid}`);
  }

  /** Dónde va a quedar o, una vez publicado, dónde quedó. */
  get ruta(): string {
    return this.#publicada ?? this.#pedida;
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
    process.off('exit', this.#alSalir);
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
    this.#publicada = this.#conservar ? this.#nombreLibre() : this.#pedida;
    renameSync(this.#pasajero, this.#publicada);
    process.off('exit', this.#alSalir);
  }

  /** El nombre pedido, o con «-2», «-3»… si lo tiene otro archivo. Uno que dice exactamente lo mismo se renueva. */
  #nombreLibre(): string {
    const extension = extname(this.#pedida);
    const raiz = this.#pedida.slice(0, this.#pedida.length - extension.length);
    const contenido = readFileSync(this.#pasajero);
    let candidata = this.#pedida;
    for (let orden = 2; existsSync(candidata) && !tieneLoMismo(candidata, contenido); orden++)
      candidata = `${raiz}-${orden}${extension}`;
    return candidata;
  }

  #abrir(): number {
    try {
      const descriptor = openSync(this.#pasajero, 'w', 0o600);
      process.once('exit', this.#alSalir);
      return descriptor;
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
      const segura = esNumero.test(celda) ? celda : neutralizar(celda);
      return hayQueCitar.test(segura) ? `"${segura.replaceAll('"', '""')}"` : segura;
    });
    writeSync(this.#descriptor ?? 0, `${renglon.join(',')}\r\n`);
  }
}

function tieneLoMismo(ruta: string, contenido: Buffer): boolean {
  try {
    return readFileSync(ruta).equals(contenido);
  } catch {
    // Lo que no se puede leer (una carpeta, un archivo ajeno) no es lo mismo, y se deja como está.
    return false;
  }
}
