import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpretarCifra, unidadesDesde, unidadesExactas, unidadesHasta } from '../../src/dominio/cifra.ts';
import { moneda, textoDecimal, textoLocal } from '../../src/dominio/dinero.ts';

describe('un monto escrito en una opción', () => {
  test.each([
    ['1500', 15_000_000n],
    ['0', 0n],
    ['1500.5', 15_005_000n],
    ['1500,50', 15_005_000n],
    ['1.500,50', 15_005_000n],
    ['1,500.50', 15_005_000n],
    ['1.234.567', 12_345_670_000n],
    ['1,234,567.8', 12_345_678_000n],
    ['1.234.567,8', 12_345_678_000n],
    ['1500.125', 15_001_250n],
    ['0.1234', 1_234n],
    [' 12 ', 120_000n],
  ])('«%s» se entiende', (texto, cifra) => {
    expect(interpretarCifra(texto)).toBe(cifra);
  });

  test.each([
    '',
    '1.500',
    '1,500',
    '-5',
    '1.2.3',
    '1.23.456',
    '1.234,567,8',
    '12.34,5',
    'mil',
    '1e5',
    '1,',
    '.5',
    '1.234.567.8',
    '$ 5',
  ])('«%s» no', (texto) => {
    expect(interpretarCifra(texto)).toBeUndefined();
  });

  test('lo que el programa escribe, lo vuelve a leer', () => {
    const monedas = ['ARS', 'USD', 'CLF', 'UYW', 'PYG'].map(moneda);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.constantFrom(...monedas), (monto, codigo) => {
        const leidas = [textoDecimal({ monto, moneda: codigo }), textoLocal({ monto, moneda: codigo })].map(
          interpretarCifra,
        );
        for (const cifra of leidas) if (cifra !== undefined) expect(unidadesDesde(cifra, codigo)).toBe(monto);
        expect(leidas[0]).toBeDefined();
      }),
    );
  });

  test('un límite más fino que la moneda se redondea hacia adentro', () => {
    const cifra = interpretarCifra('10.0050');
    expect(cifra && [unidadesDesde(cifra, moneda('USD')), unidadesHasta(cifra, moneda('USD'))]).toEqual([1001, 1000]);
    expect(cifra && [unidadesDesde(cifra, moneda('CLP')), unidadesHasta(cifra, moneda('CLP'))]).toEqual([11, 10]);
  });

  test('lo que se registra no se redondea: con más decimales que la moneda no hay unidades', () => {
    const unidades = (texto: string, codigo: string) => {
      const cifra = interpretarCifra(texto);
      return cifra === undefined ? 'ilegible' : unidadesExactas(cifra, moneda(codigo));
    };
    expect(unidades('1500.50', 'ARS')).toBe(150_050);
    expect(unidades('1500.5050', 'ARS')).toBeUndefined();
    expect(unidades('1500.5', 'CLP')).toBeUndefined();
    expect(unidades('1500.0', 'CLP')).toBe(1500);
  });
});
