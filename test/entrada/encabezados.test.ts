import { describe, expect, it } from 'vitest';
import type { TipoDeArchivo } from '../../src/dominio/filas.ts';
import { campos, candidatosDe, esOtroImporte } from '../../src/entrada/campos.ts';
import { normalizarEncabezado } from '../../src/entrada/encabezados.ts';
import { sinonimos } from '../../src/entrada/sinonimos.ts';

const campoDe = (encabezado: string, tipo: TipoDeArchivo = 'facturas') =>
  candidatosDe(normalizarEncabezado(encabezado), tipo)[0]?.campo ?? null;

describe('reconocimiento de encabezados', () => {
  it.each([
    ['InvoiceNumber', 'numero'],
    ['invoicenumber', 'numero'],
    ['invoice_id', 'numero'],
    ['Nro. Comprobante', 'numero'],
    ['N° Factura', 'numero'],
    ['No. de Factura', 'numero'],
    ['Invoice #', 'numero'],
    ['FOLIO', 'numero'],
    ['total_amount', 'importe'],
    ['Imp. Total', 'importe'],
    ['Importe (EUR)', 'importe'],
    ['Total ARS', 'importe'],
    ['Gran Total', 'importe'],
    ['Deuda ($)', 'saldo'],
    ['Saldo Pendiente', 'saldo'],
    ['amount due', 'saldo'],
    ['Fecha Vcto.', 'vencimiento'],
    ['F. Vencimiento', 'vencimiento'],
    ['due-date', 'vencimiento'],
    ['fechaVencimiento', 'vencimiento'],
    ['Fecha de Emisión', 'emision'],
    ['Issue Date', 'emision'],
    ['fecha', 'emision'],
    ['Cliente / Empresa', 'cliente'],
    ['Razón Social', 'cliente'],
    ['RAZON_SOCIAL', 'cliente'],
    ['Denominación Receptor', 'cliente'],
    ['customerID', 'cliente_id'],
    ['Nro. Doc. Receptor', 'id_fiscal'],
    ['C.U.I.T.', 'id_fiscal'],
    ['E-mail', 'email'],
    ['Correo Electrónico', 'email'],
    ['Condición de Pago', 'plazo'],
    ['Vendedor', 'gestor'],
    ['Alícuota IVA', 'alicuota'],
    ['% IVA', 'alicuota'],
    ['I.V.A.', 'iva'],
  ])('«%s» es %s', (encabezado, campo) => {
    expect(campoDe(encabezado)).toBe(campo);
  });

  it.each([
    'Estado Gestión',
    'countryCode',
    'DaysLate',
    'PaperlessDate',
    'Provisión ($)',
    '% Provisión',
    'dias_mora',
    'Días Mora',
    'tramo_mora',
    'Imp. Neto No Gravado',
    'Tipo Cambio',
    'Fecha Vto. CAE',
    'Número de serie',
    '',
    '  ',
    '($)',
    '__proto__',
    'constructor',
    'toString',
  ])('«%s» no es ningún campo', (encabezado) => {
    expect(campoDe(encabezado)).toBeNull();
  });

  it('el mismo encabezado puede ser otra cosa en otro tipo de archivo', () => {
    expect(campoDe('Fecha', 'pagos')).toBe('fecha_pago');
    expect(campoDe('Concepto', 'pagos')).toBe('referencia');
    expect(campoDe('Abono', 'pagos')).toBe('haber');
    expect(campoDe('Cuenta', 'pagos')).toBeNull();
    expect(campoDe('Código', 'clientes')).toBe('cliente_id');
  });

  it('el más específico tiene más rango', () => {
    const rango = (encabezado: string) => candidatosDe(normalizarEncabezado(encabezado), 'facturas')[0]?.rango ?? 0;
    expect(rango('Importe Total')).toBeGreaterThan(rango('Importe'));
    expect(rango('invoice_number')).toBeGreaterThan(rango('id'));
  });

  it('recuerda la moneda que nombra el encabezado', () => {
    expect(
      ['Importe (EUR)', 'Total ARS', 'U$S Total', 'Importe €', 'Deuda ($)', 'Total'].map(
        (encabezado) => normalizarEncabezado(encabezado).moneda,
      ),
    ).toEqual(['EUR', 'ARS', 'USD', 'EUR', null, null]);
  });

  it('reconoce lo que se suma al total además del neto y el IVA', () => {
    expect(esOtroImporte(normalizarEncabezado('Imp. Op. Exentas'))).toBe(true);
    expect(esOtroImporte(normalizarEncabezado('IVA 10,5%'))).toBe(true);
    expect(esOtroImporte(normalizarEncabezado('Total'))).toBe(false);
  });
});

it('cada renglón de la tabla de sinónimos está bien escrito y nombra un campo', () => {
  const renglones = sinonimos.split('\n').filter((renglon) => renglon !== '' && !renglon.startsWith('#'));
  for (const renglon of renglones)
    expect(renglon).toMatch(new RegExp(`^(${campos.join('|')}) [fpc]+ \\d: [^|]+( \\| [^|]+)*$`));
  expect(renglones.length).toBeGreaterThan(60);
});
