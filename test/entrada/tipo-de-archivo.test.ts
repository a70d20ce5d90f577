import { describe, expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import type { ErrorDeUsuario } from '../../src/dominio/errores.ts';
import { importarTexto } from './importar-texto.ts';

const eur = { moneda: moneda('EUR') };
const texto = (...renglones: string[]) => `${renglones.join('\n')}\n`;

describe('qué trae el archivo', () => {
  it('la forma de pago sola no vuelve pagos a un archivo con saldo, neto o estado: se pregunta', async () => {
    for (const [encabezado, celda] of [
      ['Outstanding Balance', '50.00'],
      ['Subtotal', '50.00'],
      ['Status', 'pending'],
    ])
      await expect(
        importarTexto(
          texto(
            `Name,Email,Total,Created at,Payment Method,${encabezado}`,
            `#1001,a@x.example,50.00,2026-03-13,card,${celda}`,
          ),
          eur,
        ),
      ).rejects.toThrow(/facturas, pagos o clientes/);
    const { analisis } = await importarTexto(
      texto('Cliente,Fecha,Importe,Forma de pago', 'Acme,2026-03-13,5.50,Efectivo'),
      eur,
    );
    expect(analisis.tipo).toBe('pagos');
  });

  it('vencimiento, emisión y fecha de cobro son de una factura', async () => {
    const { analisis, facturas } = await importarTexto(
      texto(
        'Fecha,Num,Vencimiento,Cliente,Total,Cobrado,Pendiente,Estado,Fecha de cobro',
        '13/03/2026,F1,13/04/2026,Acme,10.50,10.50,0.00,Cobrado,20/03/2026',
        '13/03/2026,F2,13/04/2026,Acme,10.50,0.00,10.50,Pendiente,',
      ),
      eur,
    );
    expect(analisis.tipo).toBe('facturas');
    expect(facturas.map(({ fechaPago, saldo }) => [fechaPago, saldo])).toEqual([
      ['2026-03-20', 0],
      [null, 1050],
    ]);
  });

  it('un pago con recibo sigue siendo un pago aunque nombre la emisión y el vencimiento de la factura', async () => {
    const { analisis } = await importarTexto(
      texto(
        'Recibo,Fecha de cobro,Cliente,Num,Emisión,Vencimiento,Importe cobrado',
        'R1,2026-03-20,Acme,F1,2026-03-13,2026-04-13,9.50',
      ),
      eur,
    );
    expect(analisis.tipo).toBe('pagos');
  });

  it('serie, número, total y estado son de una factura aunque haya forma de pago', async () => {
    const { analisis, facturas } = await importarTexto(
      texto(
        'Serie;Número;Fecha;Estado;Cliente;Nombre fiscal;Total;Forma de pago',
        '1;12;13/01/2026;Pendiente;25;Acme;121,50;CONTADO',
      ),
      eur,
    );
    expect(analisis.tipo).toBe('facturas');
    expect(facturas[0]).toMatchObject({ numeroNormal: '1-12', cliente: { datos: { codigo: '25', nombre: 'Acme' } } });
  });

  it('los tipos abreviados de la factura electrónica chilena', async () => {
    const { facturas } = await importarTexto(
      texto(
        'RUT,Tipo Documento,Número Documento,Vencimiento,Total',
        '1-9,FVAELECT,1,2026-04-13,10.50',
        '1-9,NCVELECT,2,2026-04-13,10.50',
      ),
      eur,
    );
    expect(facturas.map(({ tipo }) => tipo)).toEqual(['factura', 'nota-credito']);
  });
});

describe('lo que se sugiere', () => {
  it('el ejemplo para lo que falta es una columna que trae esa clase de dato', async () => {
    const banco = texto(
      'Fecha;Sucursal Origen;Descripción;Cuenta Corriente;Saldo',
      '13/02/2026;0123;Transferencia;150.000,50;250.000,50',
    );
    const error = await importarTexto(banco, { ...eur, tipo: 'pagos' }).catch(
      (causa: unknown) => causa as ErrorDeUsuario,
    );
    expect((error as ErrorDeUsuario).sugerencia).toContain('--columna importe="Cuenta Corriente"');
    const sinNinguna = texto('Factura,Cliente,Zona,Vto', '1,Acme,12,2026-02-13');
    const otro = await importarTexto(sinNinguna, eur).catch((causa: unknown) => causa as ErrorDeUsuario);
    expect((otro as ErrorDeUsuario).sugerencia).toContain('--columna importe="Encabezado"');
  });

  it('una columna de dinero que no se importa y puede ser el saldo tiene su propio aviso', async () => {
    const { avisos } = await importarTexto(
      texto('Factura,Cliente,Total,Vto,Falta,Descuento,Zona', '1,Acme,10.50,2026-02-13,4.50,1.50,12'),
      eur,
    );
    expect(avisos.filter((aviso) => aviso.includes('si es el saldo'))).toEqual([
      '«Falta» trae importes y no se importa; si es el saldo: --columna saldo="Falta"',
    ]);
    const conSaldo = await importarTexto(
      texto('Factura,Cliente,Total,Vto,Saldo,Falta', '1,A,10.50,2026-02-13,4.50,4.50'),
      eur,
    );
    expect(conSaldo.avisos.join()).not.toContain('si es el saldo');
  });
});
