import type { Moneda } from './dinero.ts';
import type { Fecha } from './fecha.ts';
import type { Tono } from './mensaje/plantilla.ts';
import { type Pais, paises } from './pais.ts';
import type { Trato } from './trato.ts';

/** Los criterios que dan puntos a un cliente; cada uno aporta un factor entre 0 y 1 (REGLAS: «Prioridad»). */
export const criterios = ['monto', 'antiguedad', 'promesas', 'silencio', 'clase'] as const;
export type Criterio = (typeof criterios)[number];

/** Cómo se ordena la lista de a quién contactar. */
export interface Estrategia {
  readonly nombre: string;
  /** Puntos de cada criterio, enteros o con un decimal, que suman 100. */
  readonly puntos: Readonly<Record<Criterio, number>>;
  /** Cuenta sólo facturas con al menos tantos días de mora, ≥ 1. */
  readonly diasMoraMin: number;
  /** Saldo vencido mínimo por moneda, en unidades menores; las monedas que no están no tienen mínimo. */
  readonly saldoMin: ReadonlyMap<Moneda, number>;
  /** Último día en que rige; después vuelve la predeterminada. */
  readonly hasta: Fecha | null;
}

export { type Pais, paises };

/** Límites de lo que se puede conceder en un acuerdo, y cuándo un plan se cae (REGLAS: «Plan de cuotas»). */
export interface PoliticaDeAcuerdos {
  /** Cuotas como mucho, 1 a 60. */
  readonly cuotasMax: number;
  /** Quita más alta que se puede ofrecer, en puntos básicos: 0 a 10.000 (1.000 = 10 %). */
  readonly quitaMaxPuntosBasicos: number;
  /** Días hábiles de gracia después de la fecha prometida, 0 a 30. */
  readonly toleranciaDiasHabiles: number;
  /** El plan se cae con tantas cuotas vencidas, o con una que pase de tantos días. */
  readonly caida: { readonly cuotas: number; readonly dias: number };
  /** Lo que el primer pago de un plan debe ser del total, en puntos básicos: 0 a 10.000. */
  readonly primerPagoMinPuntosBasicos: number;
  /** Días corridos, como mucho, hasta el primer pago; `null` = los que sean. */
  readonly primerPagoDiasMax: number | null;
  /** Quiénes pueden autorizar un acuerdo que pase de estos límites. */
  readonly autorizan: readonly string[];
}

/** Con qué palabras se anota lo que pasa con un cliente, y cuánto se espera. */
export interface PoliticaDeGestion {
  /** Cómo puede terminar un contacto. */
  readonly resultados: readonly string[];
  /** Los de `resultados` en que no se habló con nadie. */
  readonly resultadosSinRespuesta: readonly string[];
  /** Por qué un cliente puede no pagar. */
  readonly motivos: readonly string[];
  /** Con algo vencido y sin contacto ni mensaje por tantos días, ≥ 1, el cliente entra en la agenda. */
  readonly sinContactoDias: number;
  /** Días, ≥ 1, sin recordatorios para quien avisa que tiene un problema. */
  readonly pausaPorProblemaDias: number;
}

/** Un modo de pagar, tal como se le explica al cliente en cada mensaje. */
export interface MedioDeCobro {
  readonly nombre: string;
  readonly instrucciones: string;
}

export const seguridadesDeCorreo = ['ninguna', 'starttls', 'tls'] as const;
export type SeguridadDeCorreo = (typeof seguridadesDeCorreo)[number];

/** El servidor por el que sale el correo. La clave nunca está aquí: se lee de `claveArchivo` o del entorno. */
export interface Correo {
  readonly servidor: string | null;
  /** 1 a 65.535. */
  readonly puerto: number;
  readonly seguridad: SeguridadDeCorreo;
  readonly usuario: string | null;
  readonly claveArchivo: string | null;
  /** Remitente, `Nombre <correo>` o sólo el correo. */
  readonly de: string | null;
  readonly responderA: string | null;
  /** Con qué se despide cada mensaje, además del nombre de la empresa. */
  readonly firma: string | null;
}

export const diasDeSemana = ['lun', 'mar', 'mie', 'jue', 'vie', 'sab', 'dom'] as const;
export type DiaDeSemana = (typeof diasDeSemana)[number];

/** Horas en que se puede contactar: minutos desde la medianoche, `desdeMinutos` < `hastaMinutos` ≤ 1440. */
export interface Ventana {
  readonly desdeMinutos: number;
  readonly hastaMinutos: number;
}

export const presetsDeContacto = ['prudente', 'libre', ...paises] as const;
export type PresetDeContacto = (typeof presetsDeContacto)[number];

/** Cuánto y cuándo se puede contactar a un mismo cliente, sumando todos los canales. */
export interface PoliticaDeContacto {
  readonly preset: PresetDeContacto;
  /** Un día que no está no admite contactos. */
  readonly ventanas: ReadonlyMap<DiaDeSemana, Ventana>;
  /** Contactos en un día; `null` = sin tope. */
  readonly diaMax: number | null;
  /** En siete días seguidos; `null` = sin tope. */
  readonly semanaMax: number | null;
  readonly separacionDias: number;
  /** Canales distintos en siete días seguidos; `null` = sin tope. */
  readonly canalesSemanaMax: number | null;
  /** Llamadas y visitas en siete días seguidos; `null` = las que dejen los demás topes. */
  readonly llamadasSemanaMax: number | null;
  /** Días en que no se contacta además de los feriados del país. */
  readonly feriadosExtra: ReadonlySet<Fecha>;
  /** Feriados del país que para la empresa son un día más. */
  readonly feriadosQuitados: ReadonlySet<Fecha>;
}

