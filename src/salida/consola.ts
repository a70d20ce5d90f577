import { type Destino, DestinoEstandar } from './destino.ts';
import { anchoDe, decidirColor, type Entorno, type Flujo } from './flujo.ts';
import { limpiar, limpiarConservandoRenglones } from './limpiar.ts';
import { BarraDeProgreso, type Progreso, progresoMudo } from './progreso.ts';
import { partirDicho } from './renglones.ts';

export type { Progreso } from './progreso.ts';

/** Por donde el programa habla: los datos por la salida estándar, la conversación por la de errores. */
export interface Consola {
  /** Los datos van a una terminal (y no a una tubería ni a un archivo). */
  readonly esTerminal: boolean;
  /** Columnas para escribir; 80 si no se sabe. */
  readonly ancho: number;
  /** Los datos pueden llevar colores. */
  readonly conColor: boolean;
  /** Escribe datos tal cual, esperando a que haya lugar; el texto ajeno debe venir limpio. */
  escribir(texto: string): Promise<void>;
  /** Algo salió distinto de lo esperado; se dice aunque se haya pedido silencio. */
  avisar(texto: string): void;
  /** Qué se hizo, cuánto. */
  informar(texto: string): void;
  /** Qué orden puede seguir. */
  sugerir(texto: string): void;
  /** Encabeza lo que se informa a continuación. */
  titulo(texto: string): void;
  /** Muestra el avance de un trabajo de `total` unidades. Hay que llamar a `terminar` siempre. */
  progreso(titulo: string, total: number): Progreso;
}

/** De qué flujos y con qué reglas se arma una consola. */
export interface OpcionesDeConsola {
  readonly salida: Flujo;
  /** Se lo pide recién al usarlo: abrirlo cuesta, y muchas órdenes no lo necesitan. */
  readonly errores: Flujo;
  readonly entorno: Entorno;
  readonly sinColor: boolean;
  readonly silencio: boolean;
}

/** La consola de un proceso. Todo lo que va a la salida de errores se limpia aquí. */
export class ConsolaDeProceso implements Consola {
  readonly #opciones: OpcionesDeConsola;
  #destino: Destino;
  #aArchivo = false;
  #barra: BarraDeProgreso | undefined;
  #escuchada = false;

  constructor(opciones: OpcionesDeConsola) {
    this.#opciones = opciones;
    this.#destino = new DestinoEstandar(opciones.salida);
  }

  /** Lleva los datos a otro destino, el archivo de `--salida`. */
  dirigir(destino: Destino): void {
    this.#destino = destino;
    this.#aArchivo = true;
  }

  get destino(): Destino {
    return this.#destino;
  }

  get esTerminal(): boolean {
    return !this.#aArchivo && this.#opciones.salida.isTTY === true;
  }

  get conColor(): boolean {
    return !this.#aArchivo && decidirColor(this.#opciones.salida, this.#opciones.entorno, this.#opciones.sinColor);
  }

  /** Columnas de la terminal o de `COLUMNS`; `undefined` si no hay límite, como en una tubería. */
  get anchoConocido(): number | undefined {
    return this.#aArchivo ? undefined : anchoDe(this.#opciones.salida, this.#opciones.entorno);
  }

  get ancho(): number {
    return this.anchoConocido ?? 80;
  }

  escribir(texto: string): Promise<void> {
    this.#barra?.ocultar();
    return this.#destino.escribir(texto);
  }

  avisar(texto: string): void {
    this.#decir(`aviso: ${texto}`);
  }

  informar(texto: string): void {
    if (!this.#opciones.silencio) this.#decir(texto);
  }

  sugerir(texto: string): void {
    if (!this.#opciones.silencio) this.#decir(`  → ${texto}`);
  }

  titulo(texto: string): void {
    if (!this.#opciones.silencio) this.#decir(`\n${texto}`);
  }

  progreso(titulo: string, total: number): Progreso {
    const { errores, entorno, silencio } = this.#opciones;
    if (silencio || errores.isTTY !== true || entorno.TERM === 'dumb') return progresoMudo;
    this.#barra = new BarraDeProgreso({
      titulo,
      total,
      dibujar: (texto) => this.#conversar(texto),
      reloj: () => performance.now(),
    });
    return this.#barra;
  }

  /** Dice qué falló y qué hacer, una cosa por renglón. Siempre se dice. */
  error(falla: { mensaje: string; detalle: readonly string[]; sugerencia: string | undefined }): void {
    const remedios = falla.sugerencia?.split('\n') ?? [];
    const renglones = [
      `error: ${falla.mensaje}`,
      ...falla.detalle.map((renglon) => `  ${renglon}`),
      ...remedios.map((renglon) => `  → ${renglon}`),
    ];
    this.#decir(renglones.map(limpiar).join('\n'));
  }

  #decir(texto: string): void {
    this.#barra?.ocultar();
    const limpio = limpiarConservandoRenglones(texto);
    const { errores, entorno } = this.#opciones;
    // En una tubería o un archivo, un renglón por cosa dicha: así se puede buscar en él.
    const ancho = errores.isTTY === true ? anchoDe(errores, entorno) : undefined;
    this.#conversar(`${ancho === undefined ? limpio : partirDicho(limpio, ancho)}\n`);
  }

  #conversar(texto: string): void {
    const { errores } = this.#opciones;
    // Sin quien escuche, un error al escribir un aviso (la tubería cerrada) terminaría el proceso.
    if (!this.#escuchada) errores.on('error', () => {});
    this.#escuchada = true;
    errores.write(texto);
  }
}
