import { frasesProhibidas } from '../amenazas.ts';
import { elMasParecido } from '../parecidos.ts';
import { tratos } from '../trato.ts';
import { campoLlamado, camposDeMensaje } from './campos.ts';
import { analizarRenglon, llenarRenglon, type Pieza, type Plantilla, parrafosDe } from './plantilla.ts';
import { comienzosDeDeuda, comienzosDePromocion, montoEscrito } from './vocabulario.ts';

/** Por qué una plantilla no se puede enviar. */
export const clasesDeProblema = ['forma', 'campo', 'amenaza', 'deuda-en-asunto', 'promocion'] as const;
export type ClaseDeProblema = (typeof clasesDeProblema)[number];

/** Algo que hay que corregir en una plantilla. */
export interface ProblemaDePlantilla {
  readonly clase: ClaseDeProblema;
  readonly donde: 'asunto' | 'cuerpo';
  /** Renglón del cuerpo, desde 1; 1 en el asunto. */
  readonly linea: number;
  /** Lo que está escrito y no va. */
  readonly frase: string;
  /** Qué pasa, en una frase: `no existe el campo {montos}; ¿quiso decir {monto}?`. */
  readonly porque: string;
}

const LARGO_DE_ASUNTO = 120;
const LARGO_DE_CUERPO = 10_000;

/**
 * Todo lo que impide enviar una plantilla: campos que no existen o no van ahí, palabras que amenazan, se hacen pasar por un
 * tribunal o avergüenzan, promociones, y un asunto que le cuenta la deuda a quien mire la pantalla. Se revisa en los tres
 * tratos y los dos números.
 */
export function revisarPlantilla({ asunto, cuerpo }: Plantilla): ProblemaDePlantilla[] {
  const parrafos = parrafosDe(cuerpo);
  const renglones = parrafos.flatMap(({ linea, renglones: partes }) =>
    partes.map((renglon, indice): Renglon => {
      const sola = partes.length === 1;
      return { donde: 'cuerpo', linea: linea + indice, renglon, sola };
    }),
  );
  return [
    ...revisarForma({ asunto, cuerpo, vacio: parrafos.length === 0 }),
    ...[{ donde: 'asunto', linea: 1, renglon: asunto, sola: false } as const, ...renglones].flatMap((renglon) => [
      ...revisarInvisibles(renglon),
      ...revisarPiezas(renglon),
      ...revisarPalabras(renglon),
    ]),
    ...revisarParrafos(parrafos),
  ];
}

interface Renglon {
  readonly donde: 'asunto' | 'cuerpo';
  readonly linea: number;
  readonly renglon: string;
  /** Es todo su párrafo. */
  readonly sola: boolean;
}

function problema(
  { donde, linea }: Pick<Renglon, 'donde' | 'linea'>,
  dicho: Pick<ProblemaDePlantilla, 'clase' | 'frase' | 'porque'>,
): ProblemaDePlantilla {
  return { ...dicho, donde, linea };
}

/** Un problema con su lugar: `línea 3 del cuerpo: no existe el campo {montos}; ¿quiso decir {monto}?`. */
export function textoDeProblema({ donde, linea, porque }: ProblemaDePlantilla): string {
  return `${donde === 'asunto' ? 'asunto' : `línea ${linea} del cuerpo`}: ${porque}`;
}

function revisarForma({
  asunto,
  cuerpo,
  vacio,
}: {
  asunto: string;
  cuerpo: string;
  vacio: boolean;
}): ProblemaDePlantilla[] {
  const mal = (donde: 'asunto' | 'cuerpo', porque: string): ProblemaDePlantilla =>
    problema({ donde, linea: 1 }, { clase: 'forma', frase: '', porque });
  return [
    ...(asunto.trim() === '' ? [mal('asunto', 'está vacío')] : []),
    ...(/[\r\n]/.test(asunto) ? [mal('asunto', 'tiene más de un renglón')] : []),
    ...([...asunto].length > LARGO_DE_ASUNTO ? [mal('asunto', `pasa de ${LARGO_DE_ASUNTO} caracteres`)] : []),
    ...(vacio ? [mal('cuerpo', 'está vacío')] : []),
    ...(cuerpo.length > LARGO_DE_CUERPO ? [mal('cuerpo', `pasa de ${LARGO_DE_CUERPO} caracteres`)] : []),
  ];
}

/** Controles, marcas de dirección y separadores de ancho cero: esconden palabras de esta revisión y de quien lee. */
const invisible = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

