// Importa los archivos reales de una carpeta, cada uno en un libro nuevo, y compara con las cifras esperadas
// (esperado.json de la carpeta, o test/datos-reales.json). Uso: npm run datos-reales -- <carpeta>
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const carpeta = process.argv[2];
if (carpeta === undefined || !existsSync(carpeta)) {
  console.error('uso: npm run datos-reales -- <carpeta con los archivos>');
  process.exit(2);
}
const propio = join(carpeta, 'esperado.json');
const casos = JSON.parse(readFileSync(existsSync(propio) ? propio : 'test/datos-reales.json', 'utf8'));

function cobranzas(libro, hoy, argumentos) {
  const entorno = { ...process.env, COBRANZAS_LIBRO: libro, COBRANZAS_HOY: hoy, HOME: '/nadie', LC_ALL: 'C' };
  return spawnSync(process.execPath, ['bin/cobranzas.js', ...argumentos], {
    encoding: 'utf8',
    env: entorno,
    maxBuffer: 1 << 28,
  });
}

/** El texto del número que sigue a la clave en el JSON: los montos no pasan por coma flotante. */
const numeroDe = (json, clave) => new RegExp(`"${clave}":\\s*(-?[0-9.]+)`).exec(json)?.[1];

function comparar(json, espera) {
  return Object.entries(espera).flatMap(([clave, valor]) => {
    const obtenido = numeroDe(json, clave);
    return obtenido === String(valor) ? [] : [`${clave}: ${obtenido}, se esperaba ${valor}`];
  });
}

function probar({ archivo, opciones, antes = [], hoy = '2026-06-30', espera, rechaza, consultas = [] }) {
  const temporal = mkdtempSync(join(tmpdir(), 'cobranzas-reales-'));
  const libro = join(temporal, 'libro.db');
  try {
    for (const [previo, ...resto] of antes) {
      cobranzas(libro, hoy, [
        'import',
        join(carpeta, previo),
        ...resto,
        ...(resto.includes('--parcial') ? ['--rechazos', join(temporal, 'previo.csv')] : []),
      ]);
    }
    const conDestino = opciones.includes('--parcial')
      ? [...opciones, '--rechazos', join(temporal, 'rechazos.csv')]
      : opciones;
    const { status, stdout, stderr } = cobranzas(libro, hoy, [
      'import',
      join(carpeta, archivo),
      ...conDestino,
      '--formato',
      'json',
    ]);
    if (rechaza !== undefined) {
      const rechazadas = Number(numeroDe(stdout, 'rechazadas') ?? 0);
      return status === 1 && rechazadas === rechaza
        ? ['rechazado', `${rechazadas} filas, con línea, columna y motivo`]
        : ['ERRADO', `código ${status}, ${rechazadas} rechazadas`];
    }
    if (status !== 0 && status !== 4)
      return [
        'ERRADO',
        stderr
          .split('\n')
          .filter((renglon) => /error|→/.test(renglon))
          .join(' '),
      ];
    const faltas = comparar(stdout, espera);
    for (const consulta of consultas)
      faltas.push(...comparar(cobranzas(libro, hoy, [...consulta.orden, '--formato', 'json']).stdout, consulta.espera));
    return faltas.length === 0
      ? [
          'exacto',
          Object.entries(espera)
            .map((par) => par.join(' '))
            .join(', '),
        ]
      : ['ERRADO', faltas.join('; ')];
  } finally {
    rmSync(temporal, { recursive: true, force: true });
  }
}

let errados = 0;
for (const caso of casos) {
  const [veredicto, detalle] = existsSync(join(carpeta, caso.archivo))
    ? probar(caso)
    : ['falta', 'no está en la carpeta'];
  if (veredicto === 'ERRADO') errados++;
  console.log(`${veredicto.padEnd(10)} ${caso.archivo} ${caso.opciones.join(' ')}\n           ${detalle}`);
}
console.log(`\n${casos.length - errados} passed, ${errados} failed`);
process.exitCode = errados === 0 ? 0 : 1;
