import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dividirRedondeando,
  esMoneda,
  exponente,
  MONTO_MAX,
  moneda,
  porcentajeDe,
  repartir,
  sumarPorMoneda,
  textoDecimal,
  textoLocal,
} from '../../src/dominio/dinero.ts';

const montos = fc.integer({ min: -MONTO_MAX, max: MONTO_MAX });

/** Redondea una fracción decimal escrita con todas sus cifras: otro camino que la división de enteros. */
function redondearTexto(monto: number, puntosBasicos: number): number {
  const producto = (BigInt(Math.abs(monto)) * BigInt(puntosBasicos)).toString().padStart(5, '0');
  const entera = BigInt(producto.slice(0, -4));
  const sube = (producto.at(-4) ?? '0') >= '5' ? 1n : 0n;
  const resultado = Number(entera + sube);
  return monto < 0 && resultado !== 0 ? -resultado : resultado;
}

describe('dinero', () => {
  it('un reparto suma el total y sus partes difieren a lo sumo en una unidad, las mayores primero', () => {
    fc.assert(
      fc.property(montos, fc.integer({ min: 1, max: 500 }), (monto, partes) => {
        const reparto = repartir(monto, partes);
        expect(reparto).toHaveLength(partes);
        expect(reparto.reduce((suma, parte) => suma + parte, 0)).toBe(monto);
        const magnitudes = reparto.map(Math.abs);
        expect(Math.max(...magnitudes) - Math.min(...magnitudes)).toBeLessThanOrEqual(1);
        expect(magnitudes).toEqual(magnitudes.toSorted((una, otra) => otra - una));
      }),
    );
    expect(repartir(100, 3)).toEqual([34, 33, 33]);
    expect(() => repartir(100, 0)).toThrow('reparto imposible');
  });

  it('un porcentaje se redondea una vez, la mitad hacia arriba, igual que la cuenta hecha con las cifras escritas', () => {
    fc.assert(
      fc.property(montos, fc.integer({ min: 0, max: 10_000 }), (monto, puntos) => {
        expect(porcentajeDe(monto, puntos) + 0).toBe(redondearTexto(monto, puntos));
      }),
      { numRuns: 2000 },
    );
    expect(porcentajeDe(150, 5000)).toBe(75);
    expect(porcentajeDe(1, 5000)).toBe(1);
    expect(porcentajeDe(-1, 5000)).toBe(-1);
    expect(porcentajeDe(333, 1)).toBe(0);
  });

  it('dividir redondeando deja un resto que no pasa de medio divisor', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (dividendo, divisor) => {
          const resto = dividendo - dividirRedondeando(dividendo, divisor) * divisor;
          expect((resto < 0n ? -resto : resto) * 2n <= divisor).toBe(true);
        },
      ),
    );
  });

  it('el texto decimal se vuelve a leer sin perder una unidad', () => {
    fc.assert(
      fc.property(montos, fc.constantFrom('ARS', 'CLP', 'KWD', 'CLF').map(moneda), (monto, codigo) => {
        const texto = textoDecimal({ monto, moneda: codigo });
        expect(BigInt(texto.replace('.', ''))).toBe(BigInt(monto));
        expect((texto.split('.')[1] ?? '').length).toBe(exponente(codigo));
      }),
    );
    expect(textoDecimal({ monto: -5, moneda: moneda('ARS') })).toBe('-0.05');
  });

  it('el texto local lleva punto de miles y coma decimal', () => {
    expect(textoLocal({ monto: 100_000_001, moneda: moneda('ARS') })).toBe('1.000.000,01');
    expect(textoLocal({ monto: -1234, moneda: moneda('CLP') })).toBe('-1.234');
    expect(textoLocal({ monto: 999, moneda: moneda('USD') })).toBe('9,99');
  });

  it('dos monedas nunca se suman', () => {
    const importes = [
      { monto: 1, moneda: moneda('USD') },
      { monto: 2, moneda: moneda('ARS') },
      { monto: 3, moneda: moneda('USD') },
    ];
    expect(sumarPorMoneda(importes)).toEqual([
      { moneda: 'ARS', monto: 2 },
      { moneda: 'USD', monto: 4 },
    ]);
  });

  it('sólo reconoce códigos ISO 4217 en mayúsculas', () => {
    expect(['ARS', 'USD', 'CLP', 'UYU'].every(esMoneda)).toBe(true);
    expect(['ars', 'XXX', 'AR', '', '__proto__', 'constructor'].some(esMoneda)).toBe(false);
  });
});
