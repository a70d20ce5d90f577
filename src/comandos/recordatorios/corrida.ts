import { enUnRenglon } from '../../dominio/mensaje/limpio.ts';
import type { Decision } from '../../dominio/recordatorio/tipos.ts';
import { Conexiones } from '../../envio/conexiones.ts';
import type { Entrega } from '../../envio/juicio.ts';
import { type Adjunto, armarMime } from '../../envio/mime.ts';
import { FallaDeServidor } from '../../envio/smtp.ts';
import { Adelanto, type Armado } from './adelanto.ts';
import type { CorreoConfigurado } from './correo.ts';
import { desenlaceDe } from './desenlace.ts';
import type { Reclamado } from './reclamo.ts';
import type { Cuenta, Redactado } from './redaccion.ts';
import { conMomento, type RecursosDeRegistro, Registro, YaNoCorresponde } from './registro.ts';
import { hechoDe, type MensajeHecho } from './resultado.ts';

/** Rechazos seguidos, sin ninguno aceptado, con los que se deja de creer que son de los destinatarios. */
const rechazosSeguidosMax = 10;
/** Dudosos seguidos con los que se deja de creer que fue un corte suelto: cada uno lo tiene que resolver una persona. */
const dudososSeguidosMax = 3;

/** Lo que una corrida necesita; todo ya leído y comprobado. */
export interface RecursosDeCorrida extends RecursosDeRegistro {
  readonly correo: CorreoConfigurado;
  readonly ahora: () => Date;
  readonly adjuntar: (redactado: Redactado) => Promise<readonly Adjunto[]>;
  /** Hay que parar después del mensaje en curso. */
  readonly parar: () => boolean;
  /** Terminó un renglón del plan, se haya enviado o no. */
  readonly avanzar: () => void;
}

/** Cómo terminó una corrida. */
export interface ResultadoDeCorrida {
  readonly hechos: readonly MensajeHecho[];
  /** Los que al volver a mirar ya no correspondían. */
  readonly retenidos: readonly { readonly clienteId: number; readonly decision: Decision | null }[];
  /** Por qué se detuvo antes de terminar, si se detuvo. */
  readonly detenida: string | null;
}

/**
 * Envía un plan, de a un mensaje: reclama (y decide otra vez), entrega y anota. Cada estado se confirma en el disco antes de
 * hablar otra vez con el servidor, y mientras se habla con él no hay ninguna transacción abierta. Cómo terminó un mensaje y
 * el reclamo del que sigue se confirman juntos, y mientras el servidor contesta se va escribiendo el siguiente.
 */
export class Corrida {
  readonly #recursos: RecursosDeCorrida;
  readonly #registro: Registro;
  readonly #conexiones: Conexiones;
  readonly #hechos: MensajeHecho[] = [];
  readonly #retenidos: ResultadoDeCorrida['retenidos'][number][] = [];
  #rechazosSeguidos = 0;
  #dudososSeguidos = 0;
  #detenida: string | null = null;
  #adelanto: Adelanto | undefined;

  constructor(recursos: RecursosDeCorrida) {
    this.#recursos = recursos;
    this.#registro = new Registro(recursos);
    this.#conexiones = new Conexiones(recursos.correo.servidor);
  }

