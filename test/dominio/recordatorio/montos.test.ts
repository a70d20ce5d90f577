import { describe, expect, it } from 'vitest';
import { moneda } from '../../../src/dominio/dinero.ts';
import { fecha } from '../../../src/dominio/fecha.ts';
import { armarCuadro } from '../../../src/dominio/mensaje/cuadro.ts';
import { decidirPrimera, decidirUnidades, hoyDePrueba, type UnidadDicha } from '../../apoyo/recordar.ts';

const eventos = { promesaAntesDias: 1, cuotaAntesDias: 2, gracias: false };
const yaReclamada = (saldo: number): UnidadDicha => ({ vencimiento: '2026-06-28', saldo });
const venceHoy = (saldo: number): UnidadDicha => ({ vencimiento: '2026-07-01', saldo });

describe('lo que pide un mensaje', () => {
  it('un aviso pide lo que anuncia, y lo vencido que ya se reclamó va aparte', () => {
    const decision = decidirUnidades([
      yaReclamada(10_001),
      venceHoy(100_010),
      { vencimiento: '2026-07-03', saldo: 2_000_020 },
    ]);
    expect(decision).toMatchObject({ accion: 'enviar', paso: { codigo: 'vence-hoy' }, monto: 2_100_030 });
    expect(armarCuadro(decision, hoyDePrueba, null)?.secciones).toMatchObject([
      { seccion: 'por-vencer', total: 2_100_030 },
      { seccion: 'vencida', total: 10_001 },
    ]);
  });

  it('el mínimo se compara con lo que se pide, y lo vencido que no llega no frena el aviso', () => {
    const recordatorios = { saldoMin: new Map([[moneda('ARS'), 500_000]]) };
    expect(decidirUnidades([yaReclamada(10_000), venceHoy(2_000_000)], { recordatorios })).toMatchObject({
      accion: 'enviar',
      monto: 2_000_000,
    });
    const reclamable = { vencimiento: '2026-06-20', saldo: 10_000 };
    expect(decidirUnidades([reclamable, venceHoy(2_000_000)], { recordatorios })).toMatchObject({
      accion: 'enviar',
      paso: { codigo: 'vence-hoy' },
      monto: 2_000_000,
    });
    expect(decidirUnidades([reclamable], { recordatorios }).regla).toBe('minimo');
  });

  it('el saldo a favor se descuenta primero de lo vencido, y sólo retiene si cubre todo', () => {
    const con = (aFavor: number) =>
      decidirPrimera({ cuentas: [{ unidades: [yaReclamada(50_000), venceHoy(100_000)], aFavor }] });
    expect([30_000, 60_000, 150_000].map((aFavor) => con(aFavor)).map(({ regla, monto }) => [regla, monto])).toEqual([
      ['envia', 100_000],
      ['envia', 90_000],
      ['saldo-a-favor', 0],
    ]);
    expect(armarCuadro(con(60_000), hoyDePrueba, null)).toMatchObject({
      monto: 90_000,
      aFavor: 60_000,
      secciones: [{ aFavor: 10_000 }, { aFavor: 50_000 }],
    });
  });

  it('lo vencido que cubre el saldo a favor no se reclama', () => {
    const unidades = [{ vencimiento: '2026-06-20', saldo: 50_000 }];
    expect(decidirPrimera({ cuentas: [{ unidades, aFavor: 50_000 }] }).regla).toBe('saldo-a-favor');
  });

  it('sin un mínimo en la política nunca se escribe por centavos', () => {
    const regla = (saldo: number, codigo: string) =>
      decidirPrimera({ cuentas: [{ moneda: codigo, unidades: [{ vencimiento: '2026-06-20', saldo }] }] }).regla;
    expect([regla(1, 'ARS'), regla(99, 'ARS'), regla(100, 'ARS'), regla(1, 'CLP')]).toEqual([
      'minimo',
      'minimo',
      'envia',
      'envia',
    ]);
  });
});

