import { ConsolaDeProceso } from '../../src/salida/consola.ts';
import type { Formato, Listado } from '../../src/salida/listado.ts';
import { presentar } from '../../src/salida/presentar.ts';
import { FlujoGuardado } from './terminal.ts';

/** En qué condiciones se presenta: sin `columnas` va a una tubería. */
export interface Presentacion {
  readonly formato?: Formato;
  readonly columnas?: number;
  readonly entorno?: Readonly<Record<string, string>>;
  readonly sinColor?: boolean;
}

/** Presenta un listado y devuelve lo que llegó a la salida y a los errores. */
export async function presentado<F>(
  listado: Listado<F>,
  { formato, columnas, entorno = {}, sinColor = false }: Presentacion = {},
): Promise<{ salida: string; errores: string }> {
  const salida = new FlujoGuardado(columnas);
  const errores = new FlujoGuardado(columnas);
  const consola = new ConsolaDeProceso({ salida, errores, entorno, sinColor, silencio: false });
  await presentar(listado, { formato, consola });
  return { salida: salida.texto, errores: errores.texto };
}
