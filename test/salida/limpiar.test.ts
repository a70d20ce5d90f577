import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escaparEnJson, limpiar, limpiarConservandoRenglones } from '../../src/salida/limpiar.ts';

const obedecidos = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

test.each([
  ['\u001b[2J\u001b[1;31mrojo', '<U+001B>[2J<U+001B>[1;31mrojo'],
  ['\u009b31m', '<U+009B>31m'],
  ['\u001b]52;c;cm0gLXJm\u0007', '<U+001B>]52;c;cm0gLXJm<U+0007>'],
  ['borra\u007f\b', 'borra<U+007F><U+0008>'],
  ['factura\u202efdp.exe', 'factura<U+202E>fdp.exe'],
  ['cero\u200bancho\ufeff', 'cero<U+200B>ancho<U+FEFF>'],
  ['mitad \ud83d suelta', 'mitad <U+D83D> suelta'],
  ['etiqueta \u{e0041}', 'etiqueta <U+E0041>'],
  ['una\tcelda\r\nen dos\nrenglones', 'una celda en dos renglones'],
  ['Muñoz, Peña & Cía. 東京 😀', 'Muñoz, Peña & Cía. 東京 😀'],
])('%j se muestra como %j', (texto, esperado) => {
  expect(limpiar(texto)).toBe(esperado);
});

test('ningún texto deja pasar algo que la terminal obedezca', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (texto) => {
      expect(limpiar(texto)).not.toMatch(obedecidos);
      expect(limpiarConservandoRenglones(texto).replace(/[\n\t]/g, '')).not.toMatch(obedecidos);
    }),
    { numRuns: 200 },
  );
});

test('los renglones se conservan donde tienen sentido, con un solo fin de línea', () => {
  expect(limpiarConservandoRenglones('uno\r\ndos\rtres\tx\u001b')).toBe('uno\ndos\ntres\tx<U+001B>');
});

test('en JSON los caracteres peligrosos se escapan sin perder nada', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (texto) => {
      const escrito = escaparEnJson(JSON.stringify(texto));
      expect(escrito).not.toMatch(obedecidos);
      expect(JSON.parse(escrito)).toBe(texto);
    }),
    { numRuns: 200 },
  );
});
