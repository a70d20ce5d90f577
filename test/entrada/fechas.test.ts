import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fechaDeNumero } from '../../src/dominio/fecha.ts';
import { formaDeFecha, leerFecha, motivoDeFecha } from '../../src/entrada/fechas.ts';

describe('leerFecha', () => {
  it.each([
    ['2025-03-01', '2025-03-01'],
    ['2025/3/1', '2025-03-01'],
    ['20250301', '2025-03-01'],
    ['01/03/2025', '2025-03-01'],
    ['1-3-25', '2025-03-01'],
    ['1.3.2025', '2025-03-01'],
    ['12-ene-2025', '2025-01-12'],
    ['12 de marzo de 2025', '2025-03-12'],
    ['Jan 5, 2025', '2025-01-05'],
    ['5 Sept 2025', '2025-09-05'],
    ['miércoles, 12 de marzo de 2025', '2025-03-12'],
    ['12/ene./25', '2025-01-12'],
    ['2025-03-01T00:00:00', '2025-03-01'],
    ['01/03/2025 10:22', '2025-03-01'],
    ['2025-03-01 00:00:00-03:00', '2025-03-01'],
    ['2025-03-01T23:59:59.999Z', '2025-03-01'],
    ['1/3/2025 10:22:01 p. m.', '2025-03-01'],
    [' 01/03/2025 ', '2025-03-01'],
  ])('«%s» es %s', (texto, esperada) => {
    expect(leerFecha(texto, 'dmy')?.fecha).toBe(esperada);
  });

  it.each([
    '31/02/2025',
    '2025-13-01',
    '00/00/0000',
    '45678',
    '1234,56',
    'mañana',
    '01/2025',
    '1/2/3/2025',
    '12 foo 2025',
  ])('«%s» no es una fecha', (texto) => {
    expect(leerFecha(texto, 'dmy')).toBeNull();
  });

  it('los años de dos cifras van de 1970 a 2069', () => {
    expect(leerFecha('01/02/69', 'dmy')).toEqual({ fecha: '2069-02-01', sigloPasado: false });
    expect(leerFecha('01/02/70', 'dmy')).toEqual({ fecha: '1970-02-01', sigloPasado: true });
  });

  it('respeta el orden pedido', () => {
    expect(leerFecha('02/01/2025', 'mdy')?.fecha).toBe('2025-02-01');
    expect(leerFecha('25/01/02', 'ymd')?.fecha).toBe('2025-01-02');
    expect(leerFecha('13/01/2025', 'mdy')).toBeNull();
  });

  it('cualquier día escrito en cualquier orden se lee igual, y su forma no lo contradice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 80_000 }),
        fc.constantFrom('dmy' as const, 'mdy' as const),
        fc.constantFrom('/', '-', '.'),
        fc.boolean(),
        (numero, orden, separador, conCeros) => {
          const fecha = fechaDeNumero(numero);
          const [anio = '', mes = '', dia = ''] = fecha.split('-');
          const partes = (orden === 'dmy' ? [dia, mes] : [mes, dia]).map((parte) =>
            conCeros ? parte : String(Number(parte)),
          );
          const texto = [...partes, anio].join(separador);
          expect(leerFecha(texto, orden)?.fecha).toBe(fecha);
          expect([orden, 'dudosa', 'neutra']).toContain(formaDeFecha(texto));
        },
      ),
    );
  });
});

it('la forma de una fecha dice qué prueba', () => {
  expect(
    [
      '13/02/2025',
      '02/13/2025',
      '02/03/2025',
      '05/05/2025',
      '2025-02-03',
      '3-ene-25',
      '45678',
      '85-01-31',
      '99/99/2025',
    ].map(formaDeFecha),
  ).toEqual(['dmy', 'mdy', 'dudosa', 'neutra', 'inequivoca', 'inequivoca', 'serial', 'ymd', 'invalida']);
});

it('el motivo distingue un número de serie de Excel', () => {
  expect(motivoDeFecha('45678', 'dmy')).toContain('Excel');
  expect(motivoDeFecha('31/02/2025', 'dmy')).toContain('exista');
  expect(motivoDeFecha('02/13/2025', 'dmy')).toContain('día/mes/año');
});
