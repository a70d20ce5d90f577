import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const clientesDe = (mesa: Mesa) =>
  mesa.consultar<{ codigo: string; nombre: string; id: string | null }>(
    'SELECT codigo, nombre, id_fiscal AS id FROM clientes ORDER BY codigo',
  );

describe('qué cliente es el de cada factura', () => {
  it('el del código, aunque el nombre venga escrito de dos maneras: es uno, y se avisa', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([
      'cliente_id,Cliente,Numero,Vencimiento,Importe',
      'C1,Acme SA,1,2026-05-31,10',
      'C1,ACME S.A. Sucursal,2,2026-05-31,10',
      'C1,acme sa.,3,2026-05-31,10',
    ]);
    expect(clientesDe(mesa)).toEqual([{ codigo: 'C1', nombre: 'Acme SA', id: null }]);
    expect(json.avisos.join()).toMatch(/dos nombres, queda el primero: C1: «Acme SA» y «ACME S\.A\. Sucursal»/);
  });

  it('sin código, el del id fiscal, con puntuación o sin ella', async () => {
    const mesa = new Mesa();
    await mesa.importar([
      'CUIT,Cliente,Numero,Vencimiento,Importe',
      '30-71234567-1,Acme,1,2026-05-31,10',
      '30712345671,Acme,2,2026-05-31,10',
    ]);
    expect(clientesDe(mesa)).toEqual([{ codigo: '30-71234567-1', nombre: 'Acme', id: '30-71234567-1' }]);
  });

  it('un id fiscal genérico no identifica a nadie: vale el nombre', async () => {
    const mesa = new Mesa();
    await mesa.importar([
      'RFC,Cliente,Folio,Vencimiento,Total',
      'XAXX010101000,Ana Díaz,1,2026-05-31,10',
      'XAXX010101000,Luis Paz,2,2026-05-31,10',
      'XAXX010101000,ana diaz,3,2026-05-31,10',
    ]);
    expect(clientesDe(mesa).map(({ codigo }) => codigo)).toEqual(['ANA-DIAZ', 'LUIS-PAZ']);
  });

  it('un dígito verificador mal es un aviso, nunca un rechazo', async () => {
    const mesa = new Mesa();
    const { codigo, json } = await mesa.importar([
      'CUIT,Cliente,Numero,Vencimiento,Importe',
      '30-71234567-9,Acme,1,2026-05-31,10',
    ]);
    expect(codigo).toBe(0);
    expect(json.avisos.join()).toMatch(/dígito verificador \(30-71234567-9\)/);
  });

  it('el código que se hace con el nombre es el mismo en cualquier libro y orden', async () => {
    const filas = ['Ñandú & Cía.,1,2026-05-31,10', 'Café Sur,2,2026-05-31,10'];
    const codigos: unknown[] = [];
    for (const orden of [filas, [...filas].reverse()]) {
      const mesa = new Mesa();
      await mesa.importar(['Cliente,Numero,Vencimiento,Importe', ...orden]);
      codigos.push(clientesDe(mesa));
    }
    expect(codigos[1]).toEqual(codigos[0]);
    expect(codigos[0]).toMatchObject([{ codigo: 'CAFE-SUR' }, { codigo: 'NANDU-CIA' }]);
  });

  it('si ese código ya es de otro, se le agrega un número en vez de confundirlos', async () => {
    const mesa = new Mesa();
    await mesa.importar(['cliente_id,Nombre', 'ACME,Otra Firma', 'ACME-2,Y Otra']);
    await mesa.importar(['Cliente,Numero,Vencimiento,Importe', 'Acme,1,2026-05-31,10']);
    expect(clientesDe(mesa).map(({ codigo }) => codigo)).toEqual(['ACME', 'ACME-2', 'ACME-3']);
  });

  it('un nombre que tienen dos clientes no alcanza: la fila se rechaza y dice cuáles son', async () => {
    const mesa = new Mesa();
    await mesa.importar(['cliente_id,Nombre', 'C1,Acme', 'C2,ACME']);
    const { codigo, errores } = await mesa.importar(['Cliente,Numero,Vencimiento,Importe', 'Acme,1,2026-05-31,10']);
    expect(codigo).toBe(1);
    expect(errores).toMatch(
      /línea 2, columna «Cliente»: «acme»: puede ser más de un cliente \(C1, C2\): agregue la columna cliente_id/,
    );
  });

  it('a quien se conocía por el nombre, el id fiscal que llega después lo completa', async () => {
    const mesa = new Mesa();
    await mesa.importar(['Cliente,Numero,Vencimiento,Importe', 'Acme,1,2026-05-31,10']);
    await mesa.importar(['CUIT,Cliente,Numero,Vencimiento,Importe', '30-71234567-1,ACME,2,2026-05-31,10']);
    expect(clientesDe(mesa)).toEqual([{ codigo: 'ACME', nombre: 'Acme', id: '30-71234567-1' }]);
  });

  it('una fila sin código, id ni nombre se rechaza', async () => {
    const mesa = new Mesa();
    const { errores } = await mesa.importar([
      'Cliente,Numero,Vencimiento,Importe',
      'Acme,1,2026-05-31,10',
      ',2,2026-05-31,10',
    ]);
    expect(errores).toMatch(/línea 3, columna «Cliente»: vacía: falta el cliente/);
  });
});

