/** Da valores de menor a mayor sin ordenarlos todos: pedir los primeros cientos de decenas de miles cuesta casi nada. */
export class Monticulo<V> {
  readonly #valores: V[];
  readonly #comparar: (uno: V, otro: V) => number;

  /** @param valores quedan en manos del montículo, que los cambia de lugar */
  constructor(valores: V[], comparar: (uno: V, otro: V) => number) {
    this.#valores = valores;
    this.#comparar = comparar;
    for (let lugar = (valores.length >> 1) - 1; lugar >= 0; lugar--) this.#hundir(lugar);
  }

  /** Saca el menor; `undefined` si no queda ninguno. */
  sacar(): V | undefined {
    const [menor] = this.#valores;
    const ultimo = this.#valores.pop();
    if (this.#valores.length > 0 && ultimo !== undefined) {
      this.#valores[0] = ultimo;
      this.#hundir(0);
    }
    return menor;
  }

  /** Baja el valor de ese lugar hasta que ninguno de los dos que dependen de él sea menor. */
  #hundir(desde: number): void {
    const valores = this.#valores;
    let lugar = desde;
    for (;;) {
      const izquierdo = 2 * lugar + 1;
      const derecho = izquierdo + 1;
      if (izquierdo >= valores.length) return;
      const menor = derecho < valores.length && this.#vaAntes(derecho, izquierdo) ? derecho : izquierdo;
      if (!this.#vaAntes(menor, lugar)) return;
      [valores[lugar], valores[menor]] = [valores[menor] as V, valores[lugar] as V];
      lugar = menor;
    }
  }

  #vaAntes(uno: number, otro: number): boolean {
    return this.#comparar(this.#valores[uno] as V, this.#valores[otro] as V) < 0;
  }
}
