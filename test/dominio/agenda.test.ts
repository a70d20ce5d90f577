import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armarAgenda, type Pendiente, pendientesDeSilencio, tiposDeAgenda } from '../../src/dominio/agenda.ts';
import { moneda } from '../../src/dominio/dinero.ts';
import { fecha, fechaDeNumero, sumarDias } from '../../src/dominio/fecha.ts';
import { ultimaVez } from '../../src/dominio/silencio.ts';

const ARS = moneda('ARS');
const hoy = fecha('2026-07-01');

const pendiente: fc.Arbitrary<Pendiente> = fc.record({
  fecha: fc.integer({ min: 20_600, max: 20_610 }).map(fechaDeNumero),
  tipo: fc.constantFrom(...tiposDeAgenda),
  clave: fc.string({ minLength: 1, maxLength: 4 }),
  clienteId: fc.integer({ min: 1, max: 4 }),
  dinero: fc.option(fc.record({ monto: fc.integer({ min: 1, max: 9 }), moneda: fc.constantFrom(ARS, moneda('USD')) })),
  detalle: fc.constant(''),
  gestor: fc.constant(null),
});
const pendientes = fc.uniqueArray(pendiente, { selector: ({ clave }) => clave, maxLength: 30 });

describe('el orden de la agenda', () => {
  it('no depende de cómo llegó: por día y, cada día, por lo que conviene hacer primero', () => {
    fc.assert(
      fc.property(pendientes, (lista) => {
        const agenda = armarAgenda(lista);
        expect(armarAgenda([...lista].reverse())).toEqual(agenda);
        for (const [puesto, una] of agenda.entries()) {
          const anterior = agenda[puesto - 1];
          if (anterior === undefined) continue;
          expect(anterior.fecha <= una.fecha).toBe(true);
          if (anterior.fecha === una.fecha) {
            expect(tiposDeAgenda.indexOf(anterior.tipo)).toBeLessThanOrEqual(tiposDeAgenda.indexOf(una.tipo));
          }
        }
      }),
    );
  });

  it('sólo deja afuera el silencio de quien ya tiene otra cosa por la que se lo va a contactar', () => {
    fc.assert(
      fc.property(pendientes, (lista) => {
        const agenda = new Set(armarAgenda(lista));
        const porContactar = (clienteId: number) =>
          lista.some(
            (una) =>
              una.clienteId === clienteId &&
              ['promesa-incumplida', 'cuota-vencida', 'plan-caido', 'llamada', 'paso'].includes(una.tipo),
          );
        for (const una of lista) {
          expect(agenda.has(una)).toBe(una.tipo !== 'silencio' || !porContactar(una.clienteId));
        }
      }),
    );
  });
});

describe('el silencio', () => {
  it('más días de mora o un contacto más viejo nunca lo hacen aparecer más tarde', () => {
    const dias = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(
        dias,
        dias,
        dias,
        dias,
        fc.integer({ min: 1, max: 40 }),
        (mora, masMora, contacto, masViejo, espera) => {
          const aparece = (diasMora: number, hace: number): string => {
            const ventana = { hoy, hasta: sumarDias(hoy, 200) };
            const cuenta = { clienteId: 1, moneda: ARS, saldoVencido: 5, diasMora };
            const ultimaVezDe = () => ultimaVez(sumarDias(hoy, -hace), undefined);
            return pendientesDeSilencio([cuenta], ventana, { ultimaVezDe, dias: espera })[0]?.fecha ?? '9';
          };
          const base = aparece(mora, contacto);
          expect(aparece(mora + masMora, contacto) <= base).toBe(true);
          expect(aparece(mora, contacto + masViejo) <= base).toBe(true);
          expect(base >= hoy).toBe(true);
        },
      ),
    );
  });
});
