import type { CanalesDeCliente } from '../canal.ts';
import type { CanalDeContacto } from '../contacto.ts';
import type { Feriados } from '../dias-habiles.ts';
import type { Moneda } from '../dinero.ts';
import type { Fecha } from '../fecha.ts';
import type { Retenida } from '../partidas.ts';
import type { Pausa } from '../pausa.ts';
import type { CanalDePaso, PasoDeRecordatorio, Politica } from '../politica.ts';

/** Un día y la hora de reloj en la zona de la empresa: es con lo que se decide si se puede contactar a alguien. */
export interface Momento {
  readonly hoy: Fecha;
  /** Minutos desde la medianoche, 0 a 1439. */
  readonly minutos: number;
}

/** Con qué se decide: nada más que esto y el cliente cambia una decisión. */
export interface ContextoDeRecordatorio {
  readonly politica: Politica;
  /** Los del país de la empresa, con los suyos (`feriadosDe`). */
  readonly feriados: Feriados;
  readonly momento: Momento;
  /** Por qué un teléfono no sirve para WhatsApp, o `null` si sirve; sin esto, sirven todos. */
  readonly problemaDeCelular?: (telefono: string) => string | null;
}

/**
 * Los estados de un mensaje, en orden (REGLAS: «Estados de un mensaje»). Cada uno es un hecho que se agrega, nunca se
 * cambia.
 */
export const estadosDeMensaje = [
  'pendiente',
  'reclamado',
  'en-data',
  'enviado',
  'dudoso',
  'rechazado',
  'rebotado',
  'preparado',
  'descartado',
] as const;
/**
 * `pendiente`: falta enviarlo (o reintentarlo). `reclamado`: una corrida lo tomó; sus últimos bytes no salieron.
 * `en-data`: los últimos bytes pueden haber salido. `enviado`: lo aceptó el servidor, o lo confirmó una persona. `dudoso`:
 * quedó en `en-data`; nunca se reenvía solo. `rechazado`: no se va a poder. `rebotado`: salió y volvió. `preparado`:
 * ya escrito, lo entrega una persona u otro programa. `descartado`: ya no correspondía.
 */
export type EstadoDeMensaje = (typeof estadosDeMensaje)[number];

/** Los estados en que todavía puede pasar algo con el mensaje: mientras tanto no se arma otro para la misma cuenta. */
export const estadosEnCurso: ReadonlySet<EstadoDeMensaje> = new Set([
  'pendiente',
  'reclamado',
  'en-data',
  'dudoso',
  'preparado',
]);

/**
 * Lo que se reclama o se anuncia: un documento, o una cuota de un acuerdo, con su propio día. Un documento partido por una
 * disputa o un plan da varias unidades. Los montos, en unidades menores de la moneda de la cuenta.
 */
export interface UnidadDeReclamo {
  readonly documentoId: number;
  readonly numero: string;
  /** El acuerdo que da el día, o `null` si el día es el del documento. */
  readonly acuerdoId: number | null;
  readonly emision: Fecha;
  /** El día desde el que se debe esta parte: el de la factura o el de la cuota. */
  readonly vencimiento: Fecha;
  /** Importe original del documento, > 0. */
  readonly importe: number;
  /** Lo que se debe de esta unidad, > 0. */
  readonly saldo: number;
  /** `null` si se reclama. */
  readonly retenida: Retenida | null;
  /** El cliente prometió pagarla y no cumplió. */
  readonly promesaIncumplida: boolean;
  /** Estaba en un plan de cuotas que terminó sin cumplirse, y ningún mensaje lo dijo todavía. */
  readonly planCaido?: boolean;
  /**
   * Los códigos de los pasos ya hechos para este documento y vencimiento, con el día del último mensaje de cada uno; cuenta
   * un mensaje que pudo llegar y uno rechazado que una persona descartó. Un paso `llamada` se hace con un contacto registrado.
   */
  readonly pasosHechos: ReadonlyMap<string, Fecha>;
}

/** Todo lo que un cliente debe en una moneda. */
export interface CuentaPorRecordar {
  readonly moneda: Moneda;
  /** De la más vieja a la más nueva; también lo que todavía no venció. */
  readonly unidades: readonly UnidadDeReclamo[];
  /** Créditos sin aplicar del cliente en esa moneda, unidades menores, ≥ 0. */
  readonly saldoAFavor: number;
  /** El día del último pago, si con él el cliente no debe nada vencido en esta moneda; sirve para agradecerlo. */
  readonly alDiaDesde?: Fecha | null;
  /** El último mensaje que contó como contacto por esta cuenta. */
  readonly ultimo: { readonly fecha: Fecha; readonly paso: string; readonly plazoHasta: Fecha | null } | null;
  /** El día del último mensaje que reclamó algo vencido, de la factura que sea; ausente si no hubo. */
  readonly ultimoReclamo?: Fecha | null;
  /** El mensaje de esta cuenta que todavía está en curso. */
  readonly enCurso: {
    readonly mensajeId: number;
    readonly estado: EstadoDeMensaje;
    readonly paso: string;
    /** Momento escrito `AAAA-MM-DDTHH:MM` antes del cual no se reintenta, o `null`. */
    readonly noAntes: string | null;
  } | null;
}

/** En qué está una unidad: le toca un paso, espera el próximo, o los hizo todos. */
export type PasoDeUnidad =
  | {
      readonly estado: 'toca' | 'espera';
      readonly paso: PasoDeRecordatorio;
      readonly dia: Fecha;
      /** Por su edad ya le toca: sólo espera la separación desde el último reclamo. */
      readonly separado: boolean;
    }
  | { readonly estado: 'terminada'; readonly paso: null; readonly dia: null };

