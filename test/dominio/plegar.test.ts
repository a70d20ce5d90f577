import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plegar } from '../../src/dominio/cliente.ts';

/** La regla, escrita de una vez: sin marcas, en minúsculas, y un espacio en lugar de lo que no es letra ni cifra. */
const segunLaRegla = (texto: string) =>
  texto
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

test('quita acentos, mayúsculas, puntuación y espacios de más', () => {
  expect(plegar('  Muñoz & Cía.  S.A. ')).toBe('munoz cia s a');
});

test('de a una letra latina da lo mismo que de una vez', () => {
  const latinas = Array.from({ length: 256 }, (_, codigo) => String.fromCharCode(codigo));
  for (const letra of latinas) expect(plegar(`a${letra}B`)).toBe(segunLaRegla(`a${letra}B`));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...latinas), { maxLength: 20 }), (letras) => {
      expect(plegar(letras.join(''))).toBe(segunLaRegla(letras.join('')));
    }),
  );
});

test('y con cualquier otra letra también', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (texto) => {
      expect(plegar(texto)).toBe(segunLaRegla(texto));
    }),
  );
});
