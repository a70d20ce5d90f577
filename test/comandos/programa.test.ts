import { Option } from 'commander';
import { describe, expect, test } from 'vitest';
import type { Comando, EntradaDeIndice } from '../../src/comandos/comando.ts';
import { grupos, indice as indiceReal } from '../../src/comandos/index.ts';
import { conEjemplos, opcionEntero, opcionFecha, opcionMoneda } from '../../src/comandos/opciones.ts';
import { leerPedido } from '../../src/comandos/programa.ts';
import { ErrorDeUso } from '../../src/dominio/errores.ts';
import { ejecutar } from '../apoyo/ejecutar.ts';

const cargadas: string[] = [];

function entrada(nombre: string, configurar: Comando['configurar'] = () => {}, alias?: string): EntradaDeIndice {
  const comando: Comando = { configurar, ejecutar: async () => undefined };
  return {
    nombre,
    resumen: `resumen de ${nombre}`,
    ...(alias === undefined ? {} : { alias }),
    cargar: async () => {
      cargadas.push(nombre);
      return { comando };
    },
  };
}

const indice = [
  entrada('import', (orden) => orden.argument('<archivo...>', 'los archivos'), 'importar'),
  entrada('priorizar', (orden) => {
    orden.addOption(
      opcionEntero({ indicadores: '--dias <n>', descripcion: 'días de mora', min: 1, max: 3650 }).default(1),
    );
    orden.addOption(new Option('--por <que>', 'qué se ordena').choices(['cliente', 'factura']));
    orden.addOption(new Option('--todos', 'todos').conflicts('limite')).option('--limite <n>', 'cuántos');
    orden.addOption(opcionFecha('--desde <fecha>', 'desde cuándo'));
    orden.addOption(opcionMoneda('--moneda <codigo>', 'qué moneda'));
    conEjemplos(orden, [['cobranzas priorizar --dias 60', 'lo vencido hace 60 días o más']]);
  }),
  entrada('cliente ver', (orden) => orden.argument('<cliente>', 'el cliente')),
  entrada('cliente pausar', (orden) =>
    orden.argument('<cliente>', 'el cliente').requiredOption('--hasta <fecha>', 'hasta cuándo'),
  ),
  entrada('informe antiguedad'),
];

function leer(...argumentos: string[]): ReturnType<typeof leerPedido> {
  return leerPedido(argumentos, { indice, grupos: { cliente: 'los clientes' }, version: '1.2.3', ancho: 80 });
}

async function rechazo(...argumentos: string[]): Promise<{ mensaje: string; sugerencia: string | undefined }> {
  const error: unknown = await leer(...argumentos).catch((falla: unknown) => falla);
  expect(error).toBeInstanceOf(ErrorDeUso);
  const { message: mensaje, sugerencia } = error as ErrorDeUso;
  return { mensaje, sugerencia };
}

test('sólo se carga la orden que se pide', async () => {
  cargadas.length = 0;
  await leer('--help');
  await leer('cliente', '--help');
  expect(cargadas).toEqual([]);
  await leer('cliente', 'ver', 'x');
  expect(new Set(cargadas)).toEqual(new Set(['cliente ver']));
});

test('las opciones comunes valen antes y después de la orden', async () => {
  const antes = await leer('--libro', 'a.db', '--silencio', 'priorizar', '--dias', '60');
  const despues = await leer('priorizar', '--dias', '60', '--libro', 'a.db', '--silencio');
  for (const pedido of [antes, despues]) {
    expect(pedido).toMatchObject({
      clase: 'comando',
      opciones: { dias: 60 },
      comunes: { libro: 'a.db', silencio: true },
    });
  }
});

test('los argumentos llegan como se escribieron, también los que parecen opciones después de --', async () => {
  expect(await leer('import', 'a.csv', '-')).toMatchObject({ argumentos: ['a.csv', '-'] });
  expect(await leer('importar', '--', '--raro.csv')).toMatchObject({ argumentos: ['--raro.csv'] });
});

