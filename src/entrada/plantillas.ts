import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TextDecoder } from 'node:util';
import { ErrorDeUso } from '../dominio/errores.ts';
import { plantillasIncluidas } from '../dominio/mensaje/incluidas.ts';
import { type Plantilla, type Tono, tonos } from '../dominio/mensaje/plantilla.ts';

/** Más grande que esto no es una plantilla. */
const BYTES_MAX = 64 * 1024;

/** Un archivo de la carpeta de plantillas: lo que dice, o por qué no se entiende. */
export type PlantillaPropia =
  | {
      readonly archivo: string;
      readonly plantilla: Plantilla;
      /** Líneas del archivo, desde 1, en que están el asunto y el comienzo del cuerpo. */
      readonly lineas: { readonly asunto: number; readonly cuerpo: number };
    }
  | { readonly archivo: string; readonly plantilla: null; readonly linea: number; readonly porque: string };

/**
 * Lee las plantillas `<código>.txt` de una carpeta, por orden de nombre. Un archivo que no se entiende es un valor de la
 * lista, con su línea.
 * @throws ErrorDeUso si la carpeta no se puede leer
 */
export async function leerPlantillasPropias(carpeta: string): Promise<PlantillaPropia[]> {
  const nombres = await listar(carpeta);
  return Promise.all(
    nombres
      .filter((nombre) => nombre.endsWith('.txt') && !nombre.startsWith('.'))
      .sort()
      .map((nombre) => leerArchivoDePlantilla(join(carpeta, nombre))),
  );
}

async function listar(carpeta: string): Promise<string[]> {
  try {
    return await readdir(carpeta);
  } catch (causa) {
    const codigo = causa instanceof Error && 'code' in causa ? String(causa.code) : String(causa);
    const motivo =
      codigo === 'ENOENT' ? 'no existe' : codigo === 'ENOTDIR' ? 'no es una carpeta' : `no se puede leer (${codigo})`;
    throw new ErrorDeUso(`la carpeta de plantillas ${carpeta} ${motivo}`, {
      sugerencia: 'créela, o revise la clave recordatorios.plantillas de la política',
      causa,
    });
  }
}

/**
 * Lee un archivo de plantilla; su código es el nombre sin `.txt`.
 * @throws ErrorDeUso si no se puede leer
 */
export async function leerArchivoDePlantilla(archivo: string): Promise<PlantillaPropia> {
  const mal = (porque: string): PlantillaPropia => ({ archivo, plantilla: null, linea: 1, porque });
  let bytes: Buffer;
  try {
    if (!(await stat(archivo)).isFile()) return mal('no es un archivo');
    bytes = await readFile(archivo);
  } catch (causa) {
    const codigo = causa instanceof Error && 'code' in causa ? String(causa.code) : String(causa);
    throw new ErrorDeUso(
      codigo === 'ENOENT' ? `no existe la plantilla ${archivo}` : `no se puede leer ${archivo} (${codigo})`,
      { causa },
    );
  }
  if (bytes.length > BYTES_MAX) return mal('es demasiado grande para ser una plantilla');
  try {
    return analizarPlantilla(new TextDecoder('utf-8', { fatal: true }).decode(bytes), archivo);
  } catch {
    return mal('no está escrita en UTF-8; guárdela como UTF-8');
  }
}

/** Interpreta el texto de un archivo: `Asunto: …` y, si se quiere, `Tono: …`; un renglón vacío; y el cuerpo. */
export function analizarPlantilla(texto: string, archivo: string): PlantillaPropia {
  const codigo = archivo.replace(/^.*[\\/]/, '').replace(/\.txt$/, '');
  const mal = (linea: number, porque: string): PlantillaPropia => ({ archivo, plantilla: null, linea, porque });
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(codigo)) {
    return mal(1, 'el nombre del archivo es el código: letras minúsculas sin acentos, números y guiones');
  }
  const renglones = texto.normalize('NFC').split(/\r\n?|\n/);
  const encabezado = new Map<string, { valor: string; linea: number }>();
  let linea = 0;
  for (; linea < renglones.length && renglones[linea]?.trim() !== ''; linea++) {
    const [, clave = '', valor = ''] = /^\s*(asunto|tono)\s*:\s*(.*?)\s*$/i.exec(renglones[linea] ?? '') ?? [];
    if (clave === '') return mal(linea + 1, 'antes del renglón vacío sólo van «Asunto: …» y «Tono: …»');
    if (encabezado.has(clave.toLowerCase())) return mal(linea + 1, `«${clave}» está dos veces`);
    encabezado.set(clave.toLowerCase(), { valor, linea: linea + 1 });
  }
  const asunto = encabezado.get('asunto');
  if (asunto === undefined) return mal(1, 'falta el asunto: la primera línea es «Asunto: …»');
  const tono = encabezado.get('tono');
  if (tono !== undefined && !esTono(tono.valor)) {
    return mal(tono.linea, `el tono es uno de: ${tonos.join(', ')}; dice «${tono.valor}»`);
  }
  const deFabrica = plantillasIncluidas.find((incluida) => incluida.codigo === codigo)?.tono ?? 'directo';
  return {
    archivo,
    plantilla: {
      codigo,
      tono: tono !== undefined && esTono(tono.valor) ? tono.valor : deFabrica,
      asunto: asunto.valor,
      cuerpo: renglones.slice(linea + 1).join('\n'),
    },
    lineas: { asunto: asunto.linea, cuerpo: linea + 2 },
  };
}

function esTono(texto: string): texto is Tono {
  return tonos.some((tono) => tono === texto);
}
