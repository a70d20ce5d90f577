import { join } from 'node:path';
import { Readable } from 'node:stream';
import { main } from '../../src/main.ts';
import { carpetaTemporal } from './carpeta.ts';
import { FlujoGuardado } from './terminal.ts';

export { carpetaTemporal };

/** En qué condiciones se ejecuta una orden. */
export interface Condiciones {
  /** Ruta del libro; por omisión, uno que todavía no existe en una carpeta nueva. */
  readonly libro?: string;
  /** El día para el que se razona. */
  readonly hoy?: string;
  /** Variables de entorno, además de las que fija la prueba. */
  readonly entorno?: Readonly<Record<string, string>>;
  /** Lo que llega por la entrada estándar. */
  readonly entrada?: string | Buffer;
  /** El reloj; por omisión, detenido al mediodía del 1 de julio de 2026 en Buenos Aires. */
  readonly ahora?: () => Date;
  /** Si está, salida y errores son una terminal de ese ancho. */
  readonly terminal?: { readonly columnas: number };
}

/** Lo que dejó una orden. */
export interface Resultado {
  readonly codigo: number;
  readonly salida: string;
  readonly errores: string;
}

/** Ejecuta una orden entera dentro de la prueba, como lo haría el binario. */
export async function ejecutar(argumentos: readonly string[], condiciones: Condiciones = {}): Promise<Resultado> {
  const carpeta = carpetaTemporal();
  const salida = new FlujoGuardado(condiciones.terminal?.columnas);
  const errores = new FlujoGuardado(condiciones.terminal?.columnas);
  const codigo = await main(argumentos, {
    entorno: {
      HOME: carpeta,
      COBRANZAS_LIBRO: condiciones.libro ?? join(carpeta, 'libro.db'),
      COBRANZAS_HOY: condiciones.hoy ?? '2026-07-01',
      COBRANZAS_GESTOR: 'prueba',
      ...condiciones.entorno,
    },
    entrada: Readable.from(condiciones.entrada === undefined ? [] : [Buffer.from(condiciones.entrada)]),
    salida,
    errores,
    ahora: condiciones.ahora ?? (() => new Date('2026-07-01T15:00:00Z')),
  });
  return { codigo, salida: salida.texto, errores: errores.texto };
}
