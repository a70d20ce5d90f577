import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AcuerdoEvaluado } from '../../src/dominio/acuerdo.ts';
import { evaluarAcuerdos } from '../../src/dominio/acuerdo-evaluacion.ts';
import { type PlanDeAcuerdo, planificarAcuerdo } from '../../src/dominio/acuerdo-plan.ts';
import type { DocumentoPosible, Situacion, Terminos } from '../../src/dominio/acuerdo-terminos.ts';
import { sinFeriados } from '../../src/dominio/dias-habiles.ts';
import { moneda } from '../../src/dominio/dinero.ts';
import { ErrorDeDatos } from '../../src/dominio/errores.ts';
import { fecha, sumarDias } from '../../src/dominio/fecha.ts';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';
import { type AcuerdoDePrueba, acuerdoDePrueba, cuentaDePrueba } from '../apoyo/acuerdos.ts';

const hoy = fecha('2026-07-01');

function documento(documentoId: number, vencimiento: string, saldo: number, enDisputa = 0): DocumentoPosible {
  return { documentoId, numero: `F-${documentoId}`, vencimiento: fecha(vencimiento), saldo, enDisputa };
}

const vencidas = [documento(1, '2026-05-31', 60_000), documento(2, '2026-06-30', 40_001)];
const porVencer = [documento(3, '2026-07-01', 5_000), documento(4, '2026-07-20', 20_000)];

function situacion(cambios: Partial<Situacion> = {}): Situacion {
  return {
    creado: hoy,
    moneda: moneda('ARS'),
    documentos: [...vencidas, ...porVencer],
    elegidos: null,
    enCurso: [],
    renegocia: null,
    adicional: false,
    autoriza: null,
    politica: politicaPredeterminada.acuerdos,
    feriados: sinFeriados,
    ...cambios,
  };
}

function enCurso(pedido: AcuerdoDePrueba): AcuerdoEvaluado[] {
  return evaluarAcuerdos(cuentaDePrueba([acuerdoDePrueba(pedido)], []), hoy);
}

const promesa = (monto: number | null = null, dia = '2026-07-10'): Terminos => ({
  clase: 'promesa',
  fecha: fecha(dia),
  monto,
});
const cuotas = (cambios: Partial<Extract<Terminos, { clase: 'cuotas' }>> = {}): Terminos => ({
  clase: 'cuotas',
  cantidad: 3,
  primera: fecha('2026-07-31'),
  cada: 'mes',
  anticipo: null,
  puntosBasicos: 0,
  ...cambios,
});
const quita = (puntosBasicos: number, hasta = '2026-07-15'): Terminos => ({
  clase: 'quita',
  puntosBasicos,
  hasta: fecha(hasta),
});

const prontoPago: Terminos = { clase: 'pronto-pago', puntosBasicos: 500, hasta: fecha('2026-07-15') };

const elegidos = (terminos: Terminos, cambios: Partial<Situacion> = {}) =>
  planificarAcuerdo(terminos, situacion(cambios)).documentos.map(({ documentoId }) => documentoId);

