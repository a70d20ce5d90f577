import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { abrirParaEscribir, abrirParaLeer } from '../../src/datos/abrir.ts';
import { migrarConCopia } from '../../src/datos/actualizar.ts';
import { escribirEnLibro } from '../../src/datos/escribir.ts';
import { VERSION_DE_ESQUEMA } from '../../src/datos/formato.ts';
import { migraciones } from '../../src/datos/migraciones/index.ts';
import { migrar, versionDe } from '../../src/datos/migrar.ts';
import type { Operacion } from '../../src/datos/operacion.ts';
import { verificar } from '../../src/datos/verificar.ts';
import { datosDePrueba, huellaDeArchivo, libroDeEjemplo, rutaNueva } from './apoyo-libro.ts';

/** Una versión que sólo existe en estas pruebas. */
const siguiente = {
  version: VERSION_DE_ESQUEMA + 1,
  sql: 'CREATE TABLE de_prueba (id INTEGER PRIMARY KEY) STRICT; INSERT INTO de_prueba VALUES (1);',
};
const rota = { ...siguiente, sql: `${siguiente.sql} SELECT no_existe FROM nada;` };

/** Lo que se debe de cada documento en el libro guardado de cada versión. */
const saldosGuardados: Readonly<Record<string, readonly number[]>> = {
  'v1.sql': [8_500, 5_000, 0],
  'v2.sql': [0, 3_000, 0],
  'v3.sql': [0, 3_000, 0],
};

const carpetaDeLibros = join(import.meta.dirname, '../../fixtures/libros');

/** Un hecho que cabe en cualquier libro con un cliente. */
function anotarCapacidad(operacion: Operacion): void {
  operacion.agregar('capacidades', [1, '2026-06-01', 'cobra a fin de mes']);
}

/** Un libro tal como lo dejó guardado la versión que lo escribió. */
function libroGuardado(nombre: string): string {
  const ruta = rutaNueva();
  const base = new Database(ruta);
  base.exec(readFileSync(join(carpetaDeLibros, nombre), 'utf8'));
  base.pragma('journal_mode = WAL');
  base.close();
  return ruta;
}

/** La versión que dice la cabecera del archivo (byte 60): abrirlo como libro lo leería ya migrado. */
function versionDelArchivo(ruta: string): number {
  return readFileSync(ruta).readUInt32BE(60);
}

function abrir(ruta: string) {
  const libro = abrirParaEscribir(ruta);
  if (libro === undefined) throw new Error('no está el libro');
  return libro;
}

describe('las migraciones', () => {
  it('van numeradas de a una', () => {
    expect(migraciones.map(({ version }) => version)).toEqual(migraciones.map((_, indice) => indice + 1));
  });

  it('tienen guardado un libro de cada versión', () => {
    const guardadas = readdirSync(carpetaDeLibros).filter((nombre) => /^v\d+\.sql$/.test(nombre));
    expect(guardadas.sort()).toEqual(Object.keys(saldosGuardados));
    expect(guardadas).toHaveLength(migraciones.length);
  });

  it.each(Object.entries(saldosGuardados))('leen y verifican %s sin cambiarle un byte', (nombre, saldos) => {
    const ruta = libroGuardado(nombre);
    const antes = huellaDeArchivo(ruta);
    const libro = abrirParaLeer(ruta);
    expect(verificar(libro)).toEqual([]);
    expect(libro.preparar('SELECT saldo FROM documentos ORDER BY id').pluck().all()).toEqual(saldos);
    libro.cerrar();
    expect(huellaDeArchivo(ruta)).toBe(antes);
  });

  it.each(Object.keys(saldosGuardados).slice(0, -1))(
    'pasan %s a la versión de hoy al escribirle, y dejan al lado la copia comprobada',
    async (nombre) => {
      const ruta = libroGuardado(nombre);
      const version = versionDelArchivo(ruta);
      await escribirEnLibro(ruta, datosDePrueba, anotarCapacidad);
      expect(versionDelArchivo(ruta)).toBe(VERSION_DE_ESQUEMA);
      const [copia = '', ...otros] = readdirSync(dirname(ruta)).filter((uno) => uno !== 'libro.db');
      expect({ copia, otros }).toEqual({ copia: expect.stringContaining(`version-${version}`), otros: [] });
      expect(versionDelArchivo(join(dirname(ruta), copia))).toBe(version);
      for (const archivo of [ruta, join(dirname(ruta), copia)]) {
        const libro = abrirParaLeer(archivo);
        expect(verificar(libro)).toEqual([]);
        libro.cerrar();
      }
    },
  );

  it('pasan a la versión siguiente después de dejar al lado una copia de la anterior', async () => {
    const ruta = await libroDeEjemplo();
    const libro = abrir(ruta);
    const copia = migrarConCopia(libro, [...migraciones, siguiente]) ?? '';
    expect(versionDe(libro.base)).toBe(siguiente.version);
    expect(libro.preparar('SELECT id FROM de_prueba').pluck().all()).toEqual([1]);
    libro.cerrar();
    const anterior = abrirParaLeer(copia);
    expect(versionDe(anterior.base)).toBe(VERSION_DE_ESQUEMA);
    expect(verificar(anterior)).toEqual([]);
    anterior.cerrar();
    expect(readdirSync(dirname(ruta)).sort()).toEqual(['libro.db', copia.slice(dirname(ruta).length + 1)]);
  });

  it('que fallan dejan la versión anterior intacta', async () => {
    const ruta = await libroDeEjemplo();
    const libro = abrir(ruta);
    expect(() => migrarConCopia(libro, [...migraciones, rota])).toThrow();
    expect(versionDe(libro.base)).toBe(VERSION_DE_ESQUEMA);
    expect(verificar(libro)).toEqual([]);
    libro.cerrar();
    // La copia sobra: si cada intento dejara una, un disco lleno se llenaría más.
    expect(readdirSync(dirname(ruta))).toEqual(['libro.db']);
  });

  it('cortadas antes de confirmar dejan la versión anterior', async () => {
    const ruta = await libroDeEjemplo();
    const base = new Database(ruta);
    base.exec(`BEGIN IMMEDIATE; ${siguiente.sql} PRAGMA user_version = ${siguiente.version};`);
    const cortado = rutaNueva();
    for (const lateral of ['', '-wal']) if (existsSync(ruta + lateral)) copyFileSync(ruta + lateral, cortado + lateral);
    base.close();
    const libro = abrirParaLeer(cortado);
    expect(versionDe(libro.base)).toBe(VERSION_DE_ESQUEMA);
    expect(verificar(libro)).toEqual([]);
    libro.cerrar();
  });

  it('no hacen nada en un libro al día', async () => {
    const ruta = await libroDeEjemplo();
    const antes = huellaDeArchivo(ruta);
    const libro = abrir(ruta);
    expect(migrarConCopia(libro)).toBeUndefined();
    expect(migrar(libro.base)).toBe(0);
    libro.cerrar();
    expect(huellaDeArchivo(ruta)).toBe(antes);
  });
});
