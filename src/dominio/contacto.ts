import type { Fecha } from './fecha.ts';
import type { PoliticaDeGestion } from './politica.ts';

/** Por dónde se habla con el cliente (docs/COMANDOS.md, «cobranzas contacto registrar»). */
export const canalesDeContacto = ['llamada', 'email', 'whatsapp', 'sms', 'visita', 'carta', 'otro'] as const;
export type CanalDeContacto = (typeof canalesDeContacto)[number];

/** Quién buscó a quién: `saliente` si fuimos nosotros, `entrante` si fue el cliente. */
export type SentidoDeContacto = 'saliente' | 'entrante';

/** Una conversación con el cliente, o el intento de tenerla. */
export interface Contacto {
  readonly fecha: Fecha;
  /** `HH:MM` de 24 horas, o `null` si no se anotó. */
  readonly hora: string | null;
  readonly canal: CanalDeContacto;
  readonly sentido: SentidoDeContacto;
  /** Código de la política con que terminó. */
  readonly resultado: string;
  /** Código de la política de por qué no paga, o `null` si no lo dijo. */
  readonly motivo: string | null;
  /** Con quién se habló. */
  readonly persona: string | null;
  readonly nota: string | null;
  /** Cuándo hay que volver a ocuparse, o `null` si no se fijó. */
  readonly proximo: Fecha | null;
}

/** Dice si en el contacto se habló con alguien, y no fue sólo un intento (REGLAS: «Gestión y contactabilidad»). */
export function huboRespuesta(
  { sentido, resultado }: Pick<Contacto, 'sentido' | 'resultado'>,
  { resultadosSinRespuesta }: Pick<PoliticaDeGestion, 'resultadosSinRespuesta'>,
): boolean {
  return sentido === 'entrante' || !resultadosSinRespuesta.includes(resultado);
}