  /** Envía las decisiones en ese orden, hasta `limite`. */
  async enviar(decisiones: readonly Decision[], limite: number): Promise<ResultadoDeCorrida> {
    try {
      for (const [indice, decision] of decisiones.entries()) {
        if (this.#hechos.length >= limite || this.#detenida !== null) break;
        if (this.#recursos.parar()) this.#detenida = 'se pidió parar';
        else if (await this.#conectar()) await this.#enviarUno(decision, decisiones[indice + 1]);
        this.#conexiones.prever(Math.min(limite - this.#hechos.length, decisiones.length - indice - 1));
        this.#recursos.avanzar();
      }
    } finally {
      try {
        this.#registro.confirmar();
      } finally {
        await this.#conexiones.cerrar();
      }
    }
    return this.resultado;
  }

  /** Lo hecho hasta ahora, también si algo la cortó. */
  get resultado(): ResultadoDeCorrida {
    return { hechos: this.#hechos, retenidos: this.#retenidos, detenida: this.#detenida };
  }

  /** Con el servidor listo antes de reclamar nada, un servidor caído no gasta intentos. */
  async #conectar(): Promise<boolean> {
    if (this.#conexiones.lista) return true;
    this.#registro.confirmar();
    try {
      await this.#conexiones.cambiar();
      return true;
    } catch (error) {
      if (!(error instanceof FallaDeServidor)) throw error;
      this.#detenida = error.message;
      return false;
    }
  }

  async #enviarUno(cuenta: Cuenta, siguiente: Cuenta | undefined): Promise<void> {
    const adelanto = this.#adelanto;
    this.#adelanto = undefined;
    const reclamo = this.#registro.reclamar(cuenta, adelanto);
    if (reclamo.clase === 'retenido') {
      this.#retenidos.push({ clienteId: cuenta.clienteId, decision: reclamo.decision });
      return;
    }
    const { reclamado, decidido } = reclamo;
    const mensaje = await (reclamo.mime ?? this.#armar(reclamado));
    const marcar = (): void => this.#registro.marcar(reclamado, decidido);
    const otro = siguiente?.clienteId === cuenta.clienteId ? undefined : siguiente;
    const entrega = Buffer.isBuffer(mensaje)
      ? await this.#entregar(reclamado, { mensaje, marcar, siguiente: otro })
      : mensaje;
    if (entrega !== null) return this.#terminar(reclamado, entrega);
    this.#descartar(reclamado);
    if (await this.#conectar()) await this.#enviarUno(cuenta, siguiente);
  }

  /** Entrega el mensaje; `null` si mientras salía dejó de corresponder, y entonces no salió. */
  async #entregar(
    { direccion }: Reclamado,
    pedido: { readonly mensaje: Buffer; readonly marcar: () => void; readonly siguiente: Cuenta | undefined },
  ): Promise<Entrega | null> {
    const { correo } = this.#recursos;
    const { mensaje, siguiente } = pedido;
    let marcado: NodeJS.Immediate | undefined;
    const marcar = (): void => {
      pedido.marcar();
      // Después de que esos bytes salgan, que es lo que el servidor espera.
      marcado = setImmediate(() => this.#adelantar(siguiente));
    };
    const sobre = { de: correo.de.direccion, para: direccion };
    try {
      for (;;) {
        const { entrega, cerrada } = await this.#conexiones.entregar({ sobre, mensaje, marcar });
        // Una conexión ya usada que el servidor cierra no dice nada de este mensaje, que no salió: se prueba con una nueva.
        if (!cerrada || marcado !== undefined || !(await this.#conectar())) return entrega;
      }
    } catch (error) {
      if (error instanceof YaNoCorresponde) return null;
      throw error;
    } finally {
      clearImmediate(marcado);
    }
  }

  /** Va escribiendo el mensaje que sigue. Si no se puede, se hará al llegarle el turno, y ahí se sabrá por qué. */
  #adelantar(siguiente: Cuenta | undefined): void {
    if (siguiente === undefined) return;
    const { sesion, redactor, reloj } = this.#recursos;
    try {
      const pedido = { cuenta: siguiente, redactor: conMomento(redactor, reloj()) };
      this.#adelanto = new Adelanto(sesion, pedido, (redactado) => this.#armar(redactado));
    } catch {
      this.#adelanto = undefined;
    }
  }

  /** El MIME del mensaje; si no se pudo armar, el mensaje no puede salir. */
  async #armar(redactado: Redactado): Promise<Armado> {
    const { correo, adjuntar, ahora } = this.#recursos;
    const { armado, cliente, direccion, html, messageId } = redactado;
    try {
      return await armarMime({
        de: correo.de,
        para: { nombre: enUnRenglon(cliente.persona ?? cliente.nombre), direccion },
        responderA: correo.responderA,
        asunto: armado.asunto,
        texto: armado.texto,
        html,
        adjuntos: await adjuntar(redactado),
        messageId,
        fecha: ahora(),
      });
    } catch (error) {
      const detalle = error instanceof Error ? error.message : String(error);
      return { clase: 'reintentar', detalle: `no se pudo armar: ${detalle}`, seguir: true };
    }
  }

  /** Deja dicho cómo terminó la entrega. */
  #terminar(reclamado: Reclamado, entrega: Entrega): void {
    const { intento } = reclamado;
    const final = desenlaceDe(entrega, { intento, momento: this.#recursos.reloj() });
    this.#hechos.push(hechoDe(reclamado, final));
    this.#registro.terminar(reclamado, final);
    this.#considerar(entrega, final.detalle);
  }

  /** Deja dicho que no salió: si algo hay que decirle ahora al cliente, es otra cosa. */
  #descartar(reclamado: Reclamado): void {
    const detalle = 'mientras salía cambió lo que el libro sabe del cliente: no salió';
    const momento = this.#recursos.reloj();
    const { intento } = reclamado;
    this.#registro.terminar(reclamado, { estado: 'descartado', momento, intento, noAntes: null, detalle });
  }

  /** Decide si conviene seguir con los demás. */
  #considerar(entrega: Entrega, detalle: string): void {
    this.#rechazosSeguidos = entrega.clase === 'rechazado' ? this.#rechazosSeguidos + 1 : 0;
    this.#dudososSeguidos = entrega.clase === 'dudoso' ? this.#dudososSeguidos + 1 : 0;
    if (entrega.clase === 'reintentar' && !entrega.seguir) this.#detenida ??= detalle;
    if (this.#dudososSeguidos >= dudososSeguidosMax)
      this.#detenida = `el servidor recibió ${dudososSeguidosMax} mensajes seguidos y no dijo si los tiene, el último: ${detalle}`;
    if (this.#rechazosSeguidos >= rechazosSeguidosMax)
      this.#detenida = `el servidor rechazó ${rechazosSeguidosMax} mensajes seguidos, el último con: ${detalle}`;
  }
}
