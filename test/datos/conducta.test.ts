import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import { leerClasificaciones } from '../../src/datos/clasificaciones.ts';
import { leerCompras, leerMuestras, leerPagosDeClientes } from '../../src/datos/conducta.ts';
import { haceUnAnio, type PorcionConAtraso, sumarAtraso } from '../../src/dominio/clase.ts';
import { type Moneda, moneda } from '../../src/dominio/dinero.ts';
import { diasEntre, type Fecha, fecha, sumarDias } from '../../src/dominio/fecha.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { type Siembra, sembrar } from '../apoyo/sembrar.ts';

const hoy = fecha('2026-07-01');
const limites = [5, 30, 60] as const;
const ARS = moneda('ARS');

async function conLibro<T>(
  accion: (siembra: Siembra) => void,
  leer: (libro: ReturnType<typeof abrirParaLeer>) => T,
): Promise<T> {
  const ruta = join(carpetaTemporal(), 'libro.db');
  await sembrar(ruta, accion);
  const libro = abrirParaLeer(ruta);
  try {
    return leer(libro);
  } finally {
    libro.cerrar();
  }
}

const pagar = (siembra: Siembra, cliente: number, documento: number, dia: string, monto: number) => {
  const credito = siembra.credito({ cliente, fecha: dia, monto });
  return { credito, id: siembra.aplicar({ credito, documento, fecha: dia, monto }) };
};

interface FacturaAlAzar {
  readonly cliente: number;
  readonly moneda: string;
  /** Días de hoy hacia atrás, negativos hacia adelante. */
  readonly vence: number;
  readonly importe: number;
  readonly cancelaciones: readonly {
    readonly tipo: 'pago' | 'nota-credito' | 'castigo';
    readonly dias: number;
    readonly parte: number;
    /** Días después de aplicada en que se deshizo. */
    readonly deshecha: number | null;
  }[];
}

const facturaAlAzar: fc.Arbitrary<FacturaAlAzar> = fc.record({
  cliente: fc.nat(1),
  moneda: fc.constantFrom('ARS', 'USD'),
  vence: fc.integer({ min: -30, max: 500 }),
  importe: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 10 ** 12, max: 10 ** 13 })),
  cancelaciones: fc.array(
    fc.record({
      tipo: fc.constantFrom('pago', 'pago', 'nota-credito', 'castigo'),
      dias: fc.integer({ min: -20, max: 450 }),
      parte: fc.constantFrom(1, 2, 3),
      deshecha: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
    }),
    { maxLength: 3 },
  ),
});

interface Esperado {
  readonly porciones: Map<Moneda, PorcionConAtraso[]>;
  pagadas: number;
  readonly diasPagadas: number[];
}

/** Registra las facturas y devuelve, contado a mano, lo que cada cliente hizo. */
function sembrarYContar(siembra: Siembra, facturas: readonly FacturaAlAzar[]): Map<number, Esperado> {
  const desde = haceUnAnio(hoy);
  const clientes = [siembra.cliente({ codigo: 'C0' }), siembra.cliente({ codigo: 'C1' })];
  const esperados = new Map(
    clientes.map((id) => [
      id,
      { porciones: new Map<Moneda, PorcionConAtraso[]>(), pagadas: 0, diasPagadas: [] as number[] },
    ]),
  );
  facturas.forEach((factura, orden) => {
    const cliente = clientes[factura.cliente] ?? 0;
    const esperado = esperados.get(cliente);
    if (esperado === undefined) return;
    const vencimiento = sumarDias(hoy, -factura.vence);
    const codigo = moneda(factura.moneda);
    const documento = siembra.documento({
      cliente,
      numero: `F-${orden}`,
      emision: '2024-01-01',
      vencimiento,
      importe: factura.importe,
      moneda: codigo,
    });
    const previas: { monto: number; fin: Fecha | null }[] = [];
    let saldo = factura.importe;
    let ultimoPago: Fecha | null = null;
    let castigado = false;
    const anotar = (importe: number, dia: Fecha) => {
      const lista = esperado.porciones.get(codigo) ?? [];
      lista.push({ importe, dias: diasEntre({ desde: vencimiento, hasta: dia }) });
      esperado.porciones.set(codigo, lista);
    };
    for (const { tipo, dias, parte, deshecha } of factura.cancelaciones) {
      const dia = sumarDias(hoy, -dias);
      // Ningún día puede quedar aplicado de más: lo deshecho antes deja lugar, lo demás no.
      const ocupado = previas
        .filter(({ fin }) => fin === null || fin > dia)
        .reduce((suma, previa) => suma + previa.monto, 0);
      const monto = Math.floor((factura.importe - ocupado) / parte);
      if (monto <= 0) continue;
      const credito = siembra.credito({ cliente, fecha: dia, monto, moneda: codigo, tipo });
      const id = siembra.aplicar({ credito, documento, fecha: dia, monto });
      const fin = deshecha === null ? null : sumarDias(dia, deshecha);
      previas.push({ monto, fin });
      if (fin !== null) siembra.desaplicar({ id, credito, documento, fecha: fin, monto, motivo: 'prueba' });
      if (dia > hoy || (fin !== null && fin <= hoy)) continue;
      saldo -= monto;
      if (dia <= desde || tipo === 'nota-credito') continue;
      anotar(monto, tipo === 'castigo' ? hoy : dia);
      if (tipo === 'castigo') castigado = true;
      else if (ultimoPago === null || dia > ultimoPago) ultimoPago = dia;
    }
    if (saldo > 0 && vencimiento < hoy) anotar(saldo, hoy);
    if (saldo > 0 || castigado || ultimoPago === null) return;
    esperado.pagadas++;
    esperado.diasPagadas.push(diasEntre({ desde: vencimiento, hasta: ultimoPago }));
  });
  return esperados;
}

