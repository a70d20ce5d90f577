import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AcuerdoEvaluado, CuotaEvaluada, EstadoDeAcuerdo, TipoDeAcuerdo } from '../../../src/dominio/acuerdo.ts';
import { moneda } from '../../../src/dominio/dinero.ts';
import { fecha, fechaDeNumero, numeroDeDia } from '../../../src/dominio/fecha.ts';
import type { Partida } from '../../../src/dominio/partidas.ts';
import { planesCaidos, promesasRotas, separarCuotas } from '../../../src/dominio/recordatorio/partes.ts';

const dia = numeroDeDia(fecha('2026-07-01'));
const retenida = { motivo: 'plan de cuotas', paso: 'esperar', causa: 'cuotas' as const };
const partida = (documentoId: number, saldo: number, cambios: Partial<Partida> = {}): Partida => ({
  documentoId,
  clienteId: 1,
  moneda: moneda('ARS'),
  venceDia: dia - 100,
  saldo,
  retenida,
  acuerdoId: 1,
  ...cambios,
});

interface AcuerdoDicho {
  readonly id?: number;
  readonly tipo?: TipoDeAcuerdo;
  readonly creado?: string;
  readonly documentos?: readonly number[];
  readonly cerradoEl?: string | null;
}

function acuerdo(
  estado: EstadoDeAcuerdo,
  pendientes: readonly number[],
  { id = 1, tipo = 'cuotas', creado = '2026-06-01', documentos = [1], cerradoEl = null }: AcuerdoDicho = {},
): AcuerdoEvaluado {
  const cuotas = pendientes.map((pendiente, orden): CuotaEvaluada => {
    const vencimiento = fechaDeNumero(dia + 30 * (orden - (estado === 'en-falta' ? 1 : 0)));
    return {
      numero: orden + 1,
      vencimiento,
      fin: vencimiento,
      monto: pendiente,
      exigible: pendiente,
      pagado: 0,
      pendiente,
      estado: pendiente === 0 ? 'pagada' : numeroDeDia(vencimiento) < dia ? 'vencida' : 'pendiente',
      pagadaEl: null,
    };
  });
  const total = pendientes.reduce((suma, uno) => suma + uno, 0);
  return {
    acuerdo: {
      id,
      operacionId: id,
      clienteId: 1,
      contactoId: null,
      tipo,
      moneda: moneda('ARS'),
      total,
      descuento: 0,
      creado: fecha(creado),
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
    cerradoEl: cerradoEl === null ? null : fecha(cerradoEl),
    vigente: estado === 'vigente' || estado === 'en-falta' || estado === 'abierta',
    aTiempo: estado === 'vigente' || estado === 'abierta',
    cuotas,
    proxima: cuotas[0] ?? null,
  };
}

const enDias = (partes: readonly Partida[]) =>
  partes.map(({ documentoId, venceDia, saldo }) => [documentoId, venceDia - dia, saldo]);

describe('lo acordado se separa por cuotas', () => {
  it('llena la cuota más próxima con la factura más vieja, y una factura puede estar en dos cuotas', () => {
    const partes = separarCuotas([partida(1, 50), partida(2, 70)], [acuerdo('vigente', [40, 40, 40])]);
    expect(enDias(partes)).toEqual([
      [1, 0, 40],
      [1, 30, 10],
      [2, 30, 30],
      [2, 60, 40],
    ]);
  });

  it('lo que se perdonará si se cumple, o no se prometió, va aparte con el día de la última cuota', () => {
    const partes = separarCuotas([partida(1, 100)], [acuerdo('vigente', [30, 60])]);
    expect(enDias(partes)).toEqual([
      [1, 0, 30],
      [1, 30, 60],
      [1, 30, 10],
    ]);
    expect(partes.map(({ retenida: una }) => una?.aparte ?? false)).toEqual([false, false, true]);
  });

  it('de un plan en falta la cuota atrasada ya se reclama aparte', () => {
    const reclamada = partida(1, 40, { retenida: null, venceDia: dia - 30 });
    expect(enDias(separarCuotas([reclamada, partida(1, 80)], [acuerdo('en-falta', [40, 40, 40])]))).toEqual([
      [1, -30, 40],
      [1, 0, 40],
      [1, 30, 40],
    ]);
  });

  it('lo que no es de un acuerdo queda como está', () => {
    const ajenas = [partida(1, 10, { acuerdoId: null, retenida: null }), partida(2, 20, { acuerdoId: null })];
    expect(separarCuotas(ajenas, [acuerdo('vigente', [40])])).toEqual(ajenas);
  });

  it('nunca cambia lo que se debe de cada documento', () => {
    const saldos = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 6 });
    const cuotas = fc.array(fc.integer({ min: 0, max: 800 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        saldos,
        cuotas,
        fc.constantFrom('vigente' as const, 'en-falta' as const),
        (debidos, montos, estado) => {
          const antes = debidos.map((saldo, orden) => partida(orden + 1, saldo));
          const partes = separarCuotas(antes, [acuerdo(estado, montos)]);
          for (const { documentoId, saldo } of antes) {
            const suyas = partes.filter((parte) => parte.documentoId === documentoId);
            expect(suyas.reduce((suma, parte) => suma + parte.saldo, 0)).toBe(saldo);
          }
          expect(partes.every(({ saldo }) => saldo > 0)).toBe(true);
        },
      ),
    );
  });
});

describe('una promesa rota', () => {
  const rota = { tipo: 'promesa', documentos: [1, 2], cerradoEl: '2026-06-20' } as const;

  it('se sabe desde el día siguiente al último de la promesa', () => {
    expect([...promesasRotas([acuerdo('incumplida', [50], rota)])]).toEqual([
      [1, '2026-06-21'],
      [2, '2026-06-21'],
    ]);
  });

  it('deja de contar si después se acordó otra cosa sobre la misma factura', () => {
    const nueva = acuerdo('abierta', [50], { id: 2, tipo: 'promesa', creado: '2026-06-25', documentos: [1] });
    expect([...promesasRotas([nueva, acuerdo('incumplida', [50], rota)]).keys()]).toEqual([2]);
  });

  it('un plan caído o un descuento que no se aprovechó no son promesas rotas', () => {
    const caido = acuerdo('caido', [50], { cerradoEl: '2026-06-20' });
    expect(promesasRotas([caido]).size).toBe(0);
    expect([...planesCaidos([caido])]).toEqual([[1, '2026-06-20']]);
    expect(promesasRotas([acuerdo('incumplida', [50], { tipo: 'quita', cerradoEl: '2026-06-20' })]).size).toBe(0);
  });
});
