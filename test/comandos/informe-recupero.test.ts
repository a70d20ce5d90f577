import { describe, expect, it } from 'vitest';
import { MesaDeEntregas } from '../apoyo/entregas.ts';

const factura = (cliente: number, numero: string, vence: string, importe = '1000') =>
  `C${cliente},Cliente ${cliente},,011 15-2345-${String(6000 + cliente)},${numero},2026-01-02,${vence},${importe}`;

type Fila = Record<string, string | number | null>;
const informe = async (mesa: MesaDeEntregas, opciones: readonly string[] = [], dia = '2026-08-15') =>
  JSON.parse(await mesa.hacer(['informe', 'recupero', '--formato', 'json', ...opciones], dia)) as Fila[];

describe('informe recupero', () => {
  it('un pago es del último mensaje anterior que nombró esa factura, dentro de los días, y se cuenta una vez', async () => {
    const mesa = await MesaDeEntregas.abrir([
      factura(1, 'A-1', '2026-06-08'),
      factura(2, 'B-1', '2026-06-08'),
      factura(3, 'D-1', '2026-06-08'),
    ]);
    await mesa.entregar('2026-06-15');
    await mesa.hacer(['pago', 'registrar', 'C1', '--monto', '400'], '2026-06-20');
    await mesa.entregar('2026-06-28');
    await mesa.hacer(['pago', 'registrar', 'C1', '--monto', '600'], '2026-06-29');
    // El de C2 llega 16 días después de su último mensaje; el de C3 se deshace.
    await mesa.hacer(['pago', 'registrar', 'C2', '--monto', '1000'], '2026-07-14');
    await mesa.hacer(['pago', 'registrar', 'C3', '--monto', '1000'], '2026-06-30');
    await mesa.hacer(['pago', 'anular', '4', '--motivo', 'error'], '2026-07-01');
    expect(await informe(mesa)).toMatchObject([
      { paso: 'carta', mensajes: 3, cuentas: 3, pagaron: 1, reclamado: 2600, recuperado: 600 },
      { paso: 'wa', mensajes: 3, cuentas: 3, pagaron: 1, reclamado: 3000, recuperado: 400 },
    ]);
    expect(await informe(mesa, ['--dias', '16'])).toMatchObject([{ paso: 'carta', recuperado: 1600 }, { paso: 'wa' }]);
  });

  it('un pago del mismo día cuenta sólo si se registró después del mensaje', async () => {
    const mesa = await MesaDeEntregas.abrir([factura(1, 'A-1', '2026-06-08')]);
    await mesa.hacer(['pago', 'registrar', 'C1', '--monto', '100'], '2026-06-15');
    await mesa.entregar('2026-06-15');
    await mesa.hacer(['pago', 'registrar', 'C1', '--monto', '250'], '2026-06-15');
    expect(await informe(mesa)).toMatchObject([{ paso: 'wa', reclamado: 900, recuperado: 250 }]);
  });

  it('compara con las cuentas que llegaron a esa edad y ningún mensaje nombró', async () => {
    const mesa = await MesaDeEntregas.abrir([
      factura(1, 'A-1', '2026-06-08'),
      ...[2, 3, 4].map((cliente) => factura(cliente, `B-${cliente}`, '2026-06-08').replace(/011 15-\S+?,/, ',')),
    ]);
    await mesa.entregar('2026-06-15');
    await mesa.hacer(['pago', 'registrar', 'C2', '--monto', '10'], '2026-06-20');
    // Pagada antes de llegar a la edad: no es de las que había que recordar.
    await mesa.hacer(['pago', 'registrar', 'C3', '--monto', '1000', '--fecha', '2026-06-14'], '2026-06-20');
    expect(await informe(mesa)).toMatchObject([
      {
        paso: 'wa',
        cuentas: 1,
        sin_mensaje_cuentas: 2,
        sin_mensaje_pagaron: 1,
        muestra: 'datos insuficientes',
        tasa: null,
      },
    ]);
  });

  it('cada canal se compara con lo mismo que sus pasos, en cuentas y en dinero, sin contar lo que se anuló', async () => {
    const mesa = await MesaDeEntregas.abrir([
      factura(1, 'A-1', '2026-06-08'),
      ...[2, 3].map((cliente) => factura(cliente, `B-${cliente}`, '2026-06-08').replace(/011 15-\S+?,/, ',')),
    ]);
    await mesa.entregar('2026-06-15');
    await mesa.hacer(['pago', 'registrar', 'C2', '--monto', '250'], '2026-06-20');
    await mesa.hacer(['pago', 'registrar', 'C3', '--monto', '1000'], '2026-06-20');
    await mesa.hacer(['pago', 'anular', '2', '--motivo', 'error'], '2026-07-20');
    for (const por of ['canal', 'plantilla', 'secuencia', 'paso'])
      expect(await informe(mesa, ['--por', por])).toMatchObject([
        {
          paso: 'wa',
          cuentas: 1,
          sin_mensaje_cuentas: 2,
          sin_mensaje_pagaron: 1,
          sin_mensaje_tasa: null,
          sin_mensaje_reclamado: 2000,
          sin_mensaje_recuperado: 250,
          sin_mensaje_recupero: null,
          sin_mensaje_muestra: 'datos insuficientes',
        },
      ]);
  });

  it('los mensajes que todavía no cumplieron los días no cuentan, y lo no confirmado tampoco', async () => {
    const mesa = await MesaDeEntregas.abrir([factura(1, 'A-1', '2026-06-08'), factura(2, 'B-1', '2026-07-30')]);
    await mesa.exportar('2026-06-15');
    expect(await informe(mesa)).toEqual([]);
    await mesa.hacer(['recordatorios', 'resolver', '1', '--llego'], '2026-06-15');
    await mesa.entregar('2026-08-06');
    expect(await informe(mesa)).toMatchObject([{ paso: 'wa', mensajes: 1 }]);
    expect(await informe(mesa, ['--dias', '5'])).toMatchObject([
      { paso: 'carta', mensajes: 1 },
      { paso: 'wa', mensajes: 2 },
    ]);
    const { codigo, errores } = await mesa.correr(['informe', 'recupero', '--desde', '2026-08-10'], '2026-08-15');
    expect(codigo).toBe(2);
    expect(errores).toContain('todavía no cumplieron 15 días');
  });

  it('imprime su fórmula y lo que la comparación no prueba', async () => {
    const mesa = await MesaDeEntregas.abrir([factura(1, 'A-1', '2026-06-08')]);
    await mesa.entregar('2026-06-15');
    const { errores } = await mesa.correr(['informe', 'recupero'], '2026-08-15');
    expect(errores).toContain('tasa = cuentas que pagaron algo ÷ cuentas con mensaje × 100');
    expect(errores).toContain('la diferencia orienta y no prueba');
  });
});
