import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { conversar, teclas } from '../apoyo/conversar.ts';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: string;

beforeEach(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const espiga = siembra.cliente({ codigo: 'C-1', nombre: 'La Espiga' });
    siembra.cliente({ codigo: 'C-2', nombre: 'Espigón Sur' });
    siembra.documento({
      cliente: espiga,
      numero: 'F-1',
      emision: '2026-05-01',
      vencimiento: '2026-06-01',
      importe: 150_000,
    });
  });
});

const registrar = ['contacto', 'registrar', '--formato', 'json'];
const contactos = async (): Promise<unknown[]> =>
  JSON.parse((await ejecutar(['contacto', 'listar', '--formato', 'json'], { libro })).salida);
const { enter, abajo } = teclas;

describe('contacto registrar, preguntando', () => {
  it('sin opciones, en una terminal, pregunta paso a paso y registra', async () => {
    const { codigo, salida, errores } = await conversar(
      registrar,
      [
        ['¿Con qué cliente?', 'la espiga', enter],
        ['¿Por dónde fue el contacto con La Espiga?', abajo, enter],
        ['¿Quién buscó a quién?', abajo, enter],
        ['¿Cómo terminó?', enter],
        ['¿Por qué no pagó?', abajo, enter],
        ['¿Con quién se habló?', 'Ana', enter],
        ['¿Qué conviene recordar?', 'dijo que el lunes mira', enter],
        ['¿Cuándo hay que volver a ocuparse?', enter],
        ['¿Registrar el contacto con La Espiga?', enter],
      ],
      { libro },
    );
    expect(codigo, errores).toBe(0);
    expect(JSON.parse(salida)).toMatchObject({
      cliente_id: 'C-1',
      canal: 'email',
      sentido: 'entrante',
      resultado: 'contactado',
      motivo: 'olvido',
      persona: 'Ana',
      nota: 'dijo que el lunes mira',
      proximo: '2026-07-06',
    });
    expect(await contactos()).toHaveLength(1);
    expect(errores).not.toMatch(/navigate|select|Cancel/);
  });

  it('si promete pagar, pregunta el día y el monto y registra también la promesa', async () => {
    const { codigo, salida, errores } = await conversar(
      [...registrar, 'C-1', '--resultado', 'promete-pagar'],
      [
        ['¿Por dónde fue', enter],
        ['¿Quién buscó a quién?', enter],
        ['¿Qué día promete pagar?', 'viernes', enter],
        ['¿Cuánto?', '1.000', enter],
        ['escríbalo sin miles', ...Array<string>(5).fill(teclas.borrar), '1000', enter],
        ['¿Por qué no pagó?', enter],
        ['¿Con quién se habló?', enter],
        ['¿Qué conviene recordar?', enter],
        ['¿Registrar', enter],
      ],
      { libro },
    );
    expect(codigo, errores).toBe(0);
    expect(JSON.parse(salida)).toMatchObject({
      promesa: '2026-07-03',
      monto: 1000,
      motivo: null,
      persona: null,
      proximo: null,
    });
  });

  it('una respuesta que no sirve se explica y se vuelve a preguntar', async () => {
    const { codigo, errores } = await conversar(
      registrar,
      [
        ['¿Con qué cliente?', 'espig', enter],
        ['coincide con 2 clientes', teclas.escape],
      ],
      { libro },
    );
    expect(codigo).toBe(130);
    expect(errores).toContain('C-2');
  });

  it('Esc, Ctrl-C, un «no» o cerrar la terminal cancelan sin registrar nada y terminan con 130', async () => {
    const hasta = [...registrar, 'C-1', '--canal', 'llamada'];
    const finales: [string, ...string[]][] = [
      ['¿Cómo terminó?', teclas.escape],
      ['¿Cómo terminó?', teclas.controlC],
    ];
    for (const final of finales) {
      const { codigo, salida, errores } = await conversar(hasta, [['¿Quién buscó a quién?', enter], final], { libro });
      expect([codigo, salida]).toEqual([130, '']);
      expect(errores).toContain('cancelado: no se registró nada');
    }
    const cerrada = await conversar(hasta, [['¿Quién buscó a quién?']], { libro, cierra: true });
    expect(cerrada.codigo).toBe(130);
    const no = await conversar(
      [...registrar, 'C-1', '--resultado', 'ocupado'],
      [
        ['¿Por dónde fue', enter],
        ['¿Quién buscó a quién?', enter],
        ['¿Qué conviene recordar?', enter],
        ['¿Cuándo hay que volver', enter],
        ['¿Registrar', abajo, enter],
      ],
      { libro },
    );
    expect(no.codigo).toBe(130);
    expect(await contactos()).toEqual([]);
  });

  it('con todo lo necesario en la orden, o con TERM=dumb, no pregunta', async () => {
    const completa = await conversar([...registrar, 'C-1', '--canal', 'llamada', '--resultado', 'ocupado'], [], {
      libro,
    });
    expect(completa.codigo).toBe(0);
    const tonta = await conversar(registrar, [], { libro, entorno: { TERM: 'dumb' } });
    expect(tonta.codigo).toBe(2);
  });
});
