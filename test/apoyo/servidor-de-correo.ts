import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Cómo se porta el servidor. */
export interface OpcionesDeServidor {
  /** Cuánto tarda en aceptar cada mensaje ya recibido, al azar entre los dos. */
  readonly demoraMs?: readonly [desde: number, hasta: number];
  /** Cuánto tarda en aceptar a cada destinatario, antes de recibir el mensaje. */
  readonly demoraDelDestinatarioMs?: number;
  /** No acepta a ningún destinatario mientras no exista ese archivo. */
  readonly aceptaCuando?: string;
  /** No contesta a ningún mensaje ya recibido mientras no exista ese archivo. */
  readonly contestaCuando?: string;
  /** Si están, no acepta nada de quien no se identifique. */
  readonly usuario?: string;
  readonly clave?: string;
  /** Con qué contesta a cada destinatario que no quiere: `550 5.1.1 no existe`. */
  readonly rechazos?: Readonly<Record<string, string>>;
  /**
   * De cada mensaje, con qué probabilidad (0 a 1) el servidor falla: 421 al saludar, 450 al destinatario, 451 tras el punto,
   * un corte antes del punto o, ya recibido, un corte sin contestar.
   */
  readonly fallas?: number;
  /** Con todos corta así: `duda`, después de recibirlo y sin contestar. */
  readonly siempre?: 'duda';
  readonly semilla?: number;
  /** Los archivos con que cifra: desde el primer byte, o cuando se lo piden con STARTTLS. Sin esto no lo ofrece. */
  readonly cifrado?: { readonly clave: string; readonly certificado: string; readonly alConectar: boolean };
  /** A cuántos atiende a la vez; a los demás les contesta 421. */
  readonly aLaVez?: number;
  /** Con cuánto sin oír nada corta. */
  readonly inactividadMs?: number;
}

/** Un mensaje que el servidor recibió entero. */
export interface Recibido {
  readonly messageId: string;
  readonly de: string;
  readonly para: readonly string[];
  readonly asunto: string;
  /** Como llegó, con sus encabezados. */
  readonly crudo: string;
  /** Llegó por una conexión cifrada. */
  readonly cifrado: boolean;
  /** Cuál de sus conexiones lo trajo. */
  readonly conexion: string;
  /** Cuántas había saludado hasta entonces. */
  readonly saludadas: number;
  readonly instante: string;
}

/** Un servidor de correo que corre en otro proceso. */
export interface ServidorDeCorreo {
  readonly puerto: number;
  /** Lo que recibió hasta ahora, en orden. */
  recibidos(): Recibido[];
  detener(): Promise<void>;
}

const proyecto = process.env.COBRANZAS_PROYECTO ?? process.cwd();

/** Levanta un servidor de verdad (smtp-server) en la máquina local, que anota en esa carpeta cada mensaje que recibe. */
export async function levantarServidor(carpeta: string, opciones: OpcionesDeServidor = {}): Promise<ServidorDeCorreo> {
  const archivo = join(carpeta, `recibidos-${process.hrtime.bigint()}.ndjson`);
  const guion = join(proyecto, 'test/apoyo/servidor-de-correo.mjs');
  const proceso = spawn(process.execPath, [guion, archivo, JSON.stringify(opciones)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const puerto = await puertoDe(proceso);
  return {
    puerto,
    recibidos: () => leerRecibidos(archivo),
    detener: () =>
      new Promise((listo) => {
        if (proceso.exitCode !== null) return listo();
        proceso.once('close', () => listo());
        proceso.kill('SIGTERM');
      }),
  };
}

/** Una política mínima que envía por ese servidor, a cualquier hora, con lo que se le agregue. */
export function politicaConCorreo({ puerto }: { readonly puerto: number }, agregado = ''): string {
  return `[empresa]
nombre = "Distribuidora Sur"
telefono = "11 4555-0101"
pais = "AR"
zona_horaria = "America/Argentina/Buenos_Aires"

[[medios]]
nombre = "Transferencia"
instrucciones = "alias SUR.COBROS"

[correo]
servidor = "127.0.0.1"
puerto = ${puerto}
seguridad = "ninguna"
de = "Cobranzas <cobros@sur.example>"
responder_a = "ana@sur.example"

[contacto]
preset = "libre"
${agregado}`;
}

function puertoDe(proceso: ChildProcess): Promise<number> {
  return new Promise((listo, fallar) => {
    let dicho = '';
    proceso.stdout?.setEncoding('utf8').on('data', (parte: string) => {
      dicho += parte;
      if (dicho.includes('\n')) listo(Number(dicho.trim()));
    });
    proceso.once('error', fallar);
    proceso.once('close', (codigo) => fallar(new Error(`el servidor de correo terminó con ${codigo}`)));
  });
}

function leerRecibidos(archivo: string): Recibido[] {
  if (!existsSync(archivo)) return [];
  const renglones = readFileSync(archivo, 'utf8').split('\n').slice(0, -1);
  return renglones.map((renglon) => {
    const recibido = JSON.parse(renglon) as Omit<Recibido, 'messageId' | 'asunto'>;
    const encabezado = (nombre: string): string =>
      new RegExp(`^${nombre}: (.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(recibido.crudo)?.[1]?.replace(/\r?\n/g, '') ?? '';
    return { ...recibido, messageId: encabezado('Message-ID'), asunto: palabrasCodificadas(encabezado('Subject')) };
  });
}

/** Descifra las palabras codificadas de un encabezado (RFC 2047). */
function palabrasCodificadas(texto: string): string {
  const bytes = (forma: string, dato: string): Buffer =>
    forma.toUpperCase() === 'B'
      ? Buffer.from(dato, 'base64')
      : Buffer.from(
          dato
            .replaceAll('_', ' ')
            .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        );
  const partes = texto.replace(/\?=\s+=\?/g, '?==?');
  return partes.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, forma: string, dato: string) =>
    bytes(forma, dato).toString('utf8'),
  );
}
