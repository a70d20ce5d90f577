import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abrirParaLeer, type Libro } from '../../src/datos/abrir.ts';
import {
  consultaDeCuentas,
  consultaDeFacturas,
  leerClientesFiltrados,
  leerCuentasConSaldoAFavor,
  leerCuentasVencidas,
  leerDetalles,
  leerFacturasVencidas,
  leerSaldosAFavor,
} from '../../src/datos/cartera.ts';
import { consultaDeAntiguedades, leerAntiguedades } from '../../src/datos/cartera-antiguedad.ts';
import { leerFichas } from '../../src/datos/fichas.ts';
import { creditosDisponibles, hayHechosPosteriores } from '../../src/datos/saldos.ts';
import { indiceDeTramo, tramosDe } from '../../src/dominio/antiguedad.ts';
import { moneda } from '../../src/dominio/dinero.ts';
import { fecha, fechaDeNumero, numeroDeDia } from '../../src/dominio/fecha.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { type Siembra, sembrar } from '../apoyo/sembrar.ts';

const tramos = tramosDe([30, 60, 90]);
const monedas = ['ARS', 'USD'];
const DIA_CERO = 20_000;

/** Lo que pasó, contado sin base de datos: cada movimiento dice a qué afecta, desde qué día y cuánto. */
interface Modelo {
  readonly documentos: {
    cliente: number;
    moneda: string;
    emision: number;
    vence: number;
    importe: number;
    movimientos: Movimiento[];
  }[];
  readonly creditos: { cliente: number; moneda: string; dia: number; monto: number; movimientos: Movimiento[] }[];
}
interface Movimiento {
  readonly dia: number;
  readonly monto: number;
}

const saldoAl = (total: number, movimientos: readonly Movimiento[], hoy: number) =>
  movimientos.reduce((saldo, { dia, monto }) => (dia <= hoy ? saldo - monto : saldo), total);

/** Lo que queda libre todos los días desde ése: una aplicación con fecha anterior a la de un deshacer tiene que caber antes. */
const libreDesde = (total: number, movimientos: readonly Movimiento[], desde: number) =>
  Math.min(
    ...[desde, ...movimientos.map(({ dia }) => dia).filter((dia) => dia > desde)].map((dia) =>
      saldoAl(total, movimientos, dia),
    ),
  );

const dia = fc.integer({ min: 0, max: 200 });
const historias = fc.record({
  documentos: fc.array(
    fc.record({
      cliente: fc.nat(3),
      moneda: fc.nat(1),
      emision: dia,
      plazo: fc.integer({ min: 0, max: 60 }),
      importe: fc.integer({ min: 1, max: 1000 }),
    }),
    { minLength: 1, maxLength: 14 },
  ),
  creditos: fc.array(
    fc.record({ cliente: fc.nat(3), moneda: fc.nat(1), dia, monto: fc.integer({ min: 1, max: 1500 }) }),
    { maxLength: 8 },
  ),
  pasos: fc.array(
    fc.record({
      credito: fc.nat(7),
      documento: fc.nat(13),
      monto: fc.integer({ min: 1, max: 700 }),
      espera: fc.nat(90),
      deshacer: fc.option(fc.nat(60)),
    }),
    { maxLength: 20 },
  ),
  anulaciones: fc.array(fc.record({ queDocumento: fc.boolean(), cual: fc.nat(13), espera: fc.nat(90) }), {
    maxLength: 3,
  }),
  hoyes: fc.array(fc.integer({ min: -5, max: 420 }), { minLength: 4, maxLength: 8 }),
});
type Historia = typeof historias extends fc.Arbitrary<infer T> ? T : never;

