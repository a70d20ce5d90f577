import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { type Siembra, sembrar } from '../apoyo/sembrar.ts';

let libro: string;

/** Una deuda vencida hace 61 días de un cliente con ese código. */
function deudor(siembra: Siembra, codigo: string, importe = 100_000): { cliente: number; documento: number } {
  const cliente = siembra.cliente({ codigo, telefonos: ['011 5555'] });
  const documento = siembra.documento({
    cliente,
    numero: `F-${codigo}`,
    emision: '2026-04-01',
    vencimiento: '2026-05-01',
    importe,
  });
  return { cliente, documento };
}

interface Acordado {
  readonly tipo: 'promesa' | 'cuotas';
  readonly creado: string;
  readonly cuotas: readonly (readonly [vencimiento: string, fin: string, monto: number])[];
}

function acordar(
  siembra: Siembra,
  { cliente, documento }: { cliente: number; documento: number },
  { tipo, creado, cuotas }: Acordado,
) {
  const { operacion } = siembra;
  const total = cuotas.reduce((suma, [, , monto]) => suma + monto, 0);
  const acuerdo = operacion.agregar('acuerdos', [cliente, null, tipo, 'ARS', total, 0, creado, 2, 15, null, null]);
  cuotas.forEach(([vencimiento, fin, monto], orden) => {
    operacion.agregar('cuotas', [acuerdo, orden + 1, vencimiento, fin, monto]);
  });
  operacion.agregar('acuerdo_documentos', [acuerdo, documento, total]);
}

beforeAll(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const { operacion } = siembra;
    const contactar = (cliente: number, dia: string, proximo: string | null) =>
      operacion.agregar('contactos', [
        cliente,
        dia,
        null,
        'llamada',
        'saliente',
        'contactado',
        null,
        null,
        null,
        proximo,
      ]);
    deudor(siembra, 'LIBRE');
    contactar(deudor(siembra, 'HABLADO').cliente, '2026-06-24', '2026-07-03');
    acordar(siembra, deudor(siembra, 'PROMETE'), {
      tipo: 'promesa',
      creado: '2026-06-25',
      cuotas: [['2026-07-03', '2026-07-06', 100_000]],
    });
    const roto = deudor(siembra, 'ROMPE');
    for (const [creado, dia] of [
      ['2026-05-10', '2026-05-20'],
      ['2026-06-10', '2026-06-20'],
    ] as const)
      acordar(siembra, roto, { tipo: 'promesa', creado, cuotas: [[dia, dia, 100_000]] });
    acordar(siembra, deudor(siembra, 'PLAN'), {
      tipo: 'cuotas',
      creado: '2026-06-01',
      cuotas: [
        ['2026-07-10', '2026-07-13', 50_000],
        ['2026-08-10', '2026-08-11', 50_000],
      ],
    });
    acordar(siembra, deudor(siembra, 'FALTA'), {
      tipo: 'cuotas',
      creado: '2026-06-01',
      cuotas: [
        ['2026-06-20', '2026-06-22', 40_000],
        ['2026-08-10', '2026-08-11', 60_000],
      ],
    });
    const disputa = deudor(siembra, 'DISPUTA');
    operacion.agregar('disputas', [disputa.documento, '2026-06-01', null, 'mercadería fallada', null, null]);
    const parcial = deudor(siembra, 'PARCIAL');
    operacion.agregar('disputas', [parcial.documento, '2026-06-01', 30_000, 'precio', null, null]);
    operacion.agregar('pausas', [deudor(siembra, 'PAUSA').cliente, 'pausa', '2026-06-01', '2026-07-20', 'vacaciones']);
    operacion.agregar('pausas', [deudor(siembra, 'ABOGADO').cliente, 'abogado', '2026-06-01', null, 'derivado']);
    const cheque = deudor(siembra, 'CHEQUE');
    const credito = siembra.credito({ cliente: cheque.cliente, fecha: '2026-07-15', monto: 100_000, medio: 'cheque' });
    siembra.aplicar({ credito, documento: cheque.documento, fecha: '2026-07-15', monto: 100_000 });
  });
});

