let colacion: Intl.Collator | undefined;

/**
 * Compara dos nombres como los ordena un diccionario español (ñ después de n, acentos y mayúsculas indiferentes) y
 * las cifras por su valor. La colación se arma en el primer uso porque cargar sus datos cuesta tiempo de arranque.
 */
export function compararNombres(uno: string, otro: string): number {
  colacion ??= new Intl.Collator('es', { numeric: true, sensitivity: 'base' });
  return colacion.compare(uno, otro);
}