describe('qué documentos abarca un acuerdo', () => {
  it('por omisión, todo lo vencido; lo que vence hoy todavía no venció', () => {
    expect(elegidos(promesa())).toEqual([1, 2]);
    expect(elegidos(cuotas())).toEqual([1, 2]);
  });

  it('si nada venció, lo que está por vencer', () => {
    expect(elegidos(promesa(), { documentos: porVencer })).toEqual([3, 4]);
  });

  it('una promesa por más que lo vencido toma lo que vence antes, hasta cubrirla', () => {
    expect(elegidos(promesa(100_001))).toEqual([1, 2]);
    expect(elegidos(promesa(100_002))).toEqual([1, 2, 3]);
    expect(elegidos(promesa(125_001))).toEqual([1, 2, 3, 4]);
  });

  it('lo que está en disputa queda afuera y se avisa; nombrado, entra y se avisa', () => {
    const documentos = [documento(1, '2026-05-31', 1000, 400), documento(2, '2026-06-30', 500)];
    const sin = planificarAcuerdo(promesa(), situacion({ documentos }));
    expect(sin.total).toBe(1100);
    expect(sin.documentos).toEqual([
      { documentoId: 1, saldo: 600 },
      { documentoId: 2, saldo: 500 },
    ]);
    expect(sin.avisos).toEqual([
      'de F-1 entran 6,00 ARS: los otros 4,00 ARS quedan afuera porque están en disputa; para incluirla entera, nómbrela con --facturas',
    ]);
    const entera = [documento(1, '2026-05-31', 1000, 1000), documento(2, '2026-06-30', 500)];
    expect(planificarAcuerdo(promesa(), situacion({ documentos: entera }))).toMatchObject({
      total: 500,
      avisos: ['F-1 queda afuera porque está en disputa; para incluirla, nómbrela con --facturas'],
    });
    const con = planificarAcuerdo(cuotas(), situacion({ documentos, elegidos: [1] }));
    expect(con.total).toBe(1000);
    expect(con.avisos).toEqual(['F-1 está en disputa por 4,00 ARS y entra igual en el acuerdo, con todo su saldo']);
  });

  it('lo que está en un plan en curso queda afuera; si se lo nombra, se rechaza', () => {
    const plan = enCurso({
      cuotas: [
        ['2026-07-31', 30_000],
        ['2026-08-31', 30_000],
      ],
      documentos: { 1: 60_000 },
      creado: '2026-06-30',
    });
    expect(elegidos(promesa(), { enCurso: plan })).toEqual([2]);
    expect(() => planificarAcuerdo(promesa(), situacion({ enCurso: plan, elegidos: [1] }))).toThrow(
      /ya está en el plan de cuotas 1/,
    );
    expect(elegidos(cuotas(), { enCurso: plan, elegidos: [1], renegocia: 1 })).toEqual([1]);
  });

  it.each([
    ['no debe nada', [], promesa(), /no debe nada en ARS/],
    ['todo en disputa', [documento(1, '2026-05-31', 10, 10)], promesa(), /todo lo que debe está en disputa/],
    ['nada por vencer', [documento(1, '2026-05-31', 10, 4)], prontoPago, /lo que debe ya venció/],
    [
      'lo por vencer, en disputa',
      [documento(1, '2026-05-31', 10), documento(3, '2026-07-20', 10, 10)],
      prontoPago,
      /lo que debe y se puede acordar ya venció/,
    ],
  ] as const)('%s: no hay qué acordar', (_, documentos, terminos, mensaje) => {
    expect(() => planificarAcuerdo(terminos, situacion({ documentos }))).toThrow(mensaje);
  });
});

