import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { armarMime, type Carta } from '../../src/envio/mime.ts';
import { ConexionDeCorreo, FallaDeServidor, type ServidorDeSalida } from '../../src/envio/smtp.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { levantarServidor, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';

let servidor: ServidorDeCorreo;
beforeAll(async () => {
  servidor = await levantarServidor(carpetaTemporal(), { rechazos: { 'no@b.example': '550 5.1.1 no existe' } });
});
afterAll(() => servidor.detener());

const carta: Carta = {
  de: { nombre: 'Cobranzas', direccion: 'cobros@sur.example' },
  para: { nombre: 'Peña, Ñandú & Cía', direccion: 'ana@b.example' },
  responderA: { nombre: null, direccion: 'ana@sur.example' },
  asunto: 'Aviso de la factura A-1 — señor Peña',
  texto: 'Hola.\n.\nAdiós.\n',
  html: '<p>Hola</p>',
  adjuntos: [],
  messageId: '<uno@sur.example>',
  fecha: new Date('2026-07-01T12:00:00Z'),
};

function salida(otro: Partial<ServidorDeSalida> = {}): ServidorDeSalida {
  return {
    servidor: '127.0.0.1',
    puerto: servidor.puerto,
    seguridad: 'ninguna',
    usuario: null,
    clave: null,
    esperaMax: 2000,
    ...otro,
  };
}

function entregar(conexion: ConexionDeCorreo, mensaje: Buffer, para = 'ana@b.example', marcar = () => {}) {
  return conexion.entregar({ sobre: { de: carta.de.direccion, para }, mensaje, marcar });
}

describe('entregar por SMTP', () => {
  it('el mensaje llega entero, con su Message-ID, Auto-Submitted y un solo destinatario', async () => {
    const conexion = await ConexionDeCorreo.abrir(salida());
    expect(await entregar(conexion, await armarMime(carta))).toMatchObject({ clase: 'enviado' });
    await conexion.cerrar();
    const [recibido] = servidor.recibidos();
    expect(recibido).toMatchObject({
      messageId: '<uno@sur.example>',
      para: ['ana@b.example'],
      asunto: 'Aviso de la factura A-1 — señor Peña',
    });
    expect(recibido?.crudo).toContain('Auto-Submitted: auto-generated');
    expect(recibido?.crudo).toMatch(/^Hola\.\r\n\.\r\nAdi=C3=B3s\.|^Hola\.\r\n\.\r\nAdiós\./m);
  });

  it('la marca se hace antes de que el servidor tenga el mensaje, y si falla el mensaje no llega', async () => {
    const antes = servidor.recibidos().length;
    const conexion = await ConexionDeCorreo.abrir(salida());
    const mensaje = await armarMime(carta);
    let alMarcar = -1;
    await entregar(conexion, mensaje, 'ana@b.example', () => {
      alMarcar = servidor.recibidos().length;
    });
    expect(alMarcar).toBe(antes);
    const sinDisco = () => {
      throw new Error('disco lleno');
    };
    await expect(entregar(conexion, mensaje, 'ana@b.example', sinDisco)).rejects.toThrow('disco lleno');
    expect(conexion.viva).toBe(false);
    await new Promise((listo) => setTimeout(listo, 50));
    expect(servidor.recibidos()).toHaveLength(antes + 1);
  });

  it('a quien el servidor no conoce se lo rechaza, sin marca, y la conexión sirve para el siguiente', async () => {
    const conexion = await ConexionDeCorreo.abrir(salida());
    const mensaje = await armarMime(carta);
    let marcas = 0;
    const contar = () => {
      marcas += 1;
    };
    expect(await entregar(conexion, mensaje, 'no@b.example', contar)).toEqual({
      clase: 'rechazado',
      detalle: '550 5.1.1 no existe',
    });
    expect(marcas).toBe(0);
    expect(conexion.viva).toBe(true);
    expect(await entregar(conexion, mensaje, 'ana@b.example', contar)).toMatchObject({ clase: 'enviado' });
    expect(marcas).toBe(1);
    await conexion.cerrar();
  });

  it('un mensaje de varios megas pasa entero por la marca', async () => {
    const conexion = await ConexionDeCorreo.abrir(salida());
    const contenido = Buffer.alloc(3_000_000, 'abcdefghij');
    const grande = { ...carta, adjuntos: [{ nombre: 'estado.csv', tipo: 'text/csv', contenido }] };
    expect(await entregar(conexion, await armarMime(grande))).toMatchObject({ clase: 'enviado' });
    await conexion.cerrar();
    const crudo = servidor.recibidos().at(-1)?.crudo ?? '';
    const base64 = /estado\.csv\r\n(?:.+\r\n)*\r\n([A-Za-z0-9+/=\r\n]+)\r\n--/.exec(crudo)?.[1] ?? '';
    expect(Buffer.from(base64, 'base64').equals(contenido)).toBe(true);
  });

  it('todos los renglones del mensaje terminan en CRLF, lleve lo que lleve', async () => {
    const adjuntos = [{ nombre: 'estado.csv', tipo: 'text/csv', contenido: Buffer.from('a;b\n1;2\n') }];
    const renglones = fc.array(fc.string({ unit: 'grapheme', maxLength: 90 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(renglones, renglones, fc.boolean(), async (unos, otros, conAdjunto) => {
        const [texto, html] = [unos, otros].map((lista) => lista.join('\n').replace(/[\r\0]/g, '')) as [string, string];
        const mensaje = await armarMime({ ...carta, texto, html, adjuntos: conAdjunto ? adjuntos : [] });
        expect(mensaje.toString('latin1')).not.toMatch(/[^\r]\n|\r[^\n]|^\n/);
      }),
      { numRuns: 100 },
    );
  });

  it('sin servidor lanza una falla y no se cuelga', async () => {
    await expect(ConexionDeCorreo.abrir(salida({ puerto: 1 }))).rejects.toBeInstanceOf(FallaDeServidor);
  });

  it('si se pide cifrado y el servidor no lo ofrece, no se envía sin él', async () => {
    await expect(ConexionDeCorreo.abrir(salida({ seguridad: 'starttls' }))).rejects.toBeInstanceOf(FallaDeServidor);
  });
});

describe('los encabezados', () => {
  it('un control en el asunto, un nombre o una dirección no llega a armarse', async () => {
    for (const malo of ['a\r\nBcc: x@y.example', 'a\u0000b', 'a\u2028b']) {
      await expect(armarMime({ ...carta, asunto: malo })).rejects.toThrow('control');
      await expect(armarMime({ ...carta, para: { nombre: malo, direccion: 'a@b.example' } })).rejects.toThrow(
        'control',
      );
      await expect(armarMime({ ...carta, para: { nombre: null, direccion: malo } })).rejects.toThrow('control');
    }
  });
});
