import { describe, expect, it } from 'vitest';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import { leerAcuerdos, leerCuentasConAcuerdos, leerDocumentosEnAcuerdo } from '../../src/datos/acuerdos.ts';
import { type Fecha, fecha, sumarDias } from '../../src/dominio/fecha.ts';
import { type Siembra, sembrar } from '../apoyo/sembrar.ts';
import { rutaNueva } from './apoyo-libro.ts';

/** Agrega un acuerdo de un cliente sobre documentos enteros; los montos de las cuotas lo suman. */
function agregarAcuerdo(
  { operacion }: Siembra,
  {
    cliente,
    documentos,
    cuotas,
    creado = '2026-07-01',
    tipo = 'promesa',
    caidaDias = 15,
    descuento = 0,
  }: {
    cliente: number;
    documentos: readonly (readonly [number, number])[];
    cuotas: readonly (readonly [string, number])[];
    creado?: string;
    tipo?: string;
    caidaDias?: number;
    descuento?: number;
  },
): number {
  const total = cuotas.reduce((suma, [, monto]) => suma + monto, 0);
  const id = operacion.agregar('acuerdos', [
    cliente,
    null,
    tipo,
    'ARS',
    total,
    descuento,
    creado,
    2,
    caidaDias,
    null,
    null,
  ]);
  cuotas.forEach(([dia, monto], orden) => {
    operacion.agregar('cuotas', [id, orden + 1, dia, sumarDias(fecha(dia), 1), monto]);
  });
  for (const [documento, saldo] of documentos) operacion.agregar('acuerdo_documentos', [id, documento, saldo]);
  return id;
}

/** Veinte clientes con un acuerdo cada uno, de fechas y suertes distintas. */
async function libroConAcuerdos(): Promise<string> {
  const ruta = rutaNueva();
  await sembrar(ruta, (siembra) => {
    for (let orden = 0; orden < 20; orden++) {
      const cliente = siembra.cliente({ codigo: `C${orden}` });
      const documento = siembra.documento({ cliente, numero: `F-${orden}`, vencimiento: '2026-05-31', importe: 900 });
      const primera = sumarDias(fecha('2026-07-02'), orden * 4);
      const plan = orden % 2 === 0;
      const acuerdo = agregarAcuerdo(siembra, {
        cliente,
        documentos: [[documento, 900]],
        tipo: plan ? 'cuotas' : 'promesa',
        caidaDias: orden % 3 === 0 ? 300 : 15,
        cuotas: plan
          ? [
              [primera, 300],
              [sumarDias(primera, 30), 600],
            ]
          : [[primera, 900]],
      });
      if (orden % 5 === 0)
        siembra.operacion.agregar('acuerdo_hechos', [acuerdo, plan ? 'anulado' : 'retirado', '2026-07-15', null]);
    }
  });
  // En otra operación: los pagos del mismo día que el acuerdo son posteriores.
  await sembrar(ruta, (siembra) => {
    for (let cliente = 1; cliente <= 20; cliente += 3) {
      const credito = siembra.credito({ cliente, fecha: '2026-07-01', monto: 500 });
      const id = siembra.aplicar({ credito, documento: cliente, fecha: '2026-07-01', monto: 400 });
      if (cliente % 2 === 0)
        siembra.desaplicar({ id, credito, documento: cliente, fecha: '2026-07-20', monto: 400, motivo: 'rebote' });
    }
  });
  return ruta;
}

const dias = Array.from({ length: 50 }, (_, orden) => sumarDias(fecha('2026-06-30'), orden * 8));

