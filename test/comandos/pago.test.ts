import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import { leerChequesPorCobrar } from '../../src/datos/cheques.ts';
import { verificar } from '../../src/datos/verificar.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: string;

beforeEach(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const espiga = siembra.cliente({ codigo: 'C1', nombre: 'La Espiga' });
    siembra.cliente({ codigo: 'C2', nombre: 'Zeta' });
    siembra.documento({
      cliente: espiga,
      numero: 'A-0001-1',
      emision: '2026-01-01',
      vencimiento: '2026-01-31',
      importe: 10_000,
    });
    siembra.documento({
      cliente: espiga,
      numero: 'A-0001-2',
      emision: '2026-02-01',
      vencimiento: '2026-03-02',
      importe: 5_000,
    });
    siembra.documento({
      cliente: espiga,
      numero: 'A-0001-3',
      emision: '2026-03-01',
      vencimiento: '2026-03-31',
      importe: 2_000,
    });
  });
});

const correr = (argumentos: string[], hoy = '2026-07-01') => ejecutar(argumentos, { libro, hoy });

async function objeto(argumentos: string[], hoy?: string): Promise<Record<string, unknown>> {
  const { codigo, salida, errores } = await correr([...argumentos, '--formato', 'json'], hoy);
  expect(errores).not.toContain('error');
  expect(codigo).toBe(0);
  return JSON.parse(salida);
}

/** El saldo de cada factura, por número. */
async function saldos(hoy?: string): Promise<Record<string, number>> {
  const { salida } = await correr(['factura', 'listar', '--formato', 'json'], hoy);
  const filas = JSON.parse(salida) as { numero: string; saldo: number }[];
  return Object.fromEntries(filas.map(({ numero, saldo }) => [numero, saldo]));
}

function sinHallazgos(): void {
  const abierto = abrirParaLeer(libro);
  try {
    expect(verificar(abierto)).toEqual([]);
  } finally {
    abierto.cerrar();
  }
}