describe('lo prometido y lo que está en disputa', () => {
  const deudas = fc.array(
    fc.record({
      dias: fc.integer({ min: -60, max: 30 }),
      saldo: fc.integer({ min: 1, max: 50_000 }),
      disputa: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60_000 })),
      prometido: fc.integer({ min: 0, max: 50_000 }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const pedidos = fc.record({
    deudas,
    monto: fc.option(fc.integer({ min: 1, max: 120_000 }), { nil: null }),
    clase: fc.constantFrom('promesa' as const, 'cuotas' as const, 'quita' as const),
    adicional: fc.boolean(),
    heredados: fc.boolean(),
  });

  it('nunca suman más que lo que se debe, salvo que se nombren las facturas', () => {
    let acordados = 0;
    fc.assert(
      fc.property(pedidos, ({ deudas: debidas, monto, clase, adicional, heredados }) => {
        const documentos = debidas.map(({ dias, saldo, disputa }, orden) =>
          documento(orden + 1, sumarDias(hoy, dias), saldo, Math.min(saldo, disputa)),
        );
        const antes = debidas.flatMap(({ saldo, prometido }, orden) =>
          prometido === 0
            ? []
            : [
                {
                  ...acuerdoDePrueba({
                    cuotas: [['2026-07-05', Math.min(prometido, saldo)]],
                    documentos: { [orden + 1]: saldo },
                    creado: '2026-06-30',
                  }),
                  id: orden + 1,
                },
              ],
        );
        const previos = evaluarAcuerdos(cuentaDePrueba(antes, []), hoy);
        const terminos = { promesa: promesa(monto), cuotas: cuotas(), quita: quita(1000) }[clase];
        const dada = situacion({
          documentos,
          adicional: adicional && clase === 'promesa' && !heredados,
          enCurso: previos,
          ...(heredados ? { heredados: documentos.map(({ documentoId }) => documentoId) } : {}),
        });
        let plan: PlanDeAcuerdo;
        try {
          plan = planificarAcuerdo(terminos, dada);
        } catch (error) {
          if (error instanceof ErrorDeDatos) return;
          throw error;
        }
        acordados += 1;
        const abarca = (documentoId: number) => plan.documentos.some((uno) => uno.documentoId === documentoId);
        const sumar = (de: (uno: DocumentoPosible) => number) =>
          documentos.filter(({ documentoId }) => abarca(documentoId)).reduce((suma, uno) => suma + de(uno), 0);
        const yaPrometido = dada.adicional
          ? previos
              .filter(({ acuerdo }) => acuerdo.documentos.some(({ documentoId }) => abarca(documentoId)))
              .reduce((suma, { pendiente }) => suma + pendiente, 0)
          : 0;
        expect(plan.total + plan.descuento + yaPrometido + sumar(({ enDisputa }) => enDisputa)).toBeLessThanOrEqual(
          sumar(({ saldo }) => saldo),
        );
        for (const { documentoId, saldo } of plan.documentos) {
          const debido = documentos.find((uno) => uno.documentoId === documentoId);
          expect(saldo + (debido?.enDisputa ?? 0)).toBe(debido?.saldo);
        }
      }),
      { numRuns: 500 },
    );
    expect(acordados).toBeGreaterThan(150);
  });

  it('se rechaza por la disputa sólo si todo lo que se podría acordar está en disputa', () => {
    fc.assert(
      fc.property(deudas, (debidas) => {
        const documentos = debidas.map(({ dias, saldo, disputa }, orden) =>
          documento(orden + 1, sumarDias(hoy, dias), saldo, Math.min(saldo, disputa)),
        );
        const todo = documentos.every(({ saldo, enDisputa }) => saldo === enDisputa);
        const acordar = () => planificarAcuerdo(promesa(), situacion({ documentos }));
        if (todo) expect(acordar).toThrow('todo lo que debe está en disputa');
        else expect(acordar().total).toBeGreaterThan(0);
      }),
    );
  });
});

describe('términos de un acuerdo', () => {
  it('la promesa es por todo lo que abarca, y su ventana suma la tolerancia en días hábiles', () => {
    const { total, cuotas: pagos, tipo } = planificarAcuerdo(promesa(null, '2026-07-10'), situacion());
    expect({ tipo, total }).toEqual({ tipo: 'promesa', total: 100_001 });
    expect(pagos).toEqual([{ numero: 1, vencimiento: '2026-07-10', fin: '2026-07-13', monto: 100_001 }]);
  });

  it('la quita descuenta el porcentaje redondeado una vez, vale hasta su día y no lleva tolerancia', () => {
    const { tipo, total, descuento, cuotas: pagos } = planificarAcuerdo(quita(1000), situacion());
    expect({ tipo, total, descuento }).toEqual({ tipo: 'quita', total: 90_001, descuento: 10_000 });
    expect(pagos).toEqual([{ numero: 1, vencimiento: '2026-07-15', fin: '2026-07-15', monto: 90_001 }]);
  });

  it('una quita sobre lo que todavía no venció es un pronto pago', () => {
    const sinVencer = [documento(4, '2026-07-20', 20_000)];
    expect(planificarAcuerdo(quita(500, '2026-07-20'), situacion({ documentos: sinVencer })).tipo).toBe('pronto-pago');
    expect(planificarAcuerdo(quita(500, '2026-07-21'), situacion({ documentos: sinVencer })).tipo).toBe('quita');
  });

  it('un pronto pago abarca lo que no venció y no puede valer hasta después del vencimiento', () => {
    const terminos = (hasta: string): Terminos => ({ clase: 'pronto-pago', puntosBasicos: 500, hasta: fecha(hasta) });
    expect(elegidos(terminos('2026-07-01'))).toEqual([3, 4]);
    expect(() => planificarAcuerdo(terminos('2026-07-02'), situacion())).toThrow(/F-3 vence el 2026-07-01/);
    expect(() => planificarAcuerdo(terminos('2026-07-02'), situacion({ documentos: vencidas }))).toThrow(/ya venció/);
  });

  it('un plan puede llevar anticipo, en monto o en porcentaje, y un descuento si se cumple', () => {
    const conMonto = planificarAcuerdo(cuotas({ anticipo: { monto: 20_000 } }), situacion());
    expect(conMonto.cuotas.map(({ monto }) => monto)).toEqual([20_000, 26_667, 26_667, 26_667]);
    const conParte = planificarAcuerdo(cuotas({ anticipo: { puntosBasicos: 2000 }, puntosBasicos: 1000 }), situacion());
    expect(conParte).toMatchObject({ total: 90_001, descuento: 10_000 });
    expect(conParte.cuotas.map(({ monto }) => monto)).toEqual([18_000, 24_001, 24_000, 24_000]);
  });

  it.each<[string, Terminos, Partial<Situacion>, RegExp]>([
    ['una fecha que ya pasó', promesa(null, '2026-06-30'), {}, /no puede ser para un día que ya pasó/],
    [
      'más de lo que debe',
      promesa(125_002),
      {},
      /no puede prometer 1\.250,02 ARS: lo que se puede prometer es 1\.250,01 ARS/,
    ],
    ['un anticipo que se lleva todo', cuotas({ anticipo: { monto: 100_001 } }), {}, /no deja nada para las cuotas/],
    ['más cuotas que centavos', cuotas(), { documentos: [documento(1, '2026-05-31', 2)] }, /no alcanzan para 3 cuotas/],
    [
      'un porcentaje que no descuenta nada',
      quita(1),
      { documentos: [documento(1, '2026-05-31', 10)] },
      /no da un descuento/,
    ],
  ])('rechaza %s', (_, terminos, cambios, mensaje) => {
    expect(() => planificarAcuerdo(terminos, situacion(cambios))).toThrow(mensaje);
  });
});

describe('a qué acuerdos reemplaza', () => {
  const abierta = enCurso({ id: 7, cuotas: [['2026-07-05', 50_000]], documentos: { 1: 60_000 }, creado: '2026-06-30' });

  it('a la promesa abierta sobre alguno de los mismos documentos', () => {
    expect(planificarAcuerdo(promesa(), situacion({ enCurso: abierta })).reemplaza).toEqual([7]);
    expect(planificarAcuerdo(promesa(), situacion({ enCurso: abierta, elegidos: [2] })).reemplaza).toEqual([]);
    expect(planificarAcuerdo(cuotas(), situacion({ enCurso: abierta })).reemplaza).toEqual([7]);
  });

  it('una promesa adicional se suma, y sólo por lo que todavía no se prometió', () => {
    const plan = planificarAcuerdo(promesa(), situacion({ enCurso: abierta, adicional: true, elegidos: [1] }));
    expect(plan).toMatchObject({ reemplaza: [], total: 10_000 });
    expect(() =>
      planificarAcuerdo(promesa(10_001), situacion({ enCurso: abierta, adicional: true, elegidos: [1] })),
    ).toThrow(ErrorDeDatos);
    expect(() => planificarAcuerdo(cuotas(), situacion({ enCurso: abierta, adicional: true }))).toThrow(
      /sólo una promesa/,
    );
  });
});

describe('límites de la política', () => {
  const { acuerdos: base } = politicaPredeterminada;
  const politica = {
    ...base,
    primerPagoMinPuntosBasicos: 3000,
    primerPagoDiasMax: 20,
    autorizan: ['Marta Ruiz', 'José'],
  };

  it.each<[string, Terminos, Partial<Situacion>, RegExp]>([
    ['las cuotas', cuotas({ cantidad: 7 }), {}, /7 cuotas son más que acuerdos\.max_cuotas = 6/],
    ['la quita', quita(1001), {}, /un descuento del 10,01 % es más que acuerdos\.max_quita = 10/],
    ['la quita de un plan', cuotas({ puntosBasicos: 1100 }), {}, /acuerdos\.max_quita/],
    [
      'lo que se paga primero',
      cuotas({ cantidad: 4, primera: fecha('2026-07-10') }),
      { politica },
      /acuerdos\.min_primer_pago = 30/,
    ],
    [
      'cuándo se paga primero',
      promesa(null, '2026-07-22'),
      { politica },
      /a 21 días, más que acuerdos\.max_dias_primer_pago = 20/,
    ],
  ])('%s tiene un tope con nombre', (_, terminos, cambios, mensaje) => {
    expect(() => planificarAcuerdo(terminos, situacion(cambios))).toThrow(mensaje);
  });

  it('en el tope justo se permite', () => {
    expect(planificarAcuerdo(cuotas({ cantidad: 6 }), situacion()).autorizacion).toBeNull();
    expect(planificarAcuerdo(quita(1000), situacion()).autorizacion).toBeNull();
    expect(planificarAcuerdo(promesa(null, '2026-07-21'), situacion({ politica })).autorizacion).toBeNull();
    const anticipo = { puntosBasicos: 3000 };
    expect(planificarAcuerdo(cuotas({ cantidad: 6, anticipo }), situacion({ politica })).autorizacion).toBeNull();
  });

  it('quien está en la política lo puede autorizar, y queda escrito; los demás no', () => {
    const pasado = cuotas({ cantidad: 9, primera: fecha('2026-07-10'), anticipo: { puntosBasicos: 3000 } });
    const autorizado = planificarAcuerdo(pasado, situacion({ politica, autoriza: 'marta ruiz' }));
    expect(autorizado.autorizacion).toBe('autorizó Marta Ruiz: 9 cuotas son más que acuerdos.max_cuotas = 6');
    expect(() => planificarAcuerdo(pasado, situacion({ politica, autoriza: 'Pedro' }))).toThrow(
      /Pedro no puede autorizarlo/,
    );
  });
});
