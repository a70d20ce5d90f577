import { parse, TomlDate, TomlError } from 'smol-toml';
import { ErrorDeDatos } from '../dominio/errores.ts';

/** Lo que dice smol-toml, por el comienzo de su mensaje, en palabras de quien escribe el archivo. */
const traducciones: readonly (readonly [comienzo: string, traduccion: string])[] = [
  [
    'control characters are not allowed in strings',
    'falta la comilla que cierra el texto, o hay un carácter de control',
  ],
  ['control characters', 'hay un carácter de control que TOML no admite'],
  ['each key-value declaration', 'sobra texto después del valor: cada clave va en su propio renglón'],
  ['expected comma or end', 'falta una coma o el cierre de la lista o de la tabla'],
  ['expected end of table array', 'falta «]]» al final del encabezado'],
  ['illegal character in key', 'la clave tiene un carácter que debe ir entre comillas'],
  ['illegal empty bare key', 'falta el nombre de la clave'],
  ['illegal quoted key', 'el nombre de una clave no puede ocupar varios renglones'],
  ['illegal leading zero', 'un número no puede empezar con cero'],
  ['illegal underscore', 'el guion bajo sólo puede ir entre cifras'],
  ['illegal character in numeric', 'el número tiene un carácter que no es una cifra'],
  ['incomplete key-value', 'falta «=» después de la clave'],
  ['integer value cannot', 'el número es demasiado grande'],
  ['invalid date', 'la fecha no existe o está mal escrita (se escribe AAAA-MM-DD, sin comillas)'],
  ['invalid escape', 'la barra invertida sólo puede ir delante de un carácter de escape'],
  ['invalid non-hex', 'el código Unicode tiene un carácter que no es hexadecimal'],
  ['invalid unicode', 'el código Unicode no existe'],
  ['trying to redefine', 'la clave o la tabla ya está más arriba'],
  ['unexpected end of key', 'la clave está cortada'],
  ['unfinished array', 'falta «]» al final de la lista'],
  ['unfinished numeric', 'el número está cortado'],
  ['unfinished string', 'falta la comilla que cierra el texto'],
  ['unfinished table', 'falta el cierre de la tabla'],
  ['unrecognised escape', 'la barra invertida forma un escape que no existe (para escribirla, póngala dos veces)'],
  ['document contains an unsafe', 'el nombre de una clave no está permitido'],
  ['document contains excessively', 'hay demasiados niveles anidados'],
  ['invalid value', 'el valor no se entiende (un texto va entre comillas)'],
];

/**
 * Lee TOML 1.0 sin interpretar sus claves.
 * @throws ErrorDeDatos con línea y columna si no es TOML
 */
export function interpretarToml(texto: string, nombre: string): Record<string, unknown> {
  try {
    return parse(texto, { unsafeKeyBehaviour: 'throw', integersAsBigInt: 'asNeeded', maxDepth: 20 });
  } catch (causa) {
    if (!(causa instanceof TomlError)) throw causa;
    const original = causa.message.replace('Invalid TOML document: ', '');
    const traduccion = traducciones.find(([comienzo]) => original.startsWith(comienzo))?.[1];
    throw new ErrorDeDatos(
      `${nombre}, línea ${causa.line}, columna ${causa.column}: ${traduccion ?? 'no es TOML válido'}`,
      { sugerencia: 'corrija ese renglón y compruébelo con cobranzas politica validar', causa },
    );
  }
}

/** El día `AAAA-MM-DD` de un valor de TOML, o `undefined` si no es una fecha sin hora. */
export function diaDeToml(valor: unknown): string | undefined {
  return valor instanceof TomlDate && valor.isDate() ? valor.toISOString() : undefined;
}
