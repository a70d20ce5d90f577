import { basename } from 'node:path';
import { ErrorDeDatos } from '../../dominio/errores.ts';
import { type Plantillas, plantillasIncluidas, reunirPlantillas } from '../../dominio/mensaje/incluidas.ts';
import type { Plantilla } from '../../dominio/mensaje/plantilla.ts';
import { revisarPlantilla } from '../../dominio/mensaje/revisar.ts';
import { type DesacuerdoDeTono, desacuerdosDeTono } from '../../dominio/mensaje/tono-de-paso.ts';
import { elMasParecido } from '../../dominio/parecidos.ts';
import type { Politica } from '../../dominio/politica.ts';
import { leerPlantillasPropias, type PlantillaPropia } from '../../entrada/plantillas.ts';
import type { Contexto } from '../comando.ts';

/** La política y el archivo del que salió, para decir en qué línea está lo que no va. */
type PoliticaDeArchivo = Pick<Contexto, 'politica' | 'rutaPolitica' | 'textoDePolitica'>;

/** Lo que está mal en un archivo de plantilla, con su lugar: `amable.txt, línea 4: no existe el campo {montos}`. */
export interface FallaDePlantilla {
  readonly archivo: string;
  readonly linea: number;
  readonly clase: string;
  readonly porque: string;
}

/** Las plantillas propias de la política; ninguna si no tiene carpeta. */
async function leerPropias({ recordatorios }: Politica): Promise<PlantillaPropia[]> {
  return recordatorios.carpetaDePlantillas === null ? [] : leerPlantillasPropias(recordatorios.carpetaDePlantillas);
}

/** Una plantilla y de dónde sale. */
export interface PlantillaConOrigen {
  readonly codigo: string;
  /** `null` si es incluida. */
  readonly archivo: string | null;
  /** `null` si el archivo no se entiende. */
  readonly plantilla: Plantilla | null;
  /** Es propia y ocupa el lugar de una incluida. */
  readonly reemplaza: boolean;
  readonly fallas: readonly FallaDePlantilla[];
}

/** Una plantilla propia con lo que tenga de malo. */
export function conOrigen(leida: PlantillaPropia): PlantillaConOrigen {
  const codigo = leida.plantilla?.codigo ?? basename(leida.archivo, '.txt');
  return {
    codigo,
    archivo: leida.archivo,
    plantilla: leida.plantilla,
    reemplaza: plantillasIncluidas.some((incluida) => incluida.codigo === codigo),
    fallas: revisarPropia(leida),
  };
}

/** Las incluidas que no se reemplazaron y las propias, por código; las que están mal también. */
export async function leerTodas(politica: Politica): Promise<PlantillaConOrigen[]> {
  const propias = (await leerPropias(politica)).map(conOrigen);
  const deFabrica = plantillasIncluidas
    .filter(({ codigo }) => !propias.some((propia) => propia.codigo === codigo))
    .map((plantilla) => ({ codigo: plantilla.codigo, archivo: null, plantilla, reemplaza: false, fallas: [] }));
  return [...deFabrica, ...propias].sort((una, otra) => (una.codigo < otra.codigo ? -1 : 1));
}

/** Todo lo que impide usar una plantilla leída de un archivo. */
function revisarPropia(leida: PlantillaPropia): FallaDePlantilla[] {
  if (leida.plantilla === null) {
    const { archivo, linea, porque } = leida;
    return [{ archivo, linea, clase: 'forma', porque }];
  }
  const { archivo, lineas } = leida;
  return revisarPlantilla(leida.plantilla).map(({ clase, donde, linea, porque }) => ({
    archivo,
    linea: donde === 'asunto' ? lineas.asunto : lineas.cuerpo + linea - 1,
    clase,
    porque,
  }));
}

/** Una falla como se le dice a una persona. */
export function textoDeFalla({ archivo, linea, porque }: FallaDePlantilla): string {
  return `${archivo}, línea ${linea}: ${porque}`;
}

/**
 * Las plantillas con que se va a escribir: las incluidas y las propias, todas revisadas. Se llama una vez, antes de que
 * salga nada.
 * @throws ErrorDeDatos si alguna no se puede enviar, o si un paso pide una que no existe o que habla con otro tono
 */
