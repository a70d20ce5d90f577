import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';
import { huellaDeArchivo, libroDeEjemplo, rutaNueva } from '../datos/apoyo-libro.ts';

const clientesDe = (ruta: string): unknown => {
  const base = new Database(ruta, { readonly: true });
  try {
    return base.prepare('SELECT codigo FROM clientes ORDER BY id').pluck().all();
  } finally {
    base.close();
  }
};

describe('libro info', () => {
  it('dice qué hay y cuánto está abierto en cada moneda', async () => {
    const libro = await libroDeEjemplo();
    const { codigo, salida } = await ejecutar(['libro', 'info', '--formato', 'json'], { libro });
    expect(codigo).toBe(0);
    expect(JSON.parse(salida)).toMatchObject({
      operaciones: 1,
      clientes: 2,
      documentos: 3,
      ultima_orden: 'sembrar',
      modo: 'wal',
      abiertos: [
        { moneda: 'ARS', abiertas: 1, saldo: 75, saldo_a_favor: 15 },
        { moneda: 'USD', abiertas: 1, saldo: 50, saldo_a_favor: 0 },
      ],
    });
  });

  it('sin libro termina con 3 y no lo crea', async () => {
    const libro = rutaNueva();
    const { codigo, errores } = await ejecutar(['libro', 'info'], { libro });
    expect(codigo).toBe(3);
    expect(errores).toMatch(/cobranzas import/);
    expect(readdirSync(dirname(libro))).toEqual([]);
  });
});

describe('libro verificar', () => {
  it('en un libro sano termina con 0 y no escribe nada', async () => {
    const libro = await libroDeEjemplo();
    const antes = huellaDeArchivo(libro);
    const { codigo, salida } = await ejecutar(['libro', 'verificar', '--formato', 'json'], { libro });
    expect([codigo, JSON.parse(salida)]).toEqual([0, []]);
    expect(huellaDeArchivo(libro)).toBe(antes);
  });

  it('en un libro adulterado termina con 1 y nombra la fila', async () => {
    const libro = await libroDeEjemplo();
    const base = new Database(libro);
    const { sql } = base.prepare("SELECT sql FROM sqlite_schema WHERE name = 'documentos_saldo'").get() as {
      sql: string;
    };
    base.exec(`DROP TRIGGER documentos_saldo; UPDATE documentos SET saldo = 1 WHERE id = 2; ${sql}`);
    base.close();
    const { codigo, salida } = await ejecutar(['libro', 'verificar', '--formato', 'json'], { libro });
    expect(codigo).toBe(1);
    expect(JSON.parse(salida)).toMatchObject([{ aspecto: 'saldo', tabla: 'documentos', fila: 2 }]);
  });

  it('en un libro cortado no se cae: lo dice', async () => {
    const libro = await libroDeEjemplo();
    truncateSync(libro, 3 * 4096);
    const { codigo, errores } = await ejecutar(['libro', 'verificar'], { libro });
    expect([1, 3]).toContain(codigo);
    expect(errores).toMatch(/no concuerda|dañado/);
  });
});

