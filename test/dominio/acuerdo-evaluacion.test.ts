import { describe, expect, it } from 'vitest';
import type { AcuerdoEvaluado } from '../../src/dominio/acuerdo.ts';
import { estaIncumplido, evaluarAcuerdos } from '../../src/dominio/acuerdo-evaluacion.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import {
  type AcuerdoDePrueba,
  acuerdoDePrueba,
  cuentaDePrueba,
  type MovimientoDePrueba,
  OPERACION_DE_ACUERDO,
} from '../apoyo/acuerdos.ts';

/** Promete 1000 el 1 de julio para el 10; cuenta hasta el 13. */
const promesa: AcuerdoDePrueba = { cuotas: [['2026-07-10', 1000, '2026-07-13']] };
/** Cuatro cuotas de 250; la última con tolerancia hasta el 2 de noviembre. */
const plan: AcuerdoDePrueba = {
  cuotas: [
    ['2026-07-31', 250, '2026-08-03'],
    ['2026-08-31', 250, '2026-09-01'],
    ['2026-09-30', 250, '2026-10-01'],
    ['2026-10-31', 250, '2026-11-02'],
  ],
};

function evaluar(pedido: AcuerdoDePrueba, movimientos: readonly MovimientoDePrueba[], hoy: string): AcuerdoEvaluado {
  const [evaluado] = evaluarAcuerdos(cuentaDePrueba([acuerdoDePrueba(pedido)], movimientos), fecha(hoy));
  if (evaluado === undefined) throw new Error('no se evaluó nada');
  return evaluado;
}

const pago = (dia: string, monto: number, mas: Partial<MovimientoDePrueba> = {}): MovimientoDePrueba => ({
  fecha: dia,
  monto,
  ...mas,
});
const nota = (dia: string, monto: number): MovimientoDePrueba => ({ fecha: dia, monto, esPago: false });

const castigo = (dia: string, monto: number): MovimientoDePrueba => ({
  fecha: dia,
  monto,
  esPago: false,
  esCastigo: true,
});

describe('un castigo da por perdido, no cumple', () => {
  it.each<[string, AcuerdoDePrueba, MovimientoDePrueba[], string, string, number]>([
    [
      'promesa rota a medias',
      promesa,
      [pago('2026-07-05', 400), castigo('2026-08-01', 600)],
      '2026-08-02',
      'parcial',
      0,
    ],
    ['promesa rota sin un peso', promesa, [castigo('2026-08-01', 1000)], '2026-08-02', 'incumplida', 0],
    [
      'promesa rota, pagada a medias tarde',
      promesa,
      [pago('2026-07-20', 400), castigo('2026-08-01', 600)],
      '2026-08-02',
      'incumplida',
      0,
    ],
    [
      'y si después paga igual',
      promesa,
      [castigo('2026-08-01', 600), pago('2026-08-05', 400)],
      '2026-08-06',
      'incumplida',
      0,
    ],
    [
      'el resto que se perdona a tiempo no la rompe',
      promesa,
      [pago('2026-07-05', 995), castigo('2026-07-06', 5)],
      '2026-07-20',
      'cumplida',
      0,
    ],
    [
      'plan con una cuota vencida',
      plan,
      [pago('2026-07-31', 250), castigo('2026-09-05', 750)],
      '2026-09-05',
      'caido',
      0,
    ],
    [
      'plan al día al que se le perdona el resto',
      plan,
      [pago('2026-07-31', 990), castigo('2026-08-10', 10)],
      '2026-08-10',
      'cumplido',
      0,
    ],
  ])('%s', (_, pedido, movimientos, hoy, estado, pendiente) => {
    expect(evaluar(pedido, movimientos, hoy)).toMatchObject({ estado, pendiente });
  });

  it('deshecho el castigo, todo vuelve a como estaba', () => {
    const deshecho = { ...castigo('2026-08-01', 600), deshecho: '2026-08-10' };
    expect(evaluar(promesa, [pago('2026-07-05', 400), deshecho, pago('2026-08-12', 600)], '2026-08-12')).toMatchObject({
      estado: 'cumplida-tarde',
    });
  });
});

