import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import { escribirEnLibro } from '../../src/datos/escribir.ts';
import { columnasDigeridas, copiasCalculadas, nombresDeTablas } from '../../src/datos/tablas.ts';
import { type Hallazgo, verificar } from '../../src/datos/verificar.ts';
import { Siembra } from '../apoyo/sembrar.ts';
import { agregarGestion, agregarRecordatorio, datosDePrueba, libroDeEjemplo, rutaNueva } from './apoyo-libro.ts';

function hallazgosDe(ruta: string): Hallazgo[] {
  const libro = abrirParaLeer(ruta);
  try {
    return verificar(libro);
  } finally {
    libro.cerrar();
  }
}

/** Cambia una copia del libro salteando los disparadores, que luego repone tal cual estaban. */
function adulterar(original: string, accion: (base: Database.Database) => void): string {
  const ruta = rutaNueva();
  copyFileSync(original, ruta);
  const base = new Database(ruta);
  base.pragma('foreign_keys = OFF');
  base.pragma('ignore_check_constraints = ON');
  const disparadores = base
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  for (const { name } of disparadores) base.exec(`DROP TRIGGER ${name}`);
  accion(base);
  for (const { sql } of disparadores) base.exec(sql);
  base.close();
  return ruta;
}

let completo = '';
beforeAll(async () => {
  completo = await libroDeEjemplo();
  await escribirEnLibro(completo, { ...datosDePrueba, clave: 'k', textoDePolitica: 'a = 1' }, (operacion) => {
    operacion.resumen = 'segunda';
    operacion.agregar('perfiles', ['banco', '{}']);
    new Siembra(operacion).importacion('a.csv');
    operacion.cambiar('clientes', 1, { segmento: 'mayorista', nota: 'ojo' });
    operacion.cambiar('documentos', 1, { importe: 11_000, vencimiento: '2026-05-15' });
  });
  await escribirEnLibro(completo, datosDePrueba, (operacion) => {
    operacion.cambiar('clientes', 1, { segmento: null });
    operacion.cambiar('documentos', 1, { importe: 12_000 });
  });
  await escribirEnLibro(completo, datosDePrueba, agregarGestion);
  await escribirEnLibro(completo, datosDePrueba, agregarRecordatorio);
});

