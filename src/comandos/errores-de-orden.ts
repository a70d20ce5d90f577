import type { Argument, Command, CommanderError, Option } from 'commander';
import { ErrorDeUso } from '../dominio/errores.ts';

/** Cómo se llama una orden entera: `cobranzas cliente ver`. */
function nombreCompleto(orden: Command): string {
  return orden.parent === null ? orden.name() : `${nombreCompleto(orden.parent)} ${orden.name()}`;
}

/** Lo que commander pone entre comillas simples en sus mensajes: `error: unknown option '--dia'`. */
function citados(mensaje: string): readonly string[] {
  return [...mensaje.matchAll(/'([\s\S]*?)'(?=[ .\n]|$)/g)].map((partes) => partes[1] ?? '');
}

/** Lo que commander cree que se quiso escribir. */
function parecidos(mensaje: string): readonly string[] {
  const partes = /\(Did you mean (?:one of )?(.+)\?\)$/.exec(mensaje);
  return partes?.[1]?.split(', ') ?? [];
}

/** Busca una opción por su declaración, `--formato <formato>`, en la orden y las que la contienen. */
function opcionDeclarada(orden: Command, declaracion: string): Option | undefined {
  for (let actual: Command | null = orden; actual !== null; actual = actual.parent) {
    const opcion = actual.options.find((una) => una.flags === declaracion);
    if (opcion !== undefined) return opcion;
  }
  return undefined;
}

function valorImposible(orden: Command, mensaje: string): string {
  const esOpcion = mensaje.startsWith('error: option');
  const [primero = '', segundo = ''] = citados(mensaje);
  const [nombre, valor] = esOpcion ? [primero, segundo] : [segundo, primero];
  const donde: Option | Argument | undefined = esOpcion
    ? opcionDeclarada(orden, nombre)
    : orden.registeredArguments.find((uno) => uno.name() === nombre);
  const valores = donde?.argChoices?.join(', ');
  return `«${valor}» no es un valor de ${esOpcion ? nombre : `<${nombre}>`}${valores === undefined ? '' : `: se espera ${valores}`}`;
}

/** El texto en español de cada error de commander; los códigos son públicos, los mensajes se prueban uno por uno. */
const textos: Readonly<Record<string, (orden: Command, mensaje: string) => string>> = {
  'commander.unknownOption': (_, mensaje) => `no existe la opción ${citados(mensaje)[0]}`,
  'commander.unknownCommand': (orden, mensaje) =>
    orden.parent === null
      ? `no existe la orden «${citados(mensaje)[0]}»`
      : `«${orden.name()}» no tiene una orden «${citados(mensaje)[0]}»`,
  'commander.missingArgument': (_, mensaje) => `falta el argumento <${citados(mensaje)[0]}>`,
  'commander.optionMissingArgument': (_, mensaje) => `falta el valor de la opción ${citados(mensaje)[0]}`,
  'commander.missingMandatoryOptionValue': (_, mensaje) => `falta la opción ${citados(mensaje)[0]}`,
  'commander.conflictingOption': (_, mensaje) => {
    const [una, otra] = citados(mensaje);
    return `las opciones ${una} y ${otra} no se usan juntas`;
  },
  'commander.excessArguments': (orden) => {
    const admitidos = orden.registeredArguments.length;
    return `sobra el argumento «${orden.args[admitidos]}»`;
  },
  'commander.invalidArgument': valorImposible,
};

/** Convierte un error de commander en uno nuestro, con lo que quizá se quiso escribir y dónde está la ayuda. */
export function traducirError(error: CommanderError, orden: Command, sugeridas: readonly string[] = []): ErrorDeUso {
  const candidatas = [...parecidos(error.message), ...sugeridas];
  const quiso = candidatas.length === 0 ? '' : `¿quiso decir ${candidatas.map((una) => `«${una}»`).join(' o ')}?\n`;
  const texto = textos[error.code]?.(orden, error.message) ?? 'la orden está mal escrita';
  return new ErrorDeUso(texto, {
    sugerencia: `${quiso}vea «${nombreCompleto(orden)} --help»`,
    causa: error,
  });
}
