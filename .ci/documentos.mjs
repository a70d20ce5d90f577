// docs/COMANDOS.md sale de la ayuda y docs/PRESETS.md, de los presets de contacto. Sin argumentos lo escribe; con --comprobar falla si está viejo.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { textoDePresets } from './presets.mjs';

const ayuda = (...orden) =>
  execFileSync(process.execPath, ['bin/cobranzas.js', ...orden, '--help'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, COLUMNS: '100', HOME: '/nadie', COBRANZAS_GESTOR: 'ayuda' },
  });
const indice = readFileSync('src/comandos/index.ts', 'utf8');
const nombres = [...indice.matchAll(/nombre: '([^']+)'/g)].map(([, nombre]) => nombre);
const partes = nombres.map(
  (nombre) => `## cobranzas ${nombre}\n\n\`\`\`text\n${ayuda(...nombre.split(' ')).trimEnd()}\n\`\`\`\n`,
);
const texto = `# Comandos\n\nGenerado desde la ayuda con \`node .ci/documentos.mjs\`; no se edita a mano.\n\n\`\`\`text\n${ayuda().trimEnd()}\n\`\`\`\n\n${partes.join('\n')}`;
const documentos = { 'docs/COMANDOS.md': texto, 'docs/PRESETS.md': await textoDePresets() };
for (const [ruta, esperado] of Object.entries(documentos)) {
  if (!process.argv.includes('--comprobar')) {
    writeFileSync(ruta, esperado);
  } else if (readFileSync(ruta, 'utf8') !== esperado) {
    console.error(`${ruta} está viejo: corra «node .ci/documentos.mjs»`);
    process.exitCode = 1;
  }
}
