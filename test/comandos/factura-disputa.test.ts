import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import { leerDocumentosEnDisputa, leerSaldoEnDisputa } from '../../src/datos/disputas.ts';
import { verificar } from '../../src/datos/verificar.ts';
import { moneda } from '../../src/dominio/dinero.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: string;

beforeEach(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const espiga = siembra.cliente({ codigo: 'C1', nombre: 'La Espiga' });
    const zeta = siembra.cliente({ codigo: 'C2', nombre: 'Zeta' });
    siembra.documento({
      cliente: espiga,
      numero: 'F-1',
      emision: '2026-05-01',
      vencimiento: '2026-05-31',
      importe: 10_000,
    });
    siembra.documento({
      cliente: espiga,
      numero: 'F-2',
      emision: '2026-05-01',
      vencimiento: '2026-06-15',
      importe: 4_000,
    });
    siembra.documento({ cliente: zeta, numero: 'F-1', vencimiento: '2026-06-01', importe: 700, moneda: 'USD' });
  });
});

const correr = (argumentos: string[], hoy = '2026-07-01') => ejecutar(argumentos, { libro, hoy });
const disputar = (...resto: string[]) => [
  'factura',
  'disputar',
  'F-1',
  '--cliente',
  'C1',
  '--motivo',
  'faltante',
  ...resto,
];
const resolver = (...resto: string[]) => ['factura', 'resolver', 'F-1', '--cliente', 'C1', ...resto];

async function json<T>(argumentos: string[], hoy?: string): Promise<T> {
  const { codigo, salida, errores } = await correr([...argumentos, '--formato', 'json'], hoy);
  expect({ codigo, error: errores.includes('error:') }).toEqual({ codigo: 0, error: false });
  return JSON.parse(salida) as T;
}

async function estado(hoy?: string): Promise<string | undefined> {
  const filas = await json<{ numero: string; estado: string }[]>(['factura', 'listar', '--cliente', 'C1'], hoy);
  return filas.find(({ numero }) => numero === 'F-1')?.estado;
}

function enDisputa(hoy: string) {
  const abierto = abrirParaLeer(libro);
  try {
    expect(verificar(abierto)).toEqual([]);
    const { porDocumento, deCuenta } = leerSaldoEnDisputa(abierto, fecha(hoy));
    expect(leerDocumentosEnDisputa(abierto, fecha(hoy), 2)).toEqual([]);
    return { documentos: [...porDocumento], cuenta: deCuenta(1, moneda('ARS')) };
  } finally {
    abierto.cerrar();
  }
}

describe('factura disputar', () => {
  test('toda la factura queda en disputa y se ve en listar, en ver y en la antigüedad', async () => {
    expect(await json(disputar('--nota', 'llamó Ana'))).toMatchObject({
      disputa_id: 1,
      cliente_id: 'C1',
      numero: 'F-1',
      saldo: 100,
      en_disputa: 100,
      motivo: 'faltante',
      desde: '2026-07-01',
      hasta: null,
    });
    expect(await estado()).toBe('en-disputa');
    expect(await json(['factura', 'ver', 'F-1', '--cliente', 'C1'])).toMatchObject({
      estado: 'en-disputa',
      en_disputa: 100,
      disputas: [{ disputa_id: 1, motivo: 'faltante', nota: 'llamó Ana', resultado: null }],
    });
    expect(await json(['informe', 'antiguedad', '--cliente', 'C1'])).toEqual([
      expect.objectContaining({ d1_30: 40, d31_60: 100, total: 140, neto: 140, en_disputa: 100 }),
    ]);
    expect(enDisputa('2026-07-01')).toEqual({ documentos: [[1, 10_000]], cuenta: 10_000 });
  });

  test('una parte: lo disputado nunca pasa de lo que se debe', async () => {
    await json(disputar('--monto', '60'));
    expect(enDisputa('2026-07-01').cuenta).toBe(6_000);
    await json(['pago', 'registrar', 'C1', '--monto', '70', '--factura', 'F-1']);
    expect(enDisputa('2026-07-01').cuenta).toBe(3_000);
    await json(['pago', 'registrar', 'C1', '--monto', '30', '--factura', 'F-1']);
    expect(enDisputa('2026-07-01')).toEqual({ documentos: [], cuenta: 0 });
    expect(await estado()).toBe('pagada');
  });

  test('con --hasta vuelve sola, y antes de empezar no estaba', async () => {
    await json(disputar('--hasta', '2026-07-10', '--fecha', '2026-06-20'));
    const dias = ['2026-06-19', '2026-06-20', '2026-07-10', '2026-07-11'];
    const estados: (string | undefined)[] = [];
    for (const dia of dias) estados.push(await estado(dia));
    expect(estados).toEqual(['vencida', 'en-disputa', 'en-disputa', 'vencida']);
  });

  test('simular no la abre y la misma --id no la repite', async () => {
    const simulada = await correr(disputar('--simular'));
    expect(simulada.errores).toContain('no se escribió nada');
    expect(await estado()).toBe('vencida');
    await json(disputar('--id', 'k'));
    const repetida = await correr(disputar('--id', 'k'));
    expect(repetida).toMatchObject({ codigo: 0, errores: expect.stringContaining('ya registrado') });
  });

  test('otra sobre la misma factura termina con 1', async () => {
    await json(disputar());
    const { codigo, errores } = await correr(disputar());
    expect([codigo, errores]).toEqual([1, expect.stringContaining('ya está en disputa')]);
    const sugerida = /cobranzas (.*)/.exec(errores)?.[1] ?? '';
    expect(await correr(sugerida.replaceAll('"', '').split(' '))).toMatchObject({ codigo: 0 });
  });

  test.each([
    ['un número de varios clientes', ['factura', 'disputar', 'F-1', '--motivo', 'x'], 2, 'coincide con 2 documentos'],
    ['más de lo que debe', disputar('--monto', '100.01'), 1, 'debe 100,00 ARS'],
    ['sin motivo', ['factura', 'disputar', 'F-2'], 2, 'falta la opción --motivo'],
    ['un último día que ya pasó', disputar('--hasta', '2026-06-30'), 2, 'ya pasó'],
    ['un día que no llegó', disputar('--fecha', '2026-07-02'), 2, 'todavía no llegó'],
  ])('rechaza %s', async (_, argumentos, esperado, mensaje) => {
    const { codigo, errores } = await correr(argumentos);
    expect({ codigo, errores }).toEqual({ codigo: esperado, errores: expect.stringContaining(mensaje) });
  });

  test('lo pagado no se disputa', async () => {
    await json(['pago', 'registrar', 'C1', '--monto', '100', '--factura', 'F-1']);
    expect(await correr(disputar())).toMatchObject({ codigo: 1, errores: expect.stringContaining('no debe nada') });
  });
});

