import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { abrirParaLeer, type Libro } from '../../src/datos/abrir.ts';
import { resolverCliente } from '../../src/datos/busqueda.ts';
import {
  type FiltroDeClientes,
  leerMovimiento,
  leerSaldosDeClientes,
  todosLosClientes,
} from '../../src/datos/saldos-de-clientes.ts';
import { ErrorDeUso } from '../../src/dominio/errores.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { type OrdenDeClientes, ordenarClientes } from '../../src/dominio/saldo-cliente.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: Libro;

beforeAll(async () => {
  const ruta = join(carpetaTemporal(), 'libro.db');
  await sembrar(ruta, (siembra) => {
    const espiga = siembra.cliente({
      codigo: 'C1',
      nombre: 'Panadería La Espiga',
      idFiscal: '30-71234567-8',
      segmento: 'Minorista',
      emails: ['a@espiga.example', 'b@espiga.example'],
      telefonos: ['11 4321-0000'],
    });
    siembra.cliente({ codigo: 'C2', nombre: 'La Espiga de Oro', gestor: 'Ana' });
    const nandu = siembra.cliente({ codigo: '3071', nombre: 'Ñandú SA' });
    siembra.cliente({ codigo: 'Z9', nombre: 'Zeta' });
    siembra.cliente({ codigo: 'N0', nombre: 'Nube', idFiscal: '3071' });
    for (let numero = 1; numero <= 12; numero += 1)
      siembra.cliente({ codigo: `S${numero}`, nombre: `Sucursal ${numero}` });
    siembra.documento({
      cliente: espiga,
      numero: 'F-1',
      emision: '2026-01-01',
      vencimiento: '2026-01-31',
      importe: 10_000,
    });
    const dos = siembra.documento({
      cliente: espiga,
      numero: 'F-2',
      emision: '2026-06-20',
      vencimiento: '2026-07-20',
      importe: 500,
    });
    siembra.documento({
      cliente: espiga,
      numero: 'F-3',
      emision: '2026-06-01',
      vencimiento: '2026-06-30',
      importe: 7,
      moneda: 'CLP',
    });
    const pago = siembra.credito({ cliente: espiga, fecha: '2026-06-25', monto: 800 });
    siembra.aplicar({ credito: pago, documento: dos, fecha: '2026-06-25', monto: 500 });
    const tres = siembra.documento({
      cliente: nandu,
      numero: 'F-1',
      emision: '2026-02-01',
      vencimiento: '2026-03-01',
      importe: 90_000,
    });
    const total = siembra.credito({ cliente: nandu, fecha: '2026-03-02', monto: 90_000 });
    siembra.aplicar({ credito: total, documento: tres, fecha: '2026-03-02', monto: 90_000 });
  });
  libro = abrirParaLeer(ruta);
});

afterAll(() => libro.cerrar());

describe('un cliente se nombra', () => {
  test.each([
    ['por su id', 'C1', 'C1'],
    ['por su id con otra caja', 'c1', 'C1'],
    ['por su id fiscal sin puntuación', '30712345678', 'C1'],
    ['por su id fiscal con otra puntuación', '30.71234567.8', 'C1'],
    ['por su nombre sin acentos', 'panaderia la espiga', 'C1'],
    ['por una parte que sólo él tiene', 'DERÍA', 'C1'],
    ['por su id antes que por el id fiscal de otro', '3071', '3071'],
    ['por su nombre exacto aunque sea parte de otro', 'sucursal 1', 'S1'],
  ])('%s', (_nombre, texto, codigo) => {
    expect(resolverCliente(libro, texto).codigo).toBe(codigo);
  });

  test('si coinciden varios, el error los nombra con su id', () => {
    try {
      resolverCliente(libro, 'espiga');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ErrorDeUso);
      expect((error as ErrorDeUso).message).toBe('«espiga» coincide con 2 clientes');
      expect((error as ErrorDeUso).detalle).toEqual(['C2  La Espiga de Oro', 'C1  Panadería La Espiga  30-71234567-8']);
    }
  });

  test('si coinciden muchos, nombra diez y cuenta el resto', () => {
    try {
      resolverCliente(libro, 'sucursal');
      expect.unreachable();
    } catch (error) {
      expect((error as ErrorDeUso).detalle).toHaveLength(11);
      expect((error as ErrorDeUso).detalle.at(-1)).toBe('… y 2 más');
    }
  });

  test.each(['nadie', '', '---', '%'])('«%s» no es nadie', (texto) => {
    expect(() => resolverCliente(libro, texto)).toThrow('ningún cliente coincide');
  });
});

