import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: string;
const correr = (hoy: string, ...orden: string[]) => ejecutar(orden, { libro, hoy });
const leer = async (hoy: string, ...orden: string[]) => {
  const { codigo, salida, errores } = await correr(hoy, ...orden, '--formato', 'json');
  expect(codigo, errores).toBe(0);
  return JSON.parse(salida);
};
const cheque = (monto: string, fecha: string, ...resto: string[]) =>
  leer('2026-07-01', 'pago', 'registrar', 'C1', '--monto', monto, '--medio', 'cheque', '--fecha', fecha, ...resto);

/** La Espiga debe 2000 vencidos. */
beforeEach(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const cliente = siembra.cliente({ codigo: 'C1', nombre: 'La Espiga' });
    const datos = { cliente, emision: '2026-05-01', vencimiento: '2026-05-31' };
    siembra.documento({ ...datos, numero: 'F-1', importe: 200_000 });
  });
});

describe('un cheque por cobrar que cubre la mitad', () => {
  it('la ficha lo muestra y dice lo que queda por reclamar, lo mismo que priorizar', async () => {
    await cheque('1000', '2026-07-20', '--referencia', '77');
    expect(await leer('2026-07-01', 'priorizar')).toMatchObject([{ saldo_vencido: 1000 }]);
    expect((await leer('2026-07-01', 'ficha', 'C1')).cheques).toEqual([
      { pago_id: 1, fecha: '2026-07-20', moneda: 'ARS', monto: 1000, imputado: 1000, referencia: '77' },
    ]);
    const { salida } = await ejecutar(['ficha', 'C1'], { libro, hoy: '2026-07-01', terminal: { columnas: 200 } });
    expect(salida).toContain('1.000,00 ARS se cobran el 2026-07-20, 77; cancela F-1');
    expect(salida).toContain('además de los cheques queda por reclamar 1.000,00 ARS');
  });

  it('el guion ofrece sobre lo que se reclama', async () => {
    await cheque('1000', '2026-07-20');
    const { ofertas } = await leer('2026-07-01', 'guion', 'C1');
    expect(ofertas.length).toBeGreaterThan(0);
    for (const oferta of ofertas) expect(JSON.stringify(oferta)).not.toContain('2.000,00');
  });

  it('proponer y crear dicen cuánto de lo acordado ya cubre', async () => {
    await cheque('1000', '2026-07-20', '--a-cuenta');
    const propuesta = await correr('2026-07-01', 'acuerdo', 'proponer', 'C1');
    expect(propuesta.errores).toContain(
      '1.000,00 ARS de lo acordado ya los cubre el cheque que se cobra el 2026-07-20',
    );
    const avisos = async (promesa: string, ...resto: string[]) =>
      (await correr('2026-07-01', 'acuerdo', 'crear', 'C1', '--promesa', promesa, ...resto, '--simular')).errores;
    expect(await avisos('2026-07-20')).toContain('el 2026-07-20: al cobrarse cuenta como pago de este acuerdo');
    expect(await avisos('2026-07-10')).toContain('el 2026-07-20, más tarde: falta acordar sólo 1.000,00 ARS');
    expect(await avisos('2026-07-10', '--monto', '1000')).not.toContain('cheque');
    expect(await avisos('2026-07-20', '--monto', '1000')).toContain(
      'el cheque de 1.000,00 ARS que se cobra el 2026-07-20 también cuenta como pago de este acuerdo',
    );
  });
});

describe('agenda: un cheque por cobrar y lo que no se cumplió', () => {
  const cosas = async () =>
    (await leer('2026-07-10', 'agenda')).map(({ tipo, monto }: Record<string, unknown>) => `${tipo} ${monto}`);
  beforeEach(async () => {
    await leer('2026-07-01', 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-03');
  });

  it('lo que cubre entero no se da por incumplido', async () => {
    expect(await cosas()).toEqual(['promesa-incumplida 2000']);
    await cheque('2000', '2026-07-20');
    expect(await cosas()).toEqual([]);
    expect(await leer('2026-07-10', 'agenda', '--dias', '10')).toMatchObject([{ tipo: 'cheque', monto: 2000 }]);
  });

  it('de lo que cubre en parte se reclama el resto, también si es a cuenta', async () => {
    await cheque('500', '2026-07-20');
    await cheque('300', '2026-07-25', '--a-cuenta');
    expect(await cosas()).toEqual(['promesa-incumplida 1200']);
    await cheque('1500', '2026-07-30');
    expect(await cosas()).toEqual([]);
  });
});
