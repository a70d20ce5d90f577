import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ErrorDeDatos, ErrorDeUso } from '../../src/dominio/errores.ts';
import { abrirFuente } from '../../src/entrada/fuente.ts';

const trampa = (nombre: string) => join('fixtures', 'trampas', nombre);
let carpeta = '';
beforeAll(() => {
  carpeta = mkdtempSync(join(tmpdir(), 'prueba-fuente-'));
});
afterAll(() => rmSync(carpeta, { recursive: true, force: true }));

async function fallar(ruta: string) {
  return abrirFuente(ruta).then(
    () => expect.unreachable('debía rechazarse'),
    (error: unknown) => error,
  );
}

describe('lo que no se puede importar se rechaza diciendo qué es', () => {
  test('un archivo que no existe es un error de uso', async () => {
    const error = await fallar('no-existe.csv');
    expect(error).toBeInstanceOf(ErrorDeUso);
    expect(error).toMatchObject({ message: 'no-existe.csv: no existe' });
  });

  test('una carpeta se rechaza y se sugiere cómo importar lo que tiene', async () => {
    const error = await fallar('fixtures');
    expect(error).toBeInstanceOf(ErrorDeUso);
    expect(error).toMatchObject({
      message: 'fixtures: es una carpeta',
      sugerencia: expect.stringContaining('fixtures/*.csv'),
    });
  });

  test.each([
    ['vacio.csv', /está vacío/],
    ['libro-de-excel.xlsx', /es un libro de Excel \(\.xlsx\), no un texto/],
    ['comprimido.csv.gz', /comprimido con gzip/],
    ['informe.pdf', /es un PDF/],
    ['binario.dat', /línea \d+: contiene bytes nulos: no parece texto/],
    ['bytes-nulos.csv', /bytes-nulos\.csv, línea 3: contiene bytes nulos/],
  ])('%s', async (nombre, mensaje) => {
    const error = await fallar(trampa(nombre));
    expect(error).toBeInstanceOf(ErrorDeDatos);
    expect(error).toMatchObject({
      message: expect.stringMatching(mensaje),
      sugerencia: expect.stringMatching(/\w/),
    });
  });

  test.each([
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'un libro de Excel antiguo'],
    [Buffer.from('SQLite format 3\0resto'), 'una base SQLite'],
    [Buffer.from('PAR1\0\0'), 'un archivo Parquet'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'una imagen PNG'],
    [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'una imagen JPEG'],
    [Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'UTF-32'],
    [
      Buffer.from('PK\x03\x04..........................mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
      'LibreOffice',
    ],
    [Buffer.from('PK\x03\x04..........................deuda.csv'), 'zip'],
  ])('por sus primeros bytes: caso %#', async (bytes, esperado) => {
    const ruta = join(carpeta, 'cosa');
    writeFileSync(ruta, bytes);
    expect(await fallar(ruta)).toMatchObject({ message: expect.stringContaining(esperado) });
  });
});

test('los textos en UTF-16 no se confunden con binarios aunque no tengan marca', async () => {
  for (const nombre of ['utf16le-con-marca', 'utf16be-con-marca', 'utf16le-sin-marca', 'utf16be-sin-marca']) {
    const fuente = await abrirFuente(trampa(`${nombre}.csv`));
    expect(fuente.bytes).toBe(statSync(fuente.ruta).size);
  }
});

test('el resumen SHA-256 es el del archivo entero', async () => {
  const ruta = trampa('fila-larga.csv');
  const fuente = await abrirFuente(ruta);
  expect(await fuente.sha256()).toBe(createHash('sha256').update(readFileSync(ruta)).digest('hex'));
  expect(fuente.nombre).toBe(ruta);
});

test('la entrada estándar se guarda en un archivo privado que cerrar borra', async () => {
  const fuente = await abrirFuente('-', Readable.from([Buffer.from('cliente;importe\n'), Buffer.from('Lupo;1\n')]));
  expect(fuente.nombre).toBe('entrada estándar');
  expect(readFileSync(fuente.ruta, 'utf8')).toBe('cliente;importe\nLupo;1\n');
  expect(statSync(fuente.ruta).mode & 0o777).toBe(0o600);
  await fuente.cerrar();
  expect(existsSync(dirname(fuente.ruta))).toBe(false);
});

test('una entrada estándar vacía o binaria se rechaza y no deja el archivo temporal', async () => {
  const antes = process.listenerCount('exit');
  await expect(abrirFuente('-', Readable.from([]))).rejects.toThrow('entrada estándar: está vacía');
  await expect(abrirFuente('-', Readable.from([Buffer.from('%PDF-1.7')]))).rejects.toThrow(
    'entrada estándar: es un PDF',
  );
  expect(process.listenerCount('exit')).toBe(antes);
});

test.skipIf(process.platform === 'win32')('una tubería con nombre se lee como la entrada estándar', async () => {
  const tuberia = join(carpeta, 'tuberia');
  expect(spawnSync('mkfifo', [tuberia]).status).toBe(0);
  const escritura = import('node:fs/promises').then(({ writeFile }) => writeFile(tuberia, 'cliente;importe\nLupo;1\n'));
  const fuente = await abrirFuente(tuberia);
  await escritura;
  expect(fuente.nombre).toBe(tuberia);
  expect(readFileSync(fuente.ruta, 'utf8')).toContain('Lupo;1');
  await fuente.cerrar();
});

describe('un archivo que cambia mientras se lee', () => {
  test('se rechaza si creció, si lo tocaron, si lo reemplazaron o si ya no está', async () => {
    const ruta = join(carpeta, 'cambia.csv');
    const cambios = [
      () => appendFileSync(ruta, 'Norte;2\n'),
      () => utimesSync(ruta, 1, 1),
      () => {
        rmSync(ruta);
        writeFileSync(ruta, 'cliente;importe\nLupo;1\n');
      },
      () => rmSync(ruta),
    ];
    for (const cambiar of cambios) {
      writeFileSync(ruta, 'cliente;importe\nLupo;1\n');
      const fuente = await abrirFuente(ruta);
      await fuente.asegurarIntacta();
      cambiar();
      await expect(fuente.asegurarIntacta()).rejects.toThrow('el archivo cambió mientras se leía');
    }
  });

  test('cerrar no borra un archivo del usuario', async () => {
    const ruta = join(carpeta, 'propio.csv');
    writeFileSync(ruta, 'cliente;importe\n');
    await (await abrirFuente(ruta)).cerrar();
    expect(existsSync(ruta)).toBe(true);
  });
});