describe('libro respaldar y restaurar', () => {
  it('si hubo que crear la carpeta, lo dice', async () => {
    const libro = join(carpetaTemporal(), 'libro.db');
    await ejecutar(['import', '-', '--tipo', 'facturas'], {
      libro,
      entrada: 'cliente,numero,vencimiento,moneda,importe\nUno,F-1,2026-06-01,ARS,10\n',
    });
    const nueva = join(carpetaTemporal(), 'copias');
    const primera = await ejecutar(['libro', 'respaldar', join(nueva, 'a.db')], { libro });
    expect(primera.errores).toContain(`la carpeta ${nueva} no existía: se creó`);
    const segunda = await ejecutar(['libro', 'respaldar', join(nueva, 'b.db')], { libro });
    expect([segunda.codigo, segunda.errores]).toEqual([0, expect.not.stringContaining('no existía')]);
  });

  it('el respaldo es privado, se verifica y no pisa nada sin permiso', async () => {
    const libro = await libroDeEjemplo();
    const destino = rutaNueva();
    expect((await ejecutar(['libro', 'respaldar', destino], { libro })).codigo).toBe(0);
    expect(statSync(destino).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(destino))).toEqual(['libro.db']);
    expect((await ejecutar(['libro', 'verificar'], { libro: destino })).codigo).toBe(0);
    const repetido = await ejecutar(['libro', 'respaldar', destino], { libro });
    expect([repetido.codigo, repetido.errores]).toEqual([2, expect.stringMatching(/--reemplazar/)]);
    expect((await ejecutar(['libro', 'respaldar', destino, '--reemplazar'], { libro })).codigo).toBe(0);
  });

  it.each([
    ['una carpeta', (libro: string) => dirname(libro)],
    ['el libro mismo', (libro: string) => libro],
  ])('no respalda sobre %s', async (_, destino) => {
    const libro = await libroDeEjemplo();
    const antes = huellaDeArchivo(libro);
    expect((await ejecutar(['libro', 'respaldar', destino(libro), '--reemplazar'], { libro })).codigo).toBe(2);
    expect(huellaDeArchivo(libro)).toBe(antes);
  });

  it('restaurar vuelve al respaldo y deja al lado el libro que había', async () => {
    const libro = await libroDeEjemplo();
    const respaldo = rutaNueva();
    await ejecutar(['libro', 'respaldar', respaldo], { libro });
    await sembrar(libro, (siembra) => siembra.cliente({ codigo: 'C3' }));
    expect((await ejecutar(['libro', 'restaurar', respaldo], { libro })).codigo).toBe(2);
    expect((await ejecutar(['libro', 'restaurar', respaldo, '--simular'], { libro })).codigo).toBe(0);
    expect(clientesDe(libro)).toEqual(['C1', 'C2', 'C3']);
    const { codigo, salida } = await ejecutar(['libro', 'restaurar', respaldo, '--si', '--formato', 'json'], {
      libro,
    });
    expect(codigo).toBe(0);
    expect(clientesDe(libro)).toEqual(['C1', 'C2']);
    expect(clientesDe(JSON.parse(salida).copia)).toEqual(['C1', 'C2', 'C3']);
    await sembrar(libro, (siembra) => siembra.cliente({ codigo: 'C4' }));
    expect((await ejecutar(['libro', 'verificar'], { libro })).codigo).toBe(0);
  });

  it('restaurar crea el libro si no había', async () => {
    const libro = rutaNueva();
    const { codigo } = await ejecutar(['libro', 'restaurar', await libroDeEjemplo(), '--si'], { libro });
    expect([codigo, readdirSync(dirname(libro))]).toEqual([0, ['libro.db']]);
  });

  it('un respaldo dañado no se usa', async () => {
    const libro = await libroDeEjemplo();
    const respaldo = await libroDeEjemplo();
    const bytes = readFileSync(respaldo);
    const lugar = bytes.indexOf('Almacén Sur');
    bytes.write('Almacén Zur', lugar);
    writeFileSync(respaldo, bytes);
    const antes = huellaDeArchivo(libro);
    const { codigo, errores } = await ejecutar(['libro', 'restaurar', respaldo, '--si'], { libro });
    expect([codigo, errores]).toEqual([3, expect.stringMatching(/dañado/)]);
    expect(huellaDeArchivo(libro)).toBe(antes);
  });

  it('un libro dañado se aparta y el respaldo ocupa su lugar', async () => {
    const respaldo = await libroDeEjemplo();
    const libro = await libroDeEjemplo();
    const bytes = readFileSync(libro);
    bytes.fill(0xff, 100, 4096);
    writeFileSync(libro, bytes);
    expect((await ejecutar(['libro', 'info'], { libro })).codigo).toBe(3);
    const { codigo, salida } = await ejecutar(['libro', 'restaurar', respaldo, '--si', '--formato', 'json'], {
      libro,
    });
    expect(codigo).toBe(0);
    expect(JSON.parse(salida).copia).toMatch(/daniado/);
    expect(clientesDe(libro)).toEqual(['C1', 'C2']);
  });

  it('no restaura mientras otro usa el libro', async () => {
    const libro = await libroDeEjemplo();
    const respaldo = await libroDeEjemplo();
    const lector = new Database(libro);
    lector.exec('BEGIN; SELECT * FROM clientes');
    lector.prepare('SELECT * FROM clientes').all();
    const antes = huellaDeArchivo(libro);
    const { codigo, errores } = await ejecutar(['libro', 'restaurar', respaldo, '--si'], { libro });
    expect([codigo, errores]).toEqual([3, expect.stringMatching(/otro proceso/)]);
    lector.close();
    expect(huellaDeArchivo(libro)).toBe(antes);
  }, 15_000);
});

describe('libro bitacora', () => {
  it('lista lo más nuevo primero, entre fechas y hasta un límite', async () => {
    const libro = await libroDeEjemplo();
    await sembrar(libro, (siembra) => siembra.cliente({ codigo: 'C3' }));
    const ids = async (...opciones: string[]): Promise<unknown> =>
      JSON.parse((await ejecutar(['libro', 'bitacora', '--formato', 'json', ...opciones], { libro })).salida).map(
        (fila: { operacion_id: number }) => fila.operacion_id,
      );
    expect(await ids()).toEqual([2, 1]);
    expect(await ids('--limite', '1')).toEqual([2]);
    expect(await ids('--desde', '2026-07-02')).toEqual([]);
    expect(await ids('--hasta', '2026-07-01')).toEqual([2, 1]);
  });

  it('en una carpeta con espacios y acentos', async () => {
    const carpeta = join(dirname(rutaNueva()), 'año «nuevo» %20?');
    mkdirSync(carpeta);
    const libro = await libroDeEjemplo(join(carpeta, 'libro.db'));
    expect((await ejecutar(['libro', 'bitacora'], { libro })).codigo).toBe(0);
  });
});
