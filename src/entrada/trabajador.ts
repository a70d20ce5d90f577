import { Worker } from 'node:worker_threads';
import { desempaquetarFalla, type FallaTransferible } from './fallas-de-lectura.ts';
import type { LoteLeido, PedidoDeLectura } from './lectura.ts';

/** Cuántos lotes puede haber entre los dos hilos: bastan para no esperar y la memoria no crece con el archivo. */
export const lotesEnVueloMax = 3;

/**
 * Lo que el hilo de lectura manda. Las filas viajan como arreglos de textos: medido, copiarlas así cuesta menos que un solo
 * texto y volver a cortarlo, y las celdas no retienen el lote entero.
 */
export type MensajeDeLectura =
  | { readonly clase: 'lote'; readonly lote: LoteLeido }
  | { readonly clase: 'falla'; readonly falla: FallaTransferible }
  | { readonly clase: 'fin' };

type Suceso = MensajeDeLectura | { readonly clase: 'defecto'; readonly error: Error };

/** Lee un archivo en otro hilo (`guion` es `lector-trabajador.js`). Abandonar el recorrido termina el hilo. */
export async function* leerEnTrabajador(guion: URL, pedido: PedidoDeLectura): AsyncGenerator<LoteLeido, void, void> {
  const trabajador = new Worker(guion, {
    workerData: pedido,
    name: 'lectura',
    // Todo lo que hace vive lo que dura un bloque: con los 48 MiB de costumbre ocupaba 15 MiB más sin ir más rápido.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const cola = new ColaDeSucesos();
  trabajador.on('message', (mensaje: MensajeDeLectura) => cola.agregar(mensaje));
  trabajador.on('error', (error: Error) => cola.agregar({ clase: 'defecto', error }));
  trabajador.on('exit', () =>
    cola.agregar({ clase: 'defecto', error: new Error('el hilo de lectura terminó antes de tiempo') }),
  );
  try {
    for (;;) {
      const suceso = await cola.tomar();
      if (suceso.clase === 'fin') return;
      if (suceso.clase === 'falla') throw desempaquetarFalla(suceso.falla);
      if (suceso.clase === 'defecto') throw suceso.error;
      yield suceso.lote;
      trabajador.postMessage('otro');
    }
  } finally {
    await trabajador.terminate();
  }
}

/** Lo que llegó y nadie tomó todavía, en orden. */
class ColaDeSucesos {
  private sucesos: Suceso[] = [];
  private avisar: (() => void) | undefined;

  agregar(suceso: Suceso): void {
    this.sucesos.push(suceso);
    this.avisar?.();
  }

  async tomar(): Promise<Suceso> {
    for (;;) {
      const suceso = this.sucesos.shift();
      if (suceso !== undefined) return suceso;
      await new Promise<void>((seguir) => {
        this.avisar = seguir;
      });
    }
  }
}
