/** El texto de la primera celda con algo; vacío si toda la fila lo está. */
export function primeraLlena(celdas: readonly string[]): string {
  for (const celda of celdas) {
    const texto = celda.trim();
    if (texto !== '') return texto;
  }
  return '';
}
