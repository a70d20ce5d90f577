import { describe, expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import { columnasPorNombre, importarTexto } from './importar-texto.ts';

const sinMoneda = {};
const filas = (...renglones: string[]) => `${renglones.join('\n')}\n`;

describe('facturas', () => {
  it('lee un archivo en español con coma decimal, fechas día/mes y moneda en el encabezado', async () => {
    const { facturas, analisis } = await importarTexto(
      filas(
        'Cliente;Razón Social;Nro. Comprobante;F. Emisión;F. Vto.;Importe (EUR);Saldo',
        '1001;Acme SA;A-0001-00000012;13/01/2026;12/02/2026;1.500,50;500',
      ),
      sinMoneda,
    );
    expect(facturas[0]).toMatchObject({
      linea: 2,
      cliente: { datos: { codigo: '1001', nombre: 'Acme SA' } },
      tipo: 'factura',
      numero: 'A-0001-00000012',
      numeroNormal: 'A-1-12',
      emision: '2026-01-13',
      vencimiento: '2026-02-12',
      moneda: 'EUR',
      importe: 150050,
      saldo: 50000,
    });
    expect(analisis.evidencias.find(({ aspecto }) => aspecto === 'moneda')?.prueba).toContain('Importe (EUR)');
  });

  it('una nota de crédito lo es por su tipo, con cualquier signo, y nunca se da vuelta dos veces', async () => {
    const { facturas } = await importarTexto(
      filas(
        'tipo comprobante,numero factura,cliente,total,vencimiento',
        'Nota de crédito,1,A,100.50,2026-01-13',
        'Nota de crédito,2,A,-100.50,2026-01-13',
        'Factura,3,A,-7.25,2026-01-13',
        'Factura,4,A,7.25,2026-01-13',
      ),
    );
    expect(facturas.map(({ tipo, importe }) => [tipo, importe])).toEqual([
      ['nota-credito', 10050],
      ['nota-credito', 10050],
      ['nota-credito', 725],
      ['factura', 725],
    ]);
  });

  it('sin columna de tipo, un importe negativo es una nota de crédito', async () => {
    const { facturas } = await importarTexto(
      filas('invoice number,customer,amount,due date', '1,A,(10.50),2026-01-13'),
    );
    expect(facturas[0]).toMatchObject({ tipo: 'nota-credito', importe: 1050 });
  });

  it('sin columna de tipo, el comienzo del número dice si es una nota, y se avisa', async () => {
    const { facturas, avisos } = await importarTexto(
      filas(
        'numero factura,cliente,total,vencimiento',
        'NC-0001-00000012,A,10.50,2026-01-13',
        'N/C A 1-13,A,10.50,2026-01-13',
        'ND-0001-00000014,A,10.50,2026-01-13',
        'NCH-15,A,10.50,2026-01-13',
        'F-16,A,10.50,2026-01-13',
      ),
    );
    expect(facturas.map(({ tipo }) => tipo)).toEqual([
      'nota-credito',
      'nota-credito',
      'nota-debito',
      'factura',
      'factura',
    ]);
    expect(avisos.join()).toContain('por el comienzo de su número');
  });

  it('un tipo desconocido se rechaza: podría ser un crédito; un remito no es una deuda', async () => {
    const { rechazos, omitidas, avisos } = await importarTexto(
      filas(
        'tipo comprobante,numero factura,cliente,total,vencimiento',
        'Zapato,1,A,1.50,2026-01-13',
        'Remito,2,A,1.50,2026-01-13',
      ),
    );
    expect(rechazos).toEqual([
      { linea: 2, columna: 'tipo comprobante', valor: 'Zapato', motivo: 'no es un tipo de comprobante conocido' },
    ]);
    expect(omitidas).toEqual({ ajena: 1 });
    expect(avisos.join()).toContain('«Remito» (1)');
  });

  it('omite vacías, totales, rellenos, encabezados repetidos y anuladas, y las cuenta', async () => {
    const { facturas, omitidas, rechazos } = await importarTexto(
      filas(
        'Listado de deuda',
        '',
        'Factura;Cliente;Total;Vencimiento;Estado',
        'F1;Acme;10,50;13/01/2026;Pendiente',
        ';;;;',
        'Factura;Cliente;Total;Vencimiento;Estado',
        'F2;Acme;;;Anulada',
        'F3;Total Logistics;5,00;14/01/2026;Vencida',
        'Página 1;;;;',
        ';Página 2;;;',
        'TOTAL;;15,50;;',
        ';;15,50;;',
        ';Subtotal Acme;;;',
      ),
    );
    expect(facturas.map(({ numero }) => numero)).toEqual(['F1', 'F3']);
    expect(omitidas).toEqual({ vacia: 1, 'encabezado-repetido': 1, anulada: 1, relleno: 2, total: 2 });
    expect(rechazos.map(({ linea }) => linea)).toEqual([9]);
  });

  it('cada rechazo dice línea, encabezado del archivo, valor y motivo', async () => {
    const { rechazos } = await importarTexto(
      filas(
        'Factura,Cliente,Total,Saldo,Vencimiento',
        'F1,,1.50,,2026-01-13',
        'F2,A,,,2026-01-13',
        ',A,1.50,,2026-01-13',
        'F4,A,diez,,2026-01-13',
        'F5,A,1.50,,2026-02-30',
        'F6,A,1.50,2.50,2026-01-13',
        'F7,A,1.50,-1.00,2026-01-13',
        'F8,A,1,234.56,,2026-01-13',
        'F9,A,1.5e3,,2026-01-13',
        '1.2E+11,A,1.50,,2026-01-13',
      ),
    );
    expect(rechazos.map(({ linea, columna, valor }) => [linea, columna, valor])).toEqual([
      [2, 'Cliente', ''],
      [3, 'Total', ''],
      [4, 'Factura', ''],
      [5, 'Total', 'diez'],
      [6, 'Vencimiento', '2026-02-30'],
      [7, 'Saldo', '2.50'],
      [8, 'Saldo', '-1.00'],
      [9, '', '2026-01-13'],
      [10, 'Total', '1.5e3'],
      [11, 'Factura', '1.2E+11'],
    ]);
    for (const { motivo } of rechazos) expect(motivo.length).toBeGreaterThan(10);
  });

  it('deduce el total de neto e IVA, o de neto y alícuota redondeando una vez, y lo anuncia', async () => {
    const suma = await importarTexto(
      filas('numero,cliente,importe neto,iva,vencimiento', '1,A,100.10,21.02,2026-01-13'),
    );
    expect(suma.facturas[0]?.importe).toBe(12112);
    const producto = await importarTexto(
      filas(
        'numero,cliente,importe neto,alicuota iva,vencimiento',
        '1,A,130317.72,0.105,2026-01-13',
        '2,A,24164.89,0.21,2026-01-13',
        '3,A,10.00,,2026-01-13',
      ),
    );
    expect(producto.facturas.map(({ importe }) => importe)).toEqual([14_400_108, 2_923_952]);
    expect(producto.rechazos.map(({ columna }) => columna)).toEqual(['alicuota iva']);
    expect(producto.analisis.evidencias.map(({ valor }) => valor)).toContain('importe = neto × (1 + alícuota)');
    const porcentaje = await importarTexto(
      filas(
        'numero,cliente,importe neto,alicuota iva,vencimiento',
        '1,A,100.00,21,2026-01-13',
        '2,A,100.00,"10,5",2026-01-13',
        '3,A,100.00,21%,2026-01-13',
      ),
    );
    expect(porcentaje.facturas.map(({ importe }) => importe)).toEqual([12100, 11050, 12100]);
  });

  it('redondea lo que la moneda no tiene, calla el ruido y dice la diferencia', async () => {
    const { facturas, avisos } = await importarTexto(
      filas(
        'numero,cliente,total,vencimiento',
        '1,A,0.30000000000000004,2026-01-13',
        '2,A,10.005,2026-01-13',
        '3,A,42847.0,2026-01-13',
      ),
    );
    expect(facturas.map(({ importe }) => importe)).toEqual([30, 1001, 4_284_700]);
    expect(avisos.filter((aviso) => aviso.includes('redond'))).toEqual([
      '1 importe traía más decimales que USD y se redondeó; la diferencia total es +0.005',
    ]);
  });

  it('sin número de comprobante hace uno estable con el vencimiento y lo avisa', async () => {
    const { facturas, avisos } = await importarTexto(
      filas(
        'ID,Cliente / Empresa,Deuda ($),Fecha Vcto.',
        'C014,Uno,100,2026-02-01',
        'C014,Uno,200,2026-02-01',
        'C007,Dos,300,2026-02-01',
      ),
    );
    expect(
      facturas.map(({ numero, cliente, importe, saldo }) => [numero, cliente.datos?.codigo, importe, saldo]),
    ).toEqual([
      ['S-20260201-1', 'C014', 10_000, 10_000],
      ['S-20260201-2', 'C014', 20_000, 20_000],
      ['S-20260201-1', 'C007', 30_000, 30_000],
    ]);
    expect(avisos.join()).toContain('S-AAAAMMDD-1');
  });

  it('el estado puede venir en varias columnas: una anulación anula, y se dice cómo se leyó cada palabra', async () => {
    const { facturas, omitidas, avisos } = await importarTexto(
      filas(
        'numero,cliente,total,vencimiento,estado,pagada',
        '1,A,1.50,2026-01-13,Emitida,True',
        '2,A,1.50,2026-01-13,Cancelada,False',
        '3,A,1.50,2026-01-13,Vencida,False',
        '4,A,1.50,2026-01-13,Rara,',
      ),
    );
    expect(facturas.map(({ estado }) => estado)).toEqual(['pendiente', 'anulada', 'pendiente', null]);
    expect(omitidas).toEqual({});
    expect(avisos).toContain(
      'estados leídos como anulada (esas filas no entran; si el libro las tenía, se anulan): «Cancelada» (1)',
    );
    expect(avisos).toContain('estados que no se conocen y no se tomaron en cuenta: «Rara» (1)');
  });

  it('letra, punto de venta y número en columnas separadas son un solo número', async () => {
    const { facturas } = await importarTexto(
      filas('letra,punto de venta,numero,cliente,total,vencimiento', 'B,3,1234,A,1.50,2026-01-13'),
    );
    expect(facturas[0]).toMatchObject({ numero: '3-1234', numeroNormal: 'B-3-1234' });
  });

  it('la moneda de cada fila sale de su columna o de su signo, y una desconocida se rechaza', async () => {
    const columna = await importarTexto(
      filas(
        'numero,cliente,total,vencimiento,moneda',
        '1,A,1.50,2026-01-13,PES',
        '2,A,1.50,2026-01-13,dol',
        '3,A,1.50,2026-01-13,conchas',
        '4,A,1.50,2026-01-13,$',
      ),
      sinMoneda,
    );
    expect(columna.facturas.map((fila) => fila.moneda)).toEqual(['ARS', 'USD']);
    expect(columna.rechazos.map(({ linea, columna: encabezado }) => [linea, encabezado])).toEqual([
      [4, 'moneda'],
      [5, 'moneda'],
    ]);
    const signo = await importarTexto(
      filas(
        'numero,cliente,total,vencimiento',
        '1,A,US$ 1.50,2026-01-13',
        '2,A,€ 2.50,2026-01-13',
        '3,A,3.50,2026-01-13',
      ),
      sinMoneda,
    );
    expect(signo.facturas.map((fila) => fila.moneda)).toEqual(['USD', 'EUR']);
    expect(signo.rechazos).toHaveLength(1);
    const contraria = await importarTexto(filas('numero,cliente,total,vencimiento', '1,A,€ 1.50,2026-01-13'), {
      moneda: moneda('ARS'),
    });
    expect(contraria.rechazos[0]?.motivo).toBe('la celda dice EUR y la fila es de ARS');
  });

  it('contactos: varios por celda y por columna, sin partir un interno', async () => {
    const { clientes } = await importarTexto(
      filas(
        'codigo;nombre;email;telefono;celular',
        '1;Acme;a@x.com, b@x.com;011 4444-5555/56;11 5555-6666; 11 7777-8888'.replace('; 11 7777', ' / 11 7777'),
      ),
    );
    expect(clientes[0]?.cliente.contactos.map(({ valor }) => valor)).toEqual([
      'a@x.com',
      'b@x.com',
      '011 4444-5555/56',
      '11 5555-6666',
      '11 7777-8888',
    ]);
  });

  it('encabezados como __proto__ o repetidos no rompen nada', async () => {
    const importado = await importarTexto(
      filas('__proto__,constructor,numero,cliente,total,vencimiento,,', '1,2,F1,A,1.50,2026-01-13,,'),
    );
    expect(importado.facturas).toHaveLength(1);
    expect(columnasPorNombre(importado)).toMatchObject({ numero: 'numero', importe: 'total' });
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});

describe('pagos', () => {
  it('de un extracto entra sólo el dinero que entra, y el saldo no es dinero', async () => {
    const { pagos, omitidas, analisis } = await importarTexto(
      filas(
        'Fecha;Concepto;Importe;Saldo;Referencia',
        '01/01/2025;Saldo inicial;;10000,00;',
        '03/01/2025;Saldo anterior;500,00;1,00;',
        '03/01/2025;Transferencia;5000,00;15000,00;REF-001',
        '15/01/2025;Luz;-1200,00;13800,00;REF-002',
        '20/01/2025;Nada;0,00;1,00;',
        'Totales;;3.800,00;;',
      ),
      { moneda: moneda('EUR') },
    );
    expect(analisis.tipo).toBe('pagos');
    expect(pagos.map(({ monto, fecha, referencia }) => [monto, fecha, referencia])).toEqual([
      [500_000, '2025-01-03', 'REF-001 · Transferencia'],
    ]);
    expect(omitidas).toEqual({ relleno: 2, 'salida-de-dinero': 1, 'importe-cero': 1, total: 1 });
  });

  it('cargo y abono, o una columna de débito y crédito, dicen el sentido', async () => {
    const dos = await importarTexto(filas('Fecha;Detalle;Cargo;Abono', '13/01/2025;x;100,00;', '14/01/2025;y;;250,50'));
    expect(dos.pagos.map(({ monto }) => monto)).toEqual([25_050]);
    const sentido = await importarTexto(
      filas('Date,Description,Amount,Type', '2026-01-13,X,100.00,Debit', '2026-01-14,Y,50.00,Credit'),
    );
    expect(sentido.pagos.map(({ monto }) => monto)).toEqual([5_000]);
    expect(sentido.omitidas).toEqual({ 'salida-de-dinero': 1 });
  });

  it('recibo es el número del pago y número el de la factura; el medio desconocido queda en la nota', async () => {
    const { pagos } = await importarTexto(
      filas(
        'Payment_ID,Invoice_ID,Payment_Date,Amount_Paid,Payment_Method,Customer',
        'PAY1,INV0001,2025-03-17,42847,Bank Transfer,Acme',
        'PAY2,INV0002,2025-03-17,10,Trueque,',
      ),
    );
    expect(pagos[0]).toMatchObject({
      recibo: 'PAY1',
      numero: 'INV0001',
      numeroNormal: 'INV-1',
      monto: 4_284_700,
      medio: 'transferencia',
      cliente: { nombre: 'Acme' },
    });
    expect(pagos[1]).toMatchObject({ medio: 'otro', nota: 'medio: Trueque', cliente: { nombre: null, codigo: null } });
  });

  it('del procesador de pagos se toma el bruto; un pago rechazado no entra', async () => {
    const { pagos, omitidas } = await importarTexto(
      filas(
        '"Fecha","Descripción","Bruto","Comisión","Neto","Saldo","Id. de transacción","Estado"',
        '"2/1/2020","Pago","49,37","-1,78","47,59","4.626,81","T1","Completado"',
        '"14/1/2020","Pago","10,00","0,00","10,00","4.636,81","T2","Denegado"',
      ),
    );
    expect(pagos.map(({ monto, recibo }) => [monto, recibo])).toEqual([[4937, 'T1']]);
    expect(omitidas).toEqual({ anulada: 1 });
  });
});
