import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const encabezado = 'cliente_id,numero,emision,vencimiento,importe';

describe('una columna que nombra una fecha no se descarta por sus celdas malas', () => {
  it('«CONTADO» en el vencimiento vence el día de la emisión, y las fechas de las demás filas valen', async () => {
    const mesa = new Mesa();
    const { codigo, json } = await mesa.importar([
      encabezado,
      'C1,F-1,2026-05-01,CONTADO,100.50',
      'C1,F-2,2026-05-02,CONTADO,100.50',
      'C1,F-3,2026-05-03,2026-06-15,100.50',
    ]);
    expect(codigo).toBe(0);
    expect(mesa.documentos()).toEqual([
      'C1 F-1 2026-05-01 10050 10050',
      'C1 F-2 2026-05-02 10050 10050',
      'C1 F-3 2026-06-15 10050 10050',
    ]);
    expect(json.avisos.join('\n')).toMatch(/dicen un plazo y no una fecha.*«CONTADO» \(2\)/);
  });

  it.each([
    ['vencimiento', 'C1,F-1,2026-05-01,2026-02-30,100.50', '2026-02-30'],
    ['vencimiento', 'C1,F-1,2026-05-01,9999-12-31,100.50', '9999-12-31'],
    ['vencimiento', 'C1,F-1,2026-05-01,a convenir,100.50', 'a convenir'],
    ['emision', 'C1,F-1,2026-02-30,2026-06-01,100.50', '2026-02-30'],
  ])('la única celda de «%s» es mala: %s se rechaza con su línea y su columna', async (columna, fila, valor) => {
    const mesa = new Mesa();
    const { codigo, json } = await mesa.importar([encabezado, fila]);
    expect(codigo).toBe(1);
    expect(json.rechazos).toEqual([{ linea: 2, columna, valor, motivo: expect.stringMatching(/^no es una fecha/) }]);
    expect(mesa.huella()).toBeNull();
  });

  it('un saldo ilegible en la mayoría de las filas se rechaza; no se da todo por adeudado', async () => {
    const mesa = new Mesa();
    const { codigo, json } = await mesa.importar([
      `${encabezado},saldo`,
      'C1,F-1,2026-05-01,2026-06-01,100.50,ver nota',
      'C1,F-2,2026-05-01,2026-06-01,100.50,ver nota',
      'C1,F-3,2026-05-01,2026-06-01,100.50,20.50',
    ]);
    expect(codigo).toBe(1);
    expect(json.rechazos.map(({ linea, columna }) => [linea, columna])).toEqual([
      [2, 'saldo'],
      [3, 'saldo'],
    ]);
  });

  it('si otra columna nombra la misma fecha, decide el contenido', async () => {
    const mesa = new Mesa();
    const { codigo } = await mesa.importar([
      'cliente_id,numero,fecha emision,fecha,vencimiento,importe',
      'C1,F-1,electrónica,2026-05-01,2026-06-01,100.50',
    ]);
    expect(codigo).toBe(0);
    expect(mesa.consultar('SELECT emision FROM documentos')).toEqual([{ emision: '2026-05-01' }]);
  });
});
