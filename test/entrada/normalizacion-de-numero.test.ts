import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalizarNumero } from '../../src/dominio/documento.ts';
import { unirNumero } from '../../src/entrada/numero-de-comprobante.ts';

it('el camino corto del número da siempre lo mismo que la regla del dominio', () => {
  const letra = fc.constantFrom(...'ABab00129-/ .#ñÁ');
  fc.assert(
    fc.property(fc.string({ unit: letra, minLength: 1, maxLength: 16 }), (numero) => {
      expect(unirNumero(numero, '', null).numeroNormal).toBe(normalizarNumero(numero));
    }),
    { numRuns: 3000 },
  );
});
