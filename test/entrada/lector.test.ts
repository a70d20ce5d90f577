import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { parse } from 'csv-parse/sync';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ErrorDeDatos } from '../../src/dominio/errores.ts';
import { type Codificacion, codificaciones } from '../../src/entrada/codificacion.ts';
import { type Dialecto, detectarDialecto } from '../../src/entrada/dialecto.ts';
import { abrirFuente } from '../../src/entrada/fuente.ts';
import { CodificacionRefutada, leerLotes, type OpcionesDeLector } from '../../src/entrada/lector.ts';
import { Partidor } from '../../src/entrada/partidor.ts';

type Fila = readonly [linea: number, ...celdas: string[]];

let carpeta = '';
beforeAll(() => {
  carpeta = mkdtempSync(join(tmpdir(), 'prueba-lector-'));
});
afterAll(() => rmSync(carpeta, { recursive: true, force: true }));

function escribir(nombre: string, contenido: string | Buffer): string {
  const ruta = join(carpeta, nombre);
  writeFileSync(ruta, contenido);
  return ruta;
}

async function leer(
  ruta: string,
  dialecto?: Dialecto,
  opciones?: OpcionesDeLector,
  lector = leerLotes,
): Promise<Fila[]> {
  const fuente = await abrirFuente(ruta);
  const filas: Fila[] = [];
  for await (const lote of lector(fuente, dialecto ?? (await detectarDialecto(fuente, {})), opciones)) {
    lote.filas.forEach((celdas, indice) => {
      filas.push([lote.lineas[indice] ?? 0, ...celdas]);
    });
  }
  return filas;
}

const leerTrampa = (nombre: string) => leer(join('fixtures', 'trampas', nombre));
const dialectoDe = (codificacion: Codificacion, separador: string): Dialecto => ({
  codificacion,
  separador,
  evidencias: [],
});

describe('cada fila sale con la línea física en que empieza', () => {
  test('aunque haya saltos dentro de las celdas', async () => {
    expect(await leerTrampa('saltos-entre-comillas.csv')).toEqual([
      [1, 'cliente', 'numero', 'nota', 'importe'],
      [2, 'Casa Lupo', 'F-1', 'llamar\r\npor la tarde', '100,00'],
      [4, 'Sur "El Gaucho" SRL', 'F-2', 'uno\ndos\ntres; y cuatro', '200,00'],
      [7, 'Norte SA', 'F-3', '', '300,00'],
    ]);
  });

  test('aunque se mezclen CRLF, LF y CR, y haya líneas en blanco', async () => {
    expect(await leerTrampa('saltos-mezclados.csv')).toEqual([
      [1, 'cliente', 'numero', 'importe'],
      [2, 'Casa Lupo', 'F-1', '100,50'],
      [3, 'Norte SA', 'F-2', '90,00'],
      [4, ''],
      [5, 'Sur SRL', 'F-3', '80,00'],
      [6, 'Este SA', 'F-4', '70,00'],
    ]);
  });

  test('y la línea sep= se cuenta pero no es una fila', async () => {
    expect((await leerTrampa('linea-sep.csv'))[0]).toEqual([2, 'cliente', 'numero', 'importe']);
    expect(await leer(join('fixtures', 'trampas', 'linea-sep.csv'), dialectoDe('utf-8', ','))).toEqual([
      [2, 'cliente;numero;importe'],
      [3, 'Casa Lupo;F-1;100', '50'],
      [4, 'Norte SA;F-2;90', '00'],
    ]);
  });
});

test('las siete formas de codificar el mismo archivo dan las mismas filas', async () => {
  const esperadas = await leerTrampa('utf8.csv');
  expect(esperadas).toEqual([
    [1, 'cliente', 'numero', 'vencimiento', 'importe'],
    [2, 'Añatuya Hnos.', 'A-0001-00000101', '15/03/2025', '1.234,50'],
    [3, 'Muñoz e Hijos', 'A-0001-00000102', '20/03/2025', '€ 980,00'],
  ]);
  for (const nombre of [
    'utf8-con-marca',
    'utf16le-con-marca',
    'utf16be-con-marca',
    'utf16le-sin-marca',
    'utf16be-sin-marca',
    'windows-1252',
    'saltos-cr',
  ]) {
    expect(await leerTrampa(`${nombre}.csv`), nombre).toEqual(esperadas);
  }
});

