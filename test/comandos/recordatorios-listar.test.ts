import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { prepararMensajes, rechazos } from '../apoyo/mensajes-enviados.ts';
import { levantarServidor, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';

let servidor: ServidorDeCorreo;
beforeAll(async () => {
  servidor = await levantarServidor(carpetaTemporal(), { rechazos });
});
afterAll(() => servidor.detener());

describe('recordatorios listar', () => {
  it('muestra los mensajes del más nuevo al más viejo con lo último que les pasó', async () => {
    const { orden } = await prepararMensajes(servidor);
    const { salida } = await orden(['recordatorios', 'listar', '--formato', 'json']);
    const filas = JSON.parse(salida) as Record<string, unknown>[];
    expect(filas.map(({ mensaje_id, cliente_id, estado, monto }) => [mensaje_id, cliente_id, estado, monto])).toEqual([
      [2, 'C2', 'rechazado', 1000],
      [1, 'C1', 'enviado', 2000],
    ]);
    expect(filas[0]).toMatchObject({ paso: 'amable', canal: 'email', destino: 'no@b.example', intento: 1 });
    expect(filas[0]).not.toHaveProperty('texto');
    expect(filas[0]?.message_id).toMatch(/^<[0-9a-f-]{36}@sur\.example>$/);
  });

  it('--por-resolver deja sólo lo que espera a una persona; --texto muestra lo que se le dijo', async () => {
    const { orden } = await prepararMensajes(servidor);
    const porResolver = await orden(['recordatorios', 'listar', '--por-resolver']);
    expect(porResolver.salida).toContain('C2');
    expect(porResolver.salida).not.toContain('C1');
    const texto = await orden(['recordatorios', 'listar', '--cliente', 'C1', '--texto', '--formato', 'json']);
    expect((JSON.parse(texto.salida) as { texto: string }[])[0]?.texto).toContain('A-1');
    const enviados = await orden(['recordatorios', 'listar', '--estado', 'enviado,dudoso']);
    expect(enviados.codigo).toBe(0);
    expect(enviados.salida).toContain('C1');
    expect(enviados.salida).not.toContain('C2');
    const mal = await orden(['recordatorios', 'listar', '--estado', 'volando']);
    expect(mal.codigo).toBe(2);
    expect(mal.errores).toContain('«volando» no es un valor de --estado');
    expect(mal.errores).toContain('dudoso');
  });
});
