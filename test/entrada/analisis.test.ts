import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import { ErrorDeDatos, ErrorDeUso, ErrorDeUsuario } from '../../src/dominio/errores.ts';
import type { OpcionesDeImportacion } from '../../src/entrada/analisis.ts';
import { columnasPorNombre, importarTexto } from './importar-texto.ts';

const filas = (...renglones: string[]) => `${renglones.join('\n')}\n`;
const usd = { moneda: moneda('USD') };

async function negativa(texto: string, opciones: OpcionesDeImportacion = usd): Promise<ErrorDeUsuario> {
  return importarTexto(texto, opciones).then(
    () => {
      throw new Error('se importó');
    },
    (error: ErrorDeUsuario) => error,
  );
}

describe('columnas', () => {
  it('el encabezado específico gana al genérico', async () => {
    const importado = await importarTexto(
      filas('id,invoice_number,Importe,Importe Total,client,due date', 'INV-9,A-1,1.50,2.50,Acme,2026-01-13'),
    );
    expect(columnasPorNombre(importado)).toMatchObject({ numero: 'invoice_number', importe: 'Importe Total' });
    expect(importado.avisos).toContain('columnas que no se importan: «id», «Importe»');
  });

  it('Cliente es el código cuando hay también Razón Social, y el nombre cuando no', async () => {
    expect(
      columnasPorNombre(
        await importarTexto(filas('Cliente,Razón Social,Factura,Total,Vto', '1001,Acme,1,2.50,2026-01-13')),
      ),
    ).toMatchObject({ cliente_id: 'Cliente', cliente: 'Razón Social' });
    expect(
      columnasPorNombre(await importarTexto(filas('Cliente,Factura,Total,Vto', 'Acme,1,2.50,2026-01-13'))),
    ).toMatchObject({ cliente: 'Cliente' });
  });

  it('el contenido manda: «pagada» con sí o no es estado, una columna de fechas no es un importe', async () => {
    expect(
      columnasPorNombre(await importarTexto(filas('Factura,Cliente,Total,Vto,Pagado', '1,A,2.50,2026-01-13,True'))),
    ).toMatchObject({ estado: 'Pagado' });
    expect(
      columnasPorNombre(await importarTexto(filas('Factura,Cliente,Total,Vto,Pagado', '1,A,2.50,2026-01-13,1.50'))),
    ).toMatchObject({ pagado: 'Pagado' });
    expect((await negativa(filas('Factura,Cliente,Total,Vto', '1,A,2026-01-01,2026-01-13'))).message).toContain(
      'falta una columna para el importe',
    );
  });

  it('dos encabezados igual de buenos que no dicen lo mismo se niegan y se nombra la opción', async () => {
    const error = await negativa(
      filas(
        'invoice_id,customer,total,due_date,due_date',
        '1,A,10.00,2026-01-13,2026-01-13',
        '2,B,10.00,2026-01-14,2026-01-15',
      ),
    );
    expect(error).toBeInstanceOf(ErrorDeDatos);
    expect(error.sugerencia).toContain("--columna vencimiento='#4'");
    const iguales = await importarTexto(
      filas(
        'invoice_id,customer,total,due_date,vencimiento',
        '1,A,10.00,2026-01-13,2026-01-13',
        '2,B,10.00,2026-01-14,',
      ),
    );
    expect(iguales.facturas).toHaveLength(2);
    expect(iguales.avisos.join()).toContain('dicen lo mismo');
  });

  it('--columna nombra por encabezado exacto, plegado o posición, y «-» quita', async () => {
    const texto = filas('Código,Nombre,Importe Neto,Vto', 'F1,Acme,2.50,2026-01-13');
    const opciones = (pares: Record<string, string>) =>
      ({ ...usd, columnas: new Map(Object.entries(pares)) }) as OpcionesDeImportacion;
    expect((await importarTexto(texto, opciones({ importe: 'importe neto', numero: '#1' }))).facturas[0]).toMatchObject(
      { numero: 'F1', importe: 250 },
    );
    expect(await negativa(texto, opciones({ importe: 'Bruto' }))).toBeInstanceOf(ErrorDeUso);
    expect((await negativa(texto, opciones({ importe: '#9' }))).sugerencia).toContain('«Importe Neto»');
    expect(
      (await negativa(texto, { ...opciones({ importe: 'Importe Neto', vencimiento: '-' }), tipo: 'facturas' })).message,
    ).toContain('vencimiento');
  });

  it('un archivo sin encabezado se puede importar por posiciones', async () => {
    const importado = await importarTexto(filas('F1,Acme,2.50,2026-01-13', 'F2,Acme,3.50,2026-01-14'), {
      ...usd,
      tipo: 'facturas',
      columnas: new Map([
        ['numero', '#1'],
        ['cliente', '#2'],
        ['importe', '#3'],
        ['vencimiento', '#4'],
      ] as const),
    });
    expect(importado.facturas.map(({ numero, importe }) => [numero, importe])).toEqual([
      ['F1', 250],
      ['F2', 350],
    ]);
  });

  it('lo que falta se dice con lo que se halló, los encabezados y un ejemplo', async () => {
    const error = await negativa(filas('Factura,Cliente,Importe Neto,Vto', '1,A,2.50,2026-01-13'));
    expect(error.message).toContain('falta una columna para el importe');
    expect(error.detalle.join()).toContain('numero ← «Factura»');
    expect(error.sugerencia).toContain('--columna importe="Importe Neto"');
    expect((await negativa(filas('a,b', '1,2'))).detalle[0]).toBe('línea 1: «a», «b»');
    expect((await negativa(filas('Factura,Cliente,Total,Vto'))).message).toContain('sólo tiene el encabezado');
  });

  it('no adivina si «Importe» incluye el IVA, ni si «Fecha de pago» es el vencimiento', async () => {
    expect(
      (await negativa(filas('Factura,Cliente,Importe,IVA,Vto', '1,A,100.50,21.10,2026-01-13'))).sugerencia,
    ).toContain('--columna neto="Importe"');
    expect(
      (
        await negativa(filas('Factura,Cliente,Total,Emisión,Fecha de pago', '1,A,100.50,2026-01-13,2026-02-13'), {
          ...usd,
          tipo: 'facturas',
        })
      ).sugerencia,
    ).toContain('--columna vencimiento="Fecha de pago"');
  });

  it('una columna «IVA» que sólo trae alícuotas no se suma: se pregunta qué es', async () => {
    const texto = filas('Factura,Cliente,Neto,IVA,Vto', '1,A,100.50,21,2026-01-13', '2,A,50.00,10.5,2026-01-13');
    expect((await negativa(texto)).sugerencia).toContain('--columna alicuota="IVA"');
    expect(
      (await importarTexto(texto, { ...usd, columnas: new Map([['alicuota', 'IVA']] as const) })).facturas.map(
        ({ importe }) => importe,
      ),
    ).toEqual([12_161, 5_525]);
    expect(
      (await importarTexto(texto, { ...usd, columnas: new Map([['iva', 'IVA']] as const) })).facturas.map(
        ({ importe }) => importe,
      ),
    ).toEqual([12_150, 6_050]);
  });

  it('no deduce un total de neto e IVA si también hay exentos o percepciones', async () => {
    expect(
      (await negativa(filas('Factura,Cliente,Neto,IVA,Exento,Vto', '1,A,100.50,21.10,5.00,2026-01-13'))).sugerencia,
    ).toContain('«Exento»');
    expect(
      (await importarTexto(filas('Factura,Cliente,Neto,IVA,Exento,Vto', '1,A,100.50,21.10,0.00,2026-01-13')))
        .facturas[0]?.importe,
    ).toBe(12_160);
  });
});

