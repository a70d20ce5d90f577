import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proponerAcuerdos } from '../../src/dominio/acuerdo-propuestas.ts';
import type { Situacion } from '../../src/dominio/acuerdo-terminos.ts';
import { sinFeriados } from '../../src/dominio/dias-habiles.ts';
import { moneda } from '../../src/dominio/dinero.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';
import type { ClaseDeCliente } from '../../src/dominio/prioridad.ts';

const { acuerdos: politica } = politicaPredeterminada;

function situacion(saldo = 100_000, cambios: Partial<Situacion> = {}): Situacion {
  return {
    creado: fecha('2026-07-01'),
    moneda: moneda('ARS'),
    documentos: [{ documentoId: 1, numero: 'F-1', vencimiento: fecha('2026-05-31'), saldo, enDisputa: 0 }],
    elegidos: null,
    enCurso: [],
    renegocia: null,
    adicional: false,
    autoriza: null,
    politica,
    feriados: sinFeriados,
    ...cambios,
  };
}

const clases = ['A', 'B', 'C', 'D', 'nueva'] as const satisfies readonly ClaseDeCliente[];

describe('propuestas de acuerdo', () => {
  it('las cuotas se dicen por su cadencia, sin que «por mes» parezca una cantidad', () => {
    const textos = proponerAcuerdos(situacion(), { clase: 'B', rompePromesas: false }).map(({ texto }) => texto);
    expect(textos).toContain('6 cuotas mensuales desde el 2026-07-08');
  });

  it('compara pagar ya con descuento, cada cantidad de cuotas y una nueva fecha', () => {
    const propuestas = proponerAcuerdos(situacion(), { clase: 'B', rompePromesas: false });
    expect(propuestas.map(({ tipo, plan }) => [tipo, plan.cuotas.length])).toEqual([
      ['quita', 1],
      ['cuotas', 2],
      ['cuotas', 3],
      ['cuotas', 4],
      ['cuotas', 5],
      ['cuotas', 6],
      ['promesa', 1],
    ]);
    expect(propuestas[0]).toMatchObject({
      recibe: 95_000,
      seResigna: 5_000,
      ultimoPago: '2026-07-08',
      esperaMediaDecimas: 70,
    });
    expect(propuestas[1]).toMatchObject({
      recibe: 100_000,
      seResigna: 0,
      primerPago: { fecha: '2026-07-08', monto: 50_000 },
      ultimoPago: '2026-08-08',
      esperaMediaDecimas: 225,
    });
    expect(propuestas.at(-1)).toMatchObject({ recibe: 100_000, seResigna: 0, ultimoPago: '2026-07-16' });
  });

  it.each([
    ['A', false, 'promesa', 1],
    ['B', false, 'promesa', 1],
    ['nueva', false, 'promesa', 1],
    ['C', false, 'cuotas', 5],
    ['D', false, 'quita', 1],
    ['A', true, 'cuotas', 7],
  ] as const)('a la clase %s (rompe promesas: %s) le conviene %s', (clase, rompePromesas, tipo, pagos) => {
    const elegidas = proponerAcuerdos(situacion(), { clase, rompePromesas }).filter(({ recomendada }) => recomendada);
    expect(elegidas.map((una) => [una.tipo, una.plan.cuotas.length])).toEqual([[tipo, pagos]]);
  });

  it('a peor conducta, más descuento para cobrar ya y más anticipo', () => {
    const seResigna = clases
      .slice(0, 4)
      .map((clase) => proponerAcuerdos(situacion(), { clase, rompePromesas: false })[0]?.seResigna);
    expect(seResigna).toEqual([5_000, 5_000, 7_000, 10_000]);
    const primerPago = clases
      .slice(0, 4)
      .map((clase) => proponerAcuerdos(situacion(), { clase, rompePromesas: false })[2]?.primerPago.monto);
    expect(primerPago).toEqual([33_334, 33_334, 20_000, 30_000]);
  });

  it('si nada venció, el descuento es por pronto pago y no pasa del vencimiento', () => {
    const documentos = [{ documentoId: 1, numero: 'F-1', vencimiento: fecha('2026-07-03'), saldo: 1000, enDisputa: 0 }];
    const [inmediata] = proponerAcuerdos(situacion(0, { documentos }), { clase: 'A', rompePromesas: false });
    expect(inmediata).toMatchObject({ tipo: 'pronto-pago', ultimoPago: '2026-07-03' });
  });

  it('siempre hay algo que ofrecer, dentro de la política, y una sola se recomienda', () => {
    const politicas = fc.record({
      cuotasMax: fc.integer({ min: 1, max: 60 }),
      quitaMaxPuntosBasicos: fc.integer({ min: 0, max: 10_000 }),
      toleranciaDiasHabiles: fc.integer({ min: 0, max: 5 }),
      caida: fc.constant(politica.caida),
      primerPagoMinPuntosBasicos: fc.integer({ min: 0, max: 10_000 }),
      primerPagoDiasMax: fc.option(fc.integer({ min: 0, max: 365 })),
      autorizan: fc.constant([]),
    });
    const antecedentes = fc.record({ clase: fc.constantFrom(...clases), rompePromesas: fc.boolean() });
    fc.assert(
      fc.property(politicas, antecedentes, fc.integer({ min: 1, max: 1_000_000 }), (limites, conducta, saldo) => {
        const propuestas = proponerAcuerdos(situacion(saldo, { politica: limites }), conducta);
        expect(propuestas.length).toBeGreaterThanOrEqual(2);
        expect(propuestas.filter(({ recomendada }) => recomendada)).toHaveLength(1);
        for (const { plan, recibe, seResigna } of propuestas) {
          expect(recibe + seResigna).toBe(saldo);
          expect(plan.cuotas.reduce((suma, { monto }) => suma + monto, 0)).toBe(recibe);
        }
      }),
    );
  });
});
