import { expect, test } from 'vitest';
import { NumeroEscrito, textoJson } from '../../src/salida/json.ts';
import { listadoDePrueba } from '../apoyo/listados.ts';
import { presentado } from '../apoyo/presentado.ts';

const fila = { cliente: 'Ñandú', dias: 61, monto: 123_450, puntaje: 62.5, vence: '2026-05-01' };

test('una lista es un arreglo de objetos planos con las claves del csv', async () => {
  const { salida } = await presentado(listadoDePrueba([fila, { cliente: null, dias: null, monto: null }]), {
    formato: 'json',
  });
  expect(JSON.parse(salida)).toEqual([
    { cliente: 'Ñandú', dias_mora: 61, saldo: 1234.5, puntaje: 62.5, vencimiento: '2026-05-01' },
    { cliente: null, dias_mora: null, saldo: null, puntaje: null, vencimiento: null },
  ]);
});

test('los montos se escriben desde el entero, con todos sus decimales', async () => {
  const { salida } = await presentado(listadoDePrueba([{ ...fila, monto: 9_007_199_254_740_991 }]), {
    formato: 'json',
  });
  expect(salida).toContain('"saldo":90071992547409.91');
  expect((await presentado(listadoDePrueba([fila]), { formato: 'json' })).salida).toContain('"saldo":1234.50');
});

test('una sola cosa es un objeto', async () => {
  const { salida } = await presentado(listadoDePrueba([fila], true), { formato: 'json' });
  expect(JSON.parse(salida)).toHaveProperty('cliente', 'Ñandú');
});

test('sin filas es una lista vacía', async () => {
  expect((await presentado(listadoDePrueba([]), { formato: 'json' })).salida).toBe('[]\n');
});

test('ndjson es un objeto por línea', async () => {
  const { salida } = await presentado(listadoDePrueba([fila, fila]), { formato: 'ndjson' });
  expect(
    salida
      .trimEnd()
      .split('\n')
      .map((linea) => JSON.parse(linea).saldo),
  ).toEqual([1234.5, 1234.5]);
});

test('un valor con estructura se escribe con sangría y los números, tal cual', () => {
  const valor = { archivo: 'a.csv', totales: [{ importe: new NumeroEscrito('10.50') }], avisos: [], nada: null };
  expect(textoJson(valor, 2)).toBe(
    '{\n  "archivo": "a.csv",\n  "totales": [\n    {\n      "importe": 10.50\n    }\n  ],\n  "avisos": [],\n  "nada": null\n}',
  );
  expect(textoJson(valor)).toBe('{"archivo":"a.csv","totales":[{"importe":10.50}],"avisos":[],"nada":null}');
});
