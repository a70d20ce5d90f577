import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { neutralizar } from '../../src/salida/separado.ts';
import { listadoDePrueba } from '../apoyo/listados.ts';
import { presentado } from '../apoyo/presentado.ts';

const fila = { cliente: 'Pérez; "El Sol", S.A.', dias: 61, monto: 1_234_550, puntaje: 62, vence: '2026-05-01' };

test('csv lleva coma, punto decimal, fecha ISO y encabezado, sin fila de totales', async () => {
  const { salida } = await presentado(listadoDePrueba([fila]), { formato: 'csv' });
  expect(salida).toBe(
    'cliente,dias_mora,saldo,puntaje,vencimiento\n"Pérez; ""El Sol"", S.A.",61,12345.50,62.0,2026-05-01\n',
  );
});

test('csv-excel lleva BOM, punto y coma, coma decimal y ningún punto de miles', async () => {
  const { salida } = await presentado(listadoDePrueba([fila]), { formato: 'csv-excel' });
  expect(salida).toBe(
    '\ufeffcliente;dias_mora;saldo;puntaje;vencimiento\r\n"Pérez; ""El Sol"", S.A.";61;12345,50;62,0;2026-05-01\r\n',
  );
});

test('en tsv sólo se cita lo que empieza con comillas: una planilla las leería y dejaría viva la fórmula de adentro', async () => {
  const clientes = ['"=1+1"', 'El "Sol"'];
  const { salida } = await presentado(listadoDePrueba(clientes.map((cliente) => ({ ...fila, cliente }))), {
    formato: 'tsv',
  });
  expect(
    salida
      .split('\n')
      .slice(1, 3)
      .map((renglon) => renglon.split('\t')[0]),
  ).toEqual(['"""=1+1"""', 'El "Sol"']);
});

test('en tsv los tabuladores y renglones de una celda pasan a ser espacios', async () => {
  const { salida } = await presentado(listadoDePrueba([{ ...fila, cliente: 'uno\tdos\ntres' }]), { formato: 'tsv' });
  expect(salida.split('\n')[1]).toBe('uno dos tres\t61\t12345.50\t62.0\t2026-05-01');
});

test('una moneda sin centavos se escribe sin decimales y una celda vacía queda vacía', async () => {
  const { salida } = await presentado(listadoDePrueba([{ cliente: null, dias: null, monto: 5000, moneda: 'CLP' }]));
  expect(salida.split('\n')[1]).toBe(',,5000,,');
});

test('un monto negativo es un número y no se toca', async () => {
  const { salida } = await presentado(listadoDePrueba([{ cliente: 'a', dias: -3, monto: -1050 }]), { formato: 'csv' });
  expect(salida.split('\n')[1]).toBe('a,-3,-10.50,,');
});

test.each(['=1+1', '+54 11', '-x', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '＋1', '－1', '＠x', '\u00a0=1', '\n=1'])(
  'un texto que una planilla ejecutaría lleva una comilla: %j',
  (texto) => {
    expect(neutralizar(texto)).toBe(`'${texto}`);
  },
);

test.each(['a=1', 'x@y.com', '1-2', '', ' a'])('un texto inofensivo queda como está: %j', (texto) => {
  expect(neutralizar(texto)).toBe(texto);
});

test.each(['csv', 'csv-excel', 'tsv'] as const)(
  'en %s toda celda vuelve a leerse igual, y ninguna es una fórmula',
  async (formato) => {
    const celda = fc.string({
      unit: fc.constantFrom('a', 'ñ', ' ', '"', ',', ';', '\n', '\t', '=', '+', '-', '@', '😀'),
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(celda, { minLength: 1, maxLength: 5 }), async (textos) => {
        const filas = textos.map((cliente) => ({ cliente, dias: 1, monto: 1 }));
        const { salida } = await presentado(listadoDePrueba(filas), { formato });
        const delimiter = { csv: ',', 'csv-excel': ';', tsv: '\t' }[formato];
        const leidas: string[][] = parse(salida, { bom: true, delimiter, relax_quotes: formato === 'tsv' });
        const clientes = leidas.slice(1).map(([cliente = '']) => cliente);
        const esperados = textos.map(neutralizar);
        expect(clientes).toEqual(
          formato === 'tsv' ? esperados.map((texto) => texto.replace(/[\t\n]/g, ' ')) : esperados,
        );
        for (const cliente of clientes) expect(cliente).not.toMatch(/^\s*[=+\-@]/);
      }),
      { numRuns: 100 },
    );
  },
);