/** Siembra la historia en el libro y en el modelo a la vez; lo que el libro no admitiría no se intenta. */
function contar(siembra: Siembra, historia: Historia): Modelo {
  const texto = (numero: number) => fechaDeNumero(DIA_CERO + numero);
  const clientes = [0, 1, 2, 3].map((orden) => siembra.cliente({ codigo: `C${orden}` }));
  const documentos = historia.documentos.map(({ cliente, moneda: cual, emision, plazo, importe }, orden) => {
    const datos = { cliente: clientes[cliente] ?? 0, moneda: monedas[cual] ?? '', importe };
    const id = siembra.documento({
      ...datos,
      numero: `F-${orden}`,
      emision: texto(emision),
      vencimiento: texto(emision + plazo),
    });
    return { ...datos, id, emision, vence: emision + plazo, queda: importe, movimientos: [] as Movimiento[] };
  });
  const creditos = historia.creditos.map(({ cliente, moneda: cual, dia: cuando, monto }) => {
    const datos = { cliente: clientes[cliente] ?? 0, moneda: monedas[cual] ?? '', monto };
    const id = siembra.credito({ ...datos, fecha: texto(cuando) });
    return { ...datos, id, dia: cuando, queda: monto, movimientos: [] as Movimiento[] };
  });
  for (const paso of historia.pasos) {
    const credito = creditos[paso.credito];
    const documento = documentos[paso.documento];
    if (credito === undefined || documento === undefined) continue;
    const cuando = Math.max(credito.dia, documento.emision) + paso.espera;
    const monto = Math.min(
      paso.monto,
      libreDesde(credito.monto, credito.movimientos, cuando),
      libreDesde(documento.importe, documento.movimientos, cuando),
    );
    if (monto === 0 || credito.cliente !== documento.cliente || credito.moneda !== documento.moneda) continue;
    const union = { credito: credito.id, documento: documento.id, monto };
    const id = siembra.aplicar({ ...union, fecha: texto(cuando) });
    const mover = (dia: number, cuanto: number) => {
      for (const lado of [credito, documento]) {
        lado.queda -= cuanto;
        lado.movimientos.push({ dia, monto: cuanto });
      }
    };
    mover(cuando, monto);
    if (paso.deshacer === null) continue;
    siembra.desaplicar({ ...union, id, fecha: texto(cuando + paso.deshacer), motivo: 'rechazado' });
    mover(cuando + paso.deshacer, -monto);
  }
  for (const { queDocumento, cual, espera } of historia.anulaciones) {
    const lado = queDocumento ? documentos[cual] : creditos[cual];
    if (lado === undefined || lado.queda === 0) continue;
    const cuando =
      Math.max(0, ...lado.movimientos.map(({ dia: de }) => de), 'emision' in lado ? lado.emision : lado.dia) + espera;
    siembra.anular({
      ...(queDocumento ? { documento: lado.id } : { credito: lado.id }),
      fecha: texto(cuando),
      monto: lado.queda,
    });
    lado.movimientos.push({ dia: cuando, monto: lado.queda });
    lado.queda = 0;
  }
  return { documentos, creditos };
}

/** La antigüedad que da el modelo, por cliente y moneda, con lo que hay a favor. */
function antiguedadDelModelo({ documentos, creditos }: Modelo, hoy: number) {
  const cuentas = new Map<string, { montos: number[]; saldoAFavor: number }>();
  const cuentaDe = (cliente: number, cual: string) => {
    const clave = `${cliente} ${cual}`;
    const cuenta = cuentas.get(clave) ?? { montos: tramos.map(() => 0), saldoAFavor: 0 };
    cuentas.set(clave, cuenta);
    return cuenta;
  };
  for (const uno of documentos) {
    const saldo = saldoAl(uno.importe, uno.movimientos, hoy);
    if (uno.emision > hoy || saldo === 0) continue;
    const { montos } = cuentaDe(uno.cliente, uno.moneda);
    const indice = indiceDeTramo(tramos, hoy - uno.vence);
    montos[indice] = (montos[indice] ?? 0) + saldo;
  }
  for (const uno of creditos) {
    const queda = saldoAl(uno.monto, uno.movimientos, hoy);
    if (uno.dia <= hoy && queda > 0) cuentaDe(uno.cliente, uno.moneda).saldoAFavor += queda;
  }
  return Object.fromEntries(cuentas);
}

