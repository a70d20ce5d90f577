import { ErrorDeUsuario } from '../dominio/errores.ts';
import { type Conclusion, concluir } from './conclusion.ts';
import type { Dialecto } from './dialecto.ts';
import { detectarDialecto } from './dialecto.ts';
import { elegirPerfil } from './eleccion-de-perfil.ts';
import type { Evidencia } from './evidencia.ts';
import type { Fuente } from './fuente.ts';
import { leerLotes } from './lector.ts';
import { FILAS_DE_BUSQUEDA, type FilaCruda, hallarEncabezado } from './linea-de-encabezado.ts';
import { Observacion } from './observacion.ts';
import type { OpcionesDeImportacion } from './opciones-de-importacion.ts';

export type { OpcionesDeImportacion } from './opciones-de-importacion.ts';

/** Lo que se decidió sobre un archivo antes de importarlo, con sus pruebas. */
export interface Analisis extends Conclusion {
  readonly nombre: string;
  readonly dialecto: Dialecto;
  /** Línea física del encabezado; 0 si el archivo no tiene. */
  readonly lineaEncabezado: number;
  readonly encabezados: readonly string[];
  readonly evidencias: readonly Evidencia[];
  readonly opciones: OpcionesDeImportacion;
  /** Se miró todo el archivo y no sólo una muestra: nada puede ya desmentir lo decidido. */
  readonly completo: boolean;
}

const FILAS_DE_MUESTRA = 5_000;

/**
 * Decide cómo leer un archivo mirando sus primeras 5.000 filas, y todas si la muestra no alcanza para decidir.
 * @throws ErrorDeDatos o ErrorDeUso con lo que falta y la opción que lo resuelve
 */
export async function analizarArchivo(fuente: Fuente, opciones: OpcionesDeImportacion): Promise<Analisis> {
  const dialecto = await detectarDialecto(fuente, {
    ...conValor('codificacion', opciones.codificacion ?? opciones.perfil?.codificacion),
    ...conValor('separador', opciones.separador ?? opciones.perfil?.separador),
  });
  const filas = opciones.filasDeMuestra ?? FILAS_DE_MUESTRA;
  try {
    const analisis = await analizarMuestra(fuente, dialecto, opciones, filas);
    if (analisis.completo || !analisis.conDudas) return analisis;
  } catch (error) {
    // Con toda la evidencia la respuesta puede ser otra: una negativa no puede depender del orden de las filas.
    if (!(error instanceof ErrorDeUsuario) || filas === Number.POSITIVE_INFINITY) throw error;
  }
  return analizarMuestra(fuente, dialecto, opciones, Number.POSITIVE_INFINITY);
}

function conValor<C extends string>(clave: C, valor: string | undefined): { [clave in C]?: string } {
  return valor === undefined ? {} : ({ [clave]: valor } as { [clave in C]?: string });
}

async function analizarMuestra(
  fuente: Fuente,
  dialecto: Dialecto,
  opciones: OpcionesDeImportacion,
  filasMax: number,
): Promise<Analisis> {
  const primeras: FilaCruda[] = [];
  let observacion: Observacion | null = null;
  let leidas = 0;
  let completo = true;
  const limite = Math.max(filasMax, FILAS_DE_BUSQUEDA) + 1;
  for await (const { lineas, filas } of leerLotes(
    fuente,
    dialecto,
    limite === Number.POSITIVE_INFINITY ? {} : { filasMax: limite },
  )) {
    for (const [indice, celdas] of filas.entries()) {
      const linea = lineas[indice] ?? 0;
      if (leidas++ >= Math.max(filasMax, FILAS_DE_BUSQUEDA)) {
        completo = false;
        break;
      }
      if (observacion !== null) observacion.observar(linea, celdas);
      else primeras.push({ linea, celdas });
      if (primeras.length === FILAS_DE_BUSQUEDA && observacion === null)
        observacion = empezar(primeras, opciones, fuente.nombre, filasMax);
    }
    if (!completo) break;
  }
  observacion ??= empezar(primeras, opciones, fuente.nombre, filasMax);
  completo &&= observacion.completa;
  const conclusion = concluir(observacion, opciones, fuente.nombre, completo);
  return {
    ...conclusion,
    nombre: fuente.nombre,
    dialecto,
    lineaEncabezado: observacion.encabezado.linea,
    encabezados: observacion.encabezado.encabezados,
    evidencias: [...dialecto.evidencias, ...conclusion.evidencias],
    opciones,
    completo,
  };
}

/** Halla el encabezado y observa las filas que lo siguen entre las primeras, sin pasar de `filasMax`. */
function empezar(
  primeras: readonly FilaCruda[],
  opciones: OpcionesDeImportacion,
  nombre: string,
  filasMax: number,
): Observacion {
  const pedidos = [...(opciones.columnas?.values() ?? []), ...(opciones.perfil?.columnas.values() ?? [])].filter(
    (pedido) => pedido !== '-',
  );
  const encabezado = hallarEncabezado(primeras, pedidos, nombre);
  const observacion = new Observacion(encabezado, elegirPerfil(encabezado.encabezados, opciones.perfil));
  for (const { linea, celdas } of primeras.slice(encabezado.posicion + 1)) {
    if (observacion.filas >= filasMax) {
      observacion.completa = false;
      break;
    }
    observacion.observar(linea, celdas);
  }
  return observacion;
}
