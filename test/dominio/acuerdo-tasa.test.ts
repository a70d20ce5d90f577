import { describe, expect, it } from 'vitest';
import { evaluarAcuerdos } from '../../src/dominio/acuerdo-evaluacion.ts';
import { calcularCumplimiento, tasaDecimas } from '../../src/dominio/acuerdo-tasa.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { type AcuerdoDePrueba, acuerdoDePrueba, cuentaDePrueba, type MovimientoDePrueba } from '../apoyo/acuerdos.ts';

const hoy = fecha('2026-07-20');
const sinLimites = { desde: null, hasta: null };

/** Cada promesa es de 1000, de su propio documento, para el 10 de julio y sin tolerancia. */
function promesas(...casos: readonly (readonly [Partial<AcuerdoDePrueba>, readonly MovimientoDePrueba[]])[]) {
  return casos.flatMap(([cambios, movimientos], orden) => {
    const acuerdo = acuerdoDePrueba({ id: orden + 1, cuotas: [['2026-07-10', 1000]], ...cambios });
    return evaluarAcuerdos(cuentaDePrueba([acuerdo], movimientos), hoy);
  });
}

const pago = (dia: string, monto: number): MovimientoDePrueba => ({ fecha: dia, monto });

describe('cumplimiento de las promesas', () => {
  const evaluados = promesas(
    [{}, [pago('2026-07-05', 1000)]],
    [{}, [pago('2026-07-05', 400)]],
    [{}, [pago('2026-07-11', 1000)]],
    [{ cuotas: [['2026-07-10', 3000]] }, []],
    [{ cuotas: [['2026-07-20', 1000]] }, [pago('2026-07-15', 1000)]],
    [{ hecho: { tipo: 'retirado', fecha: '2026-07-05' } }, []],
    [{}, [{ fecha: '2026-07-05', monto: 1000, esPago: false }]],
    [{ tipo: 'quita', descuento: 100 }, []],
    [{ gestor: 'beto' }, [pago('2026-07-10', 1000)]],
  );

  it('cuenta sólo las de ventana cerrada; las pagadas tarde no son cumplidas', () => {
    const [ana, beto] = calcularCumplimiento(evaluados, sinLimites, { porGestor: true });
    expect(ana).toEqual({
      gestor: 'ana',
      moneda: 'ARS',
      promesas: 4,
      cumplidas: 1,
      parciales: 1,
      incumplidas: 1,
      cumplidasTarde: 1,
      abiertas: 1,
      sinJuzgar: 2,
      prometido: 6000,
      cumplido: 1000,
      pagadoATiempo: 1400,
    });
    expect(beto).toMatchObject({ gestor: 'beto', promesas: 1, cumplidas: 1 });
  });

  it('lo que se paga o se perdona cuando la ventana ya se cerró no borra una promesa rota ni achica lo que se prometió', () => {
    const [tarde] = calcularCumplimiento(
      promesas(
        [{}, [{ fecha: '2026-07-20', monto: 1000, esPago: false }]],
        [{}, [pago('2026-07-05', 400), { fecha: '2026-07-20', monto: 600, esPago: false }]],
      ),
      sinLimites,
      { porGestor: true },
    );
    expect(tarde).toMatchObject({ promesas: 2, cumplidas: 0, incumplidas: 1, sinJuzgar: 0, prometido: 2000 });
  });

  it('en total suma a todos los gestores, y el período mira el día en que se cierra la ventana', () => {
    expect(calcularCumplimiento(evaluados, sinLimites, { porGestor: false })).toMatchObject([
      { gestor: null, promesas: 5, cumplidas: 2 },
    ]);
    const desde = calcularCumplimiento(evaluados, { desde: fecha('2026-07-11'), hasta: null }, { porGestor: false });
    expect(desde).toMatchObject([{ promesas: 0, abiertas: 1 }]);
    expect(calcularCumplimiento(evaluados, { desde: null, hasta: fecha('2026-07-09') }, { porGestor: false })).toEqual(
      [],
    );
  });

  it('la tasa se redondea una vez, y sin nada que dividir no hay tasa', () => {
    expect(tasaDecimas(2, 3)).toBe(667);
    expect(tasaDecimas(1, 8)).toBe(125);
    expect(tasaDecimas(0, 0)).toBeNull();
  });
});
