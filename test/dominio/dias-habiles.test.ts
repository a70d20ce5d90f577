import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { esHabil, sumarDiasHabiles } from '../../src/dominio/dias-habiles.ts';
import { fecha, fechaDeNumero, numeroDeDia } from '../../src/dominio/fecha.ts';

describe('días hábiles', () => {
  it.each([
    ['2026-07-03', 0, '2026-07-03', 'con cero días, el mismo día'],
    ['2026-07-04', 0, '2026-07-04', 'con cero días, también si es sábado'],
    ['2026-07-02', 1, '2026-07-03', 'de jueves a viernes'],
    ['2026-07-03', 1, '2026-07-06', 'de viernes a lunes'],
    ['2026-07-04', 1, '2026-07-06', 'de sábado a lunes'],
    ['2026-07-05', 1, '2026-07-06', 'de domingo a lunes'],
    ['2026-07-03', 5, '2026-07-10', 'cinco hábiles son una semana'],
    ['2026-12-31', 1, '2027-01-01', 'sin feriados, el año nuevo es hábil'],
  ])('%s más %i es %s: %s', (desde, dias, hasta) => {
    expect(sumarDiasHabiles(fecha(desde), dias)).toBe(hasta);
  });

  it('un feriado no cuenta', () => {
    const feriados = new Set([fecha('2026-07-09'), fecha('2026-07-10')]);
    expect(sumarDiasHabiles(fecha('2026-07-08'), 1, feriados)).toBe('2026-07-13');
    expect(esHabil(fecha('2026-07-09'), feriados)).toBe(false);
    expect(esHabil(fecha('2026-07-08'), feriados)).toBe(true);
  });

  it('el resultado es hábil y entre los dos hay exactamente esos días hábiles', () => {
    const dias = fc.integer({ min: 20_000, max: 22_000 }).map(fechaDeNumero);
    const feriados = fc.uniqueArray(dias, { maxLength: 40 }).map((lista) => new Set(lista));
    fc.assert(
      fc.property(dias, fc.integer({ min: 1, max: 30 }), feriados, (desde, cuantos, descansos) => {
        const hasta = sumarDiasHabiles(desde, cuantos, descansos);
        expect(esHabil(hasta, descansos)).toBe(true);
        let habiles = 0;
        for (let numero = numeroDeDia(desde) + 1; numero <= numeroDeDia(hasta); numero++) {
          if (esHabil(fechaDeNumero(numero), descansos)) habiles++;
        }
        expect(habiles).toBe(cuantos);
      }),
    );
  });
});
