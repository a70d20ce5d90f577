/** Cómo se reconoce un formato que no es texto y qué conviene hacer con él. */
export interface FormatoBinario {
  readonly descripcion: string;
  readonly sugerencia: string;
}

const exportarDesdeExcel = 'ábralo y use «Guardar como → CSV UTF-8»; después importe el .csv';

interface Firma extends FormatoBinario {
  readonly bytes: readonly number[];
}

const firmas: readonly Firma[] = [
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    descripcion: 'un libro de Excel antiguo (.xls)',
    sugerencia: exportarDesdeExcel,
  },
  {
    bytes: [0x09, 0x08, 0x10, 0x00],
    descripcion: 'un libro de Excel antiguo (.xls)',
    sugerencia: exportarDesdeExcel,
  },
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    descripcion: 'un PDF',
    sugerencia: 'pida los datos en CSV al sistema que hizo el PDF',
  },
  {
    bytes: [0x1f, 0x8b],
    descripcion: 'un archivo comprimido con gzip',
    sugerencia: 'descomprímalo: gunzip -c archivo.gz | cobranzas import -',
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    descripcion: 'un archivo comprimido con zstd',
    sugerencia: 'descomprímalo antes de importarlo',
  },
  {
    bytes: [0x42, 0x5a, 0x68, 0x39],
    descripcion: 'un archivo comprimido con bzip2',
    sugerencia: 'descomprímalo antes de importarlo',
  },
  {
    bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    descripcion: 'un archivo comprimido con xz',
    sugerencia: 'descomprímalo antes de importarlo',
  },
  {
    bytes: [0x37, 0x7a, 0xbc, 0xaf],
    descripcion: 'un archivo comprimido 7z',
    sugerencia: 'descomprímalo antes de importarlo',
  },
  {
    bytes: [0x52, 0x61, 0x72, 0x21],
    descripcion: 'un archivo comprimido RAR',
    sugerencia: 'descomprímalo antes de importarlo',
  },
  {
    bytes: [...Buffer.from('SQLite format 3\0')],
    descripcion: 'una base SQLite',
    sugerencia: 'si es un libro de cobranzas, indíquelo con --libro; si no, exporte la tabla a CSV',
  },
  {
    bytes: [...Buffer.from('PAR1')],
    descripcion: 'un archivo Parquet',
    sugerencia: 'expórtelo a CSV con la herramienta que lo hizo',
  },
  {
    bytes: [0x89, 0x50, 0x4e, 0x47],
    descripcion: 'una imagen PNG',
    sugerencia: 'hace falta el archivo de datos en CSV',
  },
  {
    bytes: [0xff, 0xd8, 0xff],
    descripcion: 'una imagen JPEG',
    sugerencia: 'hace falta el archivo de datos en CSV',
  },
  {
    bytes: [...Buffer.from('GIF8')],
    descripcion: 'una imagen GIF',
    sugerencia: 'hace falta el archivo de datos en CSV',
  },
  {
    bytes: [0x7f, 0x45, 0x4c, 0x46],
    descripcion: 'un programa ejecutable',
    sugerencia: 'indique un archivo CSV',
  },
  { bytes: [0xff, 0xfe, 0x00, 0x00], descripcion: 'un texto en UTF-32', sugerencia: 'guárdelo en UTF-8' },
  { bytes: [0x00, 0x00, 0xfe, 0xff], descripcion: 'un texto en UTF-32', sugerencia: 'guárdelo en UTF-8' },
];

const zip = [0x50, 0x4b, 0x03, 0x04];

/** Reconoce por sus primeros bytes un formato que no es texto; `null` si no es ninguno de los conocidos. */
export function reconocerFormatoBinario(cabeza: Buffer): FormatoBinario | null {
  if (empiezaCon(cabeza, zip)) return reconocerZip(cabeza);
  return firmas.find((firma) => empiezaCon(cabeza, firma.bytes)) ?? null;
}

/** Los libros de Excel y de LibreOffice son un zip cuyo primer contenido los delata. */
function reconocerZip(cabeza: Buffer): FormatoBinario {
  const indice = cabeza.toString('latin1', 0, Math.min(cabeza.length, 4096));
  if (indice.includes('opendocument.spreadsheet')) {
    return { descripcion: 'un libro de LibreOffice (.ods)', sugerencia: exportarDesdeExcel };
  }
  if (/\[Content_Types\]\.xml|xl\/|docProps\//.test(indice)) {
    return { descripcion: 'un libro de Excel (.xlsx)', sugerencia: exportarDesdeExcel };
  }
  return {
    descripcion: 'un archivo comprimido zip',
    sugerencia: 'descomprímalo e importe el CSV que tiene dentro',
  };
}

function empiezaCon(cabeza: Buffer, bytes: readonly number[]): boolean {
  return cabeza.length >= bytes.length && bytes.every((byte, indice) => cabeza[indice] === byte);
}
