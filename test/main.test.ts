import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Comando } from '../src/comandos/comando.ts';
import { armarContexto, hoyEnZona } from '../src/comandos/contexto.ts';
import { main } from '../src/main.ts';
import { ConsolaDeProceso } from '../src/salida/consola.ts';
import { carpetaTemporal, ejecutar } from './apoyo/ejecutar.ts';
import { FlujoGuardado, FlujoQueSeCierra } from './apoyo/terminal.ts';

const comando: Comando = { configurar() {}, ejecutar: async () => undefined };

function contexto(
  comunes: Record<string, unknown>,
  entorno: Record<string, string>,
  sinPolitica = false,
): ReturnType<typeof armarContexto> {
  const proceso = {
    entorno,
    entrada: Readable.from([]),
    salida: new FlujoGuardado(),
    errores: new FlujoGuardado(),
    ahora: () => new Date('2026-07-01T02:30:00Z'),
  };
  const consola = new ConsolaDeProceso({ ...proceso, sinColor: false, silencio: false });
  const programaCompleto = () => Promise.reject(new Error('no se usa'));
  return armarContexto(
    { comando: { ...comando, sinPolitica }, comunes, argumentos: [] },
    { proceso, consola, version: '1', programaCompleto },
  );
}

test('las rutas siguen a XDG, y una ruta relativa se ignora', async () => {
  const xdg = await contexto({}, { HOME: '/casa', XDG_DATA_HOME: '/datos', XDG_CONFIG_HOME: '/conf' });
  expect(xdg).toMatchObject({ rutaLibro: '/datos/cobranzas/libro.db', rutaPolitica: '/conf/cobranzas/politica.toml' });
  const relativa = await contexto({}, { HOME: '/casa', XDG_DATA_HOME: 'datos', XDG_CONFIG_HOME: '' });
  expect(relativa).toMatchObject({
    rutaLibro: '/casa/.local/share/cobranzas/libro.db',
    rutaPolitica: '/casa/.config/cobranzas/politica.toml',
  });
});

test('la opción manda sobre la variable de entorno, y una variable vacía es como ninguna', async () => {
  const entorno = { HOME: '/casa', COBRANZAS_LIBRO: '/e.db', COBRANZAS_GESTOR: 'eva', COBRANZAS_HOY: '2026-01-02' };
  expect(await contexto({ libro: '/o.db', hoy: '2026-03-04' }, entorno)).toMatchObject({
    rutaLibro: '/o.db',
    gestor: 'eva',
    hoy: '2026-03-04',
  });
  expect(await contexto({}, entorno)).toMatchObject({ rutaLibro: '/e.db', hoy: '2026-01-02' });
  expect((await contexto({}, { ...entorno, COBRANZAS_LIBRO: '' })).rutaLibro).toBe(
    '/casa/.local/share/cobranzas/libro.db',
  );
});

test('una política pedida que no existe es un error de uso; la de costumbre puede faltar', async () => {
  await expect(contexto({ politica: '/no/hay.toml' }, { HOME: '/casa' })).rejects.toMatchObject({ codigo: 2 });
  await expect(contexto({}, { HOME: '/casa', COBRANZAS_POLITICA: '/no/hay.toml' })).rejects.toMatchObject({
    codigo: 2,
  });
  expect((await contexto({}, { HOME: '/casa' })).textoDePolitica).toBeNull();
  expect((await contexto({ politica: '/no/hay.toml' }, { HOME: '/casa' }, true)).rutaPolitica).toBe('/no/hay.toml');
});

test('la política vigente es la del archivo, y uno roto detiene a quien la necesita', async () => {
  const carpeta = carpetaTemporal();
  mkdirSync(`${carpeta}/.config/cobranzas`, { recursive: true });
  writeFileSync(
    `${carpeta}/.config/cobranzas/politica.toml`,
    '[empresa]\nnombre = "Sur"\nzona_horaria = "America/Santiago"\n',
  );
  const vigente = await contexto({}, { HOME: carpeta });
  expect(vigente.politica.empresa.nombre).toBe('Sur');
  expect(vigente.hoy).toBe('2026-06-30');
  writeFileSync(`${carpeta}/.config/cobranzas/politica.toml`, '[empresa\n');
  await expect(contexto({}, { HOME: carpeta })).rejects.toMatchObject({ name: expect.stringMatching(/^ErrorDe/) });
  expect((await contexto({}, { HOME: carpeta }, true)).textoDePolitica).toBeNull();
});

