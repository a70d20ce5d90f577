import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { type Ejemplo, ejemplos } from '../apoyo/ejemplos.ts';
import { Mesa } from '../apoyo/mesa.ts';
import { volcadoLogico } from '../apoyo/volcado.ts';

type Filas = readonly (readonly string[])[];

/** Escribe las filas con ese separador, citando sólo lo que hace falta. */
function escribir(filas: Filas, separador: string, salto = '\n'): string {
  const citar = (celda: string) =>
    celda.includes(separador) || /["\r\n]/.test(celda) ? `"${celda.replaceAll('"', '""')}"` : celda;
  return filas.map((fila) => fila.map(citar).join(separador) + salto).join('');
}

/** El mismo orden revuelto siempre igual. */
function revolver(filas: Filas): Filas {
  const [encabezado = [], ...resto] = filas;
  return [
    encabezado,
    ...resto.filter((_, indice) => indice % 2 === 1).reverse(),
    ...resto.filter((_, indice) => indice % 2 === 0),
  ];
}

const utf16le = (texto: string) => Buffer.from(`\uFEFF${texto}`, 'utf16le');

const preambulo = 'Empresa de Ejemplo SRL\nListado emitido el día 1\n\n';

/** Otras maneras de escribir exactamente lo mismo. */
const gemelos: readonly (readonly [nombre: string, (filas: Filas) => Buffer])[] = [
  ['UTF-16 LE con marca', (filas) => utf16le(escribir(filas, '\t', '\r\n'))],
  ['UTF-16 BE con marca', (filas) => utf16le(escribir(filas, ';')).swap16()],
  ['UTF-8 con marca', (filas) => Buffer.from(`\uFEFF${escribir(filas, ',', '\r\n')}`)],
  ['Windows-1252', (filas) => Buffer.from(escribir(filas, ';', '\r\n'), 'latin1')],
  ['barras', (filas) => Buffer.from(escribir(filas, '|'))],
  ['tildes', (filas) => Buffer.from(escribir(filas, '~'))],
  ['sep=', (filas) => Buffer.from(`sep=|\r\n${escribir(filas, '|', '\r\n')}`)],
  [
    'todo entre comillas',
    (filas) =>
      Buffer.from(
        filas.map((fila) => `${fila.map((celda) => `"${celda.replaceAll('"', '""')}"`).join(',')}\n`).join(''),
      ),
  ],
  ['filas en otro orden', (filas) => Buffer.from(escribir(revolver(filas), ';'))],
  ['con preámbulo, total y líneas vacías', (filas) => Buffer.from(`${preambulo}${escribir(filas, ';')}\n\nTotal\n`)],
];

const textoDe = (archivo: string) => readFileSync(join('fixtures/ejemplos', archivo), 'utf8').replace(/^\uFEFF/, '');

function filasDe(archivo: string): Filas {
  const texto = textoDe(archivo);
  const primera = texto.split('\n', 1)[0] ?? '';
  return parse(texto, {
    delimiter: primera.split(';').length > primera.split(',').length ? ';' : ',',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
}

async function importar({ opciones, antes = [] }: Ejemplo, contenido: Buffer) {
  const mesa = new Mesa();
  for (const [previo = '', ...resto] of antes) await mesa.orden(['import', mesa.escribir(textoDe(previo)), ...resto]);
  const resultado = await mesa.orden(['import', mesa.escribir(contenido), ...opciones, '--formato', 'json']);
  expect([0, 4], resultado.errores).toContain(resultado.codigo);
  return { volcado: volcadoLogico(mesa.libro), totales: JSON.parse(resultado.salida).totales as unknown };
}

// Al que ya trae preámbulo o filas más cortas que el encabezado no se le puede poner otro, y sus filas se numeran en orden.
const conGemelos = ejemplos.filter(({ archivo }) => archivo !== 'extracto-con-preambulo.csv');

/** Dos ejemplos se escriben de todas las maneras y los demás de tres, que se turnan. */
function gemelosDe(archivo: string): typeof gemelos {
  if (archivo === 'factura-con-renglones.csv' || archivo === 'libro-iva.csv') return gemelos;
  const turno = conGemelos.findIndex((ejemplo) => ejemplo.archivo === archivo) * 3;
  return [0, 1, 2].flatMap((paso) => gemelos.slice((turno + paso) % gemelos.length).slice(0, 1));
}

describe('un archivo y sus gemelos dan el mismo libro', () => {
  it.each(conGemelos.map((ejemplo) => [ejemplo.archivo, ejemplo] as const))('%s', async (archivo, ejemplo) => {
    const original = await importar(ejemplo, readFileSync(join('fixtures/ejemplos', archivo)));
    const filas = filasDe(archivo);
    for (const [nombre, escribirGemelo] of gemelosDe(archivo))
      expect(await importar(ejemplo, escribirGemelo(filas)), `${archivo}: ${nombre}`).toEqual(original);
  });
});
