import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const encabezado = 'cliente_id,cliente,id_fiscal,numero,emision,vencimiento,importe,estado';

describe('lo que el resumen avisa', () => {
  it.each([
    ['id fiscal', ',Alfa,30-71234567-1', 'C1,Beta,30712345671', /30-71234567-1 y C1 tienen el mismo id fiscal$/],
    ['código en otra caja', 'C1,Alfa,', 'c1,Beta,', /C1 y c1 tienen el mismo código salvo mayúsculas$/],
    ['nombre', 'C1,Álfa S.A.,', 'C2,alfa sa,', null],
    ['nombre plegado', 'C1,Álfa,', 'C2,ALFA,', /C1 y C2 tienen el mismo nombre$/],
  ])('un cliente nuevo con el mismo %s que otro: posible duplicado, una vez', async (_, uno, otro, esperado) => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([
      encabezado,
      `${uno},F-1,2026-05-01,2026-06-01,10.50,`,
      `${otro},F-2,2026-05-01,2026-06-01,10.50,`,
      `${otro},F-3,2026-05-01,2026-06-01,10.50,`,
    ]);
    const duplicados = json.avisos.filter((aviso) => aviso.startsWith('posible cliente duplicado'));
    expect(duplicados).toEqual(esperado === null ? [] : [expect.stringMatching(esperado)]);
    expect(json.clientes_nuevos).toBe(2);
  });

  it('lo pagado sin fecha rige desde hoy, y las listas de un día anterior lo dicen', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([encabezado, 'C1,Alfa,,F-1,2026-05-01,2026-05-10,1000.50,pagada']);
    expect(json.avisos.join('\n')).toContain(
      'lo ya pagado sin fecha rige desde hoy (2026-07-01): para días anteriores esa factura figura abierta (1 documento por 1.000,50 ARS)',
    );
    for (const orden of [['priorizar'], ['informe', 'antiguedad']]) {
      const antes = await mesa.orden(orden, { hoy: '2026-06-30' });
      expect(antes.errores).toMatch(/figuran abiertos 1\.000,50 ARS que una importación posterior al 2026-06-30/);
      expect((await mesa.orden(orden)).errores).not.toMatch(/figuran abiertos/);
    }
  });

  it('los emitidos después de hoy todavía no figuran en las listas', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([encabezado, 'C1,Alfa,,F-1,2026-08-01,2026-09-01,10.50,']);
    expect(json.avisos).toContain('1 documento con emisión posterior a hoy: todavía no figura en las listas');
  });

  it('con una sola cosa de cada, todo va en singular; los montos van en su moneda', async () => {
    const mesa = new Mesa();
    const buena = await mesa.importar([encabezado, 'C1,Alfa,,F-1,2026-05-01,2026-06-01,10.50,']);
    expect(buena.errores).toMatch(/1 fila de facturas: 1 nueva\n/);
    expect(buena.errores).toMatch(/ARS: 1 documento por 10,50/);
    expect(buena.errores).toMatch(/1 cliente nuevo\n/);
    const mala = await mesa.importar([
      'cliente_id,numero,vencimiento,importe,saldo,pagado',
      'C1,F-9,2026-06-01,100.00,40.00,70.00',
    ]);
    expect(mala.errores).toMatch(/1 rechazada/);
    expect(mala.json.rechazos[0]?.valor).toBe('40,00 + 70,00 ≠ 100,00 ARS');
    expect(mala.errores).not.toMatch(/siga con/);
  });

  it('un perfil pedido que no es del archivo se niega y nombra los encabezados que faltan', async () => {
    const mesa = new Mesa();
    const { codigo, errores } = await mesa.importar(
      [encabezado, 'C1,Alfa,,F-1,2026-05-01,2026-06-01,10.50,'],
      ['--perfil', 'xero'],
    );
    expect(codigo).toBe(1);
    expect(errores).toMatch(/no es del perfil «xero»: le faltan «ContactName», «InvoiceNumber»/);
    expect(mesa.huella()).toBeNull();
  });

  it('el texto que el archivo de rechazos guardó con un apóstrofo entra sin él al corregirlo', async () => {
    const mesa = new Mesa();
    const { ruta } = await mesa.importar(
      [encabezado, 'C1,=Alfa,,F-1,2026-05-01,2026-02-30,10.50,', 'C2,Beta,,F-2,2026-05-01,2026-06-01,10.50,'],
      ['--parcial'],
    );
    const rechazos = readFileSync(ruta.replace('.csv', '.rechazos.csv'), 'utf8');
    expect(rechazos).toContain(`'=Alfa`);
    const { codigo } = await mesa.importar(rechazos.replace('2026-02-30', '2026-06-15'));
    expect(codigo).toBe(0);
    expect(mesa.consultar(`SELECT nombre FROM clientes WHERE codigo = 'C1'`)).toEqual([{ nombre: '=Alfa' }]);
  });
});
