import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const encabezado = 'cliente_id,Cliente,Numero,Emision,Vencimiento,Importe';
const fila = (numero: string, importe: string, cliente = 'C1,Acme SA', emision = '2026-05-01') =>
  `${cliente},${numero},${emision},2026-05-31,${importe}`;

describe('un documento, una clave: cliente, tipo y número', () => {
  it('las distintas formas de escribir el número son el mismo documento', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([
      encabezado,
      fila('A-0001-00001234', '10'),
      fila('A 1-1234', '10'),
      fila('A00001-00001234', '10'),
    ]);
    expect(json).toMatchObject({ nuevas: 1, omitidas: 2, omitidas_por_motivo: { repetida: 2 } });
    expect(json.avisos.join()).toMatch(/cuentan una vez: 2 filas \(la primera, A 1-1234, línea 3\)/);
  });

  it('el mismo número de otro cliente, o de otro tipo, es otro documento', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([
      `${encabezado},Tipo`,
      `${fila('7', '10')},Factura`,
      `${fila('7', '10', 'C2,Beta')},Factura`,
      `${fila('7', '4')},Nota de crédito`,
      `${fila('7', '5')},Nota de débito`,
    ]);
    expect(json).toMatchObject({ nuevas: 4, totales: [{ facturas: 4, importe: 21 }] });
  });

  it('los renglones de un documento que repiten su total cuentan una vez', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([
      'cliente_id,Numero,Vencimiento,Total,Descripcion,Precio',
      'C1,F-1,2026-05-31,300,Tornillos,50',
      'C1,F-1,2026-05-31,300,Tuercas,100',
      'C1,F-1,2026-05-31,300,Clavos,150',
    ]);
    expect(json).toMatchObject({ nuevas: 1, omitidas: 2, totales: [{ importe: 300 }] });
  });

  it('el mismo documento con otro importe u otra fecha en el mismo archivo se rechaza y se dice contra qué línea choca', async () => {
    for (const otra of [fila('F-1', '11'), fila('F-1', '10', 'C1,Acme SA', '2026-05-02')]) {
      const mesa = new Mesa();
      const { codigo, errores } = await mesa.importar([encabezado, fila('F-1', '10'), otra]);
      expect(codigo).toBe(1);
      expect(errores).toMatch(/línea 3.*el documento F-1 ya está en la línea 2 con otro dato/);
    }
  });

  it('con --parcial, de un documento contradictorio se rechazan todas sus filas, y su cliente no nace', async () => {
    const mesa = new Mesa();
    const { codigo, json } = await mesa.importar(
      [
        encabezado,
        fila('F-1', '10', 'C9,Nueve'),
        fila('F-2', '20'),
        fila('F-1', '10', 'C9,Nueve'),
        fila('F-1', '11', 'C9,Nueve'),
      ],
      ['--parcial'],
    );
    expect(codigo).toBe(4);
    expect(json).toMatchObject({ filas: 4, nuevas: 1, rechazadas: 3, clientes_nuevos: 1 });
    expect(json.rechazos.map(({ linea }) => linea)).toEqual([2, 4, 5]);
    expect(mesa.consultar('SELECT codigo FROM clientes')).toEqual([{ codigo: 'C1' }]);
  });

  it('también cuando el cliente contradictorio viene escrito de dos maneras', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar(
      [
        'CUIT,Cliente,Numero,Vencimiento,Importe',
        '30-71234567-1,Acme,F-1,2026-05-31,10',
        '30712345671,Acme,F-1,2026-05-31,11',
        '27-22345678-8,Beta,F-2,2026-05-31,20',
      ],
      ['--parcial'],
    );
    expect(json).toMatchObject({ nuevas: 1, rechazadas: 2, clientes_nuevos: 1 });
  });
});

