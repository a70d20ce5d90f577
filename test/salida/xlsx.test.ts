import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { abrirDestino } from '../../src/salida/destino-archivo.ts';
import { escribirXlsx } from '../../src/salida/xlsx.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { listadoDePrueba } from '../apoyo/listados.ts';
import { leerZip } from '../apoyo/zip.ts';

let hoja = '';
let textos = '';

beforeAll(async () => {
  const ruta = `${carpetaTemporal()}/a.xlsx`;
  const destino = abrirDestino(ruta);
  const filas = [
    { cliente: '=HYPERLINK("http://x")', dias: 61, monto: -123_450, puntaje: 62.5, vence: '2026-05-01' },
    { cliente: 'Peña & Cía <\u0007>', dias: null, monto: 5000, moneda: 'CLP', vence: '1900-01-15' },
  ];
  await escribirXlsx(listadoDePrueba(filas), destino);
  await destino.publicar();
  const archivos = leerZip(readFileSync(ruta));
  hoja = archivos.get('xl/worksheets/sheet1.xml') ?? '';
  textos = archivos.get('xl/sharedStrings.xml') ?? '';
});

test('los números son números y las fechas, el número de día de las planillas', () => {
  for (const numero of ['61', '-1234.5', '62.5', '5000', '46143']) expect(hoja).toContain(`<v>${numero}</v>`);
});

test('ningún texto es una fórmula ni rompe el archivo', () => {
  expect(hoja).not.toContain('<f>');
  expect(textos + hoja).toContain('=HYPERLINK');
  expect(textos + hoja).toContain('Peña &amp; Cía &lt;&lt;U+0007&gt;&gt;');
});

test('una fecha anterior a marzo de 1900 va como texto, porque las planillas la cuentan mal', () => {
  expect(textos + hoja).toContain('1900-01-15');
});

test('el encabezado queda fijo y las columnas tienen ancho', () => {
  expect(hoja).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
  expect(hoja).toMatch(/<col [^>]*width="/);
});
