import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { main } from '../../../src/main.ts';
import type { Resultado } from '../../apoyo/ejecutar.ts';
import { FlujoGuardado } from '../../apoyo/terminal.ts';

/** Carpeta con `bin/` y `dist/` ya construidos. */
const programa = process.env.COBRANZAS_PROGRAMA ?? process.cwd();

/** Carpeta del proyecto, de donde se toman `fixtures/` y las pruebas. */
export const proyecto = process.env.COBRANZAS_PROYECTO ?? process.cwd();

/** Con qué se ejecuta una orden. */
export interface Ambiente {
  readonly libro: string;
  readonly hoy?: string;
  readonly gestor?: string;
  readonly entorno?: Readonly<Record<string, string>>;
  /** Si está, la salida y los errores son una terminal de ese ancho (sólo dentro de este proceso). */
  readonly columnas?: number;
  readonly entrada?: Buffer;
  readonly ahora?: Date;
}

function entornoDe({ libro, hoy = '2026-07-01', gestor = 'prueba', entorno = {} }: Ambiente): Record<string, string> {
  return {
    HOME: '/nadie',
    COBRANZAS_LIBRO: libro,
    COBRANZAS_HOY: hoy,
    COBRANZAS_GESTOR: gestor,
    ...entorno,
  };
}

/** Lanza el binario de verdad. */
export function lanzar(argumentos: readonly string[], ambiente: Ambiente): ChildProcess {
  return spawn(process.execPath, [join(programa, 'bin/cobranzas.js'), ...argumentos], {
    env: { PATH: process.env.PATH ?? '', TMPDIR: process.env.TMPDIR ?? '/tmp', ...entornoDe(ambiente) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Espera a que termine un proceso; `codigo` es −1 si lo mató una señal. */
export function esperar(proceso: ChildProcess): Promise<Resultado> {
  const partes = { salida: '', errores: '' };
  proceso.stdout?.setEncoding('utf8').on('data', (parte: string) => {
    partes.salida += parte;
  });
  proceso.stderr?.setEncoding('utf8').on('data', (parte: string) => {
    partes.errores += parte;
  });
  return new Promise((listo, fallar) => {
    proceso.once('error', fallar);
    proceso.once('close', (codigo) => listo({ codigo: codigo ?? -1, ...partes }));
  });
}

/** Ejecuta el binario de verdad y espera. */
export function correr(argumentos: readonly string[], ambiente: Ambiente): Promise<Resultado> {
  return esperar(lanzar(argumentos, ambiente));
}

/** Ejecuta una orden dentro de este proceso. */
export type Ejecutor = (argumentos: readonly string[], ambiente: Ambiente) => Promise<Resultado>;

/** Carga el programa construido en este proceso: cada orden cuesta lo que trabaja y no lo que tarda Node en empezar. */
export async function cargarPrograma(): Promise<Ejecutor> {
  const construido = (await import(pathToFileURL(join(programa, 'dist/main.js')).href)) as { main: typeof main };
  return async (argumentos, ambiente) => {
    const salida = new FlujoGuardado(ambiente.columnas);
    const errores = new FlujoGuardado(ambiente.columnas);
    const codigo = await construido.main(argumentos, {
      entorno: entornoDe(ambiente),
      entrada: Readable.from(ambiente.entrada === undefined ? [] : [ambiente.entrada]),
      salida,
      errores,
      ahora: () => ambiente.ahora ?? new Date(),
    });
    return { codigo, salida: salida.texto, errores: errores.texto };
  };
}
