import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { abrirCopia } from '../../src/datos/copia.ts';
import { traducirError } from '../../src/datos/errores-sqlite.ts';
import { verificar } from '../../src/datos/verificar.ts';
import { ErrorDeDatos, ErrorDeLibro } from '../../src/dominio/errores.ts';
import { huellaDeArchivo, libroDeEjemplo } from './apoyo-libro.ts';

const ruta = '/no/existe/libro.db';

describe('los errores del libro', () => {
  it.each([
    ['SQLITE_BUSY', /otro proceso está escribiendo/],
    ['SQLITE_BUSY_SNAPSHOT', /otro proceso está escribiendo/],
    ['SQLITE_LOCKED', /otro proceso está escribiendo/],
    ['SQLITE_FULL', /no queda espacio/],
    ['SQLITE_IOERR_SHMSIZE', /no queda espacio/],
    ['ENOSPC', /no queda espacio/],
    ['SQLITE_READONLY_DIRECTORY', /sólo lectura/],
    ['EROFS', /sólo lectura/],
    ['SQLITE_CORRUPT_INDEX', /dañado/],
    ['SQLITE_NOTADB', /dañado/],
    ['SQLITE_IOERR_WRITE', /disco falló/],
    ['SQLITE_CANTOPEN', /no se puede abrir/],
    ['SQLITE_PERM', /permiso/],
    ['EACCES', /permiso/],
  ])('%s se dice en palabras, con qué hacer y código 3', (codigo, motivo) => {
    const error = traducirError(new Database.SqliteError('in english', codigo), ruta);
    expect(error).toBeInstanceOf(ErrorDeLibro);
    expect((error as ErrorDeLibro).message).toMatch(motivo);
    expect((error as ErrorDeLibro).message).toContain(ruta);
    expect((error as ErrorDeLibro).sugerencia).toMatch(/^[a-záéíóú].*[^.]$/);
  });

  it.each([
    ['un defecto', new TypeError('x')],
    ['una restricción rota', new Database.SqliteError('x', 'SQLITE_CONSTRAINT_CHECK')],
    ['un error del usuario', new ErrorDeDatos('x')],
  ])('%s vuelve como está', (_, error) => {
    expect(traducirError(error, ruta)).toBe(error);
  });
});

describe('la copia pasajera, para discos de sólo lectura', () => {
  it('se lee igual, no admite cambios y se borra al cerrar', async () => {
    const original = await libroDeEjemplo();
    const antes = huellaDeArchivo(original);
    const copias = (): number =>
      readdirSync(tmpdir()).filter((nombre) => /^cobranzas-[A-Za-z0-9]{6}$/.test(nombre)).length;
    const previas = copias();
    const libro = abrirCopia(original, original);
    expect(copias()).toBe(previas + 1);
    expect(verificar(libro)).toEqual([]);
    expect(() => libro.base.exec('DELETE FROM clientes')).toThrow();
    libro.cerrar();
    expect(copias()).toBe(previas);
    expect(huellaDeArchivo(original)).toBe(antes);
  });
});
