import type { Azar } from './azar.ts';

/** Altera los bytes de un archivo. */
type Mutacion = (bytes: Buffer, azar: Azar) => Buffer;

const dificiles = [
  '"',
  '""',
  '"\n"',
  '\0',
  '\r',
  '\n',
  '\r\n',
  ',',
  ';',
  '\t',
  '|',
  '\u001b[2J',
  '\ufeff',
  '\u202e',
  '=',
  "'",
  'é',
  '€',
  '1.234',
  '1,234',
  '-',
  '(12,00)',
  '31/02/2026',
  '02/03/2026',
  '2026-13-01',
  '99999999999999999999',
  '1e9',
  'NaN',
  'sep=;\n',
  '__proto__',
  'Total',
  '0',
  '00/00/0000',
  '\u0085',
  '\u2028',
  '$',
  'USD',
  '%',
  '1.234.567,89',
] as const;

function entre(bytes: Buffer, azar: Azar): number {
  return azar.entero(0, Math.max(0, bytes.length - 1));
}

/** Reemplaza un tramo por otro texto. */
function poner(bytes: Buffer, desde: number, hasta: number, que: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, desde), que, bytes.subarray(hasta)]);
}

function renglones(bytes: Buffer): string[] {
  return bytes.toString('latin1').split('\n');
}

function comoBytes(partes: readonly string[]): Buffer {
  return Buffer.from(partes.join('\n'), 'latin1');
}

/** El mismo texto en otra codificación, entera o no. */
function codificar(texto: string, azar: Azar): Buffer {
  const codificacion = azar.elegir(['utf-16le', 'utf-16be', 'windows-1252', 'utf-8', 'utf-32le']);
  if (codificacion === 'windows-1252') return Buffer.from(texto, 'latin1');
  if (codificacion === 'utf-8') return Buffer.from(texto);
  if (codificacion === 'utf-32le')
    return Buffer.from(Uint32Array.from([...texto], (letra) => letra.codePointAt(0) ?? 0).buffer);
  const anchos = Buffer.from(texto, 'utf16le');
  return codificacion === 'utf-16be' ? anchos.swap16() : anchos;
}

const mutaciones: readonly Mutacion[] = [
  // Un bit, un byte cualquiera.
  (bytes, azar) => {
    const otros = Buffer.from(bytes);
    const lugar = entre(otros, azar);
    otros[lugar] = (otros[lugar] ?? 0) ^ (1 << azar.entero(0, 7));
    return otros;
  },
  (bytes, azar) => poner(bytes, entre(bytes, azar), bytes.length, Buffer.alloc(0)),
  (bytes, azar) => {
    const desde = entre(bytes, azar);
    return poner(bytes, desde, desde + azar.entero(1, 40), Buffer.alloc(0));
  },
  // Un bloque repetido, en su lugar o en otro.
  (bytes, azar) => {
    const desde = entre(bytes, azar);
    const bloque = bytes.subarray(desde, desde + azar.entero(1, 400));
    const lugar = entre(bytes, azar);
    return poner(bytes, lugar, lugar, bloque);
  },
  (bytes, azar) => {
    const lugar = entre(bytes, azar);
    return poner(bytes, lugar, lugar + azar.entero(0, 3), Buffer.from(azar.elegir(dificiles)));
  },
  // Una celda entera por algo difícil.
  (bytes, azar) => {
    const partes = renglones(bytes);
    const cual = azar.entero(0, partes.length - 1);
    const celdas = (partes[cual] ?? '').split(/([,;\t|~])/);
    celdas[azar.entero(0, celdas.length - 1)] = Buffer.from(azar.elegir(dificiles)).toString('latin1');
    partes[cual] = celdas.join('');
    return comoBytes(partes);
  },
  // Un separador por otro: en todas partes o en un renglón.
  (bytes, azar) => {
    const [uno, otro] = [azar.elegir([',', ';', '\t', '|']), azar.elegir([',', ';', '\t', '|', ' '])];
    const partes = renglones(bytes);
    const todos = azar.sucede(0.5);
    const cual = azar.entero(0, partes.length - 1);
    return comoBytes(partes.map((parte, indice) => (todos || indice === cual ? parte.replaceAll(uno, otro) : parte)));
  },
  // Renglones repetidos, cambiados de lugar o mezclados.
  (bytes, azar) => {
    const partes = renglones(bytes);
    const [uno, otro] = [azar.entero(0, partes.length - 1), azar.entero(0, partes.length - 1)];
    const texto = partes[uno] ?? '';
    if (azar.sucede(0.5)) partes.splice(otro, 0, texto);
    else [partes[uno], partes[otro]] = [partes[otro] ?? '', texto];
    return comoBytes(partes);
  },
  // Comillas de más o de menos.
  (bytes, azar) => {
    const texto = bytes.toString('latin1');
    if (azar.sucede(0.5)) return Buffer.from(texto.replaceAll('"', ''), 'latin1');
    const lugar = entre(bytes, azar);
    return poner(bytes, lugar, lugar, Buffer.from('"'));
  },
  // Otra codificación, con marca o sin ella.
  (bytes, azar) => codificar(`${azar.sucede(0.5) ? '\ufeff' : ''}${bytes.toString('utf8')}`, azar),
  (bytes, azar) =>
    Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, azar.elegir(['\r\n', '\r', '\n\r', '\n\n'])), 'latin1'),
  // El encabezado: una columna repetida, con otro nombre o perdida.
  (bytes, azar) => {
    const partes = renglones(bytes);
    const celdas = (partes[0] ?? '').split(/([,;\t|~])/);
    const [uno, otro] = [azar.entero(0, celdas.length - 1), azar.entero(0, celdas.length - 1)];
    celdas[uno] = azar.elegir([celdas[otro] ?? '', '', '__proto__', 'constructor', 'importe', 'saldo', 'fecha', 'x']);
    partes[0] = celdas.join('');
    return comoBytes(partes);
  },
  // Coma por punto en los números.
  (bytes, azar) => {
    const texto = bytes.toString('latin1');
    const otro = azar.elegir(['.', ',', ' ', "'"]);
    return Buffer.from(
      texto.replace(/(\d)[.,](\d)/g, (todo, uno, dos) => (azar.sucede(0.3) ? uno + otro + dos : todo)),
      'latin1',
    );
  },
];

/** Altera un archivo entre una y tres veces; a veces le pega un pedazo de otro. */
export function mutar(original: Buffer, otro: Buffer, azar: Azar): Buffer {
  let bytes = original;
  if (azar.sucede(0.05)) {
    const desde = entre(otro, azar);
    const lugar = entre(bytes, azar);
    bytes = poner(bytes, lugar, lugar, otro.subarray(desde, desde + azar.entero(1, 2000)));
  }
  for (let veces = azar.entero(1, 3); veces > 0; veces -= 1) bytes = azar.elegir(mutaciones)(bytes, azar);
  return bytes;
}
