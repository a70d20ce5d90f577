import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Canal, CanalesDeCliente } from '../../src/dominio/canal.ts';
import { moneda } from '../../src/dominio/dinero.ts';
import { elegirEstrategia, equilibrada, estrategiasIncluidas } from '../../src/dominio/estrategias.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { armarLista, retencionPorSaldoAFavor } from '../../src/dominio/lista-prioridad.ts';
import { criterios, type Estrategia } from '../../src/dominio/politica.ts';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';
import { type Conducta, type Cuenta, conductaSinHistoria, priorizar } from '../../src/dominio/prioridad.ts';
import { explicarMotivo, sugerirPaso } from '../../src/dominio/prioridad-motivo.ts';

const ars = moneda('ARS');
const usd = moneda('USD');

function cuenta(codigo: string, saldoVencido: number, dias: number, mas: Partial<Cuenta> = {}): Cuenta {
  return { codigo, moneda: ars, saldoVencido, diasMoraMedios: dias, venceDia: 20_000 - dias, ...mas };
}

const codigos = (cuentas: readonly Cuenta[], estrategia: Estrategia = equilibrada) =>
  [...priorizar(cuentas, estrategia)].map(({ cuenta: { codigo } }) => codigo);

const conductas: fc.Arbitrary<Conducta> = fc.record({
  promesasIncumplidas: fc.nat(4),
  diasDeSilencio: fc.option(fc.nat(60), { nil: null }),
  clase: fc.constantFrom('A', 'B', 'C', 'D', 'nueva'),
});
const cuentaCualquiera = fc
  .record({
    saldoVencido: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 10 ** 12 })),
    dias: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 400 })),
    moneda: fc.constantFrom(ars, ars, usd),
    conducta: fc.option(conductas, { nil: conductaSinHistoria }),
  })
  .map(({ dias, ...resto }) => ({ ...resto, diasMoraMedios: dias, venceDia: 20_000 - dias }));
const carteras = fc
  .array(cuentaCualquiera, { minLength: 1, maxLength: 12 })
  .map((cuentas) => cuentas.map((una, orden): Cuenta => ({ ...una, codigo: `C${orden}` })));
const estrategias = fc.constantFrom(...estrategiasIncluidas);

/** Cuántas cuentas de su moneda quedan delante de la que lleva ese código. */
function delanteDe(codigo: string, cuentas: readonly Cuenta[], estrategia: Estrategia): number {
  const suya = cuentas.find((una) => una.codigo === codigo)?.moneda;
  const orden = [...priorizar(cuentas, estrategia)]
    .map((puntuada) => puntuada.cuenta)
    .filter((una) => una.moneda === suya);
  return orden.findIndex((una) => una.codigo === codigo);
}

