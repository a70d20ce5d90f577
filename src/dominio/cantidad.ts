/** Un entero con punto de miles: `6.748`. */
export function conMiles(numero: number): string {
  return String(numero).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** Varias cosas en una frase: `A`, `A y B`, `A, B y C`. */
export function enumerar(partes: readonly string[]): string {
  if (partes.length < 2) return partes.join('');
  return `${partes.slice(0, -1).join(', ')} y ${partes.at(-1)}`;
}

/** Una cantidad con su palabra concordada: `1 fila`, `6.748 filas`. Sin `varias`, el plural agrega una ese. */
export function contar(numero: number, una: string, varias = `${una}s`): string {
  return `${conMiles(numero)} ${numero === 1 ? una : varias}`;
}
