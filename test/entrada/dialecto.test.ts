import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ErrorDeDatos, ErrorDeUso } from '../../src/dominio/errores.ts';
import { detectarDialecto } from '../../src/entrada/dialecto.ts';
import { abrirFuente } from '../../src/entrada/fuente.ts';
import { detectarSeparador, interpretarSeparador, leerLineaSep } from '../../src/entrada/separador.ts';

const separar = (texto: string) => detectarSeparador('deuda.csv', texto, true);
let carpeta = '';
beforeAll(() => {
  carpeta = mkdtempSync(join(tmpdir(), 'prueba-dialecto-'));
});
afterAll(() => rmSync(carpeta, { recursive: true, force: true }));

async function detectarTrampa(nombre: string, opciones: { codificacion?: string; separador?: string } = {}) {
  return detectarDialecto(await abrirFuente(join('fixtures', 'trampas', nombre)), opciones);
}

describe('el separador es el que corta más líneas en la misma cantidad de columnas', () => {
  test.each([
    ['utf8.csv', ';'],
    ['separador-tilde.csv', '~'],
    ['separador-barra.csv', '|'],
    ['separador-tabulacion.tsv', '\t'],
    ['coma-decimal.csv', ';'],
    ['con-preambulo.csv', ';'],
    ['comillas-sueltas.csv', ','],
    ['saltos-entre-comillas.csv', ';'],
    ['saltos-cr.csv', ';'],
    ['saltos-mezclados.csv', ';'],
    ['solo-encabezado.csv', ';'],
    ['una-columna.csv', ','],
  ])('%s', async (nombre, esperado) => {
    expect((await detectarTrampa(nombre)).separador).toBe(esperado);
  });

  test('la prueba dice en cuántas líneas y cuántas columnas', async () => {
    const { evidencias } = await detectarTrampa('con-preambulo.csv');
    expect(evidencias.map(({ aspecto }) => aspecto)).toEqual(['codificacion', 'separador']);
    expect(evidencias[1]).toEqual({
      aspecto: 'separador',
      valor: ';',
      prueba: '`;` en 5 de 6 líneas, 4 columnas',
      forzado: false,
    });
  });

  test('la tabulación se nombra, porque no se ve', async () => {
    expect((await detectarTrampa('separador-tabulacion.tsv')).evidencias[1]?.valor).toBe('tabulación');
  });

  test('las comas decimales de todas las líneas no ganan aunque falte el encabezado', () => {
    expect(separar('Lupo;1234,56\nNorte;90,00\n').separador).toBe(';');
    expect(separar('Lupo|1,234.56|5\nNorte|9,100.00|6\n').separador).toBe('|');
  });

  test('una coma entre cifras separa si no hay otra cosa que separe', () => {
    expect(separar('1,100,2024\n2,200,2024\n').separador).toBe(',');
  });

  test('unas comas sueltas en una sola columna no la parten', () => {
    const { separador, evidencia } = separar('direccion\nCalle 1\nCalle 2, piso 3\nCalle 4\nCalle 5\n');
    expect([separador, evidencia.prueba]).toEqual([',', 'una sola columna: ningún separador corta las líneas']);
  });

  test('los separadores entre comillas no cuentan', () => {
    expect(separar('a;b\n"1,2,3,4";x\n"5,6,7,8";y\n"9,1,2,3\n,,,";z\n').separador).toBe(';');
  });

  test('una comilla suelta que no cierra no esconde el resto del archivo', () => {
    expect(separar(`a;b\n"Lupo;1\n${'Norte;2,5\n'.repeat(9000)}`).separador).toBe(';');
  });

  test('un empate se rechaza y pide la opción', async () => {
    const error = await detectarTrampa('separador-empatado.csv').catch((falla: unknown) => falla);
    expect(error).toBeInstanceOf(ErrorDeDatos);
    expect(error).toMatchObject({ sugerencia: expect.stringContaining('--separador') });
    expect((await detectarTrampa('separador-empatado.csv', { separador: ';' })).separador).toBe(';');
  });

  test('una tabla cualquiera de dos o más columnas se reconoce con los cinco separadores', () => {
    const palabra = fc.stringMatching(/^[A-Za-zñáé ]{1,12}$/);
    const importe = fc
      .integer({ min: 0, max: 10_000_000 })
      .map((centavos) => (centavos / 100).toFixed(2).replace('.', ','));
    const fila = fc.tuple(palabra, palabra, importe, palabra);
    fc.assert(
      fc.property(
        fc.constantFrom(',', ';', '\t', '|', '~'),
        fc.array(fila, { minLength: 2, maxLength: 30 }),
        (separador, filas) => {
          const celda = (texto: string) => (texto.includes(separador) ? `"${texto}"` : texto);
          const cuerpo = filas.map((celdas) => celdas.map(celda).join(separador)).join('\n');
          expect(separar(`${['cliente', 'numero', 'importe', 'nota'].join(separador)}\n${cuerpo}\n`).separador).toBe(
            separador,
          );
        },
      ),
    );
  });
});

describe('una primera línea sep= impone el separador', () => {
  test('de un archivo de Excel', async () => {
    const { separador, evidencias } = await detectarTrampa('linea-sep.csv');
    expect(separador).toBe(';');
    expect(evidencias[1]).toMatchObject({ valor: ';', prueba: 'línea sep=; al comienzo', forzado: true });
  });

  test.each([
    ['sep=,', ','],
    ['SEP=;', ';'],
    ['sep=\t', '\t'],
    ['"sep=|"', '|'],
    ['sep=;;;;', ';'],
    ['sep=x', null],
    ['separado=;', null],
    ['cliente;sep=;', null],
  ])('%j → %j', (linea, esperado) => expect(leerLineaSep(linea)).toBe(esperado));
});

describe('--separador', () => {
  test.each([
    ['tab', '\t'],
    ['\\t', '\t'],
    ['punto-y-coma', ';'],
    ['^', '^'],
    ['§', '§'],
  ])('acepta %s', (texto, esperado) => expect(interpretarSeparador(texto)).toBe(esperado));

  test.each(['', ';;', 'x', '"', '7', '\n', ' '])('rechaza %j como mal uso', (texto) => {
    expect(() => interpretarSeparador(texto)).toThrow(ErrorDeUso);
  });
});

describe('la codificación del dialecto', () => {
  test('una marca de UTF-8 con bytes que no lo son se rechaza con línea y posición', async () => {
    await expect(detectarTrampa('utf8-danado.csv')).rejects.toThrow(
      /utf8-danado\.csv, línea 3: el byte 0xF1 \(posición 48\) no es UTF-8 válido/,
    );
  });

  test('imponer UTF-8 a un archivo que no lo es se rechaza con la línea', async () => {
    await expect(detectarTrampa('windows-1252.csv', { codificacion: 'utf8' })).rejects.toThrow(/línea 2: el byte 0xF1/);
  });

  test('una letra partida por el fin de la muestra de 1 MiB no cambia lo detectado', async () => {
    for (const corrimiento of [0, 1]) {
      const ruta = join(carpeta, `muestra-${corrimiento}.csv`);
      writeFileSync(ruta, `a;b\n${'x'.repeat(corrimiento)}${'ñandú;ñu\n'.repeat(120_000)}`);
      expect((await detectarDialecto(await abrirFuente(ruta), {})).codificacion).toBe('utf-8');
    }
  });
});
