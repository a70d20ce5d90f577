import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import { porcentajeConDecimal, resumirGestion } from '../../src/dominio/gestion.ts';
import { repartirPorMotivo } from '../../src/dominio/motivos.ts';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';

const { gestion } = politicaPredeterminada;
const ARS = moneda('ARS');
const USD = moneda('USD');

describe('gestión por persona', () => {
  it('los contactos van una sola vez por gestor aunque cobre en dos monedas', () => {
    const filas = resumirGestion(
      {
        contactos: [
          { gestor: 'Luis', sentido: 'saliente', resultado: 'sin-respuesta', cuantos: 2 },
          { gestor: 'Luis', sentido: 'saliente', resultado: 'contactado', cuantos: 1 },
          { gestor: 'Luis', sentido: 'entrante', resultado: 'contactado', cuantos: 4 },
          { gestor: 'ana', sentido: 'saliente', resultado: 'contactado', cuantos: 5 },
        ],
        clientes: new Map([
          ['Luis', 6],
          ['ana', 5],
        ]),
        acuerdos: [{ gestor: 'Luis', moneda: USD, promesas: 2, otros: 1, comprometido: 300 }],
        pagos: [
          { gestor: null, moneda: ARS, pagos: 9, recuperado: 900 },
          { gestor: 'Luis', moneda: ARS, pagos: 3, recuperado: 70 },
        ],
      },
      gestion,
    );
    expect(
      filas.map(({ gestor, moneda: una, deContactos, recuperado }) => [gestor, una, deContactos, recuperado]),
    ).toEqual([
      ['ana', null, { intentos: 5, contactos: 5, entrantes: 0, clientes: 5 }, 0],
      ['Luis', ARS, { intentos: 3, contactos: 1, entrantes: 4, clientes: 6 }, 70],
      ['Luis', USD, null, 0],
      [null, ARS, null, 900],
    ]);
  });

  it('el porcentaje se redondea a un decimal, mitad hacia arriba, y sin total no existe', () => {
    expect(porcentajeConDecimal(1, 3)).toBe(33.3);
    expect(porcentajeConDecimal(2, 3)).toBe(66.7);
    expect(porcentajeConDecimal(1, 2000)).toBe(0.1);
    expect(porcentajeConDecimal(0, 7)).toBe(0);
    expect(porcentajeConDecimal(9_007_199_254_740_991, 9_007_199_254_740_991)).toBe(100);
    expect(porcentajeConDecimal(0, 0)).toBeNull();
  });
});

describe('por qué no pagan', () => {
  it('reparte todo lo vencido de cada moneda, y nunca suma dos', () => {
    const cuenta = fc.record({
      clienteId: fc.integer({ min: 1, max: 9 }),
      moneda: fc.constantFrom(ARS, USD),
      saldoVencido: fc.integer({ min: 1, max: 1_000_000 }),
      diasMoraMedios: fc.integer({ min: 1, max: 400 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(cuenta, { selector: ({ clienteId, moneda: una }) => `${clienteId} ${una}` }),
        fc.dictionary(fc.constantFrom('1', '2', '3', '4'), fc.constantFrom('olvido', 'otro')),
        (cuentas, dichos) => {
          const motivos = new Map(Object.entries(dichos).map(([id, motivo]) => [Number(id), motivo]));
          const filas = repartirPorMotivo(cuentas, motivos);
          for (const una of [ARS, USD]) {
            const total = cuentas
              .filter(({ moneda: suya }) => suya === una)
              .reduce((suma, { saldoVencido }) => suma + saldoVencido, 0);
            const deMoneda = filas.filter(({ moneda: suya }) => suya === una);
            expect(deMoneda.reduce((suma, { saldoVencido }) => suma + saldoVencido, 0)).toBe(total);
            const saldos = deMoneda.map(({ saldoVencido }) => saldoVencido);
            expect(saldos).toEqual([...saldos].sort((uno, otro) => otro - uno));
          }
          expect(filas.reduce((suma, { clientes }) => suma + clientes, 0)).toBe(cuentas.length);
          expect(repartirPorMotivo([...cuentas].reverse(), motivos)).toEqual(filas);
        },
      ),
    );
  });
});
