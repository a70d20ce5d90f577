// Congela los feriados de los siete países en src/dominio/feriados/tabla.ts, desde el paquete date-holidays.
// Uso: node .ci/feriados.mjs (escribe) · node .ci/feriados.mjs --comprobar (dice si la tabla es la que saldría hoy).
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Holidays from 'date-holidays';

const raiz = dirname(dirname(fileURLToPath(import.meta.url)));
const destino = join(raiz, 'src/dominio/feriados/tabla.ts');
const { version } = createRequire(import.meta.url)('date-holidays/package.json');

const paises = ['AR', 'MX', 'ES', 'CO', 'CL', 'PE', 'UY'];
const [desde, hasta] = [2024, 2032];

// Feriados, días sin bancos y puentes no laborables: en ninguno se cobra ni se puede pagar con normalidad.
const tipos = new Set(['public', 'bank', 'optional']);

// México: desde 2024 el cambio de presidente es el 1 de octubre; el paquete conserva el 1 de diciembre.
const correcciones = {
  MX: { 2024: { '12-01': '10-01' }, 2030: { '12-01': '10-01' } },
};

function diasDe(pais, anio) {
  const dias = new Set();
  for (const { date, start, end, type } of new Holidays(pais).getHolidays(anio)) {
    // Lo que dura medio día (la tarde del 24) es todavía un día de trabajo.
    if (!tipos.has(type) || end - start < 20 * 3_600_000) continue;
    const dia = date.slice(5, 10);
    dias.add(correcciones[pais]?.[anio]?.[dia] ?? dia);
  }
  return [...dias].sort().join(' ');
}

const filas = paises.map((pais) => {
  const anios = [];
  for (let anio = desde; anio <= hasta; anio++) anios.push(`    ${anio}: '${diasDe(pais, anio)}',\n`);
  return `  ${pais}: {\n${anios.join('')}  },\n`;
});

const texto = `// Hecho por .ci/feriados.mjs con date-holidays ${version} (https://github.com/commenthol/date-holidays, licencias ISC y
// CC-BY-3.0; los datos vienen de las fuentes que ese proyecto cita). No se edita a mano: los días propios van en la
// política, en feriados_extra y feriados_quitar.
import type { Pais } from '../politica.ts';

/** Los feriados de cada país y año, \`MM-DD\`. */
// biome-ignore format: cada año en su renglón
export const tablaDeFeriados: Readonly<Record<Pais, Readonly<Record<number, string>>>> = {
${filas.join('')}};
`;

if (process.argv.includes('--comprobar')) {
  if (readFileSync(destino, 'utf8') !== texto) {
    console.error('src/dominio/feriados/tabla.ts no es lo que da hoy date-holidays: node .ci/feriados.mjs');
    process.exit(1);
  }
} else writeFileSync(destino, texto);
