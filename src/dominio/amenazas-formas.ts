/**
 * Amenazas que no tienen una palabra propia, sólo una manera de armarse: contárselo a otros, ponerlo en una lista, humillar,
 * ir a buscarlo, insinuar, quitarle el buen nombre. Cada una es una sucesión de lugares, y de cada lugar vale cualquiera de
 * sus comienzos (se escriben como los de `amenazas-judiciales.ts`). Un infinitivo es también el comienzo de su futuro y de
 * sus enclíticos: `avisar` halla «avisaremos», «van a avisar» y «avisarles».
 */
export interface Familia {
  readonly lugares: readonly (readonly string[])[];
  /** Palabras que puede haber entre dos lugares; 3 si no se dice. */
  readonly enElMedio?: number;
}

export const deQuien = ['su', 'sus', 'tu', 'tus', 'vuestro', 'vuestra', 'vuestros', 'vuestras'];
/** Cada una de las primeras seguida de cada una de las otras. */
export const cada = (unas: readonly string[], otras: readonly string[]): string[] =>
  unas.flatMap((una) => otras.map((otra) => `${una} ${otra}`));
/** Lo que basta con que esté. */
export const alguno = (...comienzos: readonly string[]): Familia => ({ lugares: [comienzos] });
