/** Números al azar repetibles: la misma semilla da siempre los mismos. */
export interface Azar {
  /** Un real en [0, 1). */
  real(): number;
  /** Un entero de `desde` a `hasta`, los dos incluidos. */
  entero(desde: number, hasta: number): number;
  /** Un elemento de la lista, que no puede estar vacía. */
  elegir<T>(lista: readonly T[]): T;
  /** Verdadero con esa probabilidad. */
  sucede(probabilidad: number): boolean;
}

/** Generador mulberry32 (dominio público, T. Ettinger). */
export function azarCon(semilla: number): Azar {
  let estado = semilla | 0;
  const real = (): number => {
    estado = (estado + 0x6d2b79f5) | 0;
    let mezcla = Math.imul(estado ^ (estado >>> 15), 1 | estado);
    mezcla = (mezcla + Math.imul(mezcla ^ (mezcla >>> 7), 61 | mezcla)) ^ mezcla;
    return ((mezcla ^ (mezcla >>> 14)) >>> 0) / 4294967296;
  };
  const entero = (desde: number, hasta: number): number => desde + Math.floor(real() * (hasta - desde + 1));
  return {
    real,
    entero,
    elegir<T>(lista: readonly T[]): T {
      if (lista.length === 0) throw new Error('no hay de qué elegir');
      return lista[entero(0, lista.length - 1)] as T;
    },
    sucede: (probabilidad) => real() < probabilidad,
  };
}

/** Una semilla propia para el caso `numero`: así cada caso se repite solo, sin los anteriores. */
export function semillaDe(semilla: number, numero: number): number {
  return Math.imul(semilla ^ 0x9e3779b9, 2654435761) ^ Math.imul(numero + 1, 40503);
}
