import { closeSync, openSync, readSync } from 'node:fs';
import { type Codificacion, detectarCodificacion } from './codificacion.ts';
import { crearDecodificador, SecuenciaInvalida } from './decodificador.ts';
import type { Evidencia } from './evidencia.ts';
import { errorDeSecuencia } from './fallas-de-lectura.ts';
import type { Fuente } from './fuente.ts';
import { detectarSeparador, evidenciar, interpretarSeparador } from './separador.ts';

/** Cómo están escritos los bytes de un CSV. */
export interface Dialecto {
  readonly codificacion: Codificacion;
  /** Un solo carácter. */
  readonly separador: string;
  /** Una por la codificación y una por el separador, en ese orden. */
  readonly evidencias: readonly Evidencia[];
}

/** Lo que el usuario impone; lo que falta se detecta. */
export interface OpcionesDeDialecto {
  readonly codificacion?: string;
  readonly separador?: string;
}

const bytesDeMuestra = 1 << 20;
const letrasParaElSeparador = 1 << 18;

/**
 * Detecta la codificación (en el primer MiB) y el separador (en los primeros 256 Ki caracteres) de un archivo. Lanza
 * `ErrorDeUso` si una opción no existe y `ErrorDeDatos` si los bytes no son texto o el separador no se puede decidir.
 */
export async function detectarDialecto(fuente: Fuente, opciones: OpcionesDeDialecto): Promise<Dialecto> {
  const separadorForzado = opciones.separador === undefined ? undefined : interpretarSeparador(opciones.separador);
  const bytes = leerComienzo(fuente.ruta, bytesDeMuestra);
  const completa = bytes.length >= fuente.bytes;
  const { codificacion, evidencia } = detectarCodificacion(
    { nombre: fuente.nombre, bytes, completa },
    opciones.codificacion,
  );
  const texto = decodificar(fuente.nombre, bytes, codificacion, evidencia.forzado);
  const { separador, evidencia: evidenciaDelSeparador } =
    separadorForzado === undefined
      ? detectarSeparador(
          fuente.nombre,
          texto.slice(0, letrasParaElSeparador),
          completa && texto.length <= letrasParaElSeparador,
        )
      : { separador: separadorForzado, evidencia: evidenciar(separadorForzado, '--separador', true) };
  return { codificacion, separador, evidencias: [evidencia, evidenciaDelSeparador] };
}

function decodificar(nombre: string, bytes: Buffer, codificacion: Codificacion, forzada: boolean): string {
  try {
    return crearDecodificador(codificacion)
      .escribir(bytes)
      .toString('utf8')
      .replace(/^\uFEFF+/, '');
  } catch (error) {
    if (!(error instanceof SecuenciaInvalida)) throw error;
    const linea = error.previo.toString('utf8').split(/\r\n?|\n/).length;
    throw errorDeSecuencia(error, { nombre, codificacion, forzada, linea });
  }
}

function leerComienzo(ruta: string, bytes: number): Buffer {
  const descriptor = openSync(ruta, 'r');
  try {
    const comienzo = Buffer.allocUnsafe(bytes);
    let leidos = 0;
    for (let nuevos = -1; nuevos !== 0 && leidos < bytes; leidos += nuevos) {
      nuevos = readSync(descriptor, comienzo, leidos, bytes - leidos, leidos);
    }
    return comienzo.subarray(0, leidos);
  } finally {
    closeSync(descriptor);
  }
}
