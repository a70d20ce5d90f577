import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Politica, ReglaDeSecuencia } from '../../../src/dominio/politica.ts';
import { decidirCliente } from '../../../src/dominio/recordatorio/decision.ts';
import { compararCuidado } from '../../../src/dominio/recordatorio/secuencia.ts';
import { clientePorRecordar, contextoDePrueba, decidirPrimera, pasoDePrueba } from '../../apoyo/recordar.ts';

const pasos = [
  pasoDePrueba({ codigo: 'corto', diasDesdeVencimiento: 1 }),
  pasoDePrueba({ codigo: 'medio', diasDesdeVencimiento: 5 }),
  pasoDePrueba({ codigo: 'largo', diasDesdeVencimiento: 10 }),
];
const secuencias = new Map([
  ['suave', ['largo']],
  ['media', ['medio', 'largo']],
  ['dura', ['corto', 'medio', 'largo']],
]);
const regla = (secuencia: string, alcance: Partial<ReglaDeSecuencia>): ReglaDeSecuencia => ({
  secuencia,
  facturas: [],
  clientes: [],
  segmentos: [],
  clases: [],
  ...alcance,
});

/** Qué paso y de qué secuencia sale para el cliente C-1, mayorista de clase B, que debe A-0001-00000022 hace 20 días. */
function sale(reglas: readonly ReglaDeSecuencia[], recordatorios: Partial<Politica['recordatorios']> = {}) {
  const { paso, secuencia } = decidirPrimera(
    {
      segmento: 'Mayorista',
      cuentas: [{ unidades: [{ numero: 'A-0001-00000022', vencimiento: '2026-06-11' }] }],
    },
    { recordatorios: { pasos, secuencias, reglas, ...recordatorios } },
  );
  return [secuencia, paso?.codigo];
}

describe('qué secuencia le toca a una factura', () => {
  it('sin reglas, la general: todos los pasos', () => {
    expect(sale([])).toEqual(['general', 'corto']);
  });

  it('manda la factura, después el cliente, después el segmento o la clase', () => {
    const porSegmento = regla('suave', { segmentos: ['mayorista'] });
    const porCliente = regla('dura', { clientes: ['c-1'] });
    const porFactura = regla('media', { facturas: ['A 1-22'] });
    expect(sale([porSegmento])).toEqual(['suave', 'largo']);
    expect(sale([porSegmento, porCliente])).toEqual(['dura', 'corto']);
    expect(sale([porSegmento, porCliente, porFactura])).toEqual(['media', 'medio']);
    expect(sale([porFactura, porCliente, porSegmento])).toEqual(['media', 'medio']);
  });

  it('de dos iguales manda la más cuidadosa, en cualquier orden', () => {
    const reglas = [regla('dura', { segmentos: ['mayorista'] }), regla('suave', { clases: ['B'] })];
    expect(sale(reglas)).toEqual(['suave', 'largo']);
    expect(sale(reglas.toReversed())).toEqual(['suave', 'largo']);
    expect(sale([regla('media', { clientes: ['C-1'] }), regla('general', { clientes: ['C-1'] })])).toEqual([
      'media',
      'medio',
    ]);
  });

  it('una regla con varias condiciones las pide todas', () => {
    expect(sale([regla('suave', { segmentos: ['mayorista'], clases: ['A'] })])).toEqual(['general', 'corto']);
    expect(sale([regla('suave', { segmentos: ['mayorista'], clases: ['A', 'B'] })])).toEqual(['suave', 'largo']);
  });

  it('un paso para otro segmento o clase no es de este cliente', () => {
    const otros = [
      pasoDePrueba({ codigo: 'ajeno', diasDesdeVencimiento: 1, segmentos: ['minorista'] }),
      pasoDePrueba({ codigo: 'de-d', diasDesdeVencimiento: 2, clases: ['D'] }),
      pasoDePrueba({ codigo: 'propio', diasDesdeVencimiento: 3, segmentos: ['mayorista'], clases: ['B'] }),
    ];
    expect(sale([], { pasos: otros })).toEqual(['general', 'propio']);
  });

  it('cada factura sigue la suya, y el mensaje lleva el paso más alto', () => {
    const decision = decidirPrimera(
      {
        cuentas: [
          {
            unidades: [
              { documentoId: 1, numero: 'F-1', vencimiento: '2026-06-11' },
              { documentoId: 2, numero: 'F-2', vencimiento: '2026-06-11' },
            ],
          },
        ],
      },
      { recordatorios: { pasos, secuencias, reglas: [regla('suave', { facturas: ['F-2'] })] } },
    );
    expect([decision.paso?.codigo, decision.secuencia]).toEqual(['largo', 'suave']);
    expect(decision.vencidas.map(({ paso }) => paso)).toEqual(['corto', 'largo']);
  });

  it('sin clases en la política, la clase del cliente no se llega a calcular', () => {
    const conClase = (clases: readonly string[]) => () => {
      const cliente = clientePorRecordar({ cuentas: [{ unidades: [{ vencimiento: '2026-06-11' }] }] });
      Object.defineProperty(cliente, 'clase', {
        get: () => {
          throw new Error('se calculó la clase');
        },
      });
      const conPaso = [pasoDePrueba({ codigo: 'corto', diasDesdeVencimiento: 1, clases })];
      return decidirCliente(cliente, contextoDePrueba({ recordatorios: { pasos: conPaso } }));
    };
    expect(conClase([])).not.toThrow();
    expect(conClase(['A'])).toThrow('se calculó la clase');
  });
});

