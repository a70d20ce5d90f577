import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const programa = resolve('bin/cobranzas.js');
let carpeta = '';
let entorno: Record<string, string> = {};

/** Lo construido sirve si es posterior a toda la fuente. */
function estaConstruido(): boolean {
  if (!existsSync('dist/main.js')) return false;
  const construido = statSync('dist/main.js').mtimeMs;
  return readdirSync('src', { recursive: true, encoding: 'utf8' }).every(
    (ruta) => statSync(join('src', ruta)).mtimeMs <= construido,
  );
}

beforeAll(() => {
  if (!estaConstruido()) execFileSync(process.execPath, ['.ci/construir.mjs']);
  carpeta = mkdtempSync(join(tmpdir(), 'cobranzas-binario-'));
  entorno = {
    PATH: process.env.PATH ?? '',
    HOME: carpeta,
    COBRANZAS_LIBRO: join(carpeta, 'libro.db'),
    COBRANZAS_HOY: '2026-07-01',
    COBRANZAS_GESTOR: 'prueba',
  };
  expect(cobranzas(['import', 'fixtures/facturas.csv']).status).toBe(0);
}, 60_000);
afterAll(() => rmSync(carpeta, { recursive: true, force: true }));

const opciones = (mas: Record<string, string> = {}) =>
  ({ encoding: 'utf8', env: { ...entorno, ...mas }, maxBuffer: 1 << 26 }) as const;
const cobranzas = (argumentos: readonly string[], mas?: Record<string, string>) =>
  spawnSync(process.execPath, [programa, ...argumentos], opciones(mas));
/** Corre un renglón de bash en el que `$C` es el programa. */
const bash = (renglon: string, mas?: Record<string, string>) =>
  spawnSync('bash', ['-c', `C="${process.execPath} ${programa}"; ${renglon}`], opciones(mas));
/** Lo mismo dentro de una terminal de verdad de ese ancho. */
const enTerminal = (renglon: string, columnas: number, mas?: Record<string, string>) =>
  spawnSync(
    'script',
    ['-qec', `stty cols ${columnas}; ${process.execPath} ${programa} ${renglon}`, '/dev/null'],
    opciones({ TERM: 'xterm', ...mas }),
  );
const secuencia = String.fromCharCode(27);

describe('en una tubería', () => {
  it('priorizar | head -3 da tres líneas y termina sin quejarse', () => {
    const { stdout, stderr } = bash('$C priorizar | head -3; echo "${PIPESTATUS[0]}" >&2');
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
    expect(stdout).toMatch(/^posicion,cliente_id,cliente,/);
    expect(stderr.trim().split('\n').at(-1)).toBe('0');
    expect(stderr).not.toMatch(/EPIPE|error/i);
  });

  it('si nadie lee, termina en silencio', () => {
    const { stderr } = bash('$C factura listar | true; sleep 0.1');
    expect(stderr).not.toMatch(/EPIPE|at .*js:\d+/);
  });

  it('--formato csv-excel > x.csv es una planilla con BOM, punto y coma y coma decimal', () => {
    const { status } = bash(`$C priorizar --formato csv-excel > "${join(carpeta, 'x.csv')}"`);
    expect(status).toBe(0);
    const texto = readFileSync(join(carpeta, 'x.csv'), 'utf8');
    expect(texto.startsWith('\uFEFFposicion;cliente_id;')).toBe(true);
    expect(texto).toContain(';10000,01;');
  });

  it('--formato json lo entiende cualquier programa', () => {
    const leer = 'let t="";process.stdin.on("data",d=>t+=d).on("end",()=>console.log(JSON.parse(t).length))';
    const { stdout } = bash(`$C factura listar --formato json | ${process.execPath} -e '${leer}'`);
    expect(Number(stdout)).toBeGreaterThan(10);
  });

  it('los datos van por una salida y la conversación por la otra', () => {
    const { stdout, stderr } = cobranzas(['import', 'fixtures/facturas.csv', '--simular', '--formato', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ tipo: 'facturas', nuevas: 0 });
    expect(stderr).toMatch(/cómo se leyó/);
  });
});

