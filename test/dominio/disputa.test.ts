import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Disputa, estaAbierta, montoEnDisputa, rige } from '../../src/dominio/disputa.ts';
import { estadoDe, type HechosDeEstado } from '../../src/dominio/documento.ts';
import { fecha } from '../../src/dominio/fecha.ts';

describe('rige', () => {
  const desde = fecha('2026-03-10');
  it.each([
    ['antes de empezar', { hasta: null, terminado: null }, '2026-03-09', false],
    ['el primer día', { hasta: null, terminado: null }, '2026-03-10', true],
    ['sin fin conocido, siempre', { hasta: null, terminado: null }, '2030-01-01', true],
    ['el último día', { hasta: '2026-03-20', terminado: null }, '2026-03-20', true],
    ['pasado el último día', { hasta: '2026-03-20', terminado: null }, '2026-03-21', false],
    ['la víspera de terminarlo', { hasta: null, terminado: '2026-03-15' }, '2026-03-14', true],
    ['el día en que se lo terminó', { hasta: null, terminado: '2026-03-15' }, '2026-03-15', false],
    ['terminado el mismo día en que empezó', { hasta: null, terminado: '2026-03-10' }, '2026-03-10', false],
  ])('%s', (_, { hasta, terminado }, hoy, esperado) => {
    const fin = hasta === null ? null : fecha(hasta);
    const hecho = terminado === null ? null : fecha(terminado);
    expect(rige({ desde, hasta: fin, terminado: hecho }, fecha(hoy))).toBe(esperado);
  });
});

describe('disputa', () => {
  const disputa: Disputa = {
    id: 1,
    documentoId: 1,
    fecha: fecha('2026-03-10'),
    monto: null,
    motivo: 'faltante',
    hasta: null,
    nota: null,
    resuelta: { fecha: fecha('2026-04-01'), resultado: 'parcial', nota: null },
  };

  it('resuelta, sigue abierta en los días anteriores', () => {
    expect(estaAbierta(disputa, fecha('2026-03-31'))).toBe(true);
    expect(estaAbierta(disputa, fecha('2026-04-01'))).toBe(false);
  });

  it('sin monto disputa todo el saldo, y nunca más que el saldo', () => {
    expect(montoEnDisputa(80, [{ monto: null }])).toBe(80);
    expect(montoEnDisputa(80, [{ monto: 50 }])).toBe(50);
    expect(montoEnDisputa(30, [{ monto: 50 }])).toBe(30);
    expect(montoEnDisputa(80, [{ monto: 50 }, { monto: 50 }])).toBe(80);
    expect(montoEnDisputa(80, [])).toBe(0);
  });

  it('lo disputado está siempre entre 0 y el saldo', () => {
    const montos = fc.array(fc.option(fc.integer({ min: 1, max: 200 })), { maxLength: 4 });
    fc.assert(
      fc.property(fc.nat(300), montos, (saldo, lista) => {
        const disputado = montoEnDisputa(
          saldo,
          lista.map((monto) => ({ monto })),
        );
        expect(disputado).toBeGreaterThanOrEqual(0);
        expect(disputado).toBeLessThanOrEqual(saldo);
      }),
    );
  });
});

describe('estado de un documento', () => {
  const hoy = fecha('2026-07-01');
  const hechos: HechosDeEstado = {
    saldo: 100,
    vencimiento: fecha('2026-06-01'),
    anulada: false,
    castigada: false,
    enDisputa: false,
    enAcuerdo: false,
  };

  it.each([
    ['vencida', {}],
    ['por-vencer', { vencimiento: hoy }],
    ['en-acuerdo', { enAcuerdo: true }],
    ['en-disputa', { enAcuerdo: true, enDisputa: true }],
    ['pagada', { saldo: 0, enAcuerdo: true, enDisputa: true }],
    ['castigada', { saldo: 0, castigada: true, enDisputa: true }],
    ['anulada', { anulada: true, castigada: true, enDisputa: true }],
  ] as const)('%s con %j', (estado, cambios) => {
    expect(estadoDe({ ...hechos, ...cambios }, hoy)).toBe(estado);
  });
});