describe('lo que se recuerda de un acuerdo', () => {
  const promesa = (saldo: number, vencimiento: string): UnidadDicha => ({
    documentoId: 7,
    vencimiento,
    saldo,
    causa: 'promesa',
    acuerdoId: 3,
  });

  it('una promesa por menos de lo que se debe pide sólo lo prometido', () => {
    const unidades = [promesa(60_000, '2026-07-02'), { ...promesa(40_000, '2026-07-02'), aparte: true as const }];
    expect(decidirUnidades(unidades, { recordatorios: { eventos } })).toMatchObject({
      accion: 'enviar',
      plantilla: 'promesa-manana',
      monto: 60_000,
      porVencer: [{ unidad: { saldo: 60_000 } }],
    });
  });

  it('lo que vence un lunes se recuerda el último día hábil anterior, una vez', () => {
    const regla = (hoy: string, vencimiento: string) =>
      decidirUnidades([promesa(60_000, vencimiento)], { hoy, recordatorios: { eventos } }).regla;
    // El 2026-07-06 es lunes.
    const dias = ['2026-07-02', '2026-07-03', '2026-07-04', '2026-07-05', '2026-07-06'];
    expect(dias.map((hoy) => regla(hoy, '2026-07-06'))).toEqual(['promesa', 'envia', 'horario', 'horario', 'promesa']);
  });

  it('el aviso de una cuota nombra aparte lo vencido', () => {
    const cuota = { documentoId: 7, causa: 'cuotas', acuerdoId: 3, saldo: 33_333 } as const;
    const decision = decidirUnidades(
      [
        { documentoId: 7, acuerdoId: 3, vencimiento: '2026-06-28', saldo: 23_334 },
        { ...cuota, vencimiento: '2026-07-03' },
      ],
      { recordatorios: { eventos } },
    );
    expect(decision).toMatchObject({ plantilla: 'cuota', monto: 33_333, vencidas: [{ unidad: { saldo: 23_334 } }] });
  });

  it('el reclamo de una cuota nombra la que vence ese día', () => {
    const decision = decidirUnidades([
      { documentoId: 7, acuerdoId: 3, vencimiento: '2026-06-20', saldo: 23_334 },
      { documentoId: 7, acuerdoId: 3, vencimiento: '2026-07-01', saldo: 33_333, causa: 'cuotas' },
    ]);
    expect(decision).toMatchObject({
      plantilla: 'cuota-vencida',
      monto: 23_334,
      porVencer: [{ unidad: { saldo: 33_333 } }],
    });
  });

  it('si el plan terminó sin cumplirse, el reclamo lo dice', () => {
    const unidades = [{ vencimiento: fecha('2026-06-20'), planCaido: true }];
    expect(decidirUnidades(unidades).plantilla).toBe('plan-terminado');
    const otra = { vencimiento: '2026-06-05', hechos: { amable: '2026-06-20' } };
    expect(decidirUnidades([otra, ...unidades])).toMatchObject({
      paso: { codigo: 'directo' },
      plantilla: 'plan-terminado',
    });
  });
});

describe('la separación entre reclamos', () => {
  const cuenta = (ultimoReclamo: string, unidades: readonly UnidadDicha[]) =>
    decidirPrimera({ cuentas: [{ unidades, ultimoReclamo }] });

  it('se cuenta desde el último reclamo de la cuenta, de la factura que sea; un aviso no espera', () => {
    const otra = { vencimiento: '2026-06-22' };
    expect(cuenta('2026-06-25', [otra])).toMatchObject({ accion: 'retener', desde: '2026-07-02' });
    expect(cuenta('2026-06-24', [otra]).paso?.codigo).toBe('amable');
    expect(cuenta('2026-06-25', [otra, venceHoy(10_000)]).paso?.codigo).toBe('vence-hoy');
  });

  it('un reclamo más bajo espera al más alto que sólo espera su separación', () => {
    const vieja = { vencimiento: '2026-05-01', hechos: { amable: '2026-06-01', directo: '2026-06-24' } };
    const nueva = { vencimiento: '2026-06-22' };
    expect(cuenta('2026-06-24', [nueva]).paso?.codigo).toBe('amable');
    expect(cuenta('2026-06-24', [vieja, nueva])).toMatchObject({ accion: 'retener', desde: '2026-07-06' });
  });
});
