import { existsSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { ErrorDeUso } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Politica } from '../dominio/politica.ts';
import { politicaPredeterminada } from '../dominio/politica-predeterminada.ts';
import type { ConsolaDeProceso } from '../salida/consola.ts';
import type { Protegido } from '../salida/destino-archivo.ts';
import type { Entorno, Flujo } from '../salida/flujo.ts';
import type { Formato } from '../salida/listado.ts';
import { presentar, presentarJson } from '../salida/presentar.ts';
import type { Comando, Contexto, Interaccion, Opciones } from './comando.ts';
import { leerFecha } from './opciones.ts';

/** Lo que rodea a una ejecución; las pruebas ponen el suyo. Cada flujo se pide recién al usarlo, porque abrirlo cuesta. */
export interface Proceso {
  readonly entorno: Entorno;
  readonly entrada: NodeJS.ReadableStream;
  readonly salida: Flujo;
  readonly errores: Flujo;
  readonly ahora: () => Date;
}

/** La orden ya leída de la línea: qué comando es y con qué se lo llamó. */
export interface Orden {
  readonly comando: Comando;
  readonly comunes: Opciones;
  readonly argumentos: readonly string[];
}

/** Lo que main pone a disposición de una orden. */
export interface Recursos {
  readonly proceso: Proceso;
  readonly version: string;
  readonly consola: ConsolaDeProceso;
  readonly programaCompleto: Contexto['programaCompleto'];
}

/** Carpeta de la especificación XDG (freedesktop.org, Base Directory 0.8): una ruta relativa se ignora. */
function carpetaXdg(entorno: Entorno, variable: string, porOmision: string): string {
  const valor = entorno[variable];
  const base = valor !== undefined && isAbsolute(valor) ? valor : join(entorno.HOME || homedir(), porOmision);
  return join(base, 'cobranzas');
}

/** El día de hoy en una zona IANA, o en la del sistema si es `null`. */
export function hoyEnZona(ahora: Date, zona: string | null): Fecha {
  const opciones = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    calendar: 'gregory',
    numberingSystem: 'latn',
  } as const;
  const partes = new Intl.DateTimeFormat(
    'en',
    zona === null ? opciones : { ...opciones, timeZone: zona },
  ).formatToParts(ahora);
  const parte = (tipo: string): string => partes.find(({ type }) => type === tipo)?.value ?? '';
  return leerFecha(`${parte('year')}-${parte('month')}-${parte('day')}`, 'el reloj del sistema');
}

/** El usuario del sistema operativo; en un contenedor puede no tener nombre. */
function usuarioDelSistema(entorno: Entorno): string {
  try {
    return userInfo().username;
  } catch {
    return entorno.USER || 'desconocido';
  }
}

/** Lo que se escribió en la opción o, si no, en la variable de entorno; vacío es como ausente. */
function elegido(comunes: Opciones, opcion: string, entorno: Entorno): string | undefined {
  const valor = comunes[opcion];
  return typeof valor === 'string' ? valor : entorno[`COBRANZAS_${opcion.toUpperCase()}`] || undefined;
}

async function leerPoliticaVigente(
  ruta: string,
  pedida: boolean,
): Promise<{ politica: Politica; texto: string | null }> {
  if (existsSync(ruta)) {
    const { leerPolitica } = await import('../entrada/politica-archivo.ts');
    return leerPolitica(ruta);
  }
  if (pedida) {
    throw new ErrorDeUso(`no existe el archivo de política ${ruta}`, {
      sugerencia: 'revise --politica o COBRANZAS_POLITICA\npara hacer uno nuevo: cobranzas politica crear',
    });
  }
  return predeterminada;
}

const predeterminada: { politica: Politica; texto: null } = { politica: politicaPredeterminada, texto: null };

/** Otros nombres de la salida estándar: renombrar un archivo sobre ellos reemplazaría el de la redirección. */
const salidaEstandar: readonly unknown[] = ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'];

