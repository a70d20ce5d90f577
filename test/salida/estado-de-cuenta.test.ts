import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { armarEstadoDeCuenta } from '../../src/dominio/mensaje/estado-de-cuenta.ts';
import type { Pais } from '../../src/dominio/politica.ts';
import { adjuntarEstadoDeCuenta } from '../../src/salida/estado-de-cuenta.ts';
import { type DatosDeMensaje, pedidoDeMensaje, politicaDeMensaje } from '../apoyo/mensajes.ts';

function estado(datos: DatosDeMensaje = {}, pais: Pais = 'AR') {
  const base = politicaDeMensaje();
  const politica = { ...base, empresa: { ...base.empresa, pais } };
  const { cliente, decision, hoy } = pedidoDeMensaje({
    vencidas: [{ numero: 'A-12', vencimiento: '2026-06-03', saldo: 50_000, importe: 80_000 }],
    porVencer: [{ numero: 'A-14', vencimiento: '2026-07-03', saldo: 90_000 }],
    retenidas: [{ numero: 'A-10', vencimiento: '2026-05-01', saldo: 7_000, causa: 'disputa' }],
    aFavor: 30_000,
    ...datos,
  });
  return armarEstadoDeCuenta({ cliente, moneda: decision.moneda, politica, hoy });
}

const textoDe = (contenido: Uint8Array) => Buffer.from(contenido).toString('utf8');

/** El texto de un PDF: lo que sus flujos dibujan, en orden. */
function textoDePdf(contenido: Uint8Array): string {
  const bytes = Buffer.from(contenido);
  const crudo = bytes.toString('latin1');
  const textos: string[] = [];
  for (const hallado of crudo.matchAll(/stream\r?\n/g)) {
    const desde = hallado.index + hallado[0].length;
    const hasta = crudo.indexOf('endstream', desde);
    try {
      const flujo = inflateSync(bytes.subarray(desde, hasta)).toString('latin1');
      for (const [, hexa = ''] of flujo.matchAll(/<([0-9A-Fa-f]+)> Tj/g))
        textos.push(Buffer.from(hexa, 'hex').toString('latin1'));
    } catch {
      // No es un flujo comprimido: no es texto.
    }
  }
  return textos.join('\n');
}

describe('el estado de cuenta', () => {
  it('trae todo lo que se debe, también lo que hoy no se pide, y las sumas cierran', () => {
    const { filas, vencido, porVencer, retenido, saldoAFavor, neto } = estado();
    expect(filas.map(({ numero, estado: situacion, diasMora }) => [numero, situacion, diasMora])).toEqual([
      ['A-10', 'en revisión', 61],
      ['A-12', 'vencida', 28],
      ['A-14', 'por vencer', 0],
    ]);
    expect({ vencido, porVencer, retenido, saldoAFavor, neto }).toEqual({
      vencido: 50_000,
      porVencer: 90_000,
      retenido: 7_000,
      saldoAFavor: 30_000,
      neto: 117_000,
    });
  });

  it('en CSV se abre con coma decimal donde se usa, y con punto donde no', async () => {
    const { nombre, tipo, contenido } = await adjuntarEstadoDeCuenta(estado(), 'csv');
    expect([nombre, tipo]).toEqual(['estado-de-cuenta-2026-07-01.csv', 'text/csv; charset=utf-8']);
    expect(textoDe(contenido).split('\r\n').slice(0, 3)).toEqual([
      '\ufeffnumero;emision;vencimiento;moneda;importe;saldo;dias_mora;estado',
      'A-10;2026-01-02;2026-05-01;ARS;70,00;70,00;61;en revisión',
      'A-12;2026-01-02;2026-06-03;ARS;800,00;500,00;28;vencida',
    ]);
    const mexicano = await adjuntarEstadoDeCuenta(estado({ moneda: 'MXN' }, 'MX'), 'csv');
    expect(textoDe(mexicano.contenido).startsWith('\ufeffnumero,emision,')).toBe(true);
    expect(textoDe(mexicano.contenido)).toContain('A-12,2026-01-02,2026-06-03,MXN,800.00,500.00,28,vencida\n');
  });

  it('en CSV lo que hay a favor resta en su renglón, y el saldo suma lo mismo que el total del PDF', async () => {
    const renglones = async (datos: DatosDeMensaje) =>
      textoDe((await adjuntarEstadoDeCuenta(estado(datos), 'csv')).contenido)
        .trim()
        .split('\r\n')
        .slice(1);
    const conFavor = await renglones({});
    expect(conFavor.at(-1)).toBe(';;;ARS;;-300,00;;saldo a favor');
    const centavos = conFavor.map((renglon) => Number(renglon.split(';')[5]?.replace(',', '')));
    expect(centavos.reduce((suma, uno) => suma + uno, 0)).toBe(estado().neto);
    expect(await renglones({ aFavor: 0 })).toHaveLength(3);
  });

  it('un número de factura que parece fórmula llega como texto', async () => {
    const vencidas = [{ numero: '=HYPERLINK("http://mal.example")', vencimiento: '2026-06-03', saldo: 100 }];
    const { contenido } = await adjuntarEstadoDeCuenta(estado({ vencidas }), 'csv');
    expect(textoDe(contenido)).toContain(`'=HYPERLINK`);
    expect(textoDe(contenido)).not.toMatch(/(^|;)"?=/m);
  });

  it('en PDF dice lo mismo, y el mismo estado da los mismos bytes', async () => {
    const { nombre, tipo, contenido } = await adjuntarEstadoDeCuenta(estado(), 'pdf');
    expect([nombre, tipo]).toEqual(['estado-de-cuenta-2026-07-01.pdf', 'application/pdf']);
    expect(textoDe(contenido.subarray(0, 5))).toBe('%PDF-');
    const texto = textoDePdf(contenido);
    for (const dato of [
      'Distribuidora Sur SRL',
      'Estado de cuenta al 01/07/2026',
      'A-12',
      'vencida, 28 días',
      '500,00',
      '$ 1.170,00',
      '-$ 300,00',
    ]) {
      expect(texto).toContain(dato);
    }
    expect((await adjuntarEstadoDeCuenta(estado(), 'pdf')).contenido).toEqual(contenido);
  });

  it('un PDF con letras de cualquier alfabeto, números enormes y cientos de facturas se escribe igual', async () => {
    const vencidas = Array.from({ length: 300 }, (_, indice) => ({
      numero: `日本-Łódź-€-${indice}-${'x'.repeat(indice % 60)}`,
      vencimiento: '2026-06-03',
      saldo: 10_000_000_000_000,
    }));
    const { contenido } = await adjuntarEstadoDeCuenta(
      estado({ vencidas, cliente: { nombre: '🏭 Ñandú\u202e\u0000 (بسم)' } }),
      'pdf',
    );
    const texto = textoDePdf(contenido);
    expect(texto).toContain('? Ñandú (???) (C-102)');
    expect(texto).toContain('100.000.000.000,00');
    expect(texto).toMatch(/1 de \d+/);
  });
});
