import { codigosDeEvento } from './eventos.ts';
import type { ClientePorRecordar, Decision, ReglaDeRecordatorio } from './tipos.ts';

/** Lo que retiene por un rato, sin que el mensaje que espera deje de corresponder. */
const pasajeras: ReadonlySet<ReglaDeRecordatorio> = new Set([
  'en-curso',
  'conversacion',
  'horario',
  'feriado',
  'tope-dia',
  'tope-semana',
  'separacion',
  'canal-semana',
  'deuda-vieja',
  'tope-corrida',
]);

/** Dice si a un correo que espera otro intento todavía hay que enviarlo, ahora o más tarde, según lo que hoy se decide. */
export function sigueCorrespondiendo(decision: Decision | undefined): boolean {
  if (decision === undefined) return false;
  return decision.accion === 'enviar' ? decision.canal === 'email' : pasajeras.has(decision.regla);
}

/** Por qué un mensaje preparado no se puede entregar ahora. */
export interface Reparo {
  readonly motivo: string;
  /** Más tarde se podrá: no hay que descartarlo. */
  readonly pasajero: boolean;
}

/** Lo que se compara de un mensaje preparado: si hoy saldría igual. */
type Preparado = Pick<Decision, 'canal' | 'destino' | 'monto'> & { readonly paso: string };

/**
 * Por qué un mensaje preparado no se puede entregar ahora, o `null`.
 * @param decision lo que hoy se decide de su cuenta como si los preparados no estuvieran ({@link sinPreparados})
 */
export function reparoDe(mensaje: Preparado, decision: Decision | undefined): Reparo | null {
  if (decision === undefined || decision.paso?.codigo === codigosDeEvento.gracias)
    return { motivo: 'no debe nada', pasajero: false };
  if (decision.accion !== 'enviar') return { motivo: decision.motivo, pasajero: pasajeras.has(decision.regla) };
  const cambio = queCambio(mensaje, decision);
  return cambio === null ? null : { motivo: cambio, pasajero: false };
}

function queCambio(mensaje: Preparado, { paso, canal, destino, monto }: Decision): string | null {
  if (paso?.codigo !== mensaje.paso || canal !== mensaje.canal) return `ahora toca ${paso?.codigo}`;
  if (destino !== mensaje.destino) return `ahora su dato es ${destino}`;
  return monto === mensaje.monto ? null : 'cambió lo que debe';
}

/** El cliente como si ninguno de sus mensajes preparados estuviera. */
export function sinPreparados(cliente: ClientePorRecordar): ClientePorRecordar {
  const cuentas = cliente.cuentas.map((cuenta) =>
    cuenta.enCurso?.estado === 'preparado' ? { ...cuenta, enCurso: null } : cuenta,
  );
  return { ...cliente, cuentas };
}

/** Busca entre unas decisiones la de una cuenta. */
export function buscadorDeDecisiones(
  decisiones: Iterable<Decision>,
): (cuenta: Pick<Decision, 'clienteId' | 'moneda'>) => Decision | undefined {
  const claveDe = ({ clienteId, moneda }: Pick<Decision, 'clienteId' | 'moneda'>) => `${clienteId} ${moneda}`;
  const porCuenta = new Map<string, Decision>();
  for (const decision of decisiones) porCuenta.set(claveDe(decision), decision);
  return (cuenta) => porCuenta.get(claveDe(cuenta));
}
