import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Acuerdo, AcuerdoEvaluado, CuentaConAcuerdos } from '../../src/dominio/acuerdo.ts';
import { evaluarAcuerdos } from '../../src/dominio/acuerdo-evaluacion.ts';
import { type Fecha, fecha, numeroDeDia, sumarDias } from '../../src/dominio/fecha.ts';
import { acuerdoDePrueba, cuentaDePrueba, type MovimientoDePrueba, OPERACION_DE_ACUERDO } from '../apoyo/acuerdos.ts';

const inicio = fecha('2026-07-01');
const dias = fc.integer({ min: 0, max: 60 }).map((cuantos) => sumarDias(inicio, cuantos));
const hoys = fc.integer({ min: 0, max: 90 }).map((cuantos) => sumarDias(inicio, cuantos));

/** Un solo acuerdo sobre dos documentos: promesa o plan, con o sin descuento, con o sin un hecho. */
const acuerdos = fc
  .record({
    montos: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
    paso: fc.integer({ min: 1, max: 12 }),
    tolerancia: fc.integer({ min: 0, max: 3 }),
    noAcordado: fc.integer({ min: 0, max: 200 }),
    descuento: fc.constantFrom(0, 0, 50),
    caida: fc.record({ cuotas: fc.integer({ min: 1, max: 3 }), dias: fc.integer({ min: 1, max: 20 }) }),
    hecho: fc.option(fc.record({ tipo: fc.constantFrom('anulado' as const, 'renegociado' as const), fecha: dias }), {
      nil: undefined,
      freq: 6,
    }),
  })
  .map(({ montos, paso, tolerancia, noAcordado, descuento, caida, hecho }) => {
    const total = montos.reduce((suma, monto) => suma + monto, 0);
    const debido = total + descuento + (descuento > 0 ? 0 : noAcordado);
    const mitad = Math.ceil(debido / 2);
    return acuerdoDePrueba({
      cuotas: montos.map((monto, orden) => {
        const vencimiento = sumarDias(inicio, (orden + 1) * paso);
        return [vencimiento, monto, sumarDias(vencimiento, tolerancia)] as const;
      }),
      documentos: debido > mitad ? { 1: mitad, 2: debido - mitad } : { 1: mitad },
      descuento,
      caida,
      ...(hecho === undefined ? {} : { hecho }),
    });
  });

/** Lo que pasa después: nunca se aplica a un documento más de lo que debe en ningún momento. */
function acotar(acuerdo: Pick<Acuerdo, 'documentos'>, pedidos: readonly MovimientoDePrueba[]): MovimientoDePrueba[] {
  const saldos = new Map(acuerdo.documentos.map(({ documentoId, saldo }) => [documentoId, saldo]));
  return pedidos.flatMap((pedido) => {
    const documento = pedido.documento ?? 1;
    const monto = Math.min(pedido.monto, saldos.get(documento) ?? 0);
    if (monto === 0) return [];
    saldos.set(documento, (saldos.get(documento) ?? 0) - monto);
    return [{ ...pedido, monto }];
  });
}

const movimientos = fc.array(
  fc
    .record({
      documento: fc.constantFrom(1, 2),
      fecha: dias,
      monto: fc.integer({ min: 1, max: 400 }),
      rebote: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined, freq: 4 }),
    })
    .map(({ rebote, ...movimiento }) => ({
      ...movimiento,
      ...(rebote === undefined ? {} : { deshecho: sumarDias(movimiento.fecha, rebote) }),
    })),
  { maxLength: 9 },
);
const conNotas = fc
  .tuple(movimientos, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }))
  .map(([lista, sonPago]) => lista.map((movimiento, orden) => ({ ...movimiento, esPago: sonPago[orden] ?? true })));

const casos = fc
  .tuple(acuerdos, conNotas)
  .map(([acuerdo, pedidos]) => ({ acuerdo, movimientos: acotar(acuerdo, pedidos) }));

function unico(cuenta: CuentaConAcuerdos, hoy: Fecha): AcuerdoEvaluado {
  const [evaluado] = evaluarAcuerdos(cuenta, hoy);
  if (evaluado === undefined) throw new Error('no se evaluó nada');
  return evaluado;
}

