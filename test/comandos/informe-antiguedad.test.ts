import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

const encabezado =
  'cliente_id,cliente,moneda,por_vencer,d1_30,d31_60,d61_90,d91_mas,total,saldo_a_favor,neto,en_disputa';
let libro: string;

beforeAll(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const zeta = siembra.cliente({ codigo: 'Z', nombre: 'Zeta', segmento: 'Norte', gestor: 'Ana' });
    const nandu = siembra.cliente({ codigo: 'N', nombre: 'Ñandú' });
    const soloCredito = siembra.cliente({ codigo: 'S', nombre: 'Sólo crédito' });
    const vencimientos = [
      '2026-07-01',
      '2026-06-30',
      '2026-06-01',
      '2026-05-31',
      '2026-05-02',
      '2026-05-01',
      '2026-04-02',
      '2026-04-01',
    ];
    vencimientos.forEach((vencimiento, orden) => {
      siembra.documento({
        cliente: zeta,
        numero: `F-${orden}`,
        emision: '2026-01-01',
        vencimiento,
        importe: 10 ** orden,
      });
    });
    siembra.documento({
      cliente: nandu,
      numero: 'F-1',
      emision: '2026-06-01',
      vencimiento: '2026-06-20',
      importe: 500,
      moneda: 'USD',
    });
    siembra.credito({ cliente: nandu, fecha: '2026-06-25', monto: 200, moneda: 'USD' });
    siembra.credito({ cliente: soloCredito, fecha: '2026-06-25', monto: 70, tipo: 'nota-credito', numero: 'NC-1' });
  });
});

const lineas = async (...opciones: string[]) => {
  const { codigo, salida } = await ejecutar(['informe', 'antiguedad', ...opciones], { libro });
  expect(codigo).toBe(0);
  return salida.trimEnd().split(/\r?\n/);
};

describe('informe antiguedad', () => {
  it('cada día cae en su tramo, los clientes van por nombre y está quien sólo tiene saldo a favor', async () => {
    expect(await lineas()).toEqual([
      encabezado,
      'N,Ñandú,USD,0.00,5.00,0.00,0.00,0.00,5.00,2.00,3.00,0.00',
      'S,Sólo crédito,ARS,0.00,0.00,0.00,0.00,0.00,0.00,0.70,-0.70,0.00',
      'Z,Zeta,ARS,0.01,1.10,110.00,11000.00,100000.00,111111.11,0.00,111111.11,0.00',
    ]);
  });

  it('el resumen da una fila por moneda sin los clientes', async () => {
    expect(await lineas('--resumen')).toEqual([
      'moneda,por_vencer,d1_30,d31_60,d61_90,d91_mas,total,saldo_a_favor,neto,en_disputa',
      'ARS,0.01,1.10,110.00,11000.00,100000.00,111111.11,0.70,111110.41,0.00',
      'USD,0.00,5.00,0.00,0.00,0.00,5.00,2.00,3.00,0.00',
    ]);
  });

  it('los tramos son los de la política y sus nombres también', async () => {
    const politica = join(carpetaTemporal(), 'politica.toml');
    writeFileSync(politica, '[antiguedad]\ntramos = [15]\n');
    const [titulos, ars] = await lineas('--resumen', '--politica', politica);
    expect(titulos).toBe('moneda,por_vencer,d1_15,d16_mas,total,saldo_a_favor,neto,en_disputa');
    expect(ars).toBe('ARS,0.01,0.10,111111.00,111111.11,0.70,111110.41,0.00');
  });

  it('filtra por cliente, segmento, gestor y moneda', async () => {
    const ids = async (...opciones: string[]) =>
      (await lineas(...opciones)).slice(1).map((linea) => linea.split(',')[0]);
    expect(await ids('--cliente', 'nandu')).toEqual(['N']);
    expect(await ids('--segmento', 'norte')).toEqual(['Z']);
    expect(await ids('--gestor-asignado', 'ANA')).toEqual(['Z']);
    expect(await ids('--moneda', 'USD')).toEqual(['N']);
    expect(await ids('--limite', '2')).toEqual(['N', 'S']);
  });

  it('para un día anterior cuenta sólo lo que ya existía', async () => {
    const { salida } = await ejecutar(['informe', 'antiguedad', '--resumen', '--hoy', '2026-06-10'], { libro });
    expect(salida.trimEnd().split(/\r?\n/).slice(1)).toEqual([
      'ARS,0.11,11.00,1100.00,110000.00,0.00,111111.11,0.00,111111.11,0.00',
      'USD,5.00,0.00,0.00,0.00,0.00,5.00,0.00,5.00,0.00',
    ]);
  });

  it('en una terminal dibuja barras debajo de la tabla, sólo con ASCII si la terminal es tonta', async () => {
    const terminal = { columnas: 120 };
    const { salida } = await ejecutar(['informe', 'antiguedad'], { libro, terminal });
    expect(salida).toMatch(/Más de 90 +█+ +100\.000,00 ARS +90 %/);
    expect(salida).toMatch(/61 a 90 +█+[▏▎▍▌▋▊▉]? +11\.000,00 ARS +10 %/);
    const tonta = await ejecutar(['informe', 'antiguedad'], { libro, terminal, entorno: { TERM: 'dumb' } });
    expect(tonta.salida).toMatch(/Más de 90 +#+ +100\.000,00 ARS/);
    expect(tonta.salida).not.toContain('█');
    const json = await ejecutar(['informe', 'antiguedad', '--formato', 'json'], { libro, terminal });
    expect(JSON.parse(json.salida)).toHaveLength(3);
  });
});