/** Por dónde va un paso: el correo sale solo; lo demás lo hace una persona o un programa ajeno, y se confirma. */
export const canalesDePaso = ['email', 'whatsapp', 'llamada', 'carta'] as const;
export type CanalDePaso = (typeof canalesDePaso)[number];

/** Un escalón de la secuencia de recordatorios. */
export interface PasoDeRecordatorio {
  readonly codigo: string;
  /** Días desde el vencimiento: −3 es tres días antes, 7 es siete después. */
  readonly diasDesdeVencimiento: number;
  readonly canal: CanalDePaso;
  /** El tono que la política pide para el paso; `null` = el que tenga su plantilla. */
  readonly tono: Tono | null;
  readonly plantilla: string;
  /** La otra plantilla con la que se compara: cada cliente recibe siempre la misma de las dos. `null` = no se compara. */
  readonly plantillaB: string | null;
  /** Vacío = todos. */
  readonly segmentos: readonly string[];
  /** Clases de cliente, `A` a `D` y `nueva`; vacío = todas. */
  readonly clases: readonly string[];
  /** Saldo mínimo de este paso, en unidades menores por moneda; manda el mayor entre éste y el general. */
  readonly saldoMin: ReadonlyMap<Moneda, number>;
  /** Días, ≥ 0, que deben pasar desde el paso anterior de la misma unidad; `null` = los que dejen la edad y los topes. */
  readonly separacionDias: number | null;
  /** Días, ≥ 0, que el mensaje da para pagar; mientras corren no se escribe otra vez. 0 = no da plazo. */
  readonly plazoDias: number;
}

/** A quién le toca una secuencia. Manda la más particular: factura, cliente, segmento o clase, y al final la general. */
export interface ReglaDeSecuencia {
  readonly secuencia: string;
  readonly facturas: readonly string[];
  readonly clientes: readonly string[];
  readonly segmentos: readonly string[];
  readonly clases: readonly string[];
}

/** Los mensajes que no reclaman nada vencido; ninguno sale si la política no lo pide. */
export interface EventosDeRecordatorio {
  /** Días antes de lo prometido en que se recuerda la promesa; `null` = no se recuerda. */
  readonly promesaAntesDias: number | null;
  /** Días antes de una cuota en que se la recuerda; `null` = no se recuerda. */
  readonly cuotaAntesDias: number | null;
  /** Agradecer el pago a quien con él quedó al día. */
  readonly gracias: boolean;
}

export const adjuntosDeMensaje = ['ninguno', 'csv', 'pdf'] as const;
export type AdjuntoDeMensaje = (typeof adjuntosDeMensaje)[number];

/** Qué se recuerda y con qué secuencia. */
export interface PoliticaDeRecordatorios {
  /** Por debajo de este saldo no se escribe, en unidades menores por moneda. */
  readonly saldoMin: ReadonlyMap<Moneda, number>;
  /** Con el último pago registrado hace más días que estos, no se envía sin pedirlo. */
  readonly pagosRecientesDias: number;
  readonly porCorridaMax: number;
  /** Clientes con deuda vieja, a los que nunca se les escribió, que pueden recibir su primer mensaje en un día. */
  readonly deudaViejaDiaMax: number;
  /** En el orden del archivo. */
  readonly pasos: readonly PasoDeRecordatorio[];
  /** Códigos de paso de cada secuencia con nombre; la general, `general`, son todos los pasos. */
  readonly secuencias: ReadonlyMap<string, readonly string[]>;
  readonly reglas: readonly ReglaDeSecuencia[];
  readonly eventos: EventosDeRecordatorio;
  /** Carpeta con las plantillas propias, ya resuelta; `null` = sólo las incluidas. */
  readonly carpetaDePlantillas: string | null;
  readonly adjunto: AdjuntoDeMensaje;
  /** Cómo se trata al cliente; `null` = según el país. */
  readonly trato: Trato | null;
}

/** El atraso medio más alto, en días, de las clases A, B y C (REGLAS: «Clase de cliente»). */
export type LimitesDeClase = readonly [a: number, b: number, c: number];

/** La política de cobranzas de la empresa: un solo archivo, validado; ausente, rige la predeterminada. */
export interface Politica {
  readonly empresa: {
    readonly nombre: string | null;
    readonly email: string | null;
    readonly telefono: string | null;
    readonly pais: Pais | null;
    readonly moneda: Moneda | null;
    /** Zona IANA; `null` = la del sistema. */
    readonly zonaHoraria: string | null;
  };
  readonly plazos: { readonly dias: number; readonly porSegmento: ReadonlyMap<string, number> };
  /** Límites superiores de los tramos de antigüedad, en días, estrictamente crecientes. */
  readonly antiguedad: { readonly tramos: readonly number[] };
  /** Atraso medio en días hasta el que un cliente es A, B y C; de ahí en más es D. Estrictamente crecientes, ≥ 0. */
  readonly clases: { readonly limites: LimitesDeClase };
  /** Nombre de la estrategia que rige; siempre está en `estrategias`. */
  readonly estrategia: string;
  readonly estrategias: ReadonlyMap<string, Estrategia>;
  readonly acuerdos: PoliticaDeAcuerdos;
  readonly gestion: PoliticaDeGestion;
  readonly medios: readonly MedioDeCobro[];
  /** `null` = no se configuró el correo. */
  readonly correo: Correo | null;
  readonly contacto: PoliticaDeContacto;
  readonly recordatorios: PoliticaDeRecordatorios;
}