describe('encabezado y tipo', () => {
  it('salta un preámbulo con líneas rellenas y pares rótulo-valor', async () => {
    const importado = await importarTexto(
      filas(
        'Extracto;;;;',
        'Cliente: Acme;;Fecha;01/01/2026;',
        ';;;;',
        'Factura;Cliente;Total;Vto;Nota',
        'F1;Acme;2,50;13/01/2026;',
      ),
    );
    expect(importado.analisis.lineaEncabezado).toBe(4);
    expect(importado.facturas).toHaveLength(1);
  });

  it.each([
    ['facturas', 'factura_id,cliente_id,importe,fecha_emision,vencimiento', 'F1,C1,1.50,2026-01-13,2026-01-14'],
    ['pagos', 'Payment_ID,Invoice_ID,Payment_Date,Amount_Paid,Payment_Method', 'P1,F1,2026-01-13,1.50,Card'],
    ['pagos', 'Fecha,Concepto,Importe,Saldo', '2026-01-13,x,1.50,2.50'],
    ['pagos', 'recibo,numero,fecha,moneda,importe,medio', 'R1,F1,2026-01-13,USD,1.50,cheque'],
    ['clientes', 'cliente_id,nombre,cif,sector', 'C1,Acme,B58818501,Retail'],
    [
      'facturas',
      'numero_comprobante,fecha,tipo_comprobante,cuit_cliente,importe_neto,alicuota_iva',
      '1,2026-01-13,A,30-50001091-2,1.50,0.21',
    ],
  ])('reconoce un archivo de %s', async (tipo, encabezado, fila) => {
    expect((await importarTexto(filas(encabezado, fila))).analisis.tipo).toBe(tipo);
  });

  it('lo que puede ser más de una cosa se pregunta', async () => {
    const error = await negativa(filas('nombre,saldo,telefono', 'Acme,10.50,1144445555'));
    expect(error).toBeInstanceOf(ErrorDeUso);
    expect(error.sugerencia).toContain('--tipo');
  });
});