test('una comilla suelta dentro de una celda sin comillas es texto', async () => {
  expect((await leerTrampa('comillas-sueltas.csv')).slice(1)).toEqual([
    [2, 'Casa Lupo', 'F-1', '=HYPERLINK("x"', '"y")'],
    [3, 'Caño 5" SA', 'F-2', 'nota'],
    [4, '"Don "Pepe" SRL"', 'F-3', 'otra'],
  ]);
});

test('las celdas salen en NFC y sin las marcas de orden de bytes del comienzo', async () => {
  const ruta = escribir('nfd.csv', '\uFEFF\uFEFFcliente;nota\nMun\u0303oz;"Jose\u0301, \u{1F600}"\n\u212B;x\u037Ey\n');
  expect(await leer(ruta)).toEqual([
    [1, 'cliente', 'nota'],
    [2, 'Muñoz', 'José, \u{1F600}'],
    [3, '\u00C5', 'x;y'],
  ]);
});

test('el Ctrl-Z con que terminan los archivos de DOS no es una fila', async () => {
  expect(await leer(escribir('dos.csv', 'a;b\r\n1;2\r\n\x1a'))).toEqual([
    [1, 'a', 'b'],
    [2, '1', '2'],
  ]);
});

describe('lo que está mal se rechaza con el archivo y la línea', () => {
  test.each([
    ['fila-larga.csv', /fila-larga\.csv, línea 3: la fila pasa de 64 KiB/],
    ['muchas-columnas.csv', /muchas-columnas\.csv, línea 1: la fila tiene 201 columnas y el máximo es 200/],
    ['comilla-sin-cerrar.csv', /comilla-sin-cerrar\.csv, línea 4: se abre una comilla que no se cierra/],
  ])('%s', async (nombre, mensaje) => {
    const error = await leerTrampa(nombre).catch((falla: unknown) => falla);
    expect(error).toBeInstanceOf(ErrorDeDatos);
    expect(error).toMatchObject({
      message: expect.stringMatching(mensaje),
      sugerencia: expect.stringMatching(/\w/),
    });
  });

  test('una comilla que no se cierra en 64 KiB se detecta sin leer el resto, y da su línea aunque la fila empiece antes', async () => {
    const ruta = escribir('abierta.csv', `a;b\n"uno\ndos";"tres\n${'cuatro;5\n'.repeat(50_000)}`);
    await expect(leer(ruta)).rejects.toThrow(/línea 3: se abre una comilla que no se cierra/);
  });

  test('una fila entre comillas de más de 64 KiB se rechaza aunque cierre', async () => {
    const ruta = escribir('larga.csv', `a;b\n1;"${'x'.repeat(70_000)}"\n2;3\n`);
    await expect(leer(ruta)).rejects.toThrow(/línea 2/);
  });

  test('el límite de 64 KiB es en bytes y lo que entra justo se lee', async () => {
    const justa = 'ñ'.repeat(32 * 1024 - 1);
    expect(
      (await leer(escribir('justa.csv', `a;b\n${justa};\n"${justa.slice(2)}";\n`), dialectoDe('utf-8', ';'))).length,
    ).toBe(3);
    await expect(leer(escribir('pasada.csv', `a;b\n${justa}ñ;\n`), dialectoDe('utf-8', ';'))).rejects.toThrow(
      'línea 2',
    );
  });

  test('doscientas columnas se leen', async () => {
    expect((await leer(escribir('anchas.csv', `${'a;'.repeat(199)}a\n`)))[0]).toHaveLength(201);
  });

  test('un byte nulo lejos del comienzo se rechaza con su línea', async () => {
    const ruta = escribir('nulo.csv', `a;b\n${'uno;"d\no"\n'.repeat(20_000)}x;\0\n`);
    await expect(leer(ruta)).rejects.toThrow(/línea 40002: contiene bytes nulos/);
  });

  test('un archivo que crece mientras se lo lee se rechaza', async () => {
    const ruta = escribir('crece.csv', 'a;b\n1;2\n');
    const fuente = await abrirFuente(ruta);
    const dialecto = await detectarDialecto(fuente, {});
    appendFileSync(ruta, '3;"4\n');
    const recorrer = async () => {
      for await (const _ of leerLotes(fuente, dialecto));
    };
    await expect(recorrer()).rejects.toThrow('el archivo cambió mientras se leía');
  });
});

