import { expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import { importarTexto } from './importar-texto.ts';

const usd = { moneda: moneda('USD') };
const fila = 'Acme,F-1,03/04/2026,100.50';

it('encabezados en inglés y fechas que no prueban nada: se pide --fecha', async () => {
  for (const encabezado of ['Customer,Invoice Number,Due Date,Amount', 'customer,inv_no,dueDate,Amount'])
    await expect(importarTexto(`${encabezado}\n${fila}\n`, usd)).rejects.toThrow(/día\/mes o mes\/día/);
});

it('un nombre con acento no vuelve español un archivo en inglés', async () => {
  const texto = `Customer,Invoice Number,Due Date,Amount\nJosé Núñez,F-1,03/04/2026,100.50\n`;
  await expect(importarTexto(texto, usd)).rejects.toThrow(/día\/mes o mes\/día/);
});

it.each(['Cliente,Invoice Number,Due Date,Amount', 'Customer,Nro,Vto,Total', 'Customer,Number,fechaVto,Total'])(
  'en español (%s) se supone día primero, con aviso',
  async (encabezado) => {
    const { facturas, avisos } = await importarTexto(`${encabezado}\n${fila}\n`, { ...usd, tipo: 'facturas' });
    expect(facturas[0]?.vencimiento).toBe('2026-04-03');
    expect(avisos.join()).toContain('ninguna fecha prueba el orden');
  },
);
