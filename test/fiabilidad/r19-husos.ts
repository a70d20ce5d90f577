/**
 * R19: el tiempo. Las pruebas pasan con el reloj en los husos de los siete países y en UTC+14, con varios idiomas; y el «hoy» que
 * el programa anota es el del huso de la política, también en las horas que rodean un cambio de hora, comparado con la orden
 * `date` del sistema (coreutils), que no usa las tablas de Node.
 */
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvDeFacturas } from './apoyo/archivos.ts';
import { consultar } from './apoyo/libros.ts';
import { type Medicion, medir } from './apoyo/medicion.ts';
import { cargarPrograma, proyecto } from './apoyo/programa.ts';

const husos = [
  'America/Argentina/Buenos_Aires',
  'America/Mexico_City',
  'Europe/Madrid',
  'America/Santiago',
  'America/Bogota',
  'America/Lima',
  'America/Montevideo',
  'Pacific/Kiritimati',
] as const;
const idiomas = ['C', 'es_AR.UTF-8', 'tr_TR.UTF-8'] as const;

/** Lo que depende de fechas, del día de hoy y del orden de los textos; en la medición completa, también lo que importa. */
const sensibles = [
  ...['fecha', 'contexto', 'politica', 'prioridad', 'priorizar', 'antiguedad', 'cartera', 'programa'],
  ...['agenda', 'acuerdo', 'pausa', 'dominio/recordatorio', 'recordatorios-plan', 'recordatorios-conversacion'],
];

/** Cambios de hora (tz database): España, Chile y, antes de 2022, México; y uno que no existió más, en Uruguay. */
const cambios = ['2026-03-29', '2026-10-25', '2026-04-05', '2026-09-06', '2021-04-04', '2021-10-31', '2015-03-08'];

/** Corre las pruebas con un huso; devuelve cuántas pasaron, o el error. */
function probarConHuso(
  huso: string,
  idioma: string,
  filtros: readonly string[],
): Promise<{ pasaron: number; error: string }> {
  const vitest = join(proyecto, 'node_modules/vitest/vitest.mjs');
  const proceso = spawn(process.execPath, [vitest, 'run', ...filtros, '--reporter=json'], {
    cwd: proyecto,
    env: { ...process.env, COBRANZAS_TZ: huso, TZ: huso, LC_ALL: idioma },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let salida = '';
  proceso.stdout.setEncoding('utf8').on('data', (parte: string) => {
    salida += parte;
  });
  proceso.stderr.resume();
  return new Promise((listo) => {
    proceso.once('close', (codigo) => {
      try {
        const json = JSON.parse(salida.slice(salida.indexOf('{'))) as {
          numPassedTests: number;
          testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[];
        };
        const caidas = json.testResults.flatMap(({ assertionResults }) =>
          assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
        );
        listo({ pasaron: json.numPassedTests, error: codigo === 0 ? '' : caidas.join('; ') || `código ${codigo}` });
      } catch {
        listo({ pasaron: 0, error: `vitest terminó con ${codigo} sin informar` });
      }
    });
  });
}

/** Los días según `date`, en un huso; uno por instante. */
function diasSegunSistema(instantes: readonly number[], huso: string): string[] {
  const { stdout } = spawnSync('date', ['-f', '-', '+%F'], {
    encoding: 'utf8',
    input: instantes.map((segundos) => `@${segundos}\n`).join(''),
    env: { ...process.env, TZ: huso },
  });
  return stdout.trim().split('\n');
}

/** Cada dos horas, y un segundo antes, desde la víspera de cada cambio hasta el día siguiente. */
function instantesDelicados(): number[] {
  return cambios.flatMap((dia) => {
    const medianoche = Date.parse(`${dia}T00:00:00Z`) / 1000;
    return Array.from({ length: 20 }, (_, paso) => medianoche + (paso * 2 - 6) * 3600).flatMap((uno) => [uno - 1, uno]);
  });
}

/** Anota una operación en cada instante y compara el día que quedó. */
async function diasAnotados({ carpeta, iguales }: Medicion): Promise<number> {
  const ejecutar = await cargarPrograma();
  const archivo = join(carpeta, 'una.csv');
  writeFileSync(archivo, csvDeFacturas({ filas: 1, clientes: 1 }));
  const politica = join(carpeta, 'politica.toml');
  const instantes = instantesDelicados();
  for (const huso of husos) {
    const libro = join(carpeta, `${huso.replaceAll('/', '-')}.db`);
    await ejecutar(['import', archivo], { libro });
    writeFileSync(politica, `[empresa]\nzona_horaria = "${huso}"\n`);
    for (const [indice, segundos] of instantes.entries()) {
      const { codigo, errores } = await ejecutar(
        ['cliente', 'editar', 'K0', '--nota', String(indice), '--politica', politica],
        { libro, ahora: new Date(segundos * 1000), entorno: { COBRANZAS_HOY: '' } },
      );
      if (codigo !== 0) throw new Error(`${huso}, ${segundos}: ${errores}`);
    }
    const anotados = JSON.parse(
      String(consultar(libro, 'SELECT json_group_array(hoy ORDER BY id) FROM operaciones WHERE id > 1')),
    ) as string[];
    const esperados = diasSegunSistema(instantes, huso);
    for (const [indice, segundos] of instantes.entries())
      iguales(anotados[indice], esperados[indice], `el día en ${huso} a los ${segundos} s`);
  }
  return instantes.length * husos.length;
}

await medir(
  'R19',
  async (medicion) => {
    const { completo, falla } = medicion;
    // El huso del proceso no debe importar cuando la política dice uno.
    process.env.TZ = 'Pacific/Kiritimati';
    if (diasSegunSistema([0, 86_400], 'UTC').join() !== '1970-01-01,1970-01-02')
      falla('no hay una orden date que sirva de oráculo');
    const probados = await diasAnotados(medicion);
    const corridas: string[] = [];
    for (const [indice, huso] of husos.entries()) {
      const ultimo = huso === 'Pacific/Kiritimati';
      const filtros = !completo ? sensibles : ultimo ? [] : [...sensibles, 'importar', 'entrada'];
      const { pasaron, error } = await probarConHuso(huso, idiomas[indice % idiomas.length] ?? 'C', filtros);
      if (error !== '') falla(`${huso}: ${error}`);
      if (pasaron < 50) falla(`${huso}: sólo corrieron ${pasaron} pruebas`);
      corridas.push(`${huso.split('/').at(-1)} ${pasaron}`);
    }
    return {
      cuenta: `${husos.length} husos, ${probados} instantes`,
      detalle: `pruebas por huso: ${corridas.join(', ')}`,
    };
  },
  { enMemoria: true },
);