describe('cuando el comienzo parecía UTF-8 y después no lo es', () => {
  const relleno = 'Casa Lupo;100\n'.repeat(100_000);

  test('si hasta ahí era ASCII, se refuta y se propone windows-1252', async () => {
    const ruta = escribir('tardio.csv', Buffer.from(`cliente;importe\n${relleno}Mu\xf1oz;5\n`, 'latin1'));
    const error = await leer(ruta).catch((falla: unknown) => falla);
    expect(error).toBeInstanceOf(CodificacionRefutada);
    expect(error).toMatchObject({ alternativa: 'windows-1252' });
    expect((await leer(ruta, dialectoDe('windows-1252', ';'))).at(-1)).toEqual([100_002, 'Muñoz', '5']);
  });

  test('si ya hubo acentos en UTF-8, el archivo mezcla codificaciones y se rechaza con la línea', async () => {
    const bytes = [Buffer.from(`cliente;importe\nNuñez;1\n${relleno}`), Buffer.from('Mu\xf1oz;5\n', 'latin1')];
    await expect(leer(escribir('mezcla.csv', Buffer.concat(bytes)))).rejects.toThrow(
      /línea 100003: el byte 0xF1 .* no es UTF-8 válido/,
    );
  });

  test('si se impuso UTF-8, se rechaza con la línea', async () => {
    const fuente = await abrirFuente(
      escribir('impuesta.csv', Buffer.from(`cliente;importe\n${relleno}Mu\xf1oz;5\n`, 'latin1')),
    );
    const dialecto = await detectarDialecto(fuente, { codificacion: 'utf8' });
    await expect(leer(fuente.ruta, dialecto)).rejects.toThrow(/línea 100002: .* no es UTF-8 válido/);
  });

  test('un byte que no existe en windows-1252 se rechaza con la línea', async () => {
    const ruta = escribir('ajeno.csv', Buffer.from(`a;b\n${relleno}Mu\xf1oz;\x81\n`, 'latin1'));
    await expect(leer(ruta, dialectoDe('windows-1252', ';'))).rejects.toThrow(/línea 100002: el byte 0x81/);
  });
});

test('filasMax corta la lectura y lo que sigue, aunque esté mal, no importa', async () => {
  const ruta = escribir('cortar.csv', 'a;b\n1;2\n3;"sin cerrar\n');
  expect(await leer(ruta, dialectoDe('utf-8', ';'), { filasMax: 2 })).toEqual([
    [1, 'a', 'b'],
    [2, '1', '2'],
  ]);
});

test('los lotes tienen hasta 500 filas y el avance llega al tamaño del archivo', async () => {
  const fuente = await abrirFuente(escribir('lotes.csv', 'a;b\n'.repeat(1101)));
  const avances: number[] = [];
  const largos: number[] = [];
  const opciones = { alAvanzar: (bytes: number) => avances.push(bytes) };
  for await (const lote of leerLotes(fuente, dialectoDe('utf-8', ';'), opciones)) largos.push(lote.filas.length);
  expect(largos).toEqual([500, 500, 101]);
  expect(avances.at(-1)).toBe(fuente.bytes);
});

const separadores = [',', ';', '\t', '|', '~'] as const;
const saltos = ['\n', '\r\n', '\r'] as const;

