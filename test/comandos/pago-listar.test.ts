import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

const libro = join(carpetaTemporal(), 'libro.db');

beforeAll(async () => {
  await sembrar(libro, (siembra) => {
    const cliente = siembra.cliente({ codigo: 'C1', nombre: 'La Espiga' });
    const documento = siembra.documento({
      cliente,
      numero: 'F-1',
      vencimiento: '2026-01-31',
      importe: 10_000,
    });
    const credito = siembra.credito({
      cliente,
      fecha: '2026-02-10',
      monto: 4_000,
      medio: 'cheque',
      referencia: '@12',
    });
    siembra.aplicar({ credito, documento, fecha: '2026-02-10', monto: 3_000 });
    siembra.credito({ cliente: null, fecha: '2026-03-01', monto: 700, moneda: 'CLP' });
    siembra.credito({ cliente, tipo: 'ajuste', fecha: '2026-03-02', monto: 5 });
  });
});

const listar = async (...opciones: string[]) => {
  const { salida } = await ejecutar(['pago', 'listar', ...opciones], { libro });
  return salida.trimEnd().split(/\r?\n/);
};

describe('pago listar', () => {
  test('da las columnas del contrato, sólo pagos, el más reciente primero', async () => {
    expect(await listar()).toEqual([
      'pago_id,fecha,cliente_id,cliente,moneda,monto,imputado,sin_imputar,medio,referencia,estado',
      '2,2026-03-01,,,CLP,700,0,700,,,sin-identificar',
      "1,2026-02-10,C1,La Espiga,ARS,40.00,30.00,10.00,cheque,'@12,parcial",
    ]);
  });

  test('con --todos trae los demás créditos y su tipo al final', async () => {
    const filas = await listar('--todos', '--cliente', 'C1');
    expect(filas[0]).toMatch(/,estado,tipo$/);
    expect(filas[1]).toBe('3,2026-03-02,C1,La Espiga,ARS,0.05,0.00,0.05,,,sin-imputar,ajuste');
  });

  test('en un día pasado, sólo los que ya habían entrado', async () => {
    expect(await listar('--hoy', '2026-02-28')).toHaveLength(2);
  });

  test('se filtra por medio, por lo que falta imputar y por cantidad', async () => {
    expect(await listar('--medio', 'cheque')).toHaveLength(2);
    expect(await listar('--medio', 'efectivo')).toHaveLength(1);
    expect(await listar('--sin-imputar', '--limite', '1')).toHaveLength(2);
  });

  test('un medio desconocido es un error de uso que nombra los que hay', async () => {
    const { codigo, errores } = await ejecutar(['pago', 'listar', '--medio', 'oro'], { libro });
    expect(codigo).toBe(2);
    expect(errores).toContain('efectivo, transferencia');
  });
});
