import { expect, test } from 'vitest';
import { ConsolaDeProceso } from '../../src/salida/consola.ts';
import { BarraDeProgreso, borrarRenglon, progresoMudo } from '../../src/salida/progreso.ts';
import { FlujoGuardado, FlujoQueSeCierra } from '../apoyo/terminal.ts';

function consolaDePrueba({
  columnas,
  silencio = false,
  entorno = {},
}: {
  columnas?: number;
  silencio?: boolean;
  entorno?: Record<string, string>;
} = {}) {
  const salida = new FlujoGuardado(columnas);
  const errores = new FlujoGuardado(columnas);
  return { salida, errores, consola: new ConsolaDeProceso({ salida, errores, entorno, sinColor: false, silencio }) };
}

test('el silencio calla lo que se informa y se sugiere, nunca los avisos ni los errores', () => {
  for (const silencio of [false, true]) {
    const { consola, errores } = consolaDePrueba({ silencio });
    consola.titulo('Importación');
    consola.informar('84 facturas nuevas');
    consola.sugerir('cobranzas priorizar');
    consola.avisar('falta el vencimiento en 2 filas');
    consola.error({ mensaje: 'no existe a.csv', detalle: ['línea 3: x'], sugerencia: 'Revise la ruta.\nO el nombre.' });
    const callado =
      'aviso: falta el vencimiento en 2 filas\nerror: no existe a.csv\n  línea 3: x\n  → Revise la ruta.\n  → O el nombre.\n';
    const dicho = '\nImportación\n84 facturas nuevas\n  → cobranzas priorizar\n';
    expect(errores.texto).toBe(silencio ? callado : dicho + callado);
  }
});

test('todo lo que va a los errores se limpia', () => {
  const { consola, errores } = consolaDePrueba();
  consola.avisar('cliente \u001b[2J\u202e');
  consola.informar('\u009b31m');
  consola.sugerir('\u0007');
  consola.error({ mensaje: 'a\nerror: falso', detalle: ['\r'], sugerencia: '\u001b' });
  expect(errores.texto).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(errores.texto).toContain('error: a error: falso\n');
});

test('en una terminal lo que se dice se parte por palabras y una orden queda entera', () => {
  const { consola, errores } = consolaDePrueba({ columnas: 30 });
  consola.avisar('no se conocen los feriados de la empresa');
  consola.sugerir('para dejarlo como estaba, use: cobranzas pago anular 12 --motivo "otra imputación"');
  expect(errores.texto).toBe(
    [
      'aviso: no se conocen los',
      '  feriados de la empresa',
      '  → para dejarlo como estaba,',
      '    use:',
      '    cobranzas pago anular 12 --motivo "otra imputación"',
      '',
    ].join('\n'),
  );
  const sinTerminal = consolaDePrueba({ entorno: { COLUMNS: '30' } });
  sinTerminal.consola.avisar('no se conocen los feriados de la empresa');
  expect(sinTerminal.errores.texto).toBe('aviso: no se conocen los feriados de la empresa\n');
});

test('el ancho es el de la terminal, el de COLUMNS o 80', () => {
  expect(consolaDePrueba({ columnas: 120 }).consola.ancho).toBe(120);
  expect(consolaDePrueba({ entorno: { COLUMNS: '60' } }).consola.ancho).toBe(60);
  expect(consolaDePrueba({ entorno: { COLUMNS: 'x' } }).consola.ancho).toBe(80);
  expect(consolaDePrueba({ columnas: 0 }).consola.ancho).toBe(80);
});

test('sin terminal, en silencio o en una terminal tonta no hay barra', () => {
  expect(consolaDePrueba().consola.progreso('Leyendo', 10)).toBe(progresoMudo);
  expect(consolaDePrueba({ columnas: 80, silencio: true }).consola.progreso('Leyendo', 10)).toBe(progresoMudo);
  expect(consolaDePrueba({ columnas: 80, entorno: { TERM: 'dumb' } }).consola.progreso('Leyendo', 10)).toBe(
    progresoMudo,
  );
});

test('la barra aparece pasado medio segundo, se redibuja cada 100 ms y se borra al terminar', () => {
  let ahora = 0;
  const dibujos: string[] = [];
  const barra = new BarraDeProgreso({
    titulo: 'Leyendo',
    total: 1000,
    dibujar: (texto) => dibujos.push(texto),
    reloj: () => ahora,
  });
  for (ahora = 0; ahora < 1000; ahora += 10) barra.avanzar(ahora);
  expect(dibujos).toHaveLength(5);
  expect(dibujos[0]).toBe(`${borrarRenglon}Leyendo ${'█'.repeat(12)}${'░'.repeat(12)} 50 %`);
  barra.terminar();
  expect(dibujos.at(-1)).toBe(borrarRenglon);
  barra.terminar();
  expect(dibujos).toHaveLength(6);
});

test('un trabajo corto no muestra ni borra nada', () => {
  const dibujos: string[] = [];
  const barra = new BarraDeProgreso({ titulo: 'x', total: 0, dibujar: (texto) => dibujos.push(texto), reloj: () => 0 });
  barra.avanzar(5);
  barra.terminar();
  expect(dibujos).toEqual([]);
});

test('con la tubería cerrada se deja de producir: no se recorre el resto de las filas', async () => {
  const salida = new FlujoQueSeCierra(1);
  const consola = new ConsolaDeProceso({
    salida,
    errores: new FlujoGuardado(),
    entorno: {},
    sinColor: false,
    silencio: false,
  });
  const { presentar } = await import('../../src/salida/presentar.ts');
  let producidas = 0;
  function* filas(): Generator<number> {
    for (; producidas < 1_000_000; producidas++) yield producidas;
  }
  const columnas = [{ clave: 'n', titulo: 'N', tipo: 'entero' as const, valor: (fila: number) => fila }];
  await presentar({ columnas, filas: filas() }, { formato: 'csv', consola });
  expect(producidas).toBeLessThan(50_000);
  expect(salida.escrituras).toBe(2);
});

test('otro error al escribir la salida no se calla', async () => {
  const salida = new FlujoGuardado();
  salida._write = (_parte, _codificacion, listo: (error?: Error) => void) =>
    listo(Object.assign(new Error('lleno'), { code: 'ENOSPC' }));
  const consola = new ConsolaDeProceso({
    salida,
    errores: new FlujoGuardado(),
    entorno: {},
    sinColor: false,
    silencio: false,
  });
  await expect(consola.escribir('x')).rejects.toMatchObject({ code: 'ENOSPC' });
});
