import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import { verificar } from '../../src/datos/verificar.ts';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: string;

beforeEach(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const espiga = siembra.cliente({ codigo: 'C1', nombre: 'La Espiga' });
    siembra.documento({
      cliente: espiga,
      numero: 'F-1',
      emision: '2026-05-01',
      vencimiento: '2026-05-31',
      importe: 10_000,
    });
  });
});

async function json<T = Record<string, unknown>>(argumentos: string[], hoy: string): Promise<T> {
  const { codigo, salida, errores } = await ejecutar([...argumentos, '--formato', 'json'], { libro, hoy });
  expect({ codigo, errores }).toEqual({ codigo: 0, errores: expect.not.stringContaining('error:') });
  return JSON.parse(salida) as T;
}

const pagar = (monto: string, ...resto: string[]) => ['pago', 'registrar', 'C1', '--monto', monto, ...resto];
const anular = (id: number) => ['pago', 'anular', String(id), '--motivo', 'cheque rechazado'];

async function factura(hoy: string): Promise<{ saldo: number; estado: string } | undefined> {
  const [una] = await json<{ saldo: number; estado: string }[]>(['factura', 'listar'], hoy);
  return una;
}

function sinHallazgos(): void {
  const abierto = abrirParaLeer(libro);
  try {
    expect(verificar(abierto)).toEqual([]);
  } finally {
    abierto.cerrar();
  }
}

