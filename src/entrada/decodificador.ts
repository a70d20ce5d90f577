import { isAscii, isUtf8 } from 'node:buffer';
import { primerByteAjenoA1252, primerByteInvalidoEnUtf8, recortarUtf8 } from './bytes-de-texto.ts';
import type { Codificacion } from './codificacion.ts';

/** Convierte bloques de un archivo a bloques UTF-8 que nunca cortan un carácter. */
export interface Decodificador {
  /** Lanza `SecuenciaInvalida` en el primer byte que no es de la codificación. */
  escribir(bloque: Buffer): Buffer;
  /** Lanza `SecuenciaInvalida` si el archivo termina a mitad de un carácter. */
  terminar(): void;
}

/** Un byte que no puede estar en la codificación supuesta. */
export class SecuenciaInvalida extends Error {
  /** Posición del byte en el archivo, desde 0. */
  readonly desplazamiento: number;
  readonly byte: number;
  /** Lo que se pudo leer del bloque antes de ese byte, en UTF-8. */
  readonly previo: Buffer;
  /** Verdadero si todo lo anterior a ese byte era ASCII. */
  readonly antesAscii: boolean;

  constructor(lugar: { desplazamiento: number; byte: number; previo: Buffer; antesAscii: boolean }) {
    super(`byte ${lugar.byte} inválido en la posición ${lugar.desplazamiento}`);
    this.name = 'SecuenciaInvalida';
    this.desplazamiento = lugar.desplazamiento;
    this.byte = lugar.byte;
    this.previo = lugar.previo;
    this.antesAscii = lugar.antesAscii;
  }
}

/** Crea el decodificador de una codificación; sirve para un solo archivo, leído desde el principio. */
export function crearDecodificador(codificacion: Codificacion): Decodificador {
  if (codificacion === 'windows-1252') return new DecodificadorDe1252();
  if (codificacion === 'utf-16le' || codificacion === 'utf-16be')
    return new DecodificadorUtf16(codificacion === 'utf-16be');
  return new DecodificadorUtf8();
}

const nada = Buffer.alloc(0);

class DecodificadorUtf8 implements Decodificador {
  private resto: Buffer = nada;
  private leidos = 0;
  private soloAscii = true;

  escribir(bloque: Buffer): Buffer {
    const bytes = this.resto.length === 0 ? bloque : Buffer.concat([this.resto, bloque]);
    const corte = recortarUtf8(bytes);
    const enteros = bytes.subarray(0, corte);
    if (!isUtf8(enteros)) this.rechazar(enteros);
    if (this.soloAscii && !isAscii(enteros)) this.soloAscii = false;
    this.resto = Buffer.from(bytes.subarray(corte));
    this.leidos += corte;
    return enteros;
  }

  terminar(): void {
    if (this.resto.length > 0) this.rechazar(this.resto);
  }

  private rechazar(bytes: Buffer): never {
    const posicion = primerByteInvalidoEnUtf8(bytes);
    const previo = bytes.subarray(0, posicion);
    throw new SecuenciaInvalida({
      desplazamiento: this.leidos + posicion,
      byte: bytes[posicion] ?? 0,
      previo,
      antesAscii: this.soloAscii && isAscii(previo),
    });
  }
}

/** Los 32 caracteres que windows-1252 pone entre 0x80 y 0x9F; los cinco que faltan no existen. */
const altosDe1252 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

class DecodificadorDe1252 implements Decodificador {
  private leidos = 0;

  escribir(bloque: Buffer): Buffer {
    // Una marca de UTF-8 delante de un archivo que se lee como windows-1252 por orden del usuario no es parte del texto.
    const marca = this.leidos === 0 && bloque[0] === 0xef && bloque[1] === 0xbb && bloque[2] === 0xbf ? 3 : 0;
    const bytes = bloque.subarray(marca);
    const ajeno = primerByteAjenoA1252(bytes);
    if (ajeno !== -1) {
      const previo = convertirDe1252(bytes.subarray(0, ajeno));
      throw new SecuenciaInvalida({
        desplazamiento: this.leidos + marca + ajeno,
        byte: bytes[ajeno] ?? 0,
        previo,
        antesAscii: false,
      });
    }
    this.leidos += bloque.length;
    return convertirDe1252(bytes);
  }

  terminar(): void {}
}

function convertirDe1252(bytes: Buffer): Buffer {
  if (isAscii(bytes)) return bytes;
  const texto = bytes.toString('latin1', 0, bytes.length);
  return Buffer.from(
    texto.replace(/[\x80-\x9f]/g, (letra) => altosDe1252.charAt(letra.charCodeAt(0) - 0x80)),
    'utf8',
  );
}

class DecodificadorUtf16 implements Decodificador {
  private readonly mayorPrimero: boolean;
  private resto: Buffer = nada;
  private leidos = 0;

  constructor(mayorPrimero: boolean) {
    this.mayorPrimero = mayorPrimero;
  }

  escribir(bloque: Buffer): Buffer {
    const bytes = Buffer.concat([this.resto, bloque]);
    const corte = this.recortar(bytes);
    const enteros = Buffer.from(bytes.subarray(0, corte));
    if (this.mayorPrimero) enteros.swap16();
    const texto = enteros.toString('utf16le', 0, corte);
    const suelto = texto.search(/\p{Surrogate}/u);
    if (suelto !== -1) this.rechazar(suelto * 2, bytes, Buffer.from(texto.slice(0, suelto), 'utf8'));
    this.resto = bytes.subarray(corte);
    this.leidos += corte;
    return Buffer.from(texto, 'utf8');
  }

  terminar(): void {
    if (this.resto.length > 0) this.rechazar(0, this.resto, nada);
  }

  /** Deja para el bloque siguiente el byte suelto y la primera mitad de un par sustituto. */
  private recortar(bytes: Buffer): number {
    const pares = bytes.length - (bytes.length % 2);
    const alto = bytes[this.mayorPrimero ? pares - 2 : pares - 1] ?? 0;
    return pares >= 2 && alto >= 0xd8 && alto <= 0xdb ? pares - 2 : pares;
  }

  private rechazar(posicion: number, bytes: Buffer, previo: Buffer): never {
    throw new SecuenciaInvalida({
      desplazamiento: this.leidos + posicion,
      byte: bytes[posicion] ?? 0,
      previo,
      antesAscii: false,
    });
  }
}
