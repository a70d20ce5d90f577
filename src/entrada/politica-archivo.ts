import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TextDecoder } from 'node:util';
import * as z from 'zod';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import { elMasParecido } from '../dominio/parecidos.ts';
import type { Politica } from '../dominio/politica.ts';
import { convertirPolitica } from './politica-conversion.ts';
import { esquemaDePolitica } from './politica-esquema.ts';
import { type LineasDeClaves, type RutaDeClave, ubicarClaves } from './politica-lineas.ts';
import { diaDeToml, interpretarToml } from './politica-toml.ts';

/** Más grande que esto no es una política. */
const BYTES_MAX = 1024 * 1024;

/**
 * Lee y comprueba el archivo de política; `texto` es lo que el libro guarda como versión.
 * @throws ErrorDeUso si no se puede leer; ErrorDeDatos si algo de lo que dice no vale
 */
export async function leerPolitica(ruta: string): Promise<{ politica: Politica; texto: string }> {
  const texto = await leerTexto(ruta);
  return { politica: analizarPolitica(texto, ruta), texto };
}

async function leerTexto(ruta: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(ruta);
  } catch (causa) {
    const codigo = causa instanceof Error && 'code' in causa ? causa.code : undefined;
    if (codigo === 'ENOENT') {
      throw new ErrorDeUso(`no existe el archivo de política ${ruta}`, {
        sugerencia: `créelo con cobranzas politica crear --salida ${ruta}`,
        causa,
      });
    }
    const motivo =
      codigo === 'EISDIR' ? 'es una carpeta' : codigo === 'EACCES' ? 'falta el permiso de lectura' : String(codigo);
    throw new ErrorDeUso(`no se puede leer el archivo de política ${ruta}: ${motivo}`, { causa });
  }
  if (bytes.length > BYTES_MAX) throw new ErrorDeDatos(`${ruta}: es demasiado grande para ser una política`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (causa) {
    throw new ErrorDeDatos(`${ruta}: no está escrito en UTF-8`, { sugerencia: 'guárdelo como UTF-8', causa });
  }
}

/**
 * Comprueba un texto TOML y lo convierte; `nombre` es la ruta del archivo, como se la llama en los mensajes.
 * @throws ErrorDeDatos con la línea y la clave de cada cosa que no vale
 */
export function analizarPolitica(texto: string, nombre: string): Politica {
  const valores = interpretarToml(texto, nombre);
  const lineas = ubicarClaves(texto);
  const imposibles = lineas.diasInexistentes.map(({ ruta, texto: dia }) => ({
    linea: lineas.lineaDe(ruta),
    texto: `${nombrar(ruta)}: ${dia} no es un día del calendario`,
  }));
  if (imposibles.length > 0) throw errorDePolitica(nombre, imposibles);
  const comprobada = esquemaDePolitica.safeParse(valores);
  if (!comprobada.success) {
    throw errorDePolitica(
      nombre,
      comprobada.error.issues.flatMap((problema) => describir(problema, valores, lineas)),
    );
  }
  const politica = convertirPolitica(comprobada.data, dirname(nombre));
  if (!politica.estrategias.has(politica.estrategia)) {
    const nombres = [...politica.estrategias.keys()].sort().join(', ');
    throw errorDePolitica(nombre, [
      {
        linea: lineas.lineaDe(['estrategia']),
        texto: `estrategia: se esperaba una de estas: ${nombres}, dice ${mostrar(politica.estrategia)}`,
      },
    ]);
  }
  return politica;
}

interface Problema {
  readonly linea: number;
  readonly texto: string;
}

function errorDePolitica(nombre: string, problemas: readonly Problema[]): ErrorDeDatos {
  const [primero, ...resto] = [...problemas].sort((uno, otro) => uno.linea - otro.linea);
  return new ErrorDeDatos(`${nombre}, línea ${primero?.linea}, ${primero?.texto}`, {
    sugerencia: 'corrija el archivo y compruébelo con cobranzas politica validar',
    detalle: resto.map(({ linea, texto }) => `línea ${linea}, ${texto}`),
  });
}

function describir(problema: z.core.$ZodIssue, valores: unknown, lineas: LineasDeClaves): Problema[] {
  const ruta = problema.path.filter((parte) => typeof parte !== 'symbol');
  if (problema.code === 'unrecognized_keys') {
    return problema.keys.map((clave) => {
      const parecida = elMasParecido(clave, clavesConocidas(ruta));
      return {
        linea: lineas.lineaDe([...ruta, clave]),
        texto: `${nombrar([...ruta, clave])}: no existe esa clave${parecida === undefined ? '' : `; ¿quiso decir ${parecida}?`}`,
      };
    });
  }
  const dicho = ruta.reduce<unknown>(
    (dentro, parte) => (dentro as Record<string | number, unknown> | undefined)?.[parte],
    valores,
  );
  const linea = lineas.lineaDe(ruta);
  if (problema.message.startsWith('!')) return [{ linea, texto: `${nombrar(ruta)}: ${problema.message.slice(1)}` }];
  const hallado = dicho === undefined ? 'y falta' : `dice ${mostrar(dicho)}`;
  return [{ linea, texto: `${nombrar(ruta)}: se esperaba ${problema.message}, ${hallado}` }];
}

/** Las listas se numeran desde 1 porque las lee una persona. */
function nombrar(ruta: RutaDeClave): string {
  return ruta.reduce<string>(
    (texto, parte) =>
      typeof parte === 'number' ? `${texto}[${parte + 1}]` : texto === '' ? parte : `${texto}.${parte}`,
    '',
  );
}

function mostrar(valor: unknown): string {
  const dia = diaDeToml(valor);
  if (dia !== undefined) return dia;
  if (typeof valor === 'bigint') return String(valor);
  const texto = JSON.stringify(valor);
  return texto.length > 60 ? `${texto.slice(0, 57)}…` : texto;
}

function clavesConocidas(ruta: RutaDeClave): string[] {
  let esquema: unknown = esquemaDePolitica;
  for (const parte of [...ruta, undefined]) {
    while (esquema instanceof z.ZodOptional) esquema = esquema.unwrap();
    if (parte === undefined) break;
    if (esquema instanceof z.ZodObject) esquema = esquema.shape[parte];
    else if (esquema instanceof z.ZodArray) esquema = esquema.element;
    else if (esquema instanceof z.ZodRecord) esquema = esquema.valueType;
  }
  return esquema instanceof z.ZodObject ? Object.keys(esquema.shape) : [];
}