function comprobarDia(libro: Libro, modelo: Modelo, relativo: number): void {
  const hoy = fechaDeNumero(DIA_CERO + relativo);
  const leidas = leerAntiguedades(libro, { hoy, tramos });
  const porClave = Object.fromEntries(
    leidas.map(({ clienteId, moneda: cual, montos, saldoAFavor }) => [`${clienteId} ${cual}`, { montos, saldoAFavor }]),
  );
  expect(porClave).toEqual(antiguedadDelModelo(modelo, relativo));
  const corte = { hoy, diasMoraMin: 10 };
  const cuentas = leerCuentasVencidas(libro, corte);
  const detalleDe = leerDetalles(libro, corte, [1, 2, 3, 4]);
  for (const cuenta of cuentas) {
    const suyos = modelo.documentos
      .filter((uno) => uno.cliente === cuenta.clienteId && uno.moneda === cuenta.moneda && uno.emision <= relativo)
      .map((uno) => ({ dias: relativo - uno.vence, saldo: saldoAl(uno.importe, uno.movimientos, relativo) }))
      .filter(({ saldo }) => saldo > 0);
    const cuentan = suyos.filter(({ dias }) => dias >= 10);
    const suma = (lista: readonly { saldo: number }[]) => lista.reduce((total, { saldo }) => total + saldo, 0);
    expect(cuenta).toMatchObject({
      saldoVencido: suma(cuentan),
      diasMora: Math.max(...cuentan.map(({ dias }) => dias)),
    });
    expect(cuenta.diasMoraMedios).toBeCloseTo(
      cuentan.reduce((total, { saldo, dias }) => total + saldo * dias, 0) / suma(cuentan),
      9,
    );
    expect(detalleDe(cuenta.clienteId, cuenta.moneda)).toEqual({
      facturasVencidas: cuentan.length,
      saldoTotal: suma(suyos),
      saldoVencidoTotal: suma(suyos.filter(({ dias }) => dias > 0)),
    });
  }
  const facturas = leerFacturasVencidas(libro, corte);
  expect(facturas.reduce((total, { saldoVencido }) => total + saldoVencido, 0)).toBe(
    cuentas.reduce((total, { saldoVencido }) => total + saldoVencido, 0),
  );
}

async function libroCon(accion: (siembra: Siembra) => void): Promise<Libro> {
  const ruta = join(carpetaTemporal(), 'libro.db');
  await sembrar(ruta, accion);
  return abrirParaLeer(ruta);
}

