import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ErrorDeDatos, ErrorDeUso } from '../../src/dominio/errores.ts';
import { detectarCodificacion } from '../../src/entrada/codificacion.ts';
import { crearDecodificador, SecuenciaInvalida } from '../../src/entrada/decodificador.ts';

const detectar = (bytes: Buffer, forzada?: string, completa = true) =>
  detectarCodificacion({ nombre: 'deuda.csv', bytes, completa }, forzada);

describe('la codificación se decide por los bytes', () => {
  test.each([
    ['utf8.csv', 'utf-8'],
    ['utf8-con-marca.csv', 'utf-8-bom'],
    ['utf16le-con-marca.csv', 'utf-16le'],
    ['utf16be-con-marca.csv', 'utf-16be'],
    ['utf16le-sin-marca.csv', 'utf-16le'],
    ['utf16be-sin-marca.csv', 'utf-16be'],
    ['windows-1252.csv', 'windows-1252'],
    ['solo-encabezado.csv', 'utf-8'],
  ])('%s es %s', (nombre, esperada) => {
    const { codificacion, evidencia } = detectar(readFileSync(`fixtures/trampas/${nombre}`));
    expect(codificacion).toBe(esperada);
    expect(evidencia).toMatchObject({ aspecto: 'codificacion', valor: esperada, forzado: false });
  });

  test('la prueba de windows-1252 muestra una palabra leída así', () => {
    expect(detectar(Buffer.from('cliente\nMu\xf1oz\n', 'latin1')).evidencia.prueba).toBe(
      'no es UTF-8 válido; se lee «Muñoz»',
    );
  });

  test('un carácter cortado por el fin de la muestra no refuta UTF-8, pero al final del archivo sí', () => {
    const bytes = Buffer.from('cliente\nNu\u00f1', 'utf8');
    expect(detectar(bytes.subarray(0, -1), undefined, false).codificacion).toBe('utf-8');
    expect(detectar(bytes.subarray(0, -1), undefined, true).codificacion).toBe('windows-1252');
  });

  test.each([0x81, 0x8d, 0x8f, 0x90, 0x9d])('el byte %i no existe en windows-1252: no es texto', (byte) => {
    expect(() => detectar(Buffer.from([0x61, 0xf1, 0x0a, byte, 0x0a]))).toThrow(ErrorDeDatos);
  });

  test('un archivo lleno de caracteres de control no es texto', () => {
    expect(() => detectar(Buffer.from([1, 2, 3, 4, 5, 6, 0x61]))).toThrow(/no parece texto: 6 de sus primeros 7 bytes/);
  });
});

describe('la codificación impuesta', () => {
  test.each([
    ['utf8', 'utf-8'],
    ['UTF-8', 'utf-8'],
    ['utf_8_sig', 'utf-8-bom'],
    ['latin1', 'windows-1252'],
    ['ISO-8859-1', 'windows-1252'],
    ['cp1252', 'windows-1252'],
    ['Windows-1252', 'windows-1252'],
    ['utf-16', 'utf-16le'],
    ['UTF-16BE', 'utf-16be'],
  ])('se puede escribir «%s»', (escrita, esperada) => {
    expect(detectar(Buffer.from('a;b\n'), escrita)).toMatchObject({
      codificacion: esperada,
      evidencia: { forzado: true },
    });
  });

  test('una desconocida es un error de uso que lista las válidas', () => {
    expect(() => detectar(Buffer.from('a\n'), 'ebcdic')).toThrow(ErrorDeUso);
    expect(() => detectar(Buffer.from('a\n'), 'ebcdic')).toThrow('«ebcdic» no es una codificación conocida');
  });

  test('«utf-16» sin más toma el orden de la marca, y contradecir la marca se rechaza', () => {
    const bytes = readFileSync('fixtures/trampas/utf16be-con-marca.csv');
    expect(detectar(bytes, 'utf-16').codificacion).toBe('utf-16be');
    expect(() => detectar(bytes, 'latin1')).toThrow('tiene la marca de UTF-16BE y se pidió windows-1252');
  });
});

/** Parte los bytes en trozos de largos arbitrarios, para cortar caracteres por cualquier lado. */
function decodificarEnTrozos(
  bytes: Buffer,
  codificacion: Parameters<typeof crearDecodificador>[0],
  largos: readonly number[],
): string {
  const decodificador = crearDecodificador(codificacion);
  const partes: Buffer[] = [];
  for (let posicion = 0, vuelta = 0; posicion < bytes.length; vuelta++) {
    const largo = largos[vuelta % largos.length] ?? 1;
    partes.push(Buffer.from(decodificador.escribir(bytes.subarray(posicion, posicion + largo))));
    posicion += largo;
  }
  decodificador.terminar();
  return Buffer.concat(partes).toString('utf8');
}

describe('decodificar por bloques', () => {
  const texto = fc.string({ unit: 'binary', maxLength: 60 });
  const largos = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });

  test('da el texto original, se corte donde se corte', () => {
    fc.assert(
      fc.property(texto, largos, (original, trozos) => {
        const chico = Buffer.from(original, 'utf16le');
        expect(decodificarEnTrozos(Buffer.from(original), 'utf-8', trozos)).toBe(original);
        expect(decodificarEnTrozos(chico, 'utf-16le', trozos)).toBe(original);
        expect(decodificarEnTrozos(Buffer.from(chico).swap16(), 'utf-16be', trozos)).toBe(original);
      }),
    );
  });

  test('windows-1252 coincide con la tabla de la norma en todos sus bytes', () => {
    const definidos = Buffer.from(
      Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)),
    );
    const leido = decodificarEnTrozos(definidos, 'windows-1252', [3]);
    expect(leido.slice(128, 155)).toBe('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');
    expect(leido.slice(0, 128) + leido.slice(155)).toBe(definidos.toString('latin1').replace(/[\x80-\x9f]/g, ''));
  });

  test('un byte inválido se señala en su posición exacta', () => {
    fc.assert(
      fc.property(texto, largos, fc.constantFrom(0xff, 0xc0, 0x80, 0xf1), (previo, trozos, byte) => {
        const antes = Buffer.from(previo);
        try {
          decodificarEnTrozos(Buffer.concat([antes, Buffer.from([byte, 0x20, 0x20, 0x20, 0x20])]), 'utf-8', trozos);
        } catch (error) {
          expect(error).toBeInstanceOf(SecuenciaInvalida);
          expect(error).toMatchObject({ desplazamiento: antes.length, byte });
          return;
        }
        expect.unreachable('debía fallar');
      }),
    );
  });

  test('un UTF-16 cortado a mitad de una letra se señala', () => {
    expect(() => decodificarEnTrozos(Buffer.from([0x61, 0, 0x62]), 'utf-16le', [2])).toThrow(SecuenciaInvalida);
    expect(() => decodificarEnTrozos(Buffer.from([0x3d, 0xd8, 0x62, 0]), 'utf-16le', [2])).toThrow(SecuenciaInvalida);
  });
});
