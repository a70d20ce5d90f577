import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import { conCargaMasiva } from '../../src/datos/carga.ts';
import { escribirEnLibro } from '../../src/datos/escribir.ts';
import { VERSION_DE_ESQUEMA } from '../../src/datos/formato.ts';
import { type Operacion, OperacionRepetida } from '../../src/datos/operacion.ts';
import { verificar } from '../../src/datos/verificar.ts';
import { ErrorDeDatos, ErrorDeLibro } from '../../src/dominio/errores.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { datosDePrueba, huellaDeArchivo, libroDeEjemplo, rutaNueva } from './apoyo-libro.ts';

const agregarCliente = (operacion: Operacion, codigo = 'C9'): number =>
  operacion.agregar('clientes', [codigo, codigo, codigo.toLowerCase(), null, null, null, null, null, null]);

function contar(ruta: string, tabla: string): number {
  const libro = abrirParaLeer(ruta);
  try {
    return Number(libro.preparar(`SELECT count(*) FROM ${tabla}`).pluck().get());
  } finally {
    libro.cerrar();
  }
}

describe('la primera escritura', () => {
  it('crea el libro privado, en su carpeta, sin dejar archivos al lado', async () => {
    const ruta = join(carpetaTemporal(), 'nueva', 'libro.db');
    await escribirEnLibro(ruta, datosDePrueba, (operacion) => agregarCliente(operacion));
    expect(readdirSync(dirname(ruta))).toEqual(['libro.db']);
    expect(statSync(ruta).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(ruta)).mode & 0o777).toBe(0o700);
    const base = new Database(ruta, { readonly: true });
    expect(base.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(base.pragma('application_id', { simple: true })).toBe(0x434f4252);
    expect(base.pragma('user_version', { simple: true })).toBe(VERSION_DE_ESQUEMA);
    base.close();
  });

  it.each([
    ['la acción falla', { simular: false, falla: true, agrega: true }],
    ['se simula', { simular: true, falla: false, agrega: true }],
    ['no se agregó nada', { simular: false, falla: false, agrega: false }],
  ])('no deja ni libro ni restos si %s', async (_, { simular, falla, agrega }) => {
    const ruta = rutaNueva();
    const escritura = escribirEnLibro(
      ruta,
      datosDePrueba,
      (operacion) => {
        if (agrega) agregarCliente(operacion);
        if (falla) throw new ErrorDeDatos('no');
        return 7;
      },
      { simular },
    );
    if (falla) await expect(escritura).rejects.toThrow(ErrorDeDatos);
    else expect(await escritura).toBe(7);
    expect(readdirSync(dirname(ruta))).toEqual([]);
  });

  it('se repite sobre el libro que otro creó mientras tanto', async () => {
    const ruta = rutaNueva();
    let vueltas = 0;
    await escribirEnLibro(ruta, datosDePrueba, async (operacion) => {
      vueltas += 1;
      agregarCliente(operacion, 'LENTO');
      if (vueltas === 1) await escribirEnLibro(ruta, datosDePrueba, (otra) => agregarCliente(otra, 'RAPIDO'));
    });
    expect(vueltas).toBe(2);
    expect(contar(ruta, 'clientes')).toBe(2);
    expect(contar(ruta, 'operaciones')).toBe(2);
  });

  it('se lleva los restos de un proceso muerto y respeta los de uno vivo', async () => {
    const ruta = rutaNueva();
    const muerto = spawnSync(process.execPath, ['-e', '0']).pid;
    const restos = [muerto, process.pid].map((pid) => `.libro.db.nuevo-${pid}-0123456789ab`);
    for (const resto of restos) writeFileSync(join(dirname(ruta), resto), '');
    await escribirEnLibro(ruta, datosDePrueba, (operacion) => agregarCliente(operacion));
    expect(readdirSync(dirname(ruta)).sort()).toEqual([restos[1], 'libro.db']);
  });
});