/** Otra forma de juzgar un acuerdo solo, sin descuento: mira todos los días, uno por uno, y suma desde cero cada vez. */
function oraculo(
  acuerdo: Acuerdo,
  hechos: readonly MovimientoDePrueba[],
  hoy: Fecha,
): { estado: string; caidoEl: Fecha | null } {
  const vigentes = hechos.filter(
    ({ fecha: dia, deshecho }) => dia <= hoy && (deshecho === undefined || deshecho > hoy),
  );
  const debido = acuerdo.documentos.reduce((suma, { saldo }) => suma + saldo, 0);
  const suma = (dia: string, esPago: boolean) =>
    vigentes
      .filter((uno) => (uno.esPago ?? true) === esPago && uno.fecha <= dia)
      .reduce((total, { monto }) => total + monto, 0);
  const fin = acuerdo.cuotas.at(-1)?.fin ?? hoy;
  const esPlan = acuerdo.cuotas.length > 1;
  const hecho =
    acuerdo.hecho !== null && acuerdo.hecho.fecha <= hoy && (esPlan || acuerdo.hecho.fecha <= fin)
      ? acuerdo.hecho
      : null;
  let caidoEl: Fecha | null = null;
  let cumplido = false;
  for (let dia = acuerdo.creado; dia <= hoy && !cumplido && caidoEl === null; dia = sumarDias(dia, 1)) {
    if (hecho !== null && dia >= hecho.fecha) break;
    if (!esPlan && dia > fin) break;
    const exigible = Math.min(acuerdo.total, debido - suma(dia, false));
    const pagado = suma(dia, true);
    if (pagado >= exigible) {
      cumplido = true;
      break;
    }
    if (!esPlan) continue;
    let previas = 0;
    const vencidas = acuerdo.cuotas.filter((cuota) => {
      previas += cuota.monto;
      return cuota.fin < dia && pagado < Math.min(previas, exigible);
    });
    const larga = vencidas.some(({ vencimiento }) => numeroDeDia(dia) - numeroDeDia(vencimiento) > acuerdo.caida.dias);
    if (larga || vencidas.length >= acuerdo.caida.cuotas) caidoEl = dia;
  }
  const exigible = Math.min(acuerdo.total, debido - suma(hoy, false));
  const pagado = suma(hoy, true);
  if (hecho !== null)
    return { estado: esPlan ? hecho.tipo : hecho.tipo === 'anulado' ? 'retirada' : 'reemplazada', caidoEl };
  if (esPlan) {
    let previas = 0;
    const falta = acuerdo.cuotas.some((cuota) => {
      previas += cuota.monto;
      return cuota.fin < hoy && pagado < Math.min(previas, exigible);
    });
    return { estado: cumplido ? 'cumplido' : caidoEl !== null ? 'caido' : falta ? 'en-falta' : 'vigente', caidoEl };
  }
  if (cumplido) return { estado: 'cumplida', caidoEl };
  if (hoy <= fin) return { estado: 'abierta', caidoEl };
  if (pagado > 0 && pagado >= exigible) return { estado: 'cumplida-tarde', caidoEl };
  return { estado: suma(fin, true) > 0 ? 'parcial' : 'incumplida', caidoEl };
}