describe('pago registrar', () => {
  test('sin decir facturas cancela lo más viejo y dice qué queda', async () => {
    const pago = await objeto(['pago', 'registrar', 'espiga', '--monto', '120', '--medio', 'transferencia']);
    expect(pago).toMatchObject({
      pago_id: 1,
      fecha: '2026-07-01',
      cliente_id: 'C1',
      monto: 120,
      imputado: 120,
      sin_imputar: 0,
      estado: 'imputado',
      saldo_total: 50,
      aplicaciones: [
        { numero: 'A-0001-1', monto: 100, saldo: 0 },
        { numero: 'A-0001-2', monto: 20, saldo: 30 },
      ],
    });
    sinHallazgos();
  });

  test('varias facturas: las que dicen cuánto se sirven primero y lo que sobra queda a favor', async () => {
    const facturas = ['--factura', '1-2', '--factura', 'A-1-1=30,00', '--factura', 'A-0001-3'];
    const pago = await objeto(['pago', 'registrar', 'C1', '--monto', '110', ...facturas]);
    expect(pago).toMatchObject({ imputado: 100, sin_imputar: 10, estado: 'parcial', saldo_a_favor: 10 });
    expect(await saldos()).toEqual({ 'A-0001-1': 70, 'A-0001-2': 0, 'A-0001-3': 0 });
  });

  test('el número que está en la referencia decide antes que la antigüedad', async () => {
    await objeto(['pago', 'registrar', 'C1', '--monto', '20', '--referencia', 'pago FC A-1-3']);
    expect(await saldos()).toEqual({ 'A-0001-1': 100, 'A-0001-2': 50, 'A-0001-3': 0 });
  });

  test('a cuenta no cancela nada', async () => {
    const pago = await objeto(['pago', 'registrar', 'C1', '--monto', '40', '--a-cuenta', '--persona', 'Ana']);
    expect(pago).toMatchObject({ imputado: 0, sin_imputar: 40, estado: 'sin-imputar', aplicaciones: [] });
  });

  test('dice a qué factura no le llegó nada', async () => {
    const { errores } = await correr([
      'pago',
      'registrar',
      'C1',
      '--monto',
      '100',
      '--factura',
      'A-1-1',
      '--factura',
      'A-1-2',
    ]);
    expect(errores).toContain('a A-0001-2 no le llegó nada');
  });

  test('una retención es un medio propio, con fecha anterior', async () => {
    const retencion = ['--medio', 'retencion', '--fecha', '2026-02-10', '--factura', 'A-1-1'];
    expect(await objeto(['pago', 'registrar', 'C1', '--monto', '5', ...retencion])).toMatchObject({
      medio: 'retencion',
      fecha: '2026-02-10',
    });
    expect((await saldos('2026-02-09'))['A-0001-1']).toBe(100);
    expect((await saldos('2026-02-10'))['A-0001-1']).toBe(95);
  });

  test('otro igual del mismo día y referencia se avisa; anulado el primero, ya no', async () => {
    const uno = ['pago', 'registrar', 'C1', '--monto', '10', '--referencia', 'TRF 9'];
    expect((await correr(uno)).errores).not.toContain('aviso');
    expect((await correr(uno)).errores).toContain('aviso: el pago 1 es del mismo día, monto y referencia');
    await correr(['pago', 'anular', '1', '--motivo', 'repetido']);
    await correr(['pago', 'anular', '2', '--motivo', 'repetido']);
    expect((await correr(uno)).errores).not.toContain('aviso');
  });

  test.each([
    ['un monto que no se sabe cuál es', ['--monto', '1.500'], 2, 'no se sabe qué monto es'],
    ['más decimales que la moneda', ['--monto', '10.1234'], 2, 'más decimales que su moneda'],
    ['cero', ['--monto', '0'], 2, 'mayor que cero'],
    ['sin monto', [], 2, 'falta la opción --monto'],
    ['una fecha que no llegó', ['--monto', '1', '--fecha', '2026-07-02'], 2, 'todavía no llegó'],
    ['a cuenta y con factura', ['--monto', '1', '--a-cuenta', '--factura', 'A-1-1'], 2, '--a-cuenta'],
    ['una factura que no está', ['--monto', '1', '--factura', 'Z-9'], 2, '«Z-9»'],
    ['más de lo que debe la factura', ['--monto', '90', '--factura', 'A-1-3=21'], 1, 'debe 20,00 ARS'],
    ['más que el pago', ['--monto', '9', '--factura', 'A-1-3=10'], 1, 'hay 9,00 ARS'],
    ['otra moneda', ['--monto', '9', '--moneda', 'USD', '--factura', 'A-1-3'], 1, 'dos monedas no se mezclan'],
    ['un monto de factura vacío', ['--monto', '9', '--factura', 'A-1-3='], 2, '--factura'],
  ])('rechaza %s y no escribe nada', async (_, opciones, esperado, mensaje) => {
    const { codigo, errores } = await correr(['pago', 'registrar', 'C1', ...opciones]);
    expect({ codigo, errores }).toEqual({ codigo: esperado, errores: expect.stringContaining(mensaje) });
    expect((await correr(['pago', 'listar', '--formato', 'json'])).salida.trim()).toBe('[]');
  });

  test('a quien no debe nada hay que decirle la moneda', async () => {
    expect((await correr(['pago', 'registrar', 'C2', '--monto', '9'])).errores).toContain('falta decir en qué moneda');
    expect(await objeto(['pago', 'registrar', 'C2', '--monto', '9', '--moneda', 'usd'])).toMatchObject({
      moneda: 'USD',
    });
  });

  test('simular muestra lo mismo y no escribe; la misma --id no repite', async () => {
    const orden = ['pago', 'registrar', 'C1', '--monto', '120'];
    const simulado = await correr([...orden, '--simular', '--formato', 'json']);
    expect(JSON.parse(simulado.salida)).toMatchObject({ pago_id: null, operacion_id: null, imputado: 120 });
    expect(simulado.errores).toContain('no se escribió nada');
    const hecho = await objeto([...orden, '--id', 'k1']);
    const repetido = await correr([...orden, '--id', 'k1', '--formato', 'json']);
    expect(repetido.errores).toContain('ya registrado en la operación 2');
    expect(JSON.parse(repetido.salida)).toEqual(hecho);
    expect((await saldos())['A-0001-2']).toBe(30);
  });

  test('sin libro termina con 3 y no lo crea', async () => {
    const otro = join(carpetaTemporal(), 'libro.db');
    expect((await ejecutar(['pago', 'registrar', 'C1', '--monto', '1'], { libro: otro })).codigo).toBe(3);
  });

  test('un pago que se nombra reemplaza lo que un archivo daba por pagado', async () => {
    const csv =
      'cliente_id,cliente,numero,emision,vencimiento,importe,saldo\nC1,La Espiga,B-1,2026-05-01,2026-06-01,80,30\n';
    await ejecutar(['import', '-', '--moneda', 'ARS'], { libro, entrada: csv });
    const pago = await objeto([
      'pago',
      'registrar',
      'C1',
      '--monto',
      '70',
      '--factura',
      'B-1',
      '--fecha',
      '2026-06-10',
    ]);
    expect(pago).toMatchObject({ imputado: 70, aplicaciones: [{ numero: 'B-1', monto: 70, saldo: 0 }] });
    const { salida } = await correr(['factura', 'ver', 'B-1', '--formato', 'json']);
    const { aplicaciones } = JSON.parse(salida) as { aplicaciones: { tipo: string; monto: number }[] };
    const porTipo = (tipo: string) =>
      aplicaciones.filter((una) => una.tipo === tipo).reduce((suma, una) => suma + una.monto, 0);
    expect([porTipo('pago'), porTipo('ajuste')]).toEqual([70, 10]);
    sinHallazgos();
  });
});