describe('estado de una promesa', () => {
  it.each<[string, MovimientoDePrueba[], string, string, { pagado?: number; exigible?: number; pendiente?: number }]>([
    ['recién hecha está abierta', [], '2026-07-01', 'abierta', { pendiente: 1000 }],
    ['el último día de la tolerancia sigue abierta', [], '2026-07-13', 'abierta', {}],
    ['un día después, sin un peso, está incumplida', [], '2026-07-14', 'incumplida', { pendiente: 1000 }],
    ['con una parte y en plazo sigue abierta', [pago('2026-07-05', 400)], '2026-07-10', 'abierta', { pendiente: 600 }],
    [
      'con una parte, al cerrar la ventana es parcial',
      [pago('2026-07-05', 400)],
      '2026-07-14',
      'parcial',
      { pagado: 400 },
    ],
    [
      'en cuanto se junta lo prometido está cumplida',
      [pago('2026-07-05', 400), pago('2026-07-06', 600)],
      '2026-07-06',
      'cumplida',
      {},
    ],
    ['pagada el mismo día prometido está cumplida', [pago('2026-07-10', 1000)], '2026-07-20', 'cumplida', {}],
    ['pagada el último día de la tolerancia está cumplida', [pago('2026-07-13', 1000)], '2026-07-20', 'cumplida', {}],
    [
      'pagada un día después es cumplida tarde',
      [pago('2026-07-14', 1000)],
      '2026-07-20',
      'cumplida-tarde',
      { pendiente: 0 },
    ],
    [
      'completada tarde es cumplida tarde',
      [pago('2026-07-05', 400), pago('2026-07-14', 600)],
      '2026-07-14',
      'cumplida-tarde',
      {},
    ],
    [
      'una parte tarde y nada a tiempo es incumplida',
      [pago('2026-07-14', 400)],
      '2026-07-20',
      'incumplida',
      { pendiente: 600 },
    ],
    [
      'un pago anterior a la promesa no la cumple, baja lo que se debe',
      [pago('2026-06-30', 300)],
      '2026-07-02',
      'abierta',
      { pagado: 0, exigible: 700 },
    ],
    ['un pago posterior a hoy todavía no existe', [pago('2026-07-09', 1000)], '2026-07-08', 'abierta', { pagado: 0 }],
    [
      'un pago deshecho es como si nunca hubiera sido',
      [pago('2026-07-05', 1000, { deshecho: '2026-07-08' })],
      '2026-07-08',
      'abierta',
      { pagado: 0 },
    ],
    [
      'antes de deshacerlo, contaba',
      [pago('2026-07-05', 1000, { deshecho: '2026-07-08' })],
      '2026-07-07',
      'cumplida',
      {},
    ],
    [
      'deshecho después de la ventana, la promesa se rompe',
      [pago('2026-07-05', 1000, { deshecho: '2026-08-01' })],
      '2026-08-01',
      'incumplida',
      {},
    ],
    [
      'deshecho y vuelto a pagar tarde, es cumplida tarde',
      [pago('2026-07-05', 1000, { deshecho: '2026-08-01' }), pago('2026-08-01', 1000)],
      '2026-08-01',
      'cumplida-tarde',
      {},
    ],
    [
      'una nota de crédito no es un pago',
      [nota('2026-07-05', 400)],
      '2026-07-14',
      'incumplida',
      { pagado: 0, exigible: 600 },
    ],
    [
      'con la deuda bajada por una nota, alcanza con lo que queda',
      [nota('2026-07-05', 400), pago('2026-07-06', 600)],
      '2026-07-06',
      'cumplida',
      { exigible: 600 },
    ],
    [
      'si las notas la cancelan toda, no queda nada que prometer',
      [nota('2026-07-05', 1000)],
      '2026-07-05',
      'cumplida',
      { exigible: 0 },
    ],
    [
      'una nota que llega tarde no arregla la promesa rota',
      [nota('2026-07-20', 1000)],
      '2026-07-20',
      'incumplida',
      { pendiente: 0 },
    ],
  ])('%s', (_, movimientos, hoy, estado, esperado) => {
    expect(evaluar(promesa, movimientos, hoy)).toMatchObject({ estado, ...esperado });
  });

  it.each(['retirado', 'reemplazado'] as const)(
    '%s en plazo es un hecho: los pagos de después no la cambian',
    (tipo) => {
      const con = { ...promesa, hecho: { tipo, fecha: '2026-07-06', operacionId: 15 } };
      const estado = tipo === 'retirado' ? 'retirada' : 'reemplazada';
      expect(evaluar(con, [], '2026-07-05').estado).toBe('abierta');
      expect(evaluar(con, [], '2026-07-06')).toMatchObject({ estado, vigente: false, pendiente: 0, proxima: null });
      expect(evaluar(con, [pago('2026-07-06', 1000)], '2026-07-20')).toMatchObject({ estado, pagado: 0 });
    },
  );

  it('un hecho posterior a la ventana no borra el incumplimiento', () => {
    const con = { ...promesa, hecho: { tipo: 'retirado' as const, fecha: '2026-07-20' } };
    expect(evaluar(con, [], '2026-07-31').estado).toBe('incumplida');
  });

  it('un pago del mismo día cuenta sólo si se registró después de la promesa: el saldo ya tenía el anterior', () => {
    const antes = pago('2026-07-01', 400, { operacionId: OPERACION_DE_ACUERDO - 1 });
    const despues = pago('2026-07-01', 1000, { operacionId: OPERACION_DE_ACUERDO + 1 });
    const cuenta = (movimiento: MovimientoDePrueba) =>
      evaluarAcuerdos(cuentaDePrueba([acuerdoDePrueba(promesa)], [movimiento], { 1: 1400 }), fecha('2026-07-01'))[0];
    expect(cuenta(antes)).toMatchObject({ estado: 'abierta', pagado: 0, exigible: 1000 });
    expect(cuenta(despues)).toMatchObject({ estado: 'cumplida', pagado: 1000 });
  });

  it('promete una parte de la deuda: las notas sólo la achican si la deuda queda por debajo', () => {
    const parcial = { ...promesa, documentos: { 1: 3000 } };
    expect(evaluar(parcial, [nota('2026-07-02', 1500)], '2026-07-03').exigible).toBe(1000);
    expect(evaluar(parcial, [nota('2026-07-02', 2400)], '2026-07-03').exigible).toBe(600);
  });

  it('no existe antes del día en que se hizo', () => {
    expect(evaluarAcuerdos(cuentaDePrueba([acuerdoDePrueba(promesa)], []), fecha('2026-06-30'))).toEqual([]);
  });

  it('el cierre es el último día de la ventana, y sólo cuando pasó', () => {
    expect(evaluar(promesa, [], '2026-07-13').cerradoEl).toBeNull();
    expect(evaluar(promesa, [], '2026-07-14').cerradoEl).toBe('2026-07-13');
    expect(evaluar(promesa, [pago('2026-07-05', 1000)], '2026-07-06')).toMatchObject({
      cerradoEl: null,
      cumplidoEl: '2026-07-05',
    });
  });
});

