import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AtrasoEnMoneda,
  atrasoMedioDecimas,
  clasificar,
  explicarClase,
  haceUnAnio,
  type PorcionConAtraso,
  sinHistoria,
  sumarAtraso,
  textoDeDias,
  textoDeIncumplidos,
} from '../../src/dominio/clase.ts';
import { calcularCifras } from '../../src/dominio/clase-cifras.ts';
import { sugerirPlazo } from '../../src/dominio/clase-plazo.ts';
import { moneda } from '../../src/dominio/dinero.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import type { LimitesDeClase } from '../../src/dominio/politica.ts';

const ARS = moneda('ARS');
const USD = moneda('USD');
const limites: LimitesDeClase = [5, 30, 60];
const ordenDeClase = ['A', 'B', 'C', 'D'];

const conAtraso = (porciones: readonly PorcionConAtraso[], codigo = ARS): AtrasoEnMoneda => {
  const atraso = sumarAtraso(codigo, porciones);
  if (atraso === null) throw new Error('sin porciones');
  return atraso;
};
const claseCon = (...porciones: readonly PorcionConAtraso[]) =>
  clasificar({ atrasos: [conAtraso(porciones)], facturasPagadas: 3, promesasIncumplidas: 0 }, limites).clase;

const porcion = fc.record({
  importe: fc.integer({ min: 1, max: 10 ** 13 }),
  dias: fc.integer({ min: -400, max: 4000 }),
});
const porciones = fc.array(porcion, { minLength: 1, maxLength: 30 });

describe('atraso medio', () => {
  it('pesa los días de cada porción por su importe', () => {
    // 100 pagados 10 días tarde y 300 pagados 2 días antes: (1000 − 600) ÷ 400 = 1 día.
    const atraso = conAtraso([
      { importe: 100, dias: 10 },
      { importe: 300, dias: -2 },
    ]);
    expect(atraso).toEqual({ moneda: ARS, importe: 400n, importePorDias: 400n });
    expect(atrasoMedioDecimas(atraso)).toBe(10);
  });

  it('se redondea una vez, mitad hacia arriba', () => {
    expect(atrasoMedioDecimas({ moneda: ARS, importe: 20n, importePorDias: 1n })).toBe(1);
    expect(atrasoMedioDecimas({ moneda: ARS, importe: 100n, importePorDias: 4n })).toBe(0);
  });

  it('no depende del orden ni de partir una porción en dos', () => {
    fc.assert(
      fc.property(porciones, fc.integer({ min: 1, max: 99 }), (lista, parte) => {
        const entero = sumarAtraso(ARS, lista);
        const partidas = lista.flatMap(({ importe, dias }) => {
          const uno = Math.max(1, Math.floor((importe * parte) / 100));
          return importe === uno
            ? [{ importe, dias }]
            : [
                { importe: uno, dias },
                { importe: importe - uno, dias },
              ];
        });
        expect(sumarAtraso(ARS, partidas.toReversed())).toEqual(entero);
      }),
    );
  });

  it('es exacto con los importes más grandes que se admiten', () => {
    const lista = Array.from({ length: 1000 }, () => ({ importe: 10 ** 13, dias: 100_001 }));
    expect(conAtraso(lista)).toEqual({ moneda: ARS, importe: 10n ** 16n, importePorDias: 100_001n * 10n ** 16n });
  });
});

