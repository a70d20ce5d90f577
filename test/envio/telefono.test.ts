import { describe, expect, it } from 'vitest';
import type { Pais } from '../../src/dominio/politica.ts';
import { normalizarCelular } from '../../src/envio/telefono.ts';

describe('un celular se reconoce como se lo escribe en cada país', () => {
  it.each<[Pais, string, string]>([
    ['AR', '011 15-2345-6789', '+5491123456789'],
    ['AR', '+54 11 15 2345 6789', '+5491123456789'],
    ['AR', '+54 9 11 2345 6789', '+5491123456789'],
    ['AR', '0351 15 234 5678', '+5493512345678'],
    ['MX', '55 1234 5678', '+525512345678'],
    ['MX', '+52 1 55 1234 5678', '+525512345678'],
    ['MX', '521 55 1234 5678', '+525512345678'],
    ['MX', '044 55 1234 5678', '+525512345678'],
    ['MX', '045 55 1234 5678', '+525512345678'],
    ['MX', '01 (55) 1234-5678', '+525512345678'],
    ['ES', '612 34 56 78', '+34612345678'],
    ['CO', '300 123 4567', '+573001234567'],
    ['CL', '9 8765 4321', '+56987654321'],
    ['PE', '987 654 321', '+51987654321'],
    ['UY', '099 123 456', '+59899123456'],
  ])('%s: %s es %s', (pais, escrito, e164) => {
    expect(normalizarCelular(escrito, pais)).toEqual({ e164, problema: null });
  });

  it('un cliente de otro país se reconoce por su código, aunque lleve el 1 viejo de México', () => {
    expect(normalizarCelular('+52 1 55 1234 5678', 'AR').e164).toBe('+525512345678');
    expect(normalizarCelular('+34 612 34 56 78', null).e164).toBe('+34612345678');
  });
});

describe('de un teléfono que puede ser fijo no se hace un enlace', () => {
  it.each<[Pais, string]>([
    ['AR', '+54 11 2345 6789'],
    ['AR', '011 4321-0000'],
    ['ES', '912 34 56 78'],
    ['CO', '601 234 5678'],
    ['PE', '01 234 5678'],
    ['UY', '2 123 4567'],
  ])('%s: %s', (pais, escrito) => {
    const { e164, problema } = normalizarCelular(escrito, pais);
    expect(e164).toBeNull();
    expect(problema).toContain(`«${escrito}» no se sabe si es un celular`);
  });

  it('en la Argentina dice cómo se escribe un celular', () => {
    expect(normalizarCelular('11 2345 6789', 'AR').problema).toMatch(
      /no se sabe si es un celular: .* lleva 9 después del 54, o 15 después del código de área$/,
    );
  });

  it.each<[Pais, string, string]>([
    ['AR', '15-4555-0101', 'le falta el código de área antes del 15: en Buenos Aires, 11 15…'],
    ['AR', '15 234 5678', 'le falta el código de área antes del 15: en Buenos Aires, 11 15…'],
    ['AR', '+54 15 4555 0101', 'le falta el código de área antes del 15: en Buenos Aires, 11 15…'],
    ['AR', '015 4555-0101', 'le falta el código de área antes del 15: en Buenos Aires, 11 15…'],
    ['AR', '+54 9 4555 0101', 'le falta el código de área después del 9: en Buenos Aires, 9 11…'],
    ['AR', '4555-0101', 'le falta el código de área, y el 15 que lleva un celular: en Buenos Aires, 11 15…'],
    ['AR', '0351 15 234 567', 'le faltan números: con el código de área y sin el 15 son 10'],
    ['AR', '11 15 4555-01012', 'le sobran números: con el código de área y sin el 15 son 10'],
    ['AR', '4555', 'le faltan números: con el código de área y sin el 15 son 10'],
    ['AR', '0800 555 1234', 'no es un celular: es un número de atención (0800, 0810)'],
    ['MX', '1234 5678', 'le faltan números: en México un teléfono tiene 10 números, con el código de área'],
    ['ES', '612 34 56', 'le faltan números: en España un celular tiene 9 números y empieza con 6 o 7'],
    ['ES', '912 34 56 78', 'no se sabe si es un celular: en España un celular tiene 9 números y empieza con 6 o 7'],
    ['CO', '300 123 456', 'le faltan números: en Colombia un celular tiene 10 números y empieza con 3'],
    ['CL', '8765 4321', 'le faltan números: en Chile un celular tiene 9 números y empieza con 9'],
    ['AR', '+34 612 34 56', 'le faltan números: en España un celular tiene 9 números y empieza con 6 o 7'],
  ])('%s: de «%s» dice lo que pasa: %s', (pais, escrito, dice) => {
    expect(normalizarCelular(escrito, pais)).toEqual({ e164: null, problema: `«${escrito}» ${dice}` });
  });

  it('un interno es de un fijo, y lo que no es un teléfono se dice', () => {
    expect(normalizarCelular('+54 9 11 2345 6789 int. 12', 'AR').problema).toMatch(/interno|no se/);
    expect(normalizarCelular('llamar a Ana', 'AR').problema).toBe('«llamar a Ana» no se entiende como teléfono');
  });

  it('sin saber el país, un número sin código no se adivina', () => {
    expect(normalizarCelular('11 15 2345 6789', null).problema).toMatch(/no dice de qué país es/);
  });
});
