import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conversar, teclas } from '../apoyo/conversar.ts';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

const { enter, abajo } = teclas;
const crear = ['acuerdo', 'crear', '--formato', 'json'];

async function libroNuevo(): Promise<string> {
  const libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const cliente = siembra.cliente({ codigo: 'C-1', nombre: 'La Espiga' });
    siembra.documento({ cliente, numero: 'F-1', vencimiento: '2026-06-01', importe: 150_000 });
  });
  return libro;
}

describe('acuerdo crear, preguntando', () => {
  it('sin opciones, en una terminal, pregunta paso a paso y registra un plan', async () => {
    const libro = await libroNuevo();
    const { codigo, salida, errores } = await conversar(
      crear,
      [
        ['¿Con qué cliente?', 'espiga', enter],
        ['¿Qué se acuerda con La Espiga?', abajo, enter],
        ['¿En cuántas cuotas?', '3', enter],
        ['¿Cuándo vence la primera?', '31/7', enter],
        ['¿Cada cuánto?', enter],
        ['¿Paga algo hoy, además?', '20%', enter],
        ['¿Registrar el acuerdo con La Espiga?', enter],
      ],
      { libro },
    );
    expect(codigo, errores).toBe(0);
    const { total, cuotas } = JSON.parse(salida);
    expect(total).toBe(1500);
    expect(
      cuotas.map(({ vencimiento, monto }: { vencimiento: string; monto: number }) => [vencimiento, monto]),
    ).toEqual([
      ['2026-07-01', 300],
      ['2026-07-31', 400],
      ['2026-08-31', 400],
      ['2026-09-30', 400],
    ]);
  });

  it('con el cliente en la orden pregunta sólo el resto, y si se dice que no, no registra nada', async () => {
    const libro = await libroNuevo();
    const { codigo, errores } = await conversar(
      ['acuerdo', 'crear', 'C-1'],
      [
        ['¿Qué se acuerda con La Espiga?', enter],
        ['¿Qué día paga?', '+7', enter],
        ['¿Cuánto?', enter],
        ['¿Registrar el acuerdo con La Espiga?', abajo, enter],
      ],
      { libro },
    );
    expect([codigo, errores]).toEqual([130, expect.stringContaining('no se registró nada')]);
    expect(JSON.parse((await ejecutar(['acuerdo', 'listar', '--formato', 'json'], { libro })).salida)).toEqual([]);
  });
});
