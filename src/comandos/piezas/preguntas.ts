import type { Readable, Writable } from 'node:stream';
import { interpretarDia } from '../../dominio/dia-escrito.ts';
import { ErrorDeUso, ErrorDeUsuario } from '../../dominio/errores.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import { limpiar } from '../../salida/limpiar.ts';
import type { Interaccion } from '../comando.ts';

/** Una respuesta posible de {@link Preguntas.elegir}. */
export interface Respuesta<V> {
  readonly valor: V;
  readonly texto: string;
  /** Se ve sólo mientras está señalada. */
  readonly ayuda?: string;
}

/** Una pregunta que se contesta escribiendo. */
export interface PreguntaEscrita<T> {
  readonly pregunta: string;
  /** Convierte lo escrito; si lanza un error de usuario, se muestra y se pregunta otra vez. */
  readonly leer: (texto: string) => T;
  /** Lo que aparece ya escrito. */
  readonly inicial?: string;
}

/** Lo que se le pregunta a quien está frente a la terminal, de a una cosa por vez. */
export interface Preguntas {
  /** Una respuesta obligatoria. */
  texto<T>(pregunta: PreguntaEscrita<T>): Promise<T>;
  /** Una respuesta que se puede dejar en blanco: entonces es `null`. */
  opcional<T>(pregunta: PreguntaEscrita<T>): Promise<T | null>;
  /** Un día, como lo lee {@link interpretarDia}; no anterior a `desde`, si se da. */
  fecha(pregunta: PreguntaDeFecha): Promise<Fecha>;
  /** Como `fecha`, pero se puede dejar en blanco. */
  fechaOpcional(pregunta: PreguntaDeFecha): Promise<Fecha | null>;
  /** Una de una lista. */
  elegir<V>(pregunta: {
    readonly pregunta: string;
    readonly opciones: readonly Respuesta<V>[];
    readonly inicial?: V;
  }): Promise<V>;
  /** Sí o no; por omisión, sí. */
  confirmar(pregunta: string): Promise<boolean>;
  /** Deja de preguntar, como si la persona hubiera apretado Esc. */
  cancelar(): never;
}

/** Una pregunta que se contesta con un día. */
export interface PreguntaDeFecha {
  readonly pregunta: string;
  readonly hoy: Fecha;
  readonly desde?: Fecha;
  readonly inicial?: Fecha;
}

/** Se dejó de contestar. */
class PreguntaCancelada extends Error {}

const comoContestar = 'se contesta con Enter; con Esc se cancela y no se registra nada';

/**
 * Hace preguntas en la terminal. `undefined` si la persona cancela (Esc, Ctrl-C o cierra la terminal): ya se le dijo que
 * no se registró nada, y la orden termina con 130.
 */
export async function conPreguntas<T>(
  { entrada, salida }: Interaccion,
  accion: (preguntas: Preguntas) => Promise<T>,
): Promise<T | undefined> {
  const biblioteca = await import('@clack/prompts');
  const corte = new AbortController();
  const cortar = (): void => corte.abort();
  entrada.once('end', cortar);
  entrada.once('close', cortar);
  const canales = { input: entrada, output: salida, signal: corte.signal };
  try {
    biblioteca.log.info(comoContestar, canales);
    return await accion(armarPreguntas(biblioteca, canales));
  } catch (error) {
    if (!(error instanceof PreguntaCancelada)) throw error;
    biblioteca.cancel('cancelado: no se registró nada', canales);
    return undefined;
  } finally {
    entrada.off('end', cortar);
    entrada.off('close', cortar);
  }
}

type Biblioteca = typeof import('@clack/prompts');

/** Por dónde pregunta y escucha la biblioteca. */
interface Canales {
  readonly input: Readable;
  readonly output: Writable;
  readonly signal: AbortSignal;
}

function armarPreguntas(biblioteca: Biblioteca, canales: Canales): Preguntas {
  const contestada = async <V>(respuesta: Promise<V>): Promise<Exclude<V, symbol>> => {
    const valor = await respuesta;
    if (biblioteca.isCancel(valor)) throw new PreguntaCancelada();
    return valor as Exclude<V, symbol>;
  };
  const escrita = async <T>({ pregunta, leer, inicial }: PreguntaEscrita<T>, vacio: T | undefined): Promise<T> => {
    const interpretar = (texto: string): T => {
      if (texto.trim() !== '') return leer(texto.trim());
      if (vacio !== undefined) return vacio;
      throw new ErrorDeUso('hace falta una respuesta');
    };
    const texto = await contestada(
      biblioteca.text({
        ...canales,
        message: pregunta,
        ...(inicial === undefined ? {} : { initialValue: inicial }),
        validate: (valor) => queFalla(() => interpretar(valor ?? '')),
      }),
    );
    return interpretar(texto ?? '');
  };
  const leerDia =
    ({ hoy, desde }: PreguntaDeFecha) =>
    (texto: string) => {
      const dia = interpretarDia(texto, hoy);
      if (dia === undefined)
        throw new ErrorDeUso('no se entiende el día: escríbalo como 2026-07-31, 31/7, mañana, viernes o +7');
      if (desde !== undefined && dia < desde) throw new ErrorDeUso(`tiene que ser el ${desde} o después`);
      return dia;
    };
  return {
    texto: (pregunta) => escrita(pregunta, undefined),
    opcional: <T>(pregunta: PreguntaEscrita<T>) => escrita<T | null>(pregunta, null),
    fecha: (pregunta) => escrita({ ...pregunta, leer: leerDia(pregunta) }, undefined),
    fechaOpcional: (pregunta) => escrita<Fecha | null>({ ...pregunta, leer: leerDia(pregunta) }, null),
    async elegir({ pregunta, opciones, inicial }) {
      // La biblioteca compara las respuestas por su valor; por su lugar se pueden elegir valores de cualquier clase.
      const lugar = await contestada(
        biblioteca.select<number>({
          ...canales,
          message: pregunta,
          options: opciones.map(({ texto, ayuda }, orden) => ({
            value: orden,
            label: limpiar(texto),
            ...(ayuda === undefined ? {} : { hint: ayuda }),
          })),
          initialValue: Math.max(
            0,
            opciones.findIndex(({ valor }) => valor === inicial),
          ),
          showInstructions: false,
          maxItems: 12,
        }),
      );
      const elegida = opciones[lugar];
      if (elegida === undefined) throw new PreguntaCancelada();
      return elegida.valor;
    },
    confirmar: (pregunta) =>
      contestada(biblioteca.confirm({ ...canales, message: pregunta, active: 'Sí', inactive: 'No' })),
    cancelar() {
      throw new PreguntaCancelada();
    },
  };
}

/** Qué le diría el error de lo escrito a quien contesta, o `undefined` si no hay ninguno. */
function queFalla(leer: () => unknown): string | undefined {
  try {
    leer();
    return undefined;
  } catch (error) {
    if (!(error instanceof ErrorDeUsuario)) throw error;
    return [error.message, ...error.detalle, ...(error.sugerencia?.split('\n') ?? [])].map(limpiar).join('\n');
  }
}
