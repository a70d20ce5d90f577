import { isAscii } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { ErrorDeDatos } from '../dominio/errores.ts';
import { comillaSinCerrar } from './comillas.ts';
import { partirSimples } from './comillas-simples.ts';
import { BuscadorDeLineas, contarSaltos, cortarLineas, finDeLaUltimaLinea } from './lineas.ts';

/** Largo máximo de una fila, en bytes UTF-8: más allá falta una comilla o no es un CSV. */
export const bytesPorFilaMax = 64 * 1024;
/** Una fila con más columnas se rechaza. */
export const columnasMax = 200;

/** Recibe cada fila con la línea física, desde 1, en que empieza. Una línea en blanco es `['']`. */
export type AlPartir = (linea: number, celdas: string[]) => void;

interface Avance {
  readonly posicion: number;
  /** Verdadero si en `posicion` empieza una fila con una comilla que todavía no se cerró. */
  readonly abierta: boolean;
}

const comilla = 34;
const finDeArchivoDos = 0x1a;
const nada = Buffer.alloc(0);

/**
 * Parte bytes UTF-8 en filas y celdas. Lo que haya que interpretar en las comillas lo interpreta csv-parse y nadie más; las
 * líneas sin comillas, o con comillas que sólo rodean celdas, se cortan aquí varias veces más rápido.
 */
export class Partidor {
  private readonly nombre: string;
  private readonly separador: string;
  private readonly alPartir: AlPartir;
  private resto: Buffer = nada;
  /** Línea física en que empieza lo que falta partir. */
  private linea = 1;

  constructor({ nombre, separador, alPartir }: { nombre: string; separador: string; alPartir: AlPartir }) {
    this.nombre = nombre;
    this.separador = separador;
    this.alPartir = alPartir;
  }

  /** Parte las filas completas y guarda una copia de la última si no terminó. Lanza `ErrorDeDatos` con la línea. */
  escribir(bloque: Buffer): void {
    const bytes = this.resto.length === 0 ? bloque : Buffer.concat([this.resto, bloque]);
    const posicion = this.partir(bytes, finDeLaUltimaLinea(bytes), false);
    this.resto = Buffer.from(bytes.subarray(posicion));
    if (this.resto.length > bytesPorFilaMax) this.rechazarLarga(this.resto);
  }

  /** Parte lo que quedaba: la última fila puede no tener salto, o terminar con el Ctrl-Z de los programas de DOS. */
  terminar(): void {
    const bytes = this.resto.at(-1) === finDeArchivoDos ? this.resto.subarray(0, -1) : this.resto;
    this.resto = nada;
    this.partir(bytes, bytes.length, true);
  }

  /** Línea física del primer byte que todavía no se escribió. */
  lineaAlFinal(): number {
    return this.linea + contarSaltos(this.resto.toString('latin1', 0, this.resto.length));
  }

  private partir(bytes: Buffer, fin: number, esElFinal: boolean): number {
    const lineas = new BuscadorDeLineas(bytes, fin);
    let posicion = 0;
    while (posicion < fin) {
      const primera = bytes.indexOf(comilla, posicion);
      const desde = primera === -1 || primera >= fin ? fin : lineas.inicioDe(primera, posicion);
      this.partirSinComillas(bytes.subarray(posicion, desde));
      if (desde === fin) return fin;
      const avance = this.partirTramo(bytes, { desde, hasta: lineas.finDelTramo(primera) }, lineas);
      posicion = avance.posicion;
      if (!avance.abierta) continue;
      if (esElFinal) this.rechazarComilla(bytes.subarray(posicion));
      return posicion;
    }
    return posicion;
  }

  private partirSinComillas(bytes: Buffer): void {
    if (bytes.length === 0) return;
    const ascii = isAscii(bytes);
    const texto = ascii ? bytes.toString('latin1', 0, bytes.length) : bytes.toString('utf8', 0, bytes.length);
    const normalizar = !ascii && puedeNoEstarEnNfc(texto);
    for (const linea of cortarLineas(texto)) {
      if (linea.length * 3 > bytesPorFilaMax && Buffer.byteLength(linea) > bytesPorFilaMax) this.rechazarLarga(nada);
      this.entregar(linea.split(this.separador), normalizar);
      this.linea++;
    }
  }

