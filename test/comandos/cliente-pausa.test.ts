import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import { leerCanales } from '../../src/datos/canales.ts';
import { leerPausasVigentes } from '../../src/datos/pausas.ts';
import { verificar } from '../../src/datos/verificar.ts';
import { sePuedeUsar } from '../../src/dominio/canal.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: string;

beforeEach(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    siembra.cliente({ codigo: 'C1', nombre: 'La Espiga' });
    siembra.cliente({ codigo: 'C2', nombre: 'Zeta' });
  });
});

const correr = (argumentos: string[], hoy = '2026-07-01') => ejecutar(argumentos, { libro, hoy });

async function json<T>(argumentos: string[], hoy?: string): Promise<T> {
  const { codigo, salida, errores } = await correr([...argumentos, '--formato', 'json'], hoy);
  expect({ codigo, error: errores.includes('error:') }).toEqual({ codigo: 0, error: false });
  return JSON.parse(salida) as T;
}

function vigentes(hoy: string): [number, string][] {
  const abierto = abrirParaLeer(libro);
  try {
    expect(verificar(abierto)).toEqual([]);
    return [...leerPausasVigentes(abierto, fecha(hoy))].map(([cliente, { clase }]) => [cliente, clase]);
  } finally {
    abierto.cerrar();
  }
}

const pausar = (...resto: string[]) => ['cliente', 'pausar', 'espiga', '--motivo', 'vacaciones', ...resto];

describe('cliente pausar y reanudar', () => {
  test('rige del primer al último día y se ve en cliente ver', async () => {
    expect(await json(pausar('--hasta', '2026-07-15'))).toMatchObject({
      pausa_id: 1,
      cliente_id: 'C1',
      clase: 'pausa',
      desde: '2026-07-01',
      hasta: '2026-07-15',
      motivo: 'vacaciones',
    });
    expect(['2026-06-30', '2026-07-01', '2026-07-15', '2026-07-16'].map((dia) => vigentes(dia).length)).toEqual([
      0, 1, 1, 0,
    ]);
    expect(await json(['cliente', 'ver', 'C1'])).toMatchObject({ pausas: [{ clase: 'pausa', motivo: 'vacaciones' }] });
    expect(await json(['cliente', 'ver', 'C1'], '2026-07-16')).toMatchObject({ pausas: [] });
  });

  test('sin fin sigue hasta reanudarlo, y antes de reanudarlo estaba en pausa', async () => {
    await json(pausar('--clase', 'abogado', '--fecha', '2026-06-01'));
    expect(vigentes('2030-01-01')).toEqual([[1, 'abogado']]);
    const [hecha] = [
      await json<{ pausa_id: number; terminada: string }>(['cliente', 'reanudar', 'C1', '--motivo', 'acordó']),
    ];
    expect(hecha).toMatchObject({ pausa_id: 1, terminada: '2026-07-01' });
    expect([vigentes('2026-06-30').length, vigentes('2026-07-01').length]).toEqual([1, 0]);
  });

  test('de varias manda la más fuerte, y reanudar las termina todas', async () => {
    await json(pausar('--hasta', '2026-08-01'));
    await json(pausar('--clase', 'abogado'));
    expect(vigentes('2026-07-02')).toEqual([[1, 'abogado']]);
    expect(await json<unknown[]>(['cliente', 'reanudar', 'C1'])).toHaveLength(2);
    expect(vigentes('2026-07-02')).toEqual([]);
  });

  test('una pausa que no agrega nada, y reanudar a quien no está en pausa, terminan con 1', async () => {
    await json(pausar());
    expect(await correr(pausar('--hasta', '2026-07-05'))).toMatchObject({
      codigo: 1,
      errores: expect.stringContaining('ya está en pausa'),
    });
    expect(await correr(['cliente', 'reanudar', 'C2'])).toMatchObject({
      codigo: 1,
      errores: expect.stringContaining('no está en pausa'),
    });
  });

  test.each([
    ['sin motivo', ['cliente', 'pausar', 'C1'], 'falta la opción --motivo'],
    ['un fin que ya pasó', pausar('--hasta', '2026-06-30'), 'no regiría ningún día'],
    ['una clase que no existe', pausar('--clase', 'siesta'), 'siesta'],
    ['un cliente que no está', ['cliente', 'pausar', 'Omega', '--motivo', 'x'], 'Omega'],
    ['reanudar desde un día que no llegó', ['cliente', 'reanudar', 'C1', '--fecha', '2026-07-02'], 'todavía no llegó'],
  ])('rechaza %s', async (_, argumentos, mensaje) => {
    const { codigo, errores } = await correr(argumentos);
    expect({ codigo, errores }).toEqual({ codigo: 2, errores: expect.stringContaining(mensaje) });
  });

  test('simular no pausa y la misma --id no repite', async () => {
    expect((await correr(pausar('--simular'))).errores).toContain('no se escribió nada');
    expect(vigentes('2026-07-01')).toEqual([]);
    await json(pausar('--id', 'p'));
    expect((await correr(pausar('--id', 'p'))).errores).toContain('ya registrado');
    expect(vigentes('2026-07-01')).toHaveLength(1);
  });
});

describe('cliente canal', () => {
  const canal = (...resto: string[]) => ['cliente', 'canal', 'C1', '--canal', 'email', ...resto];

  function usable(hoy: string, id = 1): boolean {
    const abierto = abrirParaLeer(libro);
    try {
      return sePuedeUsar(leerCanales(abierto, [id], fecha(hoy)).get(id), 'email');
    } finally {
      abierto.cerrar();
    }
  }

  test('pedir la baja rige desde ese día; otro canal y otro cliente siguen igual', async () => {
    expect(await json(canal('--no', '--motivo', 'pidió la baja', '--fecha', '2026-06-20'))).toMatchObject({
      cliente_id: 'C1',
      canal: 'email',
      permitido: 'no',
      fecha: '2026-06-20',
    });
    expect([usable('2026-06-19'), usable('2026-06-20'), usable('2026-07-01', 2)]).toEqual([true, false, true]);
    expect(await json(['cliente', 'ver', 'C1'])).toMatchObject({
      canales: [{ canal: 'email', permitido: 'no', motivo: 'pidió la baja' }],
    });
    await json(canal('--si'));
    expect(usable('2026-07-01')).toBe(true);
  });

  test('de un cliente que el libro no tiene no se puede usar ningún canal', () => {
    expect(usable('2026-07-01', 99)).toBe(false);
  });

  test('repetir lo que ya se sabía no escribe nada', async () => {
    await json(canal('--no'));
    const otra = await correr(canal('--no'));
    expect(otra).toMatchObject({ codigo: 0, errores: expect.stringContaining('nada que cambiar') });
    const { salida } = await correr(['libro', 'bitacora', '--formato', 'json']);
    expect(JSON.parse(salida)).toHaveLength(2);
  });

  test.each([
    ['ni sí ni no', canal()],
    ['sí y no', canal('--si', '--no')],
    ['un canal que no existe', ['cliente', 'canal', 'C1', '--canal', 'paloma', '--no']],
  ])('rechaza %s', async (_, argumentos) => {
    expect((await correr(argumentos)).codigo).toBe(2);
  });
});
