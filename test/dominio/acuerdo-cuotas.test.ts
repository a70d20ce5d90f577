import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armarCuotas, cadencias, fechasDeCuotas, sumarMeses } from '../../src/dominio/acuerdo-cuotas.ts';
import { sinFeriados } from '../../src/dominio/dias-habiles.ts';
import { fecha, fechaDeNumero, sumarDias } from '../../src/dominio/fecha.ts';

const dias = fc.integer({ min: 18_000, max: 24_000 }).map(fechaDeNumero);

describe('fechas de las cuotas', () => {
  it.each([
    ['2026-01-31', 'mes', ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']],
    ['2028-01-30', 'mes', ['2028-01-30', '2028-02-29', '2028-03-30', '2028-04-30']],
    ['2026-11-15', 'mes', ['2026-11-15', '2026-12-15', '2027-01-15', '2027-02-15']],
    ['2026-12-29', 'semana', ['2026-12-29', '2027-01-05', '2027-01-12', '2027-01-19']],
    ['2026-02-20', 'quincena', ['2026-02-20', '2026-03-07', '2026-03-22', '2026-04-06']],
  ] as const)('desde %s cada %s', (primera, cada, esperadas) => {
    expect(fechasDeCuotas({ primera: fecha(primera), cantidad: 4, cada })).toEqual(esperadas);
  });

  it('un mes después nunca se salta un mes ni cambia de día sin necesidad', () => {
    fc.assert(
      fc.property(dias, fc.integer({ min: 0, max: 60 }), (desde, meses) => {
        const hasta = sumarMeses(desde, meses);
        const mesDe = (dia: string) => Number(dia.slice(0, 4)) * 12 + Number(dia.slice(5, 7));
        expect(mesDe(hasta) - mesDe(desde)).toBe(meses);
        const [diaDesde, diaHasta] = [desde, hasta].map((dia) => Number(dia.slice(8)));
        expect(diaHasta).toBeLessThanOrEqual(diaDesde ?? 0);
        // Sólo cambia de día cuando el mes no lo tiene: al día siguiente ya es otro mes.
        if (diaHasta !== diaDesde) expect(sumarDias(hasta, 1).slice(8)).toBe('01');
      }),
    );
  });
});

describe('cuotas de un plan', () => {
  it('las primeras llevan el resto y el anticipo va aparte, el día del acuerdo', () => {
    const cuotas = armarCuotas({
      total: 100_000,
      cantidad: 3,
      primera: fecha('2026-07-31'),
      cada: 'mes',
      anticipo: 20_000,
      creado: fecha('2026-07-03'),
      toleranciaDiasHabiles: 1,
      feriados: sinFeriados,
    });
    expect(cuotas).toEqual([
      { numero: 1, vencimiento: '2026-07-03', fin: '2026-07-06', monto: 20_000 },
      { numero: 2, vencimiento: '2026-07-31', fin: '2026-08-03', monto: 26_667 },
      { numero: 3, vencimiento: '2026-08-31', fin: '2026-09-01', monto: 26_667 },
      { numero: 4, vencimiento: '2026-09-30', fin: '2026-10-01', monto: 26_666 },
    ]);
  });

  it('suman exactamente el total, se diferencian en a lo sumo una unidad y van en orden', () => {
    const planes = fc
      .record({
        total: fc.integer({ min: 200, max: 10_000_000_000_000 }),
        cantidad: fc.integer({ min: 2, max: 60 }),
        primera: dias,
        cada: fc.constantFrom(...cadencias),
        parte: fc.integer({ min: 0, max: 90 }),
        toleranciaDiasHabiles: fc.integer({ min: 0, max: 5 }),
      })
      .map(({ parte, ...plan }) => ({
        ...plan,
        anticipo: Math.floor((plan.total / 100) * parte),
        creado: plan.primera,
        feriados: sinFeriados,
      }));
    fc.assert(
      fc.property(planes, (plan) => {
        const cuotas = armarCuotas(plan);
        expect(cuotas.reduce((suma, { monto }) => suma + monto, 0)).toBe(plan.total);
        expect(cuotas.length).toBe(plan.cantidad + (plan.anticipo > 0 ? 1 : 0));
        const regulares = cuotas.slice(plan.anticipo > 0 ? 1 : 0).map(({ monto }) => monto);
        expect(Math.max(...regulares) - Math.min(...regulares)).toBeLessThanOrEqual(1);
        expect([...regulares].sort((uno, otro) => otro - uno)).toEqual(regulares);
        for (const [orden, { numero, vencimiento, fin }] of cuotas.entries()) {
          expect(numero).toBe(orden + 1);
          expect(fin >= vencimiento).toBe(true);
          expect(vencimiento >= (cuotas[orden - 1]?.vencimiento ?? '')).toBe(true);
        }
      }),
    );
  });
});