describe('clase', () => {
  it('A llega hasta 5 días, B hasta 30, C hasta 60 y D es el resto; el límite todavía está adentro', () => {
    const tabla: readonly (readonly [dias: number, clase: string])[] = [
      [-10, 'A'],
      [0, 'A'],
      [5, 'A'],
      [6, 'B'],
      [30, 'B'],
      [31, 'C'],
      [60, 'C'],
      [61, 'D'],
    ];
    for (const [dias, clase] of tabla) expect([dias, claseCon({ importe: 1, dias })]).toEqual([dias, clase]);
  });

  it('compara el cociente exacto: una pizca más de 5 días ya no es A', () => {
    expect(claseCon({ importe: 10 ** 12, dias: 5 }, { importe: 1, dias: 6 })).toBe('B');
  });

  it('con menos de tres facturas pagadas es nueva, tarde lo que tarde', () => {
    for (const facturasPagadas of [0, 1, 2]) {
      const historia = { ...sinHistoria, atrasos: [conAtraso([{ importe: 1, dias: 300 }])], facturasPagadas };
      expect(clasificar(historia, limites).clase).toBe('nueva');
    }
    expect(clasificar(sinHistoria, limites)).toMatchObject({ clase: 'nueva', atraso: null });
  });

  it('quien pagaba a término y dejó de pagar deja de ser A: lo vencido cuenta con hoy como su día', () => {
    const pagado = [1, 2, 3].map(() => ({ importe: 100_000, dias: 0 }));
    expect(claseCon(...pagado)).toBe('A');
    expect(claseCon(...pagado, { importe: 300_000, dias: 150 })).toBe('D');
  });

  it('entre dos monedas decide aquella en que paga peor, porque dos monedas no se suman', () => {
    const pesos = conAtraso([{ importe: 10 ** 12, dias: 1 }]);
    const dolares = conAtraso([{ importe: 1, dias: 40 }], USD);
    for (const atrasos of [
      [pesos, dolares],
      [dolares, pesos],
    ]) {
      const clasificacion = clasificar({ atrasos, facturasPagadas: 4, promesasIncumplidas: 0 }, limites);
      expect([clasificacion.clase, clasificacion.atraso?.moneda]).toEqual(['C', USD]);
    }
  });

  it('con dos promesas incumplidas es rompe promesas, sea cual sea su clase', () => {
    const con = (promesasIncumplidas: number) => clasificar({ ...sinHistoria, promesasIncumplidas }, limites);
    expect([0, 1, 2, 3].map((cuantas) => con(cuantas).rompePromesas)).toEqual([false, false, true, true]);
  });

  it('agregar atraso nunca mejora la clase', () => {
    fc.assert(
      fc.property(porciones, fc.nat({ max: 20 }), fc.integer({ min: 0, max: 500 }), (lista, cual, masDias) => {
        const peor = lista.map((una, orden) =>
          orden === cual % lista.length ? { ...una, dias: una.dias + masDias } : una,
        );
        expect(ordenDeClase.indexOf(claseCon(...peor))).toBeGreaterThanOrEqual(
          ordenDeClase.indexOf(claseCon(...lista)),
        );
      }),
    );
  });

  it('los límites son los de la política', () => {
    const historia = { ...sinHistoria, atrasos: [conAtraso([{ importe: 1, dias: 10 }])], facturasPagadas: 3 };
    expect(clasificar(historia, [10, 11, 12]).clase).toBe('A');
    expect(clasificar(historia, [1, 2, 3]).clase).toBe('D');
  });
});

describe('explicación de la clase', () => {
  it('dice el atraso, la muestra y el rango', () => {
    const clasificacion = clasificar(
      {
        atrasos: [
          conAtraso([
            { importe: 2, dias: 25 },
            { importe: 2, dias: 0 },
          ]),
        ],
        facturasPagadas: 4,
        promesasIncumplidas: 2,
      },
      limites,
    );
    expect(explicarClase(clasificacion, limites)).toBe(
      'atraso medio de 12,5 días en ARS, con 4 facturas pagadas en 12 meses: B es más de 5 y hasta 30 días; rompe promesas: incumplió 2 en 12 meses',
    );
  });

  it('a quien no se puede juzgar le dice cuánto falta', () => {
    const clasificacion = clasificar({ atrasos: [], facturasPagadas: 1, promesasIncumplidas: 1 }, limites);
    expect(explicarClase(clasificacion, limites)).toBe(
      '1 factura pagada en 12 meses; hacen falta 3 para darle una clase; incumplió una promesa en 12 meses',
    );
  });

  it('llama plan de cuotas a un plan que se cayó, y promesa sólo a una promesa', () => {
    const casos: [number, number, string][] = [
      [1, 0, 'una promesa'],
      [2, 0, '2 promesas'],
      [1, 1, 'un plan de cuotas'],
      [2, 2, '2 planes de cuotas'],
      [3, 1, '3 acuerdos (2 promesas y un plan de cuotas)'],
    ];
    for (const [promesasIncumplidas, planesCaidos, texto] of casos)
      expect(textoDeIncumplidos({ promesasIncumplidas, planesCaidos })).toBe(texto);
    const unPlan = clasificar({ ...sinHistoria, promesasIncumplidas: 1, planesCaidos: 1 }, limites);
    expect(explicarClase(unPlan, limites)).toContain('incumplió un plan de cuotas en 12 meses');
  });

  it('escribe los días en castellano', () => {
    expect([0, 10, -15, 123].map(textoDeDias)).toEqual(['0 días', '1 día', '−1,5 días', '12,3 días']);
  });
});

