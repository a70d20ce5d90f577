import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { escribirEnLibro } from '../../src/datos/escribir.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

const libro = join(carpetaTemporal(), 'libro.db');

beforeAll(async () => {
  const factura = await sembrar(libro, (siembra) => {
    const importacionId = siembra.importacion('ventas.csv');
    const espiga = siembra.cliente({ codigo: 'C1', nombre: 'La Espiga' });
    const zeta = siembra.cliente({ codigo: 'C2', nombre: 'Zeta' });
    const id = siembra.documento({
      cliente: espiga,
      numero: 'A-0001-00000001',
      emision: '2026-01-01',
      vencimiento: '2026-01-31',
      importe: 10_000,
      importacionId,
      linea: 7,
    });
    siembra.documento({
      cliente: zeta,
      numero: 'A-0001-00000001',
      emision: '2026-06-15',
      vencimiento: '2026-07-15',
      importe: 5_000,
    });
    const pago = siembra.credito({
      cliente: espiga,
      fecha: '2026-02-10',
      monto: 4_000,
      medio: 'transferencia',
      referencia: 'TRF 9',
    });
    siembra.aplicar({ credito: pago, documento: id, fecha: '2026-02-10', monto: 4_000 });
    siembra.credito({
      cliente: espiga,
      tipo: 'nota-credito',
      numero: 'N-1',
      fecha: '2026-03-01',
      monto: 1_500,
    });
    return id;
  });
  const datos = {
    comando: 'import',
    gestor: 'Ana',
    hoy: fecha('2026-07-01'),
    version: '0',
    textoDePolitica: null,
  };
  await escribirEnLibro(libro, datos, (operacion) => operacion.cambiar('documentos', factura, { importe: 12_000 }));
});

const renglones = (texto: string) => texto.trimEnd().split(/\r?\n/);

describe('factura listar', () => {
  test('da las columnas del contrato; la nota de crédito resta', async () => {
    const { codigo, salida } = await ejecutar(['factura', 'listar'], { libro });
    expect(codigo).toBe(0);
    expect(renglones(salida)).toEqual([
      'cliente_id,cliente,tipo,numero,emision,vencimiento,moneda,importe,saldo,dias_mora,estado',
      'C1,La Espiga,factura,A-0001-00000001,2026-01-01,2026-01-31,ARS,120.00,80.00,151,vencida',
      'C1,La Espiga,nota-credito,N-1,2026-03-01,,ARS,-15.00,-15.00,,por-vencer',
      'C2,Zeta,factura,A-0001-00000001,2026-06-15,2026-07-15,ARS,50.00,50.00,-14,por-vencer',
    ]);
  });

  test('en un día pasado, lo de ese día', async () => {
    const { salida } = await ejecutar(['factura', 'listar', '--hoy', '2026-02-09'], { libro });
    expect(renglones(salida).slice(1)).toEqual([
      'C1,La Espiga,factura,A-0001-00000001,2026-01-01,2026-01-31,ARS,120.00,120.00,9,vencida',
    ]);
  });

  test('los filtros se combinan', async () => {
    const { salida } = await ejecutar(
      [
        'factura',
        'listar',
        '--cliente',
        'espiga',
        '--estado',
        'vencida,pagada',
        '--dias',
        '60',
        '--monto-minimo',
        '100,00',
        '--limite',
        '1',
      ],
      { libro },
    );
    expect(renglones(salida)).toHaveLength(2);
  });

  test('sin coincidencias termina con 0', async () => {
    const { codigo, salida, errores } = await ejecutar(['factura', 'listar', '--moneda', 'EUR'], {
      libro,
      terminal: { columnas: 80 },
    });
    expect({ codigo, salida }).toEqual({ codigo: 0, salida: '' });
    expect(errores).toContain('ningún documento cumple lo pedido');
  });
});

describe('factura ver', () => {
  const ver = (...argumentos: string[]) => ejecutar(['factura', 'ver', ...argumentos, '--formato', 'json'], { libro });

  test('dice de dónde salió, qué la canceló y qué cambió', async () => {
    const { codigo, salida } = await ver('1-1', '--cliente', 'espiga');
    expect(codigo).toBe(0);
    expect(JSON.parse(salida)).toMatchObject({
      numero: 'A-0001-00000001',
      importe: 120,
      saldo: 80,
      archivo: 'ventas.csv',
      linea: 7,
      operacion_id: 1,
      aplicaciones: [
        {
          fecha: '2026-02-10',
          tipo: 'pago',
          pago_id: 1,
          monto: 40,
          medio: 'transferencia',
          referencia: 'TRF 9',
          motivo: null,
        },
      ],
      cambios: [{ gestor: 'Ana', comando: 'import', dato: 'importe', antes: '100.00', despues: '120.00' }],
    });
  });

  test('en un día pasado no muestra lo aplicado después', async () => {
    const { salida } = await ver('1-1', '--hoy', '2026-02-09');
    expect(JSON.parse(salida)).toMatchObject({ saldo: 120, aplicaciones: [] });
  });

  test('si varios clientes tienen ese número, los nombra', async () => {
    const { codigo, errores } = await ver('A-1-1');
    expect(codigo).toBe(2);
    expect(errores).toContain('C1  La Espiga');
    expect(errores).toContain('C2  Zeta');
    expect(errores).toContain('--cliente');
  });

  test('también muestra una nota de crédito', async () => {
    const { salida } = await ver('N1');
    expect(JSON.parse(salida)).toMatchObject({
      tipo: 'nota-credito',
      importe: -15,
      saldo: -15,
      aplicaciones: [],
    });
  });

  test('en una terminal y en CSV', async () => {
    const tabla = await ejecutar(['factura', 'ver', '1-1', '--cliente', 'C1'], {
      libro,
      terminal: { columnas: 100 },
    });
    expect(tabla.salida).toContain('ventas.csv');
    expect(tabla.salida).toContain('TRF 9');
    const csv = await ejecutar(['factura', 'ver', '1-1', '--cliente', 'C1'], { libro });
    expect(renglones(csv.salida)).toHaveLength(2);
  });
});
