import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';
import { levantarServidor, politicaConCorreo, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';

let servidor: ServidorDeCorreo;
beforeAll(async () => {
  servidor = await levantarServidor(carpetaTemporal(), { rechazos: { 'no@b.example': '550 5.1.1 no existe' } });
});
afterAll(() => servidor.detener());

const facturas = ['cliente_id,cliente,email,numero,emision,vencimiento,importe', 'C1,Uno SA,ana@uno.example,A-1,2026-05-20,2026-06-20,1500.50'];

/** Un libro con esas facturas y una política que envía por el servidor de la prueba. */
async function preparar(lineas: readonly string[] = facturas) {
  const mesa = new Mesa();
  const politica = mesa.escribir(politicaConCorreo(servidor), 'politica.toml');
  await mesa.importar(lineas);
  const desde = servidor.recibidos().length;
  return {
    mesa,
    enviar: (opciones: readonly string[] = ['--confirmar', '--sin-pagos-recientes'], condiciones = {}) =>
      mesa.orden(['recordatorios', 'enviar', '--politica', politica, ...opciones], condiciones),
    orden: (argumentos: readonly string[], condiciones = {}) => mesa.orden([...argumentos, '--politica', politica], condiciones),
    recibidos: () => servidor.recibidos().slice(desde),
    estados: () =>
      mesa
        .consultar<{ texto: string }>("SELECT mensaje_id || ' ' || estado AS texto FROM mensaje_estados ORDER BY id")
        .map(({ texto }) => texto),
  };
}

describe('recordatorios enviar', () => {
  it('envía una vez, deja cada estado en el libro y no repite', async () => {
    const { enviar, recibidos, estados, mesa } = await preparar();
    const primera = await enviar();
    expect(primera.errores).toContain('mensajes: 1 enviado');
    expect(primera.codigo).toBe(0);
    expect(recibidos()).toHaveLength(1);
    expect(recibidos()[0]?.para).toEqual(['ana@uno.example']);
    expect(estados()).toEqual(['1 reclamado', '1 en-data', '1 enviado']);
    const segunda = await enviar();
    expect(segunda).toEqual({ codigo: 0, salida: '', errores: '' });
    expect(recibidos()).toHaveLength(1);
    expect((await mesa.orden(['libro', 'verificar'])).codigo).toBe(0);
    const [mensaje] = mesa.consultar<{ message_id: string }>('SELECT message_id FROM mensajes');
    expect(recibidos()[0]?.messageId).toBe(mensaje?.message_id);
  });
});
