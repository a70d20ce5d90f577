import { limpiar } from './limpiar.ts';

/** Avance de un trabajo largo, para quien mira una terminal. */
export interface Progreso {
  /** @param hasta lo hecho, de 0 al total. */
  avanzar(hasta: number): void;
  /** Borra la barra; se llama siempre, también si hubo un error. */
  terminar(): void;
}

/** Nada que mostrar: no hay terminal o se pidió silencio. */
export const progresoMudo: Progreso = { avanzar() {}, terminar() {} };

const esperaMilisegundos = 500;
const cuadroMilisegundos = 100;
const anchoDeBarra = 24;
export const borrarRenglon = '\r\u001b[2K';

/** Barra que aparece pasado medio segundo y se redibuja a lo sumo diez veces por segundo. */
export class BarraDeProgreso implements Progreso {
  readonly #titulo: string;
  readonly #total: number;
  readonly #dibujar: (texto: string) => void;
  readonly #reloj: () => number;
  readonly #inicio: number;
  #ultimoCuadro = Number.NEGATIVE_INFINITY;
  #visible = false;

  constructor(opciones: {
    titulo: string;
    total: number;
    dibujar: (texto: string) => void;
    reloj: () => number;
  }) {
    this.#titulo = limpiar(opciones.titulo);
    this.#total = opciones.total;
    this.#dibujar = opciones.dibujar;
    this.#reloj = opciones.reloj;
    this.#inicio = opciones.reloj();
  }

  avanzar(hasta: number): void {
    const ahora = this.#reloj();
    if (ahora - this.#inicio < esperaMilisegundos || ahora - this.#ultimoCuadro < cuadroMilisegundos) return;
    this.#ultimoCuadro = ahora;
    this.#visible = true;
    const parte = this.#total > 0 ? Math.min(1, Math.max(0, hasta / this.#total)) : 0;
    const llenas = Math.round(parte * anchoDeBarra);
    const barra = '█'.repeat(llenas) + '░'.repeat(anchoDeBarra - llenas);
    this.#dibujar(`${borrarRenglon}${this.#titulo} ${barra} ${Math.floor(parte * 100)} %`);
  }

  /** Quita la barra un momento, para que un aviso no se escriba encima; vuelve con el próximo avance. */
  ocultar(): void {
    if (!this.#visible) return;
    this.#visible = false;
    this.#ultimoCuadro = Number.NEGATIVE_INFINITY;
    this.#dibujar(borrarRenglon);
  }

  terminar(): void {
    this.ocultar();
  }
}
