import { type Fecha, sumarDias } from '../fecha.ts';
import { ventanaDelDia } from './horario.ts';
import type { Cupos } from './planificar.ts';
import { type Leer, type SalidasDelDia, Seguimiento } from './seguimiento.ts';
import type { ClientePorRecordar, ContextoDeRecordatorio, Momento } from './tipos.ts';

/** Lo que saldría un día si nada cambiara. */
export interface DiaDeCalendario extends SalidasDelDia {
  readonly fecha: Fecha;
}

/** Los días que se miran, con lo que ya se usó de los cupos de hoy. */
export interface PedidoDeCalendario extends Cupos {
  /** Entero ≥ 1, hoy incluido. */
  readonly dias: number;
  /** Cómo se vuelve a leer a un cliente. */
  readonly leer: Leer;
}

/**
 * Lo que saldría hoy y los días que siguen si cada día se enviara su plan, nadie pagara y todo se entregara: la misma
 * decisión, repetida con lo enviado ya hecho. Una corrida por día: hoy a la hora del contexto o, si todavía no abrió, a la
 * de abrir; después, a la de abrir. Lo prometido que nadie paga se vuelve a reclamar el día en que pasa su tolerancia.
 */
export function calendarioDeEnvios(
  clientes: Iterable<ClientePorRecordar>,
  contexto: ContextoDeRecordatorio,
  { dias, leer, ...deHoy }: PedidoDeCalendario,
): DiaDeCalendario[] {
  const { hoy } = contexto.momento;
  const fechas = Array.from({ length: dias }, (_, pasado) => sumarDias(hoy, pasado));
  const seguimiento = new Seguimiento(contexto, { dias, leer });
  const contextoDe = (fecha: Fecha) => ({ ...contexto, momento: momentoDe(fecha, contexto) });
  seguimiento.empezar(clientes, contextoDe(hoy));
  return fechas.map((fecha) => {
    if (!abre(fecha, contexto)) return { fecha, envios: [], llamadas: [] };
    return { fecha, ...seguimiento.correr(contextoDe(fecha), fecha === hoy ? deHoy : sinUsar) };
  });
}

/** Un día que todavía no empezó. */
const sinUsar: Cupos = { primerosDeDeudaViejaHoy: 0 };

/** Dice si ese día puede salir algo: un día cerrado sólo deja salir cartas. */
function abre(fecha: Fecha, contexto: ContextoDeRecordatorio): boolean {
  return (
    ventanaDelDia(fecha, contexto) !== null ||
    contexto.politica.recordatorios.pasos.some(({ canal }) => canal === 'carta')
  );
}

function momentoDe(fecha: Fecha, contexto: ContextoDeRecordatorio): Momento {
  const abre = ventanaDelDia(fecha, contexto)?.desdeMinutos ?? 0;
  const { hoy, minutos } = contexto.momento;
  return { hoy: fecha, minutos: fecha === hoy ? Math.max(abre, minutos) : abre };
}
