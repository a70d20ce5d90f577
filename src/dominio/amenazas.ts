import { plegar } from './cliente.ts';

/**
 * Lo que nunca se le dice a un cliente: amenazas, aires de tribunal o de policía, exposición ante otros e insultos. Casi
 * todas las leyes de cobranza de la región lo prohíben, y la práctica 10 también (1-product). Cada entrada es el comienzo
 * de una palabra, o una expresión, sin acentos.
 */
const prohibidas = [
  'a su domicilio',
  'abogad',
  'accion legal',
  'acciones legales',
  'acreedor',
  'actuario',
  'advert',
  'adviert',
  'allan',
  'amenaz',
  'apercib',
  'area legal',
  'asnef',
  'atenerse',
  'badexcug',
  'bajo pena',
  'bloque',
  'boletin comercial',
  'bufete',
  'buro de credito',
  'burofax',
  'buros de credito',
  'calificacion crediticia',
  'caradura',
  'carcel',
  'carta documento',
  'castig',
  'central de riesgo',
  'centrales de riesgo',
  'cifin',
  'circulo de credito',
  'citacion',
  'clearing',
  'coactiv',
  'consecuencia',
  'cortar el',
  'cortaremos',
  'costas del proceso',
  'datacredito',
  'de lo contrario',
  'delito',
  'demand',
  'denunci',
  'departamento legal',
  'derivaremos',
  'desaloj',
  'desvergonz',
  'deudor',
  'dicom',
  'ejecucion forzosa',
  'embarg',
  'emplaz',
  'empleador',
  'equifax',
  'escrach',
  'estafa',
  'estudio juridico',
  'exig',
  'extrajudicial',
  'fiscal general',
  'fiscalia',
  'fraude',
  'fuerza publica',
  'gendarm',
  'haremos publico',
  'historial crediticio',
  'historial de credito',
  'incobrable',
  'incumplidor',
  'infocorp',
  'inhib',
  'inmediatamente',
  'instancia legal',
  'instancias legales',
  'interpel',
  'intim',
  'irresponsab',
  'judicial',
  'juez',
  'juicio',
  'juridic',
  'juzgado',
  'ladron',
  'letrado',
  'lista negra',
  'listas negras',
  'mal pagador',
  'mala fe',
  'malos pagadores',
  'mediacion prejudicial',
  'medida legal',
  'medidas legales',
  'mentiros',
  'ministerio publico',
  'moros',
  'multa',
  'notario',
  'notificacion fehaciente',
  'notificacion formal',
  'obligad',
  'ordeno',
  'pagara las',
  'penal',
  'perjuici',
  'perseg',
  'poder judicial',
  'policia',
  'por las malas',
  'prejudicial',
  'presentaremos en su',
  'prision',
  'procesal',
  'proceso legal',
  'procesos legales',
  'procurador',
  'publicaremos',
  'querell',
  'remate',
  'reportaremos',
  'reporte negativo',
  'represalia',
  'reputacion',
  'requerimiento',
  'sancion',
  'se arrepentira',
  'secuestro',
  'sentencia',
  'sin mas aviso',
  'sinverguenza',
  'su familia',
  'subasta',
  'sus familiares',
  'sus vecinos',
  'suspend',
  'tramposo',
  'transunion',
  'tribunal',
  'ultima advertencia',
  'ultima oportunidad',
  'ultimatum',
  'ultimo aviso',
  'ultimo plazo',
  'veraz',
  'verguenza',
  'via ejecutiva',
  'via legal',
  'vias legales',
  'visita domiciliaria',
  'visitaremos',
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
