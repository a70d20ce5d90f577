import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { efectoDeMensaje } from '../../../src/datos/recordatorio/efecto.ts';

/** El efecto de un mensaje que pasó por esos estados: `estado` o `estado: lo que contestó el servidor`. */
function efecto(...estados: readonly string[]): string | null {
  const base = new Database(':memory:');
  base.exec(`CREATE TABLE mensajes (id, cliente_id, destino);
    CREATE TABLE datos_contacto (cliente_id, valor, vigente);
    CREATE TABLE mensaje_estados (id INTEGER PRIMARY KEY, mensaje_id, estado, detalle);
    INSERT INTO mensajes VALUES (1, 1, 'a@b.example');
    INSERT INTO datos_contacto VALUES (1, 'a@b.example', 1);`);
  for (const texto of estados) {
    const [estado, detalle = null] = texto.split(': ');
    base.prepare('INSERT INTO mensaje_estados (mensaje_id, estado, detalle) VALUES (1, ?, ?)').run(estado, detalle);
  }
  const consulta = `SELECT ${efectoDeMensaje} FROM mensajes m
    JOIN mensaje_estados e ON e.id = (SELECT max(id) FROM mensaje_estados WHERE mensaje_id = m.id)`;
  const hallado = base.prepare(consulta).pluck().get() as string | null;
  base.close();
  return hallado;
}

const alDestinatario = (detalle: string) => efecto('reclamado', `rechazado: ${detalle}`);
const alMensaje = (detalle: string) => efecto('reclamado', 'en-data', `rechazado: ${detalle}`);

describe('el efecto de un mensaje', () => {
  it('sólo un rechazo de la dirección marca el destino', () => {
    for (const detalle of [
      '550 5.1.1 no existe',
      '553-5.1.3 mal',
      '550 no such user',
      '551 se mudó',
      '550 5.1.10 nulo',
    ])
      expect(alDestinatario(detalle), detalle).toBe('destino-malo');
    for (const detalle of [
      '550 5.6.0 no',
      '552 5.2.2 lleno',
      '554 no',
      '550 5.1.8 remitente',
      'se agotaron los intentos',
    ])
      expect(alDestinatario(detalle), detalle).toBe('espera');
    for (const detalle of ['552 muy grande', '550 no', '550 5.6.0 no', '550-5.7.1 correo no deseado'])
      expect(alMensaje(detalle), detalle).toBe('espera');
    expect(alMensaje('550 5.1.1 no existe')).toBe('destino-malo');
    expect(efecto('preparado', 'rechazado: no tiene WhatsApp')).toBe('destino-malo');
    expect(efecto('reclamado', 'en-data', 'enviado', 'rebotado')).toBe('destino-malo');
  });

  it('descartar no borra lo que pudo pasar', () => {
    expect(efecto('reclamado', 'en-data', 'dudoso', 'descartado')).toBe('contacta');
    expect(efecto('reclamado', 'rechazado: 550 5.1.1 no', 'descartado')).toBe('destino-malo');
    expect(efecto('reclamado', 'en-data', 'enviado', 'rebotado', 'descartado')).toBe('destino-malo');
    expect(efecto('reclamado', 'en-data', 'rechazado: 552 no', 'descartado')).toBe('omitido');
  });

  it('lo que se mandó reenviar o nunca salió no deja nada', () => {
    expect(efecto('reclamado', 'en-data', 'dudoso', 'pendiente', 'descartado')).toBeNull();
    expect(efecto('reclamado', 'rechazado: 550 5.1.1 no', 'pendiente')).toBeNull();
    expect(efecto('preparado', 'descartado')).toBeNull();
    expect(efecto('reclamado', 'pendiente')).toBeNull();
  });
});
