import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { asegurar } from '../dominio/errores.ts';
import type { SeguridadDeCorreo } from '../dominio/politica.ts';
import { sinClave } from './clave.ts';
import { type Entrega, type FallaSmtp, juzgarEntrega, motivoDeConexion } from './juicio.ts';
import { MensajeConMarca } from './marca.ts';

/** El servidor por el que sale el correo, con su clave ya leída. */
export interface ServidorDeSalida {
  readonly servidor: string;
  readonly puerto: number;
  readonly seguridad: SeguridadDeCorreo;
  readonly usuario: string | null;
  readonly clave: string | null;
  /** Lo más que se espera al servidor en cada cosa, milisegundos; `null` = lo que pide la norma. */
  readonly esperaMax: number | null;
}

/** Un mensaje por entregar. */
export interface Envio {
  readonly sobre: { readonly de: string; readonly para: string };
  /** El MIME entero. */
  readonly mensaje: Buffer;
  /** Deja en el disco que los últimos bytes pueden haber salido; si lanza, no salen. */
  readonly marcar: () => void;
}

/** No hay servidor con quien hablar: no salió nada. */
export class FallaDeServidor extends Error {}

/** Esperas en milisegundos: la del final es la de RFC 5321, 4.5.3.2.6. */
const esperaDeConexion = 30_000;
const esperaDeRespuesta = 600_000;
const esperaDeDespedida = 2000;

/**
 * Una conexión con el servidor de correo, para entregar de a un mensaje y a un destinatario. Se usa la conexión de la
 * biblioteca y no su cola: la cola puede volver a mandar por su cuenta, y aquí cada intento se decide y se anota.
 */
export class ConexionDeCorreo {
  readonly #conexion: SMTPConnection;
  #viva = true;
  #alFallar: ((error: FallaSmtp) => void) | undefined;
  readonly #secreto: Pick<ServidorDeSalida, 'usuario' | 'clave'>;

  private constructor(conexion: SMTPConnection, secreto: Pick<ServidorDeSalida, 'usuario' | 'clave'>) {
    this.#conexion = conexion;
    this.#secreto = secreto;
    conexion.on('error', (error: FallaSmtp) => {
      this.#viva = false;
      this.#alFallar?.(error);
    });
    conexion.once('end', () => {
      this.#viva = false;
    });
  }

  /** La conexión sirve para otro mensaje. */
  get viva(): boolean {
    return this.#viva;
  }

  /**
   * Se conecta, y se identifica si hay usuario. Con `fin` se deja de esperar.
   * @throws {FallaDeServidor} si no contesta, no acepta la clave o no ofrece la seguridad pedida
   */
  static async abrir(servidor: ServidorDeSalida, fin?: AbortSignal): Promise<ConexionDeCorreo> {
    const { esperaMax } = servidor;
    const alos = (milisegundos: number): number => Math.min(milisegundos, esperaMax ?? milisegundos);
    const conexion = new SMTPConnection({
      host: servidor.servidor,
      port: servidor.puerto,
      secure: servidor.seguridad === 'tls',
      requireTLS: servidor.seguridad === 'starttls',
      ignoreTLS: servidor.seguridad === 'ninguna',
      connectionTimeout: alos(esperaDeConexion),
      greetingTimeout: alos(esperaDeConexion),
      dnsTimeout: alos(esperaDeConexion),
      socketTimeout: alos(esperaDeRespuesta),
      socketCloseTimeout: 0,
      logger: false,
      debug: false,
    });
    const propia = new ConexionDeCorreo(conexion, servidor);
    const dejar = (): void => conexion.close();
    fin?.addEventListener('abort', dejar);
    try {
      await propia.#hacer((listo) => conexion.connect(listo));
      const { usuario, clave } = servidor;
      if (usuario !== null && clave !== null)
        await propia.#hacer((listo) => conexion.login({ credentials: { user: usuario, pass: clave } }, listo));
      return propia;
    } catch (error) {
      conexion.close();
      const donde = `${servidor.servidor}:${servidor.puerto}`;
      // Sin la falla como causa: un servidor puede repetir la clave en lo que contesta.
      throw new FallaDeServidor(sinClave(motivoDeConexion(error as FallaSmtp, donde), servidor));
    } finally {
      fin?.removeEventListener('abort', dejar);
    }
  }

  /** Entrega un mensaje y dice qué pasó; nunca lanza por lo que haga el servidor, sí si no se pudo marcar. */
  async entregar(envio: Envio): Promise<Entrega> {
    const entrega = await this.#entregar(envio);
    return { ...entrega, detalle: sinClave(entrega.detalle, this.#secreto) };
  }

  async #entregar({ sobre, mensaje, marcar }: Envio): Promise<Entrega> {
    asegurar(this.#viva, 'se usó una conexión de correo cerrada');
    let marcado = false;
    let sinMarca: unknown;
    const contenido = new MensajeConMarca(mensaje, () => {
      try {
        marcar();
        marcado = true;
      } catch (error) {
        sinMarca = error;
        throw error;
      }
    });
    const envelope = { from: sobre.de, to: [sobre.para], size: mensaje.length, use8BitMime: false };
    try {
      const { response } = await this.#enviar(envelope, contenido);
      if (!marcado) throw new Error(`el servidor contestó antes de recibir el final: ${response}`);
      return { clase: 'enviado', detalle: response };
    } catch (error) {
      if (sinMarca !== undefined) {
        this.#cortar();
        throw sinMarca;
      }
      const falla = error as FallaSmtp;
      const entrega = juzgarEntrega(falla, { marcado });
      // Tras un rechazo del sobre la sesión sigue sana; tras cualquier otra cosa no se sabe qué espera el servidor.
      if (falla.code === 'EENVELOPE' && falla.responseCode !== 421 && this.#viva) await this.#reiniciar();
      else this.#cortar();
      return entrega;
    }
  }

  /** Se despide y cierra. */
  async cerrar(): Promise<void> {
    if (!this.#viva) return;
    this.#viva = false;
    await new Promise<void>((listo) => {
      const reloj = setTimeout(listo, esperaDeDespedida);
      this.#conexion.once('end', () => {
        clearTimeout(reloj);
        listo();
      });
      this.#conexion.quit();
    });
    this.#conexion.close();
  }

  #enviar(sobre: object, contenido: MensajeConMarca): Promise<{ readonly response: string }> {
    return this.#hacer((listo) => this.#conexion.send(sobre, contenido, listo));
  }

  async #reiniciar(): Promise<void> {
    try {
      await this.#hacer((listo) => this.#conexion.reset(listo));
    } catch {
      this.#cortar();
    }
  }

  #cortar(): void {
    this.#viva = false;
    this.#conexion.close();
  }

  /** Hace un pedido a la conexión: termina con su respuesta, o con la falla que la cerró. */
  #hacer<T>(pedido: (listo: (error?: FallaSmtp | null, valor?: T) => void) => void): Promise<T> {
    return new Promise<T>((cumplir, fallar) => {
      // Si el cierre trae su motivo (un 421), la biblioteca lo cuenta enseguida después: se la deja contarlo primero.
      const cerrada = (): unknown => setImmediate(() => fallar(new Error('el servidor cerró la conexión')));
      const terminar = (): void => {
        this.#alFallar = undefined;
        this.#conexion.off('end', cerrada);
      };
      this.#alFallar = (error) => {
        terminar();
        fallar(error);
      };
      this.#conexion.once('end', cerrada);
      pedido((error, valor) => {
        terminar();
        if (error) fallar(error);
        else cumplir(valor as T);
      });
    });
  }
}
