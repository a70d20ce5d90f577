import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Condiciones } from '../apoyo/ejecutar.ts';
import { estadosDe } from '../apoyo/estados.ts';
import { Mesa } from '../apoyo/mesa.ts';
import {
  levantarServidor,
  type OpcionesDeServidor,
  politicaConCorreo,
  type ServidorDeCorreo,
} from '../apoyo/servidor-de-correo.ts';

const servidores: ServidorDeCorreo[] = [];
afterAll(() => Promise.all(servidores.map((servidor) => servidor.detener())));

const encabezado = 'cliente_id,cliente,email,numero,emision,vencimiento,importe';
const facturas = [
  encabezado,
  'C1,Uno SA,uno@a.example,A-1,2026-05-20,2026-06-20,3000',
  'C2,Dos SA,dos@b.example,A-2,2026-05-20,2026-06-20,2000',
  'C3,Tres SA,tres@c.example,A-3,2026-05-20,2026-06-20,1000',
];

/**
 * Un libro con tres que deben, a los que se les escribe en ese orden por un servidor que se queda esperando: antes de aceptar
 * al destinatario, con el mensaje reclamado y sin salir; o antes de contestar que lo recibió, con el siguiente ya escrito.
 */
async function preparar(espera: 'aceptaCuando' | 'contestaCuando' | OpcionesDeServidor, agregado = '') {
  const mesa = new Mesa();
  const permiso = join(mesa.carpeta, 'permiso');
  const servidor = await levantarServidor(mesa.carpeta, typeof espera === 'string' ? { [espera]: permiso } : espera);
  servidores.push(servidor);
  const politica = mesa.escribir(politicaConCorreo(servidor, agregado), 'politica.toml');
  await mesa.importar(facturas);
  const estados = () => estadosDe(mesa);
  return {
    mesa,
    estados,
    recibidos: () => servidor.recibidos(),
    enviar: (condiciones: Condiciones = {}) =>
      mesa.orden(
        ['recordatorios', 'enviar', '--confirmar', '--sin-pagos-recientes', '--politica', politica],
        condiciones,
      ),
    /** Espera a que el servidor tenga en las manos el primer mensaje. */
    async conElPrimeroEnCurso(): Promise<void> {
      const llego = () => (espera === 'aceptaCuando' ? estados().length : servidor.recibidos().length) > 0;
      while (!llego()) await dormir(5);
      // La corrida sigue: empieza a entregarlo, o a escribir el siguiente.
      await dormir(50);
    },
    /** El servidor deja de esperar, con éste y con los demás. */
    seguir: () => writeFileSync(permiso, ''),
  };
}

function dormir(milisegundos: number): Promise<void> {
  return new Promise((listo) => setTimeout(listo, milisegundos));
}

