import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: string;

/** Sur debe 100,00 ARS y 5,00 USD vencidos; Norte 300,00 ARS; Este nada vencido. */
beforeEach(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const sur = siembra.cliente({ codigo: 'S', nombre: 'Sur', gestor: 'Ana' });
    const norte = siembra.cliente({ codigo: 'N', nombre: 'Norte' });
    const este = siembra.cliente({ codigo: 'E', nombre: 'Este' });
    const factura = (cliente: number, numero: string, vencimiento: string, importe: number, moneda = 'ARS') =>
      siembra.documento({ cliente, numero, emision: '2026-04-01', vencimiento, importe, moneda });
    factura(sur, 'F-1', '2026-06-01', 10_000);
    factura(sur, 'F-2', '2026-06-21', 500, 'USD');
    factura(norte, 'F-3', '2026-06-11', 30_000);
    factura(este, 'F-4', '2026-08-01', 70_000);
  });
});

const contacto = async (gestor: string, cliente: string, fecha: string, ...mas: string[]): Promise<void> => {
  const base = ['contacto', 'registrar', cliente, '--canal', 'llamada', '--fecha', fecha, '--gestor', gestor];
  const { codigo, errores } = await ejecutar([...base, ...mas], { libro });
  expect(codigo, errores).toBe(0);
};
const informe = async (...opciones: string[]): Promise<Record<string, unknown>[]> => {
  const { codigo, salida, errores } = await ejecutar(['informe', 'motivos', ...opciones, '--formato', 'json'], {
    libro,
  });
  expect(codigo, errores).toBe(0);
  return JSON.parse(salida);
};

describe('informe motivos', () => {
  it('reparte lo vencido por el último motivo que dio cada cliente', async () => {
    await contacto('ana', 'S', '2026-06-10', '--resultado', 'contactado', '--motivo', 'olvido');
    await contacto('ana', 'S', '2026-06-12', '--resultado', 'contactado', '--motivo', 'falta-de-liquidez');
    // El que no dice motivo no borra el anterior.
    await contacto('ana', 'S', '2026-06-13', '--resultado', 'sin-respuesta');
    await contacto('ana', 'E', '2026-06-13', '--resultado', 'contactado', '--motivo', 'otro');
    const { salida, errores } = await ejecutar(['informe', 'motivos'], { libro });
    expect(salida.trimEnd().split(/\r?\n/)).toEqual([
      'motivo,moneda,saldo_vencido,porcentaje,clientes,dias_mora',
      'sin-motivo,ARS,300.00,75.0,1,20.0',
      'falta-de-liquidez,ARS,100.00,25.0,1,30.0',
      'falta-de-liquidez,USD,5.00,100.0,1,10.0',
    ]);
    expect(errores).toContain('saldo vencido al 2026-07-01');
  });

  it('mira sólo los motivos dados en el período pedido y hasta el día para el que se razona', async () => {
    await contacto('ana', 'S', '2026-06-10', '--resultado', 'contactado', '--motivo', 'olvido');
    await contacto('ana', 'S', '2026-06-20', '--resultado', 'contactado', '--motivo', 'otro');
    const motivos = async (...opciones: string[]) =>
      (await informe('--moneda', 'ars', ...opciones)).map(({ motivo }) => motivo);
    expect(await motivos()).toEqual(['sin-motivo', 'otro']);
    expect(await motivos('--hasta', '2026-06-15')).toEqual(['sin-motivo', 'olvido']);
    expect(await motivos('--desde', '2026-06-21')).toEqual(['sin-motivo']);
    expect(await motivos('--hoy', '2026-06-19')).toEqual(['sin-motivo', 'olvido']);
    expect(await motivos('--gestor-asignado', 'ana')).toEqual(['otro']);
  });
});
