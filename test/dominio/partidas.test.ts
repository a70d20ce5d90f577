import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AcuerdoEvaluado, CuotaEvaluada, EstadoDeAcuerdo } from '../../src/dominio/acuerdo.ts';
import { reunirPartidas } from '../../src/dominio/cuentas-de-partidas.ts';
import { moneda } from '../../src/dominio/dinero.ts';
import { fecha, numeroDeDia } from '../../src/dominio/fecha.ts';
import {
  type DocumentoDebido,
  type HechosDeRetencion,
  partirDocumentos,
  retencionDeCheques,
} from '../../src/dominio/partidas.ts';

const hoy = fecha('2026-07-01');
const dia = numeroDeDia(hoy);
const ARS = moneda('ARS');
const sinHechos: HechosDeRetencion = { enDisputa: new Map(), cheques: [], acuerdos: [] };

const documento = (documentoId: number, diasMora: number, saldo: number): DocumentoDebido => ({
  documentoId,
  clienteId: 1,
  moneda: ARS,
  venceDia: dia - diasMora,
  saldo,
});

const cuota = (numero: number, vencimiento: string, fin: string, pendiente: number): CuotaEvaluada => ({
  numero,
  vencimiento: fecha(vencimiento),
  fin: fecha(fin),
  monto: pendiente,
  exigible: pendiente,
  pagado: 0,
  pendiente,
  estado: fecha(fin) < hoy ? 'vencida' : 'pendiente',
  pagadaEl: null,
});

function acuerdo(
  tipo: 'promesa' | 'cuotas',
  estado: EstadoDeAcuerdo,
  { documentos, cuotas }: { documentos: readonly number[]; cuotas: readonly CuotaEvaluada[] },
): AcuerdoEvaluado {
  const total = cuotas.reduce((suma, { monto }) => suma + monto, 0);
  return {
    acuerdo: {
      id: 1,
      operacionId: 1,
      clienteId: 1,
      contactoId: null,
      tipo,
      moneda: ARS,
      total,
      descuento: 0,
      creado: fecha('2026-06-01'),
      caida: { cuotas: 2, dias: 15 },
      reemplazaA: null,
      nota: null,
      gestor: 'ana',
      cuotas,
      documentos: documentos.map((documentoId) => ({ documentoId, saldo: 1 })),
      hecho: null,
      creditosDeDescuento: [],
    },
    estado,
    exigible: total,
    exigibleEnVentana: total,
    pagado: 0,
    pagadoATiempo: 0,
    pendiente: total,
    descuentoGanado: 0,
    descuentoOtorgado: 0,
    cumplidoEl: null,
    caidoEl: null,
    cerradoEl: null,
    vigente: true,
    aTiempo: estado !== 'en-falta',
    cuotas,
    proxima: cuotas[0] ?? null,
  };
}

const reunir = (
  documentos: readonly DocumentoDebido[],
  hechos: Partial<HechosDeRetencion>,
  por: 'cliente' | 'factura' = 'cliente',
) => reunirPartidas(partirDocumentos(documentos, { ...sinHechos, ...hechos }, hoy), { dia, diasMoraMin: 1, por });

