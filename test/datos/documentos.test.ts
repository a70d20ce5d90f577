import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { abrirParaLeer, type Libro } from '../../src/datos/abrir.ts';
import { resolverDocumento } from '../../src/datos/busqueda.ts';
import { leerAplicaciones } from '../../src/datos/documento-detalle.ts';
import { type FiltroDeDocumentos, recorrerDocumentos, todosLosDocumentos } from '../../src/datos/documentos.ts';
import { interpretarCifra } from '../../src/dominio/cifra.ts';
import type { OrdenDeDocumentos } from '../../src/dominio/documento-al-dia.ts';
import { ErrorDeUso } from '../../src/dominio/errores.ts';
import { fecha, sumarDias } from '../../src/dominio/fecha.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: Libro;

beforeAll(async () => {
  const ruta = join(carpetaTemporal(), 'libro.db');
  await sembrar(ruta, (siembra) => {
    const nandu = siembra.cliente({
      codigo: 'C1',
      nombre: 'Ñandú SA',
      segmento: 'Distribución',
      gestor: 'Ana',
    });
    const oveja = siembra.cliente({ codigo: 'C2', nombre: 'Oveja Negra', segmento: 'minorista' });
    const nube = siembra.cliente({ codigo: 'C3', nombre: 'Nube SRL' });
    // Pagada en dos veces; la segunda aplicación se deshizo y se volvió a hacer.
    const pagada = siembra.documento({
      cliente: nandu,
      numero: 'A-0001-00000001',
      emision: '2026-01-10',
      vencimiento: '2026-02-09',
      importe: 10_000,
    });
    const pago = siembra.credito({ cliente: nandu, fecha: '2026-02-05', monto: 10_000, referencia: 'TRF 7' });
    siembra.aplicar({ credito: pago, documento: pagada, fecha: '2026-02-05', monto: 4_000 });
    const error = siembra.aplicar({ credito: pago, documento: pagada, fecha: '2026-03-01', monto: 6_000 });
    siembra.desaplicar({
      id: error,
      credito: pago,
      documento: pagada,
      fecha: '2026-03-10',
      monto: 6_000,
      motivo: 'rechazado',
    });
    siembra.aplicar({ credito: pago, documento: pagada, fecha: '2026-04-01', monto: 6_000 });
    siembra.documento({
      cliente: oveja,
      numero: 'B-0001-00000002',
      emision: '2026-03-01',
      vencimiento: '2026-03-31',
      importe: 20_000,
    });
    siembra.documento({
      cliente: nube,
      numero: 'A-0001-00000003',
      emision: '2026-06-20',
      vencimiento: '2026-07-20',
      importe: 5_050,
      moneda: 'USD',
    });
    siembra.documento({
      cliente: nube,
      numero: 'A-0001-00000004',
      emision: '2026-06-01',
      vencimiento: '2026-07-01',
      importe: 7_000,
    });
    const anulada = siembra.documento({
      cliente: oveja,
      numero: 'A-0001-00000005',
      emision: '2026-05-01',
      vencimiento: '2026-05-31',
      importe: 900,
    });
    siembra.anular({ documento: anulada, fecha: '2026-06-15', monto: 900 });
    const castigada = siembra.documento({
      cliente: nandu,
      numero: 'A-0001-00000006',
      emision: '2025-01-01',
      vencimiento: '2025-01-31',
      importe: 800,
    });
    const castigo = siembra.credito({ cliente: nandu, tipo: 'castigo', fecha: '2026-06-01', monto: 800 });
    siembra.aplicar({ credito: castigo, documento: castigada, fecha: '2026-06-01', monto: 800 });
    const nota = siembra.credito({
      cliente: oveja,
      tipo: 'nota-credito',
      numero: 'B-0001-00000002',
      fecha: '2026-04-10',
      monto: 3_000,
    });
    siembra.aplicar({ credito: nota, documento: 2, fecha: '2026-04-10', monto: 1_000 });
    siembra.documento({
      cliente: oveja,
      numero: 'C-0001-00000003',
      emision: '2026-06-10',
      vencimiento: '2026-07-10',
      importe: 100,
      tipo: 'nota-debito',
    });
  });
  libro = abrirParaLeer(ruta);
});

afterAll(() => libro.cerrar());