describe('verificar', () => {
  it('no encuentra nada en un libro sano con cambios, reversas, política y gestión', () => {
    expect(hallazgosDe(completo)).toEqual([]);
  });

  it('encuentra cualquier campo cambiado por fuera, en cualquier fila de cualquier tabla', () => {
    const base = new Database(completo, { readonly: true });
    const campos = [...nombresDeTablas, 'operaciones' as const].flatMap((tabla) => {
      const copia = tabla === 'operaciones' ? undefined : copiasCalculadas[tabla]?.copia;
      const columnas =
        tabla === 'operaciones'
          ? (base.pragma('table_info(operaciones)') as { name: string }[]).map(({ name }) => name)
          : [...columnasDigeridas(tabla), ...(copia === undefined ? [] : [copia])];
      return columnas.map((columna) => ({ tabla, columna }));
    });
    base.close();
    expect(campos.length).toBeGreaterThan(160);
    const ocultos = campos.filter(({ tabla, columna }) => {
      const ruta = adulterar(completo, (copia) => {
        const { tipo } = copia
          .prepare<[], { tipo: string }>(
            `SELECT type AS tipo FROM pragma_table_info('${tabla}') WHERE name = '${columna}'`,
          )
          .get() ?? { tipo: '' };
        const valor = tipo === 'INTEGER' ? `coalesce(${columna}, 0) + 7` : `coalesce(${columna}, '') || 'x'`;
        copia.exec(`UPDATE ${tabla} SET ${columna} = ${valor} WHERE id = (SELECT max(id) FROM ${tabla})`);
      });
      return hallazgosDe(ruta).length === 0;
    });
    expect(ocultos).toEqual([]);
  }, 30_000);

  it.each([
    ['una fila borrada', 'DELETE FROM aplicaciones WHERE id = 1', 'cadena'],
    ['una fila agregada', "INSERT INTO perfiles (operacion_id, nombre, definicion) VALUES (2, 'x', '{}')", 'cadena'],
    ['una operación borrada', 'DELETE FROM operaciones WHERE id = 2', 'cadena'],
    ['un índice quitado', 'DROP INDEX documentos_abiertos', 'esquema'],
    [
      'un índice distinto',
      'DROP INDEX documentos_abiertos; CREATE INDEX documentos_abiertos ON documentos (saldo)',
      'esquema',
    ],
    ['una tabla de más', 'CREATE TABLE otra (a)', 'esquema'],
    ['una referencia rota', 'UPDATE datos_contacto SET cliente_id = 99', 'referencia'],
    ['un saldo falso', 'UPDATE documentos SET saldo = 0 WHERE id = 2', 'saldo'],
    ['un nombre de búsqueda falso', "UPDATE clientes SET nombre_busqueda = 'otro' WHERE id = 2", 'derivado'],
    ['un crédito aplicado a otra moneda', "UPDATE creditos SET moneda = 'USD'", 'aplicacion'],
    [
      'un cambio que no parte del anterior',
      `UPDATE cambios SET antes = '{"importe":1}' WHERE id = (SELECT max(id) FROM cambios)`,
      'cambio',
    ],
  ])('dice el aspecto de %s', (_, sql, aspecto) => {
    expect(hallazgosDe(adulterar(completo, (base) => base.exec(sql))).map((hallazgo) => hallazgo.aspecto)).toContain(
      aspecto,
    );
  });

  // Cada falla sería invisible si la cadena de huellas se hubiera vuelto a calcular: la encuentra la regla, con su nombre.
  it.each([
    ['sus cuotas no suman lo acordado', 'UPDATE cuotas SET monto = 3374 WHERE id = 2'],
    ['sus cuotas no suman lo acordado', 'DELETE FROM cuotas WHERE acuerdo_id = 2'],
    ['sus cuotas no van numeradas de a una', 'UPDATE cuotas SET numero = 3 WHERE id = 2'],
    ['tiene una cuota que vence antes', "UPDATE cuotas SET vencimiento = '2026-06-19' WHERE id = 2"],
    ['tiene una cuota que vence antes', "UPDATE acuerdos SET creado = '2026-06-21' WHERE id = 1"],
    ['abarca un documento de otro cliente', 'UPDATE acuerdo_documentos SET documento_id = 2 WHERE id = 1'],
    ['abarca un documento de otro cliente', "UPDATE acuerdos SET moneda = 'USD' WHERE id = 1"],
    ['no son lo que se debía', 'UPDATE acuerdo_documentos SET saldo = 7499 WHERE id = 1'],
    ['no son lo que se debía', 'UPDATE acuerdo_documentos SET saldo = 7501 WHERE id = 2'],
    ['no son lo que se debía', 'DELETE FROM acuerdo_documentos WHERE acuerdo_id = 1'],
    ['no son lo que se debía', "UPDATE acuerdos SET tipo = 'promesa' WHERE id = 2"],
    ['nace del contacto de otro cliente', 'UPDATE contactos SET cliente_id = 2'],
    ['reemplaza a uno de otro cliente o posterior', 'UPDATE acuerdos SET reemplaza_a = 2 WHERE id = 1'],
    ['terminó antes de existir', "UPDATE acuerdo_hechos SET fecha = '2026-06-09'"],
    ['de un modo que no es de los suyos', "UPDATE acuerdo_hechos SET tipo = 'retirado'"],
    ['su crédito no es un descuento', "UPDATE creditos SET tipo = 'pago' WHERE tipo = 'descuento'"],
    ['su crédito no es un descuento', 'UPDATE acuerdo_creditos SET credito_id = 1'],
    ['descontó más de lo acordado', 'UPDATE acuerdos SET descuento = 749, total = 6751 WHERE id = 2'],
    ['a un documento que no abarca', 'UPDATE aplicaciones SET documento_id = 3 WHERE credito_id = 2'],
    ['es un descuento y ningún acuerdo lo dio', 'DELETE FROM acuerdo_creditos'],
    ['posterior al de la operación que lo anotó', "UPDATE contactos SET fecha = '2026-07-02'"],
    ['posterior al de la operación que lo anotó', "UPDATE acuerdos SET creado = '2026-07-02' WHERE id = 2"],
    ['posterior al de la operación que lo anotó', "UPDATE acuerdo_hechos SET fecha = '2026-07-02'"],
    ['posterior al de la operación que lo anotó', "UPDATE disputas SET fecha = '2026-07-02'"],
    ['posterior al de la operación que lo anotó', "UPDATE disputas_resueltas SET fecha = '2026-07-02'"],
    ['posterior al de la operación que lo anotó', "UPDATE pausas_terminadas SET fecha = '2026-07-02'"],
    ['posterior al de la operación que lo anotó', "UPDATE canales SET fecha = '2026-07-02'"],
    ['el próximo paso es anterior al contacto', "UPDATE contactos SET proximo = '2026-06-09'"],
    ['termina antes de empezar', "UPDATE disputas SET hasta = '2026-06-04'"],
    ['termina antes de empezar', "UPDATE disputas_resueltas SET fecha = '2026-06-04'"],
    ['termina antes de empezar', "UPDATE pausas SET hasta = '2026-05-31'"],
    ['termina antes de empezar', "UPDATE pausas_terminadas SET fecha = '2026-05-31'"],
  ])('dice que %s: %s', (detalle, sql) => {
    const hallazgos = hallazgosDe(adulterar(completo, (base) => base.exec(sql)));
    expect(hallazgos.map((hallazgo) => hallazgo.detalle)).toContainEqual(expect.stringContaining(detalle));
    expect(hallazgos).toContainEqual(expect.objectContaining({ aspecto: 'cadena' }));
  });

  it('encuentra un disparador quitado', () => {
    const ruta = rutaNueva();
    copyFileSync(completo, ruta);
    const base = new Database(ruta);
    base.exec('DROP TRIGGER documentos_saldo');
    base.close();
    expect(hallazgosDe(ruta)).toEqual([
      {
        aspecto: 'esquema',
        tabla: 'documentos',
        fila: null,
        detalle: 'falta el disparador documentos_saldo',
      },
    ]);
  });

  it('no encuentra nada después de operaciones al azar, con cualquier texto', async () => {
    const hecho = fc.record({
      nombre: fc.string({ unit: 'binary', minLength: 1 }),
      importe: fc.integer({ min: 1, max: 1e13 }),
      pago: fc.integer({ min: 1, max: 1e13 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(hecho, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
        async (operaciones) => {
          const ruta = rutaNueva();
          let codigo = 0;
          for (const hechos of operaciones) {
            await escribirEnLibro(ruta, datosDePrueba, (operacion) => {
              const siembra = new Siembra(operacion);
              for (const { nombre, importe, pago } of hechos) {
                codigo += 1;
                const cliente = siembra.cliente({ codigo: `C${codigo}`, nombre });
                const documento = siembra.documento({
                  cliente,
                  numero: `F${codigo}`,
                  vencimiento: '2026-01-01',
                  importe,
                });
                const credito = siembra.credito({ cliente, fecha: '2026-01-02', monto: pago });
                siembra.aplicar({ credito, documento, fecha: '2026-01-02', monto: Math.min(importe, pago) });
                operacion.cambiar('clientes', cliente, { nota: nombre });
              }
            });
          }
          expect(hallazgosDe(ruta)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  }, 20_000);
});
