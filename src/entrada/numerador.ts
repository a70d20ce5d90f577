/** Valores que se mandan por primera vez; quien los recibe los pone en su tabla desde el lugar `desde`. */
export interface ValoresNuevos<V> {
  readonly desde: number;
  readonly valores: readonly V[];
}

/** Al pasar de tantos valores la numeración empieza de nuevo, para que la memoria no crezca con el archivo. */
const NUMERADOS_MAX = 50_000;

/** Da un número a cada valor que se repite, para mandar el valor una vez y después sólo su número. */
export class Numerador<V> {
  private readonly numeros = new Map<V, number>();
  private nuevos: V[] = [];

  /** El número del valor, desde 0. Dos textos iguales tienen el mismo; dos objetos, sólo si son el mismo objeto. */
  numerar(valor: V): number {
    const conocido = this.numeros.get(valor);
    if (conocido !== undefined) return conocido;
    const numero = this.numeros.size;
    this.numeros.set(valor, numero);
    this.nuevos.push(valor);
    return numero;
  }

  /** Los numerados desde la vez anterior. Sólo entre lotes: si ya son demasiados, los números siguientes son otros. */
  tomarNuevos(): ValoresNuevos<V> {
    const tomados = { desde: this.numeros.size - this.nuevos.length, valores: this.nuevos };
    this.nuevos = [];
    if (this.numeros.size >= NUMERADOS_MAX) this.numeros.clear();
    return tomados;
  }
}

/** Pone en la tabla los valores nuevos de un lote. */
export function anotarNuevos<V>(tabla: V[], { desde, valores }: ValoresNuevos<V>): void {
  tabla.length = desde;
  for (const valor of valores) tabla.push(valor);
}
