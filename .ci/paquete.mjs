// El paquete que se publica se instala y trabaja solo, lejos del proyecto: se empaqueta, se instala en una carpeta
// vacía y se usa, también el completado de la consola.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encabezadosPropios } from './encabezados.mjs';

const carpeta = mkdtempSync(join(tmpdir(), 'cobranzas-paquete-'));
const correr = (orden, argumentos, opciones = {}) =>
  execFileSync(orden, argumentos, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...opciones });
const exigir = (condicion, que) => {
  if (!condicion) throw new Error(`paquete: ${que}`);
  console.log(`  bien: ${que}`);
};

try {
  const lista = JSON.parse(correr('npm', ['pack', '--json', '--pack-destination', carpeta]));
  const [paquete] = Array.isArray(lista) ? lista : Object.values(lista);
  const archivos = paquete.files.map(({ path }) => path);
  exigir(archivos.includes('dist/main.js') && archivos.includes('bin/cobranzas.js'), 'lleva el programa construido');
  exigir(!archivos.some((ruta) => /^(src|test|fixtures|\.ci)\//.test(ruta)), 'no lleva fuentes ni pruebas');
  const [archivo] = readdirSync(carpeta).filter((nombre) => nombre.endsWith('.tgz'));
  const instalado = join(carpeta, 'instalado');
  execFileSync('mkdir', [instalado]);
  writeFileSync(
    join(instalado, 'package.json'),
    JSON.stringify({ private: true, allowScripts: { 'better-sqlite3': true } }),
  );
  correr('npm', ['install', join(carpeta, archivo)], {
    cwd: instalado,
    env: { ...process.env, ...encabezadosPropios() },
  });
  copyFileSync('fixtures/facturas.csv', join(instalado, 'facturas.csv'));
  const entorno = {
    ...process.env,
    HOME: carpeta,
    XDG_DATA_HOME: join(carpeta, 'datos'),
    COBRANZAS_HOY: '2026-06-30',
  };
  const cobranzas = (...argumentos) =>
    correr(join(instalado, 'node_modules/.bin/cobranzas'), argumentos, { cwd: instalado, env: entorno });
  exigir(/priorizar/.test(cobranzas('--help')), 'responde a --help');
  cobranzas('import', 'facturas.csv');
  exigir(/^1,C00\d,/m.test(cobranzas('priorizar', '--dias', '60')), 'importa y prioriza');
  writeFileSync(join(instalado, 'completar.bash'), cobranzas('completar', 'bash'));
  const completado = correr(
    'bash',
    [
      '-c',
      'source completar.bash; COMP_WORDS=(cobranzas prio); COMP_CWORD=1; COMP_LINE="cobranzas prio"; COMP_POINT=14; f=$(complete -p cobranzas | sed -E "s/.*-F ([^ ]+).*/\\1/"); $f cobranzas prio cobranzas; printf "%s\\n" "${COMPREPLY[@]}"',
    ],
    { cwd: instalado, env: entorno },
  );
  exigir(/priorizar/.test(completado), 'completa la orden en bash');
} finally {
  rmSync(carpeta, { recursive: true, force: true });
}