describe('factura resolver', () => {
  test('desde ese día se vuelve a reclamar, y antes seguía en disputa', async () => {
    await json(disputar('--fecha', '2026-06-20'));
    expect(await json(resolver('--resultado', 'a-favor-nuestro', '--nota', 'se mostró el remito'))).toMatchObject({
      disputa_id: 1,
      en_disputa: 0,
      resultado: 'a-favor-nuestro',
    });
    expect([await estado('2026-06-30'), await estado('2026-07-01')]).toEqual(['en-disputa', 'vencida']);
    expect(enDisputa('2026-07-01').cuenta).toBe(0);
    await json(disputar());
    expect(await estado()).toBe('en-disputa');
  });

  test('a favor del cliente no inventa la nota de crédito: dice cómo traerla', async () => {
    await json(disputar());
    const { errores } = await correr(resolver('--resultado', 'a-favor-del-cliente'));
    expect(errores).toContain('cobranzas import');
    expect(errores).toContain('cobranzas pago imputar');
    expect(await json(['pago', 'listar', '--todos'])).toEqual([]);
  });

  test('sin disputa termina con 1; con un resultado que no existe, con 2', async () => {
    expect(await correr(resolver('--resultado', 'parcial'))).toMatchObject({
      codigo: 1,
      errores: expect.stringContaining('no está en disputa'),
    });
    expect((await correr(resolver('--resultado', 'empate'))).codigo).toBe(2);
    await json(disputar());
    const antes = resolver('--resultado', 'parcial', '--fecha', '2026-06-30');
    expect(await correr(antes)).toMatchObject({ codigo: 1, errores: expect.stringContaining('la disputa es del') });
  });
});

describe('factura castigar', () => {
  const castigar = (...resto: string[]) => [
    'factura',
    'castigar',
    'F-1',
    '--cliente',
    'C1',
    '--motivo',
    'quiebra',
    ...resto,
  ];

  test('da por perdido lo que se debe y se puede deshacer', async () => {
    await json(['pago', 'registrar', 'C1', '--monto', '30', '--factura', 'F-1']);
    expect(await json(castigar())).toMatchObject({
      pago_id: 2,
      tipo: 'castigo',
      monto: 70,
      estado: 'imputado',
      saldo_total: 40,
      aplicaciones: [{ numero: 'F-1', monto: 70, saldo: 0 }],
    });
    expect([await estado('2026-06-30'), await estado()]).toEqual(['vencida', 'castigada']);
    const { aplicaciones } = await json<{ aplicaciones: unknown[] }>(['factura', 'ver', 'F-1', '--cliente', 'C1']);
    expect(aplicaciones).toMatchObject([{ tipo: 'pago' }, { tipo: 'castigo', motivo: 'quiebra' }]);
    const pago = await correr(['pago', 'registrar', 'C1', '--monto', '70', '--factura', 'F-1']);
    expect(pago).toMatchObject({ codigo: 1, errores: expect.stringContaining('se castigó') });
    await json(['pago', 'anular', '2', '--motivo', 'el cliente pagó']);
    expect(await estado()).toBe('vencida');
    enDisputa('2026-07-01');
  });

  test('una parte: el resto se sigue reclamando', async () => {
    expect(await json(castigar('--monto', '0.50'))).toMatchObject({ aplicaciones: [{ saldo: 99.5 }] });
    expect(await estado()).toBe('vencida');
  });

  test('ni más de lo que debe ni lo que no debe', async () => {
    expect(await correr(castigar('--monto', '101'))).toMatchObject({
      codigo: 1,
      errores: expect.stringContaining('debe 100,00'),
    });
    await json(castigar());
    expect(await correr(castigar())).toMatchObject({ codigo: 1, errores: expect.stringContaining('no debe nada') });
  });

  test('castigar no cuenta como un pago', async () => {
    await json(castigar());
    expect(await json(['pago', 'listar'])).toEqual([]);
  });
});