describe('leyes de los acuerdos', () => {
  it('el estado es el que da mirar todos los días de a uno', () => {
    const vistos = new Set<string>();
    fc.assert(
      fc.property(casos, hoys, ({ acuerdo, movimientos: hechos }, hoy) => {
        fc.pre(acuerdo.descuento === 0);
        // Un pago del día del acuerdo cuenta: todos se registran después.
        const esperado = oraculo(acuerdo, hechos, hoy);
        const { estado, caidoEl } = unico(cuentaDePrueba([acuerdo], hechos), hoy);
        vistos.add(estado);
        expect({ estado, caidoEl }).toEqual(esperado);
      }),
      { numRuns: 1000 },
    );
    expect(vistos.size).toBeGreaterThanOrEqual(11);
  });

  it('el orden en que se registran los pagos, los documentos y los acuerdos es indiferente', () => {
    fc.assert(
      fc.property(casos, hoys, fc.infiniteStream(fc.nat()), ({ acuerdo, movimientos: hechos }, hoy, azar) => {
        const otro = { ...acuerdo, id: 2, operacionId: OPERACION_DE_ACUERDO + 1 };
        const mezclados = [...hechos]
          .map((hecho) => ({ hecho, peso: azar.next().value ?? 0 }))
          .sort((a, b) => a.peso - b.peso);
        const derecho = cuentaDePrueba([acuerdo, otro], hechos);
        const reves = cuentaDePrueba(
          [otro, acuerdo],
          mezclados.map(({ hecho }) => hecho),
        );
        const visto = (cuenta: CuentaConAcuerdos) =>
          evaluarAcuerdos({ ...cuenta, documentos: [...cuenta.documentos].reverse() }, hoy).map(
            ({ acuerdo: { id }, ...resto }) => ({ id, ...resto }),
          );
        expect(visto(reves)).toEqual(visto(derecho));
      }),
    );
  });

  it('deshacer un pago vuelve exactamente al estado de antes de hacerlo', () => {
    fc.assert(
      fc.property(
        casos,
        hoys,
        dias,
        fc.integer({ min: 1, max: 400 }),
        ({ acuerdo, movimientos: hechos }, hoy, dia, monto) => {
          fc.pre(dia <= hoy);
          const conDeshecho = [...hechos, { fecha: dia, monto, deshecho: hoy }];
          const evaluado = unico(cuentaDePrueba([acuerdo], conDeshecho), hoy);
          expect(evaluado).toEqual(unico(cuentaDePrueba([acuerdo], hechos), hoy));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('una promesa pagada tarde nunca es cumplida', () => {
    fc.assert(
      fc.property(casos, hoys, ({ acuerdo, movimientos: hechos }, hoy) => {
        const evaluado = unico(cuentaDePrueba([acuerdo], hechos), hoy);
        if (evaluado.estado !== 'cumplida') return;
        const fin = acuerdo.cuotas.at(-1)?.fin ?? '';
        expect(evaluado.cumplidoEl !== null && evaluado.cumplidoEl <= fin).toBe(true);
        expect(evaluado.pagadoATiempo).toBeGreaterThanOrEqual(evaluado.exigible);
      }),
      { numRuns: 500 },
    );
  });

  it('un peso cuenta para un solo acuerdo, y las cuotas suman lo exigible y lo pagado', () => {
    const varios = fc.tuple(fc.array(acuerdos, { minLength: 1, maxLength: 4 }), conNotas).map(([lista, pedidos]) => {
      const conIds = lista.map((acuerdo, orden) => ({
        ...acuerdo,
        id: orden + 1,
        operacionId: OPERACION_DE_ACUERDO + orden,
      }));
      return { acuerdos: conIds, movimientos: pedidos };
    });
    fc.assert(
      fc.property(varios, hoys, ({ acuerdos: lista, movimientos: hechos }, hoy) => {
        const evaluados = evaluarAcuerdos(cuentaDePrueba(lista, hechos, { 1: 5000, 2: 5000 }), hoy);
        const pagos = hechos.filter(
          ({ fecha: dia, deshecho, esPago }) => esPago && dia <= hoy && (deshecho === undefined || deshecho > hoy),
        );
        const total = pagos.reduce((suma, { monto }) => suma + monto, 0);
        expect(evaluados.reduce((suma, { pagado }) => suma + pagado, 0)).toBeLessThanOrEqual(total);
        for (const { cuotas, exigible, pagado, pagadoATiempo, acuerdo } of evaluados) {
          expect(cuotas.reduce((suma, cuota) => suma + cuota.exigible, 0)).toBe(exigible);
          expect(cuotas.reduce((suma, cuota) => suma + cuota.pagado, 0)).toBe(Math.min(pagado, exigible));
          expect(exigible >= 0 && exigible <= acuerdo.total).toBe(true);
          expect(pagadoATiempo >= 0 && pagadoATiempo <= pagado && pagado <= acuerdo.total).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lo que se decidió un día no cambia con los días, sólo con otros hechos', () => {
    const definitivos = ['cumplida', 'cumplido', 'caido', 'reemplazada', 'retirada', 'renegociado', 'anulado'];
    fc.assert(
      fc.property(casos, hoys, fc.integer({ min: 1, max: 40 }), ({ acuerdo, movimientos: hechos }, hoy, mas) => {
        fc.pre(acuerdo.hecho === null && hechos.every(({ deshecho }) => deshecho === undefined));
        const cuenta = cuentaDePrueba([acuerdo], hechos);
        const antes = unico(cuenta, hoy);
        if (definitivos.includes(antes.estado)) expect(unico(cuenta, sumarDias(hoy, mas)).estado).toBe(antes.estado);
      }),
      { numRuns: 500 },
    );
  });
});
