import { diasEntre, type Fecha, sumarDias } from '../fecha.ts';
import type { EventosDeRecordatorio, PasoDeRecordatorio } from '../politica.ts';
import type { CuentaPorRecordar, UnidadDeReclamo } from './tipos.ts';

/** Hasta cuántos días después de un pago tiene sentido agradecerlo. */
const DIAS_DE_GRACIAS = 5;

/** Un mensaje que no reclama nada vencido: recuerda lo acordado, o agradece un pago. */
export interface Evento {
  /** Un paso con los datos justos para que el mensaje siga el camino de todos. */
  readonly paso: PasoDeRecordatorio;
  readonly unidades: readonly UnidadDeReclamo[];
  /** Unidades menores, ≥ 0. */
  readonly monto: number;
}

/** Los códigos con que estos mensajes quedan en el libro; también son el nombre de su plantilla. */
export const codigosDeEvento = { promesa: 'promesa-manana', cuota: 'cuota', gracias: 'gracias' } as const;

function pasoDeEvento(codigo: string, diasDesdeVencimiento: number): PasoDeRecordatorio {
  return {
    codigo,
    diasDesdeVencimiento,
    canal: 'email',
    plantilla: codigo,
    plantillaB: null,
    segmentos: [],
    clases: [],
    saldoMin: new Map(),
    separacionDias: null,
    plazoDias: 0,
  };
}

/**
 * El mensaje de cortesía que toca hoy en esta cuenta, o `null`. Sólo si la política lo pide; cada uno sale una vez. Lo
 * acordado se recuerda los días que la política dice antes, y ya no el día en que vence (salvo que diga 0).
 */
export function eventoQueToca(cuenta: CuentaPorRecordar, eventos: EventosDeRecordatorio, hoy: Fecha): Evento | null {
  return (
    recordarLoAcordado(cuenta, {
      causa: 'promesa',
      codigo: codigosDeEvento.promesa,
      antes: eventos.promesaAntesDias,
      hoy,
    }) ??
    recordarLoAcordado(cuenta, {
      causa: 'cuotas',
      codigo: codigosDeEvento.cuota,
      antes: eventos.cuotaAntesDias,
      hoy,
    }) ??
    (eventos.gracias ? agradecer(cuenta, hoy) : null)
  );
}

function recordarLoAcordado(
  cuenta: CuentaPorRecordar,
  { causa, codigo, antes, hoy }: { causa: 'promesa' | 'cuotas'; codigo: string; antes: number | null; hoy: Fecha },
): Evento | null {
  if (antes === null) return null;
  const unidades = cuenta.unidades.filter(
    ({ retenida, vencimiento, pasosHechos }) =>
      retenida?.causa === causa &&
      !pasosHechos.has(codigo) &&
      sumarDias(vencimiento, -antes) <= hoy &&
      hoy <= sumarDias(vencimiento, antes === 0 ? 0 : -1),
  );
  const monto = unidades.reduce((suma, { saldo }) => suma + saldo, 0) - cuenta.saldoAFavor;
  return monto > 0 ? { paso: pasoDeEvento(codigo, -antes), unidades, monto } : null;
}

/** Al que acaba de quedar al día, una vez, si desde entonces no se le escribió otra cosa. */
function agradecer({ alDiaDesde = null, ultimo }: CuentaPorRecordar, hoy: Fecha): Evento | null {
  if (alDiaDesde === null || alDiaDesde > hoy) return null;
  if (diasEntre({ desde: alDiaDesde, hasta: hoy }) > DIAS_DE_GRACIAS) return null;
  const yaSeEscribio =
    ultimo !== null &&
    (ultimo.fecha > alDiaDesde || (ultimo.fecha === alDiaDesde && ultimo.paso === codigosDeEvento.gracias));
  return yaSeEscribio ? null : { paso: pasoDeEvento(codigosDeEvento.gracias, 0), unidades: [], monto: 0 };
}
