/**
 * Recuerda lo último que se usó, con un tope de memoria: dos generaciones, y al llenarse la nueva se olvida la vieja.
 * Así un archivo de millones de filas no ocupa más que uno de miles.
 */
export class CacheAcotada<C, V> {
  #nueva = new Map<C, V>();
  #vieja = new Map<C, V>();
  readonly #entradasMax: number;

  constructor(entradasMax: number) {
    this.#entradasMax = entradasMax;
  }

  leer(clave: C): V | undefined {
    const valor = this.#nueva.get(clave);
    if (valor !== undefined) return valor;
    const anterior = this.#vieja.get(clave);
    if (anterior !== undefined) this.guardar(clave, anterior);
    return anterior;
  }

  guardar(clave: C, valor: V): void {
    if (this.#nueva.size >= this.#entradasMax) {
      this.#vieja = this.#nueva;
      this.#nueva = new Map();
    }
    this.#nueva.set(clave, valor);
  }

  olvidar(clave: C): void {
    this.#nueva.delete(clave);
    this.#vieja.delete(clave);
  }
}
