import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sumarDiasHabiles } from '../../../src/dominio/dias-habiles.ts';
import { existeFecha, fecha } from '../../../src/dominio/fecha.ts';
import { avisoDeFeriados, feriadosDe } from '../../../src/dominio/feriados/feriados.ts';
import { tablaDeFeriados } from '../../../src/dominio/feriados/tabla.ts';
import { type Pais, paises } from '../../../src/dominio/politica.ts';

const ninguno = { feriadosExtra: new Set<never>(), feriadosQuitados: new Set<never>() };
const esFeriado = (pais: Pais, dia: string) => feriadosDe(pais, ninguno).has(fecha(dia));

describe('los feriados de cada país', () => {
  it('son los que da el paquete del que se congelaron', () => {
    const guion = fileURLToPath(new URL('../../../.ci/feriados.mjs', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [guion, '--comprobar'], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('están de 2024 a 2032, y cada día existe', () => {
    for (const pais of paises) {
      expect(Object.keys(tablaDeFeriados[pais])).toEqual([
        '2024',
        '2025',
        '2026',
        '2027',
        '2028',
        '2029',
        '2030',
        '2031',
        '2032',
      ]);
      for (const [anio, dias] of Object.entries(tablaDeFeriados[pais])) {
        for (const dia of dias.split(' ')) {
          const [mes = '', numero = ''] = dia.split('-');
          expect([dia, existeFecha(Number(anio), Number(mes), Number(numero))]).toEqual([dia, true]);
        }
      }
    }
  });

  // Dichos por las leyes de cada país: fijos, con Pascua (5 de abril de 2026) o corridos al lunes.
  const conocidos: readonly (readonly [Pais, string, ...string[]])[] = [
    ['AR', '2026-02-16', '2026-02-17', '2026-03-24', '2026-04-03', '2026-07-09', '2026-08-17'],
    ['MX', '2026-02-02', '2026-03-16', '2026-09-16', '2026-11-16', '2024-10-01', '2030-10-01'],
    ['ES', '2026-01-06', '2026-04-03', '2026-10-12', '2026-12-08'],
    ['CO', '2026-01-12', '2026-03-23', '2026-06-08', '2026-06-15', '2026-07-20', '2026-08-07'],
    ['CL', '2026-05-21', '2026-07-16', '2026-09-18', '2026-10-12', '2026-12-08'],
    ['PE', '2026-04-02', '2026-07-28', '2026-07-29', '2026-08-06', '2026-12-09'],
    ['UY', '2026-05-01', '2026-07-18', '2026-08-25'],
  ];
  it.each(conocidos.map(([pais, ...dias]) => ({ pais, dias })))(
    '$pais descansa los días que se saben',
    ({ pais, dias }) => {
      expect(dias.filter((dia) => !esFeriado(pais, dia))).toEqual([]);
    },
  );

  it('un día cualquiera no es feriado, ni el cambio de mando de México sigue en diciembre', () => {
    expect(paises.filter((pais) => esFeriado(pais, '2026-08-18'))).toEqual([]);
    expect(esFeriado('MX', '2024-12-01')).toBe(false);
  });

  it('los puentes de la Argentina y los días sin bancos también, porque no todos trabajan', () => {
    expect([esFeriado('AR', '2026-07-10'), esFeriado('MX', '2026-04-03'), esFeriado('MX', '2026-12-12')]).toEqual([
      true,
      true,
      true,
    ]);
    // La tarde del 24 de diciembre se trabaja por la mañana.
    expect(esFeriado('AR', '2026-12-24')).toBe(false);
  });

  it('la empresa agrega y quita los suyos; lo que agrega manda', () => {
    const dia = fecha('2026-07-09');
    const otro = fecha('2026-07-13');
    const feriados = feriadosDe('AR', { feriadosExtra: new Set([otro]), feriadosQuitados: new Set([dia]) });
    expect([feriados.has(dia), feriados.has(otro)]).toEqual([false, true]);
    expect(feriadosDe(null, { feriadosExtra: new Set([dia]), feriadosQuitados: new Set([dia]) })).toEqual(
      new Set([dia]),
    );
  });

  it('una tolerancia de un día hábil salta el feriado largo', () => {
    // Miércoles 8: el 9 es feriado, el 10 es puente; el día hábil que sigue es el lunes 13.
    expect(sumarDiasHabiles(fecha('2026-07-08'), 1, feriadosDe('AR', ninguno))).toBe('2026-07-13');
    expect(sumarDiasHabiles(fecha('2026-07-08'), 1, feriadosDe(null, ninguno))).toBe('2026-07-09');
  });

  it('se avisa si no se conocen', () => {
    expect(avisoDeFeriados({ pais: 'AR', hoy: fecha('2026-07-01') })).toBeNull();
    expect(avisoDeFeriados({ pais: 'AR', hoy: fecha('2033-01-03') })).toContain('no se conocen los feriados de 2033');
    expect(avisoDeFeriados({ pais: null, hoy: fecha('2026-07-01') })).toContain('la política no dice el país');
  });
});
