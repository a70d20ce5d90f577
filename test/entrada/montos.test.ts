import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formaDeMonto, leerMonto, leerMontoSimple, redondearDecimal } from '../../src/entrada/montos.ts';

describe('formaDeMonto', () => {
  it.each([
    ['1.234,56', 'coma'],
    ['1,234.56', 'punto'],
    ['1 234,56', 'coma'],
    ["1'234.56", 'punto'],
    ['1\u202f234,5', 'coma'],
    ['20.50', 'punto'],
    ['0.5', 'punto'],
    ['0,123', 'coma'],
    ['1234.567', 'punto'],
    ['12.345.678', 'coma'],
    ['1.234', 'dudosa-punto'],
    ['$ 1,234', 'dudosa-coma'],
    ['1234', 'entero'],
    ['(123)', 'entero'],
    ['1.23.456', 'invalida'],
    ['1.234.56', 'invalida'],
    ['1,23,456.00', 'invalida'],
    ['1.234,56,7', 'invalida'],
    ['21%', 'invalida'],
    ['1.5E3', 'invalida'],
    ['2025-01-03', 'invalida'],
    ['--5', 'invalida'],
    ['(-5)', 'invalida'],
  ])('«%s» prueba «%s»', (texto, forma) => {
    expect(formaDeMonto(texto)).toBe(forma);
  });
});

describe('leerMonto', () => {
  it.each([
    ['$ 1.234,50', 123450, null],
    ['US$ 10', 1000, 'USD'],
    ['1.234,50 €', 123450, 'EUR'],
    ['S/ 5', 500, 'PEN'],
    ['ARS 7,5', 750, 'ARS'],
    ['(123,45)', -12345, null],
    ['123,45-', -12345, null],
    ['\u2212123,45', -12345, null],
    ['+123', 12300, null],
    ['$ (5,00)', -500, null],
    ['-$5', -500, null],
    ['150.000.-', 15_000_000, null],
    ['$\u00a01.234', 123400, null],
    ['0,30000000000000004', 30, null],
  ])('«%s» son %i unidades menores', (texto, valor, codigo) => {
    expect(leerMonto(texto, 'coma', 2)).toEqual({ valor, moneda: codigo, redondeo: 0n });
  });

  it('redondea una vez, mitad hacia arriba en valor absoluto, y dice cuánto agregó', () => {
    expect(leerMonto('10.005', 'punto', 2)).toMatchObject({ valor: 1001, redondeo: 500_000_000_000n });
    expect(leerMonto('-10.005', 'punto', 2)).toMatchObject({ valor: -1001, redondeo: -500_000_000_000n });
    expect(leerMonto('10.4', 'punto', 0)).toMatchObject({ valor: 10 });
  });

  it('rechaza una moneda que no conoce y un monto fuera de rango', () => {
    expect(leerMonto('10 CR', 'punto', 2)).toBeNull();
    expect(leerMonto('999999999999999', 'punto', 2)).toBeNull();
  });

  const monto = fc.record({
    unidades: fc.bigInt({ min: 0n, max: 9_999_999_999_999n }),
    negativo: fc.boolean(),
    agrupado: fc.boolean(),
    marca: fc.constantFrom('coma' as const, 'punto' as const),
  });

  it('lee exactamente lo que se escribió, con cualquier marca y con miles o sin ellos, por los dos caminos', () => {
    fc.assert(
      fc.property(monto, ({ unidades, negativo, agrupado, marca }) => {
        const [decimal, miles] = marca === 'coma' ? [',', '.'] : ['.', ','];
        const cifras = unidades.toString().padStart(3, '0');
        const entera = agrupado ? cifras.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, miles) : cifras.slice(0, -2);
        const texto = `${negativo ? '-' : ''}${entera}${decimal}${cifras.slice(-2)}`;
        const esperado = Number(negativo ? -unidades : unidades);
        expect(leerMonto(texto, marca, 2)?.valor).toBe(esperado === 0 ? leerMonto(texto, marca, 2)?.valor : esperado);
        const simple = leerMontoSimple(texto, decimal.charCodeAt(0), miles.charCodeAt(0), 2);
        if (!Number.isNaN(simple)) expect(Math.abs(simple - esperado)).toBe(0);
      }),
    );
  });

  it('el camino corto nunca acepta lo que el completo rechaza ni lee otra cosa', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789.,-'), maxLength: 14 }),
        fc.constantFrom(0, 2),
        (texto, cifras) => {
          const simple = leerMontoSimple(texto, 44, 46, cifras);
          if (Number.isNaN(simple)) return;
          expect(Math.abs(simple - (leerMonto(texto, 'coma', cifras)?.valor ?? Number.NaN))).toBe(0);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

it('una millonésima de unidad menor es ruido y no se anuncia; más, sí', () => {
  expect(redondearDecimal({ mantisa: 3_000_001n, escala: 7 }, 2)?.redondeo).not.toBe(0n);
  expect(redondearDecimal({ mantisa: 29_999_999_999n, escala: 11 }, 2)).toEqual({ valor: 30, redondeo: 0n });
});