function listar(
  filtro: Partial<FiltroDeClientes> = {},
  hoy = '2026-07-01',
  orden: OrdenDeClientes = 'nombre',
): string[] {
  const filas = ordenarClientes(leerSaldosDeClientes(libro, { ...todosLosClientes, ...filtro }, fecha(hoy)), orden);
  return filas
    .filter(({ cliente }) => !cliente.codigo.startsWith('S'))
    .map(({ cliente, saldo }) =>
      saldo === null
        ? cliente.codigo
        : `${cliente.codigo} ${saldo.moneda} ${saldo.facturasAbiertas} ${saldo.saldoTotal} ${saldo.saldoVencido} ${saldo.saldoAFavor}`,
    );
}

describe('los saldos de cada cliente', () => {
  test('una fila por moneda, y una sola sin moneda si no tiene documentos', () => {
    expect(listar()).toEqual(['C2', 'N0', '3071 ARS 0 0 0 0', 'C1 ARS 1 10000 10000 300', 'C1 CLP 1 7 7 0', 'Z9']);
  });

  test('en un día pasado, los de ese día', () => {
    expect(listar({}, '2026-06-24')).toContain('C1 ARS 2 10500 10000 0');
    expect(listar({}, '2026-03-01')).toContain('3071 ARS 1 90000 0 0');
    expect(listar({}, '2026-01-31')).toEqual(['C2', 'N0', '3071', 'C1 ARS 1 10000 0 0', 'Z9']);
  });

  test('de mayor a menor deuda dentro de cada moneda, los que no deben al final', () => {
    expect(listar({}, '2026-02-15', 'saldo')).toEqual([
      '3071 ARS 1 90000 0 0',
      'C1 ARS 1 10000 10000 0',
      'C2',
      'N0',
      'Z9',
    ]);
    expect(listar({}, '2026-02-15', 'vencido')[0]).toBe('C1 ARS 1 10000 10000 0');
  });

  test('se filtran por cliente, moneda, segmento y gestor', () => {
    expect(listar({ clienteId: 1 })).toEqual(['C1 ARS 1 10000 10000 300', 'C1 CLP 1 7 7 0']);
    expect(listar({ clienteId: 1 }, '2026-06-24')).toEqual(['C1 ARS 2 10500 10000 0', 'C1 CLP 1 7 0 0']);
    expect(listar({ moneda: 'CLP' as never })).toEqual(['C1 CLP 1 7 7 0']);
    expect(listar({ segmento: 'minorista' })).toEqual(['C1 ARS 1 10000 10000 300', 'C1 CLP 1 7 7 0']);
    expect(listar({ gestorAsignado: 'ANA' })).toEqual(['C2']);
  });

  test('muestran el primer correo y el primer teléfono', () => {
    const [fila] = leerSaldosDeClientes(libro, { ...todosLosClientes, clienteId: 1 }, fecha('2026-07-01'));
    expect(fila).toMatchObject({ email: 'a@espiga.example', telefono: '11 4321-0000' });
  });

  test('el movimiento cuenta hasta el día que se mira', () => {
    const cliente = resolverCliente(libro, 'C1');
    expect(leerMovimiento(libro, cliente, fecha('2026-07-01'))).toEqual({
      facturas: 3,
      ultimaFactura: '2026-06-20',
      pagos: 1,
      ultimoPago: '2026-06-25',
    });
    expect(leerMovimiento(libro, cliente, fecha('2026-06-19'))).toEqual({
      facturas: 2,
      ultimaFactura: '2026-06-01',
      pagos: 0,
      ultimoPago: null,
    });
  });
});