describe('una operación', () => {
  it('que falla no cambia un byte del libro', async () => {
    const ruta = await libroDeEjemplo();
    const antes = huellaDeArchivo(ruta);
    await expect(
      escribirEnLibro(ruta, datosDePrueba, async (operacion) => {
        agregarCliente(operacion);
        await Promise.resolve();
        throw new ErrorDeDatos('no');
      }),
    ).rejects.toThrow('no');
    expect(huellaDeArchivo(ruta)).toBe(antes);
    expect(readdirSync(dirname(ruta))).toEqual(['libro.db']);
  });

  it('repetida con la misma --id no hace nada y devuelve lo que guardó', async () => {
    const ruta = rutaNueva();
    const datos = { ...datosDePrueba, clave: 'k1' };
    const accion = (operacion: Operacion): void => {
      agregarCliente(operacion);
      operacion.resultado = '{"cliente":"C9"}';
    };
    await escribirEnLibro(ruta, datos, accion);
    const antes = huellaDeArchivo(ruta);
    const error = await escribirEnLibro(ruta, datos, accion).catch((causa: unknown) => causa);
    expect(error).toBeInstanceOf(OperacionRepetida);
    expect((error as OperacionRepetida).resultado).toBe('{"cliente":"C9"}');
    await expect(escribirEnLibro(ruta, { ...datos, comando: 'otra' }, accion)).rejects.toThrow(ErrorDeDatos);
    expect(huellaDeArchivo(ruta)).toBe(antes);
  });

  it('guarda cada versión de la política una sola vez', async () => {
    const ruta = rutaNueva();
    for (const [indice, texto] of ['a = 1', 'a = 1', 'a = 2', 'a = 1'].entries()) {
      await escribirEnLibro(ruta, { ...datosDePrueba, textoDePolitica: texto }, (operacion) =>
        agregarCliente(operacion, `C${indice}`),
      );
    }
    const libro = abrirParaLeer(ruta);
    expect(libro.preparar('SELECT politica_id FROM operaciones ORDER BY id').pluck().all()).toEqual([1, 1, 2, 1]);
    expect(contar(ruta, 'politicas')).toBe(2);
    libro.cerrar();
  });

  it('espera su turno y, si no llega, dice que otro está escribiendo', async () => {
    const ruta = await libroDeEjemplo();
    const otro = new Database(ruta);
    otro.exec('BEGIN IMMEDIATE');
    await expect(escribirEnLibro(ruta, datosDePrueba, (operacion) => agregarCliente(operacion))).rejects.toThrow(
      /otro proceso/,
    );
    otro.exec('ROLLBACK');
    otro.close();
  }, 15_000);

  it('cambia una fila dejando el valor anterior, y el saldo acompaña al importe', async () => {
    const ruta = await libroDeEjemplo();
    await escribirEnLibro(ruta, datosDePrueba, (operacion) => {
      expect(operacion.cambiar('documentos', 1, { importe: 12_000, nota: null })).toEqual(['importe']);
      expect(operacion.cambiar('clientes', 1, { segmento: 'mayorista' })).toEqual(['segmento']);
    });
    const libro = abrirParaLeer(ruta);
    expect(libro.preparar('SELECT saldo FROM documentos WHERE id = 1').pluck().get()).toBe(9_500);
    expect(libro.preparar('SELECT antes, despues FROM cambios WHERE id = 1').raw().get()).toEqual([
      '{"importe":10000}',
      '{"importe":12000}',
    ]);
    expect(verificar(libro)).toEqual([]);
    libro.cerrar();
  });

  it('no puede dejar el importe por debajo de lo aplicado', async () => {
    const ruta = await libroDeEjemplo();
    await expect(
      escribirEnLibro(ruta, datosDePrueba, (operacion) => operacion.cambiar('documentos', 1, { importe: 2_000 })),
    ).rejects.toThrow(/CHECK/);
  });
});

describe('la carga masiva', () => {
  it('deja el mismo esquema, los saldos al día, la misma caché y el libro verificable', async () => {
    const ruta = rutaNueva();
    const caches: unknown[] = [];
    await escribirEnLibro(ruta, datosDePrueba, async (operacion) => {
      const anotarCache = () => caches.push(operacion.libro.base.pragma('cache_size', { simple: true }));
      anotarCache();
      await conCargaMasiva(operacion, [], (revisar) => {
        const cliente = agregarCliente(operacion);
        for (let numero = 1; numero <= 6000; numero += 1) {
          const documento = operacion.agregar('documentos', [
            null,
            numero,
            cliente,
            'factura',
            `F-${numero}`,
            `F-${numero}`,
            '2026-01-01',
            '2026-02-01',
            'ARS',
            100,
            null,
            null,
            null,
          ]);
          if (numero % 3 > 0) continue;
          const credito = operacion.agregar('creditos', [
            null,
            numero,
            cliente,
            'pago',
            null,
            null,
            null,
            '2026-02-01',
            'ARS',
            60,
            null,
            null,
            null,
            null,
            'importacion',
          ]);
          operacion.agregar('aplicaciones', [credito, documento, '2026-02-01', 60, null, null]);
          revisar();
        }
        const indice = operacion.libro.preparar("SELECT name FROM sqlite_schema WHERE name = 'documentos_abiertos'");
        expect(indice.get(), 'con 6.000 documentos nuevos se deja para el final').toBeUndefined();
      });
      anotarCache();
    });
    expect(caches).toEqual([-65536, -65536]);
    const libro = abrirParaLeer(ruta);
    expect(verificar(libro)).toEqual([]);
    expect(libro.preparar('SELECT sum(saldo) FROM documentos').pluck().get()).toBe(6000 * 100 - 2000 * 60);
    libro.cerrar();
  });

  it('que falla deja el libro, con sus índices y disparadores, como estaba', async () => {
    const ruta = await libroDeEjemplo();
    const antes = huellaDeArchivo(ruta);
    await expect(
      escribirEnLibro(ruta, datosDePrueba, (operacion) =>
        conCargaMasiva(operacion, [], (revisar) => {
          const cliente = agregarCliente(operacion);
          for (let numero = 1; numero <= 5000; numero += 1) {
            const datos = [null, numero, cliente, 'factura', `F-${numero}`, `G-${numero}`, '2026-01-01', '2026-02-01'];
            operacion.agregar('documentos', [...datos, 'ARS', 100, null, null, null]);
          }
          revisar();
          expect(operacion.libro.preparar("SELECT 1 FROM sqlite_schema WHERE name = 'documentos_saldo'").get()).toBe(
            undefined,
          );
          throw new ErrorDeDatos('a mitad');
        }),
      ),
    ).rejects.toThrow('a mitad');
    expect(huellaDeArchivo(ruta)).toBe(antes);
  });
});