test.each([
  ['America/Argentina/Buenos_Aires', '2026-06-30'],
  ['Europe/Madrid', '2026-07-01'],
  ['Pacific/Kiritimati', '2026-07-01'],
  ['America/Mexico_City', '2026-06-30'],
])('a las 02:30 UTC del 1 de julio, en %s es %s', (zona, dia) => {
  expect(hoyEnZona(new Date('2026-07-01T02:30:00Z'), zona)).toBe(dia);
});

test('un día imposible en --hoy se explica con código 2 y sin pila', async () => {
  const { codigo, salida, errores } = await ejecutar(['priorizar', '--hoy', '2026-02-30']);
  expect({ codigo, salida }).toEqual({ codigo: 2, salida: '' });
  expect(errores).toBe(
    'error: «2026-02-30» no es un valor de --hoy <AAAA-MM-DD>: se espera una fecha que exista, AAAA-MM-DD\n' +
      '  → escriba el año, el mes y el día con guiones, por ejemplo 2026-07-31\n',
  );
});

test('lo que se escribe mal en la orden no puede darle órdenes a la terminal', async () => {
  const { errores } = await ejecutar(['priorizar', '--\u001b]0;x\u0007']);
  expect(errores).toContain('<U+001B>]0;x<U+0007>');
  expect(errores).not.toContain('\u001b');
});

test('xlsx pide --salida, antes de hacer nada', async () => {
  const { codigo, errores } = await ejecutar(['priorizar', '--formato', 'xlsx']);
  expect(codigo).toBe(2);
  expect(errores).toContain('--salida');
});

test('una falla inesperada es un defecto: 70, con la pila sólo si se la pide', async () => {
  const entradaRota = { HOME: '/casa', COBRANZAS_HOY: '2026-07-01' };
  const salida = new FlujoGuardado();
  const errores = new FlujoGuardado();
  const proceso = {
    salida,
    errores,
    entrada: Readable.from([]),
    ahora: () => new Date(Number.NaN),
    entorno: { HOME: entradaRota.HOME },
  };
  expect(await main(['priorizar'], proceso)).toBe(70);
  expect(errores.texto).toContain('error: defecto del programa: ');
  expect(errores.texto).not.toContain('    at ');
  const conPila = new FlujoGuardado();
  await main(['priorizar'], { ...proceso, errores: conPila, entorno: { HOME: '/casa', COBRANZAS_DEPURAR: '1' } });
  expect(conPila.texto).toContain('    at ');
});

test('si quien lee cierra la tubería, la orden termina callada y bien', async () => {
  const salida = new FlujoQueSeCierra(0);
  const errores = new FlujoGuardado();
  const codigo = await main(['--help'], {
    salida,
    errores,
    entrada: Readable.from([]),
    ahora: () => new Date(),
    entorno: {},
  });
  expect({ codigo, errores: errores.texto }).toEqual({ codigo: 0, errores: '' });
});

test('--salida escribe en el archivo, y si la orden falla no queda nada', async () => {
  const carpeta = carpetaTemporal();
  const bien = await ejecutar(['completar', 'bash', '--salida', `${carpeta}/cobranzas.bash`]);
  expect(bien).toEqual({ codigo: 0, salida: '', errores: '' });
  expect(existsSync(`${carpeta}/cobranzas.bash`)).toBe(true);
  const mal = await ejecutar(['priorizar', '--salida', `${carpeta}/nada.csv`]);
  expect(mal.codigo).toBe(3);
  expect(existsSync(`${carpeta}/nada.csv`)).toBe(false);
});

test('--salida no escribe encima del libro, de la política ni de un archivo que la orden lee', async () => {
  const carpeta = carpetaTemporal();
  const libro = join(carpeta, 'libro.db');
  const archivo = join(carpeta, 'f.csv');
  const texto = 'cliente,numero,vencimiento,moneda,importe\nAna,F-1,2026-02-01,ARS,100.00\n';
  writeFileSync(archivo, texto);
  expect((await ejecutar(['import', archivo], { libro })).codigo).toBe(0);
  const antes = readFileSync(libro);
  const encima = await ejecutar(['factura', 'listar', '--salida', libro], { libro });
  expect(encima.codigo).toBe(2);
  expect(encima.errores).toContain('--salida borraría el libro');
  expect(readFileSync(libro).equals(antes)).toBe(true);
  const delArchivo = await ejecutar(['import', archivo, '--salida', archivo], { libro });
  expect(delArchivo.codigo).toBe(2);
  expect(readFileSync(archivo, 'utf8')).toBe(texto);
});
