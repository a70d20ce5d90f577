import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { descuentosPorAplicar, descuentosPorDeshacer } from '../../src/dominio/acuerdo-descuentos.ts';
import { evaluarAcuerdos } from '../../src/dominio/acuerdo-evaluacion.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { type AcuerdoDePrueba, acuerdoDePrueba, cuentaDePrueba, type MovimientoDePrueba } from '../apoyo/acuerdos.ts';

/** Se deben 1000: con 900 hasta el 15 de julio se perdonan 100. */
const quita: AcuerdoDePrueba = {
  tipo: 'quita',
  cuotas: [['2026-07-15', 900]],
  descuento: 100,
  documentos: { 1: 600, 2: 400 },
};
const hoy = fecha('2026-07-20');

function cuenta(movimientos: readonly MovimientoDePrueba[], cambios: Partial<AcuerdoDePrueba> = {}) {
  return cuentaDePrueba([acuerdoDePrueba({ ...quita, ...cambios })], movimientos);
}

const todo: MovimientoDePrueba[] = [
  { documento: 1, fecha: '2026-07-14', monto: 600 },
  { documento: 2, fecha: '2026-07-15', monto: 300 },
];

describe('descuento de un acuerdo', () => {
  it('pagado a tiempo, cierra los documentos el día en que se cumplió', () => {
    expect(descuentosPorAplicar(cuenta(todo), hoy)).toMatchObject([
      { fecha: '2026-07-15', monto: 100, aplicaciones: [{ documentoId: 2, monto: 100, fecha: '2026-07-15' }] },
    ]);
  });

  it('pagado un día después, se pierde', () => {
    const tarde = [
      { documento: 1, fecha: '2026-07-14', monto: 600 },
      { documento: 2, fecha: '2026-07-16', monto: 300 },
    ];
    expect(descuentosPorAplicar(cuenta(tarde), hoy)).toEqual([]);
    expect(evaluarAcuerdos(cuenta(tarde), hoy)[0]).toMatchObject({ estado: 'cumplida-tarde', descuentoGanado: 0 });
  });

  it('pagado en parte, no hay descuento', () => {
    expect(descuentosPorAplicar(cuenta(todo.slice(0, 1)), hoy)).toEqual([]);
  });

  it('si pagó de más, descuenta sólo lo que falta; si pagó todo, nada', () => {
    const demas = (monto: number) => [...todo.slice(0, 1), { documento: 2, fecha: '2026-07-15', monto }];
    expect(descuentosPorAplicar(cuenta(demas(370)), hoy)).toMatchObject([{ monto: 30 }]);
    expect(descuentosPorAplicar(cuenta(demas(400)), hoy)).toEqual([]);
  });

  it('con una nota de crédito, el porcentaje es sobre lo que queda', () => {
    const conNota = [
      { documento: 1, fecha: '2026-07-02', monto: 500, esPago: false },
      { documento: 1, fecha: '2026-07-10', monto: 100 },
      { documento: 2, fecha: '2026-07-10', monto: 350 },
    ];
    expect(evaluarAcuerdos(cuenta(conNota), hoy)[0]).toMatchObject({ estado: 'cumplida', exigible: 450 });
    expect(descuentosPorAplicar(cuenta(conNota), hoy)).toMatchObject([{ monto: 50 }]);
  });

  it('ya dado no se da otra vez, y no baja lo que el acuerdo exige', () => {
    const dado = [...todo, { documento: 2, fecha: '2026-07-15', monto: 100, esPago: false, creditoId: 77 }];
    const conDescuento = cuenta(dado, { creditosDeDescuento: [77] });
    expect(descuentosPorAplicar(conDescuento, hoy)).toEqual([]);
    expect(descuentosPorDeshacer(conDescuento, hoy)).toEqual([]);
    expect(evaluarAcuerdos(conDescuento, hoy)[0]).toMatchObject({ exigible: 900, descuentoOtorgado: 100 });
  });

  it('deshecho el pago, se deshace desde el mismo día', () => {
    const rebotado = [
      { documento: 1, fecha: '2026-07-14', monto: 600, deshecho: '2026-07-18' },
      { documento: 2, fecha: '2026-07-15', monto: 300 },
      { documento: 2, fecha: '2026-07-15', monto: 100, esPago: false, creditoId: 77 },
    ];
    const conDescuento = cuenta(rebotado, { creditosDeDescuento: [77] });
    expect(descuentosPorDeshacer(conDescuento, hoy)).toMatchObject([
      { creditoId: 77, monto: 100, fecha: '2026-07-18' },
    ]);
    expect(descuentosPorAplicar(conDescuento, hoy)).toEqual([]);
  });

  it('un cheque que se acredita a tiempo ya lo gana, y rige desde ese día', () => {
    expect(descuentosPorAplicar(cuenta(todo), fecha('2026-07-05'))).toMatchObject([
      { fecha: '2026-07-15', monto: 100 },
    ]);
  });

  it('el de un plan se gana al cumplirlo y se cancela si se cae', () => {
    const plan: Partial<AcuerdoDePrueba> = {
      tipo: 'cuotas',
      cuotas: [
        ['2026-07-10', 450],
        ['2026-08-10', 450],
      ],
    };
    expect(descuentosPorAplicar(cuenta(todo, plan), hoy)).toMatchObject([{ fecha: '2026-07-15', monto: 100 }]);
    const caido = todo.map((pago) => ({ ...pago, fecha: '2026-08-20' }));
    expect(evaluarAcuerdos(cuenta(caido, plan), fecha('2026-08-20'))[0]).toMatchObject({
      estado: 'caido',
      descuentoGanado: 0,
    });
    expect(descuentosPorAplicar(cuenta(caido, plan), fecha('2026-08-20'))).toEqual([]);
  });

  it('retirado el acuerdo, no hay descuento', () => {
    const retirado = { hecho: { tipo: 'retirado' as const, fecha: '2026-07-13' } };
    expect(descuentosPorAplicar(cuenta(todo, retirado), hoy)).toEqual([]);
  });

  it('nunca deja un documento por debajo de cero ni pasa de lo que se acordó perdonar', () => {
    const pagos = fc.array(
      fc.record({
        documento: fc.constantFrom(1, 2),
        fecha: fc.constantFrom('2026-07-05', '2026-07-15', '2026-07-16'),
        monto: fc.integer({ min: 1, max: 500 }),
        esPago: fc.boolean(),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(pagos, (pedidos) => {
        const quedan = new Map([
          [1, 600],
          [2, 400],
        ]);
        const hechos = pedidos.flatMap((pedido) => {
          const monto = Math.min(pedido.monto, quedan.get(pedido.documento) ?? 0);
          quedan.set(pedido.documento, (quedan.get(pedido.documento) ?? 0) - monto);
          return monto === 0 ? [] : [{ ...pedido, monto }];
        });
        for (const { monto, aplicaciones } of descuentosPorAplicar(cuenta(hechos), hoy)) {
          expect(monto).toBeLessThanOrEqual(100);
          expect(aplicaciones.reduce((suma, aplicacion) => suma + aplicacion.monto, 0)).toBe(monto);
          for (const aplicacion of aplicaciones)
            expect(aplicacion.monto).toBeLessThanOrEqual(quedan.get(aplicacion.documentoId) ?? 0);
        }
      }),
    );
  });
});
