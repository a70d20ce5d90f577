import type { Pendiente } from '../agenda.ts';
import { contar } from '../cantidad.ts';
import type { Dinero } from '../dinero.ts';
import type { Fecha } from '../fecha.ts';
import type { CanalDePaso, PoliticaDeRecordatorios } from '../politica.ts';
import type { Decision, EstadoDeMensaje } from './tipos.ts';
import { contarDocumentos } from './unidades.ts';
import type { Reparo } from './vigencia.ts';

/** Las llamadas que tocan hoy según la secuencia: un paso por teléfono no produce un mensaje, produce trabajo. */
export function pendientesDeLlamadas(decisiones: readonly Decision[], hoy: Fecha): Pendiente[] {
  return decisiones.flatMap(({ regla, clienteId, moneda, monto, paso, vencidas, advertencia }) => {
    if (regla !== 'llamada' || paso === null) return [];
    const masVieja = vencidas[0]?.unidad.vencimiento;
    const debe =
      masVieja === undefined
        ? ''
        : `: ${contar(contarDocumentos(vencidas), 'factura vencida', 'facturas vencidas')}, desde el ${masVieja}`;
    return [
      {
        fecha: hoy,
        tipo: 'llamada',
        clave: `llamada-${clienteId}-${moneda}-${paso.codigo}-${masVieja ?? ''}`,
        clienteId,
        dinero: { monto, moneda },
        detalle: `toca llamar (paso ${paso.codigo})${debe}${advertencia == null ? '' : `; ${advertencia}`}`,
        gestor: null,
      },
    ];
  });
}

/**
 * Dice si puede tocar llamar a alguien a quien nunca se le escribió: si en alguna secuencia no hay antes de la llamada un
 * correo para todos. Si no puede, alcanza con mirar a quienes ya recibieron algún mensaje o no pueden recibir un correo.
 */
export function llamadaPuedeSerPrimera({ pasos, secuencias }: PoliticaDeRecordatorios): boolean {
  const enSecuencia = [null, ...secuencias.values()];
  return enSecuencia.some((codigos) => {
    const suyos = pasos.filter(({ codigo }) => codigos === null || codigos.includes(codigo));
    const previos = suyos.filter(
      ({ canal, diasDesdeVencimiento, segmentos, clases }) =>
        canal === 'email' && diasDesdeVencimiento > 0 && segmentos.length + clases.length === 0,
    );
    const primero = Math.min(...previos.map(({ diasDesdeVencimiento }) => diasDesdeVencimiento));
    return suyos.some(({ canal, diasDesdeVencimiento }) => canal === 'llamada' && diasDesdeVencimiento <= primero);
  });
}

/** Un mensaje que espera que alguien diga o corrija algo. */
export interface MensajePorResolver {
  readonly id: number;
  readonly clienteId: number;
  readonly canal: CanalDePaso;
  readonly destino: string | null;
  readonly estado: EstadoDeMensaje;
  readonly estadoFecha: Fecha;
  /** No llegó porque la dirección o el teléfono no sirven. */
  readonly porLaDireccion: boolean;
  readonly dinero: Dinero;
}

const queHacer: Readonly<Partial<Record<EstadoDeMensaje, (adonde: string) => string>>> = {
  dudoso: (adonde) => `no se sabe si llegó${adonde}: pregunte y anótelo`,
  rechazado: (adonde) => `no se pudo entregar${adonde}: corrija el dato del cliente`,
  rebotado: (adonde) => `volvió sin entregarse${adonde}: corrija el dato del cliente`,
  preparado: (adonde) => `espera que alguien lo entregue${adonde} y diga si salió`,
};

const rechazadoPorOtraCosa = (adonde: string): string =>
  `no se pudo entregar${adonde}, y no es por la dirección: vea por qué y diga si se reenvía o se descarta`;

/**
 * Los mensajes que quedaron a mitad de camino: un envío que falla es trabajo a la vista, no una cola que nadie mira.
 * @param reparos por qué un mensaje preparado no se puede entregar hoy. Si es por ahora, hoy no hay nada que hacer con él.
 */
export function pendientesDeMensajes(
  mensajes: readonly MensajePorResolver[],
  reparos: ReadonlyMap<number, Reparo>,
): Pendiente[] {
  return mensajes.flatMap((mensaje) => {
    const { id, clienteId, canal, estadoFecha, dinero } = mensaje;
    const reparo = reparos.get(id);
    const hacer = reparo === undefined ? loQueHayQueHacer(mensaje) : noEntregarlo(id, reparo);
    if (hacer === null) return [];
    return [
      {
        fecha: estadoFecha,
        tipo: 'mensaje',
        clave: `mensaje-${id}`,
        clienteId,
        dinero,
        detalle: `el mensaje ${id} por ${canal} ${hacer}`,
        gestor: null,
      },
    ];
  });
}

function loQueHayQueHacer({ id, destino, estado, porLaDireccion }: MensajePorResolver): string | null {
  const hacer = estado === 'rechazado' && !porLaDireccion ? rechazadoPorOtraCosa : queHacer[estado];
  const adonde = destino === null ? '' : ` a ${destino}`;
  return hacer === undefined ? null : `${hacer(adonde)} (cobranzas recordatorios resolver ${id})`;
}

function noEntregarlo(id: number, { motivo, pasajero }: Reparo): string | null {
  return pasajero
    ? null
    : `ya no corresponde, no lo entregue: ${motivo} (cobranzas recordatorios resolver ${id} --descartar)`;
}
