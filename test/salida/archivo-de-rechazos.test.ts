import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ArchivoDeRechazos } from '../../src/salida/archivo-de-rechazos.ts';

let carpeta = '';
beforeEach(() => {
  carpeta = mkdtempSync(join(tmpdir(), 'rechazos-'));
});
afterEach(() => rmSync(carpeta, { recursive: true }));

function escribir(valor: string, opciones: { conservar?: boolean } = { conservar: true }): ArchivoDeRechazos {
  const archivo = new ArchivoDeRechazos(join(carpeta, 'x.rechazos.csv'), opciones);
  archivo.agregar(['a'], [valor], { linea: 2, columna: 'a', valor, motivo: 'no' });
  return archivo;
}

it('no pisa un archivo que dice otra cosa: toma el nombre que sigue', () => {
  writeFileSync(join(carpeta, 'x.rechazos.csv'), 'corregido a mano');
  const uno = escribir('1');
  uno.publicar();
  const dos = escribir('2');
  dos.publicar();
  expect([uno.ruta, dos.ruta]).toEqual([join(carpeta, 'x.rechazos-2.csv'), join(carpeta, 'x.rechazos-3.csv')]);
  expect(readFileSync(join(carpeta, 'x.rechazos.csv'), 'utf8')).toBe('corregido a mano');
});

it('repetir lo mismo no junta copias, y una ruta elegida se reemplaza', () => {
  escribir('1').publicar();
  escribir('1').publicar();
  expect(readdirSync(carpeta)).toEqual(['x.rechazos.csv']);
  escribir('2', {}).publicar();
  expect(readdirSync(carpeta)).toEqual(['x.rechazos.csv']);
  expect(readFileSync(join(carpeta, 'x.rechazos.csv'), 'utf8')).toContain('\r\n2,');
});

it('al terminar el proceso sin publicar no queda el archivo a medias', () => {
  const antes = process.listeners('exit');
  const archivo = escribir('1');
  expect(readdirSync(carpeta)).toHaveLength(1);
  const [alSalir] = process.listeners('exit').filter((oyente) => !antes.includes(oyente));
  alSalir?.(130);
  expect(readdirSync(carpeta)).toEqual([]);
  expect(process.listeners('exit')).toEqual(antes);
  archivo.publicar();
  expect(readdirSync(carpeta)).toEqual([]);
});

it.each([
  ['=1+1', "'=1+1"],
  [' ＝1', "' ＝1"],
  ['\n@x', "'\n@x"],
  ['-1.234,50', '-1.234,50'],
  ['+54 11 4555', '+54 11 4555'],
])('neutraliza las fórmulas y deja los números y teléfonos como vinieron: %j', (celda, esperada) => {
  escribir(celda).publicar();
  const escrita = readFileSync(join(carpeta, 'x.rechazos.csv'), 'utf8')
    .split('\r\n')[1]
    ?.replace(/,2,a,no$/, '');
  expect(escrita?.replace(/^"|"$/g, '')).toBe(esperada);
});
