import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

/** Tres promesas de Ana (una cumplida, una parcial, una abierta) y una de Beto, incumplida, en dólares. */
async function libroConPromesas(): Promise<string> {
  const libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const cliente = siembra.cliente({ codigo: 'C1', nombre: 'La Espiga' });
    for (const numero of ['A-1', 'A-2', 'A-3'])
      siembra.documento({ cliente, numero, vencimiento: '2026-05-31', importe: 10_000 });
    siembra.documento({ cliente, numero: 'U-1', vencimiento: '2026-05-31', importe: 5_000, moneda: 'USD' });
  });
  const correr = (hoy: string, gestor: string, ...orden: string[]) =>
    ejecutar([...orden, '--gestor', gestor], { libro, hoy });
  for (const [factura, dia] of [
    ['A-1', '2026-07-10'],
    ['A-2', '2026-07-10'],
    ['A-3', '2026-07-31'],
  ] as const) {
    await correr('2026-07-01', 'ana', 'acuerdo', 'crear', 'C1', '--promesa', dia, '--facturas', factura);
  }
  await correr('2026-07-01', 'beto', 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-10', '--facturas', 'U-1');
  await correr(
    '2026-07-10',
    'caja',
    'pago',
    'registrar',
    'C1',
    '--monto',
    '100',
    '--moneda',
    'ARS',
    '--factura',
    'A-1',
  );
  await correr('2026-07-10', 'caja', 'pago', 'registrar', 'C1', '--monto', '25', '--moneda', 'ARS', '--factura', 'A-2');
  return libro;
}

describe('informe promesas', () => {
  it('da la tasa de cada gestor por cantidad y por monto, sólo con las ventanas cerradas, y dice la fórmula', async () => {
    const libro = await libroConPromesas();
    const { codigo, salida, errores } = await ejecutar(['informe', 'promesas'], { libro, hoy: '2026-07-14' });
    expect(codigo).toBe(0);
    expect(salida.split('\n')).toEqual([
      'gestor,moneda,promesas,cumplidas,parciales,incumplidas,cumplidas_tarde,tasa_cantidad,prometido,cumplido,pagado_a_tiempo,tasa_monto,abiertas,sin_juzgar',
      'ana,ARS,2,1,1,0,0,50.0,200.00,100.00,125.00,50.0,1,0',
      'beto,USD,1,0,0,1,0,0.0,50.00,0.00,0.00,0.0,0,0',
      '',
    ]);
    expect(errores).toContain('tasa_cantidad = cumplidas ÷ promesas × 100');
    expect(errores).toContain('ARS: 1 ÷ 2 = 50 %');
  });

  it('el último día de la ventana todavía no cuenta ninguna', async () => {
    const libro = await libroConPromesas();
    const { salida } = await ejecutar(['informe', 'promesas', '--resumen', '--formato', 'json'], {
      libro,
      hoy: '2026-07-13',
    });
    expect(JSON.parse(salida)).toMatchObject([
      { moneda: 'ARS', promesas: 0, tasa_cantidad: null, abiertas: 3 },
      { moneda: 'USD', promesas: 0, tasa_cantidad: null, abiertas: 1 },
    ]);
  });

  it('en una terminal agrega el total, y el período mira cuándo se cerró la ventana', async () => {
    const libro = await libroConPromesas();
    const enTerminal = await ejecutar(['informe', 'promesas'], {
      libro,
      hoy: '2026-07-14',
      terminal: { columnas: 160 },
    });
    expect(enTerminal.errores).toContain('Cómo se calcula, al 2026-07-14');
    const deAgosto = await ejecutar(['informe', 'promesas', '--desde', '2026-08-01', '--formato', 'json'], {
      libro,
      hoy: '2026-08-31',
    });
    expect(JSON.parse(deAgosto.salida)).toMatchObject([{ gestor: 'ana', promesas: 1, incumplidas: 1 }]);
  });
});
