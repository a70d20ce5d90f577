import { Readable } from 'node:stream';

/** Bytes que se retienen: sin ellos, y sin el punto que los sigue, el servidor no tiene un mensaje. */
const finalRetenido = 256;
const tramo = 32 * 1024;

/**
 * Da un mensaje ya armado, y justo antes de soltar sus últimos bytes llama a `marcar`, que deja en el disco que pueden
 * haber salido. Si la marca no se pudo hacer, esos bytes no salen nunca.
 */
export class MensajeConMarca extends Readable {
  readonly #mensaje: Buffer;
  readonly #marcar: () => void;
  #desde = 0;

  constructor(mensaje: Buffer, marcar: () => void) {
    // Sin adelantarse: la marca va cuando lo anterior ya se entregó, y no antes.
    super({ highWaterMark: 1 });
    this.#mensaje = mensaje;
    this.#marcar = marcar;
  }

  override _read(): void {
    const final = Math.max(0, this.#mensaje.length - finalRetenido);
    if (this.#desde < final) {
      const hasta = Math.min(final, this.#desde + tramo);
      const parte = this.#mensaje.subarray(this.#desde, hasta);
      this.#desde = hasta;
      this.push(parte);
      return;
    }
    try {
      this.#marcar();
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.push(this.#mensaje.subarray(final));
    this.push(null);
  }
}
