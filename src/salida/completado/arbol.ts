/** Qué puede escribirse en un lugar: nada, cualquier texto, un archivo, una carpeta, o una de las palabras dadas. */
export type Valor = 'nada' | 'libre' | 'archivo' | 'carpeta' | readonly string[];

/** Una opción tal como se escribe, `--dias`, y lo que lleva después. */
export interface OpcionCompletable {
  readonly nombre: string;
  readonly descripcion: string;
  readonly valor: Valor;
}

/** Una orden, o un grupo de órdenes, del árbol. */
export interface OrdenCompletable {
  /** Las palabras que llevan a ella, sin el nombre del programa: `cliente listar`; `''` es el programa. */
  readonly ruta: string;
  readonly hijas: readonly {
    readonly nombre: string;
    readonly descripcion: string;
    readonly alias: readonly string[];
  }[];
  readonly opciones: readonly OpcionCompletable[];
  /** Lo que admite como argumento. */
  readonly argumento: Valor;
}

/** Todo lo que se puede completar: las órdenes y las opciones que valen en cualquiera. */
export interface Arbol {
  readonly ordenes: readonly OrdenCompletable[];
  readonly comunes: readonly OpcionCompletable[];
}

/** Los nombres de todas las opciones que llevan un valor, sin repetir. */
export function opcionesConValor({ ordenes, comunes }: Arbol): string[] {
  const todas = [...comunes, ...ordenes.flatMap(({ opciones }) => opciones)];
  return [...new Set(todas.filter(({ valor }) => valor !== 'nada').map(({ nombre }) => nombre))];
}

/** Por cada palabra que baja un nivel en el árbol, adónde lleva: ` cliente` → ` cliente`; ` importar` → ` import`. */
export function pasos({ ordenes }: Arbol): { readonly desde: string; readonly hasta: string }[] {
  return ordenes.flatMap(({ ruta, hijas }) =>
    hijas.flatMap(({ nombre, alias }) => {
      const base = ruta === '' ? '' : ` ${ruta}`;
      return [nombre, ...alias].map((palabra) => ({
        desde: `${base} ${palabra}`,
        hasta: `${base} ${nombre}`,
      }));
    }),
  );
}

/** Texto entre comillas simples para un intérprete de órdenes POSIX. */
export function entreComillas(texto: string): string {
  return `'${texto.replaceAll("'", "'\\''")}'`;
}
