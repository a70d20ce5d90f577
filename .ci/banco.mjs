// Mide la velocidad y la memoria como razones entre órdenes corridas por turnos, y las compara con sus límites.
// Uso: npm run banco -- [--rapido] [--solo S3,S6] [--csv <carpeta con 10000.csv, 100000.csv…>]
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { bibliotecaSola, escribirDeudores, levantarServidor, politicaPor } from './banco-correo.mjs';
import { escribirFacturas } from './banco-facturas.mjs';
import { sembrarGestion } from './banco-gestion.mjs';
import {
  borrarLibro,
  compararPorTurnos,
  copiarLibro,
  correr,
  guionDeImportacion,
  mediana,
  pragmasDeLibroNuevo,
  pragmasDeLibroQueExiste,
} from './banco-medicion.mjs';

const hoy = '2026-06-30';
const raiz = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: opciones } = parseArgs({
  options: { rapido: { type: 'boolean', default: false }, solo: { type: 'string' }, csv: { type: 'string' } },
});
const pedidas = opciones.solo?.toUpperCase().split(',');
const carpeta = mkdtempSync(join(tmpdir(), 'cobranzas-banco-'));
const en = (nombre) => join(carpeta, nombre);
const memoria = en('memoria.txt');

/** Copia y construye aparte: lo medido no cambia si alguien edita o vuelve a construir mientras tanto. */
function preparar() {
  if (spawnSync('sqlite3', ['--version']).status !== 0) {
    console.error('falta la línea de órdenes de SQLite\n  → instálela: apt-get install -y sqlite3');
    process.exit(2);
  }
  for (const parte of ['.ci', 'bin', 'src', 'package.json']) cpSync(join(raiz, parte), en(parte), { recursive: true });
  symlinkSync(join(raiz, 'node_modules'), en('node_modules'));
  const { status } = spawnSync(process.execPath, [en('.ci/construir.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('no se pudo construir el programa');
}

/** El archivo de tantas filas: el de `--csv` si está, o uno hecho aquí. */
function csvDe(filas) {
  const dado = opciones.csv === undefined ? '' : join(opciones.csv, `${filas}.csv`);
  if (existsSync(dado)) return dado;
  const propio = en(`${filas}.csv`);
  if (!existsSync(propio)) escribirFacturas(propio, filas);
  return propio;
}

function cobranzas(argumentos, { libro, antes, conMemoria = false } = {}) {
  return {
    orden: [
      process.execPath,
      ...(conMemoria ? ['--import', pathToFileURL(en('.ci/banco-memoria.mjs')).href] : []),
      en('bin/cobranzas.js'),
      ...argumentos,
    ],
    antes,
    entorno: { COBRANZAS_LIBRO: libro ?? en('nada.db'), COBRANZAS_HOY: hoy, HOME: carpeta, XDG_CONFIG_HOME: carpeta },
    ...(conMemoria ? { memoria } : {}),
  };
}

const nodeVacio = { orden: [process.execPath, '-e', '0'] };

/** Un libro ya importado, hecho una vez. */
function libroDe(filas) {
  const libro = en(`libro-${filas}.db`);
  if (!existsSync(libro)) correr(cobranzas(['import', csvDe(filas)], { libro }));
  return libro;
}

function sqlite(guion, base, { antes, lectura = false } = {}) {
  const entrada = en(`guion-${guion.length}-${base.length}.sql`);
  writeFileSync(entrada, guion);
  return { orden: ['sqlite3', ...(lectura ? ['-readonly'] : []), base], entrada, antes };
}

/** Importar en un libro que no existe, contra la línea de órdenes con los mismos pragmas en una base que no existe. */
function importarEnNuevo(filas, pares) {
  const csv = csvDe(filas);
  const [libro, base] = [en('a.db'), en('b.db')];
  const guion = guionDeImportacion(csv, { pragmas: pragmasDeLibroNuevo, crear: true });
  return compararPorTurnos(
    cobranzas(['import', csv], { libro, antes: () => borrarLibro(libro), conMemoria: true }),
    sqlite(guion, base, { antes: () => borrarLibro(base) }),
    pares,
  );
}

/** Lo mismo en un libro y una tabla que ya tienen cien filas: los dos escriben con WAL y FULL. */
function importarEnExistente(filas, pares) {
  const csv = csvDe(filas);
  const [libro, base] = [en('a.db'), en('b.db')];
  const previo = en('previo.csv');
  escribirFacturas(previo, 100, { semilla: 7, serie: 'B-0009' });
  const [libroPrevio, basePrevia] = [en('previo-a.db'), en('previo-b.db')];
  borrarLibro(libroPrevio);
  borrarLibro(basePrevia);
  correr(cobranzas(['import', previo], { libro: libroPrevio }));
  correr(sqlite(guionDeImportacion(previo, { pragmas: pragmasDeLibroQueExiste, crear: true }), basePrevia));
  const guion = guionDeImportacion(csv, { pragmas: pragmasDeLibroQueExiste, crear: false });
  return compararPorTurnos(
    cobranzas(['import', csv], { libro, antes: () => copiarLibro(libroPrevio, libro) }),
    sqlite(guion, base, { antes: () => copiarLibro(basePrevia, base) }),
    pares,
  );
}

/** Segunda importación contra la primera; con `otroArchivo`, las mismas filas en un archivo con un salto de más. */
function importarOtraVez(filas, pares, otroArchivo) {
  const csv = csvDe(filas);
  const repetido = otroArchivo ? en('repetido.csv') : csv;
  if (otroArchivo) {
    copyFileSync(csv, repetido);
    appendFileSync(repetido, '\r\n');
  }
  const importado = libroDe(filas);
  const [libro, nuevo] = [en('a.db'), en('b.db')];
  return compararPorTurnos(
    cobranzas(['import', repetido], { libro, antes: () => copiarLibro(importado, libro) }),
    cobranzas(['import', csv], { libro: nuevo, antes: () => borrarLibro(nuevo) }),
    pares,
  );
}

/** El SQL que `priorizar` corre sobre la cartera, tomado del programa mismo. */
async function consultaDePriorizar() {
  const archivo = en('consulta.mjs');
  await build({
    stdin: { contents: "export { consultaDeCuentas } from './src/datos/cartera.ts';", resolveDir: raiz },
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['better-sqlite3'],
    outfile: archivo,
    logLevel: 'warning',
  });
  const { consultaDeCuentas } = await import(pathToFileURL(archivo).href);
  const dia = Date.parse(hoy) / 86_400_000;
  return consultaDeCuentas(false)
    .replaceAll(':dia', String(dia))
    .replaceAll(':corte', String(dia - 1));
}

async function priorizarContraSqlite(filas, pares) {
  const libro = libroDe(filas);
  const sql = await consultaDePriorizar();
  console.error(`${sql}\n`);
  const plan = spawnSync('sqlite3', ['-readonly', libro, `EXPLAIN QUERY PLAN ${sql}`], { encoding: 'utf8' });
  console.error(plan.stdout);
  return compararPorTurnos(
    cobranzas(['priorizar', '--limite', '20'], { libro }),
    sqlite(`${sql};\n`, libro, { lectura: true }),
    pares,
  );
}

const grande = 1_000_000;
let delMillon;
function importarElMillon() {
  delMillon ??= importarEnNuevo(grande, 3);
  return delMillon;
}

const enMiB = (kib) => kib.map((uno) => uno / 1024);

function crecimientoDeLaMemoria() {
  const uno = enMiB(importarElMillon().kib);
  const libro = en('a.db');
  const orden = cobranzas(['import', csvDe(3 * grande)], { libro, antes: () => borrarLibro(libro), conMemoria: true });
  const [tres] = enMiB([correr(orden).kib]);
  borrarLibro(libro);
  const medio = mediana(uno);
  return {
    a: tres,
    b: medio,
    razon: tres / medio,
    min: tres / Math.max(...uno),
    max: tres / Math.min(...uno),
    unidad: 'MiB',
  };
}

function memoriaDelMillon() {
  const picos = enMiB(importarElMillon().kib);
  const a = mediana(picos);
  return { a, b: 300, razon: a / 300, min: Math.min(...picos) / 300, max: Math.max(...picos) / 300, unidad: 'MiB' };
}

function informeContraPriorizar() {
  const libro = libroDe(grande);
  return compararPorTurnos(
    cobranzas(['informe', 'antiguedad'], { libro }),
    cobranzas(['priorizar', '--limite', '20'], { libro }),
    5,
  );
}

/** El libro del millón con sus pagos (unos 600.000), contactos y acuerdos, hecho una vez. */
let conGestion;
function libroConGestion() {
  conGestion ??= (async () => {
    const [libro, facturas, pagos] = [en('gestion.db'), en('gestion-facturas.csv'), en('gestion-pagos.csv')];
    escribirFacturas(facturas, grande, { pagos });
    for (const archivo of [facturas, pagos]) correr(cobranzas(['import', archivo], { libro }));
    const { entorno } = cobranzas([], { libro });
    const { contactos, acuerdos } = await sembrarGestion(carpeta, { cuantos: 4000, entorno });
    console.error(`con ${contactos} contactos y ${acuerdos} acuerdos`);
    return libro;
  })();
  return conGestion;
}

async function contraPriorizar(argumentos, hacerLibro) {
  const libro = await hacerLibro();
  return compararPorTurnos(cobranzas(argumentos, { libro }), cobranzas(['priorizar', '--limite', '20'], { libro }), 5);
}

/** Un cliente con más facturas que casi todos los demás. */
const ficha = ['ficha', 'C0000123'];
const agenda = ['agenda', '--limite', '40'];
const soloFacturas = () => libroDe(grande);
const deGestion = [
  ['S11', '`ficha`, 1.000.000 de facturas ÷ `priorizar`', ficha, soloFacturas],
  ['S12', '`agenda`, 1.000.000 de facturas ÷ `priorizar`', agenda, soloFacturas],
  ['S13', '`ficha`, además 600.000 pagos y 4.000 contactos ÷ `priorizar`', ficha, libroConGestion],
  ['S14', '`agenda`, además 600.000 pagos y 4.000 contactos ÷ `priorizar`', agenda, libroConGestion],
].map(([id, que, argumentos, libro]) => [id, que, 3, () => contraPriorizar(argumentos, libro), 'largo']);
/** Un libro con tantos clientes que deben algo: todas sus facturas ya emitidas y sin pagar. */
function libroConDeudores(clientes) {
  const libro = en(`deudores-${clientes}.db`);
  if (existsSync(libro)) return libro;
  const csv = en(`deudores-${clientes}.csv`);
  escribirFacturas(csv, clientes * 5, { clientes, aCadaUno: true });
  correr(cobranzas(['import', csv], { libro }));
  return libro;
}

const deudores = 50_000;

/** El plan de todos los que deben, un miércoles a media mañana, contra la lista de prioridad de los mismos. */
function planContraPriorizar() {
  const libro = libroConDeudores(deudores);
  return compararPorTurnos(
    cobranzas(['recordatorios', 'plan', '--ahora', `${hoy}T10:00`], { libro }),
    cobranzas(['priorizar'], { libro }),
    5,
  );
}

function agendaContraPriorizar() {
  const libro = libroConDeudores(deudores);
  return compararPorTurnos(cobranzas(['agenda'], { libro }), cobranzas(['priorizar'], { libro }), 5);
}

/** Enviar mil correos de dos facturas, contra la biblioteca sola mandando otros tantos al mismo servidor. */
async function enviarContraBiblioteca(demoraMs) {
  const cuantos = 1000;
  const [csv, modelo, libro, recibidos] = [
    'deudores.csv',
    'correo-modelo.db',
    'correo.db',
    `recibidos-${demoraMs}`,
  ].map(en);
  const servidor = await levantarServidor(raiz, recibidos, demoraMs);
  try {
    const [politica, sola] = ['politica-correo.toml', 'biblioteca-sola.mjs'].map(en);
    writeFileSync(politica, politicaPor(servidor.puerto));
    writeFileSync(sola, bibliotecaSola);
    if (!existsSync(modelo)) {
      escribirDeudores(csv, cuantos);
      correr(cobranzas(['import', csv], { libro: modelo }));
    }
    const enviar = ['recordatorios', 'enviar', '--confirmar', '--sin-pagos-recientes', '--politica', politica];
    const orden = [...enviar, '--ahora', `${hoy}T10:00`];
    copiarLibro(modelo, libro);
    correr(cobranzas([...orden, '--limite', '1'], { libro }));
    return compararPorTurnos(
      cobranzas(orden, { libro, antes: () => copiarLibro(modelo, libro) }),
      { orden: [process.execPath, sola, String(servidor.puerto), recibidos, String(cuantos)] },
      5,
    );
  } finally {
    servidor.detener();
  }
}

const mediciones = [
  ['S1', '`--help` ÷ `node -e 0`', 1.4, () => compararPorTurnos(cobranzas(['--help']), nodeVacio, 21)],
  [
    'S2',
    '`priorizar`, 10.000 facturas ÷ `node -e 0`',
    2.3,
    () => compararPorTurnos(cobranzas(['priorizar'], { libro: libroDe(10_000) }), nodeVacio, 21),
  ],
  ['S3', 'importar 100.000, libro nuevo ÷ `sqlite3 .import`', 1.5, () => importarEnNuevo(100_000, 5)],
  ['S3b', 'importar 100.000, libro que existe ÷ `sqlite3 .import`', 1.5, () => importarEnExistente(100_000, 5)],
  ['S5', 'importar de nuevo el mismo archivo ÷ la primera vez, 100.000', 0.5, () => importarOtraVez(100_000, 5, false)],
  ['S5b', 'las mismas filas en otro archivo ÷ la primera vez, 100.000', 0.5, () => importarOtraVez(100_000, 5, true)],
  ['S4', 'importar 1.000.000, libro nuevo ÷ `sqlite3 .import`', 1.6, importarElMillon, 'largo'],
  [
    'S4b',
    'importar 1.000.000, libro que existe ÷ `sqlite3 .import`',
    1.6,
    () => importarEnExistente(grande, 3),
    'largo',
  ],
  [
    'S6',
    '`priorizar`, 20 de 1.000.000 ÷ `sqlite3` con el mismo SQL',
    2.2,
    () => priorizarContraSqlite(grande, 5),
    'largo',
  ],
  ['S9', '`recordatorios plan`, 50.000 clientes con deuda ÷ `priorizar`', 4, planContraPriorizar, 'largo'],
  ['S9b', '`agenda`, 50.000 clientes con deuda ÷ `priorizar`', 4, agendaContraPriorizar, 'largo'],
  ['S15', '`recordatorios enviar`, 1.000 correos ÷ la biblioteca sola', 2, () => enviarContraBiblioteca(0), 'largo'],
  [
    'S15b',
    'lo mismo con un servidor que tarda 5 ms en aceptar cada uno',
    1.5,
    () => enviarContraBiblioteca(5),
    'largo',
  ],
  ['S10', '`informe antiguedad`, 1.000.000 ÷ `priorizar`', 6, informeContraPriorizar, 'largo'],
  ...deGestion,
  ['S7', 'memoria al importar 3.000.000 ÷ 1.000.000', 1.25, crecimientoDeLaMemoria, 'largo'],
  ['S8', 'memoria al importar 1.000.000 ÷ 300 MiB', 1, memoriaDelMillon, 'largo'],
];

function escribirCifra(valor, unidad) {
  if (unidad === 'MiB') return `${valor.toFixed(0)} MiB`;
  return valor < 10 ? `${(valor * 1000).toFixed(0)} ms` : `${valor.toFixed(1)} s`;
}

const escribirRazon = (valor) => valor.toFixed(2).replace('.', ',');

function renglon(id, que, limite, { a, b, razon, min, max, cpu, unidad }) {
  const veredicto = razon <= limite ? 'cumple' : 'NO CUMPLE';
  const rango = `${escribirRazon(razon)} (${escribirRazon(min)}–${escribirRazon(max)})`;
  return `| ${[id, que, escribirCifra(a, unidad), escribirCifra(b, unidad), rango, cpu === undefined ? '' : escribirRazon(cpu), `≤ ${String(limite).replace('.', ',')}`, veredicto].join(' | ')} |`;
}

const elegidas = mediciones.filter(([id, , , , largo]) =>
  pedidas === undefined
    ? !(opciones.rapido && largo)
    : pedidas.includes(id.replace(/b$/, '')) || pedidas.includes(id.toUpperCase()),
);
let faltan = 0;
// Interrumpida, tampoco deja sus cientos de megabytes.
for (const senal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(senal, () => {
    rmSync(carpeta, { recursive: true, force: true });
    process.exit(130);
  });
try {
  preparar();
  console.log(`carga de la máquina al empezar: ${loadavg()[0].toFixed(1)} en ${cpus().length} procesadores\n`);
  console.log('| id | qué | A | B | razón (mín–máx) | CPU | límite | |\n|---|---|---|---|---|---|---|---|');
  for (const [id, que, limite, medir] of elegidas) {
    const medida = await medir();
    if (medida.razon > limite) faltan++;
    console.log(renglon(id, que, limite, medida));
  }
} finally {
  rmSync(carpeta, { recursive: true, force: true });
}
console.log(`\n${elegidas.length - faltan} passed, ${faltan} failed`);
