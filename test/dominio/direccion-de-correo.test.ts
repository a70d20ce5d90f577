import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { direccionDeCorreo, leerBuzon } from '../../src/dominio/direccion-de-correo.ts';

describe('una dirección de correo', () => {
  it('se acepta si es exactamente una, con los bordes limpios', () => {
    expect(direccionDeCorreo(' ana@uno.example ')).toBe('ana@uno.example');
    expect(direccionDeCorreo('peña.o+x_1@sub.ñandú.example')).toBe('peña.o+x_1@sub.ñandú.example');
    expect(direccionDeCorreo("o'brien@a-b.example")).toBe("o'brien@a-b.example");
  });

  it.each([
    ['vacía', ''],
    ['sin arroba', 'ana.uno.example'],
    ['dos direcciones', 'a@y.example, b@y.example'],
    ['dos con punto y coma', 'a@y.example;b@y.example'],
    ['una orden metida', 'a@y.example\r\nRCPT TO:<victima@evil.example>'],
    ['un salto al final', 'a@y.example\n'],
    ['un nulo', 'a\u0000@y.example'],
    ['ángulos', '<a@y.example>'],
    ['con nombre', 'Ana <a@y.example>'],
    ['comillas', '"a b"@y.example'],
    ['comentario', 'a(x)@y.example'],
    ['dos arrobas', 'a@b@y.example'],
    ['un espacio adentro', 'a b@y.example'],
    ['texto que cambia de dirección', 'a\u202e@y.example'],
    ['invisible', 'a\u200b@y.example'],
    ['dominio sin punto', 'a@local'],
    ['dominio numérico', 'a@10.0.0.1'],
    ['punto al borde', '.a@y.example'],
    ['etiqueta que empieza con guion', 'a@-y.example'],
    ['demasiado larga', `${'a'.repeat(65)}@y.example`],
  ])('no se acepta: %s', (_, texto) => {
    expect(direccionDeCorreo(texto)).toBeNull();
  });

  it('lo que se acepta nunca trae un separador, un control ni un espacio, venga lo que venga', () => {
    fc.assert(
      fc.property(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), ([antes, despues]) => {
        const leida = direccionDeCorreo(`${antes}@${despues}.example`);
        if (leida !== null) expect(leida).toMatch(/^[^\s,;<>()"\p{C}\p{Z}]+@[^\s,;<>()"\p{C}\p{Z}@]+$/u);
      }),
    );
  });
});

describe('un buzón', () => {
  it('se lee con nombre o sin él', () => {
    expect(leerBuzon('Cobranzas <cobros@sur.example>')).toEqual({
      nombre: 'Cobranzas',
      direccion: 'cobros@sur.example',
    });
    expect(leerBuzon('"Sur, SRL" <cobros@sur.example>')).toEqual({
      nombre: 'Sur, SRL',
      direccion: 'cobros@sur.example',
    });
    expect(leerBuzon('cobros@sur.example')).toEqual({ nombre: null, direccion: 'cobros@sur.example' });
    expect(leerBuzon('<cobros@sur.example>')).toEqual({ nombre: null, direccion: 'cobros@sur.example' });
  });

  it('no se lee si son varios o si el nombre trae un control', () => {
    for (const texto of ['A <a@b.example>, B <c@d.example>', 'A\r\nBcc: x <a@b.example>', 'Ana', 'Ana <>'])
      expect(leerBuzon(texto)).toBeNull();
  });
});
