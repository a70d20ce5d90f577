import MailComposer from 'nodemailer/lib/mail-composer';
import type { Buzon } from '../dominio/direccion-de-correo.ts';
import { asegurar, ErrorDeDatos } from '../dominio/errores.ts';

/** Un archivo que acompaña a la carta. */
export interface Adjunto {
  readonly nombre: string;
  readonly tipo: string;
  readonly contenido: Uint8Array;
}

/** Una carta lista para salir: un solo destinatario. */
export interface Carta {
  readonly de: Buzon;
  readonly para: Buzon;
  readonly responderA: Buzon | null;
  readonly asunto: string;
  readonly texto: string;
  readonly html: string;
  readonly adjuntos: readonly Adjunto[];
  /** Con sus ángulos. */
  readonly messageId: string;
  readonly fecha: Date;
}

/** Lo más que aceptan casi todos los servidores, ya codificado (25 MB, límite de los correos más usados). */
const bytesMax = 25_000_000;

/** Un control en un encabezado podría agregar otro: se lo rechaza aunque la biblioteca también lo evite. */
const control = /[\p{Cc}\u2028\u2029]/u;

/**
 * Arma el mensaje MIME: texto y HTML, con sus adjuntos. Lleva Auto-Submitted para que no le contesten las respuestas
 * automáticas (RFC 3834).
 * @throws {ErrorDeDatos} si pesa más de lo que un servidor acepta
 */
export async function armarMime(carta: Carta): Promise<Buffer> {
  const { de, para, responderA, asunto, texto, html, messageId } = carta;
  for (const parte of [
    asunto,
    messageId,
    ...[de, para, responderA].flatMap((buzon) => [buzon?.nombre, buzon?.direccion]),
  ])
    asegurar(!control.test(parte ?? ''), 'un encabezado del correo con un carácter de control');
  const compositor = new MailComposer({
    from: buzonDe(de),
    to: buzonDe(para),
    ...(responderA === null ? {} : { replyTo: buzonDe(responderA) }),
    subject: asunto,
    messageId,
    date: carta.fecha,
    text: conFinesDeRed(texto),
    html: conFinesDeRed(html),
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: carta.adjuntos.map(({ nombre, tipo, contenido }) => ({
      filename: nombre,
      contentType: tipo,
      content: Buffer.from(contenido),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const mensaje = await compositor.compile().build();
  if (mensaje.length > bytesMax) {
    const megas = Math.ceil(mensaje.length / 1_000_000);
    throw new ErrorDeDatos(`el mensaje para ${para.direccion} pesa ${megas} MB: los servidores no lo aceptan`, {
      sugerencia: 'quite el adjunto: adjunto = "ninguno" en [recordatorios] de la política',
    });
  }
  return mensaje;
}

/** Los renglones terminan en CRLF (RFC 5322, 2.3); que los cambie la biblioteca es otra pasada por el mensaje entero. */
function conFinesDeRed(texto: string): string {
  return texto.replaceAll('\n', '\r\n');
}

/** Siempre por partes y nunca como un texto: de un texto la biblioteca leería varias direcciones. */
function buzonDe({ nombre, direccion }: Buzon): { name: string; address: string } {
  return { name: nombre ?? '', address: direccion };
}
