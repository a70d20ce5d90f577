import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { carpetaTemporal } from './apoyo/ejecutar.ts';

describe('el programa construido', () => {
  let carpeta = '';
  beforeAll(() => {
    carpeta = carpetaTemporal();
    for (const parte of ['.ci/construir.mjs', 'bin', 'src', 'package.json'])
      cpSync(parte, join(carpeta, parte), { recursive: true });
    symlinkSync(resolve('node_modules'), join(carpeta, 'node_modules'));
    const { status, stderr } = spawnSync(process.execPath, ['.ci/construir.mjs'], { cwd: carpeta, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    const avisar = "process.on('worker', () => process.stderr.write('HILO\\n'));";
    writeFileSync(join(carpeta, 'vigia.mjs'), avisar);
  }, 60_000);

  test.each([
    ['de menos de 1 MiB se lee en el mismo hilo', 100, 0],
    ['de más de 1 MiB se lee en otro hilo', 60_000, 1],
  ])(
    'un archivo %s',
    (_regla, filas, hilos) => {
      const csv = join(carpeta, `${filas}.csv`);
      const renglones = Array.from({ length: filas }, (_, indice) => `C1;F-${indice};01/02/2026;13/02/2026;1,50`);
      writeFileSync(csv, ['cliente_id;numero;emision;vencimiento;importe', ...renglones].join('\n'));
      const orden = ['--import', './vigia.mjs', 'bin/cobranzas.js', 'import', csv, '--moneda', 'ARS', '--simular'];
      const { status, stderr } = spawnSync(process.execPath, orden, {
        cwd: carpeta,
        encoding: 'utf8',
        env: { ...process.env, COBRANZAS_LIBRO: join(carpeta, `${filas}.db`), COBRANZAS_HOY: '2026-06-30' },
      });
      expect(status, stderr).toBe(0);
      expect(stderr.match(/^HILO$/gm)?.length ?? 0).toBe(hilos);
    },
    30_000,
  );
});
