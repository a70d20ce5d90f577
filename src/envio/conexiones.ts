import type { Entrega } from './juicio.ts';
import { ConexionDeCorreo, type Envio, type ServidorDeSalida } from './smtp.ts';

/** Muchos servidores cortan al pasar de tantos mensajes: se cambia de conexión antes. */
const mensajesPorConexion = 100;
/** Con cuántos por delante se va abriendo la que sigue: el saludo, el cifrado y la clave llevan más que varios mensajes. */
const anticipo = 30;

/** Las conexiones de una corrida, de a una: antes de dejar la que está en uso se abre la que sigue, sin esperarla. */
export class Conexiones {
  readonly #servidor: ServidorDeSalida;
  readonly #fin = new AbortController();
  readonly #despedidas: Promise<void>[] = [];
  #enUso: ConexionDeCorreo | undefined;
  #siguiente: Promise<ConexionDeCorreo | undefined> | undefined;
  #entregados = 0;
  /** Se abrió para el mensaje que sigue; si no, mientras esperaba el servidor pudo cansarse. */
  #reciente = false;

  constructor(servidor: ServidorDeSalida) {
    this.#servidor = servidor;
  }

  /** La que está en uso sirve para otro mensaje. */
  get lista(): boolean {
    return this.#enUso?.viva === true && this.#entregados < mensajesPorConexion;
  }

  /**
   * Deja lista una conexión nueva.
   * @throws {FallaDeServidor} si no hay con quien hablar
   */
  async cambiar(): Promise<void> {
    const anterior = this.#enUso;
    const abierta = await this.#siguiente;
    this.#siguiente = undefined;
    if (anterior !== undefined) this.#despedidas.push(anterior.cerrar());
    this.#entregados = 0;
    this.#reciente = false;
    this.#enUso = abierta;
    if (abierta?.viva) return;
    // Puede que el servidor no atienda a dos a la vez: antes de probar de nuevo se deja la otra.
    this.#enUso = undefined;
    await Promise.all(this.#despedidas);
    this.#enUso = await ConexionDeCorreo.abrir(this.#servidor);
    this.#reciente = true;
  }

  /** Si la que está en uso no alcanza para los que quedan, va abriendo la que sigue. */
  prever(quedan: number): void {
    const lugar = mensajesPorConexion - this.#entregados;
    if (this.#siguiente !== undefined || lugar > anticipo || quedan <= lugar) return;
    // Si no se puede, se sabrá por qué al llegarle el turno.
    this.#siguiente = ConexionDeCorreo.abrir(this.#servidor, this.#fin.signal).catch(() => undefined);
  }

  /** Entrega un mensaje; `cerrada` si el servidor cerró una conexión que no era reciente: no dice nada de este mensaje. */
  async entregar(envio: Envio): Promise<{ readonly entrega: Entrega; readonly cerrada: boolean }> {
    const conexion = this.#enUso;
    if (conexion === undefined) throw new Error('defecto interno: una entrega sin conexión');
    const entrega = await conexion.entregar(envio);
    const cerrada = !this.#reciente && entrega.clase === 'reintentar' && !entrega.seguir && !conexion.viva;
    this.#entregados += 1;
    this.#reciente = false;
    return { entrega, cerrada };
  }

  /** Se despide y cierra todas. */
  async cerrar(): Promise<void> {
    this.#fin.abort();
    const abierta = await this.#siguiente;
    await Promise.all([...this.#despedidas, this.#enUso?.cerrar(), abierta?.cerrar()]);
  }
}
