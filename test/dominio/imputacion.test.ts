import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import { normalizarNumero } from '../../src/dominio/documento.ts';
import { fecha, fechaDeNumero } from '../../src/dominio/fecha.ts';
import { type CreditoPorImputar, type DocumentoAbierto, imputar, numerosEn } from '../../src/dominio/imputacion.ts';

const ars = moneda('ARS');

function abierto(documentoId: number, saldo: number, mas: Partial<DocumentoAbierto> = {}): DocumentoAbierto {
  return {
    documentoId,
    saldo,
    numeroNormal: normalizarNumero(`A-${1000 + documentoId}`),
    emision: fecha('2026-01-01'),
    vencimiento: fecha('2026-02-01'),
    moneda: ars,
    ...mas,
  };
}

function pago(monto: number, mas: Partial<CreditoPorImputar> = {}): CreditoPorImputar {
  return { monto, moneda: ars, fecha: fecha('2026-03-01'), destinos: [], referencia: null, ...mas };
}

const montos = ({ aplicaciones, sinImputar }: ReturnType<typeof imputar>) => ({
  a: Object.fromEntries(aplicaciones.map(({ documentoId, monto }) => [documentoId, monto])),
  sinImputar,
});

const fechas = fc.integer({ min: 20_000, max: 20_400 }).map(fechaDeNumero);
const casos = fc.record({
  documentos: fc
    .uniqueArray(
      fc.record({
        documentoId: fc.nat(9),
        saldo: fc.integer({ min: 1, max: 1000 }),
        emision: fechas,
        vencimiento: fechas,
        moneda: fc.constantFrom(ars, ars, moneda('USD')),
      }),
      { selector: ({ documentoId }) => documentoId, maxLength: 8 },
    )
    .map((lista) => lista.map((uno) => abierto(uno.documentoId, uno.saldo, uno))),
  credito: fc.record({
    monto: fc.integer({ min: 1, max: 5000 }),
    fecha: fechas,
    moneda: fc.constant(ars),
    destinos: fc
      .array(
        fc.record({
          documentoId: fc.nat(12),
          monto: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
        }),
        { maxLength: 4 },
      )
      .map((lista) =>
        lista.map(({ documentoId, monto }) => (monto === undefined ? { documentoId } : { documentoId, monto })),
      ),
    referencia: fc.constantFrom(null, 'transferencia', 'fact A-1003', 'A-1001 y A 1002'),
  }),
});

describe('imputación', () => {
  it('nunca pasa del crédito ni de un saldo, suma exacto y no toca otra moneda', () => {
    fc.assert(
      fc.property(casos, ({ documentos, credito }) => {
        const { aplicaciones, sinImputar } = imputar(credito, documentos);
        expect(aplicaciones.reduce((suma, { monto }) => suma + monto, sinImputar)).toBe(credito.monto);
        expect(sinImputar).toBeGreaterThanOrEqual(0);
        expect(new Set(aplicaciones.map(({ documentoId }) => documentoId)).size).toBe(aplicaciones.length);
        for (const { documentoId, monto, fecha: dia } of aplicaciones) {
          const documento = documentos.find((uno) => uno.documentoId === documentoId);
          expect(documento?.moneda).toBe(credito.moneda);
          expect(monto > 0 && monto <= (documento?.saldo ?? 0)).toBe(true);
          expect(dia >= credito.fecha && dia >= (documento?.emision ?? '')).toBe(true);
        }
      }),
    );
  });

  it('el orden en que vienen los documentos es indiferente', () => {
    fc.assert(
      fc.property(casos, ({ documentos, credito }) => {
        expect(imputar(credito, documentos.toReversed())).toEqual(imputar(credito, documentos));
      }),
    );
  });

  it('sin indicaciones cancela primero lo que venció antes, y a igual vencimiento por número', () => {
    const documentos = [
      abierto(1, 100, { vencimiento: fecha('2026-02-02') }),
      abierto(2, 100, { numeroNormal: 'B-1' }),
      abierto(3, 100, { numeroNormal: 'A-9' }),
    ];
    expect(montos(imputar(pago(250), documentos))).toEqual({ a: { 3: 100, 2: 100, 1: 50 }, sinImputar: 0 });
    expect(montos(imputar(pago(500), documentos)).sinImputar).toBe(200);
  });

  it('lo pedido vale más que la referencia, y lo que no absorbe queda a favor', () => {
    const documentos = [abierto(1, 100), abierto(2, 100), abierto(3, 100)];
    const conReferencia = pago(250, { referencia: 'A-1003', destinos: [{ documentoId: 2 }] });
    expect(montos(imputar(conReferencia, documentos))).toEqual({ a: { 2: 100 }, sinImputar: 150 });
    const conMontos = pago(250, {
      destinos: [
        { documentoId: 2, monto: 30 },
        { documentoId: 1, monto: 500 },
      ],
    });
    expect(montos(imputar(conMontos, documentos))).toEqual({ a: { 2: 30, 1: 100 }, sinImputar: 120 });
  });

  it('la referencia vale más que la antigüedad, y lo que sobra no se adivina', () => {
    const documentos = [abierto(1, 100), abierto(2, 100), abierto(3, 100)];
    expect(montos(imputar(pago(250, { referencia: 'Pago fact. A 1003, A-1002' }), documentos))).toEqual({
      a: { 2: 100, 3: 100 },
      sinImputar: 50,
    });
    expect(montos(imputar(pago(50, { referencia: 'gracias' }), documentos))).toEqual({
      a: { 1: 50 },
      sinImputar: 0,
    });
  });

  it('un pago anterior a la factura la cancela desde que existe', () => {
    const [aplicacion] = imputar(pago(10, { fecha: fecha('2025-12-01') }), [abierto(1, 100)]).aplicaciones;
    expect(aplicacion?.fecha).toBe('2026-01-01');
  });

  it('los números de la referencia se comparan enteros y normalizados', () => {
    const nombra = (texto: string, numero: string) => numerosEn(texto).has(normalizarNumero(numero));
    expect(nombra('FC A 0001-00001234', 'A-0001-00001234')).toBe(true);
    expect(nombra('pago fact A00001-00001234.', 'A-1-1234')).toBe(true);
    expect(nombra('facturas 1233/1234', '1234')).toBe(true);
    expect(nombra('pago 12345', '1234')).toBe(false);
    expect(nombra('15 de mayo', '15')).toBe(false);
    expect(nombra('factura 15', '15')).toBe(true);
    expect(nombra('15', '15')).toBe(true);
    expect(nombra('pago del 10/06/2026', '2026')).toBe(false);
  });
});