describe('abrir', () => {
  const rechazos: readonly (readonly [string, (carpeta: string) => string | Promise<string>, RegExp])[] = [
    ['un archivo de texto', (carpeta) => escrito(carpeta, 'número;importe\n1;2\n'.repeat(20)), /no es un libro/],
    ['un archivo vacío', (carpeta) => escrito(carpeta, ''), /vacío/],
    [
      'una carpeta',
      (carpeta) => {
        mkdirSync(join(carpeta, 'd'));
        return join(carpeta, 'd');
      },
      /carpeta/,
    ],
    [
      'la base de otro programa',
      (carpeta) => base(carpeta, 'PRAGMA application_id = 99; CREATE TABLE t (a)'),
      /otro programa/,
    ],
    [
      'una versión más nueva',
      (carpeta) => base(carpeta, `PRAGMA application_id = ${0x434f4252}; PRAGMA user_version = 99; CREATE TABLE t (a)`),
      /más nueva/,
    ],
    [
      'un enlace simbólico',
      async (carpeta) => {
        const otra = join(carpeta, 'e');
        symlinkSync(await libroDeEjemplo(), otra);
        return otra;
      },
      /enlace simbólico/,
    ],
    [
      'un archivo con dos nombres',
      async (carpeta) => {
        const otra = join(carpeta, 'e');
        linkSync(await libroDeEjemplo(), otra);
        return otra;
      },
      /2 nombres/,
    ],
  ];

  it.each(rechazos)('rechaza %s, al leer y al escribir, sin tocarlo', async (_, preparar, motivo) => {
    const carpeta = carpetaTemporal();
    const ruta = await preparar(carpeta);
    const foto = (): unknown => [readdirSync(carpeta).sort(), statSync(ruta).isFile() ? huellaDeArchivo(ruta) : ''];
    const antes = foto();
    expect(() => abrirParaLeer(ruta)).toThrow(motivo);
    expect(() => abrirParaLeer(ruta)).toThrow(ErrorDeLibro);
    await expect(escribirEnLibro(ruta, datosDePrueba, (operacion) => agregarCliente(operacion))).rejects.toThrow(
      motivo,
    );
    expect(foto()).toEqual(antes);
  });

  it('sin libro dice cómo crearlo, y no lo crea', () => {
    const ruta = rutaNueva();
    const error = atrapar(() => abrirParaLeer(ruta));
    expect((error as ErrorDeLibro).sugerencia).toMatch(/cobranzas import/);
    expect(existsSync(ruta)).toBe(false);
  });

  it('para leer no deja rastro y no puede escribir', async () => {
    const ruta = await libroDeEjemplo();
    const antes = huellaDeArchivo(ruta);
    const libro = abrirParaLeer(ruta);
    expect(() => libro.base.exec("UPDATE clientes SET nombre = 'x'")).toThrow();
    libro.cerrar();
    expect(huellaDeArchivo(ruta)).toBe(antes);
    expect(readdirSync(dirname(ruta))).toEqual(['libro.db']);
  });

  it('se puede leer mientras otro escribe, y se ve sólo lo confirmado', async () => {
    const ruta = await libroDeEjemplo();
    await escribirEnLibro(ruta, datosDePrueba, (operacion) => {
      agregarCliente(operacion);
      expect(contar(ruta, 'clientes')).toBe(2);
    });
    expect(contar(ruta, 'clientes')).toBe(3);
  });

  it('fija todos los parámetros de SQLite en cada conexión', async () => {
    await escribirEnLibro(await libroDeEjemplo(), datosDePrueba, ({ libro: { base } }) => {
      const valor = (nombre: string): unknown => base.pragma(nombre, { simple: true });
      expect(
        ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'busy_timeout', 'cell_size_check'].map(valor),
      ).toEqual(['wal', 2, 1, 0, 5000, 1]);
    });
  });
});

function escrito(carpeta: string, texto: string): string {
  writeFileSync(join(carpeta, 'x.db'), texto);
  return join(carpeta, 'x.db');
}

function base(carpeta: string, sql: string): string {
  const nueva = new Database(join(carpeta, 'x.db'));
  nueva.exec(sql);
  nueva.close();
  return join(carpeta, 'x.db');
}

function atrapar(accion: () => unknown): unknown {
  try {
    accion();
  } catch (error) {
    return error;
  }
  return undefined;
}
