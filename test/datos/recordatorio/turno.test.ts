import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tomarTurno } from '../../../src/datos/recordatorio/turno.ts';
import { carpetaTemporal } from '../../apoyo/ejecutar.ts';

const ocupar = `
  const base = new (require('better-sqlite3'))(process.argv[1]);
  base.exec('BEGIN IMMEDIATE');
  process.stdout.write('tomado');
  setTimeout(() => {}, 60000);
`;

describe('el turno para enviar', () => {
  it('es de uno solo, dice quién lo tiene, y al soltarlo queda para otro', () => {
    const libro = join(carpetaTemporal(), 'libro.db');
    const turno = tomarTurno(libro, '2026-07-01 10:00');
    expect(() => tomarTurno(libro, '2026-07-01 10:01')).toThrow(
      `ya hay un envío de recordatorios en curso (proceso ${process.pid}, desde 2026-07-01 10:00)`,
    );
    turno.soltar();
    tomarTurno(libro, '2026-07-01 10:02').soltar();
    expect(statSync(`${libro}.envio`).mode & 0o777).toBe(0o600);
  });

  it('se suelta solo si a quien lo tiene lo matan con kill -9', async () => {
    const libro = join(carpetaTemporal(), 'libro.db');
    tomarTurno(libro, '2026-07-01 10:00').soltar();
    const otro = spawn(process.execPath, ['-e', ocupar, `${libro}.envio`]);
    await new Promise((listo) => otro.stdout.once('data', listo));
    expect(() => tomarTurno(libro, '2026-07-01 10:01')).toThrow('ya hay un envío de recordatorios en curso');
    const muerto = new Promise((listo) => otro.once('close', listo));
    otro.kill('SIGKILL');
    await muerto;
    tomarTurno(libro, '2026-07-01 10:02').soltar();
  });
});