describe('conducta de pago', () => {
  it('las sumas de SQLite son las de la regla, a la unidad, con parciales, deshechas, castigos y dos monedas', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(facturaAlAzar, { minLength: 1, maxLength: 12 }), async (facturas) => {
        let esperados = new Map<number, Esperado>();
        await conLibro(
          (siembra) => {
            esperados = sembrarYContar(siembra, facturas);
          },
          (libro) => {
            const todos = leerPagosDeClientes(libro, { hoy, clientes: null });
            for (const [id, esperado] of esperados) {
              const atrasos = [...esperado.porciones].flatMap(([codigo, lista]) => sumarAtraso(codigo, lista) ?? []);
              const leido = todos.get(id) ?? { atrasos: [], facturasPagadas: 0 };
              expect(new Set(leido.atrasos)).toEqual(new Set(atrasos));
              expect(leido.facturasPagadas).toBe(esperado.pagadas);
              expect(leerPagosDeClientes(libro, { hoy, clientes: [id] }).get(id)).toEqual(todos.get(id));
              const muestras = [
                ...(leerMuestras(libro, { hoy, clientes: [id] })
                  .get(id)
                  ?.values() ?? []),
              ];
              expect(muestras.flatMap(({ pagadas }) => pagadas).sort()).toEqual(esperado.diasPagadas.sort());
            }
          },
        );
      }),
      { numRuns: 25 },
    );
  });

  it('un pago parcial cuenta por lo que pagó y desde el día en que lo pagó; la factura está pagada cuando llega a cero', async () => {
    await conLibro(
      (siembra) => {
        const cliente = siembra.cliente({ codigo: 'C' });
        const documento = siembra.documento({
          cliente,
          numero: 'F',
          emision: '2026-01-01',
          vencimiento: '2026-05-01',
          importe: 400,
        });
        pagar(siembra, cliente, documento, '2026-05-11', 100);
        pagar(siembra, cliente, documento, '2026-05-21', 300);
      },
      (libro) => {
        const pedido = { hoy, clientes: null };
        // (100 × 10 + 300 × 20) ÷ 400 = 17,5 días.
        expect(leerPagosDeClientes(libro, pedido).get(1)).toEqual({
          atrasos: [{ moneda: ARS, importe: 400n, importePorDias: 7000n }],
          facturasPagadas: 1,
        });
        expect(leerMuestras(libro, pedido).get(1)?.get(ARS)).toEqual({ pagadas: [20], vencidas: [] });
        const antes = { hoy: fecha('2026-05-15'), clientes: null };
        expect(leerPagosDeClientes(libro, antes).get(1)).toEqual({
          atrasos: [{ moneda: ARS, importe: 400n, importePorDias: 100n * 10n + 300n * 14n }],
          facturasPagadas: 0,
        });
      },
    );
  });

  it('lo que un archivo trajo ya pagado sin decir cuándo no es conducta', async () => {
    await conLibro(
      (siembra) => {
        const cliente = siembra.cliente({ codigo: 'C' });
        const documento = siembra.documento({
          cliente,
          numero: 'F',
          emision: '2026-01-01',
          vencimiento: '2026-02-01',
          importe: 400,
        });
        const ajuste = siembra.operacion.agregar('creditos', [
          null,
          null,
          cliente,
          'ajuste',
          null,
          null,
          null,
          '2026-06-01',
          'ARS',
          400,
          null,
          null,
          null,
          null,
          'importacion',
        ]);
        siembra.aplicar({ credito: ajuste, documento, fecha: '2026-06-01', monto: 400 });
      },
      (libro) => expect(leerPagosDeClientes(libro, { hoy, clientes: null }).size).toBe(0),
    );
  });

  it('castigar una deuda no mejora la clase: cuenta como si siguiera vencida', async () => {
    const clase = await conLibro(
      (siembra) => {
        const cliente = siembra.cliente({ codigo: 'C' });
        for (const numero of ['1', '2', '3']) {
          const documento = siembra.documento({
            cliente,
            numero,
            emision: '2026-01-01',
            vencimiento: '2026-02-01',
            importe: 100,
          });
          pagar(siembra, cliente, documento, '2026-02-01', 100);
        }
        const mala = siembra.documento({
          cliente,
          numero: '4',
          emision: '2025-01-01',
          vencimiento: '2025-02-01',
          importe: 900,
        });
        const castigo = siembra.credito({ cliente, fecha: '2026-06-30', monto: 900, tipo: 'castigo' });
        siembra.aplicar({ credito: castigo, documento: mala, fecha: '2026-06-30', monto: 900 });
      },
      (libro) => leerClasificaciones(libro, { hoy, limites, clientes: null }).de(1),
    );
    expect(clase).toMatchObject({ clase: 'D', facturasPagadas: 3 });
  });

  it('cuenta las promesas que se rompieron en 12 meses, y con dos el cliente es rompe promesas', async () => {
    await conLibro(
      (siembra) => {
        const cliente = siembra.cliente({ codigo: 'C' });
        const { operacion } = siembra;
        for (const [orden, dia] of ['2025-06-20', '2025-07-10', '2026-06-20', '2026-07-10'].entries()) {
          const documento = siembra.documento({
            cliente,
            numero: `F-${orden}`,
            emision: '2025-01-01',
            vencimiento: '2025-02-01',
            importe: 100,
          });
          const acuerdo = operacion.agregar('acuerdos', [
            cliente,
            null,
            'promesa',
            'ARS',
            100,
            0,
            '2025-06-01',
            2,
            15,
            null,
            null,
          ]);
          operacion.agregar('cuotas', [acuerdo, 1, dia, dia, 100]);
          operacion.agregar('acuerdo_documentos', [acuerdo, documento, 100]);
        }
      },
      (libro) => {
        const en = (dia: string) => leerClasificaciones(libro, { hoy: fecha(dia), limites, clientes: null }).de(1);
        // La de junio de 2025 ya pasó hace más de un año; la del 10 de julio de 2026 todavía está a tiempo.
        expect(en('2026-07-01')).toMatchObject({ promesasIncumplidas: 2, rompePromesas: true });
        expect(en('2026-06-20')).toMatchObject({ promesasIncumplidas: 1, rompePromesas: false });
        expect(en('2026-07-11')).toMatchObject({ promesasIncumplidas: 2, rompePromesas: true });
      },
    );
  });

  it('las compras del año no cuentan lo anulado ni lo que todavía no se emitió', async () => {
    await conLibro(
      (siembra) => {
        const cliente = siembra.cliente({ codigo: 'C' });
        const factura = (numero: string, emision: string, importe: number) =>
          siembra.documento({ cliente, numero, emision, vencimiento: '2027-01-01', importe });
        factura('1', '2025-07-01', 7);
        factura('2', '2025-07-02', 100);
        factura('3', '2026-06-01', 201);
        factura('4', '2026-07-02', 5000);
        siembra.anular({ documento: factura('5', '2026-06-02', 9000), fecha: '2026-06-03', monto: 9000 });
      },
      (libro) =>
        expect(leerCompras(libro, { hoy, clientes: null }).get(1)?.get(ARS)).toEqual({
          moneda: ARS,
          compras: 2,
          importe: 301n,
          primera: '2025-07-01',
          ultima: '2026-06-01',
        }),
    );
  });
});