describe('lectura de acuerdos', () => {
  it('leer a todos, a algunos o de a uno da lo mismo', async () => {
    const libro = abrirParaLeer(await libroConAcuerdos());
    for (const hoy of dias.slice(0, 12)) {
      const todos = leerAcuerdos(libro, { hoy });
      const deAUno = Array.from({ length: 20 }, (_, orden) =>
        leerAcuerdos(libro, { hoy, clienteIds: [orden + 1] }),
      ).flat();
      expect(deAUno).toEqual(todos);
      expect(leerAcuerdos(libro, { hoy, clienteIds: [3, 5, 3] }).map(({ acuerdo }) => acuerdo.clienteId)).toEqual(
        todos.length === 0 ? [] : [3, 5],
      );
    }
    libro.cerrar();
  });

  it('pedir los que pueden estar en curso nunca pierde uno que lo está', async () => {
    const libro = abrirParaLeer(await libroConAcuerdos());
    const vigentes = (hoy: Fecha, enVigor: boolean) =>
      leerAcuerdos(libro, { hoy, enVigor }).flatMap(({ acuerdo, vigente }) => (vigente ? [acuerdo.id] : []));
    let vistos = 0;
    for (const hoy of dias) {
      expect(vigentes(hoy, true)).toEqual(vigentes(hoy, false));
      vistos += vigentes(hoy, true).length;
    }
    expect(vistos).toBeGreaterThan(100);
    // Años después no queda nada que leer.
    expect(leerCuentasConAcuerdos(libro, { hoy: fecha('2029-01-01'), enVigor: true })).toEqual([]);
    libro.cerrar();
  });

  it('trae lo que bajó cada documento: pagos, notas, deshechos y anulaciones', async () => {
    const ruta = rutaNueva();
    await sembrar(ruta, (siembra) => {
      const cliente = siembra.cliente({ codigo: 'C1' });
      const [uno, otro] = ['F-1', 'F-2'].map((numero) =>
        siembra.documento({ cliente, numero, vencimiento: '2026-05-31', importe: 900 }),
      );
      agregarAcuerdo(siembra, {
        cliente,
        documentos: [
          [uno ?? 0, 900],
          [otro ?? 0, 900],
        ],
        cuotas: [['2026-07-10', 1800]],
      });
    });
    await sembrar(ruta, (siembra) => {
      const pago = siembra.credito({ cliente: 1, fecha: '2026-07-02', monto: 500 });
      const nota = siembra.credito({
        cliente: 1,
        fecha: '2026-07-03',
        monto: 100,
        tipo: 'nota-credito',
        numero: 'N-1',
      });
      const id = siembra.aplicar({ credito: pago, documento: 1, fecha: '2026-07-02', monto: 500 });
      siembra.aplicar({ credito: nota, documento: 1, fecha: '2026-07-03', monto: 100 });
      siembra.desaplicar({ id, credito: pago, documento: 1, fecha: '2026-07-05', monto: 500, motivo: 'rebote' });
      siembra.anular({ documento: 2, fecha: '2026-07-06', monto: 900 });
    });
    const libro = abrirParaLeer(ruta);
    const [cuenta] = leerCuentasConAcuerdos(libro, { hoy: fecha('2026-07-10') });
    expect(cuenta?.documentos).toEqual([
      {
        documentoId: 1,
        importe: 900,
        movimientos: [
          {
            operacionId: 2,
            creditoId: 1,
            esPago: true,
            esCastigo: false,
            fecha: '2026-07-02',
            monto: 500,
            deshecho: '2026-07-05',
          },
          {
            operacionId: 2,
            creditoId: 2,
            esPago: false,
            esCastigo: false,
            fecha: '2026-07-03',
            monto: 100,
            deshecho: null,
          },
        ],
      },
      {
        documentoId: 2,
        importe: 900,
        movimientos: [
          {
            operacionId: 2,
            creditoId: null,
            esPago: false,
            esCastigo: false,
            fecha: '2026-07-06',
            monto: 900,
            deshecho: null,
          },
        ],
      },
    ]);
    const estado = (hoy: string) => {
      const [evaluado] = leerAcuerdos(libro, { hoy: fecha(hoy) });
      return [evaluado?.estado, evaluado?.pagado, evaluado?.exigible];
    };
    expect(estado('2026-07-02')).toEqual(['abierta', 500, 1800]);
    expect(estado('2026-07-03')).toEqual(['abierta', 500, 1700]);
    expect(estado('2026-07-06')).toEqual(['abierta', 0, 800]);
    libro.cerrar();
  });

  it('dice qué acuerdo en curso abarca cada documento', async () => {
    const libro = abrirParaLeer(await libroConAcuerdos());
    const enAcuerdo = leerDocumentosEnAcuerdo(libro, fecha('2026-07-20'), [2, 3]);
    expect([...enAcuerdo].map(([documento, { acuerdo }]) => [documento, acuerdo.id])).toEqual([[3, 3]]);
    libro.cerrar();
  });
});
