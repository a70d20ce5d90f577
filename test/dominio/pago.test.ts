import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ErrorDeDatos } from '../../src/dominio/errores.ts';
import { type Fecha, fecha, sumarDias } from '../../src/dominio/fecha.ts';
import {
  type DestinoPedido,
  decidirDestinos,
  type Movimiento,
  planificarAnulacion,
  primerDiaConLugar,
} from '../../src/dominio/pago.ts';

const dia = (numero: number): Fecha => sumarDias(fecha('2026-01-01'), numero);
const ocupadoAl = (movimientos: readonly Movimiento[], corte: Fecha) =>
  movimientos.reduce((suma, uno) => (uno.fecha <= corte ? suma + uno.monto : suma), 0);

describe('primerDiaConLugar', () => {
  const caso = (movimientos: [number, number][], monto: number, desde: number) =>
    primerDiaConLugar({
      tope: 100,
      movimientos: movimientos.map(([numero, cuanto]) => ({ fecha: dia(numero), monto: cuanto })),
      monto,
      desde: dia(desde),
    });

  it('sin movimientos rige desde el día pedido', () => {
    expect(caso([], 100, 3)).toBe(dia(3));
  });

  it('lo que un pago deshecho ocupaba no se puede volver a ocupar en esos días', () => {
    const deshecho: [number, number][] = [
      [5, 100],
      [10, -100],
    ];
    expect(caso(deshecho, 100, 3)).toBe(dia(10));
    expect(caso(deshecho, 100, 12)).toBe(dia(12));
  });

  it('si al lado de lo deshecho había lugar, no hace falta esperar', () => {
    expect(
      caso(
        [
          [5, 40],
          [10, -40],
        ],
        60,
        3,
      ),
    ).toBe(dia(3));
  });

  it('lo deshecho el mismo día en que se aplicó no ocupó ningún día', () => {
    expect(
      caso(
        [
          [5, 100],
          [5, -100],
        ],
        100,
        3,
      ),
    ).toBe(dia(3));
  });

  it('si no cabe ni al final, no hay día', () => {
    expect(caso([[5, 50]], 51, 3)).toBeUndefined();
  });

  it('es el primer día en que nunca se pasa del tope, y antes de él se pasaría', () => {
    const pares = fc.array(
      fc.record({ inicio: fc.nat(30), dura: fc.nat(10), monto: fc.integer({ min: 1, max: 60 }), sigue: fc.boolean() }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(pares, fc.integer({ min: 1, max: 100 }), fc.nat(30), (lista, monto, inicio) => {
        const movimientos = lista.flatMap(({ inicio: desde, dura, monto: cuanto, sigue }) => [
          { fecha: dia(desde), monto: cuanto },
          ...(sigue ? [] : [{ fecha: dia(desde + dura), monto: -cuanto }]),
        ]);
        const cabeDesde = (numero: number) => {
          for (let uno = numero; uno <= 60; uno++) if (ocupadoAl(movimientos, dia(uno)) + monto > 100) return false;
          return true;
        };
        const hallado = primerDiaConLugar({ tope: 100, movimientos, monto, desde: dia(inicio) });
        const esperado = Array.from({ length: 61 }, (_, numero) => numero).find(
          (numero) => numero >= inicio && cabeDesde(numero),
        );
        expect(hallado).toBe(esperado === undefined ? undefined : dia(esperado));
      }),
    );
  });
});

describe('planificarAnulacion', () => {
  const aplicacion = (id: number, numero: number, monto: number) => ({
    id,
    creditoId: 1,
    documentoId: id,
    fecha: dia(numero),
    monto,
  });

  it('deshace cada aplicación desde el día pedido o el suyo, y reversa todo el crédito', () => {
    const plan = planificarAnulacion(
      { fecha: dia(1), disponible: 30, ultimoMovimiento: dia(20) },
      [aplicacion(7, 1, 50), aplicacion(8, 20, 20)],
      dia(10),
    );
    expect(plan.deshechas.map(({ fecha: desde }) => desde)).toEqual([dia(10), dia(20)]);
    expect([plan.fecha, plan.monto]).toEqual([dia(20), 100]);
  });

  it('un cheque que se rechaza antes de cobrarse se deshace el día del cobro', () => {
    const plan = planificarAnulacion(
      { fecha: dia(30), disponible: 0, ultimoMovimiento: dia(30) },
      [aplicacion(7, 30, 100)],
      dia(2),
    );
    expect([plan.deshechas[0]?.fecha, plan.fecha, plan.monto]).toEqual([dia(30), dia(30), 100]);
  });
});

describe('decidirDestinos', () => {
  const escribir = String;
  const destino = (documentoId: number, saldo: number, monto: number | null = null, ajustado = 0): DestinoPedido => ({
    documentoId,
    numero: `F-${documentoId}`,
    estado: saldo > 0 ? 'vencida' : 'pagada',
    saldo,
    ajustado,
    monto,
  });

  it('lo que tiene monto se sirve entero y el resto se reparte en orden', () => {
    const decididos = decidirDestinos([destino(1, 80), destino(2, 50, 50), destino(3, 40)], 100, escribir);
    expect(decididos).toEqual([
      { documentoId: 2, monto: 50, porSustituir: 0 },
      { documentoId: 1, monto: 50, porSustituir: 0 },
    ]);
  });

  it('pide sustituir sólo el ajuste que hace falta', () => {
    expect(decidirDestinos([destino(1, 10, null, 90)], 60, escribir)).toEqual([
      { documentoId: 1, monto: 60, porSustituir: 50 },
    ]);
  });

  it.each([
    ['más de lo que debe', [destino(1, 80, 81)], 100, 'debe 80'],
    ['más de lo que hay', [destino(1, 80, 60), destino(2, 80, 60)], 100, 'se pide aplicar 120 y hay 100'],
    ['dos veces la misma', [destino(1, 80, 10), destino(1, 80)], 100, 'dos veces'],
    ['una que no debe nada', [destino(1, 0)], 100, 'ya no debe nada'],
    ['una castigada', [{ ...destino(1, 0), estado: 'castigada' as const }], 100, 'se castigó'],
    ['una anulada', [{ ...destino(1, 0), estado: 'anulada' as const }], 100, 'está anulada'],
  ])('rechaza %s', (_, pedidos, disponible, mensaje) => {
    expect(() => decidirDestinos(pedidos, disponible, escribir)).toThrow(ErrorDeDatos);
    expect(() => decidirDestinos(pedidos, disponible, escribir)).toThrow(mensaje);
  });

  it('nunca pasa de lo que hay ni de lo que cada una debe, y agota lo que puede', () => {
    const pedidos = fc.array(fc.record({ saldo: fc.integer({ min: 1, max: 100 }), ajustado: fc.nat(50) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(pedidos, fc.integer({ min: 1, max: 300 }), (lista, disponible) => {
        const destinos = lista.map(({ saldo, ajustado }, orden) => destino(orden, saldo, null, ajustado));
        const decididos = decidirDestinos(destinos, disponible, escribir);
        const total = decididos.reduce((suma, { monto }) => suma + monto, 0);
        const deuda = lista.reduce((suma, { saldo, ajustado }) => suma + saldo + ajustado, 0);
        expect(total).toBe(Math.min(disponible, deuda));
        for (const { documentoId, monto, porSustituir } of decididos) {
          const { saldo = 0, ajustado = 0 } = lista[documentoId] ?? {};
          expect(monto).toBeLessThanOrEqual(saldo + ajustado);
          expect(porSustituir).toBe(Math.max(0, monto - saldo));
        }
      }),
    );
  });
});
