/** Hasta dónde se pudo partir un texto y sus filas. */
export interface FilasSimples {
  readonly filas: readonly string[][];
  /** Letras del comienzo que ya están en `filas`; si no son todas, ahí empieza una línea que hay que dar a csv-parse. */
  readonly letras: number;
}

const saltoDeLinea = /\r\n?|\n/g;

/**
 * Parte las líneas de un texto mientras sus comillas no dejen nada que interpretar: rodean celdas enteras, las de adentro
 * van dobles y se cierran en la misma línea (RFC 4180). Todo lo demás, desde la primera línea que no sea así, es de csv-parse.
 * @param letrasMax una línea más larga tampoco es simple
 */
export function partirSimples(texto: string, separador: string, letrasMax: number): FilasSimples {
  const filas: string[][] = [];
  let inicio = 0;
  while (inicio < texto.length) {
    saltoDeLinea.lastIndex = inicio;
    const salto = saltoDeLinea.exec(texto);
    const fin = salto === null ? texto.length : salto.index;
    const celdas = fin - inicio > letrasMax ? null : partirSimple(texto.slice(inicio, fin), separador);
    if (celdas === null) break;
    filas.push(celdas);
    inicio = salto === null ? fin : saltoDeLinea.lastIndex;
  }
  return { filas, letras: inicio };
}

/** Las celdas de una línea sin su salto; `null` si sus comillas no son simples. */
export function partirSimple(linea: string, separador: string): string[] | null {
  const celdas: string[] = [];
  let inicio = 0;
  for (;;) {
    let fin: number;
    if (linea.charCodeAt(inicio) === 34) {
      const cierre = cierreDeCelda(linea, inicio + 1);
      if (cierre === -1) return null;
      const celda = linea.slice(inicio + 1, cierre);
      celdas.push(celda.includes('"') ? celda.replaceAll('""', '"') : celda);
      fin = cierre + 1;
      if (fin < linea.length && !linea.startsWith(separador, fin)) return null;
    } else {
      const hallado = linea.indexOf(separador, inicio);
      fin = hallado === -1 ? linea.length : hallado;
      const celda = linea.slice(inicio, fin);
      if (celda.includes('"')) return null;
      celdas.push(celda);
    }
    if (fin === linea.length) return celdas;
    inicio = fin + separador.length;
  }
}

/** La primera comilla desde `posicion` que no es doble; -1 si la celda no se cierra en la línea. */
function cierreDeCelda(linea: string, posicion: number): number {
  let cierre = linea.indexOf('"', posicion);
  while (cierre !== -1 && linea.charCodeAt(cierre + 1) === 34) cierre = linea.indexOf('"', cierre + 2);
  return cierre;
}
