/** Agrega el valor a los de su clave. */
export function agregarA<C, V>(grupos: Map<C, V[]>, clave: C, valor: V): void {
  const previos = grupos.get(clave);
  if (previos === undefined) grupos.set(clave, [valor]);
  else previos.push(valor);
}

/** Los valores por su clave, cada grupo en el orden recibido. */
export function agruparPor<C, V>(valores: Iterable<V>, claveDe: (valor: V) => C): Map<C, V[]> {
  const grupos = new Map<C, V[]>();
  for (const valor of valores) agregarA(grupos, claveDe(valor), valor);
  return grupos;
}
