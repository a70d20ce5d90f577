import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { abrirDestino, formatoDeRuta } from '../../src/salida/destino-archivo.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';

test('hasta que se publica se ve el archivo anterior; después, el nuevo entero y nada más', async () => {
  const carpeta = carpetaTemporal();
  const ruta = `${carpeta}/informe.csv`;
  writeFileSync(ruta, 'anterior', { mode: 0o640 });
  chmodSync(ruta, 0o640);
  const destino = abrirDestino(ruta);
  await destino.escribir('nue');
  await destino.escribir(new TextEncoder().encode('vo ñ'));
  expect(readFileSync(ruta, 'utf8')).toBe('anterior');
  await destino.publicar();
  expect(readFileSync(ruta, 'utf8')).toBe('nuevo ñ');
  expect(statSync(ruta).mode & 0o777).toBe(0o640);
  expect(readdirSync(carpeta)).toEqual(['informe.csv']);
});

test('si se descarta no queda nada, y un archivo nuevo es sólo de su dueño', async () => {
  const carpeta = carpetaTemporal();
  const descartado = abrirDestino(`${carpeta}/a.csv`);
  await descartado.escribir('x');
  await descartado.descartar();
  expect(readdirSync(carpeta)).toEqual([]);
  const publicado = abrirDestino(`${carpeta}/b.csv`);
  await publicado.publicar();
  expect(statSync(`${carpeta}/b.csv`).mode & 0o777).toBe(0o600);
});

test('un enlace simbólico se respeta: cambia el archivo al que apunta', async () => {
  const carpeta = carpetaTemporal();
  writeFileSync(`${carpeta}/verdadero.csv`, '');
  symlinkSync(`${carpeta}/verdadero.csv`, `${carpeta}/enlace.csv`);
  const destino = abrirDestino(`${carpeta}/enlace.csv`);
  await destino.escribir('x');
  await destino.publicar();
  expect(readFileSync(`${carpeta}/verdadero.csv`, 'utf8')).toBe('x');
  expect(readdirSync(carpeta).sort()).toEqual(['enlace.csv', 'verdadero.csv']);
});

test('una carpeta, una carpeta que falta o un dispositivo son errores de uso con remedio', () => {
  const carpeta = carpetaTemporal();
  mkdirSync(`${carpeta}/sub`);
  for (const ruta of [`${carpeta}/sub`, `${carpeta}/no/hay.csv`, '/dev/null', `${carpeta}/${'a'.repeat(300)}.csv`]) {
    expect(() => abrirDestino(ruta)).toThrow(
      expect.objectContaining({ codigo: 2, sugerencia: expect.stringMatching(/./) }),
    );
  }
});

test.each([
  ['a.csv', 'csv'],
  ['a.XLSX', 'xlsx'],
  ['a.json', 'json'],
  ['a.ndjson', 'ndjson'],
  ['a.md', 'md'],
  ['a.tsv', 'tsv'],
  ['a', 'csv'],
])('%s se escribe como %s', (ruta, formato) => {
  expect(formatoDeRuta(ruta)).toBe(formato);
});
