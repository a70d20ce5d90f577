import { describe, expect, it } from 'vitest';
import { conMiles, contar, enumerar } from '../../src/dominio/cantidad.ts';

describe('las cantidades en una frase', () => {
  it('llevan punto de miles y la palabra concordada', () => {
    expect([0, 999, 1000, 1_234_567].map(conMiles)).toEqual(['0', '999', '1.000', '1.234.567']);
    expect([contar(1, 'fila'), contar(6748, 'fila'), contar(0, 'mes', 'meses')]).toEqual([
      '1 fila',
      '6.748 filas',
      '0 meses',
    ]);
  });

  it('varias cosas se nombran con comas y la última con «y»', () => {
    expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map(enumerar)).toEqual(['', 'A', 'A y B', 'A, B y C']);
  });
});
