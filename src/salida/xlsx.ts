import type { Cell, SheetData } from 'write-excel-file/node';
import { exponente } from '../dominio/dinero.ts';
import { ErrorDeDatos } from '../dominio/errores.ts';
import { esFecha, numeroDeDia } from '../dominio/fecha.ts';
import { textoExacto } from './celda.ts';
import type { Destino } from './destino.ts';
import { limpiarConservandoRenglones } from './limpiar.ts';
import type { Columna, Listado } from './listado.ts';

/** Límites de una hoja (ECMA-376: filas por hoja, caracteres por celda). */
const filasMax = 1_048_576;
const caracteresMax = 32_767;

const anchoMin = 8;
const anchoMax = 50;

/** Día 0 de las planillas contado desde 1970-01-01; antes de marzo de 1900 su calendario está mal y la fecha va como texto. */
const origenDePlanilla = 25_569;
const primerDiaFiable = 61;

function celda<F>(columna: Columna<F>, fila: F): Cell {
  const texto = textoExacto(columna, fila);
  if (texto === '') return null;
  switch (columna.tipo) {
    case 'entero':
      return { type: Number, value: Number(texto), format: '0' };
    case 'decimal':
      return { type: Number, value: Number(texto), format: '0.0' };
    case 'monto': {
      const cifras = columna.moneda === undefined ? 2 : exponente(columna.moneda(fila));
      return {
        type: Number,
        value: Number(texto),
        format: cifras === 0 ? '#,##0' : `#,##0.${'0'.repeat(cifras)}`,
      };
    }
    case 'fecha': {
      const dia = esFecha(texto) ? numeroDeDia(texto) + origenDePlanilla : 0;
      if (dia >= primerDiaFiable) return { type: Number, value: dia, format: 'yyyy-mm-dd' };
      return { type: String, value: texto };
    }
    case 'texto':
      // Una celda de tipo texto nunca es una fórmula: no hace falta anteponer nada.
      return { type: String, value: limpiarConservandoRenglones(texto).slice(0, caracteresMax) };
  }
}

/** El ancho que pide el contenido, en caracteres. */
function anchoDe(textos: readonly string[]): number {
  const mayor = textos.reduce((maximo, texto) => Math.max(maximo, texto.length), 0);
  return Math.min(anchoMax, Math.max(anchoMin, mayor + 2));
}

/** Escribe el listado como planilla: números y fechas de verdad, encabezado fijo y columnas a la medida. */
export async function escribirXlsx<F>({ columnas, filas }: Listado<F>, destino: Destino): Promise<void> {
  const encabezado: Cell[] = columnas.map(({ titulo }) => ({
    type: String,
    value: titulo,
    fontWeight: 'bold',
  }));
  const datos: SheetData = [encabezado];
  const anchos = columnas.map(({ titulo }) => anchoDe([titulo]));
  for (const fila of filas) {
    if (datos.length === filasMax) {
      throw new ErrorDeDatos(`una planilla no admite más de ${filasMax - 1} filas`, {
        sugerencia: 'use --formato csv, o filtre para listar menos',
      });
    }
    datos.push(columnas.map((columna) => celda(columna, fila)));
    columnas.forEach((columna, indice) => {
      anchos[indice] = Math.max(anchos[indice] ?? 0, anchoDe([textoExacto(columna, fila)]));
    });
  }
  const { default: escribirPlanilla } = await import('write-excel-file/node');
  const planilla = escribirPlanilla(datos, {
    sheet: 'Datos',
    stickyRowsCount: 1,
    columns: anchos.map((width) => ({ width })),
  });
  await destino.escribir(await planilla.toBuffer());
}
