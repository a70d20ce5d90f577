/** Lo que trae un error de la biblioteca de correo. */
export interface FallaSmtp extends Error {
  readonly code?: string | undefined;
  readonly command?: string | undefined;
  /** El código de la respuesta del servidor, si hubo una. */
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
}

/** Cómo terminó la entrega de un mensaje. */
export type Entrega =
  /** El servidor lo aceptó. */
  | { readonly clase: 'enviado'; readonly detalle: string }
  /** El servidor no lo tiene: se puede volver a intentar. `seguir`: si conviene seguir con los demás. */
  | { readonly clase: 'reintentar'; readonly detalle: string; readonly seguir: boolean }
  /** El servidor no lo quiere ni lo va a querer. */
  | { readonly clase: 'rechazado'; readonly detalle: string }
  /** Salió entero y no se sabe si el servidor lo tiene. */
  | { readonly clase: 'dudoso'; readonly detalle: string };

/**
 * Juzga una entrega que falló (RFC 5321, 4.2.1 y 6.1). La biblioteca informa igual un corte antes que después del punto
 * final, así que decide la marca: sin una respuesta del servidor, con la marca puesta hay duda y sin ella no salió. Un
 * rechazo del remitente o de la identidad no es del destinatario: alcanza a todos y se detiene.
 */
export function juzgarEntrega(falla: FallaSmtp, { marcado }: { readonly marcado: boolean }): Entrega {
  const detalle = textoDeFalla(falla);
  const codigo = falla.responseCode ?? 0;
  if (codigo >= 400 && codigo < 500) {
    const delServidor = codigo === 421 || falla.command === 'MAIL FROM' || falla.command === 'CONN';
    return { clase: 'reintentar', detalle, seguir: !delServidor };
  }
  if (codigo >= 500) {
    if (!marcado && esCosaNuestra(falla)) return { clase: 'reintentar', detalle, seguir: false };
    // Antes de recibirlo, pero ya con el destinatario aceptado: no es la dirección lo que no quiere.
    const alMensaje = !marcado && falla.command === 'DATA';
    return { clase: 'rechazado', detalle: alMensaje ? `no quiso el mensaje: ${detalle}` : detalle };
  }
  if (marcado) return { clase: 'dudoso', detalle };
  return { clase: 'reintentar', detalle, seguir: false };
}

/** Un 5xx que no habla del destinatario: del remitente (RFC 3463, X.1.7 y X.1.8), o de que no se nos deja enviar (X.7; RFC 4954, 530). */
function esCosaNuestra({ command, responseCode, response = '' }: FallaSmtp): boolean {
  if (command === 'RCPT TO') return responseCode === 530 || /^\d{3}[ -]5\.(?:7\.\d|1\.[78]\b)/.test(response);
  return command !== 'DATA';
}

/** El renglón que se guarda y se muestra: lo que dijo el servidor, o qué pasó. */
function textoDeFalla({ message, response, code }: FallaSmtp): string {
  if (response) return response;
  if (code === 'ETIMEDOUT') return 'el servidor no contestó a tiempo';
  if (code === 'ECONNECTION' || code === 'ESOCKET') return 'se cortó la conexión con el servidor';
  return message;
}

/** Por qué no se pudo hablar con el servidor, en palabras. */
export function motivoDeConexion(falla: FallaSmtp & { readonly originalCode?: string }, donde: string): string {
  const { code = '', originalCode = '', responseCode = 0 } = falla;
  if (code === 'EAUTH')
    return responseCode === 0 ? `${donde} no admite identificarse` : `${donde} no aceptó el usuario o la clave`;
  if (code === 'ETLS' && responseCode > 0) return `${donde} no ofrece cifrar con STARTTLS`;
  if (responseCode > 0) return `${donde} no quiso atender (contestó ${textoDeFalla(falla)})`;
  if (code === 'ETIMEDOUT') return `${donde} no contestó a tiempo`;
  if (code === 'ETLS' || /TLS|SSL|CERT/i.test(`${code} ${originalCode} ${falla.message}`))
    return `no se pudo cifrar la conexión con ${donde}: ${motivoDeCifrado(falla)}`;
  if (originalCode === 'ECONNREFUSED') return `${donde} rechazó la conexión`;
  if (code === 'EDNS' || /ENOTFOUND|EAI_AGAIN/.test(`${originalCode} ${falla.message}`))
    return `no se encontró el servidor ${donde}`;
  return `se cortó la conexión con ${donde}`;
}

/** Por qué no se pudo cifrar: con los códigos de OpenSSL y de Node, que la biblioteca pone en uno u otro lugar. */
function motivoDeCifrado({
  code = '',
  originalCode = '',
  message,
}: FallaSmtp & { readonly originalCode?: string }): string {
  const dicho = `${code} ${originalCode} ${message}`;
  if (/ALTNAME|does not match certificate/i.test(dicho)) return 'su certificado es de otro nombre';
  if (/EXPIRED/i.test(dicho)) return 'su certificado está vencido';
  if (/SELF.SIGNED|UNABLE.TO.(VERIFY|GET)/i.test(dicho))
    return 'no se conoce a quien firmó su certificado (si es una autoridad propia, nómbrela en NODE_EXTRA_CA_CERTS)';
  if (/WRONG.VERSION|PACKET.LENGTH/i.test(dicho)) return 'en ese puerto no se habla TLS desde el comienzo';
  return message;
}
