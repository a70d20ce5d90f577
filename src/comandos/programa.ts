import { Command, CommanderError } from 'commander';
import { asegurar } from '../dominio/errores.ts';
import { agregarEjemplos, ayudaEnEspanol, declararGrupo, type Ejemplo } from '../salida/ayuda.ts';
import type { Comando, EntradaDeIndice, Opciones } from './comando.ts';
import { traducirError } from './errores-de-orden.ts';
import { agregarOpcionesComunes } from './opciones.ts';

/** Lo que la línea de órdenes pide: ejecutar un comando, o sólo mostrar un texto (ayuda, versión). */
export type Pedido =
  | {
      readonly clase: 'comando';
      readonly comando: Comando;
      readonly argumentos: readonly string[];
      readonly opciones: Opciones;
      readonly comunes: Opciones;
    }
  | { readonly clase: 'texto'; readonly texto: string; readonly codigo: 0 | 2 };

/** De qué se arma el programa. */
export interface Partes {
  readonly indice: readonly EntradaDeIndice[];
  /** Descripción de cada grupo, por su nombre. */
  readonly grupos: Readonly<Record<string, string>>;
  /** Lo que más se usa de cada grupo. */
  readonly ejemplosDeGrupos?: Readonly<Record<string, readonly Ejemplo[]>>;
  readonly version: string;
  /** Columnas para la ayuda. */
  readonly ancho: number;
}

/** Recibe la orden elegida y lo que commander leyó para ella. */
type AlElegir = (entrada: EntradaDeIndice, orden: Command) => Promise<void>;

const ejemplosDelPrograma = [
  ['cobranzas import facturas.csv', 'trae las facturas y muestra qué entendió del archivo'],
  ['cobranzas priorizar --dias 60', 'a quién contactar primero, entre lo vencido hace 60 días o más'],
  ['cobranzas informe antiguedad --formato csv-excel --salida antiguedad.csv', 'un informe para la planilla'],
] as const;

/** Prepara una orden: español en la ayuda, errores como valores, nada escrito por commander. */
function preparar(orden: Command, { indice, ancho }: Partes, escribir: (texto: string) => void): Command {
  return orden
    .helpOption('-h, --help', 'muestra esta ayuda')
    .helpCommand(false)
    .configureHelp(ayudaEnEspanol(ancho))
    .configureOutput({
      writeOut: escribir,
      writeErr: escribir,
      outputError() {},
      getOutHelpWidth: () => ancho,
      getErrHelpWidth: () => ancho,
    })
    .exitOverride((error) => {
      if (['commander.helpDisplayed', 'commander.help', 'commander.version'].includes(error.code)) throw error;
      const verbo = orden.parent === null && error.code === 'commander.unknownCommand' ? orden.args[0] : undefined;
      const conEseVerbo = indice.filter(({ nombre }) => nombre.split(' ')[1] === verbo).map(({ nombre }) => nombre);
      throw traducirError(error, orden, verbo === undefined ? [] : conEseVerbo);
    });
}

/** Crea una orden del índice dentro de su padre; sus opciones se declaran recién al cargarla. */
function agregarOrden(padre: Command, entrada: EntradaDeIndice, { partes, escribir, alElegir }: Armado): Command {
  const nombre = entrada.nombre.split(' ').at(-1) ?? '';
  const orden = preparar(padre.command(nombre), partes, escribir).description(entrada.resumen);
  if (entrada.alias !== undefined) orden.alias(entrada.alias);
  return orden.action(() => alElegir(entrada, orden));
}

/** De qué se arma el árbol de órdenes. */
interface Armado {
  readonly partes: Partes;
  readonly escribir: (texto: string) => void;
  readonly alElegir: AlElegir;
}

/** El programa y cómo completar cada una de sus órdenes, que nacen vacías. */
interface Arbol {
  readonly programa: Command;
  /** Carga la orden, o crea las que el grupo reúne. */
  readonly completar: (orden: Command) => Promise<void>;
}

/** Arma el primer nivel de órdenes; cada una se completa recién cuando commander la elige, porque cargar todas cuesta. */
function armar(armado: Armado): Arbol {
  const { partes, escribir } = armado;
  const programa = preparar(new Command('cobranzas'), partes, escribir)
    .description('Libro de cobranzas: a quién contactar hoy, por qué y en qué orden.')
    .version(partes.version, '-V, --version', 'muestra la versión');
  agregarOpcionesComunes(programa);
  agregarEjemplos(programa, ejemplosDelPrograma);
  const porOrden = new Map<Command, EntradaDeIndice>();
  const porGrupo = new Map<Command, EntradaDeIndice[]>();
  const completar = async (orden: Command): Promise<void> => {
    const entrada = porOrden.get(orden);
    if (entrada !== undefined) (await entrada.cargar()).comando.configurar(orden);
    for (const hija of porGrupo.get(orden) ?? []) porOrden.set(agregarOrden(orden, hija, armado), hija);
  };
  const porPalabra = new Map<string, EntradaDeIndice[]>();
  for (const entrada of partes.indice) {
    const [palabra = ''] = entrada.nombre.split(' ');
    porPalabra.set(palabra, [...(porPalabra.get(palabra) ?? []), entrada]);
  }
  programa.hook('preSubcommand', (_, orden) => completar(orden));
  for (const [palabra, entradas] of porPalabra) {
    const [unica] = entradas;
    if (unica?.nombre === palabra) {
      porOrden.set(agregarOrden(programa, unica, armado), unica);
      continue;
    }
    const verbos = entradas.map(({ nombre }) => nombre.slice(palabra.length + 1)).join(', ');
    const grupo = preparar(programa.command(palabra), partes, escribir);
    declararGrupo(grupo);
    agregarEjemplos(grupo, partes.ejemplosDeGrupos?.[palabra] ?? []);
    grupo
      .description(`${partes.grupos[palabra] ?? ''}: ${verbos}`)
      .hook('preSubcommand', (_, orden) => completar(orden));
    porGrupo.set(grupo, entradas);
  }
  return { programa, completar };
}

/** `ayuda cliente ver` y `help cliente ver` son otra manera de decir `cliente ver --help`. */
function comoOpcion(argumentos: readonly string[]): readonly string[] {
  const [primero, ...resto] = argumentos;
  return primero === 'ayuda' || primero === 'help' ? [...resto, '--help'] : argumentos;
}

/** Lee la línea de órdenes. Lanza ErrorDeUso si no se entiende. */
export async function leerPedido(argumentos: readonly string[], partes: Partes): Promise<Pedido> {
  let texto = '';
  let pedido: Pedido | undefined;
  const { programa } = armar({
    partes,
    escribir: (parte) => {
      texto += parte;
    },
    alElegir: async (entrada, orden) => {
      const { comando } = await entrada.cargar();
      pedido = {
        clase: 'comando',
        comando,
        argumentos: orden.args,
        opciones: orden.opts(),
        comunes: programa.opts(),
      };
    },
  });
  try {
    await programa.parseAsync(comoOpcion(argumentos), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { clase: 'texto', texto, codigo: error.code === 'commander.help' ? 2 : 0 };
  }
  asegurar(pedido !== undefined, 'commander no eligió ninguna orden');
  return pedido;
}

/** El programa con todas las órdenes cargadas y configuradas, para recorrerlo. */
export async function armarProgramaCompleto(partes: Partes): Promise<Command> {
  const { programa, completar } = armar({ partes, escribir() {}, alElegir: async () => {} });
  for (const orden of programa.commands) {
    await completar(orden);
    for (const hija of orden.commands) await completar(hija);
  }
  return programa;
}
