import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { desempaquetarFalla, type FallaTransferible } from './fallas-de-lectura.ts';

/** Cuántos lotes puede haber entre los dos hilos: bastan para no esperar y la memoria no crece con el archivo. */
const lotesEnVueloMax = 3;

/** Lo que el hilo de lectura manda. */
export type MensajeDeLectura<L> =
  | { readonly clase: 'lote'; readonly lote: L }
  | { readonly clase: 'falla'; readonly falla: FallaTransferible }
  | { readonly clase: 'refutada'; readonly motivo: string }
  | { readonly clase: 'fin' };

/** Lo que recibe el hilo de lectura. */
export interface EncargoDeLectura<T> {
  readonly trabajo: T;
  /** Un solo número compartido: cuántos lotes puede mandar todavía. */
  readonly permisos: Int32Array;
}

/** Toma un permiso para mandar un lote; si no queda, duerme hasta que lo haya. */
export function tomarPermiso(permisos: Int32Array): void {
  while (Atomics.load(permisos, 0) === 0) Atomics.wait(permisos, 0, 0);
  Atomics.sub(permisos, 0, 1);
}

/** Devuelve el permiso de un lote ya usado. Un mensaje por lote despertaba al otro hilo cada vez; esto, sólo si duerme. */
function devolverPermiso(permisos: Int32Array): void {
  Atomics.add(permisos, 0, 1);
  Atomics.notify(permisos, 0);
}

type Suceso<L> = MensajeDeLectura<L> | { readonly clase: 'defecto'; readonly error: Error };

/** Cómo se lee en otro hilo. */
interface ModoDeTrabajador {
  /** Arma el error de una fila que desmiente el análisis, que sólo este hilo conoce entero. */
  readonly refutar?: (motivo: string) => Error;
  /** Lo que el otro hilo recuerda no crece con las filas: se le puede poner un tope que nunca alcanza. */
  readonly memoriaAcotada?: boolean;
}

/** Con este tope, MiB, V8 junta la basura cuando llega a una vez y media lo que se usa, y no a cuatro. */
const topeDeGeneracionVieja = 512;

/**
 * Hace una lectura en otro hilo (`guion` es `lector-trabajador.js`). Abandonar el recorrido termina el hilo.
 * @param trabajo qué leer: lo que recibe `lector-trabajador.ts`
 */
export async function* leerEnTrabajador<L>(
  guion: URL,
  trabajo: unknown,
  { refutar = (motivo) => new Error(motivo), memoriaAcotada = false }: ModoDeTrabajador = {},
): AsyncGenerator<L, void, void> {
  const permisos = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)).fill(lotesEnVueloMax);
  const encargo: EncargoDeLectura<unknown> = { trabajo, permisos };
  const trabajador = new Worker(guion, {
    workerData: encargo,
    name: 'lectura',
    // Casi todo lo que hace vive lo que dura un bloque: con los 48 MiB de costumbre la generación joven ocupaba 15 MiB más
    // sin ir más rápido.
    resourceLimits: {
      maxYoungGenerationSizeMb: 16,
      ...(memoriaAcotada ? { maxOldGenerationSizeMb: topeDeGeneracionVieja } : {}),
    },
  });
  const cola = new ColaDeSucesos<L>();
  trabajador.on('message', (mensaje: MensajeDeLectura<L>) => cola.agregar(mensaje));
  trabajador.on('error', (error: Error) => cola.agregar({ clase: 'defecto', error }));
  trabajador.on('exit', () =>
    cola.agregar({ clase: 'defecto', error: new Error('el hilo de lectura terminó antes de tiempo') }),
  );
  try {
    for (;;) {
      const suceso = await cola.tomar();
      if (suceso.clase === 'fin') return;
      if (suceso.clase === 'falla') throw desempaquetarFalla(suceso.falla);
      if (suceso.clase === 'refutada') throw refutar(suceso.motivo);
      if (suceso.clase === 'defecto') throw suceso.error;
      yield suceso.lote;
      devolverPermiso(permisos);
    }
  } finally {
    await trabajador.terminate();
  }
}

/** El hilo existe sólo en el programa armado: junto al archivo que contiene este módulo, o una carpeta más arriba. */
export function ubicarTrabajador(): URL | undefined {
  const guiones = ['./lector-trabajador.js', '../lector-trabajador.js'].map((ruta) => new URL(ruta, import.meta.url));
  return guiones.find((guion) => existsSync(fileURLToPath(guion)));
}

/** Lo que llegó y nadie tomó todavía, en orden. */
class ColaDeSucesos<L> {
  private sucesos: Suceso<L>[] = [];
  private avisar: (() => void) | undefined;

  agregar(suceso: Suceso<L>): void {
    this.sucesos.push(suceso);
    this.avisar?.();
  }

  async tomar(): Promise<Suceso<L>> {
    for (;;) {
      const suceso = this.sucesos.shift();
      if (suceso !== undefined) return suceso;
      await new Promise<void>((seguir) => {
        this.avisar = seguir;
      });
    }
  }
}
