const LF = 10;
const CR = 13;
const comilla = 34;

/**
 * Busca en una fila sin terminar la comilla que quedó abierta y dice cuántas líneas más abajo del comienzo está; `null` si
 * ninguna lo está. Sigue las reglas de csv-parse con `relax_quotes`: abre solo al comienzo de una celda.
 */
export function comillaSinCerrar(fila: Buffer, separador: string): number | null {
  const texto = fila.toString('utf8');
  const signo = separador.codePointAt(0);
  let saltos = 0;
  let apertura: number | null = null;
  let inicioDeCelda = true;
  for (let posicion = 0; posicion < texto.length; posicion++) {
    const letra = texto.charCodeAt(posicion);
    const siguiente = texto.charCodeAt(posicion + 1);
    if (letra === LF || (letra === CR && siguiente !== LF)) saltos++;
    if (apertura !== null) {
      if (letra !== comilla) continue;
      if (siguiente === comilla) posicion++;
      else apertura = null;
    } else if (letra === comilla && inicioDeCelda) {
      apertura = saltos;
      inicioDeCelda = false;
    } else inicioDeCelda = letra === signo || letra === LF || letra === CR;
  }
  return apertura;
}
