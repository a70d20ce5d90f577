import { describe, expect, it } from 'vitest';
import { moneda } from '../../../src/dominio/dinero.ts';
import { fecha } from '../../../src/dominio/fecha.ts';
import type { FilaDePago } from '../../../src/dominio/filas.ts';
import { esAusenciaSospechosa } from '../../../src/dominio/importacion/cartera.ts';
import { claveDePago, esElMismoPago } from '../../../src/dominio/importacion/pago.ts';
import { CuentaDeImportacion } from '../../../src/dominio/importacion/resultado.ts';

const pago = (mas: Partial<FilaDePago> = {}): FilaDePago => ({
  linea: 2,
  cliente: {
    codigo: null,
    idFiscal: null,
    nombre: 'Ñandú SA',
    segmento: null,
    gestor: null,
    plazoDias: null,
    nota: null,
    contactos: [],
  },
  recibo: null,
  numero: null,
  numeroNormal: null,
  fecha: fecha('2026-06-05'),
  moneda: moneda('ARS'),
  monto: 100,
  medio: null,
  referencia: 'a cuenta',
  nota: null,
  ...mas,
});

describe('identidad de un pago', () => {
  it('sin recibo es todo lo que la fila dice, y los iguales se numeran', () => {
    expect(claveDePago(pago(), 1)).toBe(claveDePago(pago({ linea: 99 }), 1));
    expect(claveDePago(pago(), 2)).not.toBe(claveDePago(pago(), 1));
    for (const mas of [
      { monto: 101 },
      { fecha: fecha('2026-06-06') },
      { moneda: moneda('USD') },
      { referencia: 'otra' },
      { numeroNormal: 'F-1' },
    ])
      expect(claveDePago(pago(mas), 1)).not.toBe(claveDePago(pago(), 1));
  });

  it('el nombre escrito de otra manera es el mismo cliente', () => {
    const otro = pago({ cliente: { ...pago().cliente, nombre: 'NANDU S.A'.replace('.', '') } });
    expect(claveDePago(otro, 1)).toBe(claveDePago(pago(), 1));
  });

  it('con recibo es el recibo y la factura; el monto se compara aparte', () => {
    const uno = pago({ recibo: 'R1', numeroNormal: 'F-1' });
    expect(claveDePago({ ...uno, monto: 7, referencia: null }, 1)).toBe(claveDePago(uno, 1));
    expect(claveDePago({ ...uno, numeroNormal: 'F-2' }, 1)).not.toBe(claveDePago(uno, 1));
    expect(esElMismoPago(uno, { fecha: '2026-06-05', moneda: 'ARS', monto: 100 })).toBe(true);
    expect(esElMismoPago(uno, { fecha: '2026-06-05', moneda: 'ARS', monto: 101 })).toBe(false);
  });
});

describe('cartera completa', () => {
  const ausencia = (saldo: number, saldoAnterior: number, codigo = 'ARS') => ({
    moneda: moneda(codigo),
    documentos: 1,
    saldo,
    saldoAnterior,
  });

  it('es sospechosa si en alguna moneda falta más de la mitad; la mitad justa no', () => {
    expect(esAusenciaSospechosa([ausencia(50, 100)])).toBe(false);
    expect(esAusenciaSospechosa([ausencia(51, 100)])).toBe(true);
    expect(esAusenciaSospechosa([ausencia(0, 100), ausencia(3, 5, 'USD')])).toBe(true);
    expect(esAusenciaSospechosa([])).toBe(false);
  });
});

describe('la cuenta de una importación', () => {
  it('junta los totales por moneda y un aviso repetido con su primer caso', () => {
    const cuenta = new CuentaDeImportacion();
    cuenta.sumar(moneda('USD'), 5, 5);
    cuenta.sumar(moneda('ARS'), 100, 40);
    cuenta.sumar(moneda('ARS'), -30, -30);
    cuenta.anotar('algo', 'línea 2');
    cuenta.anotar('algo', 'línea 3');
    cuenta.anotar('otra cosa', 'línea 4');
    expect(cuenta.totales).toEqual([
      { moneda: 'ARS', facturas: 2, importe: 70, saldo: 10 },
      { moneda: 'USD', facturas: 1, importe: 5, saldo: 5 },
    ]);
    expect(cuenta.avisos).toEqual(['algo: 2 filas (la primera, línea 2)', 'otra cosa: línea 4']);
  });

  it('guarda sólo los primeros mil rechazos, pero los cuenta todos', () => {
    const cuenta = new CuentaDeImportacion();
    for (let linea = 1; linea <= 1500; linea++) cuenta.rechazar({ linea, columna: 'x', valor: '', motivo: '' });
    expect([cuenta.rechazadas, cuenta.rechazos.length]).toEqual([1500, 1000]);
  });
});
