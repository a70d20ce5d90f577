import { type Contacto, huboRespuesta } from './contacto.ts';
import { sumarDiasHabiles } from './dias-habiles.ts';
import { ErrorDeUso } from './errores.ts';
import { type Fecha, sumarDias } from './fecha.ts';
import type { PoliticaDeGestion } from './politica.ts';

/** El resultado de quien se compromete a pagar un día. */
export const PROMETE_PAGAR = 'promete-pagar';
/** El resultado de quien avisa, antes de que lo llamen, que no va a poder pagar. */
export const AVISO_PROBLEMA = 'aviso-problema';
/** El resultado de un teléfono que es de otra persona. */
export const NUMERO_EQUIVOCADO = 'numero-equivocado';

/** Lo que se pide anotar, con sus códigos ya comprobados. */
export interface PedidoDeContacto extends Omit<Contacto, 'proximo'> {
  /** `sugerir` = el que convenga según el resultado; `null` = ninguno. */
  readonly proximo: Fecha | 'sugerir' | null;
  /** Día en que promete pagar, si lo prometió. */
  readonly promesa: Fecha | null;
}

/** Qué se va a registrar. */
export interface PlanDeContacto {
  readonly contacto: Contacto;
  /** El próximo paso salió del resultado, no de quien registra. */
  readonly proximoSugerido: boolean;
  /** Días, incluidos, sin recordatorios; `null` si no hay que pausar. */
  readonly pausa: { readonly desde: Fecha; readonly hasta: Fecha } | null;
}

/** Días hábiles hasta volver a ocuparse; `null` = no hace falta. Elección nuestra. */
const espera: ReadonlyMap<string, number | null> = new Map<string, number | null>([
  ['sin-respuesta', 1],
  ['ocupado', 1],
  [NUMERO_EQUIVOCADO, 1],
  ['mensaje-dejado', 2],
  ['contactado', 3],
  [PROMETE_PAGAR, 1],
  ['pide-plazo', 1],
  ['ya-pago', 2],
  ['se-niega', 2],
  ['disputa', 5],
  ['derivado', null],
]);
/** Para los resultados propios de la empresa: según se haya hablado o no con alguien. */
const esperaConRespuesta = 3;
const esperaSinRespuesta = 1;

/** Lo que hace falta para decidir qué sigue a un contacto. */
type Dicho = Pick<PedidoDeContacto, 'fecha' | 'resultado' | 'sentido' | 'promesa'>;

/** La política y el día con que se decide. */
interface Circunstancias {
  readonly gestion: PoliticaDeGestion;
  readonly hoy: Fecha;
}

/** Los días sin recordatorios de quien buscó a la empresa para avisar de un problema; `null` si no es eso o ya pasaron. */
function pausaPorProblema(
  { fecha, resultado, sentido }: Dicho,
  { gestion, hoy }: Circunstancias,
): PlanDeContacto['pausa'] {
  const hasta = sumarDias(fecha, gestion.pausaPorProblemaDias);
  return sentido === 'entrante' && resultado === AVISO_PROBLEMA && hasta >= hoy ? { desde: fecha, hasta } : null;
}

/**
 * Cuándo conviene volver a ocuparse. Con promesa no hace falta otro paso: la agenda ya la sigue. Si el día ya pasó, porque
 * se anota algo viejo, tampoco.
 */
export function sugerirProximo(dicho: Dicho, circunstancias: Circunstancias): Fecha | null {
  if (dicho.promesa !== null) return null;
  const pausa = pausaPorProblema(dicho, circunstancias);
  if (pausa !== null) return sumarDiasHabiles(pausa.hasta, 1);
  const dias = espera.get(dicho.resultado);
  if (dias === null) return null;
  const porOmision = huboRespuesta(dicho, circunstancias.gestion) ? esperaConRespuesta : esperaSinRespuesta;
  const sugerido = sumarDiasHabiles(dicho.fecha, dias ?? porOmision);
  return sugerido < circunstancias.hoy ? null : sugerido;
}

/**
 * Decide qué se registra. Quien llama para avisar de un problema queda sin recordatorios por los días de la política.
 * @throws ErrorDeUso si las fechas no tienen sentido o se promete sin haber hablado con nadie
 */
export function planificarContacto(
  { promesa, proximo, ...dicho }: PedidoDeContacto,
  circunstancias: Circunstancias,
): PlanDeContacto {
  const { gestion, hoy } = circunstancias;
  if (dicho.fecha > hoy) {
    throw new ErrorDeUso(`un contacto no puede ser de un día que no llegó: ${dicho.fecha}`, {
      sugerencia: `hoy es ${hoy}. Para agendar uno use --proximo ${dicho.fecha}`,
    });
  }
  if (proximo !== null && proximo !== 'sugerir' && proximo < dicho.fecha) {
    throw new ErrorDeUso(`el próximo paso (${proximo}) es anterior al contacto (${dicho.fecha})`);
  }
  if (promesa !== null && !huboRespuesta(dicho, gestion)) {
    throw new ErrorDeUso(`con el resultado «${dicho.resultado}» nadie pudo prometer un pago`, {
      sugerencia: `use --resultado ${PROMETE_PAGAR} o quite --promesa`,
    });
  }
  const sugerido = sugerirProximo({ ...dicho, promesa }, circunstancias);
  return {
    contacto: { ...dicho, proximo: proximo === 'sugerir' ? sugerido : proximo },
    proximoSugerido: proximo === 'sugerir' && sugerido !== null,
    pausa: pausaPorProblema({ ...dicho, promesa }, circunstancias),
  };
}
