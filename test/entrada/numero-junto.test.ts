import { expect, it } from 'vitest';
import { normalizarNumero } from '../../src/dominio/documento.ts';
import { unirNumero } from '../../src/entrada/numero-de-comprobante.ts';

it.each([
  ['A0000100001234', 'A-1-1234'],
  ['A000100001234', 'A-1-1234'],
  ['FC A 0000100001234', 'FC-A-1-1234'],
  ['b0000100000777', 'B-1-777'],
  ['A0001-00001234', 'A-1-1234'],
  ['A00100001234', 'A-100001234'],
  ['A00000100001234', 'A-100001234'],
  ['FAC0000100001234', 'FAC-100001234'],
  ['0000100001234', '100001234'],
])('%s es %s', (numero, normal) => {
  expect([normalizarNumero(numero), unirNumero(numero, '', null).numeroNormal]).toEqual([normal, normal]);
});

it('la letra de su columna y el punto de venta no se repiten si el número ya los trae juntos', () => {
  expect(unirNumero('A0000100001234', '0001', 'A').numeroNormal).toBe('A-1-1234');
});
