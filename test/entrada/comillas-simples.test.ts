import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partirSimple, partirSimples } from '../../src/entrada/comillas-simples.ts';

const opciones = {
  delimiter: ';',
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_quotes: true,
  relax_column_count: true,
};

test.each([
  ['"uno";"dos; y tres";4', ['uno', 'dos; y tres', '4']],
  ['"dijo ""no""";""', ['dijo "no"', '']],
  [';"";', ['', '', '']],
  ['""""', ['"']],
])('%s se parte sin csv-parse', (linea, celdas) => {
  expect(partirSimple(linea, ';')).toEqual(celdas);
});

test.each(['"abierta;1', '"cerrada"x;1', '5" de largo;1', ' "con espacio";1', '"par""', '"a" ;1'])(
  'lo que hay que interpretar queda para csv-parse: %s',
  (linea) => {
    expect(partirSimple(linea, ';')).toBeNull();
  },
);

test('lo que se parte aquí es lo mismo que daría csv-parse, y lo demás empieza en un comienzo de línea', () => {
  const trozo = fc.constantFrom(
    '"',
    '"',
    '"',
    '""',
    ';',
    ';',
    'a',
    'ñ',
    ' ',
    '\n',
    '\r\n',
    '\r',
    '";"',
    '"x;y"',
    '"\n',
  );
  fc.assert(
    fc.property(fc.array(trozo, { maxLength: 30 }), (trozos) => {
      const texto = trozos.join('');
      const { filas, letras } = partirSimples(texto, ';', 1000);
      expect(filas).toEqual(parse(texto.slice(0, letras), opciones));
      expect(letras === 0 || letras === texto.length || /[\r\n]/.test(texto[letras - 1] ?? '')).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('una línea más larga que lo pedido no es simple', () => {
  expect(partirSimples('"a"\n"bbbbbbbb"\n', ';', 5)).toEqual({ filas: [['a']], letras: 4 });
});
