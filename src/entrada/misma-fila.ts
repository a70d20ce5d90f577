/** Dice si una fila repite el encabezado, como hacen los listados por páginas. */
export function esLaMismaFila(celdas: readonly string[], encabezados: readonly string[]): boolean {
  let iguales = 0;
  for (let columna = 0; columna < encabezados.length; columna++) {
    const encabezado = (encabezados[columna] ?? '').trim();
    if (encabezado === '') continue;
    if ((celdas[columna] ?? '').trim() !== encabezado) return false;
    iguales++;
  }
  return iguales > 0;
}
