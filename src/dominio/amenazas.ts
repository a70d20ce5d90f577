import { exposiciones } from './amenazas-exposicion.ts';
import type { Familia } from './amenazas-formas.ts';
import { comienzosJudiciales } from './amenazas-judiciales.ts';
import { otrosComienzos, perdidas } from './amenazas-otras.ts';
import { esOtraCosa, noEsJudicial } from './amenazas-salvedades.ts';
import { veladas } from './amenazas-veladas.ts';
import { plegar } from './cliente.ts';

/** El comienzo de una palabra o de una expresión. */
interface Comienzo {
  readonly texto: string;
  /** Palabras que ocupa. */
  readonly largo: number;
  /** La primera de ellas: con otra ni se mira. */
  readonly cabeza: string;
}

/** Una entrada lista para buscar. */
interface Expresion {
  readonly entrada: string;
  /** Vale cualquiera. */
  readonly comienzos: readonly Comienzo[];
  /** Lo que tiene que venir después, o `null`. */
  readonly sigue: Expresion | null;
  /** Palabras que puede haber antes de lo que sigue. */
  readonly enElMedio: number;
  /** Aires de tribunal: la misma palabra puede ser una calle. */
  readonly esJudicial: boolean;
}

/** Palabras que puede haber entre las dos partes de una entrada `a … b`. */
const EN_EL_MEDIO = 3;

function expresionDeFamilia({ lugares: [primero = [], ...resto], enElMedio = EN_EL_MEDIO }: Familia): Expresion {
  const sigue = resto.length === 0 ? null : expresionDeFamilia({ lugares: resto, enElMedio });
  const comienzos = primero.map((texto): Comienzo => {
    const palabras = texto.trim().split(' ');
    return { texto, largo: palabras.length, cabeza: palabras[0] ?? '' };
  });
  const entrada = [primero[0] ?? '', ...(sigue === null ? [] : [sigue.entrada])].join(' … ');
  return { entrada, comienzos, sigue, enElMedio, esJudicial: false };
}

function expresionDe(entrada: string): Expresion {
  return expresionDeFamilia({ lugares: entrada.split(' … ').map((parte) => [parte]) });
}

/**
 * Lo que nunca se le dice a un cliente: amenazas, aires de tribunal o de policía, exposición ante otros e insultos. Casi
 * todas las leyes de cobranza de la región lo prohíben (REGLAS: «Lo que no se dice»).
 */
const prohibidas = [
  ...comienzosJudiciales.map((entrada) => ({ ...expresionDe(entrada), esJudicial: true })),
  ...[...otrosComienzos, ...perdidas].map(expresionDe),
  ...[...exposiciones, ...veladas].map(expresionDeFamilia),
];

/** Si en `desde` empieza la expresión, la última palabra que ocupa; si no, `null`. */
function finDe(palabras: readonly string[], desde: number, expresion: Expresion): number | null {
  const { comienzos, sigue, enElMedio, esJudicial } = expresion;
  for (const { texto, largo, cabeza } of comienzos) {
    if (palabras[desde]?.startsWith(cabeza) !== true) continue;
    const tramo = palabras.slice(desde, desde + largo);
    if (!`${tramo.join(' ')}${tramo.length === largo ? ' ' : ''}`.startsWith(texto)) continue;
    const fin = desde + tramo.length - 1;
    if (esOtraCosa(palabras, fin) || (esJudicial && noEsJudicial(palabras, desde))) continue;
    if (sigue === null) return fin;
    for (let salto = 1; salto <= enElMedio + 1; salto++) {
      const hasta = finDe(palabras, fin + salto, sigue);
      if (hasta !== null) return hasta;
    }
  }
  return null;
}

/** Letras sueltas seguidas desde las que se lee una palabra. */
const DELETREO_MIN = 4;

/** Un tramo de letras sueltas, `D E M A N D A`, con la palabra que forman. */
interface Deletreo {
  readonly desde: number;
  readonly palabra: string;
}

function deletreosDe(palabras: readonly string[]): readonly Deletreo[] {
  const tramos: Deletreo[] = [];
  for (let desde = 0; desde < palabras.length; desde++) {
    let hasta = desde;
    while (palabras[hasta]?.length === 1) hasta++;
    if (hasta - desde >= DELETREO_MIN) tramos.push({ desde, palabra: palabras.slice(desde, hasta).join('') });
    desde = Math.max(desde, hasta);
  }
  return tramos;
}

/** Las palabras de un texto, preparadas para buscar en ellas. */
interface Leido {
  readonly palabras: readonly string[];
  /** Dónde están las que empiezan con cada letra. */
  readonly porLetra: ReadonlyMap<string, readonly number[]>;
  readonly deletreos: readonly Deletreo[];
}

function leer(palabras: readonly string[]): Leido {
  const porLetra = new Map<string, number[]>();
  palabras.forEach((palabra, lugar) => {
    const letra = palabra.charAt(0);
    const lugares = porLetra.get(letra);
    if (lugares === undefined) porLetra.set(letra, [lugar]);
    else lugares.push(lugar);
  });
  return { palabras, porLetra, deletreos: deletreosDe(palabras) };
}

/** Los lugares en que está la expresión, también escrita letra por letra: primera y última palabra de cada uno. */
function lugaresDe(
  { palabras, porLetra, deletreos }: Leido,
  expresion: Expresion,
): (readonly [desde: number, hasta: number])[] {
  const letras = new Set(expresion.comienzos.map(({ cabeza }) => cabeza.charAt(0)));
  const candidatos = [...letras].flatMap((letra) => porLetra.get(letra) ?? []).sort((uno, otro) => uno - otro);
  const enteros = candidatos.flatMap((desde) => {
    const hasta = finDe(palabras, desde, expresion);
    return hasta === null ? [] : [[desde, hasta] as const];
  });
  if (expresion.sigue !== null || deletreos.length === 0) return enteros;
  const juntos = expresion.comienzos
    .map(({ texto }) => texto.replaceAll(' ', ''))
    .filter(({ length }) => length >= DELETREO_MIN);
  const deletreados = deletreos
    .filter(({ palabra }) => juntos.some((junto) => palabra.includes(junto)))
    .map(({ desde, palabra }) => [desde, desde + palabra.length - 1] as const);
  return [...enteros, ...deletreados];
}

/** Las palabras prohibidas que un texto contiene, en el orden de la lista; ninguna = se puede decir. */
export function amenazasEn(texto: string): readonly string[] {
  const leido = leer(plegar(texto).split(' '));
  return prohibidas.filter((expresion) => lugaresDe(leido, expresion).length > 0).map(({ entrada }) => entrada);
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
  const leido = leer(plegadas.map(({ parte }) => parte));
  const expresiones = comienzos === undefined ? prohibidas : comienzos.map(expresionDe);
  const frases = expresiones.flatMap((expresion) =>
    lugaresDe(leido, expresion).map(([desde, fin]) => {
      const indice = plegadas[desde]?.indice ?? 0;
      const hasta = plegadas[fin]?.indice ?? indice;
      return escritas
        .slice(Math.max(0, indice - CONTEXTO), hasta + CONTEXTO + 1)
        .join(' ')
        .replace(/^[\s\p{P}]+|[\s,;:…]+$/gu, '');
    }),
  );
  return [...new Set(frases)];
}
