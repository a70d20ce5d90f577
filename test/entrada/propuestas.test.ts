import { describe, expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import { columnasPorNombre, importarTexto } from './importar-texto.ts';

const ars = { moneda: moneda('ARS') };
const texto = (...renglones: string[]) => `${renglones.join('\n')}\n`;

describe('el código y el nombre del cliente', () => {
  it('«Cliente» con códigos junto a otra columna de nombre es el código', async () => {
    const importado = await importarTexto(
      texto(
        'Cliente;Nombre;Factura;Total;Vto',
        '430.00012;Arga SL;1;2,50;13/01/2026',
        '000124;Orbis;2;2,50;13/01/2026',
      ),
      ars,
    );
    expect(importado.facturas.map(({ cliente }) => [cliente.datos?.codigo, cliente.datos?.nombre])).toEqual([
      ['430.00012', 'Arga SL'],
      ['000124', 'Orbis'],
    ]);
    expect(
      columnasPorNombre(
        await importarTexto(texto('Cliente,Nombre,Email', 'C1,Arga,a@x.example', 'C2,Orbis,b@x.example'), {}),
      ),
    ).toMatchObject({ cliente_id: 'Cliente', cliente: 'Nombre' });
  });

  it('si «Cliente» trae nombres, o nada más puede ser el nombre, es el nombre', async () => {
    expect(
      columnasPorNombre(
        await importarTexto(texto('Cliente,Nombre,Factura,Total,Vto', 'Arga SL,Ana Paz,1,2.50,2026-01-13'), ars),
      ),
    ).toMatchObject({ cliente: 'Cliente' });
    expect(
      columnasPorNombre(await importarTexto(texto('Cliente,Factura,Total,Vto', 'C12,1,2.50,2026-01-13'), ars)),
    ).toMatchObject({ cliente: 'Cliente' });
  });

  it('«Código» justo antes de la razón social es el del cliente, si el número está en otra columna', async () => {
    const columnas = columnasPorNombre(
      await importarTexto(texto('Código,Razón social,Folio,Total,Vto', 'CL001,Acme,125,2.50,2026-01-13'), ars),
    );
    expect(columnas).toMatchObject({ cliente_id: 'Código', cliente: 'Razón social', numero: 'Folio' });
    const sinFolio = await importarTexto(texto('Código,Razón social,Total,Vto', 'F001,Acme,2.50,2026-01-13'), {
      ...ars,
      tipo: 'facturas',
    });
    expect(columnasPorNombre(sinFolio)).toMatchObject({ numero: 'Código' });
  });

  it('los nombres técnicos de Odoo: partner_id trae el nombre', async () => {
    const { facturas } = await importarTexto(
      texto(
        'name,partner_id,invoice_date,invoice_date_due,amount_untaxed_signed,amount_total_signed,amount_residual_signed,state,move_type,currency_id',
        'INV/2026/00001,"Azure Interior, Brandon Freeman",2026-03-02,2026-04-01,1500.00,1815.00,815.00,Posted,Customer Invoice,USD',
      ),
      {},
    );
    expect(facturas[0]).toMatchObject({ numero: 'INV/2026/00001', importe: 181500, saldo: 81500 });
    expect(facturas[0]?.cliente.datos).toMatchObject({ codigo: null, nombre: 'Azure Interior, Brandon Freeman' });
  });
});

describe('el número de un extracto', () => {
  const extracto = (encabezado: string, ...numeros: string[]) =>
    texto(
      `Fecha;Descripción;Débitos;Créditos;${encabezado};Saldo`,
      ...numeros.map((numero) => `13/02/2026;Transferencia;;150,50;${numero};900,50`),
    );

  it('«Número de comprobante» es el del movimiento, y el que nombra la factura es el de la factura', async () => {
    const deBanco = await importarTexto(extracto('Número de Comprobante', '3301', '3303'), ars);
    expect(deBanco.pagos.map(({ recibo, numero }) => [recibo, numero])).toEqual([
      ['3301', null],
      ['3303', null],
    ]);
    const deFactura = await importarTexto(extracto('Número de factura', '3301'), ars);
    expect(deFactura.pagos[0]).toMatchObject({ recibo: null, numero: '3301' });
  });

  it('si se repite no identifica nada y queda como referencia', async () => {
    const { pagos } = await importarTexto(extracto('Número de Comprobante', '0000', '0000'), ars);
    expect(pagos.map(({ recibo, numero }) => [recibo, numero])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(pagos[0]?.referencia).toBe('Transferencia · 0000');
  });

  it('con cliente y sin debe ni haber, el comprobante es la factura que se paga', async () => {
    const { pagos } = await importarTexto(
      texto('Fecha de pago,Cliente,Número de comprobante,Importe pagado', '2026-02-13,Acme,A-1,10.50'),
      ars,
    );
    expect(pagos[0]).toMatchObject({ recibo: null, numero: 'A-1' });
  });
});
