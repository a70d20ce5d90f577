import { createHash } from 'node:crypto';
import { type BigIntStats, createReadStream, createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, open, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ErrorDeDatos, ErrorDeLibro, ErrorDeUso } from '../dominio/errores.ts';
import { reconocerUtf16 } from './codificacion.ts';
import { reconocerFormatoBinario } from './formato-binario.ts';

/** Un archivo de texto abierto para importar. La entrada estándar se guarda antes en un archivo temporal. */
export interface Fuente {
  /** Como lo escribió el usuario, o «entrada estándar». */
  readonly nombre: string;
  /** Un archivo de verdad, que se puede leer más de una vez. */
  readonly ruta: string;
  /** Tamaño al abrirlo. */
  readonly bytes: number;
  /** SHA-256 del archivo entero, en hexadecimal; se calcula una sola vez. */
  sha256(): Promise<string>;
  /** Lanza `ErrorDeDatos` si el archivo cambió (tamaño, fechas, inodo) desde que se abrió. */
  asegurarIntacta(): Promise<void>;
  /** Borra el archivo temporal, si lo hubo. */
  cerrar(): Promise<void>;
}

interface Origen {
  readonly nombre: string;
  readonly ruta: string;
  readonly cerrar: () => void;
}

/**
 * Abre un archivo para importar; `-` es la entrada estándar. Lanza `ErrorDeUso` si no se lo puede abrir (no existe, es
 * una carpeta, no hay permiso) y `ErrorDeDatos` si lo que trae no sirve: está vacío o no es texto.
 */
export async function abrirFuente(
  ruta: string,
  entradaEstandar: NodeJS.ReadableStream = process.stdin,
): Promise<Fuente> {
  const origen = await ubicarOrigen(ruta, entradaEstandar);
  try {
    const huella = await tomarHuella(origen.ruta).catch((error: unknown) => rechazarRuta(origen.nombre, error));
    if (huella.size === 0n) {
      throw new ErrorDeDatos(`${origen.nombre}: ${ruta === '-' ? 'está vacía' : 'está vacío'}`, {
        sugerencia: 'revise que la exportación haya terminado',
      });
    }
    await rechazarBinario(origen).catch((error: unknown) => rechazarRuta(origen.nombre, error));
    return crearFuente(origen, huella);
  } catch (error) {
    origen.cerrar();
    throw error;
  }
}

function crearFuente({ nombre, ruta, cerrar }: Origen, huella: BigIntStats): Fuente {
  let resumen: Promise<string> | undefined;
  return {
    nombre,
    ruta,
    bytes: Number(huella.size),
    sha256: () => {
      resumen ??= calcularSha256(ruta).catch((error: unknown) => rechazarRuta(nombre, error));
      return resumen;
    },
    asegurarIntacta: async () => {
      const ahora = await tomarHuella(ruta).catch(() => null);
      if (ahora !== null && esLaMisma(huella, ahora)) return;
      throw new ErrorDeDatos(`${nombre}: el archivo cambió mientras se leía`, {
        sugerencia: 'espere a que el otro programa termine de escribirlo y vuelva a importarlo',
      });
    },
    cerrar: async () => cerrar(),
  };
}

async function ubicarOrigen(ruta: string, entradaEstandar: NodeJS.ReadableStream): Promise<Origen> {
  if (ruta === '-') return guardarTemporal('entrada estándar', entradaEstandar);
  const datos = await stat(ruta).catch((error: unknown) => rechazarRuta(ruta, error));
  if (datos.isDirectory()) {
    throw new ErrorDeUso(`${ruta}: es una carpeta`, {
      sugerencia: `indique los archivos: cobranzas import ${join(ruta, '*.csv')}`,
    });
  }
  // Una tubería con nombre (`<(zcat deuda.gz)`) se lee una sola vez: se la trata como a la entrada estándar.
  if (datos.isFIFO()) return guardarTemporal(ruta, createReadStream(ruta));
  if (!datos.isFile()) throw new ErrorDeDatos(`${ruta}: no es un archivo`, { sugerencia: 'indique un archivo CSV' });
  return { nombre: ruta, ruta, cerrar: () => {} };
}

