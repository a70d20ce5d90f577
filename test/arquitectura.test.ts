import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
// @ts-expect-error: la configuración de dependency-cruiser no tiene tipos
import configuracion from '../.dependency-cruiser.mjs';

const archivos = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((ruta) => ruta.endsWith('.ts'));
const textoDe = (ruta: string) => readFileSync(join('src', ruta), 'utf8');

describe('arquitectura', () => {
  it('la revisión de capas ve todos los archivos de src y no encuentra faltas', async () => {
    const { forbidden, options } = configuracion;
    const { output } = await cruise(['src'], { ...options, ruleSet: { forbidden }, validate: true });
    const { summary, modules } = output as ICruiseResult;
    expect(summary.violations).toEqual([]);
    expect(modules.filter(({ source }) => source.startsWith('src/')).length).toBeGreaterThanOrEqual(archivos.length);
  });

  it('ningún archivo pasa de 250 líneas', () => {
    const largos = archivos.filter((ruta) => textoDe(ruta).split('\n').length > 251);
    expect(largos).toEqual([]);
  });

  it('el dominio no tira los dados', () => {
    const culpables = archivos.filter((ruta) => ruta.startsWith('dominio') && /Math\.random/.test(textoDe(ruta)));
    expect(culpables).toEqual([]);
  });

  it('sólo datos habla SQL', () => {
    const conSql = archivos.filter(
      (ruta) =>
        !ruta.startsWith('datos') &&
        /\b(SELECT\s.+\sFROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b/.test(textoDe(ruta)),
    );
    expect(conSql).toEqual([]);
  });

  it('ningún comando usa coma flotante para leer dinero', () => {
    const culpables = archivos.filter((ruta) => /parseFloat\(/.test(textoDe(ruta)));
    expect(culpables).toEqual([]);
  });

  it('cada regla que cita el código es un título de docs/REGLAS.md', () => {
    const reglas = readFileSync('docs/REGLAS.md', 'utf8');
    const titulos = new Set([...reglas.matchAll(/^#{2,3} (.+)$/gm)].map(([, titulo]) => titulo));
    const cita = /\bREGLAS\b(: «[^«»\n]+»(?:, «[^«»\n]+»)*)?/g;
    const citas = archivos.flatMap((ruta) =>
      [...textoDe(ruta).matchAll(cita)].flatMap(([entera, lista = entera]) =>
        (lista.match(/[^«»]+(?=»)/g) ?? [entera]).map((titulo) => ({ ruta, titulo })),
      ),
    );
    expect(citas.length).toBeGreaterThan(40);
    expect(citas.filter(({ titulo }) => !titulos.has(titulo))).toEqual([]);
  });

  it('cada comando del índice tiene su archivo y su prueba', () => {
    const indice = textoDe('comandos/index.ts');
    const modulos = [...indice.matchAll(/import\('\.\/([\w-]+)\.ts'\)/g)].map(([, nombre]) => nombre ?? '');
    const pruebas = readdirSync('test/comandos').map((nombre) => nombre.replace('.test.ts', ''));
    const sinPrueba = modulos.filter(
      (modulo) => !pruebas.some((prueba) => modulo === prueba || modulo.startsWith(`${prueba}-`)),
    );
    expect(modulos.length).toBeGreaterThan(10);
    expect(sinPrueba).toEqual([]);
  });
});