/** Una vez que se habló con el cliente o se lo buscó: un contacto registrado, o un mensaje nuestro que cuenta como contacto. */
export interface ContactoPrevio {
  readonly fecha: Fecha;
  readonly canal: CanalDeContacto;
  /** Nos buscó él: se espera antes de escribirle, pero no cuenta en los topes. */
  readonly entrante?: boolean;
  /** Todavía no se hizo: es el mensaje que le toca hoy en esta otra moneda. */
  readonly porSalir?: Moneda;
}

/** Lo último que un cliente contestó sobre su deuda, cuando pide que se espere. */
export interface DichoDeCliente {
  readonly fecha: Fecha;
  /** Código del resultado con que se anotó. */
  readonly resultado: string;
  /** Cuándo se quedó en volver a ocuparse. */
  readonly proximo: Fecha;
}

/** Un cliente con deuda, con todo lo que decide si se le escribe hoy. */
export interface ClientePorRecordar {
  readonly id: number;
  readonly codigo: string;
  readonly nombre: string;
  /** A quién se saluda, si se sabe. */
  readonly persona: string | null;
  readonly email: string | null;
  readonly telefono: string | null;
  readonly segmento: string | null;
  readonly gestor: string | null;
  /** `A` a `D` o `nueva`. */
  readonly clase: string;
  readonly pausa: Pausa | null;
  /** Lo que dijo y pide esperar hasta su próximo paso; ausente o `null` si nada. */
  readonly dicho?: DichoDeCliente | null;
  readonly canales: CanalesDeCliente;
  /** De los últimos 7 días, o de la separación si es mayor, sumando todos los canales; los de hoy incluidos. */
  readonly contactos: readonly ContactoPrevio[];
  /** Direcciones o teléfonos que rebotaron o el servidor rechazó para siempre, y nadie corrigió. */
  readonly destinosMalos: ReadonlySet<string>;
  /** El día en que se anotó que su teléfono es de otra persona, si desde entonces nadie lo corrigió. */
  readonly equivocadoEl?: Fecha | null;
  /** Por moneda, en orden alfabético. */
  readonly cuentas: readonly CuentaPorRecordar[];
}

/** La regla que retiene (o deja pasar) a una cuenta; es lo que se cuenta y se explica. */
export const reglasDeRecordatorio = [
  'envia',
  'pagada',
  'saldo-a-favor',
  'minimo',
  'promesa',
  'plan',
  'disputa',
  'cheque',
  'pausa',
  'abogado',
  'conversacion',
  'canal-prohibido',
  'sin-destino',
  'destino-malo',
  'horario',
  'feriado',
  'tope-dia',
  'tope-semana',
  'separacion',
  'canal-semana',
  'plazo-dado',
  'no-vence',
  'paso-hecho',
  'sin-paso',
  'en-curso',
  'deuda-vieja',
  'tope-corrida',
  'llamada',
] as const;
export type ReglaDeRecordatorio = (typeof reglasDeRecordatorio)[number];

/** Qué se hace con una cuenta (cliente y moneda). Es la misma para `plan`, `--simular` y `enviar`. */
export interface Decision {
  readonly accion: 'enviar' | 'retener';
  readonly clienteId: number;
  readonly moneda: Moneda;
  /** El paso que toca, o el que tocaría; `null` si no hay ninguno. */
  readonly paso: PasoDeRecordatorio | null;
  /** La secuencia a la que pertenece el paso, o la general. */
  readonly secuencia: string;
  readonly canal: CanalDePaso | null;
  /** Correo o teléfono tal como está en el libro, o `null` si falta o el canal no lleva. */
  readonly destino: string | null;
  /** La plantilla que corresponde: la del paso, o su variante, o la de promesa incumplida o cuota. */
  readonly plantilla: string | null;
  /** `a` o `b` si el paso compara dos plantillas. */
  readonly variante: 'a' | 'b' | null;
  /**
   * Lo que pide el mensaje en su parte principal, ≥ 0 en unidades menores: un paso de después del vencimiento, lo vencido; uno
   * de antes, lo que anuncia. El saldo a favor se descuenta primero de lo vencido. Lo que va aparte no entra.
   */
  readonly monto: number;
  /** El saldo a favor que el mensaje descuenta entre sus dos partes, ≥ 0 en unidades menores. */
  readonly aFavor: number;
  /** Vencidas que se reclaman, con el paso propio que este mensaje les da (`null` = va en el cuadro sin avanzar). */
  readonly vencidas: readonly UnidadEnMensaje[];
  /** Las que todavía no vencieron y se anuncian aparte. */
  readonly porVencer: readonly UnidadEnMensaje[];
  /** Lo que tiene que saber quien llama, si la decisión es una llamada y hay algo: el dato que falta o que no sirve. */
  readonly advertencia?: string | null;
  readonly regla: ReglaDeRecordatorio;
  /** Por qué, en una frase para personas: `promesa de pago para el 2026-07-05`. */
  readonly motivo: string;
  /** Primer día en que podría salir, si se sabe. */
  readonly desde: Fecha | null;
}

export interface UnidadEnMensaje {
  readonly unidad: UnidadDeReclamo;
  /** Código del paso que queda hecho para esta unidad, o `null`. */
  readonly paso: string | null;
}
