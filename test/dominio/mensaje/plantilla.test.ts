import { describe, expect, it } from 'vitest';
import { enRenglones, enUnRenglon } from '../../../src/dominio/mensaje/limpio.ts';
import { llenarRenglon, parrafosDe } from '../../../src/dominio/mensaje/plantilla.ts';
import { tratos } from '../../../src/dominio/trato.ts';

const datos: Readonly<Record<string, string>> = { monto: '$ 10', cliente: '{monto} {podés|puedes|puede}' };
const valor = (campo: string) => datos[campo] ?? '';

describe('llenar una plantilla', () => {
  it('elige la forma del trato y la del número', () => {
    const frase = '{Podés|Puedes|Puede} pagar {la factura|las facturas}';
    expect(tratos.map((trato) => llenarRenglon(frase, { trato, esUna: true, valor }))).toEqual([
      'Podés pagar la factura',
      'Puedes pagar la factura',
      'Puede pagar la factura',
    ]);
    expect(llenarRenglon(frase, { trato: 'tu', esUna: false, valor })).toBe('Puedes pagar las facturas');
  });

  it('lo que trae un dato no se vuelve a leer', () => {
    expect(llenarRenglon('{cliente}: {monto}', { trato: 'tu', esUna: true, valor })).toBe(
      '{monto} {podés|puedes|puede}: $ 10',
    );
  });

  it('un renglón que usa un dato que no hay no se escribe', () => {
    expect(llenarRenglon('Hasta el {plazo}.', { trato: 'tu', esUna: true, valor })).toBeNull();
  });

  it('los párrafos se separan por renglones vacíos y recuerdan su línea', () => {
    expect(parrafosDe('\n\nuno\r\ndos\n \n\ntres\n')).toEqual([
      { linea: 3, renglones: ['uno', 'dos'] },
      { linea: 7, renglones: ['tres'] },
    ]);
  });
});

describe('limpiar un dato ajeno', () => {
  it('queda en un renglón visible y no más largo que lo pedido', () => {
    expect(enUnRenglon('  Ana\r\n\tRuiz\u200b\u202e \u001b[31m ')).toBe('Ana Ruiz [31m');
    expect(enUnRenglon('abcdef', 4)).toBe('abc…');
    expect(enUnRenglon('n\u0303andu\u0301')).toBe('ñandú');
  });

  it('un texto de varios renglones los conserva, sin los vacíos', () => {
    expect(enRenglones('Ana\r\n\r\n  Ruiz\u0007 \n')).toEqual(['Ana', 'Ruiz']);
  });
});