describe('contra el libro', () => {
  it('lo que no cambió queda sin cambios; lo que cambió se rechaza y se dice de qué a qué', async () => {
    const mesa = new Mesa();
    await mesa.importar([encabezado, fila('F-1', '10'), fila('F-2', '20')]);
    const antes = mesa.huella();
    const { codigo, errores } = await mesa.importar([encabezado, fila('F-1', '10'), fila('F-2', '25')]);
    expect(codigo).toBe(1);
    expect(errores).toMatch(/línea 3, columna «Importe»: «importe: 20,00 → 25,00»: .*--actualizar/);
    expect(mesa.huella()).toBe(antes);
  });

  it('con --actualizar cambia, y el valor anterior queda en el libro', async () => {
    const mesa = new Mesa();
    await mesa.importar([encabezado, fila('F-1', '10'), fila('F-2', '20')]);
    const { json } = await mesa.importar(
      [encabezado, fila('F-1', '10'), fila('F-2', '25').replace('2026-05-31', '2026-06-30')],
      ['--actualizar'],
    );
    expect(json).toMatchObject({ actualizadas: 1, sin_cambios: 1 });
    expect(mesa.documentos()).toEqual(['C1 F-1 2026-05-31 1000 1000', 'C1 F-2 2026-06-30 2500 2500']);
    expect(mesa.consultar('SELECT antes, despues FROM cambios')).toEqual([
      { antes: '{"importe":2000,"vencimiento":"2026-05-31"}', despues: '{"importe":2500,"vencimiento":"2026-06-30"}' },
    ]);
    const { salida } = await mesa.orden(['libro', 'verificar', '--formato', 'json']);
    expect(JSON.parse(salida)).toEqual([]);
  });

  it('si el importe baja de lo ya pagado, lo que sobra vuelve a favor del cliente', async () => {
    const mesa = new Mesa();
    await mesa.importar([encabezado, fila('F-1', '100')]);
    await mesa.importar(['cliente_id,Factura,Fecha de pago,Importe pagado', 'C1,F-1,2026-06-05,80']);
    await mesa.importar([encabezado, fila('F-1', '50')], ['--actualizar']);
    const [documento] = mesa.documentos();
    expect(documento).toMatch(/^C1 F-1 2026-05-31 5000 /);
    const [{ total }] = mesa.consultar<{ total: number }>(
      'SELECT (SELECT sum(disponible) FROM creditos) - (SELECT sum(saldo) FROM documentos) AS total',
    ) as [{ total: number }];
    expect(total).toBe(3000);
    const { salida } = await mesa.orden(['libro', 'verificar', '--formato', 'json']);
    expect(JSON.parse(salida)).toEqual([]);
  });

  it('un vencimiento supuesto al importar nunca es un cambio', async () => {
    const mesa = new Mesa();
    const sinVencimiento = ['cliente_id,Numero,Emision,Importe', 'C1,F-1,2026-05-01,10'];
    await mesa.importar(sinVencimiento, ['--plazo', '10']);
    expect(mesa.documentos()).toEqual(['C1 F-1 2026-05-11 1000 1000']);
    const { json } = await mesa.importar(sinVencimiento, ['--plazo', '60']);
    expect(json).toMatchObject({ sin_cambios: 1 });
    expect(mesa.documentos()).toEqual(['C1 F-1 2026-05-11 1000 1000']);
  });
});

describe('vencimiento que falta', () => {
  it('es la emisión más el plazo: el de la fila, si no --plazo, si no el del cliente, si no el de la política', async () => {
    const mesa = new Mesa();
    await mesa.importar(['cliente_id,Nombre,Plazo de pago', 'C2,Beta,15', 'C3,Gama,']);
    const filas = [
      'cliente_id,Numero,Emision,Vencimiento,Condicion de pago,Importe',
      'C1,F-1,2026-05-01,2026-05-03,90,10',
      'C2,F-2,2026-05-01,,7 días,10',
      'C2,F-3,2026-05-01,,,10',
      'C3,F-4,2026-05-01,,,10',
    ];
    const { json } = await mesa.importar(filas);
    expect(mesa.documentos().map((texto) => texto.slice(0, 17))).toEqual([
      'C1 F-1 2026-05-03',
      'C2 F-2 2026-05-08',
      'C2 F-3 2026-05-16',
      'C3 F-4 2026-05-31',
    ]);
    expect(json.avisos.join()).toMatch(/se calcula como emisión \+ 30 días: línea 5/);
  });

  it('sin emisión ni vencimiento la fila se rechaza y se dice', async () => {
    const mesa = new Mesa();
    const { codigo, errores } = await mesa.importar([
      'cliente_id,Numero,Vencimiento,Importe',
      'C1,F-1,2026-05-01,10',
      'C1,F-2,,10',
    ]);
    expect(codigo).toBe(1);
    expect(errores).toMatch(/línea 3, columna «Vencimiento»: vacía: no hay vencimiento ni fecha de emisión/);
  });
});

