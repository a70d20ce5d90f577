import { beforeAll, describe, expect, it } from 'vitest';
import { libroDeEjemplo } from '../apoyo/cliente-de-ejemplo.ts';
import { ejecutar } from '../apoyo/ejecutar.ts';

let libro: string;
let politica: string;

beforeAll(async () => {
  ({ libro, politica } = await libroDeEjemplo());
});

const correr = (argumentos: readonly string[], opciones: Parameters<typeof ejecutar>[1] = {}) =>
  ejecutar([...argumentos, '--politica', politica], { libro, ...opciones });
const objeto = async (...argumentos: string[]) => {
  const { codigo, salida, errores } = await correr([...argumentos, '--formato', 'json']);
  expect(codigo, errores).toBe(0);
  return JSON.parse(salida);
};

describe('guion', () => {
  it('en JSON lleva el objetivo con su monto y su día, y cada parte como lista', async () => {
    const guion = await objeto('guion', 'C1');
    expect(guion).toMatchObject({
      cliente_id: 'C1',
      clase: 'C',
      trato: 'usted',
      llamada: 'cobrar',
      objetivo: { moneda: 'ARS', monto: 175175, fecha: '2026-07-03' },
      objeciones: [{ motivo: 'falta-de-liquidez', dicha: true }, {}, {}, {}, { motivo: 'ya-pago' }],
    });
    expect(guion.apertura[0]).toBe('Hola, Ana Ruiz. Le habla prueba, de Distribuidora Sur.');
    expect(guion.ofertas.length).toBeGreaterThanOrEqual(3);
    expect(guion.datos.join('\n')).toContain('alias SUR.COBROS');
  });

  it('en la terminal entra en 80 columnas y --trato y --persona mandan', async () => {
    const { salida } = await correr(['guion', 'C1', '--trato', 'voseo', '--persona', 'Luis'], {
      terminal: { columnas: 80 },
      entorno: { NO_COLOR: '1' },
    });
    expect(salida.split('\n').filter((renglon) => renglon.length > 80)).toEqual([]);
    expect(salida).toContain('Hola, Luis. Te habla');
    expect(salida).toContain('[ ] salir con un monto, una fecha y un medio');
  });

  it('en CSV es un renglón por frase', async () => {
    const { salida } = await correr(['guion', 'C1']);
    expect(salida.split(/\r?\n/)[0]).toBe('parte,orden,texto,respuesta,motivo');
    expect(salida).toContain('objeciones,1,Ahora no tengo fondos,');
  });

  it('de quien no debe nada sólo hay que agradecer', async () => {
    expect(await objeto('guion', 'C2')).toMatchObject({ llamada: 'agradecer', ofertas: [], objetivo: { monto: null } });
  });
});
