// Mide órdenes como procesos enteros, de a pares y por turnos, y junta las cifras.
import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, openSync, readFileSync, rmSync } from 'node:fs';

export const libros = ['', '-wal', '-shm', '-journal'];

export function borrarLibro(ruta) {
  for (const lateral of libros) rmSync(ruta + lateral, { force: true });
}

/** Deja en `ruta` una copia del libro `modelo`, cerrado. */
export function copiarLibro(modelo, ruta) {
  borrarLibro(ruta);
  copyFileSync(modelo, ruta);
}

/** Corre la orden sin su salida y dice cuánta CPU usaron ella y sus hilos, que no depende de quién más use la máquina. */
const conTiempos = '"$@" >/dev/null; codigo=$?; times; exit $codigo';

function leerTiempos(texto) {
  const deLosHijos = texto.trim().split('\n').at(-1) ?? '';
  return [...deLosHijos.matchAll(/(\d+)m([\d.]+)s/g)].reduce((suma, [, min, seg]) => suma + 60 * min + Number(seg), 0);
}

/**
 * Corre una orden y devuelve segundos de reloj y de CPU, y KiB. `antes` no se cuenta. La entrada es un archivo (un guion
 * de sqlite3).
 */
export function correr({ orden, entrada, antes, entorno = {}, memoria }) {
  antes?.();
  const descriptor = entrada === undefined ? 'ignore' : openSync(entrada, 'r');
  try {
    const comienzo = process.hrtime.bigint();
    const { status, signal, stdout, stderr, error } = spawnSync('sh', ['-c', conTiempos, 'sh', ...orden], {
      stdio: [descriptor, 'pipe', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, ...entorno, ...(memoria === undefined ? {} : { BANCO_MEMORIA: memoria }) },
      maxBuffer: 1 << 26,
    });
    const segundos = Number(process.hrtime.bigint() - comienzo) / 1e9;
    if (status !== 0) throw new Error(`falló ${orden.join(' ')}: ${error?.message ?? signal ?? stderr}`);
    const kib = memoria === undefined ? 0 : Number(readFileSync(memoria, 'utf8'));
    return { segundos, cpu: leerTiempos(stdout), kib };
  } finally {
    if (typeof descriptor === 'number') closeSync(descriptor);
  }
}

export function mediana(valores) {
  const orden = [...valores].sort((uno, otro) => uno - otro);
  const medio = orden.length >> 1;
  return orden.length % 2 === 1 ? orden[medio] : (orden[medio - 1] + orden[medio]) / 2;
}

/**
 * A B A B …: la razón se calcula par a par, porque la máquina puede cambiar de velocidad de un minuto a otro. Antes, un
 * par que no cuenta, salvo que sean órdenes tan largas que el arranque en frío no se note.
 */
export function compararPorTurnos(a, b, pares) {
  const medidos = [];
  if (pares >= 5) [a, b].forEach(correr);
  for (let vez = 0; vez < pares; vez++) medidos.push([correr(a), correr(b)]);
  const razones = medidos.map(([uno, otro]) => uno.segundos / otro.segundos);
  return {
    a: mediana(medidos.map(([uno]) => uno.segundos)),
    b: mediana(medidos.map(([, otro]) => otro.segundos)),
    razon: mediana(razones),
    min: Math.min(...razones),
    max: Math.max(...razones),
    cpu: mediana(medidos.map(([uno, otro]) => uno.cpu / otro.cpu)),
    kib: medidos.map(([uno]) => uno.kib),
  };
}

/** Un guion de la línea de órdenes de SQLite que importa el CSV en una tabla de texto con los mismos índices. */
export function guionDeImportacion(csv, { pragmas, crear }) {
  const columnas = readFileSync(csv).subarray(3, 400).toString('utf8').split('\r\n')[0].split(';');
  return `
${pragmas}
PRAGMA cache_size = -65536;
${crear ? guionDeTabla(columnas) : ''}
.mode csv
.separator ;
.import --skip 1 ${csv} facturas
`;
}

/** Los dos índices de documentos después de importar, sobre columnas de texto. */
function guionDeTabla(columnas) {
  return `CREATE TABLE facturas (${columnas.map((columna) => `${columna} TEXT`).join(', ')});
CREATE UNIQUE INDEX facturas_por_numero ON facturas (numero, cliente_id);
CREATE INDEX facturas_abiertas ON facturas (cliente_id, moneda, fecha_vencimiento, importe, fecha_emision) WHERE importe > '';`;
}

export const pragmasDeLibroNuevo = 'PRAGMA journal_mode = MEMORY;\nPRAGMA synchronous = OFF;';
export const pragmasDeLibroQueExiste = 'PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;';
