import type { Flujo } from './flujo.ts';

/** Adonde van los datos de una orden: la salida estándar o un archivo que se publica entero o no se publica. */
export interface Destino {
  /** Escribe y espera a que haya lugar. Una tubería cerrada no es un error: lo que sigue se descarta. */
  escribir(datos: string | Uint8Array): Promise<void>;
  /** Verdadero si ya nadie lee: no hace falta producir más. */
  readonly cerrado: boolean;
  /** La orden terminó bien: lo escrito queda a la vista. */
  publicar(): Promise<void>;
  /** La orden falló: no queda nada. */
  descartar(): Promise<void>;
}

/** Los datos van a un flujo; si del otro lado dejan de leer (`| head`), se descarta el resto en silencio. */
export class DestinoEstandar implements Destino {
  readonly #flujo: Flujo;
  #cerrado = false;
  #falla: Error | undefined;

  constructor(flujo: Flujo) {
    this.#flujo = flujo;
    flujo.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') this.#cerrado = true;
      else this.#falla = error;
    });
  }

  get cerrado(): boolean {
    return this.#cerrado;
  }

  async escribir(datos: string | Uint8Array): Promise<void> {
    if (this.#falla !== undefined) throw this.#falla;
    if (this.#cerrado || datos.length === 0) return;
    await new Promise<void>((cumplir, rechazar) => {
      this.#flujo.write(datos, (error?: NodeJS.ErrnoException | null) => {
        if (!error) return cumplir();
        if (error.code !== 'EPIPE') return rechazar(error);
        this.#cerrado = true;
        cumplir();
      });
    });
  }

  async publicar(): Promise<void> {}

  async descartar(): Promise<void> {}
}