function revisarInvisibles(renglon: Renglon): ProblemaDePlantilla[] {
  const hallado = invisible.exec(renglon.renglon)?.[0].codePointAt(0);
  if (hallado === undefined) return [];
  const frase = `U+${hallado.toString(16).toUpperCase().padStart(4, '0')}`;
  return [problema(renglon, { clase: 'forma', frase, porque: `tiene un carácter que no se ve (${frase}); bórrelo` })];
}

function revisarPiezas(renglon: Renglon): ProblemaDePlantilla[] {
  return analizarRenglon(renglon.renglon).flatMap((pieza) => {
    const porque = motivoDePieza(pieza, renglon);
    if (porque === null) return [];
    const frase = pieza.tipo === 'campo' ? `{${pieza.nombre}}` : 'texto' in pieza ? pieza.texto : '';
    const esDeuda = pieza.tipo === 'campo' && renglon.donde === 'asunto' && campoLlamado(pieza.nombre) !== undefined;
    return [problema(renglon, { clase: esDeuda ? 'deuda-en-asunto' : 'campo', frase, porque })];
  });
}

function motivoDePieza(pieza: Pieza, { donde, sola, renglon }: Renglon): string | null {
  if (pieza.tipo === 'mal') {
    return `«${pieza.texto}» no es un campo {nombre} ni formas {vos|tú|usted} o {una|varias}`;
  }
  if (pieza.tipo !== 'campo') return null;
  const campo = campoLlamado(pieza.nombre);
  if (campo === undefined) {
    const parecido = elMasParecido(
      pieza.nombre,
      camposDeMensaje.map(({ nombre }) => nombre),
    );
    return `no existe el campo {${pieza.nombre}}${parecido === undefined ? '' : `; ¿quiso decir {${parecido}}?`}`;
  }
  if (donde === 'asunto' && !campo.enAsunto) {
    return `{${campo.nombre}} no va en el asunto: lo lee cualquiera que mire la pantalla`;
  }
  if (campo.esBloque && !(sola && renglon === `{${campo.nombre}}`)) {
    return `{${campo.nombre}} va solo en su párrafo, entre renglones vacíos`;
  }
  return null;
}

/** El renglón en cada trato y número, sin los datos: lo que el cliente podría llegar a leer. */
function versionesDe(renglon: string): string[] {
  const versiones = tratos.flatMap((trato) =>
    [true, false].map((esUna) => llenarRenglon(renglon, { trato, esUna, valor: () => ' … ' }) ?? ''),
  );
  return [...new Set(versiones)];
}

function revisarPalabras(renglon: Renglon): ProblemaDePlantilla[] {
  const hallar = (comienzos: readonly string[] | undefined): string[] => [
    ...new Set(versionesDe(renglon.renglon).flatMap((version) => frasesProhibidas(version, comienzos))),
  ];
  const decir = (clase: ClaseDeProblema, frases: readonly string[], porque: string): ProblemaDePlantilla[] =>
    frases.map((frase) => problema(renglon, { clase, frase, porque: `«${frase}» ${porque}` }));
  return [
    ...decir('amenaza', hallar(undefined), 'amenaza, imita a un tribunal o avergüenza; dígalo de otra manera'),
    ...decir('promocion', hallar(comienzosDePromocion), 'es promoción, y un recordatorio no puede vender'),
    ...(renglon.donde === 'asunto'
      ? decir(
          'deuda-en-asunto',
          [...hallar(comienzosDeDeuda), ...montosEn(renglon.renglon)],
          'cuenta la deuda en el asunto, que lee cualquiera que mire la pantalla',
        )
      : []),
  ];
}

function montosEn(renglon: string): string[] {
  return [...new Set(versionesDe(renglon).flatMap((version) => montoEscrito.exec(version)?.[0] ?? []))];
}

/** Una frase partida en dos renglones también se lee junta. */
function revisarParrafos(parrafos: ReturnType<typeof parrafosDe>): ProblemaDePlantilla[] {
  return parrafos.flatMap(({ linea, renglones }) => {
    if (renglones.length === 1) return [];
    const revisar = (renglon: string) => revisarPalabras({ donde: 'cuerpo', linea, renglon, sola: false });
    const yaDichas = new Set(renglones.flatMap(revisar).map(({ clase }) => clase));
    return revisar(renglones.join(' ')).filter(({ clase }) => !yaDichas.has(clase));
  });
}