describe('prioridad', () => {
  it('10.000,01 con 61 días de mora va antes que 2.000 con 15', () => {
    expect(codigos([cuenta('chica', 200_000, 15), cuenta('grande', 1_000_001, 61)])).toEqual(['grande', 'chica']);
  });

  it('los puntos de cada criterio salen de la fórmula escrita en las reglas', () => {
    const [primera, segunda, tercera] = priorizar(
      [
        cuenta('a', 400, 60, { conducta: { promesasIncumplidas: 1, diasDeSilencio: 15, clase: 'D' } }),
        cuenta('b', 200, 30),
        cuenta('c', 100, 240, { conducta: { promesasIncumplidas: 5, diasDeSilencio: 90, clase: 'A' } }),
      ],
      equilibrada,
    );
    // m = 200, S = 400: ln(1 + 100/200) / ln(1 + 400/200) × 40 = 14,76; ln 2 / ln 3 × 40 = 25,24.
    expect(primera).toMatchObject({
      cuenta: { codigo: 'a' },
      puntajeDecimas: 725,
      puntosDecimas: { monto: 400, antiguedad: 150, promesas: 75, silencio: 50, clase: 50 },
    });
    expect(segunda).toMatchObject({
      cuenta: { codigo: 'c' },
      puntosDecimas: { monto: 148, antiguedad: 300, promesas: 150, silencio: 100, clase: 0 },
    });
    expect(tercera).toMatchObject({
      cuenta: { codigo: 'b' },
      puntosDecimas: { monto: 252, antiguedad: 75, promesas: 0, silencio: 100, clase: 25 },
    });
  });

  it('con un número par de cuentas la mediana es la media de las dos del medio', () => {
    const puntuadas = [...priorizar([cuenta('a', 100, 1), cuenta('b', 300, 1)], equilibrada)];
    // m = 200, S = 300: ln(1,5) / ln(2,5) × 40 = 17,70.
    expect(puntuadas.map(({ puntosDecimas }) => puntosDecimas.monto)).toEqual([400, 177]);
  });

  it('el puntaje es la suma exacta de sus puntos, entre 0 y 100', () => {
    fc.assert(
      fc.property(carteras, estrategias, (cuentas, estrategia) => {
        for (const { puntajeDecimas, puntosDecimas } of priorizar(cuentas, estrategia)) {
          expect(criterios.reduce((suma, criterio) => suma + puntosDecimas[criterio], 0)).toBe(puntajeDecimas);
          expect(Number.isInteger(puntajeDecimas) && puntajeDecimas >= 0 && puntajeDecimas <= 1000).toBe(true);
        }
      }),
    );
  });

  it('no depende del orden de entrada', () => {
    fc.assert(
      fc.property(
        carteras,
        estrategias,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (cuentas, estrategia, azar) => {
          const mezcladas = cuentas
            .map((una) => ({ una, peso: azar.next().value }))
            .sort((x, y) => x.peso - y.peso)
            .map(({ una }) => una);
          expect([...priorizar(mezcladas, estrategia)]).toEqual([...priorizar(cuentas, estrategia)]);
        },
      ),
    );
  });

  it('más dinero vencido, lo demás igual, nunca baja en la lista de su moneda', () => {
    fc.assert(
      fc.property(carteras, estrategias, fc.integer({ min: 1, max: 10 ** 12 }), (cuentas, estrategia, aumento) => {
        const mas = cuentas.map((una, orden) =>
          orden === 0 ? { ...una, saldoVencido: una.saldoVencido + aumento } : una,
        );
        expect(delanteDe('C0', mas, estrategia)).toBeLessThanOrEqual(delanteDe('C0', cuentas, estrategia));
      }),
      { numRuns: 1000 },
    );
  });

  it('más vieja, lo demás igual, nunca baja en la lista', () => {
    fc.assert(
      fc.property(carteras, estrategias, fc.integer({ min: 1, max: 200 }), (cuentas, estrategia, dias) => {
        const mas = cuentas.map((una, orden) =>
          orden === 0 ? { ...una, diasMoraMedios: una.diasMoraMedios + dias, venceDia: una.venceDia - dias } : una,
        );
        const posicion = (lista: readonly Cuenta[]) => codigos(lista, estrategia).indexOf('C0');
        expect(posicion(mas)).toBeLessThanOrEqual(posicion(cuentas));
      }),
      { numRuns: 1000 },
    );
  });

  it('los empates se deciden por saldo mayor, vencimiento más viejo y código', () => {
    const soloClase: Estrategia = {
      ...equilibrada,
      puntos: { monto: 0, antiguedad: 0, promesas: 0, silencio: 0, clase: 100 },
    };
    const cuentas = [cuenta('d', 100, 5), cuenta('b', 100, 9), cuenta('a', 100, 9), cuenta('c', 900, 1)];
    expect(codigos(cuentas, soloClase)).toEqual(['c', 'a', 'b', 'd']);
  });

  it('dos monedas no se comparan: cada una tiene su mediana y su máximo', () => {
    const [primera, segunda] = priorizar(
      [cuenta('a', 100, 10, { moneda: usd }), cuenta('b', 9_000_000, 10)],
      equilibrada,
    );
    expect([primera?.puntosDecimas.monto, segunda?.puntosDecimas.monto]).toEqual([400, 400]);
  });
});

describe('lista de prioridad', () => {
  const cartera = ['a', 'b', 'c'].map((codigo, orden) => ({
    ...cuenta(codigo, (orden + 1) * 1000, 30),
    clienteId: orden + 1,
  }));
  const todas = { clientes: null, moneda: null, saldoMinDe: () => 0 };

  it('filtrar o retener no cambia el puntaje de nadie y las posiciones son las de la lista', () => {
    const entera = [...armarLista(cartera, equilibrada, { seleccion: todas, retencion: () => null }).recorrer(false)];
    const parte = [
      ...armarLista(cartera, equilibrada, {
        seleccion: { ...todas, clientes: new Set([1]) },
        retencion: () => null,
      }).recorrer(false),
    ];
    expect(parte.map(({ posicion }) => posicion)).toEqual([1]);
    expect(parte[0]?.puntajeDecimas).toBe(entera.find(({ cuenta: { codigo } }) => codigo === 'a')?.puntajeDecimas);
  });

  it('no se reclama a quien tiene a favor todo lo vencido, y con lo demás va al final con el motivo', () => {
    const retencion = retencionPorSaldoAFavor([
      { clienteId: 3, moneda: ars, saldoAFavor: 3000, saldoVencidoTotal: 3000 },
      { clienteId: 2, moneda: ars, saldoAFavor: 1999, saldoVencidoTotal: 2000 },
    ]);
    const lista = armarLista(cartera, equilibrada, { seleccion: todas, retencion });
    expect([lista.cuantas, lista.cuantasRetenidas]).toEqual([2, 1]);
    expect([...lista.recorrer(false)].map(({ cuenta: { codigo } }) => codigo)).toEqual(['b', 'a']);
    expect([...lista.recorrer(true)].at(-1)).toMatchObject({
      cuenta: { codigo: 'c' },
      posicion: null,
      retenido: 'su saldo a favor cubre todo lo vencido',
    });
  });

  it('el saldo mínimo deja afuera lo que no llega', () => {
    const seleccion = { ...todas, saldoMinDe: () => 2000 };
    expect(armarLista(cartera, equilibrada, { seleccion, retencion: () => null }).cuantas).toBe(2);
  });
});

