import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const conEstado = 'cliente_id,numero,emision,vencimiento,importe,estado';
const conSaldo = 'cliente_id,numero,emision,vencimiento,importe,saldo';
const sinNada = 'cliente_id,numero,emision,vencimiento,importe';
const fila = (numero: string, resto = '') => `C1,${numero},2026-05-01,2026-06-01,100.50${resto}`;

async function saldos(mesa: Mesa): Promise<string[]> {
  expect((await mesa.orden(['libro', 'verificar'])).codigo).toBe(0);
  return mesa.documentos().map((texto) => texto.split(' ').slice(-1).join());
}

describe('un «pagada» que estaba mal se puede deshacer con --actualizar', () => {
  it('de «pagada» a «pendiente»: vuelve a deberse entera, y no queda nada a favor', async () => {
    const mesa = new Mesa();
    await mesa.importar([conEstado, fila('F-1', ',pagada')]);
    const { json } = await mesa.importar([conEstado, fila('F-1', ',pendiente')], ['--actualizar']);
    expect(json).toMatchObject({ actualizadas: 1, totales: [{ saldo: 100.5 }] });
    expect(json.avisos.join('\n')).toMatch(/se deshace y vuelve a deberse: F-1, línea 2/);
    expect(await saldos(mesa)).toEqual(['10050']);
    expect(mesa.consultar('SELECT sum(disponible) AS aFavor FROM creditos')).toEqual([{ aFavor: 0 }]);
  });

  it('hasta el saldo que informa el archivo, y no más', async () => {
    const mesa = new Mesa();
    await mesa.importar([conSaldo, fila('F-1', ',0')]);
    await mesa.importar([conSaldo, fila('F-1', ',30.25')], ['--actualizar']);
    expect(await saldos(mesa)).toEqual(['3025']);
  });

  it('sin --actualizar queda como estaba, y el aviso dice por qué y qué hacer', async () => {
    const mesa = new Mesa();
    await mesa.importar([conEstado, fila('F-1', ',pagada')]);
    const { json } = await mesa.importar([conEstado, fila('F-1', ',pendiente')]);
    expect(json).toMatchObject({ actualizadas: 0, sin_cambios: 1 });
    expect(json.avisos.join('\n')).toMatch(/una importación anterior daba por pagada esa parte.*--actualizar/);
    expect(await saldos(mesa)).toEqual(['0']);
  });

  it('un pago registrado no lo deshace ningún archivo, y el aviso dice que es un pago', async () => {
    const mesa = new Mesa();
    await mesa.importar([sinNada, fila('F-1')]);
    await mesa.importar(['fecha_pago,numero,importe,recibo', '2026-06-10,F-1,100.50,R-1'], ['--tipo', 'pagos']);
    const { json } = await mesa.importar([conSaldo, fila('F-1', ',100.50')], ['--actualizar']);
    expect(json.avisos.join('\n')).toMatch(/que tiene pagos registrados; queda el del libro: F-1/);
    expect(json.avisos.join('\n')).not.toMatch(/importación anterior/);
    expect(await saldos(mesa)).toEqual(['0']);
  });

  it('una cartera completa equivocada se deshace con la correcta', async () => {
    const mesa = new Mesa();
    await mesa.importar([sinNada, fila('F-1'), fila('F-2')]);
    await mesa.importar([sinNada, fila('F-1')], ['--cartera-completa', '--si']);
    expect(await saldos(mesa)).toEqual(['10050', '0']);
    const callada = await mesa.importar([sinNada, fila('F-2')]);
    expect(callada.json.avisos.join('\n')).toMatch(/lo canceló.*--cartera-completa --actualizar: F-2, línea 2/);
    const correcta = await mesa.importar([sinNada, fila('F-1'), fila('F-2')], ['--cartera-completa', '--actualizar']);
    expect(correcta.json).toMatchObject({ actualizadas: 1, sin_cambios: 1 });
    expect(await saldos(mesa)).toEqual(['10050', '10050']);
  });
});
