import { describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';

/** Importa una factura de un cliente con esa celda de correo; devuelve los correos que quedaron y lo que se avisó. */
async function importarCon(celda: string): Promise<{ correos: string[]; errores: string }> {
  const libro = `${carpetaTemporal()}/libro.db`;
  const filas = `cliente_id,cliente,email,numero,emision,vencimiento,moneda,importe\nC1,Uno,"${celda}",F-1,2026-05-01,2026-06-01,ARS,100.00\n`;
  const { codigo, errores } = await ejecutar(['import', '-', '--decimal', 'punto'], { libro, entrada: filas });
  expect(codigo).toBe(0);
  const { salida } = await ejecutar(['cliente', 'listar', '--formato', 'json'], { libro });
  const [{ email }] = JSON.parse(salida) as [{ email: string | null }];
  return { correos: email === null ? [] : email.split(/[;,] ?/), errores };
}

describe('el correo de una celda', () => {
  it.each([
    ['pagos@uno.example', 'pagos@uno.example'],
    [' Ana Uno <ana@uno.example> ', 'ana@uno.example'],
    ['ventas/cobros@uno.example', 'ventas/cobros@uno.example'],
    ['a@uno.example; b@uno.example', 'a@uno.example'],
    ['a@uno.example / b@uno.example', 'a@uno.example'],
    ['a@uno.example b@uno.example', 'a@uno.example'],
  ])('de «%s» se toma %s', async (celda, primero) => {
    const { correos, errores } = await importarCon(celda);
    expect(correos[0]).toBe(primero);
    expect(errores).not.toContain('no se guarda');
  });

  it.each(['juan perez@uno.example', 'uno@', 'a@uno.example b@', 'a@uno.example\nRCPT TO:<b@otro.example>'])(
    'que no es exactamente una dirección no se adivina ni se calla: %s',
    async (celda) => {
      const { correos, errores } = await importarCon(celda);
      expect(correos).toEqual([]);
      expect(errores).toContain('1 correo no es una dirección que se pueda usar, y no se guarda');
    },
  );
});
