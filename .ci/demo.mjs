// La demostración del README: importa fixtures/facturas.csv en un libro pasajero y dice a quién contactar primero.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const carpeta = mkdtempSync(join(tmpdir(), 'cobranzas-demo-'));
const ordenes = [
  ['import', 'fixtures/facturas.csv'],
  ['priorizar'],
  ['priorizar', '--dias', '60', '--explicar'],
  ['informe', 'antiguedad', '--resumen'],
];
try {
  for (const orden of ordenes) {
    console.log(`\n$ cobranzas ${orden.join(' ')} --hoy 2026-06-30`);
    const { status } = spawnSync(
      process.execPath,
      ['bin/cobranzas.js', ...orden, '--hoy', '2026-06-30', '--formato', 'tabla'],
      {
        stdio: 'inherit',
        env: { ...process.env, COBRANZAS_LIBRO: join(carpeta, 'libro.db') },
      },
    );
    if (status !== 0) process.exit(status ?? 1);
  }
} finally {
  rmSync(carpeta, { recursive: true, force: true });
}
