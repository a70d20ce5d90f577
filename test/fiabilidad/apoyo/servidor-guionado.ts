import { type ChildProcess, fork } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';

/** Lo que el servidor hace en un momento: contestar, callar, despedirse o cortar. */
export type Respuesta = string | 'calla' | 'cierra' | 'corta';

/** Un servidor que sigue un guion; lo que no dice, lo hace bien. */
export interface Guion {
  readonly saludo?: Respuesta;
  readonly remitente?: Respuesta;
  readonly destinatario?: Respuesta;
  readonly datos?: Respuesta;
  /** Al llegar la primera parte del mensaje, antes del punto. */
  readonly enMedio?: Respuesta;
  /** Tras el punto: ya tiene el mensaje entero, y lo anota sólo si no lo rechaza. */
  readonly final?: Respuesta;
  /** Lo que anuncia además de lo mínimo. */
  readonly anuncia?: readonly string[];
  /** Qué contesta a quien se identifica; si está, ofrece AUTH. */
  readonly identidad?: Respuesta;
}

/** En cualquier respuesta, lo que el servidor recibió al identificarse: como viajó, y la clave sola. */
const comoViajo = '{viajo}';
const laClave = '{clave}';

/** Lo que el proceso hijo hace: atender según el guion y decir su puerto. */
export function atender(guion: Guion, archivo: string): void {
  const servidor = createServer((enchufe) => new Sesion(enchufe, guion, archivo));
  servidor.listen(0, '127.0.0.1', () => {
    const lugar = servidor.address();
    process.send?.(typeof lugar === 'object' ? lugar?.port : 0);
  });
  process.on('disconnect', () => process.exit(0));
}

class Sesion {
  readonly #enchufe: Socket;
  readonly #guion: Guion;
  readonly #archivo: string;
  #resto = '';
  #enDatos = false;
  #identificacion = '';

  constructor(enchufe: Socket, guion: Guion, archivo: string) {
    this.#enchufe = enchufe;
    this.#guion = guion;
    this.#archivo = archivo;
    enchufe.on('error', () => {});
    enchufe.on('data', (parte) => this.#recibir(parte.toString('latin1')));
    this.#responder(guion.saludo ?? '220 hola ESMTP');
  }

  #responder(respuesta: Respuesta): void {
    if (respuesta === 'calla') return;
    if (respuesta === 'cierra') this.#enchufe.end();
    else if (respuesta === 'corta') this.#enchufe.resetAndDestroy();
    else {
      const clave = Buffer.from(this.#identificacion, 'base64').toString().split('\0').at(-1) ?? '';
      const dicho = respuesta.replaceAll(comoViajo, this.#identificacion).replaceAll(laClave, clave);
      this.#enchufe.write(`${dicho}\r\n`);
      if (respuesta.startsWith('421')) this.#enchufe.end();
    }
  }

  #recibir(parte: string): void {
    this.#resto += parte;
    if (this.#enDatos && this.#guion.enMedio !== undefined) {
      this.#responder(this.#guion.enMedio);
      return;
    }
    for (;;) {
      if (this.#enDatos) {
        // Sin destinatarios aceptados, un punto solo termina un mensaje vacío.
        const fin = this.#resto.startsWith('.\r\n') ? 0 : this.#resto.indexOf('\r\n.\r\n');
        if (fin < 0) return;
        const mensaje = this.#resto.slice(0, fin);
        this.#resto = this.#resto.slice(fin + (fin === 0 ? 3 : 5));
        this.#enDatos = false;
        this.#terminar(mensaje);
        continue;
      }
      const fin = this.#resto.indexOf('\r\n');
      if (fin < 0) return;
      const orden = this.#resto.slice(0, fin);
      this.#resto = this.#resto.slice(fin + 2);
      this.#ordenar(orden);
    }
  }

  #terminar(mensaje: string): void {
    const respuesta = this.#guion.final ?? '250 2.0.0 tomado como Q123';
    // Sólo quien contesta 4xx o 5xx dice que no lo tomó.
    if (mensaje !== '' && !/^[45]/.test(respuesta)) appendFileSync(this.#archivo, `${JSON.stringify(mensaje)}\n`);
    this.#responder(respuesta);
  }

  #ordenar(orden: string): void {
    const { remitente, destinatario, datos, anuncia = [], identidad } = this.#guion;
    const verbo = orden.slice(0, 4).toUpperCase();
    if (verbo === 'EHLO') {
      const renglones = ['guion', ...anuncia, ...(identidad === undefined ? [] : ['AUTH PLAIN'])];
      this.#responder(
        renglones.map((uno, indice) => `250${indice === renglones.length - 1 ? ' ' : '-'}${uno}`).join('\r\n'),
      );
    } else if (verbo === 'AUTH') {
      this.#identificacion = orden.split(' ').at(-1) ?? '';
      this.#responder(identidad ?? '502 5.5.1 no');
    } else if (verbo === 'MAIL') this.#responder(remitente ?? '250 2.1.0 bien');
    else if (verbo === 'RCPT') {
      this.#responder(destinatario ?? '250 2.1.5 bien');
    } else if (verbo === 'DATA') {
      const respuesta = datos ?? '354 adelante';
      this.#enDatos = respuesta.startsWith('354');
      this.#responder(respuesta);
    } else if (verbo === 'QUIT') {
      this.#responder('221 2.0.0 adiós');
      this.#enchufe.end();
    } else this.#responder('250 2.0.0 bien');
  }
}

/** Un servidor guionado que corre en otro proceso. */
export interface ServidorGuionado {
  readonly puerto: number;
  /** Los mensajes que recibió enteros y no rechazó. */
  recibidos(): string[];
  detener(): void;
}

/** Levanta en otro proceso, que es este mismo guion llamado `hijo`, un servidor que se porta según el guion. */
export async function levantarGuionado(guion: Guion, archivo: string): Promise<ServidorGuionado> {
  const hijo: ChildProcess = fork(process.argv[1] ?? '', ['hijo', JSON.stringify(guion), archivo]);
  const puerto = await new Promise<number>((listo, fallar) => {
    hijo.once('message', (dicho) => listo(Number(dicho)));
    hijo.once('error', fallar);
    hijo.once('exit', (codigo) => fallar(new Error(`el servidor guionado terminó con ${codigo}`)));
  });
  return {
    puerto,
    recibidos: () =>
      existsSync(archivo)
        ? readFileSync(archivo, 'utf8')
            .split('\n')
            .slice(0, -1)
            .map((renglon) => JSON.parse(renglon) as string)
        : [],
    detener: () => {
      hijo.kill('SIGKILL');
    },
  };
}
