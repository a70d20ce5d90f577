import { addDays, differenceInCalendarDays, format } from 'date-fns';
import { describe, expect, it } from 'vitest';
import {
  diasEntre,
  esFecha,
  existeFecha,
  fecha,
  fechaDeNumero,
  fechaDePartes,
  numeroDeDia,
  sumarDias,
  ultima,
} from '../../src/dominio/fecha.ts';

describe('fecha', () => {
  it('numera, escribe y suma cada día de 1900 a 2199 igual que date-fns', () => {
    const primero = new Date(1900, 0, 1);
    const inicio = numeroDeDia(fecha('1900-01-01'));
    const cuantos = differenceInCalendarDays(new Date(2199, 11, 31), primero) + 1;
    expect(cuantos).toBe(109_573);
    const distintos: string[] = [];
    for (let paso = 0; paso < cuantos; paso++) {
      // date-fns cuenta en el huso del proceso, y hay husos a los que les falta un día (Kiritimati, 1994-12-31).
      const dia = addDays(primero, paso);
      if (differenceInCalendarDays(dia, primero) !== paso) continue;
      const esperada = format(dia, 'yyyy-MM-dd');
      const obtenida = fechaDeNumero(inicio + paso);
      if (obtenida !== esperada || numeroDeDia(obtenida) !== inicio + paso || !esFecha(esperada))
        distintos.push(esperada);
    }
    expect(distintos).toEqual([]);
  });

  it('el día cero es el 1 de enero de 1970', () => {
    expect(numeroDeDia(fecha('1970-01-01'))).toBe(0);
    expect(numeroDeDia(fecha('2026-07-01'))).toBe(Date.UTC(2026, 6, 1) / 86_400_000);
  });

  it('admite el 29 de febrero sólo en los años bisiestos del calendario gregoriano', () => {
    expect([1904, 2000, 2024, 2196].every((anio) => existeFecha(anio, 2, 29))).toBe(true);
    expect([1900, 2023, 2100, 2199].some((anio) => existeFecha(anio, 2, 29))).toBe(false);
  });

  it('rechaza los días que no existen y las formas que no son AAAA-MM-DD', () => {
    const malas = [
      '2026-02-30',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
      '1899-12-31',
      '2200-01-01',
      '26-01-01',
      '2026-1-1',
      '2026-01-01 ',
      '01/02/2026',
      '',
    ];
    expect(malas.filter(esFecha)).toEqual([]);
    expect(() => fecha('2026-02-30')).toThrow('no es una fecha');
    expect(fechaDePartes(2026, 2, 29)).toBeUndefined();
    expect(fechaDePartes(2026, 2, 3)).toBe('2026-02-03');
  });

  it('suma y resta días cruzando meses, años y cambios de hora', () => {
    expect(sumarDias(fecha('2026-12-31'), 1)).toBe('2027-01-01');
    expect(sumarDias(fecha('2024-03-01'), -1)).toBe('2024-02-29');
    expect(diasEntre({ desde: fecha('2026-03-28'), hasta: fecha('2026-03-30') })).toBe(2);
    expect(diasEntre({ desde: fecha('2026-03-30'), hasta: fecha('2026-03-28') })).toBe(-2);
    expect(() => sumarDias(fecha('2199-12-31'), 1)).toThrow('fuera del calendario');
  });

  it('la última de dos fechas no depende del orden', () => {
    expect(ultima(fecha('2026-01-02'), fecha('2025-12-31'))).toBe('2026-01-02');
    expect(ultima(fecha('2025-12-31'), fecha('2026-01-02'))).toBe('2026-01-02');
  });
});
