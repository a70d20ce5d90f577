import fc from 'fast-check';
import anchoDeTexto from 'string-width';
import { expect, test } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import { listadoDePrueba } from '../apoyo/listados.ts';
import { presentado } from '../apoyo/presentado.ts';

const filas = [
  {
    cliente: 'Distribuidora Peñaflor Hermanos y Compañía Sociedad Anónima',
    dias: 61,
    monto: 1_000_001,
    puntaje: 80,
    vence: '2026-05-01',
  },
  { cliente: '東京商事株式会社', dias: 15, monto: 200_000, puntaje: 20.5, vence: '2026-06-16' },
  { cliente: 'Kiosco 😀 🫠 👨‍👩‍👧', dias: 3, monto: 1_234_567_890, moneda: 'USD', puntaje: null, vence: null },
];
const colores = /\u001b\[\d+m/g;

test('a lo ancho se ve todo: miles con punto, coma decimal y números a la derecha', async () => {
  const { salida } = await presentado(listadoDePrueba(filas), { formato: 'tabla' });
  expect(salida).toMatchInlineSnapshot(`
    "Cliente                                                      Mora          Saldo  Puntaje  Vencimiento
    ───────────────────────────────────────────────────────────  ────  ─────────────  ───────  ───────────
    Distribuidora Peñaflor Hermanos y Compañía Sociedad Anónima    61      10.000,01     80,0  2026-05-01
    東京商事株式会社                                               15       2.000,00     20,5  2026-06-16
    Kiosco 😀 🫠 👨<U+200D>👩<U+200D>👧                             3  12.345.678,90
    "
  `);
});

test.each([60, 80, 120, 200])(
  'en %i columnas ningún renglón se pasa y los saldos quedan alineados',
  async (columnas) => {
    const { salida } = await presentado(listadoDePrueba(filas), { columnas });
    const renglones = salida.replace(colores, '').trimEnd().split('\n');
    for (const renglon of renglones) expect(anchoDeTexto(renglon)).toBeLessThanOrEqual(columnas);
    const finales = ['10.000,01', '2.000,00', '12.345.678,90'].map((saldo, indice) => {
      const renglon = renglones[indice + 2] ?? '';
      return anchoDeTexto(renglon.slice(0, renglon.indexOf(saldo) + saldo.length));
    });
    expect(new Set(finales).size).toBe(1);
  },
);

test('si no entra, primero se ocultan las columnas menos importantes, y se dice cuáles', async () => {
  const { salida, errores } = await presentado(listadoDePrueba(filas), { columnas: 45 });
  expect(salida).not.toContain('Vencimiento');
  expect(salida).toContain('Saldo');
  expect(errores).toContain('Vencimiento');
});

test('una columna sin ningún dato es la primera que cede su lugar, y no se la echa de menos', async () => {
  const sinPuntaje = filas.map((fila) => ({ ...fila, puntaje: null }));
  const { salida, errores } = await presentado(listadoDePrueba(sinPuntaje), { columnas: 75 });
  expect(salida).toContain('Vencimiento');
  expect(salida).not.toContain('Puntaje');
  expect(errores).toBe('');
});

test('en lo más angosto se acortan los textos imprescindibles, nunca los números', async () => {
  const { salida } = await presentado(listadoDePrueba(filas), { columnas: 30 });
  const texto = salida.replace(colores, '');
  expect(texto).toContain('Distribuidor');
  expect(texto).toContain('…');
  expect(texto).toContain('12.345.678,90');
  for (const renglon of texto.trimEnd().split('\n')) expect(anchoDeTexto(renglon)).toBeLessThanOrEqual(30);
});

test.each([
  ['una terminal', { columnas: 100 }, true],
  ['NO_COLOR', { columnas: 100, entorno: { NO_COLOR: '1' } }, false],
  ['NO_COLOR vacío no cuenta', { columnas: 100, entorno: { NO_COLOR: '' } }, true],
  ['una terminal tonta', { columnas: 100, entorno: { TERM: 'dumb' } }, false],
  ['--sin-color', { columnas: 100, sinColor: true }, false],
  ['una tubería', { formato: 'tabla' as const }, false],
])('colores en %s', async (_, presentacion, conColor) => {
  const { salida } = await presentado(listadoDePrueba(filas), presentacion);
  expect(colores.test(salida)).toBe(conColor);
  colores.lastIndex = 0;
});

test('una sola cosa se escribe a lo alto y calla lo vacío', async () => {
  const { salida } = await presentado(listadoDePrueba(filas.slice(2), true), { formato: 'tabla' });
  expect(salida).toBe('Cliente      Kiosco 😀 🫠 👨<U+200D>👩<U+200D>👧\nMora         3\nSaldo        12.345.678,90\n');
});

test('sin filas no hay tabla, y la conversación dice por qué', async () => {
  const { salida, errores } = await presentado({ ...listadoDePrueba([]), vacio: 'Nadie debe nada.' }, { columnas: 80 });
  expect(salida).toBe('');
  expect(errores).toBe('Nadie debe nada.\n');
});

test('ningún nombre desarma la tabla ni le da órdenes a la terminal', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.integer({ min: 60, max: 200 }),
      async (cliente, columnas) => {
        const { salida } = await presentado(listadoDePrueba([{ cliente, dias: 1, monto: 100 }]), {
          columnas,
          sinColor: true,
        });
        const renglones = salida.split('\n');
        expect(renglones).toHaveLength(4);
        expect(salida.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/);
        expect(renglones[2]?.trimEnd().endsWith('1,00')).toBe(true);
        expect(anchoDeTexto(renglones[2] ?? '')).toBeLessThanOrEqual(columnas);
      },
    ),
    { numRuns: 100 },
  );
});