/** Una tabla escrita según RFC 4180, con lo que el lector debe devolver. */
function escribirTabla(
  tabla: readonly (readonly string[])[],
  separador: string,
  salto: string,
  comillasSiempre: boolean,
) {
  let linea = 1;
  const esperadas: Fila[] = [];
  const filas = tabla.map((celdas) => {
    esperadas.push([linea, ...celdas.map((celda) => celda.normalize('NFC'))]);
    const texto = celdas
      .map((celda) => citar(celda, separador, comillasSiempre || /^sep=/i.test(celda)))
      .join(separador);
    linea += 1 + (texto.match(/\r\n|\r|\n/g)?.length ?? 0);
    return texto;
  });
  return { texto: filas.join(salto) + salto, esperadas };
}

function citar(celda: string, separador: string, siempre: boolean): string {
  const hacenFalta = siempre || celda.includes(separador) || /["\r\n]/.test(celda);
  return hacenFalta ? `"${celda.replaceAll('"', '""')}"` : celda;
}

function codificar(texto: string, codificacion: Codificacion): Buffer {
  if (codificacion === 'windows-1252') return Buffer.from(texto, 'latin1');
  if (codificacion === 'utf-8') return Buffer.from(texto);
  if (codificacion === 'utf-8-bom') return Buffer.from(`\uFEFF${texto}`);
  const bytes = Buffer.from(`\uFEFF${texto}`, 'utf16le');
  return codificacion === 'utf-16be' ? bytes.swap16() : bytes;
}

describe('cualquier tabla', () => {
  const rara = fc.constantFrom(
    '"',
    '""',
    '\n',
    '\r\n',
    '\r',
    ...separadores,
    'é',
    'e\u0301',
    'ñ',
    ' ',
    '',
    '=A1',
    '\u{1F4B8}',
    '1.234,50',
  );
  const prohibidas = /[\0\uFEFF]/g;
  const celdaUnicode = fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.array(rara, { maxLength: 6 }).map((partes) => partes.join('')),
    )
    .map((celda) => celda.replace(prohibidas, ''));
  const celdaLatina = fc
    .oneof(fc.string({ maxLength: 8 }), fc.constantFrom('Muñoz', '"', 'a\r\nb', ';', ','))
    .map((celda) => celda.replace(prohibidas, ''));
  const tablaDe = (celda: fc.Arbitrary<string>) =>
    fc.array(fc.array(celda, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12 });

  test('escrita según RFC 4180 vuelve idéntica y con sus líneas, en toda codificación, separador y salto', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .constantFrom(...codificaciones)
          .chain((codificacion) =>
            fc.tuple(fc.constant(codificacion), tablaDe(codificacion === 'windows-1252' ? celdaLatina : celdaUnicode)),
          ),
        fc.constantFrom(...separadores),
        fc.constantFrom(...saltos),
        fc.boolean(),
        async ([codificacion, tabla], separador, salto, siempre) => {
          const { texto, esperadas } = escribirTabla(tabla, separador, salto, siempre);
          const ruta = escribir('tabla.csv', codificar(texto, codificacion));
          const { lineas, filas } = await juntar(ruta, dialectoDe(codificacion, separador));
          expect(filas.map((celdas, indice) => [lineas[indice], ...celdas])).toEqual(esperadas);
        },
      ),
      { numRuns: 250 },
    );
  });

  async function juntar(ruta: string, dialecto: Dialecto) {
    const fuente = {
      nombre: ruta,
      ruta,
      bytes: 0,
      sha256: async () => '',
      asegurarIntacta: async () => {},
      cerrar: async () => {},
    };
    const lineas: number[] = [];
    const filas: (readonly string[])[] = [];
    for await (const lote of leerLotes(fuente, dialecto)) {
      lineas.push(...lote.lineas);
      filas.push(...lote.filas);
    }
    return { lineas, filas };
  }

  test('cortar sin csv-parse las líneas que no tienen comillas da lo mismo que dárselo todo', () => {
    const trozo = fc.constantFrom(
      '"',
      '"',
      'a',
      'ñ',
      ';',
      ';',
      '\n',
      '\r\n',
      '\r',
      'texto largo sin nada raro',
      `${'x'.repeat(300)}\n`,
    );
    fc.assert(
      fc.property(
        fc.array(trozo, { maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (trozos, largos) => {
          const bytes = Buffer.from(trozos.join(''));
          expect(partirEnBloques(bytes, largos)).toEqual(partirConCsvParse(bytes));
        },
      ),
      { numRuns: 1500 },
    );
  });

  function partirEnBloques(bytes: Buffer, largos: readonly number[]): string[][] | 'comilla sin cerrar' {
    const filas: string[][] = [];
    const partidor = new Partidor({
      nombre: 'x',
      separador: ';',
      alPartir: (_linea, celdas) => filas.push(celdas),
    });
    try {
      for (let posicion = 0, vuelta = 0; posicion < bytes.length; vuelta++) {
        const largo = largos[vuelta % largos.length] ?? 1;
        partidor.escribir(bytes.subarray(posicion, posicion + largo));
        posicion += largo;
      }
      partidor.terminar();
    } catch (error) {
      expect(error).toMatchObject({
        message: expect.stringContaining('se abre una comilla que no se cierra'),
      });
      return 'comilla sin cerrar';
    }
    return filas;
  }

  function partirConCsvParse(bytes: Buffer): string[][] | 'comilla sin cerrar' {
    try {
      return parse(bytes, {
        delimiter: ';',
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_quotes: true,
        relax_column_count: true,
      });
    } catch {
      return 'comilla sin cerrar';
    }
  }
});

