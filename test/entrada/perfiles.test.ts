import { describe, expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import { ErrorDeDatos, ErrorDeUso } from '../../src/dominio/errores.ts';
import { perfilPorNombre } from '../../src/entrada/perfiles.ts';
import { type Perfil, perfilesIncluidos } from '../../src/entrada/perfiles-incluidos.ts';
import { importarTexto } from './importar-texto.ts';

const filas = (...renglones: string[]) => `${renglones.join('\n')}\n`;

describe('perfiles incluidos, elegidos por sus encabezados', () => {
  it('AFIP Mis Comprobantes: código de tipo, punto de venta y «$» como pesos argentinos', async () => {
    const { facturas, analisis } = await importarTexto(
      filas(
        'Fecha de Emisión;Tipo de Comprobante;Punto de Venta;Número Desde;Número Hasta;Cód. Autorización;Tipo Doc. Receptor;Nro. Doc. Receptor;Denominación Receptor;Tipo Cambio;Moneda;Imp. Neto Gravado;Imp. Op. Exentas;IVA;Imp. Total',
        '01/08/2026;1 - Factura A;3;45;45;123;80;30500010912;EMPRESA SA;1;$;1000,50;0;210,11;1210,61',
        '15/08/2026;3 - Nota de Crédito A;3;7;7;124;80;30500010912;EMPRESA SA;1;PES;100;0;21;121,00',
        '15/08/2026;6;3;8;8;125;96;20111222;JUAN PEREZ;1000;USD;100;0;21;121,00',
      ),
      {},
    );
    expect(analisis.perfil).toBe('afip-mis-comprobantes');
    expect(
      facturas.map(({ tipo, numeroNormal, importe, moneda: codigo }) => [tipo, numeroNormal, importe, codigo]),
    ).toEqual([
      ['factura', 'A-3-45', 121_061, 'ARS'],
      ['nota-credito', 'A-3-7', 12_100, 'ARS'],
      ['factura', 'B-3-8', 12_100, 'USD'],
    ]);
  });

  it('SII registro de ventas: pesos chilenos sin decimales, 61 es nota de crédito', async () => {
    const { facturas, analisis } = await importarTexto(
      filas(
        'Nro;Tipo Doc;Tipo Venta;Rut cliente;Razon Social;Folio;Fecha Docto;Fecha Recepcion;Monto Exento;Monto Neto;Monto IVA;Monto total',
        '1;33;Del Giro;76086428-5;ACME;101;05/01/2026;25/01/2026 10:20:11;0;100000;19000;119000',
        '2;61;Del Giro;76086428-5;ACME;12;25/01/2026;;0;100;19;119',
      ),
      {},
    );
    expect(analisis.perfil).toBe('sii-registro-ventas');
    expect(facturas.map(({ tipo, numero, importe, moneda: codigo }) => [tipo, numero, importe, codigo])).toEqual([
      ['factura', '101', 119_000, 'CLP'],
      ['nota-credito', '12', 119, 'CLP'],
    ]);
  });

  it('Xero: ContactName es el cliente y Reference no es el número', async () => {
    const { facturas, analisis } = await importarTexto(
      filas(
        '*ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,InvoiceAmountPaid,InvoiceAmountDue,Currency,Type,Status',
        'Acme,a@b.com,INV-1,PO1,5 Jan 2026,20 Jan 2026,1234.50,0.00,1234.50,USD,Sales invoice,Awaiting Payment',
      ),
      {},
    );
    expect(analisis.perfil).toBe('xero');
    expect(facturas[0]).toMatchObject({
      cliente: { datos: { nombre: 'Acme' } },
      numero: 'INV-1',
      ordenCompra: 'PO1',
      importe: 123_450,
      saldo: 123_450,
      estado: 'pendiente',
      vencimiento: '2026-01-20',
    });
  });

  it('FacturaScripts: pagada con 0 y 1', async () => {
    const { facturas, analisis } = await importarTexto(
      filas(
        'codigo;codcliente;nombrecliente;cifnif;fecha;total;coddivisa;pagada;vencimiento',
        'FAC1;1;Uno;B58818501;13-01-2026;121,00;EUR;0;05-02-2026',
        'FAC2;1;Uno;B58818501;25-01-2026;21,00;EUR;1;25-02-2026',
      ),
      {},
    );
    expect(analisis.perfil).toBe('facturascripts');
    expect(facturas.map(({ cliente, estado }) => [cliente.datos?.codigo, estado])).toEqual([
      ['1', 'pendiente'],
      ['1', 'pagada'],
    ]);
  });

  it('ninguno se elige con un archivo cualquiera', async () => {
    expect((await importarTexto(filas('Factura,Cliente,Total,Vto', '1,A,1.50,2026-01-13'))).analisis.perfil).toBeNull();
  });

  it('cada uno tiene nombre propio y encabezados que lo identifican', () => {
    expect(new Set(perfilesIncluidos.map(({ nombre }) => nombre)).size).toBe(perfilesIncluidos.length);
    for (const { encabezados } of perfilesIncluidos) expect(encabezados?.length).toBeGreaterThanOrEqual(4);
  });
});

describe('perfil pedido', () => {
  const propio: Perfil = {
    nombre: 'mio',
    tipo: 'facturas',
    columnas: new Map([
      ['numero', 'X1'],
      ['cliente', 'X2'],
      ['importe', 'X3'],
      ['vencimiento', 'X4'],
    ] as const),
    moneda: moneda('EUR'),
    decimal: 'coma',
  };

  it('nombra columnas que nadie reconocería', async () => {
    const { facturas } = await importarTexto(filas('X1;X2;X3;X4', 'F1;Acme;1.234;2026-01-13'), { perfil: propio });
    expect(facturas[0]).toMatchObject({ numero: 'F1', importe: 123_400, moneda: 'EUR' });
  });

  it('si falta una columna suya, se niega', async () => {
    await expect(importarTexto(filas('X1;X2;X3', 'F1;Acme;1.234'), { perfil: propio })).rejects.toBeInstanceOf(
      ErrorDeDatos,
    );
  });

  it('un nombre desconocido enumera los que hay', () => {
    expect(perfilPorNombre('Xero').nombre).toBe('xero');
    expect(perfilPorNombre('mio', [propio])).toBe(propio);
    expect(() => perfilPorNombre('nada')).toThrow(ErrorDeUso);
  });
});
