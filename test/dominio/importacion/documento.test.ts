import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneda } from '../../../src/dominio/dinero.ts';
import { fecha } from '../../../src/dominio/fecha.ts';
import type { FilaDeDocumento } from '../../../src/dominio/filas.ts';
import {
  completarDocumento,
  type DocumentoExistente,
  diferencias,
  fechaDeAplicacion,
  novedadDePago,
  pagoPrevio,
} from '../../../src/dominio/importacion/documento.ts';

const hoy = fecha('2026-07-01');
const fila = (mas: Partial<FilaDeDocumento> = {}): FilaDeDocumento => ({
  linea: 2,
  cliente: { datos: null, clienteId: null, soltar: () => undefined },
  tipo: 'factura',
  numero: 'F-1',
  numeroNormal: 'F-1',
  emision: fecha('2026-05-01'),
  vencimiento: fecha('2026-05-31'),
  plazoDias: null,
  moneda: moneda('ARS'),
  importe: 10_000,
  saldo: null,
  pagado: null,
  fechaPago: null,
  estado: null,
  ordenCompra: null,
  documento: null,
  nota: null,
  ...mas,
});
const existente = (mas: Partial<DocumentoExistente> = {}): DocumentoExistente => ({
  id: 1,
  tipo: 'factura',
  emision: fecha('2026-05-01'),
  vencimiento: fecha('2026-05-31'),
  moneda: moneda('ARS'),
  importe: 10_000,
  saldo: 10_000,
  ...mas,
});
const plazos = { opcion: null, cliente: null, segmento: null, politica: 30 };

describe('vencimiento y emisión que faltan', () => {
  it('rige el primer plazo conocido: fila, opción, cliente, segmento, política', () => {
    const orden = [
      [{ plazoDias: 1 }, { opcion: 2, cliente: 3, segmento: 4 }, 1],
      [{}, { opcion: 2, cliente: 3, segmento: 4 }, 2],
      [{}, { cliente: 3, segmento: 4 }, 3],
      [{}, { segmento: 4 }, 4],
      [{}, {}, 30],
    ] as const;
    for (const [deFila, dePlazos, dias] of orden)
      expect(
        completarDocumento(fila({ ...deFila, vencimiento: null }), { plazos: { ...plazos, ...dePlazos }, hoy })
          ?.plazoAplicado,
      ).toBe(dias);
  });

  it('un plazo de cero días vale: no es lo mismo que no tener plazo', () => {
    const completo = completarDocumento(fila({ vencimiento: null }), { plazos: { ...plazos, cliente: 0 }, hoy });
    expect(completo?.documento.vencimiento).toBe('2026-05-01');
  });

  it('sin emisión rige desde el vencimiento o desde hoy, lo que sea antes', () => {
    const emisionDe = (vencimiento: string) =>
      completarDocumento(fila({ emision: null, vencimiento: fecha(vencimiento) }), { plazos, hoy })?.documento.emision;
    expect([emisionDe('2026-05-31'), emisionDe('2026-08-31')]).toEqual(['2026-05-31', '2026-07-01']);
  });

  it('sin ninguna de las dos no hay documento', () => {
    expect(completarDocumento(fila({ emision: null, vencimiento: null }), { plazos, hoy })).toBeUndefined();
  });
});

describe('lo que el archivo da por cancelado', () => {
  it.each([
    [{}, null],
    [{ estado: 'pendiente' as const }, null],
    [{ saldo: 10_000 }, null],
    [{ saldo: 0 }, { tipo: 'ajuste', fecha: hoy, monto: 10_000 }],
    [{ pagado: 2_500 }, { tipo: 'ajuste', fecha: hoy, monto: 2_500 }],
    [{ estado: 'pagada' as const }, { tipo: 'ajuste', fecha: hoy, monto: 10_000 }],
    [{ fechaPago: fecha('2026-06-10') }, { tipo: 'pago', fecha: '2026-06-10', monto: 10_000 }],
    [
      { fechaPago: fecha('2026-06-10'), pagado: 2_500 },
      { tipo: 'pago', fecha: '2026-06-10', monto: 2_500 },
    ],
    [{ fechaPago: fecha('2026-06-10'), saldo: 10_000 }, null],
  ])('%j da %j', (mas, espera) => {
    expect(pagoPrevio(fila(mas), hoy)).toEqual(espera);
  });

  it('dos columnas que no pueden ser ciertas a la vez son una contradicción', () => {
    expect(pagoPrevio(fila({ saldo: 1, pagado: 1 }), hoy)).toHaveProperty('motivo');
    expect(pagoPrevio(fila({ estado: 'pagada', saldo: 1 }), hoy)).toHaveProperty('motivo');
    expect(pagoPrevio(fila({ estado: 'pagada', pagado: 9_999 }), hoy)).toHaveProperty('motivo');
  });

  it('nunca es más que el importe, y con saldo y lo pagado juntos da lo mismo que con uno solo', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.nat(), (importe, resto) => {
        const pagado = resto % (importe + 1);
        const conPagado = pagoPrevio(fila({ importe, pagado }), hoy);
        expect(pagoPrevio(fila({ importe, saldo: importe - pagado }), hoy)).toEqual(conPagado);
        expect(pagoPrevio(fila({ importe, saldo: importe - pagado, pagado }), hoy)).toEqual(conPagado);
        expect(conPagado === null ? 0 : 'monto' in conPagado ? conPagado.monto : -1).toBe(pagado);
      }),
    );
  });
});

describe('contra lo que el libro sabe', () => {
  it('sólo es cambio lo que el archivo trae: una fecha supuesta no se compara', () => {
    expect(diferencias(fila({ vencimiento: null, emision: null }), existente())).toEqual([]);
    expect(diferencias(fila({ importe: 9_000, vencimiento: fecha('2026-06-15') }), existente())).toEqual([
      { campo: 'importe', antes: 10_000, despues: 9_000 },
      { campo: 'vencimiento', antes: '2026-05-31', despues: '2026-06-15' },
    ]);
  });

  it('agrega sólo lo que el libro no sabía; repetir la fila no agrega nada', () => {
    expect(novedadDePago(fila({ saldo: 4_000 }), existente({ saldo: 7_000 }), hoy)).toMatchObject({ monto: 3_000 });
    expect(novedadDePago(fila({ saldo: 4_000 }), existente({ saldo: 4_000 }), hoy)).toBeNull();
    expect(novedadDePago(fila({ saldo: 4_000 }), existente({ saldo: 1_000 }), hoy)).toBeNull();
  });

  it('una aplicación rige cuando existen los dos, el crédito y el documento', () => {
    const [antes, despues] = [fecha('2026-05-01'), fecha('2026-06-01')];
    expect(fechaDeAplicacion({ credito: antes, emision: despues })).toBe(despues);
    expect(fechaDeAplicacion({ credito: despues, emision: antes })).toBe(despues);
  });
});