describe('un cheque', () => {
  const cheque = ['pago', 'registrar', 'C1', '--monto', '100', '--medio', 'cheque', '--fecha', '2026-07-20'];

  function porCobrar(hoy: string) {
    const abierto = abrirParaLeer(libro);
    try {
      return leerChequesPorCobrar(abierto, fecha(hoy));
    } finally {
      abierto.cerrar();
    }
  }

  test('no cuenta como pagado hasta el día en que se cobra', async () => {
    expect(await objeto(cheque)).toMatchObject({ estado: 'por-cobrar', saldo_total: 170 });
    expect((await saldos('2026-07-19'))['A-0001-1']).toBe(100);
    expect((await saldos('2026-07-20'))['A-0001-1']).toBe(0);
  });

  test('mientras tanto está por cobrar, desde el día en que se recibió', async () => {
    await objeto(cheque);
    expect(porCobrar('2026-06-30')).toEqual([]);
    expect(porCobrar('2026-07-01')).toMatchObject([
      { creditoId: 1, monto: 10_000, imputado: 10_000, documentos: [{ documentoId: 1, monto: 10_000 }] },
    ]);
    expect(porCobrar('2026-07-20')).toEqual([]);
    const { salida, errores } = await correr(['pago', 'listar', '--formato', 'json']);
    expect(salida.trim()).toBe('[]');
    expect(errores).toContain('cheques por cobrar: 1');
    const { salida: lista } = await correr(['pago', 'listar', '--por-cobrar', '--formato', 'json']);
    expect(JSON.parse(lista)).toMatchObject([{ pago_id: 1, cliente_id: 'C1', imputado: 100, estado: 'por-cobrar' }]);
  });

  test('lo que cubre no se paga dos veces: el pago siguiente va a otra factura', async () => {
    await objeto(cheque);
    await objeto(['pago', 'registrar', 'C1', '--monto', '20']);
    expect(await saldos('2026-07-20')).toEqual({ 'A-0001-1': 0, 'A-0001-2': 30, 'A-0001-3': 20 });
  });

  test('rechazado después de cobrado, se vuelve a deber desde ese día', async () => {
    await objeto(cheque);
    const anulado = ['pago', 'anular', '1', '--motivo', 'cheque rechazado'];
    expect(await objeto(anulado, '2026-07-25')).toMatchObject({ estado: 'anulado', saldo_total: 170 });
    expect((await saldos('2026-07-24'))['A-0001-1']).toBe(0);
    expect((await saldos('2026-07-25'))['A-0001-1']).toBe(100);
    sinHallazgos();
  });

  test('rechazado antes de cobrarse, nunca llega a contar', async () => {
    await objeto(cheque);
    await objeto(['pago', 'anular', '1', '--motivo', 'cheque rechazado'], '2026-07-10');
    expect(porCobrar('2026-07-09')).toHaveLength(1);
    expect(porCobrar('2026-07-10')).toEqual([]);
    for (const hoy of ['2026-07-10', '2026-07-20', '2026-08-01']) expect((await saldos(hoy))['A-0001-1']).toBe(100);
  });
});

