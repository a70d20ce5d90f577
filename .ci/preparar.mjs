// Deja el programa listo en un clon recién hecho: instala si hace falta y construye.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encabezadosPropios } from './encabezados.mjs';

const raiz = dirname(dirname(fileURLToPath(import.meta.url)));

function exigir(orden, argumentos, entorno = {}) {
  const { status } = spawnSync(orden, argumentos, {
    cwd: raiz,
    stdio: 'inherit',
    env: { ...process.env, ...entorno },
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(raiz, 'node_modules/.package-lock.json'))) {
  // Dentro de «npm run --silent», npm callaría también por qué no pudo instalar.
  exigir('npm', ['ci', '--loglevel=error'], encabezadosPropios());
}
exigir(process.execPath, ['.ci/construir.mjs']);
