import { describe, expect, it } from 'vitest';
import { tieneDigitoValido } from '../../src/entrada/id-fiscal.ts';
import { monedaDePalabra, monedaDeRegion, monedaDeSigno } from '../../src/entrada/monedas.ts';
import { unirNumero } from '../../src/entrada/numero-de-comprobante.ts';
import {
  esLineaDeTotal,
  esSaldoDeExtracto,
  leerAfirmacion,
  leerEstado,
  leerEstadoDePago,
  leerMedio,
  leerPlazo,
  leerSentido,
  sentidoDeAfirmacion,
} from '../../src/entrada/palabras.ts';
import { estaVacia, limpiarTexto } from '../../src/entrada/texto.ts';
import { leerTipoDeComprobante } from '../../src/entrada/tipo-de-comprobante.ts';

describe('estado', () => {
  it.each([
    ['Pagada', 'pagada'],
    ['PAID', 'pagada'],
    ['Cobrada', 'pagada'],
    ['Cancelada', 'anulada'],
    ['void', 'anulada'],
    ['Anulada', 'anulada'],
    ['Vencida', 'pendiente'],
    ['Outstanding', 'pendiente'],
    ['Overdue', 'pendiente'],
    ['Partially Paid', 'parcial'],
    ['pago parcial', 'parcial'],
    ['Draft', 'borrador'],
    ['Jalisco', null],
  ])('«%s» se lee %s', (palabra, estado) => {
    expect(leerEstado(palabra)).toBe(estado);
  });

  it('sí y no significan lo que diga el encabezado', () => {
    expect(sentidoDeAfirmacion('pagada')).toEqual({ si: 'pagada', no: 'pendiente' });
    expect(sentidoDeAfirmacion('Anulada')).toEqual({ si: 'anulada', no: null });
    expect(sentidoDeAfirmacion('Impaga')).toEqual({ si: 'pendiente', no: 'pagada' });
    expect(sentidoDeAfirmacion('Estado')).toBeNull();
    expect(['True', '0', 'sí', 'No', 'quizá'].map(leerAfirmacion)).toEqual([true, false, true, false, null]);
  });

  it('un pago rechazado o pendiente no trajo dinero', () => {
    expect(['Completado', 'Denied', 'Pendiente', 'Approved', 'xyz'].map(leerEstadoDePago)).toEqual([
      true,
      false,
      false,
      true,
      null,
    ]);
    expect(['Crédito', 'D', '+', 'Cargo', 'otro'].map(leerSentido)).toEqual(['entra', 'sale', 'entra', 'sale', null]);
  });
});

describe('tipo de comprobante', () => {
  it.each([
    ['1', 'afip', 'factura', 'A'],
    ['3 - Nota de Crédito A', 'afip', 'nota-credito', 'A'],
    ['008', 'afip', 'nota-credito', 'B'],
    ['201 - Factura de Crédito Electrónica MiPyMEs (FCE) A', 'afip', 'factura', 'A'],
    ['203', 'afip', 'nota-credito', 'A'],
    ['4 - Recibo A', 'afip', 'ajeno', 'A'],
    ['12', 'afip', 'nota-debito', 'C'],
    ['33', null, 'factura', null],
    ['61', 'sii', 'nota-credito', null],
    ['52', 'sii', 'ajeno', null],
    ['39', 'sii', 'factura', null],
    ['01', 'sunat', 'factura', null],
    ['07', 'sunat', 'nota-credito', null],
    ['08', 'sunat', 'nota-debito', null],
    ['E', 'cfdi', 'nota-credito', null],
    ['E', 'afip', 'factura', 'E'],
    ['P', 'cfdi', 'ajeno', null],
    ['A', null, 'factura', 'A'],
    ['M', null, 'factura', 'M'],
    ['Factura rectificativa', null, 'nota-credito', null],
    ['Credit Memo', null, 'nota-credito', null],
    ['Abono', null, 'nota-credito', null],
    ['NC B', null, 'nota-credito', 'B'],
    ['Nota de débito', null, 'nota-debito', null],
    ['Invoice', null, 'factura', null],
    ['Boleta Electrónica', null, 'factura', null],
    ['Presupuesto', null, 'ajeno', null],
    ['Remito', null, 'ajeno', null],
    ['Recibo', null, 'ajeno', null],
    ['Payment', null, 'ajeno', null],
    ['Factura proforma', null, 'ajeno', null],
  ] as const)('«%s» (%s) es %s %s', (texto, sistema, tipo, letra) => {
    expect(leerTipoDeComprobante(texto, sistema)).toEqual({ tipo, letra });
  });

  it('un código que cambia con el país no se adivina, y uno desconocido tampoco', () => {
    expect(leerTipoDeComprobante('07', null)).toBe('ambiguo');
    expect(leerTipoDeComprobante('3', null)).toBe('ambiguo');
    expect(leerTipoDeComprobante('E', null)).toBe('ambiguo');
    expect(leerTipoDeComprobante('999', 'afip')).toBeNull();
    expect(leerTipoDeComprobante('Zapato', null)).toBeNull();
  });
});

