import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const base = 'cliente_id,numero,emision,vencimiento,total';
const F1 = 'C1,F-1,2026-05-01,2026-06-01,50.00';

describe('dos artículos de un mismo documento con igual importe', () => {
  it.each([
    ['sólo el artículo', 'Artículo', 'Tornillo', 'Tuerca'],
    ['cantidades que no dicen cuánto vale cada uno', 'Artículo,Cantidad', 'Tornillo,1', 'Tuerca,2'],
    ['precio por cantidad igual al importe', 'Artículo,Cantidad,Precio', 'Tornillo,1,50.00', 'Tuerca,2,25.00'],
  ])('sin prueba de que el total se repita (%s), se rechaza y dice qué hacer', async (_, columnas, uno, otro) => {
    const mesa = new Mesa();
    const { codigo, json } = await mesa.importar([`${base},${columnas}`, `${F1},${uno}`, `${F1},${otro}`]);
    expect(codigo).toBe(1);
    expect(json.rechazos).toEqual([
      {
        linea: 3,
        columna: 'total',
        valor: '50,00',
        motivo: expect.stringMatching(/F-1 ya está en la línea 2 .*dos renglones o el total repetido; deje una fila/),
      },
    ]);
  });

  it.each([
    ['los renglones valen distinto', 'Artículo,Subtotal', 'Tornillo,20.00', 'Tuerca,30.00'],
    ['precio por cantidad distinto', 'Artículo,Cantidad,Precio unitario', 'Tornillo,2,10.00', 'Tuerca,1,30.00'],
    ['cada uno vale la mitad del total', 'Artículo,Cantidad,Precio unitario', 'Tornillo,1,25.00', 'Tuerca,1,25.00'],
  ])('si %s, el total se repite y cuenta una vez', async (_, columnas, uno, otro) => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([`${base},${columnas}`, `${F1},${uno}`, `${F1},${otro}`]);
    expect(json).toMatchObject({ nuevas: 1, omitidas: 1, totales: [{ importe: 50 }] });
  });

  it('filas que dicen lo mismo del artículo son la misma, y una vendedora distinta no hace un renglón', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar([
      `${base},Artículo,Sucursal`,
      `${F1},Tornillo,Norte`,
      `${F1},Tornillo,Norte`,
      `${F1},Tornillo,Sur`,
    ]);
    expect(json).toMatchObject({ nuevas: 1, omitidas: 2 });
  });

  it('con --parcial el documento entero queda afuera', async () => {
    const mesa = new Mesa();
    const { codigo, json } = await mesa.importar(
      [`${base},Artículo`, `${F1},Tornillo`, `${F1},Tuerca`, 'C1,F-2,2026-05-01,2026-06-01,9.50,Clavo'],
      ['--parcial'],
    );
    expect(codigo).toBe(4);
    expect(json).toMatchObject({ nuevas: 1, rechazadas: 2 });
  });
});
