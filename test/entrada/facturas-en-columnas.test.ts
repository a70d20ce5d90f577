import { expect, test } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import type { Fecha } from '../../src/dominio/fecha.ts';
import type { ClienteDeFila, ClienteNombrado, FilaDeDocumento } from '../../src/dominio/filas.ts';
import { DesempacadorDeFacturas, EmpacadorDeFacturas } from '../../src/entrada/facturas-en-columnas.ts';

const clienteDe = (codigo: string): ClienteDeFila => ({
  codigo,
  idFiscal: null,
  nombre: `Cliente ${codigo}`,
  segmento: null,
  gestor: null,
  plazoDias: null,
  nota: null,
  contactos: [],
});

/** Vuelve a armar sus datos cada vez que se piden, como quien lee el archivo. */
const nombrar = (codigo: string): ClienteNombrado => ({
  get datos() {
    return clienteDe(codigo);
  },
  clienteId: null,
  soltar: () => undefined,
});

const facturaDe = (linea: number, cliente: ClienteNombrado): FilaDeDocumento => ({
  linea,
  cliente,
  tipo: 'factura',
  numero: `F-${linea}`,
  numeroNormal: `F-${linea}`,
  emision: '2026-01-02' as Fecha,
  vencimiento: '2026-02-03' as Fecha,
  plazoDias: null,
  moneda: moneda('ARS'),
  importe: 9_007_199_254_740_991,
  saldo: null,
  pagado: null,
  fechaPago: null,
  estado: null,
  ordenCompra: null,
  documento: null,
  nota: null,
  renglon: undefined,
});

/** Empaca, pasa el lote como si fuera a otro hilo y lo vuelve a abrir. */
function pasar(lotes: readonly (readonly FilaDeDocumento[])[]): FilaDeDocumento[][] {
  const empacador = new EmpacadorDeFacturas();
  const desempacador = new DesempacadorDeFacturas();
  return lotes.map((filas) => {
    for (const fila of filas) empacador.agregar(fila);
    const lote = structuredClone(empacador.cerrar());
    desempacador.recibir(lote);
    return filas.map((_, lugar) => desempacador.leer(lote, lugar));
  });
}

test('cada dato vuelve igual, y lo que no hay vuelve como que no hay', () => {
  const uno = nombrar('1');
  const completa: FilaDeDocumento = {
    ...facturaDe(7, uno),
    tipo: 'nota-credito',
    plazoDias: 0,
    importe: 1,
    saldo: 0,
    pagado: 1,
    fechaPago: '2026-03-04' as Fecha,
    estado: 'parcial',
    ordenCompra: 'OC-1',
    documento: 'D-1',
    nota: 'ñandú',
    renglon: { firma: 2 ** 31 - 1, monto: 0 },
  };
  const sinFechas = { ...facturaDe(8, nombrar('2')), emision: null, vencimiento: null };
  const sinMonto = { ...facturaDe(9, uno), renglon: { firma: 0, monto: null } };
  const lotes = [[facturaDe(6, uno), completa], [sinFechas], [sinMonto, completa]];
  const conDatos = (filas: readonly FilaDeDocumento[]) =>
    filas.map(({ cliente, ...resto }) => ({ ...resto, cliente: cliente.datos }));
  expect(pasar(lotes).map(conDatos)).toStrictEqual(lotes.map(conDatos));
});

test('los datos de un cliente viajan una sola vez, y después se sueltan', () => {
  const sueltos: string[] = [];
  const cliente = { datos: clienteDe('1'), clienteId: null, soltar: () => sueltos.push('1') };
  const empacador = new EmpacadorDeFacturas();
  const mandados = [1, 2].map((linea) => {
    empacador.agregar(facturaDe(linea, cliente));
    return empacador.cerrar().clientes.valores.length;
  });
  expect({ mandados, sueltos }).toEqual({ mandados: [1, 0], sueltos: ['1'] });
});

test('las filas del mismo cliente comparten el mismo valor, también entre lotes', () => {
  const [uno, otro] = [nombrar('1'), nombrar('2')];
  const [primero = [], segundo = []] = pasar([[facturaDe(1, uno), facturaDe(2, otro)], [facturaDe(3, uno)]]);
  expect(segundo[0]?.cliente).toBe(primero[0]?.cliente);
  expect(primero[1]?.cliente).not.toBe(primero[0]?.cliente);
});
