import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const facturas = [
  'cliente_id,Cliente,CUIT,Numero,Emision,Vencimiento,Importe',
  'C1,Acme SA,30-71234567-1,A-0001-00000001,2026-04-01,2026-05-01,100',
  'C1,Acme SA,30-71234567-1,A-0001-00000002,2026-04-15,2026-05-15,200',
  'C1,Acme SA,30-71234567-1,A-0001-00000003,2026-05-01,2026-05-31,300',
  'C2,Beta SRL,27-22345678-8,A-0001-00000004,2026-05-01,2026-05-31,400',
];

async function conFacturas(): Promise<Mesa> {
  const mesa = new Mesa();
  expect((await mesa.importar(facturas)).codigo).toBe(0);
  return mesa;
}

/** Los saldos de las facturas 1 a 4, en unidades. */
const saldos = (mesa: Mesa) => mesa.documentos().map((texto) => Number(texto.split(' ').at(-1)) / 100);

describe('a qué factura va un pago', () => {
  it('a la que el archivo nombra, escrita como sea, aunque haya otra más vieja', async () => {
    const mesa = await conFacturas();
    const { json } = await mesa.importar([
      'cliente_id,Factura,Fecha de pago,Importe pagado',
      'C1,A00001-00000003,2026-06-05,120',
    ]);
    expect(saldos(mesa)).toEqual([100, 200, 180, 400]);
    expect(json).toMatchObject({ tipo: 'pagos', nuevas: 1, pagos_nuevos: 1, totales: [{ importe: 120, saldo: 0 }] });
  });

  it('si no nombra ninguna, a la que nombra la referencia', async () => {
    const mesa = await conFacturas();
    await mesa.importar([
      'cliente_id,Fecha de pago,Importe,Referencia',
      'C1,2026-06-05,50,Transf. fact. A 1-2 gracias',
    ]);
    expect(saldos(mesa)).toEqual([100, 150, 300, 400]);
  });

  it('si tampoco, a la de vencimiento más viejo, y lo que sobra a la siguiente', async () => {
    const mesa = await conFacturas();
    await mesa.importar(['cliente_id,Fecha de pago,Importe,Referencia', 'C1,2026-06-05,250,a cuenta']);
    expect(saldos(mesa)).toEqual([0, 50, 300, 400]);
  });

  it('lo que sobra de un pago que nombra una factura queda a favor, no se adivina otra', async () => {
    const mesa = await conFacturas();
    const { json } = await mesa.importar([
      'cliente_id,Factura,Fecha de pago,Importe pagado',
      'C1,A-1-1,2026-06-05,130',
    ]);
    expect(saldos(mesa)).toEqual([0, 200, 300, 400]);
    expect(json.totales).toMatchObject([{ importe: 130, saldo: 30 }]);
    expect(json.avisos.join()).toMatch(/el resto queda a favor del cliente/);
  });

  it('una referencia que nombra una factura ya pagada no paga otra', async () => {
    const mesa = await conFacturas();
    await mesa.importar(['cliente_id,Factura,Fecha de pago,Importe pagado', 'C1,A-1-1,2026-06-01,100']);
    await mesa.importar(['cliente_id,Fecha de pago,Importe,Referencia', 'C1,2026-06-05,100,Fact. A 1-1']);
    expect(saldos(mesa)).toEqual([0, 200, 300, 400]);
  });

  it('una referencia que nombra varias las cancela de la más vieja a la más nueva', async () => {
    const mesa = await conFacturas();
    await mesa.importar(['cliente_id,Fecha de pago,Importe,Referencia', 'C1,2026-06-05,450,A-1-3 y A-1-2']);
    expect(saldos(mesa)).toEqual([100, 0, 50, 400]);
  });

  it('un número que el libro no tiene se rechaza y se dice qué hacer', async () => {
    const mesa = await conFacturas();
    const antes = mesa.huella();
    const { codigo, errores } = await mesa.importar([
      'cliente_id,Factura,Fecha de pago,Importe pagado',
      'C1,A-1-9,2026-06-05,10',
      'C1,A-1-4,2026-06-05,10',
    ]);
    expect(codigo).toBe(1);
    expect(errores).toMatch(/línea 2, columna «Factura»: «A-1-9»: el cliente C1 no tiene ese documento/);
    expect(errores).toMatch(/línea 3, columna «Factura»/);
    expect(mesa.huella()).toBe(antes);
  });

  it('con el mismo número en muchos clientes, se mira sólo el del pago', async () => {
    const mesa = new Mesa();
    const clientes = Array.from({ length: 25 }, (_, indice) => `C${indice},S-1,2026-05-01,2026-05-31,10`);
    await mesa.importar(['cliente_id,Numero,Emision,Vencimiento,Importe', ...clientes]);
    const { codigo } = await mesa.importar([
      'cliente_id,Factura,Fecha de pago,Importe pagado',
      'C24,S-1,2026-06-05,10',
    ]);
    expect(codigo).toBe(0);
    const ambiguo = await mesa.importar(['Factura,Fecha de pago,Importe pagado', 'S-1,2026-06-05,10']);
    expect(ambiguo.codigo).toBe(1);
    expect(ambiguo.errores).toMatch(/varios clientes tienen un documento con ese número/);
  });

  it('en otra moneda no se mezcla: el número explícito se rechaza y la referencia deja el pago a favor', async () => {
    const mesa = await conFacturas();
    const explicito = await mesa.importar(
      ['cliente_id,Factura,Fecha de pago,Importe pagado', 'C1,A-1-1,2026-06-05,10'],
      ['--moneda', 'USD'],
    );
    expect(explicito.errores).toMatch(/está en ARS: dos monedas no se mezclan/);
    const { json } = await mesa.importar(
      ['cliente_id,Fecha de pago,Importe,Referencia', 'C1,2026-06-05,10,A-1-1'],
      ['--moneda', 'USD'],
    );
    expect(json.totales).toMatchObject([{ moneda: 'USD', importe: 10, saldo: 10 }]);
    expect(saldos(mesa)).toEqual([100, 200, 300, 400]);
  });

  it('un pago anterior a la emisión rige desde que existe la factura', async () => {
    const mesa = await conFacturas();
    await mesa.importar(['cliente_id,Factura,Fecha de pago,Importe pagado', 'C1,A-1-3,2026-03-01,300']);
    expect(mesa.consultar('SELECT fecha FROM aplicaciones')).toEqual([{ fecha: '2026-05-01' }]);
  });
});

