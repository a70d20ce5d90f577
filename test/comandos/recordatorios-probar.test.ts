import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { prepararMensajes, rechazos } from '../apoyo/mensajes-enviados.ts';
import { levantarServidor, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';

let servidor: ServidorDeCorreo;
beforeAll(async () => {
  servidor = await levantarServidor(carpetaTemporal(), { rechazos });
});
afterAll(() => servidor.detener());

describe('recordatorios probar', () => {
  it('se envía a uno mismo una muestra de cada mensaje y el libro no cambia', async () => {
    const { orden, mesa } = await prepararMensajes(servidor);
    const antes = mesa.huella();
    const desde = servidor.recibidos().length;
    const { codigo, errores, salida } = await orden(['recordatorios', 'probar', '--a', 'Ana <yo@sur.example>']);
    expect(errores).toContain('muestras enviadas a yo@sur.example: 5 de 5');
    expect(codigo).toBe(0);
    expect(salida.split('\n').filter((renglon) => renglon.includes(',enviado,'))).toHaveLength(5);
    const recibidos = servidor.recibidos().slice(desde);
    expect(
      recibidos.every(({ para, asunto }) => para.join() === 'yo@sur.example' && asunto.startsWith('[prueba] ')),
    ).toBe(true);
    expect(mesa.huella()).toBe(antes);
  });

  it('a dos direcciones, o con una plantilla que no existe o no es de correo, no envía nada', async () => {
    const { orden } = await prepararMensajes(servidor);
    const desde = servidor.recibidos().length;
    const dos = await orden(['recordatorios', 'probar', '--a', 'a@b.example, c@d.example']);
    expect(dos.errores).toContain('«a@b.example, c@d.example» no es una dirección de correo');
    const falta = await orden(['recordatorios', 'probar', '--a', 'a@b.example', '--plantilla', 'amabel']);
    expect(falta.errores).toContain('¿quiso decir amable?');
    const whatsapp = await orden(['recordatorios', 'probar', '--a', 'a@b.example', '--plantilla', 'whatsapp']);
    expect(whatsapp.errores).toContain('la plantilla «whatsapp» no sale por correo');
    expect([dos.codigo, falta.codigo, whatsapp.codigo]).toEqual([2, 1, 1]);
    expect(servidor.recibidos()).toHaveLength(desde);
  });
});
