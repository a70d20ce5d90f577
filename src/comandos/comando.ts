import type { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';
import type { Fecha } from '../dominio/fecha.ts';
import type { Politica } from '../dominio/politica.ts';
import type { Consola } from '../salida/consola.ts';
import type { Entorno } from '../salida/flujo.ts';
import type { ValorJson } from '../salida/json.ts';
import type { Formato, Listado } from '../salida/listado.ts';

/** Una persona frente a una terminal: por donde contesta y por donde se le pregunta. */
export interface Interaccion {
  readonly entrada: Readable;
  readonly salida: Writable;
}

/** Lo que main arma una vez y cada comando recibe. */
export interface Contexto {
  readonly hoy: Fecha;
  /** El reloj del proceso: sólo lo miran las órdenes para las que la hora decide algo. */
  readonly ahora: () => Date;
  /** Quién actúa. */
  readonly gestor: string;
  /** Versión del programa. */
  readonly version: string;
  readonly politica: Politica;
  /** Texto TOML de la política vigente, o `null` si rige la predeterminada; el libro guarda sus versiones. */
  readonly textoDePolitica: string | null;
  readonly rutaLibro: string;
  readonly rutaPolitica: string;
  /** Carpeta de configuración, donde se guardan los perfiles de importación. */
  readonly carpetaConfiguracion: string;
  readonly consola: Consola;
  /** De donde se lee el archivo «-». */
  readonly entradaEstandar: NodeJS.ReadableStream;
  /** Con quién conversar, o `null` si del otro lado no hay una persona: nunca se pregunta en una tubería. */
  readonly interaccion: Interaccion | null;
  /** Variables de entorno del proceso. */
  readonly entorno: Entorno;
  /** El formato pedido con `--formato` (o el que dice la extensión de `--salida`), o `undefined` si no se pidió. */
  readonly formato: Formato | undefined;
  /** Lo que se escribió en `--salida` («-» es la salida estándar), o `undefined` si no se pidió. */
  readonly rutaSalida: string | undefined;
  /** Escribe un listado en el formato y el destino pedidos (`--formato`, `--salida`). */
  presentar<F>(listado: Listado<F>): Promise<void>;
  /** Escribe un solo valor JSON con estructura propia; sólo tiene sentido si `formato` es `json` o `ndjson`. */
  presentarJson(valor: ValorJson): Promise<void>;
  /** El programa con todas sus órdenes cargadas: sólo lo necesita `completar`. */
  programaCompleto(): Promise<Command>;
}

/** Un comando: declara sus opciones y trabaja. Cada uno vive en su archivo y se carga sólo cuando se lo llama. */
export interface Comando {
  /** Argumentos, opciones y ejemplos, sobre la orden ya creada con su nombre y resumen. */
  configurar(orden: Command): void;
  /** Trabaja; devuelve el código de salida si no es 0. Los errores se lanzan. */
  ejecutar(contexto: Contexto, argumentos: readonly string[], opciones: Opciones): Promise<number | undefined>;
  /** Sabe escribirse como calendario (`--formato ics`); a las demás órdenes se les rechaza antes de que hagan nada. */
  readonly enCalendario?: boolean;
  /** No necesita la política: un archivo de política roto no le impide trabajar. */
  readonly sinPolitica?: boolean;
}

/** Opciones propias del comando, como las entrega commander (claves en camelCase). */
export type Opciones = Readonly<Record<string, unknown>>;

/** Una línea del índice: el nombre con que se llama, qué hace y de dónde se carga. */
export interface EntradaDeIndice {
  /** Una palabra, o grupo y verbo: `cliente listar`. */
  readonly nombre: string;
  readonly alias?: string;
  readonly resumen: string;
  readonly cargar: () => Promise<{ readonly comando: Comando }>;
}
