import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import {
  calcularTasa,
  compararVariantes,
  intervaloDeWilson,
  type MensajeConPago,
  MUESTRA_MIN,
  resumirRecupero,
} from '../../src/dominio/recupero.ts';

const ARS = moneda('ARS');
const mensaje = (clienteId: number, cambios: Partial<MensajeConPago> = {}): MensajeConPago => ({
  clienteId,
  moneda: ARS,
  paso: 'amable',
  canal: 'email',
  plantilla: 'amable',
  variante: null,
  secuencia: 'general',
  reclamado: 1000,
  recuperado: 0,
  ...cambios,
});
/** Tantas cuentas con esa variante, de las que pagaron tantas. */
const grupo = (variante: 'a' | 'b', cuentas: number, pagaron: number, desde: number) =>
  Array.from({ length: cuentas }, (_, orden) =>
    mensaje(desde + orden, { variante, recuperado: orden < pagaron ? 1000 : 0 }),
  );

describe('el intervalo de una tasa', () => {
  it('es el de Wilson: 10 de 40 va de 14,2 % a 40,2 %', () => {
    const [minimo, maximo] = intervaloDeWilson(10, 40);
    expect(minimo).toBeCloseTo(0.1419, 4);
    expect(maximo).toBeCloseTo(0.4019, 4);
  });

  it('contiene siempre a la tasa, no se sale de 0 a 1 y se angosta con más muestra', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (total, parte) => {
        const casos = Math.round(total * parte);
        const [minimo, maximo] = intervaloDeWilson(casos, total);
        expect(minimo).toBeGreaterThanOrEqual(0);
        expect(maximo).toBeLessThanOrEqual(1);
        expect(minimo).toBeLessThanOrEqual(casos / total + 1e-12);
        expect(maximo).toBeGreaterThanOrEqual(casos / total - 1e-12);
        const [otroMinimo, otroMaximo] = intervaloDeWilson(casos * 4, total * 4);
        expect(otroMaximo - otroMinimo).toBeLessThan(maximo - minimo);
      }),
    );
  });

  it('con menos cuentas que la muestra mínima no se da ninguna tasa', () => {
    expect(calcularTasa(10, MUESTRA_MIN - 1)).toMatchObject({ porcentaje: null, minimo: null, maximo: null });
    expect(calcularTasa(10, MUESTRA_MIN).porcentaje).toBe(33.3);
  });
});

describe('lo recuperado por grupo', () => {
  it('cuenta cuentas y no mensajes, y suma los montos de cada moneda aparte', () => {
    const filas = resumirRecupero(
      [
        mensaje(1, { recuperado: 300 }),
        mensaje(1, { recuperado: 200 }),
        mensaje(2),
        mensaje(2, { moneda: moneda('USD'), recuperado: 5 }),
      ],
      { por: 'paso', sinMensaje: [{ paso: 'amable', moneda: ARS, cuentas: 40, pagaron: 10 }] },
    );
    expect(filas).toMatchObject([
      {
        moneda: 'ARS',
        mensajes: 3,
        reclamado: 3000,
        recuperado: 500,
        tasa: { cuentas: 2, pagaron: 1 },
        sinMensaje: { cuentas: 40, porcentaje: 25 },
      },
      { moneda: 'USD', mensajes: 1, recuperado: 5, sinMensaje: { cuentas: 0, porcentaje: null } },
    ]);
  });

  it('el orden de los mensajes no cambia nada', () => {
    const mensajes = [...grupo('a', 5, 2, 1), ...grupo('b', 4, 3, 10)];
    const opciones = { por: 'variante', sinMensaje: [] } as const;
    expect(resumirRecupero(mensajes.toReversed(), opciones)).toEqual(resumirRecupero(mensajes, opciones));
  });
});

describe('dos plantillas comparadas', () => {
  it('con pocas cuentas de un lado dice «datos insuficientes», aunque la diferencia parezca grande', () => {
    expect(compararVariantes([...grupo('a', 200, 20, 1), ...grupo('b', 29, 29, 1000)])).toMatchObject([
      { conclusion: 'datos insuficientes', diferencia: null },
    ]);
  });

  it('una diferencia que puede ser azar no elige a ninguna', () => {
    expect(compararVariantes([...grupo('a', 50, 20, 1), ...grupo('b', 50, 23, 1000)])).toMatchObject([
      { conclusion: 'no se distinguen', diferencia: { puntos: 6 } },
    ]);
  });

  it('una diferencia clara elige a la mejor, y es la misma del otro lado', () => {
    const [mejorB] = compararVariantes([...grupo('a', 200, 40, 1), ...grupo('b', 200, 90, 1000)]);
    const [mejorA] = compararVariantes([...grupo('b', 200, 40, 1), ...grupo('a', 200, 90, 1000)]);
    expect(mejorB?.conclusion).toBe('gana b');
    expect(mejorA?.conclusion).toBe('gana a');
    expect(mejorB?.diferencia?.puntos).toBe(25);
    expect(mejorA?.diferencia?.puntos).toBe(-25);
  });

  it('el intervalo de Newcombe de 56/70 contra 48/80 es el publicado: de 5,2 a 33,4 puntos', () => {
    const [comparacion] = compararVariantes([...grupo('a', 80, 48, 1), ...grupo('b', 70, 56, 1000)]);
    expect(comparacion?.diferencia).toEqual({ puntos: 20, minimo: 5.2, maximo: 33.4 });
  });
});
