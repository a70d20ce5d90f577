import { PassThrough } from 'node:stream';
import { setTimeout as esperar } from 'node:timers/promises';
import { main } from '../../src/main.ts';
import { carpetaTemporal, type Resultado } from './ejecutar.ts';
import { FlujoGuardado } from './terminal.ts';

/** Teclas que no se escriben con letras. */
export const teclas = {
  enter: '\r',
  abajo: '\u001b[B',
  escape: '\u001b',
  controlC: '\u0003',
  borrar: '\u007f',
} as const;

/** Una pregunta que se espera ver y lo que se teclea al verla. */
export type Turno = readonly [pregunta: string, ...tecleado: string[]];

/** Una entrada que se hace pasar por el teclado de una terminal. */
class Teclado extends PassThrough {
  readonly isTTY = true;
  readonly isRaw = false;
  setRawMode(): this {
    return this;
  }
}

/**
 * Ejecuta una orden frente a una terminal y contesta sus preguntas, en orden. Falla si una pregunta no aparece. Con
 * `cierra`, después del último turno la terminal se cierra.
 */
export async function conversar(
  argumentos: readonly string[],
  turnos: readonly Turno[],
  {
    libro,
    hoy = '2026-07-01',
    cierra = false,
    entorno = {},
  }: { libro: string; hoy?: string; cierra?: boolean; entorno?: Readonly<Record<string, string>> },
): Promise<Resultado> {
  const entrada = new Teclado();
  const salida = new FlujoGuardado(100);
  const errores = new FlujoGuardado(100);
  const carpeta = carpetaTemporal();
  const fin = main(argumentos, {
    entorno: {
      HOME: carpeta,
      COBRANZAS_LIBRO: libro,
      COBRANZAS_HOY: hoy,
      COBRANZAS_GESTOR: 'prueba',
      NO_COLOR: '1',
      ...entorno,
    },
    entrada,
    salida,
    errores,
    ahora: () => new Date('2026-07-01T15:00:00Z'),
  });
  let visto = 0;
  for (const [pregunta, ...tecleado] of turnos) {
    visto = await esperarTexto(errores, pregunta, visto);
    for (const tecla of tecleado) {
      entrada.write(tecla);
      await esperar(2);
    }
  }
  if (cierra) entrada.end();
  const codigo = await fin;
  return { codigo, salida: salida.texto, errores: errores.texto };
}

/** Espera a que aparezca el texto después de lo ya visto; devuelve hasta dónde se vio. */
async function esperarTexto(flujo: FlujoGuardado, texto: string, desde: number): Promise<number> {
  for (let intento = 0; intento < 1000; intento++) {
    const lugar = flujo.texto.indexOf(texto, desde);
    if (lugar >= 0) return lugar + texto.length;
    await esperar(5);
  }
  throw new Error(`no se preguntó «${texto}»; se vio:\n${flujo.texto.slice(desde)}`);
}
