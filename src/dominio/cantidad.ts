/** Un entero con punto de miles: `6.748`. */
export function conMiles(numero: number): string {
  return String(numero).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** Una cantidad con su palabra concordada: `1 fila`, `6.748 filas`. Sin `varias`, el plural agrega una ese. */
export function contar(numero: number, una: string, varias = `${una}s`): string {
  return `${conMiles(numero)} ${numero === 1 ? una : varias}`;
}
