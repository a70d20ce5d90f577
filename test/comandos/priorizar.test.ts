import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

const columnas =
  'posicion,cliente_id,cliente,moneda,saldo_vencido,dias_mora,facturas_vencidas,saldo_total,puntaje,motivo,ultimo_contacto,proximo_paso,telefono,email,gestor,segmento';

let libro: string;

/** Al 2026-07-01: Grande debe 10.000,01 hace 61 días; Chica 2.000 hace 15; Cubierta 50 con 80 a favor; Dólar en dos monedas. */
beforeAll(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const grande = siembra.cliente({
      codigo: 'G',
      nombre: 'Grande',
      segmento: 'Mayorista',
      gestor: 'Ana',
      telefonos: ['011 5555'],
    });
    const chica = siembra.cliente({
      codigo: 'H',
      nombre: 'Chica',
      segmento: 'minorista',
      gestor: 'Luis',
      emails: ['h@h.example'],
    });
    const cubierta = siembra.cliente({ codigo: 'K', nombre: 'Cubierta' });
    const dolar = siembra.cliente({ codigo: 'D', nombre: 'Dólar' });
    siembra.documento({
      cliente: grande,
      numero: 'F-1',
      emision: '2026-04-01',
      vencimiento: '2026-05-01',
      importe: 1_000_001,
    });
    siembra.documento({
      cliente: grande,
      numero: 'F-2',
      emision: '2026-06-20',
      vencimiento: '2026-07-20',
      importe: 5_000,
    });
    siembra.documento({
      cliente: chica,
      numero: 'F-3',
      emision: '2026-06-01',
      vencimiento: '2026-06-16',
      importe: 200_000,
    });
    siembra.documento({
      cliente: cubierta,
      numero: 'F-4',
      emision: '2026-05-01',
      vencimiento: '2026-06-01',
      importe: 5_000,
    });
    siembra.credito({ cliente: cubierta, fecha: '2026-06-15', monto: 8_000 });
    siembra.documento({
      cliente: dolar,
      numero: 'F-5',
      emision: '2026-01-01',
      vencimiento: '2026-01-31',
      importe: 30_000,
      moneda: 'USD',
    });
    siembra.documento({
      cliente: dolar,
      numero: 'F-6',
      emision: '2026-06-01',
      vencimiento: '2026-07-01',
      importe: 30_000,
    });
  });
});

const filasDe = async (...opciones: string[]): Promise<Record<string, unknown>[]> => {
  const { codigo, salida, errores } = await ejecutar(['priorizar', ...opciones, '--formato', 'json'], { libro });
  expect(codigo, errores).toBe(0);
  return JSON.parse(salida);
};
const clientes = (filas: readonly Record<string, unknown>[]) =>
  filas.map(({ cliente_id, moneda }) => `${cliente_id} ${moneda}`);

