import { type Trato, tratos } from '../trato.ts';

/** Con qué tono habla una plantilla. */
export const tonos = ['amable', 'directo', 'firme'] as const;
export type Tono = (typeof tonos)[number];

/** Un texto con huecos, para un paso o un momento de la cobranza. */
export interface Plantilla {
  /** Con qué nombre la pide un paso de la política. */
  readonly codigo: string;
  readonly tono: Tono;
  /** Un renglón. */
  readonly asunto: string;
  /** Párrafos separados por un renglón vacío. */
  readonly cuerpo: string;
}

/** Un pedazo de plantilla: texto fijo, un campo, las tres formas de una palabra según el trato, o sus dos según el número. */
export type Pieza =
  | { readonly tipo: 'texto'; readonly texto: string }
  | { readonly tipo: 'campo'; readonly nombre: string }
  | { readonly tipo: 'trato'; readonly formas: readonly string[] }
  | { readonly tipo: 'numero'; readonly formas: readonly string[] }
  | { readonly tipo: 'mal'; readonly texto: string };

const hueco = /\{([^{}]*)\}|[{}]/g;

/**
 * Separa un renglón en piezas: `{monto}` es un campo, `{podés|puedes|puede}` voseo, tú y usted, y `{vence|vencen}` una
 * factura o varias. Lo que no tiene ninguna de esas formas es una pieza `mal`.
 */
export function analizarRenglon(renglon: string): Pieza[] {
  const piezas: Pieza[] = [];
  let desde = 0;
  for (const hallado of renglon.matchAll(hueco)) {
    if (hallado.index > desde) piezas.push({ tipo: 'texto', texto: renglon.slice(desde, hallado.index) });
    piezas.push(piezaDe(hallado[0], hallado[1]));
    desde = hallado.index + hallado[0].length;
  }
  if (desde < renglon.length) piezas.push({ tipo: 'texto', texto: renglon.slice(desde) });
  return piezas;
}

function piezaDe(texto: string, dentro: string | undefined): Pieza {
  if (dentro === undefined) return { tipo: 'mal', texto };
  const formas = dentro.split('|');
  if (formas.length === 3) return { tipo: 'trato', formas };
  if (formas.length === 2) return { tipo: 'numero', formas };
  const nombre = dentro.trim();
  return formas.length === 1 && /^[a-z_]+$/.test(nombre) ? { tipo: 'campo', nombre } : { tipo: 'mal', texto };
}

/** Cómo se llena un renglón. */
export interface Relleno {
  readonly trato: Trato;
  /** Se habla de una sola factura. */
  readonly esUna: boolean;
  /** El valor de un campo; `''` = no tiene. */
  readonly valor: (campo: string) => string;
}

/** Llena un renglón en una pasada: las llaves que traiga un dato quedan como están. `null` si usa un campo sin valor. */
export function llenarRenglon(renglon: string, { trato, esUna, valor }: Relleno): string | null {
  const orden = tratos.indexOf(trato);
  let texto = '';
  for (const pieza of analizarRenglon(renglon)) {
    if (pieza.tipo === 'texto' || pieza.tipo === 'mal') texto += pieza.texto;
    else if (pieza.tipo === 'trato') texto += pieza.formas[orden] ?? '';
    else if (pieza.tipo === 'numero') texto += pieza.formas[esUna ? 0 : 1] ?? '';
    else {
      const dato = valor(pieza.nombre);
      if (dato === '') return null;
      texto += dato;
    }
  }
  return texto;
}

/** Los párrafos del cuerpo, cada uno con sus renglones y el número (desde 1) del primero. */
export function parrafosDe(cuerpo: string): { readonly linea: number; readonly renglones: readonly string[] }[] {
  const parrafos: { linea: number; renglones: string[] }[] = [];
  let abierto: { linea: number; renglones: string[] } | undefined;
  cuerpo.split(/\r\n?|\n/).forEach((crudo, indice) => {
    const renglon = crudo.replaceAll('\t', ' ').trim();
    if (renglon === '') {
      abierto = undefined;
      return;
    }
    if (abierto === undefined) {
      abierto = { linea: indice + 1, renglones: [] };
      parrafos.push(abierto);
    }
    abierto.renglones.push(renglon);
  });
  return parrafos;
}