describe('mientras el servidor contesta a un mensaje se escribe el que sigue', () => {
  it('si entre tanto ese cliente pagó todo, no le sale; a los demás sí', async () => {
    const { mesa, enviar, recibidos, seguir, conElPrimeroEnCurso } = await preparar('contestaCuando');
    const corrida = enviar();
    await conElPrimeroEnCurso();
    const pago = await mesa.orden(['pago', 'registrar', 'C2', '--monto', '2000', '--fecha', '2026-07-01']);
    expect(pago.codigo, pago.errores).toBe(0);
    seguir();
    const { codigo, errores } = await corrida;
    expect(codigo, errores).toBe(0);
    expect(recibidos().flatMap(({ para }) => para)).toEqual(['uno@a.example', 'tres@c.example']);
    expect(errores).toContain('1 ya no correspondía al llegarle el turno: no se le escribió');
    expect((await mesa.orden(['libro', 'verificar'])).codigo).toBe(0);
  });

  it('si pagó una parte, le sale lo que queda y no lo que se había escrito', async () => {
    const { mesa, enviar, recibidos, seguir, conElPrimeroEnCurso } = await preparar('contestaCuando');
    const corrida = enviar();
    await conElPrimeroEnCurso();
    await mesa.orden(['pago', 'registrar', 'C2', '--monto', '500.25', '--fecha', '2026-07-01']);
    seguir();
    expect((await corrida).codigo).toBe(0);
    expect(recibidos().map(({ para }) => para[0])).toEqual(['uno@a.example', 'dos@b.example', 'tres@c.example']);
    expect(mesa.consultar('SELECT monto FROM mensajes ORDER BY id')).toEqual([
      { monto: 300000 },
      { monto: 149975 },
      { monto: 100000 },
    ]);
    expect(recibidos()[1]?.crudo).toContain('1.499,75');
  });

  it('si entre tanto se pasó la hora, no le sale', async () => {
    const ventanas = 'ventanas = { "lun-vie" = "09:00-18:00" }';
    const { enviar, recibidos, seguir, conElPrimeroEnCurso } = await preparar('contestaCuando', ventanas);
    // Son las 17:59 en Buenos Aires hasta que el servidor tiene el primer mensaje.
    const ahora = () => new Date(recibidos().length === 0 ? '2026-07-01T20:59:00Z' : '2026-07-01T21:00:00Z');
    const corrida = enviar({ ahora });
    await conElPrimeroEnCurso();
    seguir();
    const { codigo, errores } = await corrida;
    expect(codigo, errores).toBe(0);
    expect(recibidos().flatMap(({ para }) => para)).toEqual(['uno@a.example']);
    expect(errores).toContain('2 ya no correspondían al llegarles el turno: no se les escribió');
  });

  it('si nadie escribió, sale lo escrito, con cada estado en el disco y un eslabón por paso', async () => {
    const { mesa, enviar, recibidos, seguir, conElPrimeroEnCurso } = await preparar('contestaCuando');
    const corrida = enviar();
    await conElPrimeroEnCurso();
    seguir();
    expect((await corrida).codigo).toBe(0);
    expect(recibidos()).toHaveLength(3);
    const resumenes = mesa
      .consultar<{ resumen: string }>(
        "SELECT resumen FROM operaciones WHERE comando = 'recordatorios enviar' ORDER BY id",
      )
      .map(({ resumen }) => resumen);
    expect(resumenes).toEqual([
      'C1: sale el mensaje 1',
      'C1: salen los últimos bytes del mensaje 1',
      'C1: mensaje 1 enviado; C2: sale el mensaje 2',
      'C2: salen los últimos bytes del mensaje 2',
      'C2: mensaje 2 enviado; C3: sale el mensaje 3',
      'C3: salen los últimos bytes del mensaje 3',
      'C3: mensaje 3 enviado',
    ]);
    expect((await mesa.orden(['libro', 'verificar'])).codigo).toBe(0);
  });
});

describe('una corrida larga', () => {
  it('si pasa la medianoche, lo que sigue se decide y se anota con el día nuevo', async () => {
    const { mesa, enviar, recibidos, seguir } = await preparar('contestaCuando');
    seguir();
    // Son las 23:59 en Buenos Aires hasta que el servidor tiene el primer mensaje.
    const ahora = () => new Date(recibidos().length === 0 ? '2026-07-02T02:59:50Z' : '2026-07-02T03:00:10Z');
    expect((await enviar({ ahora })).codigo).toBe(0);
    expect(mesa.consultar('SELECT fecha, hora FROM mensajes ORDER BY id')).toEqual([
      { fecha: '2026-07-01', hora: '23:59' },
      { fecha: '2026-07-02', hora: '00:00' },
      { fecha: '2026-07-02', hora: '00:00' },
    ]);
    expect(recibidos()[1]?.crudo).toContain('20/06/2026   12 d');
  });

  it('se detiene si el servidor recibe tres mensajes seguidos y no dice si los tiene', async () => {
    const { mesa, enviar, recibidos } = await preparar({ siempre: 'duda' });
    await mesa.importar([
      encabezado,
      ...[4, 5, 6].map((numero) => `C${numero},Otro,c${numero}@d.example,A-${numero},2026-05-20,2026-06-20,100`),
    ]);
    const { codigo, errores } = await enviar();
    expect(codigo).toBe(4);
    expect(errores).toContain('la corrida se detuvo: el servidor recibió 3 mensajes seguidos y no dijo si los tiene');
    expect(recibidos()).toHaveLength(3);
  });
});