describe('priorizar', () => {
  it('escribe las columnas del contrato, lo grande y viejo antes que lo chico y reciente', async () => {
    const { salida, errores } = await ejecutar(['priorizar', '--moneda', 'ARS'], { libro });
    // m = 2.000 (tres cuentas, con la cubierta) y S = 10.000,01.
    expect(salida.trimEnd().split(/\r?\n/)).toEqual([
      columnas,
      '1,G,Grande,ARS,10000.01,61,1,10050.01,67.8,"10.000,01 ARS, 61 días de mora; sin contacto registrado",,llamar y acordar una salida (acuerdo proponer),011 5555,,Ana,Mayorista',
      '2,H,Chica,ARS,2000.00,15,1,2000.00,31.8,"2.000,00 ARS, 15 días de mora; sin contacto registrado",,recordar el vencimiento y confirmar que recibió la factura,,h@h.example,Luis,minorista',
    ]);
    expect(errores).toContain('estrategia «equilibrada»');
    expect(errores).toContain('1 cuenta sin reclamar por ahora');
  });

  it('los puntos de cada criterio suman exactamente el puntaje', async () => {
    const filas = await filasDe('--explicar');
    expect(filas).toHaveLength(3);
    for (const fila of filas) {
      const puntos = ['monto', 'antiguedad', 'promesas', 'silencio', 'clase'].map((criterio) =>
        Math.round(Number(fila[`puntos_${criterio}`]) * 10),
      );
      expect(puntos.reduce((suma, decimas) => suma + decimas, 0)).toBe(Math.round(Number(fila.puntaje) * 10));
    }
    expect(filas.find(({ cliente_id }) => cliente_id === 'G')).toMatchObject({
      puntos_monto: 40,
      puntos_antiguedad: 15.3,
      puntos_promesas: 0,
      puntos_silencio: 10,
      puntos_clase: 2.5,
    });
  });

  it('cuenta sólo las facturas con los días pedidos, y lo que vence hoy no está vencido', async () => {
    expect(clientes(await filasDe())).toEqual(['D USD', 'G ARS', 'H ARS']);
    expect(clientes(await filasDe('--dias', '61'))).toEqual(['D USD', 'G ARS']);
    expect(clientes(await filasDe('--dias', '62'))).toEqual(['D USD']);
  });

  it('--todos agrega al final a quien tiene a favor todo lo vencido, sin posición y con el motivo', async () => {
    const filas = await filasDe('--todos');
    expect(clientes(filas)).toEqual(['D USD', 'G ARS', 'H ARS', 'K ARS']);
    expect(filas.map(({ posicion, retenido }) => [posicion, retenido])).toEqual([
      [1, null],
      [2, null],
      [3, null],
      [null, 'su saldo a favor cubre todo lo vencido'],
    ]);
  });

  it('filtra por segmento, gestor, moneda y monto sin cambiar los puntajes', async () => {
    const todas = new Map((await filasDe()).map((fila) => [fila.cliente_id, fila.puntaje]));
    for (const opciones of [
      ['--segmento', 'MINORISTA'],
      ['--gestor-asignado', 'luis'],
    ]) {
      const filas = await filasDe(...opciones);
      expect(filas.map(({ posicion, cliente_id, puntaje }) => [posicion, cliente_id, puntaje])).toEqual([
        [1, 'H', todas.get('H')],
      ]);
    }
    expect(clientes(await filasDe('--moneda', 'usd'))).toEqual(['D USD']);
    expect(clientes(await filasDe('--monto-minimo', '2000.01'))).toEqual(['G ARS']);
    expect(clientes(await filasDe('--monto-minimo', '2000'))).toEqual(['G ARS', 'H ARS']);
  });

  it('--limite corta la lista; en una terminal el límite es 20 y en una tubería ninguno', async () => {
    expect(await filasDe('--limite', '1')).toHaveLength(1);
    const muchos = join(carpetaTemporal(), 'libro.db');
    await sembrar(muchos, (siembra) => {
      for (let orden = 0; orden < 25; orden++) {
        siembra.documento({
          cliente: siembra.cliente({ codigo: `C${orden}` }),
          numero: 'F',
          vencimiento: '2026-06-01',
          importe: 100,
        });
      }
    });
    const tuberia = await ejecutar(['priorizar'], { libro: muchos });
    expect(tuberia.salida.trimEnd().split('\n')).toHaveLength(26);
    const terminal = await ejecutar(['priorizar'], { libro: muchos, terminal: { columnas: 200 } });
    expect(terminal.salida.match(/\bC\d+\b/g)?.length).toBeGreaterThanOrEqual(20);
    expect(terminal.salida).not.toContain('C9 ');
    expect(terminal.errores).toContain('se muestran 20');
  });

  it('--por factura da una fila por factura con su propio puntaje', async () => {
    const { salida } = await ejecutar(['priorizar', '--por', 'factura', '--moneda', 'ARS'], { libro });
    expect(salida.trimEnd().split(/\r?\n/)).toEqual([
      'posicion,cliente_id,cliente,numero,vencimiento,moneda,importe,saldo,dias_mora,puntaje',
      '1,G,Grande,F-1,2026-05-01,ARS,10000.01,10000.01,61,67.8',
      '2,H,Chica,F-3,2026-06-16,ARS,2000.00,2000.00,15,31.8',
    ]);
  });

  it('la estrategia fija los días y --dias los cambia; la vencida avisa y vuelve la predeterminada', async () => {
    expect(clientes(await filasDe('--estrategia', 'crisis'))).toEqual(['D USD']);
    expect(clientes(await filasDe('--estrategia', 'crisis', '--dias', '1'))).toHaveLength(3);
    const politica = join(carpetaTemporal(), 'politica.toml');
    writeFileSync(politica, 'estrategia = "crisis"\n[estrategias.crisis]\nhasta = 2026-06-30\n');
    const { salida, errores } = await ejecutar(['priorizar', '--politica', politica], { libro });
    expect(salida.trimEnd().split('\n')).toHaveLength(4);
    expect(errores).toContain('rigió hasta el 2026-06-30');
    expect(errores).toContain('estrategia «equilibrada»');
    const otra = await ejecutar(['priorizar', '--estrategia', 'otra'], { libro });
    expect([otra.codigo, otra.salida]).toEqual([2, '']);
    expect(otra.errores).toContain('antiguas, crisis, equilibrada, montos');
  });

  it('sin nada vencido termina bien, sin filas, y lo dice', async () => {
    const { codigo, salida } = await ejecutar(['priorizar'], { libro, hoy: '2026-01-15' });
    expect([codigo, salida.trimEnd()]).toEqual([0, columnas]);
    const terminal = await ejecutar(['priorizar'], { libro, hoy: '2026-01-15', terminal: { columnas: 80 } });
    expect(terminal.salida + terminal.errores).toContain('Nadie a quien contactar');
  });

  it('sin libro termina con 3 y no crea ninguno', async () => {
    const { codigo, errores } = await ejecutar(['priorizar'], {});
    expect(codigo).toBe(3);
    expect(errores).toContain('import');
  });
});
