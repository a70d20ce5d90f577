import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';

const carpeta = carpetaTemporal();

beforeAll(async () => {
  writeFileSync(`${carpeta}/cobranzas.bash`, (await ejecutar(['completar', 'bash'])).salida);
  writeFileSync(`${carpeta}/facturas mayo.csv`, '');
});

/** Lo que bash ofrece con el cursor al final de esas palabras. */
function completar(...palabras: string[]): string[] {
  const guion = `
    source ${carpeta}/cobranzas.bash
    COMP_WORDS=(cobranzas "$@"); COMP_CWORD=$#
    _cobranzas
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const salida = execFileSync('bash', ['--norc', '-c', guion, 'bash', ...palabras], { cwd: carpeta, encoding: 'utf8' });
  return salida.split('\n').filter((linea) => linea !== '');
}

test.each([
  [['pri'], ['priorizar']],
  [['cliente', 're'], ['reanudar']],
  [
    ['--silencio', '--libro', 'cliente', 'factura', ''],
    ['listar', 'ver', 'disputar', 'resolver', 'castigar'],
  ],
  [['priorizar', '--ex'], ['--explicar']],
  [
    ['priorizar', '--por', ''],
    ['cliente', 'factura'],
  ],
  [['priorizar', '--por', '=', 'f'], ['factura']],
  [
    ['priorizar', '--formato', 'csv'],
    ['csv', 'csv-excel'],
  ],
  [
    ['cliente', 'listar', '--formato', '='],
    ['tabla', 'csv', 'csv-excel', 'tsv', 'json', 'ndjson', 'md', 'xlsx', 'ics'],
  ],
  [
    ['completar', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['priorizar', '--dias', ''], []],
  [['importar', 'fac'], ['facturas mayo.csv']],
  [['--libro', 'fac'], ['facturas mayo.csv']],
])('en bash, %j ofrece %j', (palabras, ofrecidas) => {
  expect(completar(...palabras)).toEqual(ofrecidas);
});

test('las opciones comunes se ofrecen en cualquier orden', () => {
  expect(completar('cliente', 'listar', '--sal')).toEqual(['--salida']);
  expect(completar('--hel')).toEqual(['--help']);
});

test.each(['zsh', 'fish'])(
  'el completado de %s nombra todas las órdenes y las opciones de cada una',
  async (interprete) => {
    const { codigo, salida } = await ejecutar(['completar', interprete]);
    expect(codigo).toBe(0);
    for (const palabra of ['priorizar', 'cliente listar', 'libro verificar', 'explicar', 'formato'])
      expect(salida).toContain(palabra);
  },
);