/** Hay con quién conversar si las tres puntas del proceso son una terminal que entiende de cursores. */
function interaccionDe({ entorno, entrada, errores }: Proceso, consola: ConsolaDeProceso): Interaccion | null {
  if (!consola.esTerminal || errores.isTTY !== true || entorno.TERM === 'dumb') return null;
  const esTerminal = (entrada as { readonly isTTY?: boolean }).isTTY === true;
  return esTerminal ? { entrada: entrada as Readable, salida: errores as unknown as Writable } : null;
}

/** Lleva los datos al archivo de `--salida`, si se pidió, y dice en qué formato escribir. */
async function dirigirSalida(
  comando: Comando,
  comunes: Opciones,
  consola: ConsolaDeProceso,
  protegidos: readonly Protegido[],
): Promise<Formato | undefined> {
  const formato = comunes.formato as Formato | undefined;
  const ruta = comunes.salida;
  if (formato === 'ics') exigirCalendario(comando);
  if (ruta === '') throw new ErrorDeUso('--salida está vacía', { sugerencia: 'escriba el nombre del archivo' });
  if (typeof ruta !== 'string' || salidaEstandar.includes(ruta)) {
    if (formato !== 'xlsx') return formato;
    throw new ErrorDeUso('una planilla xlsx no se puede escribir en la salida estándar', {
      sugerencia: 'agregue --salida con el nombre del archivo, por ejemplo --salida informe.xlsx',
    });
  }
  const { abrirDestino, formatoDeRuta } = await import('../salida/destino-archivo.ts');
  const elegido = formato ?? formatoDeRuta(ruta);
  if (elegido === 'ics') exigirCalendario(comando);
  consola.dirigir(abrirDestino(ruta, protegidos));
  return elegido;
}

/** Lanza ErrorDeUso si la orden no sabe escribirse como calendario. */
function exigirCalendario({ enCalendario }: Comando): void {
  if (enCalendario === true) return;
  throw new ErrorDeUso('esta orden no se puede escribir como calendario (ics)', {
    sugerencia: 'el calendario sale de la agenda: cobranzas agenda --dias 30 --salida agenda.ics',
  });
}

/** Arma lo que el comando recibe: rutas, día, gestor, política y por dónde escribir. */
export async function armarContexto({ comando, comunes, argumentos }: Orden, recursos: Recursos): Promise<Contexto> {
  const { proceso, consola } = recursos;
  const { entorno } = proceso;
  const carpetaConfiguracion = carpetaXdg(entorno, 'XDG_CONFIG_HOME', '.config');
  const politicaElegida = elegido(comunes, 'politica', entorno);
  const rutaPolitica = politicaElegida ?? join(carpetaConfiguracion, 'politica.toml');
  const diaElegido = elegido(comunes, 'hoy', entorno);
  const dia = diaElegido === undefined ? undefined : leerFecha(diaElegido, '--hoy <AAAA-MM-DD>');
  const { politica, texto } = comando.sinPolitica
    ? predeterminada
    : await leerPoliticaVigente(rutaPolitica, politicaElegida !== undefined);
  const rutaLibro =
    elegido(comunes, 'libro', entorno) ?? join(carpetaXdg(entorno, 'XDG_DATA_HOME', '.local/share'), 'libro.db');
  const formato = await dirigirSalida(comando, comunes, consola, [
    [rutaLibro, 'el libro'],
    [rutaPolitica, 'la política'],
    ...argumentos.map((ruta): Protegido => [ruta, 'un archivo que la orden lee']),
  ]);
  return {
    hoy: dia ?? hoyEnZona(proceso.ahora(), politica.empresa.zonaHoraria),
    ahora: proceso.ahora,
    gestor: elegido(comunes, 'gestor', entorno) ?? usuarioDelSistema(entorno),
    version: recursos.version,
    politica,
    textoDePolitica: texto,
    rutaLibro,
    rutaPolitica,
    carpetaConfiguracion,
    consola,
    get entradaEstandar() {
      return proceso.entrada;
    },
    get interaccion() {
      return interaccionDe(proceso, consola);
    },
    entorno,
    formato,
    rutaSalida: comunes.salida as string | undefined,
    presentar: (listado) => presentar(listado, { formato, consola }),
    presentarJson: (valor) => presentarJson(valor, { formato, consola }),
    programaCompleto: recursos.programaCompleto,
  };
}