describe('pago anular', () => {
  test('devuelve los saldos, y un segundo intento termina con 1', async () => {
    const antes = await saldos();
    await objeto(['pago', 'registrar', 'C1', '--monto', '120']);
    const anulado = await objeto(['pago', 'anular', '1', '--motivo', 'era de otro']);
    expect(anulado).toMatchObject({
      estado: 'anulado',
      imputado: 0,
      sin_imputar: 0,
      saldo_total: 170,
      saldo_a_favor: 0,
      aplicaciones: expect.arrayContaining([expect.objectContaining({ numero: 'A-0001-1', monto: 100, saldo: 100 })]),
    });
    expect(await saldos()).toEqual(antes);
    const otra = await correr(['pago', 'anular', '1', '--motivo', 'era de otro']);
    expect(otra).toMatchObject({ codigo: 1, errores: expect.stringContaining('ya está anulado: era de otro') });
    expect(otra.errores).toContain('→ no hay nada más que deshacer');
    sinHallazgos();
  });

  test('un pago que ocupó unos días no deja pagar esos mismos días de nuevo', async () => {
    await objeto(['pago', 'registrar', 'C1', '--monto', '100', '--fecha', '2026-05-01', '--factura', 'A-1-1']);
    await objeto(['pago', 'anular', '1', '--motivo', 'rechazado', '--fecha', '2026-06-10']);
    const pago = await objeto([
      'pago',
      'registrar',
      'C1',
      '--monto',
      '100',
      '--fecha',
      '2026-05-03',
      '--factura',
      'A-1-1',
    ]);
    expect(pago).toMatchObject({ fecha: '2026-05-03', aplicaciones: [{ fecha: '2026-06-10' }] });
    for (const hoy of ['2026-05-02', '2026-06-09', '2026-06-10', '2026-07-01'])
      expect((await saldos(hoy))['A-0001-1']).toBe(0);
  });

  test.each([
    ['uno que no existe', ['9', '--motivo', 'x'], 2, 'no hay ningún pago 9'],
    ['sin motivo', ['1'], 2, 'falta la opción --motivo'],
    ['con un motivo vacío', ['1', '--motivo', ' '], 2, '--motivo está vacío'],
    ['un número que no es', ['uno', '--motivo', 'x'], 2, '<pago_id>'],
    ['en un día que no llegó', ['1', '--motivo', 'x', '--fecha', '2026-07-02'], 2, 'todavía no llegó'],
  ])('rechaza %s', async (_, argumentos, esperado, mensaje) => {
    await objeto(['pago', 'registrar', 'C1', '--monto', '1']);
    const { codigo, errores } = await correr(['pago', 'anular', ...argumentos]);
    expect({ codigo, errores }).toEqual({ codigo: esperado, errores: expect.stringContaining(mensaje) });
  });
});