describe('en una terminal', () => {
  it('hay colores y tabla; NO_COLOR y TERM=dumb los apagan', () => {
    expect(enTerminal('priorizar', 120).stdout).toContain(`${secuencia}[`);
    for (const sinColor of [{ NO_COLOR: '1' }, { TERM: 'dumb' }] as Record<string, string>[])
      expect(enTerminal('priorizar', 120, sinColor).stdout).not.toContain(secuencia);
  });

  it('cabe en 60 columnas', () => {
    const { stdout } = enTerminal('priorizar --silencio', 60, { NO_COLOR: '1' });
    const lineas = stdout.split(/\r?\n/);
    expect(lineas.length).toBeGreaterThan(5);
    expect(lineas.filter((linea) => [...linea].length > 60)).toEqual([]);
  });
});

describe('los códigos de salida', () => {
  it.each([
    [0, ['priorizar']],
    [1, ['import', 'fixtures/trampas/vacio.csv']],
    [2, ['priorizar', '--no-existe']],
    [3, ['priorizar', '--libro', '/no/hay/libro.db']],
  ])('%i', (codigo, argumentos) => {
    expect(cobranzas(argumentos).status).toBe(codigo);
  });

  it('4 cuando entra una parte', () => {
    const ruta = join(carpeta, 'parcial.csv');
    writeFileSync(
      ruta,
      'Cliente,Numero,Vencimiento,Importe\nUno,X-1,2026-05-13,10\nDos,X-2,2026-05-13,10\nTres,X-3,2026-05-13,mil\n',
    );
    expect(cobranzas(['import', ruta, '--moneda', 'ARS', '--parcial']).status).toBe(4);
  });
});

describe('un libro donde no se puede escribir', () => {
  it('en un lugar sin permiso termina con 3 y dice qué hacer', () => {
    const { status, stderr } = cobranzas(['import', 'fixtures/facturas.csv', '--libro', '/sys/libro.db']);
    expect(status).toBe(3);
    expect(stderr).toMatch(/error: .*\/sys\/libro\.db[\s\S]*→/);
  });

  it('en un disco de sólo lectura termina con 3, y el libro queda igual', (contexto) => {
    const punto = join(carpeta, 'disco');
    mkdirSync(punto, { recursive: true });
    const montar = `mount --bind "${carpeta}" "${punto}" && mount -o remount,ro,bind "${punto}"`;
    const orden = `${process.execPath} ${programa} import fixtures/facturas.csv --actualizar --libro "${punto}/libro.db"`;
    const { status, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', `${montar} || exit 99; ${orden}`], opciones());
    if (status === 99 || status === null || /unshare/.test(stderr)) return contexto.skip('aquí no se puede montar');
    expect([status, stderr]).toEqual([3, expect.stringMatching(/sólo lectura[\s\S]*→/)]);
    expect(cobranzas(['libro', 'verificar']).status).toBe(0);
    return undefined;
  });
});

describe('un archivo grande', () => {
  it('de más de 1 MiB se lee en otro hilo, y da lo mismo', () => {
    const filas = Array.from(
      { length: 26_000 },
      (_, indice) => `C${indice % 50},N-${indice},2026-05-13,2026-06-12,100.25`,
    );
    const grande = join(carpeta, 'grande.csv');
    writeFileSync(grande, `cliente_id,Numero,Emision,Vencimiento,Importe\n${filas.join('\n')}\n`);
    expect(statSync(grande).size).toBeGreaterThan(1 << 20);
    const orden = (ruta: string) => ['import', ruta, '--moneda', 'ARS', '--simular', '--formato', 'json'];
    const { stdout, stderr, status } = cobranzas(orden(grande), { NODE_DEBUG: 'worker' });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ nuevas: 26_000, totales: [{ importe: 2_606_500 }] });
    expect(stderr).toMatch(/^WORKER \d+/m);
    expect(cobranzas(orden('fixtures/facturas.csv'), { NODE_DEBUG: 'worker' }).stderr).not.toMatch(/^WORKER/m);
  });
});