test.each([
  [
    ['priorizar', '--dia', '3'],
    'no existe la opción --dia',
    '¿quiso decir «--dias»?\nvea «cobranzas priorizar --help»',
  ],
  [['priorisar'], 'no existe la orden «priorisar»', '¿quiso decir «priorizar»?\nvea «cobranzas --help»'],
  [['antiguedad'], 'no existe la orden «antiguedad»', '¿quiso decir «informe antiguedad»?\nvea «cobranzas --help»'],
  [
    ['cliente', 'vre', 'x'],
    '«cliente» no tiene una orden «vre»',
    '¿quiso decir «ver»?\nvea «cobranzas cliente --help»',
  ],
  [['cliente', 'ver'], 'falta el argumento <cliente>', 'vea «cobranzas cliente ver --help»'],
  [['cliente', 'ver', 'a', "d'Ana"], "sobra el argumento «d'Ana»", 'vea «cobranzas cliente ver --help»'],
  [['cliente', 'pausar', 'a'], 'falta la opción --hasta <fecha>', 'vea «cobranzas cliente pausar --help»'],
  [['priorizar', '--dias'], 'falta el valor de la opción --dias <n>', 'vea «cobranzas priorizar --help»'],
  [
    ['priorizar', '--por', 'mes'],
    '«mes» no es un valor de --por <que>: se espera cliente, factura',
    'vea «cobranzas priorizar --help»',
  ],
  [
    ['--formato', 'pdf', 'priorizar'],
    '«pdf» no es un valor de --formato <formato>: se espera tabla, csv, csv-excel, tsv, json, ndjson, md, xlsx, ics',
    'vea «cobranzas --help»',
  ],
  [
    ['priorizar', '--todos', '--limite', '3'],
    'las opciones --todos y --limite <n> no se usan juntas',
    'vea «cobranzas priorizar --help»',
  ],
  [
    ['priorizar', '--dias', '1,5'],
    '«1,5» no es un valor de --dias <n>: se espera un número entero de 1 a 3650',
    'escriba sólo cifras, por ejemplo 7',
  ],
  [
    ['priorizar', '--dias', '-4'],
    '«-4» no es un valor de --dias <n>: se espera un número entero de 1 a 3650',
    'escriba sólo cifras, por ejemplo 7',
  ],
  [
    ['priorizar', '--desde', '2026-02-30'],
    '«2026-02-30» no es un valor de --desde <fecha>: se espera una fecha que exista, AAAA-MM-DD',
    'escriba el año, el mes y el día con guiones, por ejemplo 2026-07-31',
  ],
  [
    ['priorizar', '--moneda', 'pesos'],
    '«pesos» no es un valor de --moneda <codigo>: se espera un código de moneda ISO 4217',
    'escriba las tres letras de la moneda, por ejemplo ARS, MXN, EUR o USD',
  ],
])('%j se explica en español', async (argumentos, mensaje, sugerencia) => {
  expect(await rechazo(...argumentos)).toEqual({ mensaje, sugerencia });
});

test('la moneda se admite en minúsculas', async () => {
  expect(await leer('priorizar', '--moneda', 'ars')).toMatchObject({ opciones: { moneda: 'ARS' } });
});

test('la ayuda de una orden dice uso, opciones, valores, lo que rige por omisión y ejemplos', async () => {
  expect(await leer('priorizar', '--help')).toMatchObject({ clase: 'texto', codigo: 0 });
  const pedido = await leer('ayuda', 'priorizar');
  const texto = pedido.clase === 'texto' ? pedido.texto : '';
  expect(texto).toContain('Uso: cobranzas priorizar [opciones]\n');
  expect(texto).toMatch(/--dias <n> +días de mora \(por omisión: 1\)/);
  expect(texto).toMatch(/--por <que> +qué se ordena \(cliente, factura\)/);
  expect(texto).toContain('\nOpciones comunes:\n');
  expect(texto).toContain('Ejemplos:\n  $ cobranzas priorizar --dias 60\n      lo vencido hace 60 días o más\n');
});

test('un grupo sin orden, o nada, muestra la ayuda y es un error de uso', async () => {
  const grupo = await leer('cliente');
  expect(grupo).toMatchObject({ clase: 'texto', codigo: 2 });
  expect(grupo.clase === 'texto' && grupo.texto).toMatch(/Órdenes:\n +ver .*\n +pausar /);
  expect(await leer()).toMatchObject({ clase: 'texto', codigo: 2 });
});

test.each([40, 60, 80, 200])('la ayuda entra en %i columnas', async (ancho) => {
  for (const argumentos of [['--help'], ['priorizar', '--help'], ['cliente', 'ver', '--help']]) {
    const pedido = await leerPedido(argumentos, { indice, grupos: {}, version: '1', ancho });
    const renglones =
      pedido.clase === 'texto' ? pedido.texto.split('\n').filter((renglon) => !renglon.includes('$ ')) : [];
    for (const renglon of renglones) expect(renglon.length).toBeLessThanOrEqual(ancho);
  }
});

test('nada de lo que dice la ayuda de ninguna orden está en inglés', async () => {
  const { indice: verdadero } = await import('../../src/comandos/index.ts');
  for (const argumentos of [[], ...verdadero.map(({ nombre }) => nombre.split(' '))]) {
    const { codigo, salida } = await ejecutar([...argumentos, '--help']);
    expect({ argumentos, codigo }).toEqual({ argumentos, codigo: 0 });
    expect(salida).not.toMatch(
      /\b(usage|options?|commands?|arguments?|default|choices|display|help for|output|required)\b(?!:antiguedad)/i,
    );
    expect(salida).toContain('Ejemplos:');
  }
});

test('--version dice la versión', async () => {
  expect(await leer('--version')).toEqual({ clase: 'texto', codigo: 0, texto: '1.2.3\n' });
});

describe('la ayuda de un grupo de órdenes', () => {
  test.each(Object.keys(grupos))('%s muestra ejemplos de sus propias órdenes', async (grupo) => {
    const { salida } = await ejecutar([grupo, '--help']);
    const ejemplos = [...salida.matchAll(/^ {2}\$ cobranzas (\S+) (\S+)/gm)].map(([, de, verbo]) => `${de} ${verbo}`);
    expect(ejemplos.length).toBeGreaterThan(1);
    const ordenes = indiceReal.map(({ nombre }) => nombre);
    for (const ejemplo of ejemplos) expect(ordenes).toContain(ejemplo);
  });
});