describe('en otro hilo, como en el programa armado', () => {
  let lectorArmado: typeof leerLotes;
  let grande = '';
  beforeAll(async () => {
    const armado = join(carpeta, 'armado');
    await build({
      entryPoints: ['src/entrada/lector.ts', 'src/entrada/lector-trabajador.ts'],
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
    ({ leerLotes: lectorArmado } = await import(pathToFileURL(join(armado, 'lector.js')).href));
    grande = escribir(
      'grande.csv',
      `cliente;nota\n${'Muñoz;"uno\ndos"\nLupo;\n'.repeat(45_000)}${'x;\n'.repeat(100_000)}`,
    );
  });

  test('las filas son las mismas que en el propio', async () => {
    const dialecto = dialectoDe('utf-8', ';');
    const propias = await leer(grande, dialecto, { trabajador: false });
    expect(propias).toHaveLength(190_001);
    expect(await leer(grande, dialecto, {}, lectorArmado)).toEqual(propias);
  });

  test('los errores llegan con su clase, su mensaje y su sugerencia', async () => {
    const ruta = escribir('mala.csv', `a;b\n${'Lupo;1\n'.repeat(200_000)}Norte;"2\n`);
    const error = await leer(ruta, dialectoDe('utf-8', ';'), {}, lectorArmado).catch((falla: unknown) => falla);
    expect(error).toMatchObject({
      name: 'ErrorDeDatos',
      message: `${ruta}, línea 200002: se abre una comilla que no se cierra`,
      sugerencia: expect.stringContaining('comilla de cierre'),
    });
  });

  test('la codificación refutada llega como tal', async () => {
    const ruta = escribir('refutada.csv', Buffer.from(`a;b\n${'Lupo;1\n'.repeat(200_000)}Mu\xf1oz;2\n`, 'latin1'));
    const error = await leer(ruta, dialectoDe('utf-8', ';'), {}, lectorArmado).catch((falla: unknown) => falla);
    expect(error).toMatchObject({ name: 'CodificacionRefutada', alternativa: 'windows-1252' });
  });

  test.skipIf(process.platform !== 'linux')('abandonar el recorrido termina el hilo y cierra el archivo', async () => {
    const abiertos = () => readdirSync('/proc/self/fd').length;
    const antes = abiertos();
    const hilos: Worker[] = [];
    const anotar = (hilo: Worker) => hilos.push(hilo);
    process.on('worker', anotar);
    for (let vuelta = 0; vuelta < 3; vuelta++) {
      const fuente = await abrirFuente(grande);
      for await (const lote of lectorArmado(fuente, dialectoDe('utf-8', ';'), { trabajador: true })) {
        expect(lote.filas).toHaveLength(500);
        break;
      }
    }
    expect(abiertos()).toBeLessThanOrEqual(antes);
    process.off('worker', anotar);
    expect(hilos.map(({ threadId }) => threadId)).toEqual([-1, -1, -1]);
  });
});