describe('mientras el servidor acepta al destinatario', () => {
  it('si el cliente pagó, los últimos bytes no salen: queda descartado, no vuelve a salir y los demás salen', async () => {
    const { mesa, enviar, recibidos, seguir, conElPrimeroEnCurso, estados } = await preparar('aceptaCuando');
    const corrida = enviar();
    await conElPrimeroEnCurso();
    const pago = await mesa.orden(['pago', 'registrar', 'C1', '--monto', '3000', '--fecha', '2026-07-01']);
    expect(pago.codigo, pago.errores).toBe(0);
    seguir();
    const { codigo, errores } = await corrida;
    expect(codigo, errores).toBe(0);
    expect(errores).toContain('1 ya no correspondía al llegarle el turno: no se le escribió');
    expect(recibidos().flatMap(({ para }) => para)).toEqual(['dos@b.example', 'tres@c.example']);
    expect(estados().slice(0, 2)).toEqual(['1 reclamado', '1 descartado']);
    expect(await enviar()).toEqual({ codigo: 0, salida: '', errores: '' });
    expect((await mesa.orden(['libro', 'verificar'])).codigo).toBe(0);
  });

  it('si pagó una parte, sale otro mensaje, con lo que queda, y uno solo', async () => {
    const { mesa, enviar, recibidos, seguir, conElPrimeroEnCurso } = await preparar('aceptaCuando');
    const corrida = enviar();
    await conElPrimeroEnCurso();
    await mesa.orden(['pago', 'registrar', 'C1', '--monto', '1000.50', '--fecha', '2026-07-01']);
    seguir();
    expect((await corrida).codigo).toBe(0);
    expect(recibidos().flatMap(({ para }) => para)).toEqual(['uno@a.example', 'dos@b.example', 'tres@c.example']);
    expect(recibidos()[0]?.crudo).toContain('1.999,50');
    expect(recibidos()[0]?.crudo).not.toContain('3.000,00</td>');
  });

  it('si lo que pasó es de otro, el mensaje sale tal cual', async () => {
    const { mesa, enviar, recibidos, seguir, conElPrimeroEnCurso, estados } = await preparar('aceptaCuando');
    const corrida = enviar();
    await conElPrimeroEnCurso();
    await mesa.orden(['pago', 'registrar', 'C3', '--monto', '1000', '--fecha', '2026-07-01']);
    seguir();
    expect((await corrida).codigo).toBe(0);
    expect(recibidos().flatMap(({ para }) => para)).toEqual(['uno@a.example', 'dos@b.example']);
    expect(estados().slice(0, 3)).toEqual(['1 reclamado', '1 en-data', '1 enviado']);
  });

  it('si se pasó la hora, no sale', async () => {
    const { mesa, enviar, recibidos, seguir, conElPrimeroEnCurso } = await preparar(
      'aceptaCuando',
      'ventanas = { "lun-vie" = "09:00-18:00" }',
    );
    let instante = '2026-07-01T20:59:00Z';
    const corrida = enviar({ ahora: () => new Date(instante) });
    await conElPrimeroEnCurso();
    instante = '2026-07-01T21:00:00Z';
    seguir();
    const { codigo, errores } = await corrida;
    expect(codigo, errores).toBe(0);
    expect(recibidos()).toEqual([]);
    expect(errores).toContain('3 ya no correspondían al llegarles el turno: no se les escribió');
    expect((await mesa.orden(['libro', 'verificar'])).codigo).toBe(0);
  });
});
