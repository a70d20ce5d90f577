import { closeSync, openSync, readSync } from 'node:fs';
import { ErrorDeDatos } from '../dominio/errores.ts';
import type { Codificacion } from './codificacion.ts';
import { crearDecodificador, SecuenciaInvalida } from './decodificador.ts';
import { errorDeSecuencia } from './fallas-de-lectura.ts';
import { Partidor } from './partidor.ts';
import { leerLineaSep } from './separador.ts';

/** Un grupo de filas seguidas de un archivo. */
export interface Lote {
  /** `lineas[i]` es la línea física, desde 1, en que empieza `filas[i]`. */
  readonly lineas: readonly number[];
  /** Las celdas de cada fila, en NFC y sin comillas; una línea en blanco es `['']`. */
  readonly filas: readonly (readonly string[])[];
}

/** Qué leer y cómo; se puede copiar a otro hilo. */
export interface PedidoDeLectura {
  readonly ruta: string;
  readonly nombre: string;
  readonly codificacion: Codificacion;
  readonly codificacionForzada: boolean;
  readonly separador: string;
  readonly filasMax: number;
}

/** Un lote y cuánto del archivo se lleva leído al entregarlo. */
export interface LoteLeido extends Lote {
  readonly bytesLeidos: number;
}

const bytesPorBloque = 256 * 1024;
/** Filas de un lote. Con 2.000 la memoria subía 12 MiB sin ir más rápido. */
export const filasPorLote = 500;
const marcaUtf8 = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Lee un archivo por lotes, sin guardar más que uno o dos bloques en memoria. Lanza `ErrorDeDatos` con la línea, o
 * `CodificacionRefutada`. Cierra el archivo también si se abandona a la mitad.
 */
export function* leerArchivo(pedido: PedidoDeLectura): Generator<LoteLeido, void, void> {
  const descriptor = abrir(pedido);
  try {
    const lectura = new Lectura(pedido);
    const bloque = Buffer.allocUnsafe(bytesPorBloque);
    let bytesLeidos = 0;
    while (!lectura.suficiente) {
      const nuevos = leerBloque(descriptor, bloque, bytesLeidos, pedido);
      bytesLeidos += nuevos;
      if (nuevos === 0) lectura.terminar();
      else lectura.escribir(bloque.subarray(0, nuevos));
      for (const lote of lectura.tomar(nuevos === 0)) yield { ...lote, bytesLeidos };
      if (nuevos === 0) return;
    }
    for (const lote of lectura.tomar(true)) yield { ...lote, bytesLeidos };
  } finally {
    closeSync(descriptor);
  }
}

/** Une decodificador y partidor, y junta las filas en lotes. */
class Lectura {
  private readonly pedido: PedidoDeLectura;
  private readonly decodificador;
  private readonly partidor: Partidor;
  private completos: Lote[] = [];
  private lineas: number[] = [];
  private filas: string[][] = [];
  private recibidas = 0;
  private alComienzo = true;

  constructor(pedido: PedidoDeLectura) {
    this.pedido = pedido;
    this.decodificador = crearDecodificador(pedido.codificacion);
    const { nombre, separador } = pedido;
    this.partidor = new Partidor({
      nombre,
      separador,
      alPartir: (linea, celdas) => this.agregar(linea, celdas),
    });
  }

  /** Verdadero cuando ya se juntaron las filas pedidas. */
  get suficiente(): boolean {
    return this.recibidas >= this.pedido.filasMax;
  }

  escribir(bloque: Buffer): void {
    this.intentar(() => this.partir(this.decodificador.escribir(bloque)));
  }

  terminar(): void {
    this.intentar(() => {
      this.decodificador.terminar();
      this.partidor.terminar();
    });
  }

  /** Los lotes llenos; con `todo`, también el que quedó a medias. */
  tomar(todo: boolean): readonly Lote[] {
    if (todo && this.filas.length > 0) this.cerrarLote();
    const lotes = this.completos;
    this.completos = [];
    return lotes;
  }

  private partir(bytes: Buffer): void {
    const texto = this.alComienzo ? quitarMarcas(bytes) : bytes;
    if (bytes.length > 0) this.alComienzo = false;
    const nulo = texto.indexOf(0);
    this.partidor.escribir(nulo === -1 ? texto : texto.subarray(0, nulo));
    if (nulo === -1) return;
    throw new ErrorDeDatos(
      `${this.pedido.nombre}, línea ${this.partidor.lineaAlFinal()}: contiene bytes nulos: no parece texto`,
      { sugerencia: 'guarde el archivo como CSV en UTF-8 desde el programa que lo hizo' },
    );
  }

  /** Lo que falle después de la última fila pedida no importa: nadie pidió leerlo. */
  private intentar(accion: () => void): void {
    try {
      accion();
    } catch (error) {
      const falla = error instanceof SecuenciaInvalida ? this.traducir(error) : error;
      if (!this.suficiente) throw falla;
    }
  }

  /** Primero se parte lo que venía antes del byte inválido: allí puede haber un error anterior, y da la línea. */
  private traducir(error: SecuenciaInvalida): Error {
    this.partir(error.previo);
    const { nombre, codificacion, codificacionForzada: forzada } = this.pedido;
    return errorDeSecuencia(error, { nombre, codificacion, forzada, linea: this.partidor.lineaAlFinal() });
  }

  private agregar(linea: number, celdas: string[]): void {
    if (this.suficiente) return;
    if (linea === 1 && leerLineaSep(celdas.join(this.pedido.separador)) !== null) return;
    this.lineas.push(linea);
    this.filas.push(celdas);
    this.recibidas++;
    if (this.filas.length === filasPorLote) this.cerrarLote();
  }

  private cerrarLote(): void {
    this.completos.push({ lineas: this.lineas, filas: this.filas });
    this.lineas = [];
    this.filas = [];
  }
}

/** Quita las marcas de orden de bytes del comienzo; algunos programas escriben dos. */
function quitarMarcas(bytes: Buffer): Buffer {
  let texto = bytes;
  while (texto.subarray(0, 3).equals(marcaUtf8)) texto = texto.subarray(3);
  return texto;
}

function abrir({ ruta, nombre }: PedidoDeLectura): number {
  try {
    return openSync(ruta, 'r');
  } catch (error) {
    throw errorDeLectura(nombre, error);
  }
}

function leerBloque(descriptor: number, bloque: Buffer, posicion: number, { nombre }: PedidoDeLectura): number {
  try {
    return readSync(descriptor, bloque, 0, bloque.length, posicion);
  } catch (error) {
    throw errorDeLectura(nombre, error);
  }
}

function errorDeLectura(nombre: string, error: unknown): ErrorDeDatos {
  const codigo = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new ErrorDeDatos(`${nombre}: no se pudo seguir leyendo${codigo}`, {
    sugerencia: 'revise que el archivo siga en su lugar y vuelva a intentarlo',
    causa: error,
  });
}
