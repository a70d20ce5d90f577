import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { escribirEnLibro } from '../../src/datos/escribir.ts';
import type { Operacion } from '../../src/datos/operacion.ts';
import { Siembra } from '../apoyo/sembrar.ts';
import { datosDePrueba, libroDeEjemplo } from './apoyo-libro.ts';

/** Corre SQL suelto, sin operación, como lo haría otro programa. */
async function correr(sql: string): Promise<void> {
  const base = new Database(await libroDeEjemplo());
  try {
    base.exec(sql);
  } finally {
    base.close();
  }
}

async function operar(accion: (siembra: Siembra, operacion: Operacion) => unknown): Promise<void> {
  await escribirEnLibro(await libroDeEjemplo(), datosDePrueba, (operacion) => {
    accion(new Siembra(operacion), operacion);
  });
}

const tablas = ['operaciones', 'clientes', 'datos_contacto', 'documentos', 'creditos', 'aplicaciones', 'reversas'];

describe('los disparadores', () => {
  it.each(tablas)('no dejan borrar de %s', async (tabla) => {
    await expect(correr(`PRAGMA foreign_keys = OFF; DELETE FROM ${tabla} WHERE id = 1`)).rejects.toThrow(/no se borra/);
  });

  it.each([
    ["UPDATE operaciones SET resumen = 'x'", /abierta a sellada/],
    ['UPDATE aplicaciones SET monto = monto + 1', /no se cambia/],
    ["UPDATE clientes SET nombre = 'x'", /no está anotado/],
    ["UPDATE clientes SET codigo = 'x'", /no se cambia/],
    ['UPDATE documentos SET importe = importe + 1', /no está anotado|saldo/],
    ['UPDATE documentos SET saldo = 1', /no es lo que dan/],
    ['UPDATE creditos SET disponible = 0', /no es lo que dan/],
    [
      "INSERT INTO clientes (operacion_id, codigo, nombre, nombre_busqueda) VALUES (1, 'z', 'z', 'z')",
      /operación abierta/,
    ],
    [
      "INSERT INTO operaciones (id, instante, hoy, gestor, comando, version) VALUES (9, '', '2026-01-01', '', '', '')",
      /en orden/,
    ],
  ])('rechazan %s', async (sql, motivo) => {
    await expect(correr(sql)).rejects.toThrow(motivo);
  });

  it('un cambio anotado sólo permite exactamente ese cambio', async () => {
    await expect(
      operar((_, operacion) => {
        operacion.agregar('cambios', ['clientes', 1, '{"nombre":"Almacén Sur"}', '{"nombre":"Otro"}']);
        operacion.libro.base.exec("UPDATE clientes SET nombre = 'Distinto' WHERE id = 1");
      }),
    ).rejects.toThrow(/no está anotado/);
  });

  it('una aplicación no cruza monedas ni clientes, ni excede el crédito ni el documento', async () => {
    const fecha = '2026-06-10';
    await expect(operar((siembra) => siembra.aplicar({ credito: 1, documento: 2, fecha, monto: 1 }))).rejects.toThrow(
      /misma moneda/,
    );
    await expect(
      operar((siembra) => siembra.aplicar({ credito: 1, documento: 1, fecha, monto: 1_501 })),
    ).rejects.toThrow(/CHECK.*disponible/);
    await expect(
      operar((siembra) => {
        const credito = siembra.credito({ cliente: 1, fecha, monto: 90_000 });
        siembra.aplicar({ credito, documento: 1, fecha, monto: 7_501 });
      }),
    ).rejects.toThrow(/CHECK.*saldo/);
  });

  it('deshacer una aplicación la niega exactamente y una sola vez', async () => {
    const reversa = { credito: 1, documento: 1, fecha: '2026-06-10', motivo: 'x' };
    await expect(operar((siembra) => siembra.desaplicar({ ...reversa, id: 3, monto: 2_499 }))).rejects.toThrow(
      /no niega/,
    );
    await expect(operar((siembra) => siembra.desaplicar({ ...reversa, id: 1, monto: 3_000 }))).rejects.toThrow(
      /UNIQUE/,
    );
    await operar((siembra) => siembra.desaplicar({ ...reversa, id: 3, monto: 2_500 }));
  });

  it('una reversa se lleva todo lo que queda, ni más ni menos', async () => {
    await expect(
      operar((siembra) => siembra.anular({ credito: 1, fecha: '2026-06-10', monto: 1_499 })),
    ).rejects.toThrow(/lo que queda/);
    await operar((siembra) => siembra.anular({ credito: 1, fecha: '2026-06-10', monto: 1_500 }));
  });
});