describe('cartera', () => {
  it('en cualquier día da lo mismo que contar los hechos a mano, con pagos, reversas y anulaciones', async () => {
    await fc.assert(
      fc.asyncProperty(historias, async (historia) => {
        let modelo: Modelo = { documentos: [], creditos: [] };
        const libro = await libroCon((siembra) => {
          modelo = contar(siembra, historia);
        });
        try {
          for (const hoy of historia.hoyes) comprobarDia(libro, modelo, hoy);
        } finally {
          libro.cerrar();
        }
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  it('sin hechos posteriores lee sólo el índice de abiertos, sin ordenar ni mirar la tabla', async () => {
    const libro = await libroCon((siembra) => {
      siembra.documento({
        cliente: siembra.cliente({ codigo: 'C1' }),
        numero: 'F-1',
        vencimiento: '2026-01-01',
        importe: 100,
      });
    });
    const parametros = { dia: 20_635, corte: 20_634 };
    for (const sql of [consultaDeCuentas(false), consultaDeAntiguedades(tramos, false), consultaDeFacturas(false)]) {
      const valores = sql.includes(':corte') ? parametros : { dia: parametros.dia };
      const plan = libro.base.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(valores) as { detail: string }[];
      const pasos = plan.map(({ detail }) => detail).join('\n');
      expect(pasos).toMatch(/SCAN documentos USING (COVERING )?INDEX documentos_abiertos/);
      expect(pasos).not.toContain('TEMP B-TREE');
      expect(columnasLeidasDe(libro, 'documentos', sql, valores)).toBe(0);
    }
    expect(columnasLeidasDe(libro, 'documentos', 'SELECT numero FROM documentos', {})).toBeGreaterThan(0);
    const pasos = libro.base
      .prepare(`EXPLAIN QUERY PLAN SELECT * FROM ${creditosDisponibles(false)}`)
      .all({ hoy: '2026-07-01' });
    expect(JSON.stringify(pasos)).toContain('COVERING INDEX creditos_disponibles');
    libro.cerrar();
  });

  it('sólo toma el camino lento si hay una aplicación o una reversa posterior al día', async () => {
    const libro = await libroCon((siembra) => {
      const cliente = siembra.cliente({ codigo: 'C1' });
      const documento = siembra.documento({ cliente, numero: 'F-1', vencimiento: '2026-01-01', importe: 100 });
      const credito = siembra.credito({ cliente, fecha: '2026-02-01', monto: 40 });
      siembra.aplicar({ credito, documento, fecha: '2026-02-01', monto: 40 });
      siembra.anular({ documento, fecha: '2026-03-01', monto: 60 });
    });
    const hay = (dia: string) => hayHechosPosteriores(libro, fecha(dia));
    expect([hay('2026-01-31'), hay('2026-02-01'), hay('2026-02-28'), hay('2026-03-01')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    const saldo = (dia: string) => leerCuentasVencidas(libro, { hoy: fecha(dia), diasMoraMin: 1 })[0]?.saldoVencido;
    expect(['2026-01-31', '2026-02-28', '2026-03-01'].map(saldo)).toEqual([100, 60, undefined]);
    libro.cerrar();
  });

  it('un pago sin identificar no es saldo a favor de nadie', async () => {
    const libro = await libroCon((siembra) => {
      siembra.credito({ cliente: null, fecha: '2026-01-01', monto: 500 });
      const cliente = siembra.cliente({ codigo: 'C1' });
      siembra.credito({ cliente, fecha: '2026-06-30', monto: 70, moneda: 'USD' });
      siembra.documento({ cliente, numero: 'F-1', vencimiento: '2026-06-30', importe: 90, moneda: 'USD' });
      siembra.documento({ cliente, numero: 'F-2', vencimiento: '2026-06-30', importe: 90 });
    });
    const hoy = fecha('2026-07-01');
    expect([...leerSaldosAFavor(libro, hoy)]).toEqual([[1, new Map([[moneda('USD'), 70]])]]);
    expect([...leerSaldosAFavor(libro, fecha('2026-06-29'))]).toEqual([]);
    expect(leerCuentasConSaldoAFavor(libro, { hoy, diasMoraMin: 60 })).toEqual([
      { clienteId: 1, moneda: 'USD', saldoAFavor: 70, saldoVencidoTotal: 90 },
    ]);
    libro.cerrar();
  });

  it('montos enormes y moras de siglos no desbordan la media', async () => {
    const libro = await libroCon((siembra) => {
      const cliente = siembra.cliente({ codigo: 'C1' });
      for (let orden = 0; orden < 40; orden++) {
        siembra.documento({ cliente, numero: `F-${orden}`, vencimiento: '1900-01-01', importe: 10_000_000_000_000 });
      }
    });
    const [cuenta] = leerCuentasVencidas(libro, { hoy: fecha('2199-12-31'), diasMoraMin: 1 });
    const dias = numeroDeDia(fecha('2199-12-31')) - numeroDeDia(fecha('1900-01-01'));
    expect(cuenta?.diasMoraMedios).toBeCloseTo(dias, 3);
    libro.cerrar();
  });

  it('filtra por segmento y gestor sin mirar acentos ni mayúsculas, y da el primer contacto vigente', async () => {
    const libro = await libroCon((siembra) => {
      siembra.cliente({
        codigo: 'C1',
        segmento: 'Distribución',
        gestor: 'Ana',
        telefonos: ['111', '222'],
        emails: ['a@x.example'],
      });
      siembra.cliente({ codigo: 'C2', segmento: 'Distribución', gestor: 'Luis' });
      siembra.cliente({ codigo: 'C3' });
    });
    const ids = (segmento: string | null, gestorAsignado: string | null) =>
      leerClientesFiltrados(libro, { segmento, gestorAsignado });
    expect(ids(null, null)).toBeNull();
    expect(ids('distribucion', null)).toEqual(new Set([1, 2]));
    expect(ids('DISTRIBUCIÓN', 'ana')).toEqual(new Set([1]));
    expect(ids('otro', null)).toEqual(new Set());
    expect(leerFichas(libro, [1, 3]).get(1)).toEqual({
      codigo: 'C1',
      nombre: 'C1',
      telefono: '111',
      email: 'a@x.example',
      gestor: 'Ana',
      segmento: 'Distribución',
    });
    libro.cerrar();
  });
});

/** Cuántas veces el programa de SQLite lee una columna de la tabla misma (y no de un índice suyo). */
function columnasLeidasDe(libro: Libro, tabla: string, sql: string, valores: object): number {
  const raiz = libro.base
    .prepare("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?")
    .pluck()
    .get(tabla);
  const programa = libro.base.prepare(`EXPLAIN ${sql}`).all(valores) as { opcode: string; p1: number; p2: number }[];
  const cursores = programa.filter(({ opcode, p2 }) => opcode === 'OpenRead' && p2 === raiz).map(({ p1 }) => p1);
  return programa.filter(({ opcode, p1 }) => opcode === 'Column' && cursores.includes(p1)).length;
}