describe('dos promesas de la misma factura', () => {
  const primera = acuerdoDePrueba({ id: 1, cuotas: [['2026-07-10', 600]], documentos: { 1: 1000 } });
  const segunda = acuerdoDePrueba({
    id: 2,
    creado: '2026-07-02',
    operacionId: 11,
    cuotas: [['2026-07-20', 400]],
    documentos: { 1: 1000 },
  });
  const estados = (movimientos: readonly MovimientoDePrueba[], hoy: string, acuerdos = [primera, segunda]) =>
    evaluarAcuerdos(cuentaDePrueba(acuerdos, movimientos), fecha(hoy)).map(({ estado, pagado }) => [estado, pagado]);

  it('un pago cumple primero la más vieja', () => {
    expect(estados([pago('2026-07-05', 600)], '2026-07-05')).toEqual([
      ['cumplida', 600],
      ['abierta', 0],
    ]);
  });

  it('lo que le sobra a la más vieja cuenta para la otra', () => {
    expect(estados([pago('2026-07-05', 1000)], '2026-07-05')).toEqual([
      ['cumplida', 600],
      ['cumplida', 400],
    ]);
    expect(estados([pago('2026-07-05', 700)], '2026-07-21')).toEqual([
      ['cumplida', 600],
      ['parcial', 100],
    ]);
  });

  it('con la primera ya rota, el pago en plazo cumple la segunda y no cuenta para la primera', () => {
    expect(estados([pago('2026-07-15', 400)], '2026-07-21')).toEqual([
      ['incumplida', 0],
      ['cumplida', 400],
    ]);
    expect(estados([pago('2026-07-15', 1000)], '2026-07-21')).toEqual([
      ['cumplida-tarde', 600],
      ['cumplida', 400],
    ]);
  });

  it('deshecho el pago de la primera, el de la segunda pasa a cumplirla', () => {
    const rebotado = pago('2026-07-05', 600, { deshecho: '2026-07-09' });
    expect(estados([rebotado, pago('2026-07-06', 400)], '2026-07-08')).toEqual([
      ['cumplida', 600],
      ['cumplida', 400],
    ]);
    expect(estados([rebotado, pago('2026-07-06', 400)], '2026-07-21')).toEqual([
      ['parcial', 400],
      ['incumplida', 0],
    ]);
  });

  it('el orden en que vienen los acuerdos es indiferente', () => {
    expect(estados([pago('2026-07-05', 600)], '2026-07-05', [segunda, primera])).toEqual([
      ['cumplida', 600],
      ['abierta', 0],
    ]);
  });

  it('un pago que sólo sirve a una no le quita a la otra el documento que comparten', () => {
    const ancha = acuerdoDePrueba({ id: 1, cuotas: [['2026-07-10', 100]], documentos: { 1: 100, 2: 100 } });
    const angosta = acuerdoDePrueba({ id: 2, cuotas: [['2026-07-10', 100]], documentos: { 2: 100 } });
    const pagos = [pago('2026-07-05', 100, { documento: 2 }), pago('2026-07-05', 100, { documento: 1 })];
    expect(estados(pagos, '2026-07-11', [ancha, angosta])).toEqual([
      ['cumplida', 100],
      ['cumplida', 100],
    ]);
  });
});