describe('decimales, fechas y moneda', () => {
  const conImportes = (...importes: string[]) =>
    filas(
      'Factura;Cliente;Total;Vto',
      ...importes.map((importe, indice) => `F${indice};A;${importe};2026-01-${10 + indice}`),
    );

  it('decide con toda la columna', async () => {
    expect((await importarTexto(conImportes('1.234', '2.000,5'))).facturas.map(({ importe }) => importe)).toEqual([
      123_400, 200_050,
    ]);
    expect((await importarTexto(conImportes('1.234', '20.50'))).facturas.map(({ importe }) => importe)).toEqual([
      123, 2_050,
    ]);
    expect((await importarTexto(conImportes('1.234', '12.345.678'))).analisis.decimal).toBe('coma');
  });

  it('pregunta lo que nada decide, y niega lo que se contradice citando las dos líneas', async () => {
    expect((await negativa(conImportes('1.234', '5.678'))).sugerencia).toContain('--decimal coma');
    expect((await importarTexto(conImportes('1.234', '5.678'), { ...usd, decimal: 'coma' })).facturas[0]?.importe).toBe(
      123_400,
    );
    const error = await negativa(conImportes('1.234,5', '1,234.5'));
    expect(error.detalle).toHaveLength(2);
    expect(error.detalle.join()).toMatch(/línea 2.*línea 3/);
    expect(
      (await importarTexto(conImportes('1.234,5', '1,234.5'), { ...usd, decimal: 'coma' })).rechazos[0]?.motivo,
    ).toBe('no se lee con coma decimal');
  });

  it('sin decimales en la moneda, un solo punto es de miles', async () => {
    expect(
      (await importarTexto(conImportes('1.234', '5.678'), { moneda: moneda('CLP') })).facturas.map(
        ({ importe }) => importe,
      ),
    ).toEqual([1234, 5678]);
  });

  it('una columna de dinero que no se importa puede decidir', async () => {
    expect(
      (await importarTexto(filas('Factura;Cliente;Total;Neto;Vto', 'F1;A;1.234;1.019,83;2026-01-13'))).facturas[0]
        ?.importe,
    ).toBe(123_400);
  });

  const conFechas = (encabezado: string, ...fechas: string[]) =>
    filas(encabezado, ...fechas.map((fecha, indice) => `F${indice},A,${indice + 1}.50,${fecha}`));

  it('un solo 13/02 decide el orden de todas las columnas', async () => {
    const ingles = 'Invoice,Customer,Total,Due Date';
    expect((await importarTexto(conFechas(ingles, '02/03/2026', '13/02/2026'))).facturas[0]?.vencimiento).toBe(
      '2026-03-02',
    );
    expect((await importarTexto(conFechas(ingles, '02/03/2026', '02/13/2026'))).facturas[0]?.vencimiento).toBe(
      '2026-02-03',
    );
    expect((await negativa(conFechas(ingles, '13/02/2026', '02/13/2026'))).detalle).toHaveLength(2);
    expect((await negativa(conFechas(ingles, '02/03/2026'))).sugerencia).toContain('--fecha');
  });

  it('en español se supone día primero, con aviso; una columna que no se importa puede decidir', async () => {
    const supuesta = await importarTexto(conFechas('Factura,Cliente,Total,Vencimiento', '02/03/2026'));
    expect(supuesta.facturas[0]?.vencimiento).toBe('2026-03-02');
    expect(supuesta.avisos.join()).toContain('se leyó como día/mes/año');
    const indirecta = await importarTexto(
      filas('Invoice,Customer,Total,Due Date,Printed', 'F1,A,1.50,02/03/2026,01/31/2026'),
    );
    expect(indirecta.facturas[0]?.vencimiento).toBe('2026-02-03');
  });

  it('sospecha de un año de dos cifras que parece ir delante', async () => {
    expect(
      (await negativa(conFechas('Factura,Cliente,Total,Vencimiento', '25-01-10', '25-01-11', '25-01-12', '25-02-14')))
        .sugerencia,
    ).toContain('--fecha ymd');
    expect(
      (
        await importarTexto(conFechas('Factura,Cliente,Total,Vencimiento', '25-01-10', '25-01-11'), {
          ...usd,
          fecha: 'ymd',
        })
      ).facturas[0]?.vencimiento,
    ).toBe('2025-01-10');
  });

  it('la moneda: la opción, la política, la región; y si nada la dice, se pregunta', async () => {
    const texto = conImportes('1,50');
    const monedaCon = async (opciones: OpcionesDeImportacion) => (await importarTexto(texto, opciones)).analisis.moneda;
    expect(await monedaCon({ monedaPredeterminada: moneda('EUR'), locale: 'es_AR.UTF-8' })).toBe('EUR');
    expect(await monedaCon({ locale: 'es_AR.UTF-8' })).toBe('ARS');
    expect(await negativa(texto, { locale: 'C' })).toBeInstanceOf(ErrorDeUso);
  });
});

