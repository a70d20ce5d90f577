import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import {
  type CuentasSinMensaje,
  compararVariantes,
  type MensajeConPago,
  resumirRecupero,
} from '../../src/dominio/recupero.ts';
import { calcularTasa, intervaloDeWilson, MUESTRA_MIN } from '../../src/dominio/tasa.ts';

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
/** Cuentas sin mensaje que debían 100 cada una, de las que pagaron la mitad tantas. */
const sin = (paso: string, cuentas: number, pagaron: number): CuentasSinMensaje => ({
  paso,
  moneda: ARS,
  cuentas,
  pagaron,
  reclamado: cuentas * 100,
  recuperado: pagaron * 50,
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
      { por: 'paso', sinMensaje: [sin('amable', 40, 10)] },
    );
    expect(filas).toMatchObject([
      {
        moneda: 'ARS',
        mensajes: 3,
        reclamado: 3000,
        recuperado: 500,
        tasa: { cuentas: 2, pagaron: 1 },
        sinMensaje: { cuentas: 40, porcentaje: 25, reclamado: 4000, recuperado: 500, recupero: 12.5 },
      },
      { moneda: 'USD', mensajes: 1, recuperado: 5, sinMensaje: { cuentas: 0, porcentaje: null, recupero: null } },
    ]);
  });

  it('el grupo con varios pasos tiene un renglón con todos, y se compara con esos pasos en la misma proporción', () => {
    const mensajes = [
      ...Array.from({ length: 30 }, (_, id) => mensaje(id, { recuperado: id < 15 ? 1000 : 0 })),
      ...Array.from({ length: 10 }, (_, id) => mensaje(id, { paso: 'firme', reclamado: 3000 })),
      mensaje(99, { paso: 'carta', canal: 'carta' }),
    ];
    const sinMensaje = [sin('amable', 100, 40), sin('firme', 50, 10), sin('carta', 5, 5)];
    const filas = resumirRecupero(mensajes, { por: 'canal', sinMensaje });
    expect(filas.map(({ paso, grupo }) => [paso, grupo])).toEqual([
      ['amable', 'email'],
      ['carta', 'carta'],
      ['firme', 'email'],
      ['(todos)', 'email'],
    ]);
    expect(filas[0]?.sinMensaje).toMatchObject({ porcentaje: 40, recupero: 20 });
    expect(filas[1]?.sinMensaje).toMatchObject({ cuentas: 5, porcentaje: null, recupero: null });
    // 30 cuentas al 40 % y 10 al 20 %: 35 %. De lo reclamado, 30.000 al 20 % y 30.000 al 10 %: 15 %.
    expect(filas[3]).toMatchObject({
      mensajes: 40,
      tasa: { cuentas: 40, pagaron: 15, porcentaje: 37.5 },
      reclamado: 60_000,
      recuperado: 15_000,
      sinMensaje: { cuentas: 150, pagaron: 50, porcentaje: 35, reclamado: 15_000, recuperado: 2500, recupero: 15 },
    });
  });

  it('si de algún paso no hay con quién comparar, de todos juntos tampoco', () => {
    const mensajes = [mensaje(1), mensaje(2, { paso: 'firme' })];
    const filas = resumirRecupero(mensajes, {
      por: 'plantilla',
      sinMensaje: [sin('amable', 100, 40), sin('firme', 3, 1)],
    });
    expect(filas.at(-1)).toMatchObject({
      paso: '(todos)',
      sinMensaje: { cuentas: 103, porcentaje: null, recupero: null },
    });
  });

  it('las variantes de dos pasos no se juntan: no son las mismas plantillas', () => {
    const mensajes = [...grupo('a', 2, 1, 1), mensaje(9, { paso: 'firme', variante: 'a' })];
    const filas = resumirRecupero(mensajes, { por: 'variante', sinMensaje: [sin('amable', 40, 20)] });
    expect(filas.map(({ paso }) => paso)).toEqual(['amable', 'firme']);
    expect(filas[0]?.sinMensaje.porcentaje).toBe(50);
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
