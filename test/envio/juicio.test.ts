import { describe, expect, it } from 'vitest';
import { juzgarEntrega } from '../../src/envio/juicio.ts';

/** Cómo se juzga lo que el servidor contestó a un comando, antes de los últimos bytes. */
function juzgar(command: string, response: string) {
  const falla = Object.assign(new Error(response), { command, response, responseCode: Number(response.slice(0, 3)) });
  const entrega = juzgarEntrega(falla, { marcado: false });
  return entrega.clase === 'reintentar' ? `reintentar, ${entrega.seguir ? 'sigue' : 'se detiene'}` : entrega.clase;
}

describe('de quién es un rechazo', () => {
  it.each([
    ['RCPT TO', '550 5.1.1 no existe', 'rechazado'],
    ['RCPT TO', '553 5.1.3 esa dirección no se entiende', 'rechazado'],
    ['RCPT TO', '550-5.1.10 no existe', 'rechazado'],
    ['RCPT TO', '450 4.2.1 buzón ocupado', 'reintentar, sigue'],
    // Del remitente, aunque lo diga al destinatario: le pasaría a todos.
    ['RCPT TO', '553 5.1.8 remitente no autorizado', 'reintentar, se detiene'],
    ['RCPT TO', '550-5.1.7 remitente imposible', 'reintentar, se detiene'],
    ['RCPT TO', '554 5.7.1 no se reenvía', 'reintentar, se detiene'],
    ['RCPT TO', '530 identifíquese', 'reintentar, se detiene'],
    ['MAIL FROM', '550 5.1.0 remitente rechazado', 'reintentar, se detiene'],
    ['MAIL FROM', '451 4.7.0 más tarde', 'reintentar, se detiene'],
    ['DATA', '554 5.6.0 no quiso el mensaje', 'rechazado'],
    ['DATA', '421 4.3.2 me cierro', 'reintentar, se detiene'],
  ])('%s: %s → %s', (comando, respuesta, clase) => {
    expect(juzgar(comando, respuesta)).toBe(clase);
  });
});
