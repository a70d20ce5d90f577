import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enlaceDeWhatsapp, TEXTO_DE_ENLACE_MAX } from '../../src/envio/whatsapp.ts';

describe('el enlace de WhatsApp', () => {
  it('lleva el número sin + y el texto codificado', () => {
    expect(enlaceDeWhatsapp('+5491123456789', 'Hola, Ñandú: ¿$ 1.234,50?\nGracias').enlace).toBe(
      'https://wa.me/5491123456789?text=Hola%2C%20%C3%91and%C3%BA%3A%20%C2%BF%24%201.234%2C50%3F%0AGracias',
    );
  });

  it('cualquier texto vuelve igual, y no agrega ni otro destino ni otro parámetro', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (texto) => {
        fc.pre([...texto].length <= TEXTO_DE_ENLACE_MAX);
        const { enlace } = enlaceDeWhatsapp('+5491123456789', texto);
        const url = new URL(String(enlace));
        expect(url.host).toBe('wa.me');
        expect(url.pathname).toBe('/5491123456789');
        expect([...url.searchParams.keys()]).toEqual(['text']);
        expect(url.hash).toBe('');
        expect(url.searchParams.get('text')).toBe(texto.replace(/\p{Surrogate}/gu, '\uFFFD'));
        expect(enlace).toMatch(/^[\w:/.?=%~-]+$/);
      }),
    );
  });

  it('un texto que no entra no se corta: se dice cuánto tiene', () => {
    const { enlace, problema } = enlaceDeWhatsapp('+5491123456789', 'á'.repeat(TEXTO_DE_ENLACE_MAX + 1));
    expect(enlace).toBeNull();
    expect(problema).toBe('el texto tiene 1501 caracteres y el enlace lleva 1500');
  });

  it('un destino que no es un número con código de país no entra en el enlace', () => {
    expect(enlaceDeWhatsapp('+54911/../x', 'hola').enlace).toBeNull();
  });
});
