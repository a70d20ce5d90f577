import type { ClaseDeCliente } from './prioridad.ts';
import { type DatosDeFrase, decir, type Trato } from './trato.ts';

/**
 * Para qué se llama: cobrar lo vencido, resolver lo que está en disputa, confirmar que el cheque se cobra o que lo acordado
 * sigue en pie, avisar de lo que vence o agradecer.
 */
export type MotivoDeLlamada = 'cobrar' | 'resolver' | 'esperar' | 'confirmar' | 'avisar' | 'agradecer';

/** Con quién se habla y de qué; los datos que no hacen falta quedan vacíos. */
export interface TemaDeLlamada {
  readonly trato: Trato;
  readonly motivo: MotivoDeLlamada;
  readonly clase: ClaseDeCliente;
  readonly rompePromesas: boolean;
  /** `gestor`, `empresa`, `persona`, `cliente`, `monto`, `vence`, `fecha`, `medio`, `numero`, `acuerdo`, `razon`, `retenido`, `causa`. */
  readonly datos: DatosDeFrase;
}

/** Al cobrar, el tono de la clase: de la sorpresa amable a la firmeza, siempre con una salida. */
const aperturasAlCobrar: Readonly<Record<ClaseDeCliente, string>> = {
  A: '{Sos|Eres|Es} de los clientes que mejor pagan; por eso me llamó la atención ver {monto} sin pagar desde el {vence}. ¿Puede ser que se haya traspapelado?',
  B: '{Te|Te|Le} llamo por {monto} que siguen sin pagar; lo más antiguo venció el {vence}. ¿{Pudiste|Pudiste|Pudo} verlo?',
  C: '{Te|Te|Le} llamo para que veamos juntos cómo poner al día {monto}; lo más antiguo venció el {vence}.',
  D: '{Te|Te|Le} llamo por {monto} de deuda vencida desde el {vence}. Para nosotros es importante, y quisiera que terminemos esta llamada con un acuerdo que {puedas|puedas|pueda} cumplir.',
  nueva:
    'Es de las primeras facturas que hacemos juntos y quiero saber si llegó todo bien: quedan {monto} sin pagar desde el {vence}.',
};

const aperturas: Readonly<Record<Exclude<MotivoDeLlamada, 'cobrar'>, string>> = {
  resolver:
    '{Te|Te|Le} llamo por lo que {planteaste|planteaste|planteó} sobre {retenido}: {causa}. No es para reclamar el pago: quiero que lo resolvamos.',
  esperar:
    '{Te|Te|Le} llamo sólo para confirmar que sigue en pie lo del {causa}. ¿Está todo en orden de {tu|tu|su} lado?',
  confirmar:
    '{Te|Te|Le} llamo sólo para confirmar que seguimos como quedamos: {acuerdo}. ¿Está todo en orden de {tu|tu|su} lado?',
  avisar:
    '{Te|Te|Le} llamo con tiempo: la factura {numero}, de {monto}, vence el {vence}. ¿{Tenés|Tienes|Tiene} todo lo que {necesitás|necesitas|necesita} para pagarla?',
  agradecer:
    '{Te|Te|Le} llamo para dar{te|te|le} las gracias: {estás|estás|está} al día. ¿Hay algo que podamos mejorar?',
};

const sobreLoIncumplido =
  'La última vez habíamos quedado en un pago que no llegó. Quiero entender qué pasó y que esta vez la fecha {te|te|le} sirva de verdad.';

/** Cómo se empieza: quién habla, con quién, y el tema en el tono de la clase. */
export function decirApertura({ trato, motivo, clase, rompePromesas, datos }: TemaDeLlamada): string[] {
  const saludo = `Hola${datos.persona ? ', {persona}' : ''}. {Te|Te|Le} habla {gestor}${datos.empresa ? ', de {empresa}' : ''}.`;
  const aQuien = datos.persona ? [] : ['¿Hablo con quien se ocupa de los pagos de {cliente}?'];
  const tema = motivo === 'cobrar' ? aperturasAlCobrar[clase] : aperturas[motivo];
  const incumplido = motivo === 'cobrar' && rompePromesas ? [sobreLoIncumplido] : [];
  return [saludo, ...aQuien, tema, ...incumplido].map((frase) => decir(trato, frase, datos));
}

const preguntas: Readonly<Record<MotivoDeLlamada, readonly string[]>> = {
  cobrar: [
    '¿Qué {necesitás|necesitas|necesita} de nuestra parte para poder pagarlo?',
    '¿Qué día {podés|puedes|puede} hacer el pago, y por qué medio?',
    '¿Quién más interviene para que el pago salga?',
  ],
  resolver: [
    '¿Qué falta de nuestra parte para darlo por resuelto?',
    '¿Qué dato o comprobante {podés|puedes|puede} mandarme para revisarlo?',
    '¿Quién más lo está viendo de {tu|tu|su} lado?',
  ],
  esperar: ['¿Hay algo que pueda impedir que se cobre ese día?'],
  confirmar: ['¿Hay algo que pueda demorar el pago?', '¿Por qué medio {vas|vas|va} a pagar?'],
  avisar: ['¿La factura está bien y ya la {tenés|tienes|tiene} aprobada?', '¿Qué día {pensás|piensas|piensa} pagarla?'],
  agradecer: ['¿Qué {esperás|esperas|espera} de nosotros en los próximos meses?'],
};

/** Preguntas abiertas, para que el cliente cuente; si ya dio un motivo, se retoma. */
export function decirPreguntas({ trato, motivo, datos }: TemaDeLlamada): string[] {
  const primera = datos.razon
    ? 'La última vez {mencionaste|mencionaste|mencionó} {razon}. ¿Cómo sigue eso?'
    : '¿Qué pasó con este pago?';
  return [...(motivo === 'cobrar' ? [primera] : []), ...preguntas[motivo]].map((frase) => decir(trato, frase, datos));
}

/** Cómo se termina: el compromiso repetido con monto y fecha, y la puerta abierta. */
export function decirCierre({ trato, motivo, datos }: TemaDeLlamada): string[] {
  const compromiso = `Entonces quedamos así: {pagás|pagas|paga} {monto} el {fecha}${datos.medio ? ', por {medio}' : ''}. ¿Lo anoto?`;
  const porEscrito = '{Te|Te|Le} mando ahora la confirmación por escrito, con los datos para pagar.';
  const siCambia =
    'Si algo cambia antes de esa fecha, {avisame|avísame|avíseme} y lo vemos: prefiero saberlo a tiempo.';
  const seguimos = 'Anoto lo que me {contaste|contaste|contó}, lo reviso y {te|te|le} contesto.';
  const gracias = 'Gracias por {tu|tu|su} tiempo.';
  const frases = {
    cobrar: [compromiso, porEscrito, siCambia, gracias],
    resolver: [seguimos, gracias],
    esperar: [siCambia, gracias],
    confirmar: [siCambia, gracias],
    avisar: [siCambia, gracias],
    agradecer: [gracias],
  }[motivo];
  return frases.map((frase) => decir(trato, frase, datos));
}