describe('estado de un plan de cuotas', () => {
  const cuotasDe = (evaluado: AcuerdoEvaluado) => evaluado.cuotas.map(({ estado }) => estado);

  it.each<[string, MovimientoDePrueba[], string, string, string[]]>([
    ['recién hecho', [], '2026-07-02', 'vigente', ['pendiente', 'pendiente', 'pendiente', 'pendiente']],
    [
      'pagada exactamente el día',
      [pago('2026-07-31', 250)],
      '2026-08-15',
      'vigente',
      ['pagada', 'pendiente', 'pendiente', 'pendiente'],
    ],
    [
      'pagada el último día de la tolerancia',
      [pago('2026-08-03', 250)],
      '2026-08-15',
      'vigente',
      ['pagada', 'pendiente', 'pendiente', 'pendiente'],
    ],
    [
      'el último día de la tolerancia no hay falta',
      [],
      '2026-08-03',
      'vigente',
      ['pendiente', 'pendiente', 'pendiente', 'pendiente'],
    ],
    ['con una cuota vencida', [], '2026-08-04', 'en-falta', ['vencida', 'pendiente', 'pendiente', 'pendiente']],
    [
      'la falta se cura pagando',
      [pago('2026-08-10', 250)],
      '2026-08-20',
      'vigente',
      ['pagada', 'pendiente', 'pendiente', 'pendiente'],
    ],
    [
      'todo antes de tiempo',
      [pago('2026-07-05', 1000)],
      '2026-07-05',
      'cumplido',
      ['pagada', 'pagada', 'pagada', 'pagada'],
    ],
    [
      'un pago para dos cuotas y media',
      [pago('2026-07-20', 625)],
      '2026-07-20',
      'vigente',
      ['pagada', 'pagada', 'parcial', 'pendiente'],
    ],
    [
      'la última primero: el dinero llena la más vieja',
      [pago('2026-07-15', 250)],
      '2026-08-20',
      'vigente',
      ['pagada', 'pendiente', 'pendiente', 'pendiente'],
    ],
    [
      'la última de cuatro no está rota si está pagada',
      [pago('2026-07-31', 250), pago('2026-08-31', 250), pago('2026-09-30', 250), pago('2026-11-02', 250)],
      '2027-01-01',
      'cumplido',
      ['pagada', 'pagada', 'pagada', 'pagada'],
    ],
    [
      'una vencida hace 15 días todavía no lo cae',
      [],
      '2026-08-15',
      'en-falta',
      ['vencida', 'pendiente', 'pendiente', 'pendiente'],
    ],
    [
      'una vencida hace más de 15 días lo cae',
      [],
      '2026-08-16',
      'caido',
      ['vencida', 'pendiente', 'pendiente', 'pendiente'],
    ],
    [
      'una cuota a la que le falta un poco también está vencida',
      [pago('2026-07-31', 240), pago('2026-08-12', 9)],
      '2026-09-02',
      'caido',
      ['vencida', 'vencida', 'pendiente', 'pendiente'],
    ],
    [
      'caído y pagado después sigue caído: lo pagado queda pagado',
      [pago('2026-08-20', 1000)],
      '2026-08-20',
      'caido',
      ['pagada', 'pagada', 'pagada', 'pagada'],
    ],
    [
      'una nota de crédito quita de la última cuota',
      [nota('2026-07-10', 300), pago('2026-07-31', 250)],
      '2026-08-05',
      'vigente',
      ['pagada', 'pendiente', 'pendiente', 'pagada'],
    ],
    [
      'pagado y deshecho vuelve a faltar',
      [pago('2026-07-31', 250, { deshecho: '2026-08-10' })],
      '2026-08-10',
      'en-falta',
      ['vencida', 'pendiente', 'pendiente', 'pendiente'],
    ],
    [
      'cumplido y deshecho mucho después, se cayó',
      [pago('2026-07-31', 1000, { deshecho: '2026-12-01' })],
      '2026-12-01',
      'caido',
      ['vencida', 'vencida', 'vencida', 'vencida'],
    ],
  ])('%s', (_, movimientos, hoy, estado, cuotas) => {
    const evaluado = evaluar(plan, movimientos, hoy);
    expect([evaluado.estado, cuotasDe(evaluado)]).toEqual([estado, cuotas]);
  });

  it('dos cuotas vencidas a la vez, ninguna de más de 15 días, lo caen el día en que vence la segunda', () => {
    const semanal: AcuerdoDePrueba = {
      cuotas: [
        ['2026-07-06', 10],
        ['2026-07-13', 10],
        ['2026-07-20', 10],
      ],
    };
    expect(evaluar(semanal, [], '2026-07-13').estado).toBe('en-falta');
    expect(evaluar(semanal, [], '2026-07-14')).toMatchObject({
      estado: 'caido',
      caidoEl: '2026-07-14',
      cerradoEl: '2026-07-14',
    });
    expect(evaluar(semanal, [pago('2026-07-14', 1)], '2026-07-14').estado).toBe('caido');
    expect(evaluar(semanal, [pago('2026-07-14', 10)], '2026-07-14').estado).toBe('en-falta');
  });

  it('la próxima es la cuota impaga más vieja, con lo que le falta', () => {
    expect(evaluar(plan, [pago('2026-07-20', 300)], '2026-07-20').proxima).toMatchObject({
      numero: 2,
      pendiente: 200,
      vencimiento: '2026-08-31',
    });
    expect(evaluar(plan, [], '2026-08-16').proxima).toBeNull();
  });

  it('mientras nada está atrasado el cliente queda a la espera; con una vencida, no', () => {
    expect(evaluar(plan, [], '2026-08-03')).toMatchObject({ vigente: true, aTiempo: true });
    expect(evaluar(plan, [], '2026-08-04')).toMatchObject({ vigente: true, aTiempo: false });
    expect(evaluar(plan, [], '2026-08-16')).toMatchObject({ vigente: false, aTiempo: false });
  });

  it('renegociado y anulado son hechos, también después de caer', () => {
    const hecho = { tipo: 'renegociado' as const, fecha: '2026-08-20' };
    expect(evaluar({ ...plan, hecho }, [], '2026-08-19').estado).toBe('caido');
    const despues = evaluar({ ...plan, hecho }, [], '2026-08-20');
    expect(despues).toMatchObject({ estado: 'renegociado', caidoEl: '2026-08-16' });
    expect(estaIncumplido(despues)).toBe(true);
    expect(evaluar({ ...plan, hecho: { tipo: 'anulado', fecha: '2026-07-02' } }, [], '2026-12-01')).toMatchObject({
      estado: 'anulado',
      caidoEl: null,
    });
  });

  it('cada cuota sabe qué día se terminó de pagar', () => {
    const { cuotas } = evaluar(plan, [pago('2026-07-20', 300), pago('2026-09-01', 200)], '2026-09-05');
    expect(cuotas.map(({ pagadaEl }) => pagadaEl)).toEqual(['2026-07-20', '2026-09-01', null, null]);
  });
});

describe('incumplimiento', () => {
  it('lo son la promesa parcial, la incumplida y la cumplida tarde; no el descuento que no se aprovechó', () => {
    expect(estaIncumplido(evaluar(promesa, [], '2026-07-13'))).toBe(false);
    expect(estaIncumplido(evaluar(promesa, [], '2026-07-14'))).toBe(true);
    expect(estaIncumplido(evaluar(promesa, [pago('2026-07-05', 1)], '2026-07-14'))).toBe(true);
    expect(estaIncumplido(evaluar(promesa, [pago('2026-07-14', 1000)], '2026-07-14'))).toBe(true);
    expect(estaIncumplido(evaluar(promesa, [pago('2026-07-05', 1000)], '2026-07-14'))).toBe(false);
    expect(estaIncumplido(evaluar({ ...promesa, tipo: 'quita', descuento: 100 }, [], '2026-07-14'))).toBe(false);
  });
});
