import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ErrorDeUso } from '../../src/dominio/errores.ts';
import { analizarPlantilla, leerPlantillasPropias } from '../../src/entrada/plantillas.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';

describe('leer plantillas de una carpeta', () => {
  it('el nombre del archivo es el código, lo de antes del renglón vacío el encabezado y lo demás el cuerpo', () => {
    expect(
      analizarPlantilla('\ufeffAsunto: Hola, {persona}\r\nTono: firme\r\n\r\nUno\r\n\r\nDos\r\n', '/x/mia.txt'),
    ).toEqual({
      archivo: '/x/mia.txt',
      plantilla: { codigo: 'mia', tono: 'firme', asunto: 'Hola, {persona}', cuerpo: 'Uno\n\nDos\n' },
      lineas: { asunto: 1, cuerpo: 4 },
    });
  });

  it('sin tono conserva el de la incluida que reemplaza', () => {
    const tonoDe = (archivo: string) => analizarPlantilla('Asunto: Hola\n\nUno', archivo).plantilla?.tono;
    expect([tonoDe('amable.txt'), tonoDe('firme.txt'), tonoDe('otra.txt')]).toEqual(['amable', 'firme', 'directo']);
  });

  it.each([
    ['mia.txt', 'Hola\n\nUno', 1, 'antes del renglón vacío sólo van'],
    ['mia.txt', '\nUno', 1, 'falta el asunto'],
    ['mia.txt', 'Asunto: a\nAsunto: b\n\nUno', 2, 'está dos veces'],
    ['mia.txt', 'Asunto: a\nTono: feroz\n\nUno', 2, 'el tono es uno de: amable, directo, firme; dice «feroz»'],
    ['Mía.txt', 'Asunto: a\n\nUno', 1, 'letras minúsculas sin acentos'],
  ])('%s con «%s» no se entiende, y se dice la línea', (archivo, texto, linea, porque) => {
    const leida = analizarPlantilla(texto, archivo);
    expect(leida).toMatchObject({ plantilla: null, linea });
    expect('porque' in leida && leida.porque).toContain(porque);
  });

  it('lee sólo los .txt, en orden, y lo que no es texto UTF-8 queda señalado', async () => {
    const carpeta = carpetaTemporal();
    writeFileSync(join(carpeta, 'b.txt'), 'Asunto: B\n\nUno');
    writeFileSync(join(carpeta, 'a.txt'), Buffer.from([0x41, 0xff, 0xfe]));
    writeFileSync(join(carpeta, 'c.txt~'), 'copia de un editor');
    writeFileSync(join(carpeta, '.d.txt'), 'oculta');
    mkdirSync(join(carpeta, 'e.txt'));
    const leidas = await leerPlantillasPropias(carpeta);
    expect(leidas.map(({ archivo, plantilla }) => [archivo, plantilla?.codigo ?? null])).toEqual([
      [join(carpeta, 'a.txt'), null],
      [join(carpeta, 'b.txt'), 'b'],
      [join(carpeta, 'e.txt'), null],
    ]);
    expect(leidas[0]).toMatchObject({ porque: expect.stringContaining('UTF-8') });
  });

  it('una carpeta que no existe es un error de uso que dice qué clave revisar', async () => {
    const error = await leerPlantillasPropias('/no/existe').catch((causa: unknown) => causa);
    expect(error).toBeInstanceOf(ErrorDeUso);
    expect(error).toMatchObject({ sugerencia: expect.stringContaining('recordatorios.plantillas') });
  });
});