test('un nombre sin ancho no corre las celdas que siguen', async () => {
  const filas = [{ cliente: '\u0300', dias: 7, monto: 12_345 }];
  const { salida } = await presentado(listadoDePrueba(filas), { columnas: 80, sinColor: true });
  expect(salida.split('\n')[2]).toMatch(/^ +7 +123,45$/);
});

test('más filas que un bloque siguen siendo una sola tabla', async () => {
  const muchas = Array.from({ length: 1201 }, (_, indice) => ({ cliente: `C${indice}`, dias: indice, monto: indice }));
  const { salida } = await presentado(listadoDePrueba(muchas), { formato: 'tabla' });
  const renglones = salida.trimEnd().split('\n');
  expect(renglones).toHaveLength(1203);
  expect(renglones.filter((renglon) => renglon.includes('Cliente'))).toHaveLength(1);
  expect(renglones.at(-1)).toMatch(/^C1200 +1200 +12,00$/);
});

test('un dato largo de una sola cosa sigue en otros renglones, sin perder nada', async () => {
  const { salida } = await presentado({ ...listadoDePrueba(filas.slice(0, 1)), unico: true }, { columnas: 40 });
  const texto = salida.replace(colores, '');
  expect(texto.replace(/\s+/g, ' ')).toContain('Distribuidora Peñaflor Hermanos y Compañía Sociedad Anónima');
  for (const renglon of texto.trimEnd().split('\n')) expect(anchoDeTexto(renglon)).toBeLessThanOrEqual(40);
});

test('por angosta que sea, una terminal nunca muestra un monto sin su moneda', async () => {
  const columnas = [
    { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: () => 'Distribuidora Peñaflor', importancia: 9 },
    { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: () => 'USD', importancia: 2 },
    {
      clave: 'monto',
      titulo: 'Monto',
      tipo: 'monto',
      valor: () => 1_000_001,
      moneda: () => moneda('USD'),
      importancia: 8,
    },
    { clave: 'detalle', titulo: 'Detalle', tipo: 'texto', valor: () => 'x'.repeat(40), importancia: 9 },
  ] as const;
  for (const ancho of [30, 45, 60, 75, 80]) {
    const { salida } = await presentado({ columnas, filas: [null] }, { columnas: ancho });
    if (salida.includes('10.000,01')) expect(salida).toContain('USD');
  }
});