describe('estrategias', () => {
  const hoy = fecha('2026-07-01');

  it('las incluidas reparten 100 puntos y crisis cuenta sólo lo que pasa de 90 días', () => {
    for (const { puntos } of estrategiasIncluidas)
      expect(criterios.reduce((suma, criterio) => suma + puntos[criterio], 0)).toBe(100);
    expect(politicaPredeterminada.estrategias.get('crisis')?.diasMoraMin).toBe(91);
    expect(elegirEstrategia(politicaPredeterminada, { pedida: undefined, hoy })).toEqual({
      estrategia: equilibrada,
      aviso: null,
    });
  });

  it('rige hasta su último día inclusive; después vuelve la predeterminada con un aviso', () => {
    const crisis = { ...equilibrada, nombre: 'crisis', hasta: hoy };
    const politica = {
      estrategia: 'crisis',
      estrategias: new Map([
        ['equilibrada', equilibrada],
        ['crisis', crisis],
      ]),
    };
    expect(elegirEstrategia(politica, { pedida: undefined, hoy }).estrategia.nombre).toBe('crisis');
    const despues = elegirEstrategia(politica, { pedida: 'crisis', hoy: fecha('2026-07-02') });
    expect(despues.estrategia).toBe(equilibrada);
    expect(despues.aviso).toContain('2026-07-01');
  });

  it('un nombre que no existe es un error de uso que nombra los que hay', () => {
    expect(() => elegirEstrategia(politicaPredeterminada, { pedida: 'otra', hoy })).toThrow(
      'no hay ninguna estrategia «otra»',
    );
  });
});

describe('motivo', () => {
  it('dice cuánto, desde cuándo y si se lo contactó', () => {
    const situacion = { moneda: ars, saldoVencido: 1_000_001, diasMora: 61, facturasVencidas: 2 };
    expect(explicarMotivo(situacion)).toBe(
      '10.000,01 ARS en 2 facturas, 61 días de mora la más antigua; sin contacto registrado',
    );
    expect(
      explicarMotivo({
        ...situacion,
        facturasVencidas: 1,
        diasMora: 1,
        conducta: { promesasIncumplidas: 2, diasDeSilencio: 8, clase: 'D' },
      }),
    ).toBe('10.000,01 ARS, 1 día de mora; incumplió 2 promesas; último contacto hace 8 días');
    const trasUnMensaje = (diasDeSilencio: number) =>
      explicarMotivo({
        ...situacion,
        conducta: { promesasIncumplidas: 0, diasDeSilencio, loUltimoFueMensaje: true, clase: 'D' },
      })
        .split('; ')
        .at(-1);
    expect([0, 1, 8].map(trasUnMensaje)).toEqual([
      'se le escribió hoy',
      'se le escribió ayer',
      'último mensaje hace 8 días',
    ]);
  });

  const comun = {
    hoy: fecha('2026-07-01'),
    proximo: null,
    diasMora: 70,
    tieneTelefono: true,
    tieneEmail: true,
    canales: new Map(),
  };

  it('sugiere el paso según la mora y por dónde se puede llegar', () => {
    expect(sugerirPaso(comun)).toBe('llamar y acordar una salida (acuerdo proponer)');
    expect(sugerirPaso({ ...comun, tieneTelefono: false })).toBe(
      'escribir por email y acordar una salida (acuerdo proponer)',
    );
    expect(sugerirPaso({ ...comun, tieneTelefono: false, tieneEmail: false })).toContain('conseguir');
  });

  it('no sugiere un canal que el cliente cerró', () => {
    const sin = (...cerrados: readonly Canal[]): CanalesDeCliente =>
      new Map(cerrados.map((canal) => [canal, { canal, permitido: false, fecha: fecha('2026-06-01'), motivo: null }]));
    expect(sugerirPaso({ ...comun, canales: sin('llamada') })).toContain('escribir por email y acordar');
    expect(sugerirPaso({ ...comun, canales: sin('llamada', 'email') })).toContain('escribir por whatsapp y acordar');
    expect(sugerirPaso({ ...comun, diasMora: 3, canales: sin('llamada') })).toMatch(/^recordar .*, por email$/);
    expect(sugerirPaso({ ...comun, tieneTelefono: false, canales: sin('email') })).toBe(
      'no tiene canal permitido: pidió que no se lo contacte por email',
    );
  });

  it('el paso que se anotó vale hasta que llega su día', () => {
    expect(sugerirPaso({ ...comun, proximo: fecha('2026-07-02') })).toBe(
      'volver a contactar el 2026-07-02, como se anotó',
    );
    expect(sugerirPaso({ ...comun, proximo: fecha('2026-07-01') })).toBe(
      'llamar y acordar una salida (acuerdo proponer)',
    );
  });
});
