import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { paises, presetsDeContacto } from '../../src/dominio/politica.ts';
import { excesosSobre, limitesDe, presetsDeContactoDescritos } from '../../src/dominio/presets-contacto.ts';

describe('los presets de contacto', () => {
  it('cada uno dice de dónde sale: norma o que no la hay, fuente y día en que se leyó', () => {
    for (const nombre of presetsDeContacto) {
      const { ley, fuente, verificadoEl, deLaNorma, limites } = presetsDeContactoDescritos[nombre];
      expect(fuente).not.toBe('');
      expect(verificadoEl).toBe('2026-11-22');
      if (ley === null) expect(deLaNorma).toEqual([]);
      for (const [dia, { desdeMinutos, hastaMinutos }] of limites.ventanas) {
        expect([dia, desdeMinutos < hastaMinutos, hastaMinutos <= 1440]).toEqual([dia, true, true]);
      }
    }
  });

  it('son los de la tabla que se investigó', () => {
    const horas = (nombre: (typeof presetsDeContacto)[number], dia: 'lun' | 'sab' | 'dom') => {
      const ventana = limitesDe(nombre).ventanas.get(dia);
      return ventana === undefined ? null : [ventana.desdeMinutos / 60, ventana.hastaMinutos / 60];
    };
    expect(
      presetsDeContacto.map((nombre) => [nombre, horas(nombre, 'lun'), horas(nombre, 'sab'), horas(nombre, 'dom')]),
    ).toEqual([
      ['prudente', [8, 19], null, null],
      ['libre', [0, 24], [0, 24], [0, 24]],
      ['AR', [8, 19], null, null],
      ['MX', [7, 22], null, null],
      ['ES', [9, 21], null, null],
      ['CO', [7, 19], [8, 15], null],
      ['CL', [8, 20], null, null],
      ['PE', [7, 20], null, null],
      ['UY', [8, 20], null, null],
    ]);
  });

  it('el prudente cumple la norma de cada país que tiene una', () => {
    for (const pais of paises) expect(excesosSobre(pais, limitesDe('prudente'))).toEqual([]);
    expect(excesosSobre('CL', limitesDe('CO'))).toEqual([
      'max_semana no tiene tope y en CL es 2, como mucho',
      'max_llamadas_semana no tiene tope y en CL es 1, como mucho',
    ]);
    expect(excesosSobre('PE', limitesDe('libre'))).toEqual([
      'ventanas admite horas que en PE no se puede: lun, mar, mie, jue, vie, sab, dom',
    ]);
    expect(excesosSobre('AR', limitesDe('libre'))).toEqual([]);
  });

  it('docs/PRESETS.md los describe a todos, con lo que no se verificó', () => {
    const documento = readFileSync(new URL('../../docs/PRESETS.md', import.meta.url), 'utf8');
    for (const nombre of presetsDeContacto) {
      const { ley, sinVerificar } = presetsDeContactoDescritos[nombre];
      expect(documento).toContain(`## ${nombre}\n`);
      for (const texto of [ley ?? 'ninguna que fije', ...sinVerificar]) expect(documento).toContain(texto);
    }
  });
});
