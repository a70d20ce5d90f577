import { comienzosJudiciales } from './amenazas-judiciales.ts';
import { otrosComienzos, perdidas } from './amenazas-otras.ts';
import { plegar } from './cliente.ts';

/** Una entrada lista para buscar. */
interface Expresion {
  readonly entrada: string;
  readonly comienzo: string;
  /** Palabras que ocupa el comienzo. */
  readonly largo: number;
  /** La primera de ellas: con otra ni se mira. */
  readonly cabeza: string;
  /** Lo que tiene que venir después, o `null`. */
  readonly sigue: Expresion | null;
}

function expresionDe(entrada: string): Expresion {
  const [comienzo = '', ...resto] = entrada.split(' … ');
  const palabras = comienzo.trim().split(' ');
  const sigue = resto.length === 0 ? null : expresionDe(resto.join(' … '));
  return { entrada, comienzo, largo: palabras.length, cabeza: palabras[0] ?? '', sigue };
}

/**
 * Lo que nunca se le dice a un cliente: amenazas, aires de tribunal o de policía, exposición ante otros e insultos. Casi
 * todas las leyes de cobranza de la región lo prohíben (REGLAS: «Lo que no se dice»).
 */
const prohibidas = [...comienzosJudiciales, ...otrosComienzos, ...perdidas].map(expresionDe);

/** Palabras que puede haber entre las dos partes de una entrada `a … b`. */
const EN_EL_MEDIO = 3;

/** Si en `desde` empieza la expresión, la última palabra que ocupa; si no, `null`. */
function finDe(palabras: readonly string[], desde: number, expresion: Expresion): number | null {
  const { comienzo, largo, cabeza, sigue } = expresion;
  if (palabras[desde]?.startsWith(cabeza) !== true) return null;
  const tramo = palabras.slice(desde, desde + largo);
  if (!`${tramo.join(' ')}${tramo.length === largo ? ' ' : ''}`.startsWith(comienzo)) return null;
  const fin = desde + tramo.length - 1;
  if (sigue === null) return fin;
  for (let salto = 1; salto <= EN_EL_MEDIO + 1; salto++) {
    const hasta = finDe(palabras, fin + salto, sigue);
    if (hasta !== null) return hasta;
  }
  return null;
}

/** Las palabras prohibidas que un texto contiene, en el orden de la lista; ninguna = se puede decir. */
export function amenazasEn(texto: string): readonly string[] {
  const palabras = plegar(texto).split(' ');
  return prohibidas
    .filter((expresion) => palabras.some((_, desde) => finDe(palabras, desde, expresion) !== null))
    .map(({ entrada }) => entrada);
}

/** Palabras que se citan antes y después de la que no va. */
const CONTEXTO = 2;

/**
 * Las frases del texto que empiezan con alguno de los comienzos dados, tal como están escritas y con las palabras vecinas;
 * sin comienzos, los de las amenazas.
 */
export function frasesProhibidas(texto: string, comienzos?: readonly string[]): string[] {
  const escritas = texto.normalize('NFC').match(/\S+/gu) ?? [];
  const plegadas = escritas.flatMap((escrita, indice) =>
    plegar(escrita)
      .split(' ')
      .filter((parte) => parte !== '')
      .map((parte) => ({ parte, indice })),
  );
  const palabras = plegadas.map(({ parte }) => parte);
  const expresiones = comienzos === undefined ? prohibidas : comienzos.map(expresionDe);
  const frases = expresiones.flatMap((expresion) =>
    plegadas.flatMap(({ indice }, desde) => {
      const fin = finDe(palabras, desde, expresion);
      if (fin === null) return [];
      const hasta = plegadas[fin]?.indice ?? indice;
      return [
        escritas
          .slice(Math.max(0, indice - CONTEXTO), hasta + CONTEXTO + 1)
          .join(' ')
          .replace(/^[\s\p{P}]+|[\s,;:…]+$/gu, ''),
      ];
    }),
  );
  return [...new Set(frases)];
}
