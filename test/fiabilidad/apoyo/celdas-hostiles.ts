import type { Azar } from './azar.ts';

/** Lo que una celda puede traer para engañar a una terminal, a una planilla o a un programa. */
const piezas = [
  // Secuencias de terminal: CSI, OSC (título, portapapeles), DCS, APC, y sus formas C1 de un carácter.
  '\u001b[31m',
  '\u001b[2J',
  '\u001b[1;1H',
  '\u001b]0;titulo\u0007',
  '\u001b]52;c;YQ==\u0007',
  '\u001bPq#0\u001b\\',
  '\u001b_x\u001b\\',
  '\u001bc',
  '\u009b31m',
  '\u009d0;x\u009c',
  '\u0090q\u009c',
  '\u0085',
  '\u001b',
  '\u0007',
  '\b\b\b',
  '\u007f',
  '\r',
  '\n',
  '\r\n',
  '\t',
  '\u0001',
  // Lo que cambia el orden o no se ve.
  '\u202e',
  '\u202d',
  '\u2066',
  '\u2069',
  '\u200e',
  '\u061c',
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u2028',
  '\u2029',
  '\u{e0041}',
  '\ufff9',
  // Fórmulas, también con ancho doble o después de un espacio.
  '=1+1',
  "=cmd|'/C calc'!A0",
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  '=HYPERLINK("http://x.example")',
  // Encabezados de correo, plantillas, prototipos, marcas.
  'a\r\nBcc: x@y.example',
  '{{x}}',
  '{{constructor}}',
  `\${7*7}`,
  '<%= 1 %>',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '<script>',
  '|',
  '`',
  '"',
  "'",
  '\\',
  '%0d%0a',
  ';',
  ',',
  '[x](y)',
  '*a*',
  '\ud83d\ude00',
  'e\u0301',
] as const;

/** Una celda hostil: una pieza sola, al principio o entre letras. */
export function celdaHostil(azar: Azar): string {
  const pieza = azar.elegir(piezas);
  const otra = azar.sucede(0.3) ? azar.elegir(piezas) : '';
  return azar.elegir([`${pieza}${otra}a`, `a${pieza}${otra}b`, `${pieza}${otra}`, `${otra}${pieza} Ñandú`]);
}

/** Una celda de CSV entre comillas. */
export function citar(texto: string): string {
  return `"${texto.replaceAll('"', '""')}"`;
}

/** Lo que no debe llegar a una terminal; el tabulador y el fin de línea separan celdas y renglones. */
export const prohibido =
  /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\r(?!\n)|\udb40[\udc00-\udc7f]/;

/** Lo que una planilla tomaría por fórmula, si no es un número. */
export function esFormulaViva(celda: string): boolean {
  return /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]/.test(celda) && !/^[+-]?[\d.,\s()]*$/.test(celda);
}

/** Lee un texto separado (RFC 4180) sin la biblioteca del programa. */
export function leerSeparado(texto: string, separador: string): string[][] {
  const filas: string[][] = [];
  let fila: string[] = [];
  let celda = '';
  let citada = false;
  for (let lugar = 0; lugar < texto.length; lugar += 1) {
    const letra = texto[lugar] ?? '';
    if (citada) {
      if (letra !== '"') celda += letra;
      else if (texto[lugar + 1] === '"') {
        celda += '"';
        lugar += 1;
      } else citada = false;
    } else if (letra === '"' && celda === '') citada = true;
    else if (letra === separador || letra === '\n') {
      fila.push(letra === '\n' ? celda.replace(/\r$/, '') : celda);
      celda = '';
      if (letra === '\n') {
        filas.push(fila);
        fila = [];
      }
    } else celda += letra;
  }
  return filas;
}