describe('un pago y los acuerdos', () => {
  // Miércoles 1 de julio; la promesa es para el viernes 3 y se espera un día hábil: hasta el lunes 6.
  test('la promesa se cumple con el pago, y se reabre o se rompe al anularlo', async () => {
    await json(['acuerdo', 'crear', 'C1', '--promesa', '2026-07-03'], '2026-07-01');
    expect((await factura('2026-07-01'))?.estado).toBe('en-acuerdo');
    expect((await json(pagar('40'), '2026-07-02')).acuerdos).toEqual([]);
    expect((await json(pagar('60'), '2026-07-06')).acuerdos).toEqual([
      { acuerdo_id: 1, tipo: 'promesa', antes: 'abierta', despues: 'cumplida' },
    ]);
    const enFecha = await ejecutar([...anular(2), '--simular'], { libro, hoy: '2026-07-06' });
    expect(enFecha.errores).toContain('acuerdo 1 (promesa): estaba cumplida, quedó abierta');
    expect((await json(anular(2), '2026-07-10')).acuerdos).toEqual([
      { acuerdo_id: 1, tipo: 'promesa', antes: 'cumplida', despues: 'parcial' },
    ]);
    expect((await json(anular(1), '2026-07-10')).acuerdos).toEqual([
      { acuerdo_id: 1, tipo: 'promesa', antes: 'parcial', despues: 'incumplida' },
    ]);
    expect(await factura('2026-07-10')).toMatchObject({ saldo: 100, estado: 'vencida' });
    sinHallazgos();
  });

  test('un pago anulado y vuelto a registrar con su fecha sigue cumpliendo la promesa, sin mover los saldos pasados', async () => {
    await json(['acuerdo', 'crear', 'C1', '--promesa', '2026-07-06'], '2026-07-01');
    await json(pagar('100'), '2026-07-06');
    await json(anular(1), '2026-07-10');
    expect((await json(pagar('100', '--fecha', '2026-07-06'), '2026-07-10')).acuerdos).toEqual([
      { acuerdo_id: 1, tipo: 'promesa', antes: 'incumplida', despues: 'cumplida' },
    ]);
    for (const hoy of ['2026-07-08', '2026-07-10']) {
      expect(await json(['acuerdo', 'ver', '1'], hoy)).toMatchObject({ estado: 'cumplida', pagado: 100 });
      expect(await factura(hoy)).toMatchObject({ saldo: 0 });
    }
    sinHallazgos();
  });

  test('el dinero que ya estaba a cuenta cumple la promesa al imputarlo', async () => {
    await json(['acuerdo', 'crear', 'C1', '--promesa', '2026-07-03'], '2026-07-01');
    await json(pagar('100', '--a-cuenta'), '2026-07-02');
    expect((await json(['pago', 'imputar', '1', '--factura', 'F-1'], '2026-07-20')).acuerdos).toEqual([
      { acuerdo_id: 1, tipo: 'promesa', antes: 'incumplida', despues: 'cumplida' },
    ]);
  });

  test('la quita se gana con el pago a tiempo y se deshace con él, en la misma operación', async () => {
    await json(['acuerdo', 'crear', 'C1', '--quita', '10%', '--hasta', '2026-07-10'], '2026-07-01');
    const pago = await json(pagar('90', '--factura', 'F-1'), '2026-07-08');
    expect(pago).toMatchObject({
      saldo_total: 0,
      aplicaciones: [{ numero: 'F-1', monto: 90, saldo: 0 }],
      acuerdos: [{ acuerdo_id: 1, tipo: 'quita', antes: 'abierta', despues: 'cumplida' }],
      descuentos: [{ acuerdo_id: 1, pago_id: 2, cambio: 'otorgado', monto: 10 }],
    });
    const suelto = await ejecutar(anular(2), { libro, hoy: '2026-07-08' });
    expect(suelto).toMatchObject({ codigo: 1, errores: expect.stringContaining('es el descuento del acuerdo 1') });
    expect(await json(anular(1), '2026-07-15')).toMatchObject({
      saldo_total: 100,
      acuerdos: [{ acuerdo_id: 1, antes: 'cumplida', despues: 'incumplida' }],
      descuentos: [{ acuerdo_id: 1, pago_id: 2, cambio: 'deshecho', monto: 10 }],
    });
    expect([await factura('2026-07-14'), await factura('2026-07-15')]).toMatchObject([{ saldo: 0 }, { saldo: 100 }]);
    sinHallazgos();
  });

  test('un archivo de pagos también gana la quita, y lo avisa', async () => {
    await json(['acuerdo', 'crear', 'C1', '--quita', '10%', '--hasta', '2026-07-10'], '2026-07-01');
    const csv = 'cliente_id,factura,fecha,importe\nC1,F-1,2026-07-08,90\n';
    const orden = ['import', '-', '--tipo', 'pagos', '--moneda', 'ARS', '--fecha', 'ymd'];
    const { codigo, errores } = await ejecutar(orden, { libro, hoy: '2026-07-09', entrada: csv });
    expect({ codigo, errores }).toEqual({
      codigo: 0,
      errores: expect.stringContaining('descuentos de acuerdos: otorgado'),
    });
    expect((await factura('2026-07-09'))?.saldo).toBe(0);
    sinHallazgos();
  });

  test('un cheque no cumple la promesa hasta cobrarse; rechazado, queda como si no hubiera estado', async () => {
    await json(['acuerdo', 'crear', 'C1', '--promesa', '2026-07-10'], '2026-07-01');
    const cheque = await json(pagar('100', '--medio', 'cheque', '--fecha', '2026-07-09'), '2026-07-02');
    expect(cheque).toMatchObject({ estado: 'por-cobrar', acuerdos: [] });
    expect((await json(anular(1), '2026-07-10')).acuerdos).toEqual([
      { acuerdo_id: 1, tipo: 'promesa', antes: 'cumplida', despues: 'abierta' },
    ]);
  });

  test('castigar lo prometido lo saca de la promesa', async () => {
    await json(['acuerdo', 'crear', 'C1', '--promesa', '2026-07-03'], '2026-07-01');
    const castigo = await json(['factura', 'castigar', 'F-1', '--motivo', 'quiebra'], '2026-07-02');
    expect(castigo).toMatchObject({ saldo_total: 0, tipo: 'castigo' });
    expect((await factura('2026-07-02'))?.estado).toBe('castigada');
  });
});
