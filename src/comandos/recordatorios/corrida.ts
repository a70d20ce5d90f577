import type { DatosDeOperacion } from '../../datos/operacion.ts';
import { registrarEstado } from '../../datos/recordatorio/mensajes.ts';
import type { SesionDeEscritura } from '../../datos/sesion.ts';
import { sumarDias } from '../../dominio/fecha.ts';
import { enUnRenglon } from '../../dominio/mensaje/limpio.ts';
import type { ContextoDeRecordatorio, Decision, EstadoDeMensaje, Momento } from '../../dominio/recordatorio/tipos.ts';
import type { Entrega } from '../../envio/juicio.ts';
import { type Adjunto, armarMime } from '../../envio/mime.ts';
import { ConexionDeCorreo, FallaDeServidor } from '../../envio/smtp.ts';
import type { CorreoConfigurado } from './correo.ts';
import { momentoEscrito } from './momento.ts';
import { type Reclamado, type Redaccion, reclamar } from './reclamo.ts';
import { contarHechos, hechoDe, type MensajeHecho } from './resultado.ts';

/** Minutos hasta cada nuevo intento: al menos media hora (RFC 5321, 4.5.4.1), y después cada vez más. */
const esperas = [30, 120, 480] as const;
/** Rechazos seguidos, sin ninguno aceptado, con los que se deja de creer que son de los destinatarios. */
const rechazosSeguidosMax = 10;
/** Muchos servidores cortan al pasar de tantos mensajes: se reconecta antes. */
const mensajesPorConexion = 100;
const largoDeDetalle = 300;

/** Lo que una corrida necesita; todo ya leído y comprobado. */
export interface RecursosDeCorrida {
  readonly sesion: SesionDeEscritura;
  /** Con qué se decide; el momento es el de cada mensaje. */
  readonly contexto: ContextoDeRecordatorio;
  readonly correo: CorreoConfigurado;
  readonly redaccion: Redaccion;
  readonly reloj: () => Momento;
  readonly ahora: () => Date;
  readonly datos: (hoy: Momento['hoy']) => DatosDeOperacion;
  readonly adjuntar: (reclamado: Reclamado) => Promise<readonly Adjunto[]>;
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
 * seguir, y mientras se habla con el servidor no hay ninguna transacción abierta.
 */
export class Corrida {
  readonly #recursos: RecursosDeCorrida;
  readonly #hechos: MensajeHecho[] = [];
  readonly #retenidos: ResultadoDeCorrida['retenidos'][number][] = [];
  #conexion: ConexionDeCorreo | undefined;
  #entregados = 0;
  #rechazosSeguidos = 0;
  #detenida: string | null = null;

  constructor(recursos: RecursosDeCorrida) {
    this.#recursos = recursos;
  }