describe('la respuesta no depende del orden de las filas ni de cuántas se miren', () => {
  const importe = fc.constantFrom(
    '1.234',
    '1.234,5',
    '1,234.5',
    '20.50',
    '7',
    '12',
    '1,234',
    '12.345.678',
    '(3,00)',
    'x',
  );
  const fecha = fc.constantFrom('2026-01-13', '02/03/2026', '13/02/2026', '02/13/2026', '05/05/2026', '');
  const fila = fc.record({
    importe,
    fecha,
    otra: fc.constantFrom('', 'igual', 'distinta'),
    estado: fc.constantFrom('pendiente', 'anulada'),
  });

  async function resultado(texto: string, opciones: OpcionesDeImportacion): Promise<string> {
    try {
      const { facturas, rechazos, omitidas } = await importarTexto(texto, opciones);
      const valores = facturas
        .map(({ numero, importe: leido, tipo, vencimiento, cliente }) =>
          JSON.stringify([numero, leido, tipo, vencimiento, cliente.datos?.nombre]),
        )
        .sort();
      return JSON.stringify([
        valores,
        rechazos.map(({ columna, valor, motivo }) => [columna, valor, motivo]).sort(),
        Object.entries(omitidas).sort(),
      ]);
    } catch (error) {
      if (!(error instanceof ErrorDeUsuario)) throw error;
      return error.message.replace(/«.*»|línea \d+|^.*archivo\.csv/g, '…');
    }
  }

  it('mismas filas, mismo resultado o misma negativa', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fila, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('Factura;Cliente;Total;Vto;Cliente;Estado', 'Invoice;Customer;Total;Due;Customer;Status'),
        fc.integer({ min: 1, max: 9 }),
        fc.infiniteStream(fc.nat()),
        async (datos, encabezado, muestra, azar) => {
          const renglones = datos.map(
            ({ importe: total, fecha: dia, otra, estado }, indice) =>
              `F${indice};C${indice};${total};${dia};${otra === 'igual' ? `C${indice}` : otra === '' ? '' : 'Z'};${estado}`,
          );
          const mezclados = renglones
            .map((renglon) => ({ renglon, clave: azar.next().value }))
            .sort((una, otra) => una.clave - otra.clave)
            .map(({ renglon }) => renglon);
          // El encabezado se busca entre las primeras filas: unas vacías delante ponen los datos fuera de esa búsqueda.
          const relleno = Array.from({ length: 60 }, () => ';;;;;');
          const entero = await resultado(filas(encabezado, ...relleno, ...renglones), usd);
          const parcial = await resultado(filas(encabezado, ...relleno, ...mezclados), {
            ...usd,
            filasDeMuestra: muestra,
          });
          expect(parcial).toBe(entero);
        },
      ),
      { numRuns: 150 },
    );
  }, 30_000);

  it('una fila que desmiente la muestra hace analizar todo de nuevo, una sola vez', async () => {
    const enteros = Array.from({ length: 80 }, (_, indice) => `F${indice};A;${indice + 1};2026-01-13`);
    const importado = await importarTexto(
      filas('Factura;Cliente;Total;Vto', ...enteros, 'G1;A;1.234;2026-01-13', 'G2;A;1,5;2026-01-13'),
      { ...usd, filasDeMuestra: 10 },
    );
    expect(importado.vueltas).toBe(1);
    expect(importado.facturas.slice(-2).map(({ importe: leido }) => leido)).toEqual([123_400, 150]);
  });
});
