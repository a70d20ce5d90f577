import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { dejarEstados, estadosDe } from '../apoyo/estados.ts';
import { Mesa } from '../apoyo/mesa.ts';
import { levantarServidor, politicaConCorreo, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';

let servidor: ServidorDeCorreo;
beforeAll(async () => {
  const rechazos = {
    'no@b.example': '550 5.1.1 no existe',
    'luego@b.example': '450 4.2.0 en espera',
    'spam@b.example': '550 5.6.0 no me gusta lo que dice',
    'seco@b.example': '551 ese no es de aqui',
  };
  servidor = await levantarServidor(carpetaTemporal(), { rechazos });
});
afterAll(() => servidor.detener());

const confirmado = ['--confirmar', '--sin-pagos-recientes'];

/** Un libro con una factura vencida de un cliente con ese correo. */
async function preparar(correo: string) {
  const mesa = new Mesa();
  const politica = mesa.escribir(politicaConCorreo(servidor), 'politica.toml');
  await mesa.importar([
    'cliente_id,cliente,email,numero,emision,vencimiento,importe',
    `C1,Uno SA,${correo},A-1,2026-05-20,2026-06-20,1500.50`,
  ]);
  const desde = servidor.recibidos().length;
  const orden = (argumentos: readonly string[], momento = '2026-07-01T08:00') =>
    mesa.orden([...argumentos, '--politica', politica], {
      hoy: momento.slice(0, 10),
      entorno: { COBRANZAS_AHORA: momento },
    });
  return {
    mesa,
    politica,
    orden,
    enviar: (momento?: string, opciones = confirmado) => orden(['recordatorios', 'enviar', ...opciones], momento),
    resolver: (salida: string, momento?: string) => orden(['recordatorios', 'resolver', '1', salida], momento),
    motivo: async (momento: string) => {
      const { salida } = await orden(['recordatorios', 'plan', '--formato', 'json'], momento);
      return (JSON.parse(salida) as { motivo: string }[])[0]?.motivo;
    },
    recibidos: () => servidor.recibidos().slice(desde),
    estados: () => estadosDe(mesa),
    corregirCorreo: () =>
      mesa.orden(['cliente', 'editar', 'C1', '--quitar-email', correo, '--agregar-email', 'si@b.example']),
    /** Lo que deja una corrida que muere mientras el servidor recibe el mensaje. */
    morirEnData: () => dejarEstados(mesa, 1, 'reclamado', 'en-data'),
  };
}

describe('un mensaje descartado', () => {
  it('si era dudoso pudo llegar: no vuelve a salir, y cuenta como paso hecho y como contacto', async () => {
    const { enviar, morirEnData, corregirCorreo, resolver, motivo, recibidos, estados, mesa } =
      await preparar('luego@b.example');
    await enviar();
    morirEnData();
    await enviar('2026-07-01T12:00');
    expect((await resolver('--descartar', '2026-07-02T09:00')).codigo).toBe(0);
    await corregirCorreo();
    expect(await enviar('2026-07-02T10:00')).toEqual({ codigo: 0, salida: '', errores: '' });
    // El día es el de sus últimos bytes, no el del descarte.
    expect(await motivo('2026-07-02T10:00')).toMatch(/amable.*2026-07-01/);
    expect(recibidos()).toEqual([]);
    expect(estados().slice(-2)).toEqual(['1 dudoso', '1 descartado']);
    expect((await mesa.orden(['libro', 'verificar'], { hoy: '2026-07-02' })).codigo).toBe(0);
  });

  it('si lo rechazaron por la dirección, la dirección sigue mal hasta que se la corrija', async () => {
    const { enviar, resolver, motivo, recibidos, corregirCorreo } = await preparar('no@b.example');
    await enviar();
    await resolver('--descartar', '2026-07-01T09:00');
    expect(await enviar('2026-07-02T10:00')).toEqual({ codigo: 0, salida: '', errores: '' });
    expect(await motivo('2026-07-02T10:00')).toContain('no@b.example rebotó o fue rechazado');
    await corregirCorreo();
    await enviar('2026-07-02T11:00');
    expect(recibidos().map(({ para }) => para)).toEqual([['si@b.example']]);
  });

  it('si lo rechazaron por otra cosa, el mismo paso no vuelve a salir', async () => {
    const { enviar, resolver, estados } = await preparar('spam@b.example');
    await enviar();
    await resolver('--descartar', '2026-07-01T09:00');
    expect(await enviar('2026-07-02T10:00')).toEqual({ codigo: 0, salida: '', errores: '' });
    expect(estados()).toEqual(['1 reclamado', '1 rechazado', '1 descartado']);
  });
});

describe('un mensaje rechazado', () => {
  it('por lo que dice no marca la dirección: espera a una persona, y reenviado vuelve a salir', async () => {
    const { enviar, resolver, motivo, orden, estados } = await preparar('spam@b.example');
    expect((await enviar()).codigo).toBe(4);
    expect(await enviar('2026-07-02T10:00')).toEqual({ codigo: 0, salida: '', errores: '' });
    expect(await motivo('2026-07-02T10:00')).toContain('el mensaje 1 fue rechazado sin que sea por la dirección');
    const agenda = await orden(['agenda', '--formato', 'json'], '2026-07-02T10:00');
    expect(agenda.salida).toContain('y no es por la dirección');
    await resolver('--reenviar', '2026-07-02T11:00');
    expect((await enviar('2026-07-02T12:00')).salida).toContain('rechazado');
    // Pasó un día y dice otra cosa: el de antes se descarta y sale otro en su lugar.
    expect(estados().slice(2)).toEqual(['1 pendiente', '1 descartado', '2 reclamado', '2 rechazado']);
  });

  it('por un 551 sin más detalle al destinatario marca la dirección', async () => {
    const { enviar, motivo } = await preparar('seco@b.example');
    await enviar();
    expect(await motivo('2026-07-02T10:00')).toContain('seco@b.example rebotó o fue rechazado');
  });

  it('por agotar los intentos no marca la dirección, y corregirla lo suelta', async () => {
    const { enviar, motivo, corregirCorreo, recibidos } = await preparar('luego@b.example');
    for (const hora of ['08:00', '08:30', '10:30', '18:30']) await enviar(`2026-07-01T${hora}`);
    expect(await motivo('2026-07-02T10:00')).toContain('el mensaje 1 fue rechazado sin que sea por la dirección');
    await corregirCorreo();
    await enviar('2026-07-02T11:00');
    expect(recibidos().map(({ para }) => para)).toEqual([['si@b.example']]);
  });
});

describe('el primer envío', () => {
  it('confirmado una vez no se vuelve a pedir, aunque el servidor haya contestado que después', async () => {
    const { enviar } = await preparar('luego@b.example');
    await enviar('2026-07-01T08:00');
    const siguiente = await enviar('2026-07-01T08:30', ['--sin-pagos-recientes']);
    expect(siguiente.codigo).toBe(4);
    expect(siguiente.errores).toContain('1 por reintentar');
  });

  it('con el servidor caído antes de tomar ninguno, dice que --confirmar sigue haciendo falta', async () => {
    const { enviar, politica } = await preparar('ana@uno.example');
    writeFileSync(politica, politicaConCorreo({ puerto: 1 }));
    expect((await enviar()).errores).toContain('la próxima vez también hace falta --confirmar');
    writeFileSync(politica, politicaConCorreo(servidor));
    expect((await enviar(undefined, ['--sin-pagos-recientes'])).codigo).toBe(1);
    expect((await enviar()).errores).not.toContain('--confirmar');
  });

  it('no sale con un --hoy que todavía no llegó, y simularlo se puede', async () => {
    const { mesa, politica, recibidos } = await preparar('ana@uno.example');
    const enviar = ['recordatorios', 'enviar', ...confirmado, '--politica', politica];
    const { codigo, errores } = await mesa.orden(enviar, { hoy: '2026-07-02' });
    expect(codigo).toBe(1);
    expect(errores).toContain('todavía no es 2026-07-02: hoy es 2026-07-01');
    expect((await mesa.orden([...enviar, '--simular'], { hoy: '2026-07-02' })).codigo).toBe(0);
    expect(recibidos()).toEqual([]);
  });
});

describe('un paso con una plantilla que no existe', () => {
  it('lo rechazan politica validar y recordatorios plan, y lo nombran', async () => {
    const { mesa, orden } = await preparar('ana@uno.example');
    const paso = '\n[[recordatorios.pasos]]\ncodigo = "uno"\ndespues = 3\nplantilla = "amabel"\n';
    const mala = mesa.escribir(politicaConCorreo(servidor, paso), 'mala.toml');
    for (const pedido of [
      ['politica', 'validar', mala],
      ['recordatorios', 'plan', '--politica', mala],
    ]) {
      const { codigo, errores } = pedido[0] === 'politica' ? await orden(pedido) : await mesa.orden(pedido);
      expect(codigo).toBe(1);
      expect(errores).toContain('el paso «uno» pide la plantilla «amabel», que no existe');
    }
  });
});
