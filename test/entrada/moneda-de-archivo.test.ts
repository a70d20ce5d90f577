import { describe, expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import { ErrorDeUso } from '../../src/dominio/errores.ts';
import { importarTexto } from './importar-texto.ts';

const encabezado = 'Factura,Cliente,Total,Vto';
const ars = { monedaPredeterminada: moneda('ARS') };
const filas = (...renglones: string[]) => `${[encabezado, ...renglones].join('\n')}\n`;
const mezcla = filas('1,A,US$ 100.50,2026-01-13', '2,B,$ 80.50,2026-01-13');

describe('un «$» solo junto a otro signo', () => {
  it('toma la moneda de la política o de la región, y se dice', async () => {
    for (const opciones of [ars, { locale: 'es_AR.UTF-8' }]) {
      const { facturas, analisis } = await importarTexto(mezcla, opciones);
      expect(facturas.map(({ moneda: codigo, importe }) => [codigo, importe])).toEqual([
        ['USD', 10050],
        ['ARS', 8050],
      ]);
      expect(analisis.evidencias.find(({ aspecto }) => aspecto === 'moneda')?.prueba).toContain(
        'el «$» solo (línea 3) es ARS',
      );
    }
  });

  it('sin política ni región se niega y nombra las dos celdas', async () => {
    const error = await importarTexto(mezcla, {}).catch((causa: unknown) => causa as ErrorDeUso);
    expect(error).toBeInstanceOf(ErrorDeUso);
    expect((error as ErrorDeUso).message).toContain('«$ 80.50» (línea 3): «US$ 100.50» (línea 2) es USD');
    expect((error as ErrorDeUso).sugerencia).toContain('--moneda USD');
  });

  it('no importa el orden, ni que aparezca después de la muestra', async () => {
    const renglones = ['1,A,US$ 100.50,2026-01-13', '2,B,US$ 1.50,2026-01-13', '3,C,$ 80.50,2026-01-13'];
    for (const orden of [renglones, [...renglones].reverse()]) {
      const { facturas } = await importarTexto(filas(...orden), { ...ars, filasDeMuestra: 1 });
      expect(facturas.find(({ numero }) => numero === '3')?.moneda).toBe('ARS');
      expect(facturas.filter(({ moneda: codigo }) => codigo === 'USD')).toHaveLength(2);
    }
    await expect(importarTexto(filas(...renglones), { filasDeMuestra: 1 })).rejects.toThrow(/no se sabe de qué moneda/);
  });

  it('con --moneda manda la opción, y la celda que la contradice se rechaza', async () => {
    const { facturas, rechazos } = await importarTexto(mezcla, { moneda: moneda('ARS') });
    expect(facturas.map(({ moneda: codigo }) => codigo)).toEqual(['ARS']);
    expect(rechazos.map(({ motivo }) => motivo)).toEqual(['la celda dice USD y la fila es de ARS']);
  });

  it('en el importe manda sobre el signo de otra columna de la fila', async () => {
    const texto =
      'Factura,Cliente,Total,Saldo,Vto\n1,A,$ 100.50,US$ 1.50,2026-01-13\n2,A,US$ 2.50,US$ 2.50,2026-01-13\n';
    const { facturas, rechazos } = await importarTexto(texto, ars);
    expect(facturas.map(({ moneda: codigo }) => codigo)).toEqual(['USD']);
    expect(rechazos[0]?.motivo).toBe('la celda dice USD y la fila es de ARS');
  });
});
