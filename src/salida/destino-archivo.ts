import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import type { Destino } from './destino.ts';
import type { Formato } from './listado.ts';

const porExtension: Readonly<Record<string, Formato>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.md': 'md',
  '.xlsx': 'xlsx',
  '.ics': 'ics',
};

/** El formato que corresponde a la extensión del archivo; csv si no dice nada. */
export function formatoDeRuta(ruta: string): Formato {
  return porExtension[extname(ruta).toLowerCase()] ?? 'csv';
}

/** Dice en español por qué no se puede escribir en `ruta`. */
function explicar(error: unknown, ruta: string): Error {
  const codigo = (error as NodeJS.ErrnoException).code;
  const opciones = { causa: error, sugerencia: 'elija otra ruta para --salida' };
  if (codigo === 'ENOENT' || codigo === 'ENOTDIR') {
    return new ErrorDeUso(`no existe la carpeta ${dirname(ruta)}`, {
      causa: error,
      sugerencia: 'créela o elija otra ruta para --salida',
    });
  }
  if (codigo === 'EACCES' || codigo === 'EPERM')
    return new ErrorDeUso(`no hay permiso para escribir ${ruta}`, opciones);
  if (codigo === 'EROFS') return new ErrorDeUso(`${ruta} está en un disco de sólo lectura`, opciones);
  if (codigo === 'ENAMETOOLONG') return new ErrorDeUso(`el nombre de ${ruta} es demasiado largo`, opciones);
  if (codigo === 'ENOSPC' || codigo === 'EDQUOT') {
    return new ErrorDeDatos(`no hay espacio para escribir ${ruta}; no se escribió nada`, {
      causa: error,
      sugerencia: 'libere espacio o elija otro disco para --salida',
    });
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** Un archivo que la orden lee o que hay que conservar, y cómo se lo llama en un mensaje. */
export type Protegido = readonly [ruta: string, que: string];

function exigirQueNoSeaProtegido(ruta: string, protegidos: readonly Protegido[]): void {
  const es = protegidos.find(([otra]) => existsSync(otra) && realpathSync(otra) === ruta);
  if (es === undefined) return;
  throw new ErrorDeUso(`--salida borraría ${es[1]}: ${es[0]}`, {
    sugerencia: 'elija otra ruta para --salida',
  });
}

/** La ruta verdadera y los permisos de lo que ya hay ahí; lanza ErrorDeUso si no es un archivo común. */
function mirar(ruta: string): { ruta: string; modo: number | undefined } {
  const estado = statSync(ruta, { throwIfNoEntry: false });
  if (estado === undefined) return { ruta, modo: undefined };
  if (estado.isDirectory()) {
    throw new ErrorDeUso(`${ruta} es una carpeta`, {
      sugerencia: `agregue el nombre del archivo: --salida ${join(ruta, 'informe.csv')}`,
    });
  }
  if (!estado.isFile()) {
    throw new ErrorDeUso(`${ruta} no es un archivo común`, {
      sugerencia: 'para un dispositivo o una tubería use la redirección: > ruta',
    });
  }
  return { ruta: realpathSync(ruta), modo: estado.mode & 0o777 };
}

/**
 * Escribe en un archivo vecino y le da el nombre pedido recién cuando está entero y en el disco (fsync y rename): quien lo
 * lee ve el anterior o el nuevo, nunca una mitad. Si nada se escribió, no hace ningún archivo.
 */
class DestinoArchivo implements Destino {
  readonly cerrado = false;
  readonly #pedida: string;
  readonly #ruta: string;
  readonly #modo: number | undefined;
  readonly #temporal: string;
  #abierto: number | undefined;
  readonly #alSalir = (): void => this.#borrar();

  constructor(pedida: string, protegidos: readonly Protegido[]) {
    const { ruta, modo } = mirar(pedida);
    exigirQueNoSeaProtegido(ruta, protegidos);
    this.#pedida = pedida;
    this.#ruta = ruta;
    this.#modo = modo;
    this.#temporal = join(dirname(ruta), `.${basename(ruta).slice(0, 200)}.${process.pid}.parcial`);
  }

  /** Comprueba que se podrá escribir, antes de que la orden haga nada. */
  abrir(): this {
    this.#abierto = openSync(this.#temporal, 'wx', 0o600);
    process.once('exit', this.#alSalir);
    return this;
  }

  async escribir(datos: string | Uint8Array): Promise<void> {
    this.#intentar((abierto) => {
      const bytes = typeof datos === 'string' ? Buffer.from(datos) : datos;
      for (let escritos = 0; escritos < bytes.length; ) escritos += writeSync(abierto, bytes, escritos);
    });
  }

  async publicar(): Promise<void> {
    this.#intentar((abierto) => {
      if (this.#modo !== undefined) chmodSync(this.#temporal, this.#modo);
      fsyncSync(abierto);
      closeSync(abierto);
      renameSync(this.#temporal, this.#ruta);
      const carpeta = openSync(dirname(this.#ruta), 'r');
      fsyncSync(carpeta);
      closeSync(carpeta);
    });
    this.#abierto = undefined;
    process.off('exit', this.#alSalir);
  }

  async descartar(): Promise<void> {
    this.#borrar();
    process.off('exit', this.#alSalir);
  }

  #intentar(accion: (abierto: number) => void): void {
    if (this.#abierto === undefined) return;
    try {
      accion(this.#abierto);
    } catch (error) {
      this.#borrar();
      throw explicar(error, this.#pedida);
    }
  }

  #borrar(): void {
    if (this.#abierto === undefined) return;
    this.#abierto = undefined;
    rmSync(this.#temporal, { force: true });
  }
}

/** Abre el archivo de `--salida`. Lanza ErrorDeUso si es una carpeta o un protegido, falta la carpeta o no hay permiso. */
export function abrirDestino(ruta: string, protegidos: readonly Protegido[] = []): Destino {
  try {
    return new DestinoArchivo(ruta, protegidos).abrir();
  } catch (error) {
    throw explicar(error, ruta);
  }
}
