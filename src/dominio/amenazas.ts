import { plegar } from './cliente.ts';

/**
 * Lo que nunca se le dice a un cliente: amenazas, aires de tribunal o de policía, exposición ante otros e insultos. Casi
 * todas las leyes de cobranza de la región lo prohíben, y la práctica 10 también (1-product). Cada entrada es el comienzo
 * de una palabra, o una expresión, sin acentos.
 */
const prohibidas = [
  'abogad',
  'accion legal',
  'acciones legales',
  'acreedor',
  'advert',
  'allan',
  'amenaz',
  'apercib',
  'asnef',
  'atenerse',
  'bajo pena',
  'bloque',
  'buro de credito',
  'burofax',
  'carcel',
  'carta documento',
  'castig',
  'central de riesgo',
  'citacion',
  'consecuencia',
  'cortaremos',
  'cortar el',
  'datacredito',
  'de lo contrario',
  'delito',
  'demand',
  'denunci',
  'derivaremos',
  'deudor',
  'dicom',
  'embarg',
  'estafa',
  'estudio juridico',
  'exig',
  'fiscal general',
  'fraude',
  'historial crediticio',
  'incumplidor',
  'infocorp',
  'inhib',
  'inmediatamente',
  'intim',
  'judicial',
  'juez',
  'juicio',
  'juridic',
  'juzgado',
  'lista negra',
  'listas negras',
  'mala fe',
  'mediacion prejudicial',
  'moros',
  'multa',
  'notificacion formal',
  'notificacion fehaciente',
  'obligad',
  'ordeno',
  'pagara las',
  'perjuici',
  'perseg',
  'poder judicial',
  'policia',
  'por las malas',
  'prision',
  'procesal',
  'querell',
  'remate',
  'reputacion',
  'represalia',
  'requerimiento',
  'sancion',
  'se arrepentira',
  'sentencia',
  'sin mas aviso',
  'subasta',
  'suspend',
  'tribunal',
  'ultima advertencia',
  'ultima oportunidad',
  'ultimatum',
  'ultimo aviso',
  'ultimo plazo',
  'veraz',
  'verguenza',
  'via legal',
  'vias legales',
] as const;

/** Las palabras prohibidas que un texto contiene, en el orden de la lista; ninguna = se puede decir. */
export function amenazasEn(texto: string): readonly string[] {
  const palabras = ` ${plegar(texto)} `;
  return prohibidas.filter((prohibida) => palabras.includes(` ${prohibida}`));
}

/** Palabras que se citan antes y después de la que no va. */
const CONTEXTO = 2;

/**
 * Las frases del texto que empiezan con alguno de los comienzos dados, tal como están escritas y con las palabras vecinas;
 * sin comienzos, los de las amenazas.
 */
export function frasesProhibidas(texto: string, comienzos: readonly string[] = prohibidas): string[] {
  const escritas = texto.normalize('NFC').match(/\S+/gu) ?? [];
  const plegadas = escritas.flatMap((escrita, indice) =>
    plegar(escrita)
      .split(' ')
      .filter((parte) => parte !== '')
      .map((parte) => ({ parte, indice })),
  );
  const frases = comienzos.flatMap((comienzo) => {
    const largo = comienzo.trim().split(' ').length;
    return plegadas.flatMap(({ indice }, desde) => {
      const tramo = plegadas.slice(desde, desde + largo);
      const junto = tramo.map(({ parte }) => parte).join(' ');
      if (!`${junto}${tramo.length === largo ? ' ' : ''}`.startsWith(comienzo)) return [];
      const hasta = tramo.at(-1)?.indice ?? indice;
      return [
        escritas
          .slice(Math.max(0, indice - CONTEXTO), hasta + CONTEXTO + 1)
          .join(' ')
          .replace(/^[\s\p{P}]+|[\s,;:…]+$/gu, ''),
      ];
    });
  });
  return [...new Set(frases)];
}
