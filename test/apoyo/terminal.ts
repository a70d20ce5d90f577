import { Writable } from 'node:stream';
import type { Flujo } from '../../src/salida/flujo.ts';

/** Un flujo que guarda lo que se le escribe; con `columnas` se hace pasar por una terminal. */
export class FlujoGuardado extends Writable implements Flujo {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  readonly #partes: Buffer[] = [];

  constructor(columnas?: number) {
    super({ decodeStrings: true });
    this.isTTY = columnas !== undefined;
    this.columns = columnas;
  }

  override _write(parte: Buffer, _codificacion: string, listo: () => void): void {
    this.#partes.push(parte);
    listo();
  }

  /** Lo escrito hasta ahora. */
  get bytes(): Buffer {
    return Buffer.concat(this.#partes);
  }

  get texto(): string {
    return this.bytes.toString('utf8');
  }
}

/** Un flujo cuya otra punta se cierra después de tantas escrituras, como `| head`. */
export class FlujoQueSeCierra extends FlujoGuardado {
  #quedan: number;
  escrituras = 0;

  constructor(escriturasMax: number) {
    super();
    this.#quedan = escriturasMax;
  }

  override _write(parte: Buffer, codificacion: string, listo: (error?: Error | null) => void): void {
    this.escrituras += 1;
    if (this.#quedan === 0) {
      listo(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      return;
    }
    this.#quedan -= 1;
    super._write(parte, codificacion, listo);
  }
}
