import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { abrirParaLeer, type Libro } from '../../src/datos/abrir.ts';
import { type FiltroDeCreditos, recorrerCreditos } from '../../src/datos/creditos.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: Libro;
const todos: FiltroDeCreditos = {
  clienteId: null,
  desde: null,
  hasta: null,
  moneda: null,
  medio: null,
  sinImputar: false,
  tipo: null,
  limite: null,
};

beforeAll(async () => {
  const ruta = join(carpetaTemporal(), 'libro.db');
  await sembrar(ruta, (siembra) => {
    const cliente = siembra.cliente({ codigo: 'C1', nombre: 'Uno' });
    const factura = siembra.documento({ cliente, numero: 'F-1', vencimiento: '2026-01-01', importe: 10_000 });
    const parcial = siembra.credito({ cliente, fecha: '2026-02-01', monto: 5_000, medio: 'cheque' });
    const error = siembra.aplicar({
      credito: parcial,
      documento: factura,
      fecha: '2026-02-01',
      monto: 3_000,
    });
    const rechazado = siembra.credito({ cliente, fecha: '2026-03-01', monto: 700, medio: 'cheque' });
    siembra.anular({ credito: rechazado, fecha: '2026-03-05', monto: 700 });
    siembra.credito({
      cliente: null,
      fecha: '2026-04-01',
      monto: 900,
      medio: 'transferencia',
      moneda: 'USD',
    });
    const entero = siembra.credito({ cliente, fecha: '2026-05-01', monto: 1_000 });
    siembra.aplicar({ credito: entero, documento: factura, fecha: '2026-05-01', monto: 1_000 });
    siembra.credito({ cliente, fecha: '2026-05-02', monto: 50, tipo: 'nota-credito', numero: 'N-1' });
    siembra.desaplicar({
      id: error,
      credito: parcial,
      documento: factura,
      fecha: '2026-06-01',
      monto: 3_000,
      motivo: 'otra factura',
    });
  });
  libro = abrirParaLeer(ruta);
});

afterAll(() => libro.cerrar());

function listar(filtro: Partial<FiltroDeCreditos> = {}, hoy = '2026-07-01'): string[] {
  const filas = [...recorrerCreditos(libro, { ...todos, ...filtro }, fecha(hoy))];
  return filas.map(({ id, imputado, sinImputar, estado }) => `${id}: ${imputado} + ${sinImputar} ${estado}`);
}

describe('cada crédito dice cuánto cancela ya', () => {
  test('primero el más reciente, con su estado', () => {
    expect(listar()).toEqual([
      '5: 0 + 50 sin-imputar',
      '4: 1000 + 0 imputado',
      '3: 0 + 900 sin-identificar',
      '2: 0 + 0 anulado',
      '1: 0 + 5000 sin-imputar',
    ]);
  });

  test('en un día pasado, lo aplicado y lo anulado después no ocurrió', () => {
    expect(listar({}, '2026-03-04')).toEqual(['2: 0 + 700 sin-imputar', '1: 3000 + 2000 parcial']);
    expect(listar({}, '2026-01-31')).toEqual([]);
  });
});

test.each<[string, Partial<FiltroDeCreditos>, string]>([
  ['por tipo', { tipo: 'nota-credito' }, '5'],
  ['por medio', { medio: 'cheque' }, '21'],
  ['por moneda', { moneda: 'USD' as never }, '3'],
  ['por fecha, extremos incluidos', { desde: fecha('2026-03-01'), hasta: fecha('2026-04-01') }, '32'],
  ['los que tienen algo sin imputar', { sinImputar: true }, '531'],
  ['por cliente', { clienteId: 1 }, '5421'],
  ['los primeros', { limite: 2 }, '54'],
])('se filtran %s', (_nombre, filtro, esperado) => {
  expect(
    listar(filtro)
      .map((fila) => fila[0])
      .join(''),
  ).toBe(esperado);
});
