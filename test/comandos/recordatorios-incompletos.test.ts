import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Condiciones, carpetaTemporal } from '../apoyo/ejecutar.ts';
import { Mesa } from '../apoyo/mesa.ts';
import { levantarServidor, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';

let servidor: ServidorDeCorreo;
beforeAll(async () => {
  servidor = await levantarServidor(carpetaTemporal());
});
afterAll(() => servidor.detener());

const encabezado = 'cliente_id,cliente,email,numero,emision,vencimiento,importe';
const factura = (cliente: string) =>
  `${cliente},${cliente} SA,${cliente}@x.example,A-${cliente},2026-05-20,2026-06-20,10`;
const sinQuien =
  'aviso: los mensajes no dicen quién escribe, sólo la dirección cobros@sur.example: agregue nombre en [empresa] de la política';
const sinMedios = 'aviso: los mensajes no dicen cómo pagar: agregue [[medios]] a la política';

/** Un libro con una factura y una política que sólo dice por dónde sale el correo. */
async function preparar(empresa = '') {
  const mesa = new Mesa();
  const politica = mesa.escribir(
    `${empresa}[correo]\nservidor = "127.0.0.1"\npuerto = ${servidor.puerto}\nseguridad = "ninguna"\nde = "cobros@sur.example"\n[contacto]\npreset = "libre"\n`,
    'politica.toml',
  );
  await mesa.importar([encabezado, factura('c1')]);
  const desde = servidor.recibidos().length;
  return {
    mesa,
    orden: (argumentos: readonly string[], condiciones: Condiciones = {}) =>
      mesa.orden([...argumentos, '--politica', politica], condiciones),
    recibidos: () => servidor.recibidos().slice(desde),
  };
}

/** Cuántas veces se dijo cada cosa que les falta a los mensajes. */
const veces = (errores: string) => [sinQuien, sinMedios].map((aviso) => errores.split(aviso).length - 1);

describe('una política que sólo configura el correo', () => {
  it.each([
    [['recordatorios', 'plan']],
    [['recordatorios', 'enviar', '--simular', '--sin-pagos-recientes']],
    [['recordatorios', 'enviar', '--confirmar', '--sin-pagos-recientes']],
    [['recordatorios', 'enviar', '--sin-pagos-recientes']],
    [['politica', 'validar']],
  ])('%j avisa una vez de cada cosa que a los mensajes les falta', async (argumentos) => {
    const { orden } = await preparar();
    expect(veces((await orden(argumentos)).errores)).toEqual([1, 1]);
  });

  it('lo que sale dice quién escribe, aunque sólo se sepa su dirección', async () => {
    const { orden, recibidos } = await preparar();
    await orden(['recordatorios', 'enviar', '--confirmar', '--sin-pagos-recientes']);
    expect(recibidos()).toHaveLength(1);
    expect(recibidos()[0]?.asunto).toBe('Su cuenta con cobros@sur.example');
    expect(recibidos()[0]?.crudo).toMatch(/Saludos,\s+cobros@sur\.example/);
  });

  it('sale con el nombre de la empresa aunque el remitente sea sólo una dirección', async () => {
    const { orden, recibidos } = await preparar('[empresa]\nnombre = "Distribuidora Sur"\n');
    await orden(['recordatorios', 'enviar', '--confirmar', '--sin-pagos-recientes']);
    expect(recibidos()[0]?.crudo).toContain('From: Distribuidora Sur <cobros@sur.example>\r\n');
    expect(recibidos()[0]?.de).toBe('cobros@sur.example');
  });

  it('una tarea programada calla si no sale nada, y tampoco repite los avisos cuando sale algo', async () => {
    const { orden, mesa, recibidos } = await preparar();
    const enviar = ['recordatorios', 'enviar', '--sin-pagos-recientes'];
    await orden([...enviar, '--confirmar']);
    for (const opciones of [[], ['--confirmar']]) {
      expect(await orden([...enviar, ...opciones])).toEqual({ codigo: 0, salida: '', errores: '' });
    }
    await mesa.importar([encabezado, factura('c2')]);
    const { errores } = await orden(enviar);
    expect(recibidos()).toHaveLength(2);
    expect(veces(errores)).toEqual([0, 0]);
  });

  it('en una terminal avisa también cuando ya no hay que confirmar', async () => {
    const { orden, mesa } = await preparar();
    const enviar = ['recordatorios', 'enviar', '--sin-pagos-recientes'];
    await orden([...enviar, '--confirmar']);
    await mesa.importar([encabezado, factura('c2')]);
    const { errores } = await orden(enviar, { terminal: { columnas: 200 } });
    expect(veces(errores)).toEqual([1, 1]);
  });
});
