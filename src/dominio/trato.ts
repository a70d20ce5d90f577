import type { Pais } from './pais.ts';

/** Cómo se le habla al cliente. */
export const tratos = ['voseo', 'tu', 'usted'] as const;
export type Trato = (typeof tratos)[number];

/** El trato de un comercio con su cliente en cada país (docs/DECISIONES.md). Donde no se sabe, usted no molesta a nadie. */
const tratoDePais: Readonly<Record<Pais, Trato>> = {
  AR: 'voseo',
  UY: 'voseo',
  MX: 'tu',
  ES: 'tu',
  CL: 'tu',
  PE: 'usted',
  CO: 'usted',
};

/** El trato que corresponde al país de la empresa; `null` = no se sabe cuál es. */
export function tratoDe(pais: Pais | null): Trato {
  return pais === null ? 'usted' : tratoDePais[pais];
}

/** Datos con que se completa una frase; los nombres son los que la frase pone entre llaves. */
export type DatosDeFrase = Readonly<Record<string, string>>;

const hueco = /\{([^{}|]*)\|([^{}|]*)\|([^{}|]*)\}|\{(\w+)\}/g;

/**
 * Escribe una frase en el trato pedido. `{podés|puedes|puede}` es la misma palabra en voseo, tú y usted; `{monto}` es un
 * dato. Se lee en una sola pasada, así que las llaves que traiga un dato quedan como están. Un dato que falta queda vacío.
 */
export function decir(trato: Trato, frase: string, datos: DatosDeFrase = {}): string {
  const orden = tratos.indexOf(trato);
  return frase.replace(hueco, (_todo, ...grupos: (string | undefined)[]) => {
    const nombre = grupos[3];
    return nombre === undefined ? (grupos[orden] ?? '') : (datos[nombre] ?? '');
  });
}