  /**
   * Parte un tramo de líneas con comillas. Desde la primera que no sea simple lo lee csv-parse; si el tramo termina dentro de
   * unas comillas, lo alarga el doble cada vez.
   */
  private partirTramo(bytes: Buffer, tramo: { desde: number; hasta: number }, lineas: BuscadorDeLineas): Avance {
    let { hasta } = tramo;
    let posicion = tramo.desde + this.partirComillasSimples(bytes.subarray(tramo.desde, hasta));
    if (posicion === hasta) return { posicion, abierta: false };
    for (;;) {
      const avance = this.partirConComillas(bytes.subarray(posicion, hasta));
      posicion += avance.posicion;
      if (!avance.abierta || hasta >= lineas.fin) return { posicion, abierta: avance.abierta };
      if (hasta - posicion > bytesPorFilaMax) this.rechazarLarga(bytes.subarray(posicion, hasta));
      hasta = lineas.finDe(posicion + 2 * (hasta - posicion));
    }
  }

  /** Parte las primeras líneas que pueda sin csv-parse y devuelve cuántos bytes ocupan. */
  private partirComillasSimples(bytes: Buffer): number {
    const ascii = isAscii(bytes);
    const texto = ascii ? bytes.toString('latin1', 0, bytes.length) : bytes.toString('utf8', 0, bytes.length);
    // Ninguna letra ocupa más de tres bytes por unidad de texto: así ninguna línea simple pasa del límite.
    const { filas, letras } = partirSimples(texto, this.separador, bytesPorFilaMax / 3);
    const normalizar = !ascii && puedeNoEstarEnNfc(texto);
    for (const celdas of filas) {
      this.entregar(celdas, normalizar);
      this.linea++;
    }
    if (letras === texto.length) return bytes.length;
    return ascii ? letras : Buffer.byteLength(texto.slice(0, letras));
  }

  private partirConComillas(bytes: Buffer): Avance {
    const normalizar = !isAscii(bytes);
    let posicion = 0;
    let saltosPrevios = 0;
    const alLeer = (celdas: string[], { bytes: hasta, lines }: { bytes: number; lines: number }): null => {
      if (hasta - posicion > bytesPorFilaMax + 2) this.rechazarLarga(nada);
      this.entregar(celdas, normalizar);
      // csv-parse cuenta dos veces el CRLF dentro de una celda: su cuenta solo sirve para saber si hubo saltos.
      this.linea += 1 + (lines - saltosPrevios > 1 ? contarSaltosEnCeldas(celdas) : 0);
      saltosPrevios = lines;
      posicion = hasta;
      return null;
    };
    try {
      parse(bytes, {
        delimiter: this.separador,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_quotes: true,
        relax_column_count: true,
        on_record: alLeer as never,
      });
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      if (error.code === 'CSV_QUOTE_NOT_CLOSED') return { posicion, abierta: true };
      throw new ErrorDeDatos(`${this.nombre}, línea ${this.linea}: no se entienden las comillas de esta fila`, {
        sugerencia: 'revise que las comillas estén de a pares',
        causa: error,
      });
    }
    return { posicion, abierta: false };
  }

  private entregar(celdas: string[], normalizar: boolean): void {
    if (celdas.length > columnasMax) {
      throw new ErrorDeDatos(
        `${this.nombre}, línea ${this.linea}: la fila tiene ${celdas.length} columnas y el máximo es ${columnasMax}`,
        { sugerencia: 'revise el separador (--separador) o quite las columnas que no hacen falta' },
      );
    }
    if (normalizar) normalizarCeldas(celdas);
    this.alPartir(this.linea, celdas);
  }

  private rechazarLarga(fila: Buffer): never {
    if (comillaSinCerrar(fila, this.separador) !== null) this.rechazarComilla(fila);
    throw new ErrorDeDatos(`${this.nombre}, línea ${this.linea}: la fila pasa de 64 KiB`, {
      sugerencia: 'revise que sea un CSV con una fila por línea y que no falte una comilla de cierre',
    });
  }

  private rechazarComilla(fila: Buffer): never {
    const linea = this.linea + (comillaSinCerrar(fila, this.separador) ?? 0);
    throw new ErrorDeDatos(`${this.nombre}, línea ${linea}: se abre una comilla que no se cierra`, {
      sugerencia: 'agregue la comilla de cierre en esa línea, o quite la de apertura',
    });
  }
}

/** Todo lo anterior a U+0300 está en NFC; V8 lo descarta sin recorrer el texto si es de un byte por letra. */
function puedeNoEstarEnNfc(texto: string): boolean {
  return /[\u0300-\uffff]/.test(texto);
}

function normalizarCeldas(celdas: string[]): void {
  for (const [columna, celda] of celdas.entries()) {
    if (puedeNoEstarEnNfc(celda)) celdas[columna] = celda.normalize('NFC');
  }
}

function contarSaltosEnCeldas(celdas: readonly string[]): number {
  return celdas.reduce((suma, celda) => suma + contarSaltos(celda), 0);
}
