import { textoDeCodigo } from './ficha-frases.ts';
import { type DatosDeFrase, decir, type Trato } from './trato.ts';

/** Lo que el cliente puede decir para no pagar, y qué conviene contestarle. */
export interface Objecion {
  /** Código de motivo de la política, o `ya-pago`. */
  readonly motivo: string;
  /** Ya lo dijo antes. */
  readonly dicha: boolean;
  readonly dice: string;
  readonly responder: string;
}

interface Respuesta {
  /** El motivo como complemento de «mencionaste»: `la falta de fondos`. */
  readonly razon: string;
  readonly dice: string;
  /** Admite los datos `monto`, `fecha` y `medio`. */
  readonly responder: string;
}

/** La respuesta a cada motivo que trae la política: primero comprende, después pide una fecha o un monto. */
const respuestas: Readonly<Record<string, Respuesta>> = {
  olvido: {
    razon: 'un olvido',
    dice: 'Se me pasó',
    responder:
      'Gracias por la franqueza, a todos nos pasa. {Te|Te|Le} mando ahora los datos para pagar. ¿{Podés|Puedes|Puede} hacerlo hoy o mañana?',
  },
  'falta-de-liquidez': {
    razon: 'la falta de fondos',
    dice: 'Ahora no tengo fondos',
    responder:
      'Gracias por {contármelo|contármelo|contármelo} a tiempo. ¿Qué parte {podés|puedes|puede} pagar ahora y qué día el resto? Busquemos un acuerdo que {puedas|puedas|pueda} cumplir.',
  },
  'factura-no-recibida': {
    razon: 'que no había llegado la factura',
    dice: 'No me llegó la factura',
    responder:
      '{Te|Te|Se} la reenvío mientras hablamos. ¿A qué correo {preferís|prefieres|prefiere} que llegue? Si está todo bien, ¿la dejamos para el {fecha}?',
  },
  'error-en-la-factura': {
    razon: 'un error en la factura',
    dice: 'La factura está mal',
    responder:
      '{Decime|Dime|Dígame} qué dato no coincide y lo reviso hoy. Mientras tanto, ¿{podés|puedes|puede} pagar la parte con la que {estás|estás|está} de acuerdo?',
  },
  'mercaderia-o-servicio': {
    razon: 'un problema con la entrega',
    dice: 'Hubo un problema con la entrega',
    responder:
      'Lamento el inconveniente. {Contame|Cuéntame|Cuénteme} qué pasó, así lo registro y lo sigo yo. ¿Con qué facturas {estás|estás|está} conforme, para avanzar con ellas?',
  },
  'espera-aprobacion': {
    razon: 'que faltaba una aprobación',
    dice: 'Falta que lo aprueben',
    responder:
      '¿Quién lo aprueba y qué día se reúne? Si falta algún papel de nuestra parte, {te|te|se} lo mando ahora. ¿Anotamos el {fecha} como fecha de pago?',
  },
  'cierre-o-vacaciones': {
    razon: 'el cierre por vacaciones',
    dice: 'Estamos cerrados o de vacaciones',
    responder:
      '¿Qué día vuelven y quién queda a cargo de los pagos? ¿{Podés|Puedes|Puede} dejarlo programado para el {fecha}?',
  },
  'cambio-de-responsable': {
    razon: 'un cambio de responsable',
    dice: 'Eso ya no lo llevo yo',
    responder:
      'Gracias por avisar. ¿Quién lo lleva ahora, y por dónde conviene hablarle? {Te|Te|Le} mando el estado de cuenta para que {puedas|puedas|pueda} pasárselo.',
  },
  'cheque-rechazado': {
    razon: 'el cheque rechazado',
    dice: 'El cheque vino rechazado',
    responder: 'Son cosas que pasan. ¿{Podés|Puedes|Puede} reemplazarlo con otro medio antes del {fecha}?',
  },
  'ya-pago': {
    razon: 'un pago ya hecho',
    dice: 'Eso ya lo pagué',
    responder:
      '¡Gracias! ¿{Tenés|Tienes|Tiene} el comprobante a mano? Con la fecha y el monto lo busco y lo registro hoy mismo.',
  },
};

/** Para un motivo propio de la empresa, y para «otro»: escuchar y volver a la fecha. */
const respuestaComun: Respuesta = {
  razon: 'otro motivo',
  dice: 'Tengo otro motivo',
  responder:
    'Entiendo. {Contame|Cuéntame|Cuénteme} un poco más, así vemos juntos cómo resolverlo. ¿Qué fecha y qué monto {ves|ves|ve} posibles?',
};

/** Un motivo como se lo retoma al hablar: `la falta de fondos`. */
export function razonDe(motivo: string): string {
  if (motivo === 'otro') return respuestaComun.razon;
  return respuestas[motivo]?.razon ?? `lo de ${textoDeCodigo(motivo)}`;
}

/** Los que más se oyen, en orden; se preparan aunque este cliente no los haya dicho nunca. */
const habituales = ['olvido', 'factura-no-recibida', 'falta-de-liquidez', 'espera-aprobacion'];

/**
 * Las objeciones probables con su respuesta: primero las que este cliente ya dio, después las habituales que la política
 * admite, y siempre «ya pagué».
 * @param dichas motivos que dio, del más reciente al más antiguo
 * @param admitidos los motivos de la política
 */
export function prepararObjeciones(
  trato: Trato,
  { dichas, admitidos }: { readonly dichas: readonly string[]; readonly admitidos: readonly string[] },
  datos: DatosDeFrase,
): Objecion[] {
  const motivos = [...new Set([...dichas, ...habituales.filter((motivo) => admitidos.includes(motivo)), 'ya-pago'])];
  return motivos.map((motivo) => {
    const propia = respuestas[motivo];
    const { dice, responder } = propia ?? respuestaComun;
    const nombre = propia === undefined && motivo !== 'otro' ? `${dice}: ${textoDeCodigo(motivo)}` : dice;
    return { motivo, dicha: dichas.includes(motivo), dice: nombre, responder: decir(trato, responder, datos) };
  });
}
