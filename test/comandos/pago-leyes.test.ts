import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imputarCredito } from '../../src/comandos/pago/imputacion.ts';
import { escribirEnLibro } from '../../src/datos/escribir.ts';
import { anularCredito, leerCredito } from '../../src/datos/pagos.ts';
import { registrarCredito } from '../../src/datos/registro-de-creditos.ts';
import { moneda } from '../../src/dominio/dinero.ts';
import { type Fecha, fecha, sumarDias } from '../../src/dominio/fecha.ts';
import { Siembra } from '../apoyo/sembrar.ts';
import { datosDePrueba, rutaNueva } from '../datos/apoyo-libro.ts';

const dia = (numero: number): Fecha => sumarDias(fecha('2026-01-01'), numero);
const monedas = [moneda('ARS'), moneda('USD')] as const;

interface Linea {
  readonly fecha: Fecha;
  readonly monto: number;
}

/** Un libro de mentira dentro de una operación que se deshace: dos clientes, dos monedas, y lo que hace falta mirar. */
class Ensayo {
  readonly siembra: Siembra;
  readonly clientes: readonly number[];
  readonly pagos: number[] = [];

  constructor(siembra: Siembra) {
    this.siembra = siembra;
    this.clientes = ['C1', 'C2'].map((codigo) => siembra.cliente({ codigo }));
    for (const cliente of this.clientes) {
      for (const [orden, codigo] of monedas.entries()) {
        for (const [numero, importe] of [100, 70, 30].entries()) {
          const vence = dia(10 * numero + orden);
          siembra.documento({ cliente, numero: `${codigo}-${numero}`, vencimiento: vence, moneda: codigo, importe });
        }
      }
    }
  }

  pagar(cliente: number, cual: number, { monto, el, aCuenta }: { monto: number; el: Fecha; aCuenta: boolean }): number {
    const { operacion } = this.siembra;
    const clienteId = this.clientes[cliente] ?? 0;
    const codigo = monedas[cual] ?? monedas[0];
    const id = registrarCredito(operacion, { clienteId, tipo: 'pago', fecha: el, moneda: codigo, monto });
    const credito = { id, clienteId, moneda: codigo, fecha: el, disponible: monto, referencia: null };
    imputarCredito(operacion, credito, aCuenta ? 'a-cuenta' : 'automatico');
    this.pagos.push(id);
    return id;
  }

  imputar(id: number): void {
    const credito = leerCredito(this.siembra.operacion.libro, id);
    if (credito === undefined || credito.anulado !== null || credito.disponible === 0) return;
    const { moneda: codigo, fecha: el, disponible, clienteId } = credito;
    const porImputar = { id, clienteId: clienteId ?? 0, moneda: codigo, fecha: el, disponible, referencia: null };
    imputarCredito(this.siembra.operacion, porImputar, 'automatico');
  }

  anular(id: number, el: Fecha): void {
    const credito = leerCredito(this.siembra.operacion.libro, id);
    if (credito === undefined || credito.anulado !== null) return;
    anularCredito(this.siembra.operacion, credito, { fecha: el, motivo: 'prueba' });
  }

  leer<F>(sql: string, ...valores: unknown[]): F[] {
    return this.siembra.operacion.libro.preparar<F>(sql).all(...valores);
  }

  saldos(): number[] {
    return this.leer<{ saldo: number }>('SELECT saldo FROM documentos ORDER BY id').map(({ saldo }) => saldo);
  }

  deuda(cliente: number, cual: number): number {
    const [fila] = this.leer<{ deuda: number }>(
      'SELECT sum(saldo) AS deuda FROM documentos WHERE cliente_id = ? AND moneda = ?',
      this.clientes[cliente],
      monedas[cual],
    );
    return fila?.deuda ?? 0;
  }

  /** Lo que ocupó cada documento o crédito al cierre de cada día en que se movió: nunca menos de 0 ni más que su total. */
  exigirTopes(): void {
    const casos = [
      ['documento_id', 'SELECT id, importe AS total FROM documentos'],
      ['credito_id', 'SELECT id, monto AS total FROM creditos'],
    ] as const;
    for (const [clave, sql] of casos) {
      for (const { id, total } of this.leer<{ id: number; total: number }>(sql)) {
        const movimientos = this.leer<Linea>(
          `SELECT fecha, monto FROM aplicaciones WHERE ${clave} = ? UNION ALL SELECT fecha, monto FROM reversas WHERE ${clave} = ?`,
          id,
          id,
        );
        for (const { fecha: corte } of movimientos) {
          const ocupado = movimientos.reduce((suma, uno) => (uno.fecha <= corte ? suma + uno.monto : suma), 0);
          expect(ocupado, `${clave} ${id} al ${corte}`).toBeGreaterThanOrEqual(0);
          expect(ocupado, `${clave} ${id} al ${corte}`).toBeLessThanOrEqual(total);
        }
      }
    }
  }

