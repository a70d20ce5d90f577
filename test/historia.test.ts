import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { carpetaTemporal, ejecutar } from './apoyo/ejecutar.ts';

/**
 * Un año de La Espiga, contado como pasó. Cada frase es una orden dada ese día o lo que ese día muestran las listas, y cada
 * cifra está sacada en el texto: quien lea sólo los comentarios puede rehacer la cuenta con lápiz.
 */
let libro: string;

beforeAll(() => {
  libro = join(carpetaTemporal(), 'libro.db');
});

/** Da una orden ese día y devuelve lo que respondió, como JSON. */
async function el<T = Record<string, unknown>>(hoy: string, orden: string, entrada?: string): Promise<T> {
  const argumentos = [...(orden.match(/"[^"]*"|\S+/g) ?? [])].map((parte) => parte.replaceAll('"', ''));
  const condiciones = { libro, hoy, ...(entrada === undefined ? {} : { entrada }) };
  const { codigo, salida, errores } = await ejecutar([...argumentos, '--formato', 'json'], condiciones);
  expect(codigo, `${orden}\n${errores}`).toBe(0);
  return JSON.parse(salida) as T;
}

type Fila = Record<string, unknown>;

/** Cómo está una factura ese día. */
async function factura(hoy: string, numero = 'F-1'): Promise<Fila | undefined> {
  return (await el<Fila[]>(hoy, 'factura listar')).find((una) => una.numero === numero);
}

/** El renglón de la antigüedad de La Espiga ese día. */
async function antiguedad(hoy: string): Promise<Fila | undefined> {
  return (await el<Fila[]>(hoy, 'informe antiguedad'))[0];
}

/** Un acuerdo ese día, con sus cuotas. */
function acuerdo(hoy: string, id: number): Promise<Fila & { cuotas: Fila[] }> {
  return el(hoy, `acuerdo ver ${id}`);
}

/** A quién hay que contactar ese día. */
async function porContactar(hoy: string): Promise<unknown[]> {
  return (await el<Fila[]>(hoy, 'priorizar')).map(({ cliente_id }) => cliente_id);
}

const facturas = (renglon: string): string =>
  `cliente_id,cliente,numero,emision,vencimiento,moneda,importe\n${renglon}\n`;

describe('un año de La Espiga', () => {
  // El 15 de enero se le facturan 100.000,00 pesos a treinta días: F-1 vence el 14 de febrero.
  test('enero: la factura', async () => {
    await el(
      '2026-01-15',
      'import - --tipo facturas',
      facturas('C1,La Espiga,F-1,2026-01-15,2026-02-14,ARS,100000.00'),
    );
    expect(await factura('2026-01-15')).toMatchObject({ saldo: 100_000, dias_mora: -30, estado: 'por-vencer' });
    expect(await antiguedad('2026-01-15')).toMatchObject({ por_vencer: 100_000, total: 100_000 });
  });

  // El 10 de febrero, cuatro días antes de que venza, se la llama para confirmar que tiene la factura. Todo en orden; se
  // quedó en volver a hablar el lunes 16. Nadie le reclama nada: todavía no debe nada vencido.
  test('febrero: la llamada antes del vencimiento', async () => {
    await el(
      '2026-02-10',
      'contacto registrar C1 --canal llamada --resultado contactado --persona Ana --nota "la tiene para pagar" --proximo 2026-02-16',
    );
    expect(await factura('2026-02-10')).toMatchObject({ dias_mora: -4, estado: 'por-vencer' });
    expect(await porContactar('2026-02-10')).toEqual([]);
    expect(await el<Fila[]>('2026-02-16', 'contacto listar')).toMatchObject([
      { cliente_id: 'C1', fecha: '2026-02-10', canal: 'llamada', resultado: 'contactado', persona: 'Ana' },
    ]);
  });

  // El lunes 16 lleva dos días de mora (16 − 14) y promete 60.000,00 para el viernes 20. Un día hábil de tolerancia lleva el
  // final al lunes 23. Mientras tanto no se la llama.
  test('febrero: la promesa', async () => {
    expect(await porContactar('2026-02-16')).toEqual(['C1']);
    const dicho = 'contacto registrar C1 --canal llamada --motivo falta-de-liquidez --promesa 2026-02-20 --monto 60000';
    expect(await el('2026-02-16', dicho)).toMatchObject({ acuerdo_id: 1 });
    expect(await acuerdo('2026-02-16', 1)).toMatchObject({
      tipo: 'promesa',
      total: 60_000,
      estado: 'abierta',
      cuotas: [{ vencimiento: '2026-02-20', fin: '2026-02-23', monto: 60_000 }],
    });
    expect(await factura('2026-02-16')).toMatchObject({ dias_mora: 2, estado: 'en-acuerdo' });
    expect(await porContactar('2026-02-16')).toEqual([]);
  });

  // El viernes 20 paga 25.000,00: debe 75.000,00 (100.000 − 25.000) y de lo prometido faltan 35.000,00 (60.000 − 25.000). El
  // lunes 23 todavía está a tiempo. El martes 24 ya no: la promesa quedó a medias, y F-1 lleva diez días de mora (24 − 14).
  test('febrero: el pago parcial y la promesa rota', async () => {
    await el('2026-02-20', 'pago registrar C1 --monto 25000 --medio transferencia');
    expect(await factura('2026-02-20')).toMatchObject({ saldo: 75_000 });
    expect(await acuerdo('2026-02-23', 1)).toMatchObject({ estado: 'abierta', pagado: 25_000, pendiente: 35_000 });
    expect(await acuerdo('2026-02-24', 1)).toMatchObject({ estado: 'parcial', pagado_a_tiempo: 25_000 });
    expect(await factura('2026-02-24')).toMatchObject({ saldo: 75_000, dias_mora: 10, estado: 'vencida' });
    expect(await porContactar('2026-02-24')).toEqual(['C1']);
  });

  // El 2 de marzo se acuerdan los 75.000,00 en tres cuotas de 25.000,00: 10 de marzo, 10 de abril y 10 de mayo. Con el día
  // hábil de tolerancia valen hasta el miércoles 11 de marzo, el lunes 13 de abril (el 10 es viernes) y el lunes 11 de mayo
  // (el 10 es domingo). La antigüedad no se olvida de la factura: son 16 días de mora (14 hasta fin de febrero y 2).
  test('marzo: el plan de tres cuotas', async () => {
    await el('2026-03-02', 'acuerdo crear C1 --cuotas 3 --primera 2026-03-10');
    expect(await acuerdo('2026-03-02', 2)).toMatchObject({
      total: 75_000,
      estado: 'vigente',
      cuotas: [
        { vencimiento: '2026-03-10', fin: '2026-03-11', monto: 25_000 },
        { vencimiento: '2026-04-10', fin: '2026-04-13', monto: 25_000 },
        { vencimiento: '2026-05-10', fin: '2026-05-11', monto: 25_000 },
      ],
    });
    expect(await factura('2026-03-02')).toMatchObject({ dias_mora: 16, estado: 'en-acuerdo' });
    expect(await antiguedad('2026-03-02')).toMatchObject({ d1_30: 75_000, total: 75_000 });
    expect(await porContactar('2026-03-02')).toEqual([]);
  });

  // El 10 de marzo paga la primera, justo el día: quedan 50.000,00. La segunda no llega: el 13 de abril el plan sigue vigente
  // y el 14 está en falta. La paga el 20 de abril, siete días después del 13: vuelve a estar al día y quedan 25.000,00.
  test('marzo y abril: una cuota a tiempo y una tarde', async () => {
    await el('2026-03-10', 'pago registrar C1 --monto 25000 --medio transferencia');
    expect(await acuerdo('2026-03-10', 2)).toMatchObject({
      pagado: 25_000,
      pendiente: 50_000,
      proxima_cuota: '2026-04-10',
    });
    expect(await acuerdo('2026-04-13', 2)).toMatchObject({ estado: 'vigente' });
    expect(await acuerdo('2026-04-14', 2)).toMatchObject({
      estado: 'en-falta',
      cuotas: [{ estado: 'pagada', pagada_el: '2026-03-10' }, { estado: 'vencida' }, { estado: 'pendiente' }],
    });
    expect(await porContactar('2026-04-14')).toEqual(['C1']);
    await el('2026-04-20', 'pago registrar C1 --monto 25000 --medio transferencia');
    expect(await acuerdo('2026-04-20', 2)).toMatchObject({ estado: 'vigente', pagado: 50_000, pendiente: 25_000 });
    expect((await acuerdo('2026-04-20', 2)).cuotas[1]).toMatchObject({ estado: 'pagada', pagada_el: '2026-04-20' });
  });

  // La tercera vencía el 10 de mayo y no se paga. El plan se cae con más de quince días: el 25 (10 + 15) todavía está en falta
  // y el 26 se cayó. Rige otra vez el vencimiento de la factura: 101 días de mora (14 de febrero, 31 de marzo, 30 de abril y
  // 26 de mayo), o sea más de noventa. Lo pagado, pagado está.
  test('mayo: el plan se cae', async () => {
    expect(await acuerdo('2026-05-25', 2)).toMatchObject({ estado: 'en-falta', caido_el: null });
    expect(await acuerdo('2026-05-26', 2)).toMatchObject({ estado: 'caido', caido_el: '2026-05-26', pagado: 50_000 });
    expect(await factura('2026-05-26')).toMatchObject({ saldo: 25_000, dias_mora: 101, estado: 'vencida' });
    expect(await antiguedad('2026-05-26')).toMatchObject({ d91_mas: 25_000, total: 25_000 });
  });

  // El 28 de mayo se renegocia lo que queda en dos cuotas de 12.500,00: 10 de junio (miércoles, vale hasta el 11) y 10 de
  // julio (viernes, vale hasta el lunes 13). El plan caído queda como historia: renegociado.
  test('mayo: se renegocia', async () => {
    await el('2026-05-28', 'acuerdo renegociar 2 --cuotas 2 --primera 2026-06-10');
    expect(await acuerdo('2026-05-28', 2)).toMatchObject({ estado: 'renegociado', pendiente: 0 });
    expect(await acuerdo('2026-05-28', 3)).toMatchObject({
      total: 25_000,
      estado: 'vigente',
      reemplaza_a: 2,
      cuotas: [
        { vencimiento: '2026-06-10', fin: '2026-06-11', monto: 12_500 },
        { vencimiento: '2026-07-10', fin: '2026-07-13', monto: 12_500 },
      ],
    });
  });

  // El 1 de junio entrega un cheque de 12.500,00 que se cobra el 9. Hasta ese día no es dinero: debe 25.000,00. El 9 debe
  // 12.500,00 y la primera cuota está pagada. El viernes 12 el banco lo rechaza: vuelve a deber 25.000,00, y como la cuota
  // valía hasta el 11, el plan está en falta. Lo que se informó el 10 no cambia: ese día se debían 12.500,00.
  test('junio: el cheque rechazado', async () => {
    const cheque = await el(
      '2026-06-01',
      'pago registrar C1 --monto 12500 --medio cheque --fecha 2026-06-09 --referencia ch-77',
    );
    expect(cheque).toMatchObject({ pago_id: 4, estado: 'por-cobrar' });
    expect(await factura('2026-06-08')).toMatchObject({ saldo: 25_000 });
    expect(await factura('2026-06-09')).toMatchObject({ saldo: 12_500 });
    expect((await acuerdo('2026-06-09', 3)).cuotas[0]).toMatchObject({ estado: 'pagada', pagada_el: '2026-06-09' });
    await el('2026-06-12', 'pago anular 4 --motivo "cheque rechazado"');
    expect(await factura('2026-06-12')).toMatchObject({ saldo: 25_000 });
    expect(await acuerdo('2026-06-12', 3)).toMatchObject({ estado: 'en-falta', pagado: 0, pendiente: 25_000 });
    expect(await factura('2026-06-10')).toMatchObject({ saldo: 12_500 });
  });

  // El lunes 15 se le ofrece cerrar: si paga hasta el 30 de junio se le perdona el 10 % de 25.000,00, que son 2.500,00; tiene
  // que poner 22.500,00. Los pone el 30, el último día: F-1 queda en cero. Son 75.000,00 de antes más 22.500,00 y 2.500,00
  // perdonados: 100.000,00. Con eso también queda pagado lo prometido en febrero, tarde: nunca contará como cumplido.
  test('junio: se cierra con una quita', async () => {
    await el('2026-06-15', 'acuerdo renegociar 3 --quita 10 --hasta 2026-06-30');
    expect(await acuerdo('2026-06-15', 3)).toMatchObject({ estado: 'renegociado' });
    expect(await acuerdo('2026-06-15', 4)).toMatchObject({
      tipo: 'quita',
      total: 22_500,
      descuento: 2_500,
      estado: 'abierta',
    });
    const pago = await el('2026-06-30', 'pago registrar C1 --monto 22500 --medio transferencia');
    expect(pago).toMatchObject({
      saldo_total: 0,
      acuerdos: [
        { acuerdo_id: 1, antes: 'parcial', despues: 'cumplida-tarde' },
        { acuerdo_id: 4, antes: 'abierta', despues: 'cumplida' },
      ],
      descuentos: [{ acuerdo_id: 4, cambio: 'otorgado', monto: 2_500 }],
    });
    expect(await factura('2026-06-30')).toMatchObject({ saldo: 0, dias_mora: null, estado: 'pagada' });
    expect(await antiguedad('2026-06-30')).toBeUndefined();
  });

  // En agosto se le vuelve a vender: F-2, 18.000,00, del 3 de agosto al 2 de septiembre. El 1 de octubre paga 5.500,00 y no se
  // sabe más de ella: debe 12.500,00 (18.000 − 5.500). El 15 de diciembre lleva 104 días de mora (28 de septiembre, 31, 30 y
  // 15) y se da por perdida. No queda nada que reclamar.
  test('de agosto a diciembre: el resto se castiga', async () => {
    await el('2026-08-03', 'import - --tipo facturas', facturas('C1,La Espiga,F-2,2026-08-03,2026-09-02,ARS,18000.00'));
    await el('2026-10-01', 'pago registrar C1 --monto 5500');
    expect(await factura('2026-12-15', 'F-2')).toMatchObject({ saldo: 12_500, dias_mora: 104, estado: 'vencida' });
    expect(await porContactar('2026-12-15')).toEqual(['C1']);
    await el('2026-12-15', 'factura castigar F-2 --motivo "cerró y no responde"');
    expect(await factura('2026-12-15', 'F-2')).toMatchObject({ saldo: 0, estado: 'castigada' });
    expect(await porContactar('2026-12-15')).toEqual([]);
  });

  // Las cuentas del año. Se le facturaron 118.000,00 (100.000 + 18.000). Entraron 103.000,00: 25.000 tres veces, 22.500 y
  // 5.500. Se perdonaron 2.500,00 y se perdieron 12.500,00: 103.000 + 2.500 + 12.500 = 118.000. El cheque no está: volvió.
  test('diciembre: las cuentas cierran', async () => {
    const creditos = await el<Fila[]>('2026-12-31', 'pago listar --todos');
    const suma = (tipo: string): number =>
      creditos
        .filter((credito) => credito.tipo === tipo && credito.estado !== 'anulado')
        .reduce((total, { monto }) => total + Number(monto), 0);
    expect({ pago: suma('pago'), descuento: suma('descuento'), castigo: suma('castigo') }).toEqual({
      pago: 103_000,
      descuento: 2_500,
      castigo: 12_500,
    });
    const documentos = await el<Fila[]>('2026-12-31', 'factura listar');
    expect(documentos.map(({ importe, saldo }) => [importe, saldo])).toEqual([
      [100_000, 0],
      [18_000, 0],
    ]);
    expect(await el<Fila[]>('2026-12-31', 'acuerdo listar')).toHaveLength(4);
    expect(await el<Fila[]>('2026-12-31', 'libro verificar')).toEqual([]);
  });

  // Una sola promesa en el año, de 60.000,00: a tiempo entraron 25.000,00 y el resto llegó por otros acuerdos. Cumplió 0 de 1.
  test('diciembre: cuánto vale su palabra', async () => {
    expect(await el('2026-12-31', 'informe promesas --desde 2026-01-01 --hasta 2026-12-31')).toMatchObject([
      {
        promesas: 1,
        cumplidas: 0,
        cumplidas_tarde: 1,
        prometido: 60_000,
        pagado_a_tiempo: 25_000,
        tasa_cantidad: 0,
        tasa_monto: 0,
      },
    ]);
  });

  // Y cada día de atrás se puede volver a mirar tal como fue: el 1 de abril debía 50.000,00 con 46 días de mora (14 de
  // febrero, 31 de marzo y 1), y el 30 de junio, nada.
  test('cualquier día: el libro recuerda', async () => {
    expect(await antiguedad('2026-04-01')).toMatchObject({ d31_60: 50_000, total: 50_000 });
    expect(await factura('2026-04-01')).toMatchObject({ saldo: 50_000, dias_mora: 46, estado: 'en-acuerdo' });
    expect(await antiguedad('2026-06-30')).toBeUndefined();
  });
});