describe('pago imputar', () => {
  test('lo que estaba a cuenta cancela desde el día en que entró', async () => {
    await objeto(['pago', 'registrar', 'C1', '--monto', '60', '--a-cuenta', '--fecha', '2026-05-10']);
    const hecho = await objeto(['pago', 'imputar', '1', '--factura', 'A-1-2=50', '--factura', 'A-1-3=5']);
    expect(hecho).toMatchObject({ imputado: 55, sin_imputar: 5, aplicaciones: [{ fecha: '2026-05-10' }, {}] });
    expect(await objeto(['pago', 'imputar', '1', '--automatico', '--fecha', '2026-06-20'])).toMatchObject({
      sin_imputar: 0,
      aplicaciones: [{ numero: 'A-0001-1', fecha: '2026-06-20', monto: 5 }],
    });
    const nada = await correr(['pago', 'imputar', '1', '--automatico']);
    expect(nada).toMatchObject({ codigo: 1, errores: expect.stringContaining('ya está imputado entero') });
  });

  test('una nota de crédito se imputa igual', async () => {
    const nota = await sembrar(libro, (siembra) =>
      siembra.credito({ cliente: 1, tipo: 'nota-credito', numero: 'N-1', fecha: '2026-04-01', monto: 3_000 }),
    );
    expect(await objeto(['pago', 'imputar', String(nota), '--factura', 'A-1-2'])).toMatchObject({
      tipo: 'nota-credito',
      imputado: 30,
      aplicaciones: [{ numero: 'A-0001-2', fecha: '2026-04-01', saldo: 20 }],
    });
  });

  test('un cobro sin identificar pasa a ser del cliente que se dice y se imputa', async () => {
    await sembrar(libro, (siembra) => siembra.credito({ cliente: null, fecha: '2026-04-01', monto: 3_000 }));
    const sinDecir = await correr(['pago', 'imputar', '1', '--automatico']);
    expect(sinDecir).toMatchObject({ codigo: 1, errores: expect.stringContaining('de quién es') });
    expect(await objeto(['pago', 'imputar', '1', '--cliente', 'espiga'])).toMatchObject({
      cliente_id: 'C1',
      imputado: 30,
      aplicaciones: [{ numero: 'A-0001-1' }],
    });
    const ajeno = await correr(['pago', 'imputar', '1', '--cliente', 'zeta']);
    expect(ajeno.codigo).toBe(1);
    sinHallazgos();
  });

  test('un pago a cuenta de quien no era cambia de cliente mientras no canceló nada', async () => {
    await objeto(['pago', 'registrar', 'C2', '--monto', '10', '--moneda', 'ARS']);
    expect(await objeto(['pago', 'imputar', '1', '--cliente', 'C1', '--a-cuenta'])).toMatchObject({
      cliente_id: 'C1',
      imputado: 0,
      saldo_a_favor: 10,
    });
    await objeto(['pago', 'imputar', '1', '--automatico']);
    const tarde = await correr(['pago', 'imputar', '1', '--cliente', 'C2']);
    expect(tarde.codigo).toBe(1);
    sinHallazgos();
  });

  test.each([
    ['sin decir a qué', ['1'], 2, 'no se dijo a qué imputarlo'],
    ['de dos modos a la vez', ['1', '--automatico', '--factura', 'A-1-1'], 2, 'no se usan juntas'],
    ['uno que no existe', ['7', '--automatico'], 2, 'no hay ningún pago 7'],
  ])('rechaza %s', async (_, argumentos, esperado, mensaje) => {
    await objeto(['pago', 'registrar', 'C1', '--monto', '10', '--a-cuenta']);
    const { codigo, errores } = await correr(['pago', 'imputar', ...argumentos]);
    expect({ codigo, errores }).toEqual({ codigo: esperado, errores: expect.stringContaining(mensaje) });
  });

  test('uno anulado no se imputa', async () => {
    await objeto(['pago', 'registrar', 'C1', '--monto', '10', '--a-cuenta']);
    await objeto(['pago', 'anular', '1', '--motivo', 'rebotó']);
    expect((await correr(['pago', 'imputar', '1', '--automatico'])).codigo).toBe(1);
  });
});