  /** Envía las decisiones en ese orden, hasta `limite`. */
  async enviar(decisiones: readonly Decision[], limite: number): Promise<ResultadoDeCorrida> {
    try {
      for (const decision of decisiones) {
        if (this.#hechos.length >= limite || this.#detenida !== null) break;
        if (this.#recursos.parar()) this.#detenida = 'se pidió parar';
        else if (await this.#conectar()) await this.#enviarUno(decision);
        this.#recursos.avanzar();
      }
    } finally {
      await this.#conexion?.cerrar();
    }
    return { hechos: this.#hechos, retenidos: this.#retenidos, detenida: this.#detenida };
  }

  /** Con el servidor listo antes de reclamar nada, un servidor caído no gasta intentos ni deja rastro. */
  async #conectar(): Promise<boolean> {
    if (this.#conexion !== undefined && this.#entregados >= mensajesPorConexion) await this.#conexion.cerrar();
    if (this.#conexion?.viva) return true;
    try {
      this.#conexion = await ConexionDeCorreo.abrir(this.#recursos.correo.servidor);
      this.#entregados = 0;
      return true;
    } catch (error) {
      if (!(error instanceof FallaDeServidor)) throw error;
      this.#detenida = error.message;
      return false;
    }
  }

  async #enviarUno({ clienteId, moneda }: Decision): Promise<void> {
    const { sesion, contexto, redaccion, reloj, datos } = this.#recursos;
    const momento = reloj();
    const reclamo = sesion.escribir(datos(momento.hoy), (operacion) =>
      reclamar(operacion, { clienteId, moneda }, { contexto: { ...contexto, momento }, redaccion }),
    );
    if (reclamo.clase === 'retenido') {
      this.#retenidos.push({ clienteId, decision: reclamo.decision });
      return;
    }
    this.#anotar(reclamo.reclamado, await this.#entregar(reclamo.reclamado));
  }

  async #entregar(reclamado: Reclamado): Promise<Entrega> {
    const { sesion, correo, reloj, datos } = this.#recursos;
    const mensaje = await this.#armar(reclamado);
    if (!Buffer.isBuffer(mensaje)) return mensaje;
    let marcado = false;
    const marcar = (): void => {
      const momento = reloj();
      sesion.escribir(datos(momento.hoy), (operacion) => {
        registrarEstado(operacion, reclamado.mensajeId, { ...estadoEn(momento, reclamado), estado: 'en-data' });
        operacion.resumen = `${reclamado.cliente.codigo}: salen los últimos bytes del mensaje ${reclamado.mensajeId}`;
      });
      marcado = true;
    };
    const sobre = { de: correo.de.direccion, para: reclamado.direccion };
    for (;;) {
      const conexion = this.#conexion;
      if (conexion === undefined) throw new Error('defecto interno: una entrega sin conexión');
      const usada = this.#entregados > 0;
      const entrega = await conexion.entregar({ sobre, mensaje, marcar });
      this.#entregados += 1;
      // Una conexión ya usada que el servidor cierra no dice nada de este mensaje, que no salió: se prueba con una nueva.
      const cerrada = entrega.clase === 'reintentar' && !entrega.seguir && !marcado && !conexion.viva;
      if (!usada || !cerrada || !(await this.#conectar())) return entrega;
    }
  }

  /** El MIME del mensaje; si no se pudo armar, el mensaje no puede salir. */
  async #armar({ armado, cliente, direccion, html, messageId, ...reclamado }: Reclamado): Promise<Buffer | Entrega> {
    const { correo, adjuntar, ahora } = this.#recursos;
    try {
      const adjuntos = await adjuntar({ armado, cliente, direccion, html, messageId, ...reclamado });
      return await armarMime({
        de: correo.de,
        para: { nombre: enUnRenglon(cliente.persona ?? cliente.nombre), direccion },
        responderA: correo.responderA,
        asunto: armado.asunto,
        texto: armado.texto,
        html,
        adjuntos,
        messageId,
        fecha: ahora(),
      });
    } catch (error) {
      const detalle = error instanceof Error ? error.message : String(error);
      return { clase: 'reintentar', detalle: `no se pudo armar: ${detalle}`, seguir: true };
    }
  }

  /** Deja en el libro cómo terminó la entrega. */
  #anotar(reclamado: Reclamado, entrega: Entrega): void {
    const { sesion, reloj, datos } = this.#recursos;
    const momento = reloj();
    const espera = esperas[reclamado.intento - 1];
    const agotado = entrega.clase === 'reintentar' && espera === undefined;
    const estado: EstadoDeMensaje = agotado
      ? 'rechazado'
      : entrega.clase === 'reintentar'
        ? 'pendiente'
        : entrega.clase;
    const dicho = enUnRenglon(entrega.detalle, largoDeDetalle);
    const detalle = agotado ? `se agotaron los intentos: ${dicho}` : dicho;
    const noAntes = estado === 'pendiente' ? momentoEscrito(masMinutos(momento, espera ?? 0)) : null;
    const hecho = hechoDe(reclamado, { estado, detalle });
    this.#hechos.push(hecho);
    sesion.escribir(datos(momento.hoy), (operacion) => {
      registrarEstado(operacion, reclamado.mensajeId, { ...estadoEn(momento, reclamado), estado, noAntes, detalle });
      const van = contarHechos(this.#hechos);
      operacion.resumen = `${reclamado.cliente.codigo}: mensaje ${reclamado.mensajeId} ${estado}; van ${van} en la corrida`;
    });
    this.#considerar(entrega, detalle);
  }

  /** Decide si conviene seguir con los demás. */
  #considerar(entrega: Entrega, detalle: string): void {
    this.#rechazosSeguidos = entrega.clase === 'rechazado' ? this.#rechazosSeguidos + 1 : 0;
    if (entrega.clase === 'reintentar' && !entrega.seguir) this.#detenida ??= detalle;
    if (this.#rechazosSeguidos >= rechazosSeguidosMax)
      this.#detenida = `el servidor rechazó ${rechazosSeguidosMax} mensajes seguidos, el último con: ${detalle}`;
  }
}

function estadoEn(momento: Momento, { intento }: Reclamado) {
  return { momento, intento, noAntes: null, detalle: null };
}

/** El momento que será dentro de unos minutos. */
function masMinutos({ hoy, minutos }: Momento, mas: number): Momento {
  const total = minutos + mas;
  return { hoy: sumarDias(hoy, Math.floor(total / 1440)), minutos: total % 1440 };
}
