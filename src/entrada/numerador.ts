/** Valores que se mandan por primera vez; quien los recibe pone cada uno en su tabla, en el lugar de su número. */
export interface ValoresNuevos<V> {
  readonly numeros: readonly number[];
  readonly valores: readonly V[];
}

/** De cuántos valores se recuerda el número: una generación; hay dos, para que la memoria no crezca con el archivo. */
const NUMERADOS_MAX = 100_000;

/**
 * Da un número a cada valor que se repite, para mandar el valor una vez y después sólo su número. Al llenarse una
 * generación se olvida lo que no se usó en ella, y esos números se dan a otros.
 */
export class Numerador<V> {
  private readonly recordadosMax: number;
  private recientes = new Map<V, number>();
  private anteriores = new Map<V, number>();
  private libres: number[] = [];
  private cuantos = 0;
  private numeros: number[] = [];
  private nuevos: V[] = [];

  /** @param recordadosMax cuántos valores caben en una generación */
  constructor(recordadosMax = NUMERADOS_MAX) {
    this.recordadosMax = recordadosMax;
  }

  /** El número del valor, desde 0. Dos textos iguales tienen el mismo; dos objetos, sólo si son el mismo objeto. */
  numerar(valor: V): number {
    const reciente = this.recientes.get(valor);
    if (reciente !== undefined) return reciente;
    let numero = this.anteriores.get(valor);
    if (numero === undefined) {
      numero = this.libres.pop() ?? this.cuantos++;
      this.numeros.push(numero);
      this.nuevos.push(valor);
    } else this.anteriores.delete(valor);
    this.recientes.set(valor, numero);
    return numero;
  }

  /** Los numerados desde la vez anterior. Sólo entre lotes: los números que nadie usa pasan a ser de otros valores. */
  tomarNuevos(): ValoresNuevos<V> {
    const { numeros, nuevos: valores } = this;
    this.numeros = [];
    this.nuevos = [];
    if (this.recientes.size >= this.recordadosMax) {
      for (const numero of this.anteriores.values()) this.libres.push(numero);
      this.anteriores = this.recientes;
      this.recientes = new Map();
    }
    return { numeros, valores };
  }
}

/** Pone en la tabla los valores nuevos de un lote. */
export function anotarNuevos<V>(tabla: V[], { numeros, valores }: ValoresNuevos<V>): void {
  for (const [lugar, valor] of valores.entries()) tabla[numeros[lugar] ?? -1] = valor;
}
