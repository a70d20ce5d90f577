import { moneda } from '../../src/dominio/dinero.ts';
import type { Listado } from '../../src/salida/listado.ts';

/** Una fila cualquiera, para probar los formatos. */
export interface FilaDePrueba {
  readonly cliente: string | null;
  readonly dias: number | null;
  readonly monto: number | null;
  readonly moneda?: string;
  readonly puntaje?: number | null;
  readonly vence?: string | null;
}

/** Un listado con una columna de cada tipo. */
export function listadoDePrueba(filas: Iterable<FilaDePrueba>, unico = false): Listado<FilaDePrueba> {
  return {
    columnas: [
      { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: (fila) => fila.cliente, importancia: 9 },
      { clave: 'dias_mora', titulo: 'Mora', tipo: 'entero', valor: (fila) => fila.dias, importancia: 5 },
      {
        clave: 'saldo',
        titulo: 'Saldo',
        tipo: 'monto',
        valor: (fila) => fila.monto,
        moneda: (fila) => moneda(fila.moneda ?? 'ARS'),
        importancia: 9,
        tono: () => 'mal',
      },
      { clave: 'puntaje', titulo: 'Puntaje', tipo: 'decimal', valor: (fila) => fila.puntaje ?? null, importancia: 3 },
      { clave: 'vencimiento', titulo: 'Vencimiento', tipo: 'fecha', valor: (fila) => fila.vence ?? null },
    ],
    filas,
    unico,
  };
}