describe('los últimos 12 meses', () => {
  it('empiezan después del mismo día del año anterior; del 29 de febrero, después del 28', () => {
    expect(haceUnAnio(fecha('2026-07-01'))).toBe('2025-07-01');
    expect(haceUnAnio(fecha('2024-02-29'))).toBe('2023-02-28');
  });
});

describe('cifras de la conducta', () => {
  const compras = {
    moneda: ARS,
    compras: 3,
    importe: 1000n,
    primera: fecha('2024-01-01'),
    ultima: fecha('2026-06-01'),
  };

  it('la factura media se redondea una vez; la mediana y lo pagado a término miran pagadas y vencidas', () => {
    expect(calcularCifras(ARS, compras, { pagadas: [-3, 0, 10], vencidas: [40] })).toEqual({
      moneda: ARS,
      comprasAnuales: 3,
      facturaMedia: 333,
      atrasoMedianoDecimas: 50,
      aTerminoDecimas: 500,
      facturasPagadas: 3,
      facturasVencidas: 1,
      primeraCompra: '2024-01-01',
      ultimaCompra: '2026-06-01',
    });
  });

  it('la mediana de una cantidad impar es la del medio, y con números de varias cifras ordena por valor', () => {
    expect(calcularCifras(ARS, undefined, { pagadas: [100, 9, 20], vencidas: [] }).atrasoMedianoDecimas).toBe(200);
    expect(calcularCifras(ARS, undefined, { pagadas: [-2, 1], vencidas: [] }).atrasoMedianoDecimas).toBe(-5);
  });

  it('sin compras ni muestra no inventa cifras', () => {
    expect(calcularCifras(ARS, undefined, { pagadas: [], vencidas: [] })).toMatchObject({
      comprasAnuales: 0,
      facturaMedia: null,
      atrasoMedianoDecimas: null,
      aTerminoDecimas: null,
      primeraCompra: null,
    });
  });
});

describe('plazo sugerido', () => {
  const vigente = { dias: 31, origen: 'cliente' } as const;
  const politica = { plazos: { dias: 20, porSegmento: new Map() }, clases: { limites } };
  const sugerido = (dias: number, { pagadas = 3, rotas = 0 } = {}) => {
    const historia = {
      atrasos: [conAtraso([{ importe: 1, dias }])],
      facturasPagadas: pagadas,
      promesasIncumplidas: rotas,
    };
    return sugerirPlazo(clasificar(historia, limites), vigente, politica).dias;
  };

  it('premia a quien paga a término, mantiene al que se atrasa poco, acorta al que tarda y vende al contado al que no paga', () => {
    expect([0, 5, 20, 45, 90].map((dias) => sugerido(dias))).toEqual([46, 31, 31, 15, 0]);
  });

  it('a quien rompe promesas se le vende al contado aunque pague a término', () => {
    expect(sugerido(0, { rotas: 2 })).toBe(0);
  });

  it('a un cliente nuevo no se le da más que el plazo de la política', () => {
    expect(sugerido(0, { pagadas: 2 })).toBe(20);
    // Sin historia, pero con una deuda más vieja que el límite de C: tampoco.
    expect([60, 61].map((dias) => sugerido(dias, { pagadas: 0 }))).toEqual([20, 0]);
  });
});