describe('de quién es un pago', () => {
  it('por código, por id fiscal sin puntuación o por nombre plegado', async () => {
    const mesa = await conFacturas();
    await mesa.importar(['CUIT,Fecha de pago,Importe pagado', '30712345671,2026-06-05,10']);
    await mesa.importar(['Cliente,Fecha de pago,Importe pagado', '"BETA, srl.",2026-06-05,20']);
    expect(saldos(mesa)).toEqual([90, 200, 300, 380]);
  });

  it('un código o id fiscal que el libro no tiene se rechaza', async () => {
    const mesa = await conFacturas();
    const { errores } = await mesa.importar(['cliente_id,Fecha de pago,Importe pagado', 'C9,2026-06-05,10']);
    expect(errores).toMatch(/línea 2, columna «cliente_id»: «C9»: el libro no tiene ese cliente/);
  });

  const extracto = [
    'Fecha;Concepto;Importe;Saldo',
    '01/06/2026;Saldo inicial;;1000,00',
    '05/06/2026;TRANSF RECIBIDA FACT A-0001-00000004;150,00;1150,00',
    '13/06/2026;DEPOSITO EN EFECTIVO SUC 12;80,00;1230,00',
    '14/06/2026;COMISION MANTENIMIENTO;-30,00;1200,00',
  ];

  it('un extracto: la referencia identifica al cliente; lo demás que entra queda sin identificar y se avisa; lo que sale se omite', async () => {
    const mesa = await conFacturas();
    const { json } = await mesa.importar(extracto);
    expect(saldos(mesa)).toEqual([100, 200, 300, 250]);
    expect(json).toMatchObject({ nuevas: 2, omitidas: 2, omitidas_por_motivo: { 'salida-de-dinero': 1, relleno: 1 } });
    expect(json.avisos.join()).toMatch(/pagos sin identificar.*línea 4, 80,00 ARS/);
    expect(mesa.consultar('SELECT monto, cliente_id, disponible FROM creditos WHERE cliente_id IS NULL')).toEqual([
      { monto: 8000, cliente_id: null, disponible: 8000 },
    ]);
  });

  it('el mismo extracto otra vez, o uno que se le encima, no duplica nada', async () => {
    const mesa = await conFacturas();
    await mesa.importar(extracto);
    expect((await mesa.importar(extracto)).json).toMatchObject({ nuevas: 0, sin_cambios: 2 });
    const { json } = await mesa.importar([
      extracto[0] ?? '',
      ...extracto.slice(3),
      '20/06/2026;TRANSF RECIBIDA FACT A-0001-00000001;25,00;1225,00',
    ]);
    expect(json).toMatchObject({ nuevas: 1, sin_cambios: 1, omitidas: 1 });
    expect(saldos(mesa)).toEqual([75, 200, 300, 250]);
  });

  it('dos movimientos iguales de un extracto son dos pagos, y repetirlo no agrega un tercero', async () => {
    const mesa = await conFacturas();
    const iguales = [extracto[0] ?? '', extracto[3] ?? '', extracto[3] ?? '', extracto[2] ?? ''];
    expect((await mesa.importar(iguales)).json).toMatchObject({ nuevas: 3 });
    expect((await mesa.importar([...iguales, ''])).json).toMatchObject({ nuevas: 0, sin_cambios: 3 });
    expect(mesa.creditos()).toHaveLength(3);
  });
});