describe('un archivo de clientes', () => {
  const encabezado = 'cliente_id,Nombre,CUIT,Email,Teléfono,Segmento,Vendedor,Plazo de pago';
  const base = [encabezado, 'C1,Acme SA,30-71234567-1,pagos@acme.example,+54 11 4555-0101,mayorista,ana,45'];

  it('trae datos, contactos y plazos, sin importes ni moneda', async () => {
    const mesa = new Mesa();
    const ruta = mesa.escribir(base);
    const { codigo, salida } = await mesa.orden(['import', ruta, '--formato', 'json']);
    expect(codigo).toBe(0);
    expect(JSON.parse(salida)).toMatchObject({ tipo: 'clientes', nuevas: 1, clientes_nuevos: 1, totales: [] });
    expect(mesa.consultar('SELECT segmento, gestor, plazo_dias FROM clientes')).toEqual([
      { segmento: 'mayorista', gestor: 'ana', plazo_dias: 45 },
    ]);
    expect(mesa.consultar('SELECT tipo, valor FROM datos_contacto ORDER BY tipo')).toEqual([
      { tipo: 'email', valor: 'pagos@acme.example' },
      { tipo: 'telefono', valor: '+54 11 4555-0101' },
    ]);
  });

  it('completa lo que faltaba sin pedir permiso: el nombre de quien sólo tenía código', async () => {
    const mesa = new Mesa();
    await mesa.importar(['cliente_id,Numero,Vencimiento,Importe', 'C1,1,2026-05-31,10']);
    const { json } = await mesa.importar(base);
    expect(json).toMatchObject({ actualizadas: 1, clientes_nuevos: 0 });
    expect(clientesDe(mesa)).toEqual([{ codigo: 'C1', nombre: 'Acme SA', id: '30-71234567-1' }]);
  });

  it('pisar lo que había pide --actualizar, y el valor anterior queda en el libro', async () => {
    const mesa = new Mesa();
    await mesa.importar(base);
    const otro = [encabezado, (base[1] ?? '').replace('mayorista', 'minorista').replace('pagos@', 'nuevo@')];
    const { codigo, errores } = await mesa.importar(otro);
    expect(codigo).toBe(1);
    expect(errores).toMatch(/línea 2, columna «Segmento»: «mayorista → minorista».*--actualizar/);
    expect((await mesa.importar(otro, ['--actualizar'])).json).toMatchObject({ actualizadas: 1 });
    expect(mesa.consultar('SELECT antes, despues FROM cambios')).toEqual([
      { antes: '{"segmento":"mayorista"}', despues: '{"segmento":"minorista"}' },
    ]);
    expect(mesa.consultar("SELECT valor FROM datos_contacto WHERE tipo = 'email' ORDER BY id")).toEqual([
      { valor: 'pagos@acme.example' },
      { valor: 'nuevo@acme.example' },
    ]);
  });

  it('una repetición se omite; el mismo cliente con otro dato en el mismo archivo se rechaza', async () => {
    const mesa = new Mesa();
    const repetido = await mesa.importar([...base, base[1] ?? '']);
    expect(repetido.json).toMatchObject({ nuevas: 1, omitidas: 1 });
    const { errores } = await mesa.importar(
      [encabezado, 'C2,Beta,,,,mayorista,,', 'C2,Beta,,,,minorista,,'],
      ['--actualizar'],
    );
    expect(errores).toMatch(/línea 3, columna «Segmento».*el cliente ya está en la línea 2 con otro dato/);
  });
});
