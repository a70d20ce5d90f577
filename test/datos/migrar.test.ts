import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { abrirParaEscribir, abrirParaLeer } from '../../src/datos/abrir.ts';
import { migrarConCopia } from '../../src/datos/actualizar.ts';
import { migraciones } from '../../src/datos/migraciones/index.ts';
import { migrar, versionDe } from '../../src/datos/migrar.ts';
import { verificar } from '../../src/datos/verificar.ts';
import { huellaDeArchivo, libroDeEjemplo, rutaNueva } from './apoyo-libro.ts';

const segunda = {
  version: 2,
  sql: 'CREATE TABLE contactos (id INTEGER PRIMARY KEY) STRICT; INSERT INTO contactos VALUES (1);',
};
const rota = { version: 2, sql: `${segunda.sql} SELECT no_existe FROM nada;` };

function abrir(ruta: string) {
  const libro = abrirParaEscribir(ruta);
  if (libro === undefined) throw new Error('no está el libro');
  return libro;
}

describe('las migraciones', () => {
  it('van numeradas de a una', () => {
    expect(migraciones.map(({ version }) => version)).toEqual(migraciones.map((_, indice) => indice + 1));
  });

  it('abren y verifican cada versión publicada, tal como quedó guardada', () => {
    const carpeta = join(import.meta.dirname, '../../fixtures/libros');
    const guardadas = readdirSync(carpeta).filter((nombre) => /^v\d+\.sql$/.test(nombre));
    expect(guardadas).toHaveLength(migraciones.length);
    for (const nombre of guardadas) {
      const ruta = rutaNueva();
      const base = new Database(ruta);
      base.exec(readFileSync(join(carpeta, nombre), 'utf8'));
      base.close();
      const libro = abrirParaLeer(ruta);
      expect(verificar(libro)).toEqual([]);
      expect(libro.preparar('SELECT saldo FROM documentos ORDER BY id').pluck().all()).toEqual([8_500, 5_000, 0]);
      libro.cerrar();
    }
  });

  it('pasan a la versión nueva después de dejar al lado una copia de la anterior', async () => {
    const ruta = await libroDeEjemplo();
    const libro = abrir(ruta);
    const copia = migrarConCopia(libro, [...migraciones, segunda]) ?? '';
    expect(versionDe(libro.base)).toBe(2);
    expect(libro.preparar('SELECT id FROM contactos').pluck().all()).toEqual([1]);
    libro.cerrar();
    const anterior = abrirParaLeer(copia);
    expect(versionDe(anterior.base)).toBe(1);
    expect(verificar(anterior)).toEqual([]);
    anterior.cerrar();
    expect(readdirSync(dirname(ruta)).sort()).toEqual(['libro.db', copia.slice(dirname(ruta).length + 1)]);
  });

  it('que fallan dejan la versión anterior intacta', async () => {
    const ruta = await libroDeEjemplo();
    const libro = abrir(ruta);
    expect(() => migrarConCopia(libro, [...migraciones, rota])).toThrow();
    expect(versionDe(libro.base)).toBe(1);
    expect(verificar(libro)).toEqual([]);
    libro.cerrar();
    // La copia sobra: si cada intento dejara una, un disco lleno se llenaría más.
    expect(readdirSync(dirname(ruta))).toEqual(['libro.db']);
  });

  it('cortadas antes de confirmar dejan la versión anterior', async () => {
    const ruta = await libroDeEjemplo();
    const base = new Database(ruta);
    base.exec(`BEGIN IMMEDIATE; ${segunda.sql} PRAGMA user_version = 2;`);
    const cortado = rutaNueva();
    for (const lateral of ['', '-wal']) if (existsSync(ruta + lateral)) copyFileSync(ruta + lateral, cortado + lateral);
    base.close();
    const libro = abrirParaLeer(cortado);
    expect(versionDe(libro.base)).toBe(1);
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
