/** Limpieza de los textos que llegan de una celda. */

/** Un texto que una planilla tomaría por fórmula, con el apóstrofo que lo guarda; así lo escriben también nuestros archivos. */
const guardada = /^'(?:[\t\r\n\0]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫])/;

/**
 * Texto de una celda listo para guardar: sin caracteres de control ni de formato invisible, en NFC, sin espacios en
 * los extremos y con un solo espacio entre palabras.
 */
export function limpiarTexto(texto: string): string {
  if (texto.charCodeAt(0) === 39 && guardada.test(texto)) return limpiarTexto(texto.slice(1));
  if (estaLimpio(texto)) return texto;
  return texto
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Camino corto: ASCII imprimible o letras latinas precompuestas, sin espacios de más. */
function estaLimpio(texto: string): boolean {
  let anterior = 32;
  for (let indice = 0; indice < texto.length; indice++) {
    const codigo = texto.charCodeAt(indice);
    if (codigo < 32 || (codigo > 126 && codigo < 0xc0) || codigo > 0x17f) return false;
    if (codigo === 32 && anterior === 32) return false;
    anterior = codigo;
  }
  return texto.length === 0 || anterior !== 32;
}

/**
 * Copia un texto que se va a recordar. Las celdas son recortes del bloque leído del archivo, y guardar una retendría
 * el bloque entero en memoria.
 */
export function copiar(texto: string): string {
  if (texto.length < 13) return texto;
  // Con un byte por letra ocupa la mitad, y compararla con la celda de la fila siguiente no obliga a convertir.
  const codificacion = masDeUnByte.test(texto) ? 'utf16le' : 'latin1';
  return Buffer.from(texto, codificacion).toString(codificacion);
}

const masDeUnByte = /[^\u0000-\u00ff]/;

/** Lo que distintos programas escriben cuando no hay dato. Las fechas todo en ceros son de MySQL y de DBF. */
const palabrasVacias: ReadonlySet<string> = new Set([
  '',
  '-',
  '--',
  '---',
  '—',
  '–',
  'n/a',
  'n.a.',
  'na',
  '#n/a',
  'null',
  '(null)',
  'none',
  'nan',
  'nat',
  '\\n',
  's/d',
  'sin dato',
  'sin datos',
  'nil',
  'undefined',
  '0000-00-00',
  '00/00/0000',
  '00-00-0000',
  '0000-00-00 00:00:00',
  '#¡nulo!',
  '#null!',
  'no aplica',
  'sin contacto',
]);

/** Con qué letras empiezan, en minúscula. */
const inicialesDeVacias: ReadonlySet<number> = new Set(
  [...palabrasVacias].map((palabra) => palabra.charCodeAt(0)).filter((codigo) => codigo >= 97 && codigo <= 122),
);

/** Dice si la celda no trae dato: vacía, sólo espacios, o una de las palabras con que se escribe «nada». */
export function estaVacia(texto: string): boolean {
  if (texto.length === 0) return true;
  if (texto.length > 24) return texto.trim() === '';
  const primera = texto.charCodeAt(0);
  // Una celda que empieza con cifra distinta de cero o con una letra que no encabeza ninguna de esas palabras tiene dato.
  if (primera > 48 && primera < 58) return false;
  const minuscula = primera | 32;
  if (minuscula >= 97 && minuscula <= 122 && !inicialesDeVacias.has(minuscula)) return false;
  const limpio = limpiarTexto(texto).toLowerCase();
  return palabrasVacias.has(limpio) || esCeroContable(limpio);
}

/** Dice si la celda es el guion con que las planillas escriben un cero en formato contable: `-`, `$ -`, `- €`. */
export function esCeroContable(texto: string): boolean {
  return /^\s*[$€£]?\s*[-–—]\s*[$€£]?\s*$/.test(texto);
}

/** Pone una cita en un mensaje: entre comillas, sin controles y recortada a 60 caracteres. */
export function citar(texto: string): string {
  const limpio = limpiarTexto(texto);
  return `«${limpio.length > 60 ? `${limpio.slice(0, 59)}…` : limpio}»`;
}

/** Una celda que prueba algo, con la línea del archivo donde está. */
export interface Cita {
  readonly linea: number;
  readonly texto: string;
}
