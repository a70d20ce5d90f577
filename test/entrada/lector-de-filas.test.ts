import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import { type Analisis, analizarArchivo, type OpcionesDeImportacion } from '../../src/entrada/analisis.ts';
import { abrirFuente } from '../../src/entrada/fuente.ts';
import { leerFilas } from '../../src/entrada/lector-de-filas.ts';

let carpeta = '';
let leerFilasArmado: typeof leerFilas;
beforeAll(async () => {
  carpeta = mkdtempSync(join(tmpdir(), 'prueba-filas-'));
  const armado = join(carpeta, 'armado');
  await build({
    entryPoints: ['src/entrada/lector-de-filas.ts', 'src/entrada/lector-trabajador.ts'],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outdir: armado,
    entryNames: '[name]',
    chunkNames: 'partes/[name]-[hash]',
    logLevel: 'error',
  });
  writeFileSync(join(armado, 'package.json'), '{"type":"module"}');
  ({ leerFilas: leerFilasArmado } = await import(pathToFileURL(join(armado, 'lector-de-filas.js')).href));
});
afterAll(() => rmSync(carpeta, { recursive: true, force: true }));

/** Todo lo que sale del archivo, o el error con que termina, por el camino de un hilo o del otro. */
async function leerTodo(
  texto: string,
  { enTrabajador, ...opciones }: OpcionesDeImportacion & { readonly enTrabajador: boolean },
) {
  const ruta = join(carpeta, 'archivo.csv');
  writeFileSync(ruta, texto);
  const fuente = await abrirFuente(ruta);
  const analisis: Analisis = await analizarArchivo(fuente, { moneda: moneda('ARS'), ...opciones });
  const lector = enTrabajador ? leerFilasArmado : leerFilas;
  const leidas: unknown[] = [];
  let avisos: readonly string[] | undefined;
  let error: unknown;
  try {
    for await (const lote of lector(fuente, analisis, {
      conCeldas: true,
      trabajador: enTrabajador,
      alTerminar: (dichos) => {
        avisos = dichos;
      },
    })) {
      for (let lugar = 0; lugar < lote.cuantas; lugar++)
        leidas.push({ leida: lote.leer(lugar), celdas: lote.celdas(lugar) });
    }
  } catch (falla) {
    const { name, message, opciones: nuevas, sugerencia, detalle } = falla as Record<string, unknown>;
    error = { name, message, opciones: nuevas, sugerencia, detalle };
  }
  return { leidas, avisos, error };
}

/** Lo mismo en los dos hilos. */
async function leerEnLosDos(texto: string, opciones: OpcionesDeImportacion = {}) {
  const propio = await leerTodo(texto, { ...opciones, enTrabajador: false });
  expect(await leerTodo(texto, { ...opciones, enTrabajador: true })).toEqual(propio);
  return propio;
}

const facturas = (cuantas: number, deLinea: (linea: number) => string) =>
  `cliente;numero;emision;vencimiento;importe;estado;nota\n${Array.from({ length: cuantas }, (_, indice) => `${deLinea(indice + 2)}\n`).join('')}`;
const buena = (linea: number) =>
  `Cliente ${linea % 7};F-${linea};13/01/2026;14/02/2026;1.234,50;pendiente;"nota; ${linea}"`;

describe('leer e interpretar en otro hilo da lo mismo que en el propio', () => {
  test('facturas, con rechazos, omitidas y avisos', async () => {
    const rara = (linea: number) =>
      [`;F-${linea};13/01/2026;14/02/2026;1,00;;`, '', 'TOTAL;;;;99,00;;', `X;F-${linea};31/02/2026;;1,00;rara;`][
        linea % 4
      ] ?? '';
    const texto = facturas(1_300, (linea) => (linea % 5 === 0 ? rara(linea) : buena(linea)));
    const { leidas, avisos, error } = await leerEnLosDos(texto);
    expect(leidas).toHaveLength(1_300);
    expect(leidas[0]).toMatchObject({
      leida: { clase: 'fila', fila: { linea: 2, importe: 123_450, nota: 'nota; 2' } },
      celdas: ['Cliente 2', 'F-2', '13/01/2026', '14/02/2026', '1.234,50', 'pendiente', 'nota; 2'],
    });
    expect(leidas[18]).toMatchObject({
      leida: { clase: 'rechazo', rechazo: { linea: 20, motivo: 'falta el cliente' } },
    });
    expect(avisos?.join('\n')).toContain('estados leídos como pendiente');
    expect(error).toBeUndefined();
  });

  test('pagos', async () => {
    const filas = Array.from({ length: 600 }, (_, fila) => `13/01/2026;C-${fila % 9};R-${fila};F-${fila};10,50;cheque`);
    const texto = `fecha pago;cliente_id;recibo;factura;importe;medio\n${filas.join('\n')}\nTOTAL;;;;9,00;\n`;
    const { leidas } = await leerEnLosDos(texto, { tipo: 'pagos' });
    expect(leidas[0]).toMatchObject({
      leida: { clase: 'fila', fila: { recibo: 'R-0', monto: 1050, medio: 'cheque' } },
    });
    expect(leidas[600]).toMatchObject({ leida: { clase: 'omitida', omision: { motivo: 'total' } } });
  });

  test('clientes', async () => {
    const filas = Array.from({ length: 600 }, (_, fila) => `C-${fila};Cliente ${fila};c${fila}@x.example;30 días`);
    const { leidas } = await leerEnLosDos(`cliente_id;cliente;email;plazo\n${filas.join('\n')}\n`, {
      tipo: 'clientes',
    });
    expect(leidas[599]).toMatchObject({
      leida: { clase: 'fila', fila: { cliente: { codigo: 'C-599', plazoDias: 30 } } },
    });
  });

  test('una fila que desmiente la muestra llega después de las que la preceden, y dice cómo seguir', async () => {
    const entera = (linea: number) => buena(linea).replace('1.234,50', '1234');
    const texto = facturas(6_000, (linea) => (linea === 5_900 ? buena(linea) : entera(linea)));
    const { leidas, error } = await leerEnLosDos(texto, { filasDeMuestra: 100 });
    expect(leidas).toHaveLength(5_898);
    expect(error).toMatchObject({
      name: 'HipotesisRefutada',
      message: expect.stringContaining('línea 5900'),
      opciones: { moneda: 'ARS', filasDeMuestra: Number.POSITIVE_INFINITY },
    });
  });

  test('una celda que contradice lo ya probado llega como error de datos, con sus dos pruebas', async () => {
    const texto = facturas(6_000, (linea) => (linea === 5_900 ? buena(linea).replace('13/01', '01/13') : buena(linea)));
    const { leidas, error } = await leerEnLosDos(texto, { filasDeMuestra: 100 });
    expect(leidas).toHaveLength(5_898);
    expect(error).toMatchObject({
      name: 'ErrorDeDatos',
      detalle: [expect.anything(), expect.stringContaining('5900')],
    });
  });
});