export async function leerPlantillasVigentes(deArchivo: PoliticaDeArchivo): Promise<Plantillas> {
  const propias = await leerPropias(deArchivo.politica);
  const [falla, ...demas] = propias.flatMap(revisarPropia);
  if (falla !== undefined) {
    throw new ErrorDeDatos(textoDeFalla(falla), {
      sugerencia: 'corrija la plantilla y compruébela con cobranzas plantilla validar',
      detalle: demas.map(textoDeFalla),
    });
  }
  const plantillas = reunirPlantillas(propias.flatMap(({ plantilla }) => plantilla ?? []));
  await exigirPlantillasDePasos(deArchivo, plantillas);
  return plantillas;
}

/**
 * Comprueba que existan las plantillas que piden los pasos, y que hablen con su tono. Devuelve lo que a alguna le impide
 * enviarse, que aquí no es un error: quien mira el plan todavía puede corregirla.
 * @throws ErrorDeDatos con el paso y la plantilla que falta o que habla con otro tono
 */
export async function exigirPlantillas(deArchivo: PoliticaDeArchivo): Promise<FallaDePlantilla[]> {
  const todas = await leerTodas(deArchivo.politica);
  await exigirPlantillasDePasos(deArchivo, new Map(todas.map(({ codigo, plantilla }) => [codigo, plantilla])));
  return todas.flatMap(({ fallas }) => fallas);
}

async function exigirPlantillasDePasos(
  deArchivo: PoliticaDeArchivo,
  plantillas: ReadonlyMap<string, Plantilla | null>,
): Promise<void> {
  const { pasos } = deArchivo.politica.recordatorios;
  for (const { codigo, plantilla, plantillaB } of pasos) {
    for (const pedida of [plantilla, plantillaB]) {
      if (pedida !== null && !plantillas.has(pedida)) throw errorDePlantilla(pedida, plantillas, `el paso «${codigo}»`);
    }
  }
  await exigirTonos(deArchivo, plantillas);
}

/**
 * Comprueba que esas plantillas hablen con el tono que piden los pasos que las usan.
 * @throws ErrorDeDatos con la línea, el paso, la plantilla y los dos tonos
 */
export async function exigirTonos(
  deArchivo: PoliticaDeArchivo,
  plantillas: ReadonlyMap<string, Plantilla | null>,
): Promise<void> {
  const desacuerdos = desacuerdosDeTono(deArchivo.politica.recordatorios.pasos, plantillas);
  if (desacuerdos.length > 0) throw await errorDeTono(desacuerdos, deArchivo);
}

async function errorDeTono(
  desacuerdos: readonly DesacuerdoDeTono[],
  { rutaPolitica, textoDePolitica }: PoliticaDeArchivo,
): Promise<ErrorDeDatos> {
  const { ubicarClaves } = await import('../../entrada/politica-lineas.ts');
  const { lineaDe } = ubicarClaves(textoDePolitica ?? '');
  const [primero = '', ...demas] = desacuerdos.map(
    ({ orden, paso, tono, plantilla, tonoDePlantilla }) =>
      `línea ${lineaDe(['recordatorios', 'pasos', orden, 'tono'])}, el paso «${paso}» pide tono ${tono} y su plantilla «${plantilla}» es de tono ${tonoDePlantilla}`,
  );
  return new ErrorDeDatos(`${rutaPolitica}, ${primero}`, {
    sugerencia: 'cambie el tono del paso, o su plantilla; para ver los tonos: cobranzas plantilla listar',
    detalle: demas,
  });
}

/** La plantilla de ese código; lanza ErrorDeDatos si no existe. */
export function plantillaDe(plantillas: Plantillas, codigo: string): Plantilla {
  const plantilla = plantillas.get(codigo);
  if (plantilla === undefined) throw errorDePlantilla(codigo, plantillas, 'el mensaje');
  return plantilla;
}

function errorDePlantilla(codigo: string, plantillas: ReadonlyMap<string, unknown>, quien: string): ErrorDeDatos {
  const parecida = elMasParecido(codigo, [...plantillas.keys()]);
  return new ErrorDeDatos(`${quien} pide la plantilla «${codigo}», que no existe`, {
    sugerencia: `${parecida === undefined ? '' : `¿quiso decir ${parecida}?\n`}para ver las que hay: cobranzas plantilla listar`,
  });
}