  exigirMonedasYClientes(): void {
    const cruces = this.leer(
      `SELECT 1 FROM aplicaciones a JOIN creditos k ON k.id = a.credito_id JOIN documentos d ON d.id = a.documento_id
       WHERE k.moneda <> d.moneda OR k.cliente_id <> d.cliente_id`,
    );
    expect(cruces).toEqual([]);
  }
}

function ensayar(accion: (ensayo: Ensayo) => void): Promise<void> {
  return escribirEnLibro(rutaNueva(), datosDePrueba, (operacion) => accion(new Ensayo(new Siembra(operacion))), {
    simular: true,
  });
}

const pago = fc.record({
  cliente: fc.nat(1),
  cual: fc.nat(1),
  monto: fc.integer({ min: 1, max: 150 }),
  dias: fc.nat(40),
  aCuenta: fc.boolean(),
});
type PagoAlAzar = typeof pago extends fc.Arbitrary<infer T> ? T : never;
const opciones = ({ monto, dias, aCuenta }: PagoAlAzar) => ({ monto, el: dia(dias), aCuenta });

describe('leyes de los pagos', () => {
  it('el orden en que se registran los pagos no cambia lo que se debe en total', async () => {
    const pagos = fc
      .array(pago, { maxLength: 6 })
      .chain((lista) => fc.tuple(fc.constant(lista), fc.shuffledSubarray(lista, { minLength: lista.length })));
    await fc.assert(
      fc.asyncProperty(pagos, async ([lista, mezclada]) => {
        const deudas: number[][] = [];
        for (const orden of [lista, mezclada]) {
          await ensayar((ensayo) => {
            for (const uno of orden) ensayo.pagar(uno.cliente, uno.cual, { ...opciones(uno), aCuenta: false });
            deudas.push([0, 1].flatMap((cliente) => [0, 1].map((cual) => ensayo.deuda(cliente, cual))));
          });
        }
        const esperada = [0, 1].flatMap((cliente) =>
          [0, 1].map((cual) => {
            const suyos = lista.filter((uno) => uno.cliente === cliente && uno.cual === cual);
            return Math.max(0, 200 - suyos.reduce((suma, { monto }) => suma + monto, 0));
          }),
        );
        expect(deudas).toEqual([esperada, esperada]);
      }),
      { numRuns: 25 },
    );
  });

  it('anular un pago devuelve cada saldo a como estaba antes de él', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pago, { maxLength: 5 }), pago, fc.nat(60), async (previos, uno, cuando) => {
        await ensayar((ensayo) => {
          for (const previo of previos) ensayo.pagar(previo.cliente, previo.cual, opciones(previo));
          const antes = ensayo.saldos();
          const id = ensayo.pagar(uno.cliente, uno.cual, opciones(uno));
          ensayo.anular(id, dia(cuando));
          expect(ensayo.saldos()).toEqual(antes);
          ensayo.exigirTopes();
        });
      }),
      { numRuns: 40 },
    );
  });

  it('ningún día, ni pasado, hay un saldo fuera de lugar, ni se cruzan monedas o clientes', async () => {
    // Casi todo sobre la misma cuenta y con montos grandes, para que lo deshecho y lo vuelto a pagar se estorben.
    const grande = pago.map((uno) => ({ ...uno, cliente: 0, cual: 0, monto: 50 + uno.monto }));
    const paso = fc.oneof(
      fc.record({ clase: fc.constant('pagar' as const), uno: fc.oneof(grande, grande, pago) }),
      fc.record({ clase: fc.constant('anular' as const), cual: fc.nat(20), dias: fc.nat(60) }),
      fc.record({ clase: fc.constant('imputar' as const), cual: fc.nat(20) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(paso, { maxLength: 20, size: 'max' }), async (pasos) => {
        await ensayar((ensayo) => {
          for (const uno of pasos) {
            if (uno.clase === 'pagar') ensayo.pagar(uno.uno.cliente, uno.uno.cual, opciones(uno.uno));
            const elegido =
              uno.clase === 'pagar' ? undefined : ensayo.pagos[uno.cual % Math.max(1, ensayo.pagos.length)];
            if (uno.clase === 'anular' && elegido !== undefined) ensayo.anular(elegido, dia(uno.dias));
            if (uno.clase === 'imputar' && elegido !== undefined) ensayo.imputar(elegido);
          }
          ensayo.exigirTopes();
          ensayo.exigirMonedasYClientes();
        });
      }),
      { numRuns: 60 },
    );
  });
});
