import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const encabezado = 'cliente_id,Numero,Emision,Vencimiento,Importe,Saldo';
const fila = (numero: number, saldo = 100, cliente = 'C1') =>
  `${cliente},F-${numero},2026-05-01,2026-05-31,100,${saldo}`;
const completa = ['--cartera-completa'];

describe('--cartera-completa', () => {
  it('lo abierto que no está en el archivo se cancela ese día con un ajuste que no cuenta como conducta, y se dice cuánto', async () => {
    const mesa = new Mesa();
    await mesa.importar([encabezado, fila(1), fila(2), fila(3)]);
    const { codigo, json } = await mesa.importar([encabezado, fila(2), fila(3), fila(4)], completa, {
      hoy: '2026-07-15',
    });
    expect(codigo).toBe(0);
    expect(json).toMatchObject({ nuevas: 1, sin_cambios: 2 });
    expect(json.avisos.join()).toMatch(/cartera completa: ARS: 1 documento ya no está, por 100,00 de 300,00 abiertos/);
    expect(mesa.documentos().map((texto) => texto.split(' ').slice(1).join(' '))).toEqual([
      'F-1 2026-05-31 10000 0',
      'F-2 2026-05-31 10000 10000',
      'F-3 2026-05-31 10000 10000',
      'F-4 2026-05-31 10000 10000',
    ]);
    expect(mesa.creditos()).toEqual(['ajuste 2026-07-15 10000 0 importacion']);
  });

  it('sin la opción, lo que falta en el archivo no se toca', async () => {
    const mesa = new Mesa();
    await mesa.importar([encabezado, fila(1), fila(2)]);
    await mesa.importar([encabezado, fila(2)]);
    expect(mesa.creditos()).toEqual([]);
  });

  it('si cancelaría más de la mitad de lo que se debe, se niega, muestra cuánto y pide --si', async () => {
    const mesa = new Mesa();
    await mesa.importar([encabezado, fila(1), fila(2), fila(3)]);
    const antes = mesa.huella();
    const { codigo, errores } = await mesa.importar([encabezado, fila(3)], completa);
    expect(codigo).toBe(1);
    expect(errores).toMatch(/cancelaría más de la mitad[\s\S]*2 documentos ya no están, por 200,00[\s\S]*--si/);
    expect(mesa.huella()).toBe(antes);
    expect((await mesa.importar([encabezado, fila(3)], [...completa, '--si'])).codigo).toBe(0);
    expect(mesa.creditos()).toHaveLength(2);
  });

  it('justo la mitad no pide confirmación', async () => {
    const mesa = new Mesa();
    await mesa.importar([encabezado, fila(1), fila(2)]);
    expect((await mesa.importar([encabezado, fila(2)], completa)).codigo).toBe(0);
  });

  it('con --simular se ve lo que haría y nada cambia', async () => {
    const mesa = new Mesa();
    await mesa.importar([encabezado, fila(1), fila(2), fila(3)]);
    const antes = mesa.huella();
    const { json } = await mesa.importar([encabezado, fila(2), fila(3)], [...completa, '--simular']);
    expect(json.avisos.join()).toMatch(/1 documento ya no está, por 100,00/);
    expect(mesa.huella()).toBe(antes);
  });

  it('repetir el mismo archivo no cancela nada más', async () => {
    const mesa = new Mesa();
    await mesa.importar([encabezado, fila(1), fila(2), fila(3)]);
    await mesa.importar([encabezado, fila(2), fila(3)], completa);
    const antes = mesa.huella();
    const { json } = await mesa.importar([encabezado, fila(2), fila(3)], completa);
    expect(json.avisos.join()).toMatch(/no falta ningún documento abierto/);
    expect(mesa.huella()).toBe(antes);
  });

  it('no va con --parcial: una factura rechazada se tomaría por pagada', async () => {
    const mesa = new Mesa();
    const { codigo, errores } = await mesa.importar([encabezado, fila(1)], [...completa, '--parcial']);
    expect([codigo, errores]).toEqual([2, expect.stringMatching(/se tomaría por pagada/)]);
  });

  it('un archivo de pagos no es una cartera, aunque no se diga su tipo', async () => {
    const mesa = new Mesa();
    await mesa.importar([encabezado, fila(1)]);
    const antes = mesa.huella();
    const { codigo, errores } = await mesa.importar(
      ['Recibo,cliente_id,Factura,Fecha de pago,Importe pagado', 'R1,C1,F-1,2026-06-05,10'],
      [...completa, '--si'],
    );
    expect([codigo, errores]).toEqual([2, expect.stringMatching(/sólo vale para facturas/)]);
    expect(mesa.huella()).toBe(antes);
  });

  it('repartida en dos archivos se niega: lo que falta en uno está en el otro', async () => {
    const mesa = new Mesa();
    await mesa.importar([encabezado, fila(1), fila(2)]);
    const uno = mesa.escribir([encabezado, fila(1)]);
    const dos = mesa.escribir([encabezado, fila(2)]);
    const { codigo, errores } = await mesa.orden(['import', uno, dos, '--moneda', 'ARS', ...completa, '--si']);
    expect([codigo, errores]).toEqual([2, expect.stringMatching(/toda la cartera en un solo archivo/)]);
  });

  it('junto con un archivo de clientes vale, y sólo mira el de facturas', async () => {
    const mesa = new Mesa();
    await mesa.importar([encabezado, fila(1), fila(2)]);
    const facturas = mesa.escribir([encabezado, fila(2)]);
    const clientes = mesa.escribir(['cliente_id,Nombre', 'C1,Acme']);
    const { codigo } = await mesa.orden(['import', clientes, facturas, '--moneda', 'ARS', ...completa]);
    expect(codigo).toBe(0);
    expect(mesa.creditos()).toEqual(['ajuste 2026-07-01 10000 0 importacion']);
  });
});