const filasDe = async (...opciones: string[]): Promise<Record<string, unknown>[]> => {
  const { codigo, salida, errores } = await ejecutar(['priorizar', ...opciones, '--formato', 'json'], { libro });
  expect(codigo, errores).toBe(0);
  return JSON.parse(salida);
};
const de = (filas: readonly Record<string, unknown>[], codigo: string) =>
  filas.find(({ cliente_id }) => cliente_id === codigo);

describe('priorizar con gestión', () => {
  it('retiene con su motivo al que prometió, paga en cuotas, disputa todo, está en pausa, se derivó o dio un cheque', async () => {
    const todas = await filasDe('--todos');
    const retenidos = todas.filter(({ retenido }) => retenido !== null);
    expect(Object.fromEntries(retenidos.map(({ cliente_id, retenido }) => [cliente_id, retenido]))).toEqual({
      PROMETE: 'promesa de pago para el 2026-07-03',
      PLAN: 'plan de cuotas, la próxima el 2026-07-10',
      DISPUTA: 'en disputa',
      PAUSA: 'en pausa hasta 2026-07-20: vacaciones',
      ABOGADO: 'en manos del abogado: derivado',
      CHEQUE: 'cheque por cobrar el 2026-07-15',
    });
    expect(retenidos.every(({ posicion }) => posicion === null)).toBe(true);
    expect((await filasDe()).map(({ cliente_id }) => cliente_id).sort()).toEqual([
      'FALTA',
      'HABLADO',
      'LIBRE',
      'PARCIAL',
      'ROMPE',
    ]);
  });

  it('de un plan en falta se reclama la cuota atrasada, con sus días y no los de la factura', async () => {
    expect(de(await filasDe(), 'FALTA')).toMatchObject({
      saldo_vencido: 400,
      dias_mora: 11,
      facturas_vencidas: 1,
      saldo_total: 1000,
    });
  });

  it('lo disputado no cuenta, pero se sigue debiendo', async () => {
    expect(de(await filasDe(), 'PARCIAL')).toMatchObject({ saldo_vencido: 700, dias_mora: 61, saldo_total: 1000 });
  });

  it('dos promesas rotas dan todos los puntos de promesas y se dicen en el motivo', async () => {
    const fila = de(await filasDe('--explicar'), 'ROMPE');
    expect(fila).toMatchObject({ puntos_promesas: 15 });
    expect(fila?.motivo).toContain('incumplió 2 promesas');
  });

  it('el silencio se mide desde el último contacto, y se muestra con el paso que se anotó', async () => {
    const fila = de(await filasDe('--explicar'), 'HABLADO');
    // 10 puntos × 7 días ÷ 30 = 2,3.
    expect(fila).toMatchObject({
      puntos_silencio: 2.3,
      ultimo_contacto: '2026-06-24',
      proximo_paso: 'volver a contactar el 2026-07-03, como se anotó',
    });
    expect(de(await filasDe('--explicar'), 'LIBRE')).toMatchObject({ puntos_silencio: 10, ultimo_contacto: null });
  });

  it('al vencer la promesa sin pago, el que había prometido vuelve a la lista', async () => {
    const despues = await filasDe('--hoy', '2026-07-07');
    expect(de(despues, 'PROMETE')).toMatchObject({ saldo_vencido: 1000, dias_mora: 67 });
    expect(de(despues, 'PROMETE')?.motivo).toContain('incumplió una promesa');
  });

  it('por factura se retiene lo mismo', async () => {
    const todas = await filasDe('--por', 'factura', '--todos');
    expect(de(todas, 'DISPUTA')).toMatchObject({ posicion: null, retenido: 'en disputa' });
    expect(de(todas, 'FALTA')).toMatchObject({ saldo: 400, dias_mora: 11, retenido: null });
    expect(de(todas, 'ABOGADO')).toMatchObject({ retenido: 'en manos del abogado: derivado' });
  });
});
