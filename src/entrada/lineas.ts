const LF = 10;
const CR = 13;
const comilla = 34;

/** Dos tramos con comillas separados por menos bytes que estos se leen juntos: cada llamada a csv-parse cuesta como una fila. */
const distanciaEntreTramos = 256;

/** Encuentra los límites de las líneas físicas (LF, CRLF o CR) dentro de `bytes`, hasta `fin`. */
export class BuscadorDeLineas {
  readonly fin: number;
  private readonly bytes: Buffer;
  private readonly proximoLf: (desde: number) => number;
  private readonly proximoCr: (desde: number) => number;

  constructor(bytes: Buffer, fin: number) {
    this.bytes = bytes;
    this.fin = fin;
    this.proximoLf = recordarBusqueda(bytes, LF);
    this.proximoCr = recordarBusqueda(bytes, CR);
  }

  /** Dónde empieza la línea que contiene `posicion`, sin retroceder más allá de `minimo`, que es comienzo de línea. */
  inicioDe(posicion: number, minimo: number): number {
    const previos = this.bytes.subarray(minimo, posicion);
    return minimo + Math.max(previos.lastIndexOf(LF), previos.lastIndexOf(CR)) + 1;
  }

  /** Dónde termina, con su salto, la línea que contiene `posicion`. */
  finDe(posicion: number): number {
    const lf = this.proximoLf(posicion);
    const cr = this.proximoCr(posicion);
    const despues = cr < lf && cr + 1 !== lf ? cr + 1 : lf + 1;
    return Math.min(despues, this.fin);
  }

  /** Dónde termina el tramo de líneas con comillas que empieza en la línea de `posicion`. */
  finDelTramo(posicion: number): number {
    let fin = this.finDe(posicion);
    for (;;) {
      const proxima = this.bytes.indexOf(comilla, fin);
      if (proxima === -1 || proxima >= this.fin || proxima - fin > distanciaEntreTramos) return fin;
      fin = this.finDe(proxima);
    }
  }
}

/** Buscar hacia delante un byte que no está costaría recorrer el bloque cada vez: se recuerda el último hallazgo. */
function recordarBusqueda(bytes: Buffer, byte: number): (desde: number) => number {
  let hallado = -1;
  return (desde) => {
    if (hallado < desde) {
      const posicion = bytes.indexOf(byte, desde);
      hallado = posicion === -1 ? Number.POSITIVE_INFINITY : posicion;
    }
    return hallado;
  };
}

/** Fin de la última línea completa del bloque. Un CR en el último byte puede ser la mitad de un CRLF: no cuenta. */
export function finDeLaUltimaLinea(bytes: Buffer): number {
  const lf = bytes.lastIndexOf(LF);
  const cr = bytes.length < 2 ? -1 : bytes.lastIndexOf(CR, bytes.length - 2);
  return Math.max(lf, cr) + 1;
}

/** Corta un texto de líneas completas; la última puede no tener salto. */
export function cortarLineas(texto: string): string[] {
  const lineas = texto.includes('\r') ? texto.split(/\r\n?|\n/) : texto.split('\n');
  if (lineas.at(-1) === '') lineas.pop();
  return lineas;
}

/** Cuántos saltos de línea (LF, CRLF o CR) tiene un texto. */
export function contarSaltos(texto: string): number {
  return texto.match(/\r\n?|\n/g)?.length ?? 0;
}