describe('el recibo identifica al pago', () => {
  const encabezado = 'Recibo,cliente_id,Factura,Fecha de pago,Importe pagado';

  it('el mismo recibo con los mismos datos cuenta una vez; uno que cancela dos facturas son dos pagos', async () => {
    const mesa = await conFacturas();
    const { json } = await mesa.importar([
      encabezado,
      'R-1,C1,A-1-1,2026-06-05,10',
      'R-1,C1,A-1-1,2026-06-05,10',
      'R-1,C1,A-1-2,2026-06-05,20',
    ]);
    expect(json).toMatchObject({ nuevas: 2, omitidas: 1, omitidas_por_motivo: { repetida: 1 } });
    expect(saldos(mesa)).toEqual([90, 180, 300, 400]);
  });

  it('con otro monto u otra fecha se rechaza, y se dice contra qué', async () => {
    const mesa = await conFacturas();
    const mismo = await mesa.importar([encabezado, 'R-1,C1,A-1-1,2026-06-05,10', 'R-1,C1,A-1-1,2026-06-05,11']);
    expect(mismo.errores).toMatch(/línea 3, columna «Recibo»: «R-1»: ese recibo ya está en la línea 2 de este archivo/);
    await mesa.importar([encabezado, 'R-1,C1,A-1-1,2026-06-05,10']);
    const otro = await mesa.importar([encabezado, 'R-1,C1,A-1-1,2026-06-06,10']);
    expect(otro.errores).toMatch(/ese recibo ya está en el libro con otra fecha u otro monto/);
  });
});

describe('pagos de facturas que otro archivo daba por pagadas', () => {
  const pagada = [
    'cliente_id,Numero,Emision,Vencimiento,Importe,Estado',
    'C1,F-1,2026-04-01,2026-05-01,100,Pagada',
    'C1,F-2,2026-04-01,2026-05-01,70,Pendiente',
  ];

  it.each([
    ['por número', ['cliente_id,Factura,Fecha de pago,Importe pagado', 'C1,F-1,2026-05-20,100']],
    ['por referencia', ['cliente_id,Fecha de pago,Importe,Referencia', 'C1,2026-05-20,100,Factura F-1']],
  ])('%s, el pago cierto reemplaza al ajuste y no paga otra factura', async (_, pagos) => {
    const mesa = new Mesa();
    await mesa.importar(pagada);
    const { json } = await mesa.importar(pagos);
    expect(json.totales).toMatchObject([{ importe: 100, saldo: 0 }]);
    expect(json.avisos.join()).toMatch(/reemplazan al ajuste/);
    expect(saldos(mesa)).toEqual([0, 70]);
    expect(mesa.creditos()).toEqual(['ajuste 2026-07-01 10000 0 importacion', 'pago 2026-05-20 10000 0 registro']);
    const { salida } = await mesa.orden(['libro', 'verificar', '--formato', 'json']);
    expect(JSON.parse(salida)).toEqual([]);
  });

  it('si el pago es menor, el ajuste vuelve por el resto', async () => {
    const mesa = new Mesa();
    await mesa.importar(pagada);
    await mesa.importar(['cliente_id,Factura,Fecha de pago,Importe pagado', 'C1,F-1,2026-05-20,60']);
    expect(saldos(mesa)).toEqual([0, 70]);
    expect(mesa.consultar('SELECT sum(monto) AS total FROM aplicaciones')).toEqual([{ total: 10000 }]);
    const { salida } = await mesa.orden(['libro', 'verificar', '--formato', 'json']);
    expect(JSON.parse(salida)).toEqual([]);
  });
});
