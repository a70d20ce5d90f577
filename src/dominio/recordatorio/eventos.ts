import { diasEntre, type Fecha, sumarDias } from '../fecha.ts';
import { pasoPorCorreo } from '../paso.ts';
import type { PasoDeRecordatorio } from '../politica.ts';
import { ultimoDiaDeContacto } from './horario.ts';
import type { ContextoDeRecordatorio, CuentaPorRecordar, UnidadDeReclamo } from './tipos.ts';

/** Hasta cuántos días después de un pago tiene sentido agradecerlo. */
export const DIAS_DE_GRACIAS = 5;

/** Un mensaje que no reclama nada vencido: recuerda lo acordado, o agradece un pago. */
export interface Evento {
  /** Un paso con los datos justos para que el mensaje siga el camino de todos. */
  readonly paso: PasoDeRecordatorio;
  readonly unidades: readonly UnidadDeReclamo[];
}

/** Los códigos con que estos mensajes quedan en el libro; también son el nombre de su plantilla. */
export const codigosDeEvento = { promesa: 'promesa-manana', cuota: 'cuota', gracias: 'gracias' } as const;

function pasoDeEvento(codigo: string, diasDesdeVencimiento: number): PasoDeRecordatorio {
  return pasoPorCorreo({ codigo, diasDesdeVencimiento, plantilla: codigo });
}

/**
 * El mensaje de cortesía que toca hoy en esta cuenta, o `null`. Sólo si la política lo pide; cada uno sale una vez. Lo
 * acordado se recuerda los días que la política dice antes, y ya no el día en que vence (salvo que diga 0).
 */
export function eventoQueToca(cuenta: CuentaPorRecordar, contexto: ContextoDeRecordatorio): Evento | null {
  const { eventos } = contexto.politica.recordatorios;
  const { promesa, cuota } = codigosDeEvento;
  return (
    recordarLoAcordado(cuenta, { causa: 'promesa', codigo: promesa, antes: eventos.promesaAntesDias, contexto }) ??
    recordarLoAcordado(cuenta, { causa: 'cuotas', codigo: cuota, antes: eventos.cuotaAntesDias, contexto }) ??
    (eventos.gracias ? agradecer(cuenta, contexto.momento.hoy) : null)
  );
}

interface Recuerdo {
  readonly causa: 'promesa' | 'cuotas';
  readonly codigo: string;
  readonly antes: number | null;
  readonly contexto: ContextoDeRecordatorio;
}

/** Sólo lo que se acordó pagar: lo demás que el acuerdo retiene (se prometió menos, o se perdonará) no se nombra. */
function recordarLoAcordado(cuenta: CuentaPorRecordar, { causa, codigo, antes, contexto }: Recuerdo): Evento | null {
  if (antes === null) return null;
  const unidades = cuenta.unidades.filter(
    ({ retenida, vencimiento, pasosHechos }) =>
      retenida?.causa === causa &&
      retenida.aparte === undefined &&
      !pasosHechos.has(codigo) &&
      tocaRecordar(vencimiento, antes, contexto),
  );
  return unidades.length === 0 ? null : { paso: pasoDeEvento(codigo, -antes), unidades };
}

/** Si en todos los días de anticipación no se puede contactar (vence un lunes), se recuerda el último día en que sí. */
function tocaRecordar(vencimiento: Fecha, antes: number, contexto: ContextoDeRecordatorio): boolean {
  const { hoy } = contexto.momento;
  const fin = antes === 0 ? vencimiento : sumarDias(vencimiento, -1);
  if (hoy > fin) return false;
  if (sumarDias(vencimiento, -antes) <= hoy) return true;
  const ultimo = ultimoDiaDeContacto(fin, contexto);
  return ultimo !== null && ultimo <= hoy;
}

/** Nada de eso está vencido, prometido, en disputa o retenido por otra causa. */
export function estaAlDia(unidades: readonly UnidadDeReclamo[], hoy: Fecha): boolean {
  return unidades.every(({ vencimiento, retenida }) => retenida === null && vencimiento >= hoy);
}

/** Al que acaba de quedar al día, una vez, si desde entonces no se le escribió otra cosa. */
function agradecer({ alDiaDesde = null, ultimo }: CuentaPorRecordar, hoy: Fecha): Evento | null {
  if (alDiaDesde === null || alDiaDesde > hoy) return null;
  if (diasEntre({ desde: alDiaDesde, hasta: hoy }) > DIAS_DE_GRACIAS) return null;
  const yaSeEscribio =
    ultimo !== null &&
    (ultimo.fecha > alDiaDesde || (ultimo.fecha === alDiaDesde && ultimo.paso === codigosDeEvento.gracias));
  return yaSeEscribio ? null : { paso: pasoDeEvento(codigosDeEvento.gracias, 0), unidades: [] };
}
