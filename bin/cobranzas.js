#!/usr/bin/env node
// Sin dependencias ni sintaxis nueva antes de comprobar la versión: debe poder decir qué falta en cualquier Node.
const [mayor, menor] = process.versions.node.split('.').map(Number);

if (mayor < 20 || (mayor === 20 && menor < 19)) {
  process.stderr.write(
    `error: cobranzas necesita Node 20.19 o posterior; éste es ${process.versions.node}\n  → Instale una versión vigente de https://nodejs.org\n`,
  );
  process.exitCode = 2;
} else {
  const programa = new URL('../dist/main.js', import.meta.url);
  import(programa.href).then(
    async ({ arrancar }) => {
      process.exitCode = await arrancar();
    },
    (error) => {
      if (error.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.message).includes('dist/main.js')) throw error;
      process.stderr.write('error: falta construir el programa\n  → Ejecute: npm run construir\n');
      process.exitCode = 70;
    },
  );
}
