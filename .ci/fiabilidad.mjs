// Mide la fiabilidad: construye el programa y las mediciones en una carpeta pasajera y las corre de a una.
// Uso: npm run fiabilidad -- [R1 R8 …] [--completo]; la semilla se fija con COBRANZAS_SEMILLA.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const raiz = dirname(dirname(fileURLToPath(import.meta.url)));

const que = {
  R1: 'la importación es todo o nada ante kill -9',
  R2: 'cada orden que escribe soporta una falla en cada sentencia',
  R3: 'ningún recordatorio se manda dos veces ni se pierde',
  R4: 'la duda es honesta: cada cosa que hace el servidor deja el estado que corresponde',
  R5: 'a quien pagó, prometió, disputa o pidió que no le escriban, no le sale nada',
  R6: 'los límites de contacto se cumplen',
  R7: 'una sola corrida a la vez',
  R8: 'varios procesos escriben a la vez',
  R9: 'disco lleno',
  R10: 'el daño silencioso se descubre',
  R11: 'sucesiones de órdenes al azar contra un modelo independiente',
  R12: 'repetir una orden no cambia nada',
  R13: 'dinero exacto',
  R14: 'CSV alterados',
  R15: 'celdas hostiles',
  R16: 'los secretos no salen de donde están',
  R17: 'migraciones y libros más nuevos',
  R18: 'respaldos mientras otros escriben',
  R19: 'husos horarios y cambios de hora',
  R20: 'un año simulado',
};

const argumentos = process.argv.slice(2);
const completo = argumentos.includes('--completo');
const pedidas = argumentos.filter((argumento) => !argumento.startsWith('--')).map((id) => id.toUpperCase());
const desconocida = pedidas.find((id) => !(id in que)) ?? argumentos.find((uno) => /^--(?!completo$)/.test(uno));
if (desconocida !== undefined) {
  console.error(`no hay medición «${desconocida}»; hay: ${Object.keys(que).join(', ')} y --completo`);
  process.exit(2);
}

/** Copia lo que hace falta y construye allí: así lo medido no cambia si alguien edita mientras tanto. */
async function preparar(carpeta) {
  for (const parte of ['.ci', 'bin', 'src', 'test', 'package.json'])
    cpSync(join(raiz, parte), join(carpeta, parte), { recursive: true });
  symlinkSync(join(raiz, 'node_modules'), join(carpeta, 'node_modules'));
  const { status } = spawnSync(process.execPath, ['.ci/construir.mjs'], { cwd: carpeta, stdio: 'inherit' });
  if (status !== 0) throw new Error('no se pudo construir el programa');
  const guiones = readdirSync(join(carpeta, 'test/fiabilidad')).filter((nombre) => /^r\d+-.*\.ts$/.test(nombre));
  await build({
    absWorkingDir: carpeta,
    entryPoints: guiones.map((nombre) => `test/fiabilidad/${nombre}`),
    outdir: 'mediciones',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    define: { VERSION_DEL_PAQUETE: '"0"' },
    logLevel: 'warning',
  });
  return new Map(guiones.map((nombre) => [nombre.split('-')[0].toUpperCase(), nombre.replace(/\.ts$/, '.mjs')]));
}

/** Corre una medición y devuelve lo que informó en su último renglón. */
function correr(carpeta, guion) {
  return new Promise((listo) => {
    const proceso = spawn(process.execPath, [join(carpeta, 'mediciones', guion)], {
      cwd: raiz,
      env: {
        ...process.env,
        COBRANZAS_PROGRAMA: carpeta,
        COBRANZAS_PROYECTO: raiz,
        ...(completo ? { COBRANZAS_COMPLETO: '1' } : {}),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    enCurso = proceso;
    let salida = '';
    proceso.stdout.setEncoding('utf8').on('data', (parte) => {
      salida += parte;
    });
    proceso.on('close', (codigo) => {
      try {
        listo({ codigo, ...JSON.parse(salida.trimEnd().split('\n').at(-1) ?? '') });
      } catch {
        listo({ codigo, fallas: 1, semilla: '?', cuenta: `terminó con ${codigo} sin informar` });
      }
    });
  });
}

let enCurso;
for (const senal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(senal, () => {
    enCurso?.kill('SIGTERM');
    rmSync(carpeta, { recursive: true, force: true });
    process.exit(130);
  });

const carpeta = mkdtempSync(join(tmpdir(), 'cobranzas-fiabilidad-'));
const cuentas = { pasa: 0, falla: 0, omitida: 0 };
try {
  const guiones = await preparar(carpeta);
  for (const id of pedidas.length > 0 ? pedidas : Object.keys(que)) {
    const guion = guiones.get(id);
    const desde = performance.now();
    const { codigo, fallas, semilla, cuenta, detalle, omitida } =
      guion === undefined
        ? { codigo: 1, fallas: 1, semilla: '?', cuenta: 'falta el guion' }
        : await correr(carpeta, guion);
    const resultado = codigo !== 0 || fallas > 0 ? 'falla' : omitida === undefined ? 'pasa' : 'omitida';
    cuentas[resultado] += 1;
    const segundos = ((performance.now() - desde) / 1000).toFixed(1).replace('.', ',');
    const renglon = [id, que[id], cuenta, `semilla ${semilla}`, resultado.toUpperCase(), `${segundos} s`];
    console.log(renglon.join(' · '));
    if (detalle !== undefined) console.log(`      ${detalle}`);
    if (omitida !== undefined) console.log(`      omitida: ${omitida}`);
  }
} finally {
  rmSync(carpeta, { recursive: true, force: true });
}
const omitidas = cuentas.omitida === 0 ? '' : `, ${cuentas.omitida} skipped`;
console.log(`\n${cuentas.pasa} passed, ${cuentas.falla} failed${omitidas}`);
process.exitCode = cuentas.falla === 0 ? 0 : 1;