describe('lo que se reclama y lo que se retiene', () => {
  it('sin nada que lo aparte, la cuenta es la suma de lo vencido', () => {
    const cuentas = reunir([documento(1, 30, 300), documento(2, 60, 100), documento(3, -5, 999)], {});
    expect(cuentas).toEqual([
      {
        clienteId: 1,
        documentoId: 1,
        moneda: ARS,
        saldoVencido: 400,
        diasMoraMedios: 37.5,
        venceDia: dia - 60,
        facturasVencidas: 2,
        retenida: null,
      },
    ]);
  });

  it('lo que está en disputa no cuenta; si es todo, la cuenta queda retenida por lo que era', () => {
    const documentos = [documento(1, 30, 300), documento(2, 60, 100)];
    const [parte] = reunir(documentos, {
      enDisputa: new Map([
        [1, 250],
        [2, 100],
      ]),
    });
    expect(parte).toMatchObject({ saldoVencido: 50, venceDia: dia - 30, facturasVencidas: 1, retenida: null });
    const [todo] = reunir(documentos, {
      enDisputa: new Map([
        [1, 300],
        [2, 100],
      ]),
    });
    expect(todo).toMatchObject({ saldoVencido: 400, retenida: { motivo: 'en disputa', paso: 'resolver la disputa' } });
  });

  it('una promesa a tiempo retiene lo que abarca y nada más', () => {
    const promesa = acuerdo('promesa', 'abierta', {
      documentos: [1],
      cuotas: [cuota(1, '2026-07-03', '2026-07-06', 300)],
    });
    const [cuenta] = reunir([documento(1, 30, 300), documento(2, 60, 100)], { acuerdos: [promesa] });
    expect(cuenta).toMatchObject({ saldoVencido: 100, retenida: null });
    const [sola] = reunir([documento(1, 30, 300)], { acuerdos: [promesa] });
    expect(sola?.retenida?.motivo).toBe('promesa de pago para el 2026-07-03');
  });

  it('de un plan en falta se reclama la cuota atrasada, con el día de la cuota y no el de la factura', () => {
    const plan = acuerdo('cuotas', 'en-falta', {
      documentos: [1, 2],
      cuotas: [cuota(1, '2026-06-20', '2026-06-22', 150), cuota(2, '2026-07-20', '2026-07-21', 250)],
    });
    const documentos = [documento(1, 200, 100), documento(2, 100, 300)];
    const [cuenta] = reunir(documentos, { acuerdos: [plan] });
    expect(cuenta).toMatchObject({ saldoVencido: 150, diasMoraMedios: 11, venceDia: dia - 11, retenida: null });
    // La cuota se reparte sobre los documentos, del más viejo al más nuevo.
    expect(
      reunir(documentos, { acuerdos: [plan] }, 'factura').map(({ documentoId, saldoVencido }) => [
        documentoId,
        saldoVencido,
      ]),
    ).toEqual([
      [1, 100],
      [2, 50],
    ]);
  });

  it('un plan en falta sobre facturas que no vencieron también se reclama', () => {
    const plan = acuerdo('cuotas', 'en-falta', {
      documentos: [1],
      cuotas: [cuota(1, '2026-06-20', '2026-06-22', 150)],
    });
    expect(reunir([documento(1, -30, 400)], { acuerdos: [plan] })[0]).toMatchObject({
      saldoVencido: 150,
      venceDia: dia - 11,
    });
  });

  it('un cheque por cobrar retiene lo que va a cancelar', () => {
    const cheques = [{ documentoId: 1, monto: 200, fecha: fecha('2026-07-15') }];
    expect(reunir([documento(1, 30, 300)], { cheques })[0]).toMatchObject({ saldoVencido: 100, retenida: null });
    expect(reunir([documento(1, 30, 200)], { cheques })[0]?.retenida?.motivo).toBe('cheque por cobrar el 2026-07-15');
  });

  it('con varios motivos, cada uno se dice una vez', () => {
    const cheques = [{ documentoId: 1, monto: 200, fecha: fecha('2026-07-15') }];
    const enDisputa = new Map([
      [1, 100],
      [2, 50],
    ]);
    expect(reunir([documento(1, 30, 300), documento(2, 10, 50)], { cheques, enDisputa })[0]?.retenida?.motivo).toBe(
      'en disputa; cheque por cobrar el 2026-07-15',
    );
  });

  it('las partidas de cada documento suman su saldo, sea lo que sea que se le haga', () => {
    const documentos = fc.array(fc.tuple(fc.integer({ min: -50, max: 300 }), fc.integer({ min: 1, max: 10 ** 9 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        documentos,
        fc.array(fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 10 ** 9 })), { maxLength: 5 }),
        fc.array(fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 10 ** 9 })), { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 10 ** 9 }), { maxLength: 3 }),
        (listas, disputas, cheques, cuotas) => {
          const debidos = listas.map(([mora, saldo], orden) => documento(orden, mora, saldo));
          const plan = acuerdo('cuotas', 'en-falta', {
            documentos: [0, 1, 2],
            cuotas: cuotas.map((monto, orden) => cuota(orden + 1, '2026-06-01', '2026-06-02', monto)),
          });
          const partidas = partirDocumentos(
            debidos,
            {
              enDisputa: new Map(disputas),
              cheques: cheques.map(([documentoId, monto]) => ({ documentoId, monto, fecha: fecha('2026-08-01') })),
              acuerdos: [plan],
            },
            hoy,
          );
          for (const { documentoId, saldo } of debidos) {
            const propias = partidas.filter((partida) => partida.documentoId === documentoId);
            expect(propias.reduce((suma, partida) => suma + partida.saldo, 0)).toBe(saldo);
            expect(propias.every((partida) => partida.saldo > 0)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('un cheque que no se dijo qué cancela', () => {
  const cheque = { clienteId: 1, moneda: moneda('ARS'), monto: 120, fecha: fecha('2026-07-20') };
  const partir = (chequesACuenta: HechosDeRetencion['chequesACuenta'] = [cheque]) =>
    partirDocumentos([documento(1, 10, 100), documento(2, 40, 70)], { ...sinHechos, chequesACuenta }, hoy);

  it('retiene lo más viejo que deba, hasta su monto', () => {
    expect(partir().map(({ documentoId, saldo, retenida }) => [documentoId, saldo, retenida?.motivo ?? null])).toEqual([
      [2, 70, 'cheque por cobrar el 2026-07-20'],
      [1, 50, 'cheque por cobrar el 2026-07-20'],
      [1, 50, null],
    ]);
  });

  it('no retiene lo de otro cliente ni lo de otra moneda', () => {
    const ajenos = [
      { ...cheque, clienteId: 2 },
      { ...cheque, moneda: moneda('USD') },
    ];
    expect(partir(ajenos).every(({ retenida }) => retenida === null)).toBe(true);
  });

  it('de un cheque imputado en parte sólo el resto es a cuenta', () => {
    const enParte = { ...cheque, imputado: 50, documentos: [{ documentoId: 7, monto: 50 }] };
    expect(retencionDeCheques([enParte])).toEqual({
      cheques: [{ documentoId: 7, monto: 50, fecha: '2026-07-20' }],
      chequesACuenta: [{ ...cheque, monto: 70 }],
    });
  });
});
