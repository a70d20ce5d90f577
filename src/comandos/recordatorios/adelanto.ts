import type { SesionDeEscritura } from '../../datos/sesion.ts';
import type { Momento } from '../../dominio/recordatorio/tipos.ts';
import type { Entrega } from '../../envio/juicio.ts';
import { type Cuenta, type Redaccion, type Redactado, type Redactor, redactar } from './redaccion.ts';

/** El MIME de un mensaje, o por qué no se pudo armar. */
export type Armado = Buffer | Entrega;

/**
 * El mensaje que sigue, decidido y armado mientras el servidor contesta al anterior. Sirve sólo si al reclamarlo nadie más
 * escribió en el libro y es el mismo minuto: entonces volver a decidir daría lo mismo. Lo que la propia corrida escribe
 * entre tanto es del mensaje anterior, que tiene que ser de otro cliente.
 */
export class Adelanto {
  readonly redaccion: Redaccion;
  /** `null` si no hay nada que enviarle. */
  readonly mime: Promise<Armado> | null;
  readonly #cuenta: Cuenta;
  readonly #momento: Momento;
  readonly #version: number;

  /** Lee el libro y empieza a armar. */
  constructor(
    sesion: SesionDeEscritura,
    { cuenta, redactor }: { readonly cuenta: Cuenta; readonly redactor: Redactor },
    armar: (redactado: Redactado) => Promise<Armado>,
  ) {
    this.#cuenta = cuenta;
    this.#momento = redactor.contexto.momento;
    [this.redaccion, this.#version] = sesion.leer((libro) => [redactar(libro, cuenta, redactor), libro.versionAjena()]);
    this.mime = this.redaccion.clase === 'redactado' ? armar(this.redaccion.redactado) : null;
  }

  /** Dice si decidir ahora daría lo mismo; hay que preguntarlo con la transacción ya abierta. */
  vale({ clienteId, moneda }: Cuenta, { hoy, minutos }: Momento, version: number): boolean {
    return (
      this.#cuenta.clienteId === clienteId &&
      this.#cuenta.moneda === moneda &&
      this.#momento.hoy === hoy &&
      this.#momento.minutos === minutos &&
      this.#version === version
    );
  }
}