async function guardarTemporal(nombre: string, entrada: NodeJS.ReadableStream): Promise<Origen> {
  const carpeta = await mkdtemp(join(tmpdir(), 'cobranzas-'));
  const borrar = () => rmSync(carpeta, { recursive: true, force: true });
  process.once('exit', borrar);
  const cerrar = () => {
    process.removeListener('exit', borrar);
    borrar();
  };
  const ruta = join(carpeta, 'entrada.csv');
  try {
    await pipeline(entrada, createWriteStream(ruta, { flags: 'wx', mode: 0o600 }));
    return { nombre, ruta, cerrar };
  } catch (error) {
    cerrar();
    if (codigoDe(error) === 'ENOSPC') {
      throw new ErrorDeLibro(`${nombre}: no hay lugar en ${tmpdir()} para leerla`, {
        sugerencia: 'libere espacio, o indique otra carpeta con la variable TMPDIR',
        causa: error,
      });
    }
    return rechazarRuta(nombre, error);
  }
}

async function rechazarBinario({ nombre, ruta }: Origen): Promise<void> {
  const cabeza = await leerCabeza(ruta, 64 * 1024);
  const formato = reconocerFormatoBinario(cabeza);
  if (formato !== null) {
    throw new ErrorDeDatos(`${nombre}: es ${formato.descripcion}, no un texto`, {
      sugerencia: formato.sugerencia,
    });
  }
  const marcaAncha = (cabeza[0] === 0xff && cabeza[1] === 0xfe) || (cabeza[0] === 0xfe && cabeza[1] === 0xff);
  const nulo = cabeza.indexOf(0);
  if (nulo === -1 || marcaAncha || reconocerUtf16(cabeza) !== null) return;
  const linea = cabeza.toString('latin1', 0, nulo).split(/\r\n?|\n/).length;
  throw new ErrorDeDatos(`${nombre}, línea ${linea}: contiene bytes nulos: no parece texto`, {
    sugerencia: 'guarde el archivo como CSV en UTF-8 desde el programa que lo hizo',
  });
}

async function leerCabeza(ruta: string, bytes: number): Promise<Buffer> {
  const archivo = await open(ruta, 'r');
  try {
    const { buffer, bytesRead } = await archivo.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await archivo.close();
  }
}

function tomarHuella(ruta: string): Promise<BigIntStats> {
  return stat(ruta, { bigint: true });
}

function esLaMisma(antes: BigIntStats, ahora: BigIntStats): boolean {
  return (
    antes.dev === ahora.dev &&
    antes.ino === ahora.ino &&
    antes.size === ahora.size &&
    antes.mtimeNs === ahora.mtimeNs &&
    antes.ctimeNs === ahora.ctimeNs
  );
}

async function calcularSha256(ruta: string): Promise<string> {
  const resumen = createHash('sha256');
  for await (const bloque of createReadStream(ruta, { highWaterMark: 1 << 20 })) resumen.update(bloque as Buffer);
  return resumen.digest('hex');
}

/** Dice en castellano por qué no se pudo leer; lo que no es del sistema de archivos sigue su camino. */
function rechazarRuta(nombre: string, error: unknown): never {
  const codigo = codigoDe(error);
  if (codigo === undefined) throw error;
  if (codigo === 'ENOENT' || codigo === 'ENOTDIR') {
    throw new ErrorDeUso(`${nombre}: no existe`, {
      sugerencia: 'revise el nombre y la carpeta',
      causa: error,
    });
  }
  if (codigo === 'EACCES' || codigo === 'EPERM') {
    throw new ErrorDeUso(`${nombre}: no hay permiso para leerlo`, {
      sugerencia: 'pida permiso de lectura',
      causa: error,
    });
  }
  throw new ErrorDeUso(`${nombre}: no se pudo leer (${codigo})`, {
    sugerencia: 'revise el disco o la conexión',
    causa: error,
  });
}

function codigoDe(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