describe('cuando cambia la secuencia de una factura', () => {
  const deSegmento = (segmento: string, letra: string) =>
    [7, 15, 30].map((dias) =>
      pasoDePrueba({ codigo: `${letra}${dias}`, diasDesdeVencimiento: dias, segmentos: [segmento] }),
    );
  const propios = [...deSegmento('chico', 'c'), ...deSegmento('grande', 'g')];
  /** Qué toca hoy, hechos esos pasos, a quien ahora es grande y debe desde hace `dias`. */
  const toca = (hechos: Readonly<Record<string, string>>, vencimiento = '2026-05-20') =>
    decidirPrimera(
      { segmento: 'grande', cuentas: [{ unidades: [{ vencimiento, hechos }] }] },
      { recordatorios: { pasos: propios } },
    );

  it('un paso anterior nunca vuelve: cuenta el más alto ya hecho, sea de la secuencia que sea', () => {
    expect(toca({}).paso?.codigo).toBe('g7');
    expect(toca({ c7: '2026-06-01' }).paso?.codigo).toBe('g15');
    expect(toca({ c7: '2026-06-01', c15: '2026-06-10' }).paso?.codigo).toBe('g30');
    expect(toca({ c7: '2026-06-01', c15: '2026-06-10', c30: '2026-06-20' })).toMatchObject({
      regla: 'sin-paso',
      motivo: 'no quedan pasos después de c30',
    });
    expect(toca({ g7: '2026-06-01', c30: '2026-06-20' }).regla).toBe('sin-paso');
  });

  it('un código que la política ya no tiene no cuenta', () => {
    expect(toca({ viejo: '2026-06-20' }).paso?.codigo).toBe('g7');
  });

  it('la separación se cuenta también desde el reclamo de la otra secuencia', () => {
    const pasos = propios.map((paso) => ({ ...paso, separacionDias: 7 }));
    const decision = decidirPrimera(
      { segmento: 'grande', cuentas: [{ unidades: [{ vencimiento: '2026-05-20', hechos: { c7: '2026-06-28' } }] }] },
      { recordatorios: { pasos } },
    );
    expect(decision).toMatchObject({ regla: 'paso-hecho', motivo: expect.stringContaining('g15 toca el 2026-07-05') });
  });
});

describe('una factura a la que la política le da una secuencia sin pasos', () => {
  const recordatorios = {
    pasos,
    secuencias: new Map([['nunca', []]]),
    reglas: [regla('nunca', { facturas: ['F-2'] })],
  };
  const una = { documentoId: 1, numero: 'F-1', vencimiento: '2026-06-11', saldo: 500 };
  const nunca = { documentoId: 2, numero: 'F-2', vencimiento: '2026-06-01', saldo: 900 };

  it('no se pide ni se nombra en el mensaje de otra', () => {
    const decision = decidirPrimera({ cuentas: [{ unidades: [nunca, una] }] }, { recordatorios });
    expect(decision).toMatchObject({ accion: 'enviar', monto: 500 });
    expect(decision.vencidas.map(({ unidad }) => unidad.numero)).toEqual(['F-1']);
  });

  it('sola, no hay ningún paso para ella', () => {
    expect(decidirPrimera({ cuentas: [{ unidades: [nunca] }] }, { recordatorios })).toMatchObject({
      regla: 'sin-paso',
      vencidas: [],
    });
  });
});

describe('cuál secuencia es más cuidadosa', () => {
  const conDias = (dias: readonly number[]) =>
    dias
      .toSorted((uno, otro) => uno - otro)
      .map((uno, orden) => pasoDePrueba({ codigo: `p${orden}`, diasDesdeVencimiento: uno }));

  it('la que empieza a reclamar más tarde; después, la que tarda más o se detiene antes', () => {
    const gana = (una: readonly number[], otra: readonly number[]) => compararCuidado(conDias(una), conDias(otra)) < 0;
    expect(gana([10, 20, 30], [1, 40])).toBe(true);
    expect(gana([7], [7, 15])).toBe(true);
    expect(gana([7, 30], [7, 15])).toBe(true);
    expect(gana([], [1])).toBe(true);
    expect(gana([7], [-3, 7])).toBe(true);
  });

  it('es un orden: no depende de cuál se pregunta primero', () => {
    const lista = fc.array(fc.integer({ min: -9, max: 40 }), { maxLength: 5 }).map(conDias);
    fc.assert(
      fc.property(lista, lista, lista, (una, otra, tercera) => {
        expect(Math.sign(compararCuidado(una, otra))).toBe(-Math.sign(compararCuidado(otra, una)) + 0);
        if (compararCuidado(una, otra) <= 0 && compararCuidado(otra, tercera) <= 0)
          expect(compararCuidado(una, tercera)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
