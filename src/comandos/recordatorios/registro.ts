import type { DatosDeOperacion, Operacion } from '../../datos/operacion.ts';
import { type EstadoNuevo, registrarEstado } from '../../datos/recordatorio/mensajes.ts';
import type { SesionDeEscritura } from '../../datos/sesion.ts';
import type { Decision, Momento } from '../../dominio/recordatorio/tipos.ts';
import type { Adelanto, Armado } from './adelanto.ts';
import { type Reclamado, reclamar } from './reclamo.ts';
import { type Cuenta, type Redactor, redactar } from './redaccion.ts';

/** Con qué se anota una corrida. */
export interface RecursosDeRegistro {
  readonly sesion: SesionDeEscritura;
  /** Con qué se decide y se escribe; el momento es el de cada mensaje. */
  readonly redactor: Redactor;
  readonly reloj: () => Momento;
  readonly datos: (hoy: Momento['hoy']) => DatosDeOperacion;
}

/** Lo que salió de volver a decidir sobre una cuenta, un instante antes de enviar. */
export type Reclamo =
  | {
      readonly clase: 'reclamado';
      readonly reclamado: Reclamado;
      /** El mensaje, si ya se había empezado a armar. */
      readonly mime: Promise<Armado> | null;
      /** Cuándo se decidió, y con qué versión del libro. */
      readonly decidido: { readonly momento: Momento; readonly version: number };
    }
  /** Ya no corresponde; la decisión dice por qué, o es `null` si el cliente ya no debe nada. */
  | { readonly clase: 'retenido'; readonly decision: Decision | null };

/** El mensaje que salía ya no es el que hay que mandar. */
export class YaNoCorresponde extends Error {}

/**
 * Lo que una corrida deja en el libro. Cómo terminó un mensaje se confirma con el reclamo del que sigue o, si antes hay que
 * esperar a alguien, aparte: nunca queda sin confirmar mientras se espera.
 */
export class Registro {
  readonly #recursos: RecursosDeRegistro;
  #porAnotar: ((operacion: Operacion) => string) | undefined;

  constructor(recursos: RecursosDeRegistro) {
    this.#recursos = recursos;
  }

  /** Vuelve a decidir y, si corresponde, toma el mensaje para enviarlo. Lo adelantado sirve si nadie escribió desde entonces. */
  reclamar(cuenta: Cuenta, adelanto: Adelanto | undefined): Reclamo {
    const { sesion, redactor, reloj, datos } = this.#recursos;
    const momento = reloj();
    // Sin volcar: la marca, que se vuelca antes de que salga nada, lo lleva consigo.
    const reclamo = sesion.escribirSinVolcar(datos(momento.hoy), (operacion): Reclamo => {
      const anotado = this.#porAnotar?.(operacion);
      operacion.resumen = anotado ?? '';
      const version = operacion.libro.versionAjena();
      const vigente = adelanto?.vale(cuenta, momento, version) ? adelanto : undefined;
      const redaccion = vigente?.redaccion ?? redactar(operacion.libro, cuenta, conMomento(redactor, momento));
      if (redaccion.clase === 'retenido') return redaccion;
      const reclamado = reclamar(operacion, redaccion.redactado, momento);
      const sale = `${reclamado.cliente.codigo}: sale el mensaje ${reclamado.mensajeId}`;
      operacion.resumen = anotado === undefined ? sale : `${anotado}; ${sale}`;
      return { clase: 'reclamado', reclamado, mime: vigente?.mime ?? null, decidido: { momento, version } };
    });
    this.#porAnotar = undefined;
    return reclamo;
  }

  /**
   * Deja en el disco que salen los últimos bytes. Si desde que se decidió alguien escribió en el libro, o cambió el minuto,
   * antes decide otra vez.
   * @throws {YaNoCorresponde} si ahora no se le escribiría, o se le diría otra cosa
   */
  marcar(reclamado: Reclamado, decidido: { readonly momento: Momento; readonly version: number }): void {
    const { mensajeId, intento, cliente } = reclamado;
    const momento = this.#recursos.reloj();
    let version = momento.minutos === decidido.momento.minutos ? decidido.version : null;
    const marcado = (): boolean =>
      this.#escribir(momento, (operacion) => {
        if (operacion.libro.versionAjena() !== version) return false;
        registrarEstado(operacion, mensajeId, { estado: 'en-data', momento, intento, noAntes: null, detalle: null });
        operacion.resumen = `${cliente.codigo}: salen los últimos bytes del mensaje ${mensajeId}`;
        return true;
      });
    while (!marcado()) version = this.#decidirOtraVez(reclamado, momento);
  }

  /** Deja dicho cómo terminó un mensaje, para confirmarlo antes de volver a esperar a nadie. */
  terminar({ mensajeId, cliente }: Reclamado, final: EstadoNuevo): void {
    this.#porAnotar = (operacion) => {
      registrarEstado(operacion, mensajeId, final);
      return `${cliente.codigo}: mensaje ${mensajeId} ${final.estado}`;
    };
  }

  /** Confirma cómo terminó el último mensaje, si todavía no se confirmó. */
  confirmar(): void {
    const anotar = this.#porAnotar;
    if (anotar === undefined) return;
    this.#escribir(this.#recursos.reloj(), (operacion) => {
      operacion.resumen = anotar(operacion);
    });
    this.#porAnotar = undefined;
  }

  /** Comprueba que ahora saldría exactamente este mensaje, como si esperara otro intento; devuelve con qué versión del libro. */
  #decidirOtraVez({ mensajeId, intento, cliente, decision }: Reclamado, momento: Momento): number {
    const { sesion, redactor, datos } = this.#recursos;
    return sesion.ensayar(datos(momento.hoy), (operacion) => {
      registrarEstado(operacion, mensajeId, { estado: 'pendiente', momento, intento, noAntes: null, detalle: null });
      const cuenta = { clienteId: cliente.id, moneda: decision.moneda };
      const redaccion = redactar(operacion.libro, cuenta, conMomento(redactor, momento));
      if (redaccion.clase === 'retenido' || redaccion.redactado.previo?.igual !== true) throw new YaNoCorresponde();
      return operacion.libro.versionAjena();
    });
  }

  #escribir<T>({ hoy }: Momento, accion: (operacion: Operacion) => T): T {
    const { sesion, datos } = this.#recursos;
    return sesion.escribir(datos(hoy), accion);
  }
}

/** El mismo redactor, en otro momento. */
export function conMomento(redactor: Redactor, momento: Momento): Redactor {
  return { ...redactor, contexto: { ...redactor.contexto, momento } };
}