function listar(
  filtro: Partial<FiltroDeDocumentos> = {},
  hoy = '2026-07-01',
  orden: OrdenDeDocumentos = 'vencimiento',
) {
  return [...recorrerDocumentos(libro, { ...todosLosDocumentos, ...filtro }, { hoy: fecha(hoy), orden })];
}

/** El documento de ese número al día dado, en una línea. */
function alDia(numero: string, hoy: string): string | undefined {
  const documento = listar({}, hoy).find((uno) => uno.numero === numero && uno.tipo !== 'nota-credito');
  return documento && `${documento.saldo} ${documento.estado} ${documento.diasMora}`;
}

describe('el saldo de un documento es el del día que se mira', () => {
  test('antes de emitirse no existe', () => {
    expect(alDia('A-0001-00000001', '2026-01-09')).toBeUndefined();
  });

  test.each([
    ['2026-01-10', '10000 por-vencer -30'],
    ['2026-02-04', '10000 por-vencer -5'],
    ['2026-02-09', '6000 por-vencer 0'],
    ['2026-02-10', '6000 vencida 1'],
    ['2026-03-01', '0 pagada null'],
    ['2026-03-10', '6000 vencida 29'],
    ['2026-04-01', '0 pagada null'],
  ])('el %s la factura está %s', (hoy, esperado) => {
    expect(alDia('A-0001-00000001', hoy)).toBe(esperado);
  });

  test('una anulada deja de deberse el día de su anulación', () => {
    expect(alDia('A-0001-00000005', '2026-06-14')).toBe('900 vencida 14');
    expect(alDia('A-0001-00000005', '2026-06-15')).toBe('0 anulada null');
  });

  test('una castigada no es una pagada', () => {
    expect(alDia('A-0001-00000006', '2026-05-31')).toBe('800 vencida 485');
    expect(alDia('A-0001-00000006', '2026-06-01')).toBe('0 castigada null');
  });

  test('vence hoy no es vencida', () => {
    expect(alDia('A-0001-00000004', '2026-07-01')).toBe('7000 por-vencer 0');
  });

  test('cualquier día, el saldo es el importe menos lo aplicado hasta ese día', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 60 }), (dias) => {
        const hoy = sumarDias(fecha('2026-07-01'), dias);
        for (const documento of listar({}, hoy)) {
          const aplicado = leerAplicaciones(libro, documento, hoy).reduce((suma, { monto }) => suma + monto, 0);
          const esperado = documento.estado === 'anulada' ? 0 : Math.abs(documento.importe) - aplicado;
          expect(Math.abs(documento.saldo)).toBe(esperado);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('una nota de crédito', () => {
  test('resta: importe y saldo negativos, y nunca se atrasa', () => {
    const [nota] = listar().filter(({ tipo }) => tipo === 'nota-credito');
    expect(nota).toMatchObject({
      importe: -3_000,
      saldo: -2_000,
      vencimiento: null,
      diasMora: null,
      estado: 'por-vencer',
    });
  });

  test('entera sin aplicar antes de su aplicación, y ausente antes de su fecha', () => {
    const notas = (hoy: string) => listar({}, hoy).filter(({ tipo }) => tipo === 'nota-credito');
    expect(notas('2026-04-09')).toEqual([]);
    expect(notas('2026-04-10').map(({ saldo }) => saldo)).toEqual([-2_000]);
  });

  test('no está entre las que vencen en un período', () => {
    expect(listar({ venceDesde: fecha('2020-01-01') }).some(({ tipo }) => tipo === 'nota-credito')).toBe(false);
  });
});

describe('los filtros', () => {
  const numeros = (filtro: Partial<FiltroDeDocumentos>) =>
    listar(filtro)
      .map(({ numero }) => numero.slice(-1))
      .sort()
      .join('');

  test.each<[string, Partial<FiltroDeDocumentos>, string]>([
    ['por estado, varios', { estado: ['pagada', 'anulada'] }, '15'],
    ['por emisión, extremos incluidos', { desde: fecha('2026-06-01'), hasta: fecha('2026-06-10') }, '34'],
    ['por vencimiento, extremos incluidos', { venceDesde: fecha('2026-07-01'), venceHasta: fecha('2026-07-10') }, '34'],
    ['por moneda', { moneda: 'USD' as never }, '3'],
    ['por segmento, plegado', { segmento: 'DISTRIBUCION' }, '16'],
    ['por un segmento que no existe', { segmento: 'nadie' }, ''],
    ['por gestor', { gestorAsignado: 'ana' }, '16'],
    ['por número sin la letra ni los ceros', { numero: '1-3' }, '33'],
    ['por número con su letra', { numero: 'A 1-3' }, '3'],
    ['por días de mora', { dias: 92 }, '2'],
    ['por más días de mora que los que tiene', { dias: 93 }, ''],
    [
      'por importe, cada uno en su moneda',
      { montoMinimo: interpretarCifra('50.50') ?? null, montoMaximo: interpretarCifra('70') ?? null },
      '34',
    ],
    ['por cliente', { clienteId: 3 }, '34'],
  ])('%s', (_nombre, filtro, esperado) => {
    expect(numeros(filtro)).toBe(esperado);
  });

  test('el límite corta después de filtrar', () => {
    expect(listar({ estado: ['pagada', 'castigada'], limite: 1 }).map(({ estado }) => estado)).toEqual(['castigada']);
  });
});

describe('el orden', () => {
  test('por vencimiento y después por cliente', () => {
    const vencimientos = listar()
      .filter(({ tipo }) => tipo !== 'nota-credito')
      .map(({ vencimiento }) => vencimiento);
    expect(vencimientos).toEqual([...vencimientos].sort());
  });

  test('por cliente, la eñe va después de la ene', () => {
    const clientes = listar({}, '2026-07-01', 'cliente').map(({ clienteNombre }) => clienteNombre);
    expect([...new Set(clientes)]).toEqual(['Nube SRL', 'Ñandú SA', 'Oveja Negra']);
  });

  test('por saldo, dos monedas no se mezclan', () => {
    const filas = listar({}, '2026-07-01', 'saldo').map(({ moneda, saldo }) => `${moneda} ${saldo}`);
    expect(filas).toEqual(['ARS 19000', 'ARS 7000', 'ARS 100', 'ARS 0', 'ARS 0', 'ARS 0', 'ARS -2000', 'USD 5050']);
  });

  test('por número, el 9 va antes que el 10', async () => {
    const ruta = join(carpetaTemporal(), 'libro.db');
    await sembrar(ruta, (siembra) => {
      const cliente = siembra.cliente({ codigo: 'C1' });
      for (const numero of ['F-10', 'F-9', 'F-100'])
        siembra.documento({ cliente, numero, vencimiento: '2026-01-01', importe: 1 });
    });
    const otro = abrirParaLeer(ruta);
    const filas = [...recorrerDocumentos(otro, todosLosDocumentos, { hoy: fecha('2026-07-01'), orden: 'numero' })];
    otro.cerrar();
    expect(filas.map(({ numero }) => numero)).toEqual(['F-9', 'F-10', 'F-100']);
  });
});

describe('un documento se nombra por su número', () => {
  const buscar = (numero: string, extra = {}) =>
    resolverDocumento(libro, numero, { clienteId: null, tipo: null, hoy: fecha('2026-07-01'), ...extra });

  test('en cualquier forma, con o sin letra', () => {
    expect(buscar('a1-1').numero).toBe('A-0001-00000001');
    expect(buscar('0001-00000001').numero).toBe('A-0001-00000001');
  });

  test('varios con ese número son un error que los nombra, y el tipo o el cliente lo resuelven', () => {
    expect(() => buscar('1-3')).toThrow(ErrorDeUso);
    try {
      buscar('1-3');
    } catch (error) {
      expect((error as ErrorDeUso).detalle).toEqual([
        'nota-debito C-0001-00000003  C2  Oveja Negra  ARS 1,00',
        'factura A-0001-00000003  C3  Nube SRL  USD 50,50',
      ]);
    }
    expect(buscar('1-3', { tipo: 'nota-debito' }).numero).toBe('C-0001-00000003');
    expect(buscar('1-3', { clienteId: 3 }).numero).toBe('A-0001-00000003');
    expect(buscar('B-1-2', { tipo: 'nota-credito' }).importe).toBe(-3_000);
  });

  test('el final de un número no es el número', () => {
    expect(() => buscar('3')).toThrow('ningún documento coincide con «3»');
  });

  test('lo que todavía no se emitió no se encuentra', () => {
    expect(() => buscar('A-1-3', { hoy: fecha('2026-06-19') })).toThrow('ningún documento');
  });
});