it('el plazo se lee en días', () => {
  expect(
    [
      '30',
      '30 días',
      'CONTADO',
      'Net 30',
      '30 DIAS',
      'Due on receipt',
      '60 dff',
      'Cta Cte 15 días',
      '30.0',
      '30/60',
      'a convenir',
    ].map(leerPlazo),
  ).toEqual([30, 30, 0, 30, 30, 0, 60, 15, 30, null, null]);
});

it('el medio se lee de sus nombres', () => {
  expect(['Bank Transfer', 'CARD', 'Cheque', 'efectivo', 'UPI', 'Mercado Pago', 'trueque'].map(leerMedio)).toEqual([
    'transferencia',
    'tarjeta',
    'cheque',
    'efectivo',
    'otro',
    'link',
    null,
  ]);
});

it('las líneas de total y los saldos de extracto se reconocen por el texto entero', () => {
  expect(
    [
      'Total',
      'TOTALES',
      'Subtotal:',
      'Total general',
      'Suma',
      'Grand Total',
      'Total Cliente 12',
      'Total de facturas',
    ].map(esLineaDeTotal),
  ).toEqual([true, true, true, true, true, true, false, true]);
  expect(esLineaDeTotal('Total Logistics SA')).toBe(false);
  expect(
    ['Saldo inicial', 'SALDO ANTERIOR', 'Opening balance', 'Saldo a favor de cliente'].map(esSaldoDeExtracto),
  ).toEqual([true, true, true, false]);
});

describe('monedas', () => {
  it('se reconocen por signo, código o palabra', () => {
    expect(['€', 'US$', 'S/', 'usd', '$'].map(monedaDeSigno)).toEqual(['EUR', 'USD', 'PEN', 'USD', null]);
    expect(['clp', 'PES', 'DOL', 'EUROS', 'Dólares', '$', 'Pesos', 'USD - Dólar', 'zzz'].map(monedaDePalabra)).toEqual([
      'CLP',
      'ARS',
      'USD',
      'EUR',
      'USD',
      'local',
      'local',
      'USD',
      null,
    ]);
  });
  it('la región da la suya', () => {
    expect(['es_AR.UTF-8', 'es_ES@euro', 'es-CL', 'C', 'POSIX', 'es'].map(monedaDeRegion)).toEqual([
      'ARS',
      'EUR',
      'CLP',
      null,
      null,
      null,
    ]);
  });
});

it('los dígitos verificadores: correcto, incorrecto o no se sabe', () => {
  expect([
    tieneDigitoValido('20-05536168-2', 'cuit'),
    tieneDigitoValido('76.086.428-5', 'rut'),
    tieneDigitoValido('B58818501', 'nif'),
    tieneDigitoValido('12345678Z', 'nif'),
    tieneDigitoValido('X1234567L', 'nif'),
    tieneDigitoValido('20100070970', 'ruc'),
    tieneDigitoValido('800197268-4', 'nit'),
    tieneDigitoValido('211003420017', 'rut'),
  ]).toEqual(Array.from({ length: 8 }, () => true));
  expect([
    tieneDigitoValido('20-05536168-3', 'cuit'),
    tieneDigitoValido('76.086.428-K', 'rut'),
    tieneDigitoValido('12345678A', 'nif'),
    tieneDigitoValido('hola', 'cuit'),
  ]).toEqual([false, false, false, false]);
  expect([
    tieneDigitoValido('800197268', 'nit'),
    tieneDigitoValido('XAXX010101000', null),
    tieneDigitoValido('', 'cuit'),
  ]).toEqual([null, null, null]);
});

describe('unirNumero', () => {
  it.each([
    ['5041', '', 'A', '5041', 'A-5041'],
    ['1234', '3', 'B', '3-1234', 'B-3-1234'],
    ['0001-00001234', '1', null, '0001-00001234', '1-1234'],
    ['A-0001-00001234', '0001', 'A', 'A-0001-00001234', 'A-1-1234'],
    ['101', 'F001', null, 'F001-101', 'F-1-101'],
    ['FC A 0001-12', '', 'A', 'FC A 0001-12', 'FC-A-1-12'],
    ['Ñandú 7', '', null, 'Ñandú 7', 'NANDU-7'],
    ['000', '', null, '000', '0'],
    ['a0-b', '', null, 'a0-b', 'A-0-B'],
  ] as const)('«%s» con serie «%s» y letra %s', (numero, serie, letra, escrito, normal) => {
    expect(unirNumero(numero, serie, letra)).toEqual({ numero: escrito, numeroNormal: normal });
  });
});

it('el texto se limpia sin perder letras', () => {
  expect(limpiarTexto('  Pago   nomina\u00a0 enero \u0007')).toBe('Pago nomina enero');
  expect(limpiarTexto('n\u0303andu\u0301')).toBe('ñandú');
  expect(limpiarTexto('Peñaflor S.A.')).toBe('Peñaflor S.A.');
  expect(limpiarTexto('a\u200bb\ufeff\u202ec')).toBe('abc');
  expect(['', ' ', '-', 'N/A', 'null', '$ -', '00/00/0000', '0', 'Nadia', '-5', 'A-1'].map(estaVacia)).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