describe('lo que ya estaba pagado', () => {
  const conPago = (extra: string) => `cliente_id,Numero de factura,Emision,Vencimiento,Importe,${extra}`;
  const base = 'C1,F-1,2026-05-01,2026-05-31,100';

  it('con fecha de pago es un pago de ese día, por el total', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([conPago('Fecha de pago'), `${base},2026-06-10`]);
    expect(json).toMatchObject({ pagos_nuevos: 1, totales: [{ importe: 100, saldo: 0 }] });
    expect(mesa.creditos()).toEqual(['pago 2026-06-10 10000 0 registro']);
  });

  it('con fecha de pago y lo pagado, es un pago por esa parte', async () => {
    const mesa = new Mesa();
    await mesa.importar([conPago('Fecha de pago,Pagado'), `${base},2026-06-10,30`]);
    expect(mesa.creditos()).toEqual(['pago 2026-06-10 3000 0 registro']);
    expect(mesa.documentos()).toEqual(['C1 F-1 2026-05-31 10000 7000']);
  });

  it.each([
    ['Saldo', '40', 6000],
    ['Pagado', '60', 6000],
    ['Estado', 'Pagada', 10000],
    ['Estado', 'PAID', 10000],
  ])(
    'por «%s» %s sin fecha es un ajuste del día de la importación, que no cuenta como conducta',
    async (columna, valor, monto) => {
      const mesa = new Mesa();
      const { json } = await mesa.importar([conPago(columna), `${base},${valor}`]);
      expect(mesa.creditos()).toEqual([`ajuste 2026-07-01 ${monto} 0 importacion`]);
      expect(json.pagos_nuevos).toBe(0);
    },
  );

  it('dice cómo leyó cada palabra de la columna de estado', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([
      conPago('Estado'),
      `${base},Pagada`,
      `${base.replace('F-1', 'F-2')},Pendiente`,
      `${base.replace('F-1', 'F-3')},Cancelada`,
    ]);
    expect(json.avisos.join('\n')).toMatch(/pagada[^\n]*Pagada/);
    expect(json.avisos.join('\n')).toMatch(/pendiente[^\n]*Pendiente/);
    expect(json.avisos.join('\n')).toMatch(/anulada[^\n]*Cancelada/);
    expect(mesa.documentos()).toEqual(['C1 F-1 2026-05-31 10000 0', 'C1 F-2 2026-05-31 10000 10000']);
  });

  it('un saldo mayor que el importe, o que no concuerda con lo pagado, se rechaza', async () => {
    const mesa = new Mesa();
    const { errores } = await mesa.importar([
      conPago('Saldo,Pagado'),
      `${base},120,`,
      `${base.replace('F-1', 'F-2')},50,60`,
    ]);
    expect(errores).toMatch(/línea 2, columna «Saldo»: «120»: el saldo es mayor que el importe/);
    expect(errores).toMatch(/línea 3, columna «Saldo».*saldo y pagado no suman el importe/);
  });

  it('si el estado dice pagada y el saldo dice que no, se rechaza', async () => {
    const mesa = new Mesa();
    const { codigo, errores } = await mesa.importar([conPago('Saldo,Estado'), `${base},40,Pagada`]);
    expect(codigo).toBe(1);
    expect(errores).toMatch(/el estado dice pagada/);
  });

  it('un archivo posterior con menos saldo agrega sólo la diferencia; con más, no deshace nada y se avisa', async () => {
    const mesa = new Mesa();
    await mesa.importar([conPago('Saldo'), `${base},100`]);
    expect((await mesa.importar([conPago('Saldo'), `${base},70`])).json).toMatchObject({ actualizadas: 1 });
    expect((await mesa.importar([conPago('Saldo'), `${base},45`])).json).toMatchObject({ actualizadas: 1 });
    const { json } = await mesa.importar([conPago('Saldo'), `${base},90`]);
    expect(json).toMatchObject({ sin_cambios: 1 });
    expect(json.avisos.join()).toMatch(/más saldo que el libro/);
    expect(mesa.creditos()).toEqual(['ajuste 2026-07-01 3000 0 importacion', 'ajuste 2026-07-01 2500 0 importacion']);
    expect(mesa.documentos()).toEqual(['C1 F-1 2026-05-31 10000 4500']);
  });
});

