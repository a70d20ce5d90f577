import { ErrorDeDatos } from '../dominio/errores.ts';
import type { Codificacion } from './codificacion.ts';
import type { SecuenciaInvalida } from './decodificador.ts';

/** Al comienzo el archivo parecía UTF-8 y más adelante no lo es: quien lee empieza de nuevo con `alternativa`. */
export class CodificacionRefutada extends Error {
  readonly alternativa: Codificacion;

  constructor(alternativa: Codificacion) {
    super(`el archivo no es UTF-8; podría ser ${alternativa}`);
    this.name = 'CodificacionRefutada';
    this.alternativa = alternativa;
  }
}

/** Dónde apareció un byte inválido y qué se suponía del archivo. */
export interface LugarDeFalla {
  readonly nombre: string;
  readonly codificacion: Codificacion;
  readonly forzada: boolean;
  /** Línea física, desde 1. */
  readonly linea: number;
}

/**
 * Traduce un byte inválido. Si hasta ahí todo era ASCII, UTF-8 era solo una suposición y se refuta; si ya hubo acentos
 * válidos en UTF-8, leer el resto como windows-1252 los estropearía en silencio, y por eso se rechaza el archivo.
 */
export function errorDeSecuencia(falla: SecuenciaInvalida, lugar: LugarDeFalla): ErrorDeDatos | CodificacionRefutada {
  if (lugar.codificacion === 'utf-8' && !lugar.forzada && falla.antesAscii)
    return new CodificacionRefutada('windows-1252');
  const byte = `0x${falla.byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return new ErrorDeDatos(
    `${lugar.nombre}, línea ${lugar.linea}: el byte ${byte} (posición ${falla.desplazamiento + 1}) no es ${nombrar(lugar.codificacion)} válido`,
    { sugerencia: sugerirCodificacion(lugar) },
  );
}

function nombrar(codificacion: Codificacion): string {
  return codificacion === 'windows-1252' ? codificacion : codificacion.replace('-bom', '').toUpperCase();
}

function sugerirCodificacion({ codificacion, forzada, linea }: LugarDeFalla): string {
  if (codificacion === 'utf-16le' || codificacion === 'utf-16be') {
    return 'el archivo está cortado o dañado: vuelva a exportarlo, de preferencia en UTF-8';
  }
  if (codificacion === 'windows-1252') return 'guarde el archivo como CSV en UTF-8 desde el programa que lo hizo';
  if (forzada) return 'quite --codificacion para que se detecte';
  return `el archivo mezcla codificaciones: corrija la línea ${linea}, o léalo entero con --codificacion windows-1252`;
}

/** Forma en que una falla cruza de un hilo a otro sin perder su clase. */
export type FallaTransferible =
  | { readonly clase: 'codificacion'; readonly alternativa: Codificacion }
  | {
      readonly clase: 'datos';
      readonly mensaje: string;
      readonly sugerencia: string | undefined;
      readonly detalle: readonly string[];
    };

/** Prepara una falla para otro hilo; `null` si es un defecto del programa, que debe cortar el hilo. */
export function empaquetarFalla(error: unknown): FallaTransferible | null {
  if (error instanceof CodificacionRefutada) return { clase: 'codificacion', alternativa: error.alternativa };
  if (!(error instanceof ErrorDeDatos)) return null;
  return { clase: 'datos', mensaje: error.message, sugerencia: error.sugerencia, detalle: error.detalle };
}

/** La inversa de `empaquetarFalla`. */
export function desempaquetarFalla(falla: FallaTransferible): ErrorDeDatos | CodificacionRefutada {
  if (falla.clase === 'codificacion') return new CodificacionRefutada(falla.alternativa);
  const { mensaje, sugerencia, detalle } = falla;
  return new ErrorDeDatos(mensaje, sugerencia === undefined ? { detalle } : { detalle, sugerencia });
}
