import { connect, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Conexiones } from '../../src/envio/conexiones.ts';
import { FallaDeServidor } from '../../src/envio/smtp.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { levantarServidor, type OpcionesDeServidor, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';

let servidor: ServidorDeCorreo | undefined;
afterEach(() => servidor?.detener());

async function conServidor(
  opciones: OpcionesDeServidor = {},
): Promise<{ servidor: ServidorDeCorreo; conexiones: Conexiones }> {
  servidor = await levantarServidor(carpetaTemporal(), opciones);
  return { servidor, conexiones: conexionesCon(servidor.puerto) };
}

function conexionesCon(puerto: number): Conexiones {
  return new Conexiones({
    servidor: '127.0.0.1',
    puerto,
    seguridad: 'ninguna',
    usuario: null,
    clave: null,
    esperaMax: 20_000,
  });
}

/** Escucha en un puerto libre de esta máquina. */
async function puertoDe(puente: Server): Promise<number> {
  await new Promise<void>((listo) => puente.listen(0, '127.0.0.1', listo));
  const direccion = puente.address();
  return direccion !== null && typeof direccion === 'object' ? direccion.port : 0;
}

const mensaje = Buffer.from('Subject: hola\r\n\r\nHola.\r\n');

/** Entrega tantos de los que quedan, cambiando de conexión cuando la que está en uso no sirve. */
async function entregar(conexiones: Conexiones, cuantos: number, quedan: number): Promise<void> {
  for (let hechos = 0; hechos < cuantos; hechos++) {
    if (!conexiones.lista) await conexiones.cambiar();
    const sobre = { de: 'cobros@sur.example', para: 'ana@b.example' };
    const { entrega } = await conexiones.entregar({ sobre, mensaje, marcar: () => {} });
    expect(entrega).toMatchObject({ clase: 'enviado' });
    conexiones.prever(quedan - hechos - 1);
  }
}

/** Cuántos mensajes seguidos trajo cada conexión. */
function porConexion(recibidos: readonly { readonly conexion: string }[]): number[] {
  const cuentas = new Map<string, number>();
  for (const { conexion } of recibidos) cuentas.set(conexion, (cuentas.get(conexion) ?? 0) + 1);
  return [...cuentas.values()];
}

describe('las conexiones de una corrida', () => {
  it('cada una lleva cien mensajes, y cuando se la deja la que sigue ya está saludada', async () => {
    const { servidor, conexiones } = await conServidor({ demoraMs: [5, 5] });
    await entregar(conexiones, 205, 205);
    await conexiones.cerrar();
    const recibidos = servidor.recibidos();
    expect(porConexion(recibidos)).toEqual([100, 100, 5]);
    expect(recibidos.map(({ saludadas }) => saludadas)).toEqual(recibidos.map(({ saludadas }) => saludadas).sort());
    expect([0, 69, 99, 169, 199].map((orden) => recibidos[orden]?.saludadas)).toEqual([1, 1, 2, 2, 3]);
  });

  it('no abre otra si la que está en uso alcanza para lo que queda', async () => {
    const { servidor, conexiones } = await conServidor({ demoraMs: [5, 5] });
    await entregar(conexiones, 100, 100);
    await conexiones.cerrar();
    expect(servidor.recibidos().at(-1)?.saludadas).toBe(1);
  });

  it('si el servidor no atiende a dos a la vez, se despide de una antes de abrir la otra', async () => {
    const { servidor, conexiones } = await conServidor({ aLaVez: 1 });
    await entregar(conexiones, 130, 130);
    await conexiones.cerrar();
    expect(porConexion(servidor.recibidos())).toEqual([100, 30]);
  });

  it('si el servidor se cansó de la que esperaba, se abre otra', async () => {
    const { servidor, conexiones } = await conServidor({ inactividadMs: 300 });
    await entregar(conexiones, 90, 300);
    await new Promise((listo) => setTimeout(listo, 700));
    await entregar(conexiones, 20, 210);
    await conexiones.cerrar();
    expect(porConexion(servidor.recibidos())).toEqual([90, 20]);
  });

  it('al terminar no espera a la que todavía se estaba abriendo', async () => {
    const { servidor } = await conServidor();
    let llegadas = 0;
    // La primera llega al servidor; a las demás nadie las saluda.
    const puente = createServer((conexion) => {
      llegadas += 1;
      if (llegadas > 1) return;
      const hacia = connect(servidor.puerto, '127.0.0.1');
      conexion.pipe(hacia).pipe(conexion);
      for (const lado of [conexion, hacia]) lado.setNoDelay(true).on('error', () => {});
    });
    const conexiones = conexionesCon(await puertoDe(puente));
    await entregar(conexiones, 90, 300);
    const empezo = performance.now();
    await conexiones.cerrar();
    expect(llegadas).toBe(2);
    expect(performance.now() - empezo).toBeLessThan(10_000);
    puente.close();
  });

  it('sin servidor lo dice, y a quien cerró sin atender también', async () => {
    const esquivo = createServer((conexion) => conexion.destroy());
    const conexiones = conexionesCon(await puertoDe(esquivo));
    await expect(conexiones.cambiar()).rejects.toBeInstanceOf(FallaDeServidor);
    expect(conexiones.lista).toBe(false);
    await conexiones.cerrar();
    esquivo.close();
    await expect(conexionesCon(1).cambiar()).rejects.toBeInstanceOf(FallaDeServidor);
  });
});
