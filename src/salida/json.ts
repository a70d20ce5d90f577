import { escaparEnJson } from './limpiar.ts';

/** Un número que ya está escrito, cifra por cifra: los montos nunca pasan por coma flotante. */
export class NumeroEscrito {
  readonly texto: string;

  /** @param texto un número JSON, por ejemplo el de `textoDecimal`: `1234.50`. */
  constructor(texto: string) {
    this.texto = texto;
  }
}

/** Lo que se puede escribir en JSON. */
export type ValorJson =
  | string
  | number
  | boolean
  | null
  | NumeroEscrito
  | readonly ValorJson[]
  | { readonly [clave: string]: ValorJson };

/** Escribe una cadena JSON sin caracteres que la terminal obedezca. */
export function cadenaJson(texto: string): string {
  return escaparEnJson(JSON.stringify(texto));
}

/**
 * Escribe un valor como JSON.
 * @param sangria espacios de sangría; 0 = en un solo renglón.
 */
export function textoJson(valor: ValorJson, sangria = 0, nivel = 0): string {
  if (valor === null || typeof valor === 'boolean' || typeof valor === 'number') return JSON.stringify(valor);
  if (typeof valor === 'string') return cadenaJson(valor);
  if (valor instanceof NumeroEscrito) return valor.texto;
  const esLista = Array.isArray(valor);
  const partes = esLista
    ? valor.map((parte: ValorJson) => textoJson(parte, sangria, nivel + 1))
    : Object.entries(valor).map(
        ([clave, parte]) => `${cadenaJson(clave)}:${sangria > 0 ? ' ' : ''}${textoJson(parte, sangria, nivel + 1)}`,
      );
  const [abre, cierra] = esLista ? ['[', ']'] : ['{', '}'];
  if (partes.length === 0) return abre + cierra;
  if (sangria === 0) return `${abre}${partes.join(',')}${cierra}`;
  const margen = `\n${' '.repeat(sangria * (nivel + 1))}`;
  return `${abre}${margen}${partes.join(`,${margen}`)}\n${' '.repeat(sangria * nivel)}${cierra}`;
}