describe('anuladas', () => {
  const conEstado = 'cliente_id,Numero,Vencimiento,Importe,Estado';

  it('una anulada nueva se omite y no hace nacer a su cliente', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([conEstado, 'C1,F-1,2026-05-31,10,Pendiente', 'C2,F-2,2026-05-31,10,Anulada']);
    expect(json).toMatchObject({ nuevas: 1, omitidas: 1, omitidas_por_motivo: { anulada: 1 }, clientes_nuevos: 1 });
  });

  it('una que el libro tenía queda anulada; volver a importarla no hace nada más', async () => {
    const mesa = new Mesa();
    await mesa.importar([conEstado, 'C1,F-1,2026-05-31,10,Pendiente', 'C1,F-2,2026-05-31,20,Pendiente']);
    const archivo = [conEstado, 'C1,F-1,2026-05-31,10,Anulada', 'C1,F-2,2026-05-31,20,Pendiente'];
    const { json } = await mesa.importar(archivo);
    expect(json).toMatchObject({ actualizadas: 1, sin_cambios: 1 });
    expect(mesa.documentos()).toEqual(['C1 F-1 2026-05-31 1000 0', 'C1 F-2 2026-05-31 2000 2000']);
    expect((await mesa.importar([...archivo, ''])).json).toMatchObject({ actualizadas: 0, omitidas: 2 });
    const { salida } = await mesa.orden(['factura', 'listar', '--formato', 'json']);
    expect(JSON.parse(salida)).toMatchObject([{ numero: 'F-1', estado: 'anulada' }, { numero: 'F-2' }]);
  });

  it.each([[['Pendiente', 'Anulada']], [['Anulada', 'Pendiente']]])(
    'la misma a la vez %s se rechaza, en cualquier orden, y con --parcial no entra ninguna',
    async (estados) => {
      const filas = [conEstado, 'C2,F-9,2026-05-31,10,', ...estados.map((estado) => `C1,F-1,2026-05-31,10,${estado}`)];
      const mesa = new Mesa();
      const { codigo, errores } = await mesa.importar(filas);
      expect([codigo, errores]).toEqual([
        1,
        expect.stringMatching(/línea 4, columna «Estado».*por anulado y por vigente/),
      ]);
      expect((await mesa.importar(filas, ['--parcial'])).json).toMatchObject({ nuevas: 1, rechazadas: 2 });
    },
  );

  it('una anulada ilegible se omite: no hay nada que reclamar', async () => {
    const mesa = new Mesa();
    const { codigo, json } = await mesa.importar([
      conEstado,
      'C1,F-1,2026-05-31,10,Pendiente',
      ',,31/31/2026,s/d,Anulada',
      'C1,F-3,,10,Anulada',
    ]);
    expect([codigo, json.omitidas]).toEqual([0, 2]);
  });

  it('lo pagado de una anulada vuelve a favor del cliente', async () => {
    const mesa = new Mesa();
    await mesa.importar([conEstado, 'C1,F-1,2026-05-31,10,Pendiente']);
    await mesa.importar(['cliente_id,Factura,Fecha de pago,Importe pagado', 'C1,F-1,2026-06-05,4']);
    await mesa.importar([conEstado, 'C1,F-1,2026-05-31,10,Anulada']);
    expect(mesa.documentos()).toEqual(['C1 F-1 2026-05-31 1000 0']);
    expect(mesa.creditos()).toEqual(['pago 2026-06-05 400 400 registro']);
  });
});

describe('notas de crédito', () => {
  it('se conocen por su tipo cualquiera sea el signo, o por el importe negativo, y nunca se dan vuelta dos veces', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([
      'cliente_id,Tipo,Numero,Vencimiento,Importe',
      'C1,Factura,F-1,2026-05-31,100',
      'C1,Nota de crédito,N-1,2026-05-31,10',
      'C1,Nota de crédito,N-2,2026-05-31,-20',
      'C1,Factura,N-3,2026-05-31,(30)',
    ]);
    expect(json).toMatchObject({ nuevas: 4, totales: [{ facturas: 4, importe: 40 }] });
    expect(mesa.creditos().map((texto) => texto.split(' ').slice(0, 4).join(' '))).toEqual([
      'nota-credito 2026-05-31 1000 1000',
      'nota-credito 2026-05-31 2000 2000',
      'nota-credito 2026-05-31 3000 3000',
    ]);
  });

  it('la parte ya usada fuera del libro no queda disponible', async () => {
    const mesa = new Mesa();
    await mesa.importar(['cliente_id,Tipo,Numero,Vencimiento,Importe,Saldo', 'C1,NC,N-1,2026-05-31,-10,-4']);
    expect(mesa.creditos()).toEqual(['nota-credito 2026-05-31 1000 400 registro']);
  });
});
