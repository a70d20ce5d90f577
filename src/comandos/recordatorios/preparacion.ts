import type { Libro } from '../../datos/abrir.ts';
import type { Operacion } from '../../datos/operacion.ts';
import { leerUltimoDiaDeGestion } from '../../datos/recordatorio/gestion-posterior.ts';
import { hayCorreosTomados, leerUltimoDiaDeMensajes } from '../../datos/recordatorio/lectura.ts';
import { leerUltimaNoticiaDePagos } from '../../datos/recordatorio/pagos-recientes.ts';
import { descartarPendiente, leerPendientes } from '../../datos/recordatorio/pendientes.ts';
import { contar } from '../../dominio/cantidad.ts';
import { ErrorDeDatos } from '../../dominio/errores.ts';
import { diasEntre, type Fecha } from '../../dominio/fecha.ts';
import type { Politica } from '../../dominio/politica.ts';
import { pagosAlDia } from '../../dominio/recordatorio/pagos-al-dia.ts';
import type { Momento } from '../../dominio/recordatorio/tipos.ts';
import { buscadorDeDecisiones, sigueCorrespondiendo } from '../../dominio/recordatorio/vigencia.ts';
import type { RenglonDePlan } from './planes.ts';

/**
 * De un día pasado no se envía: la historia de después no se mira, y se podría escribir dos veces lo mismo, o a quien
 * después pagó, prometió o pidió que no le escriban.
 * @throws {ErrorDeDatos} si al libro ya le pasó algo después de ese día
 */
export function exigirDiaVigente(libro: Libro, hoy: Fecha): void {
  const sugerencia =
    'revise el reloj de la máquina y --hoy, --ahora o COBRANZAS_HOY: no se envía para un día que ya pasó';
  const mensajes = leerUltimoDiaDeMensajes(libro);
  if (mensajes !== null && mensajes > hoy)
    throw new ErrorDeDatos(`el libro ya tiene mensajes del ${mensajes}, posterior al día pedido (${hoy})`, {
      sugerencia,
    });
  const gestion = leerUltimoDiaDeGestion(libro, hoy);
  if (gestion === null) return;
  throw new ErrorDeDatos(
    `el libro tiene pagos o gestiones anotados el ${gestion}, después del día pedido (${hoy}): podrían decir que no se le escriba a alguien`,
    { sugerencia },
  );
}

/** @throws {ErrorDeDatos} si hace más días que los de la política que el libro no sabe de pagos */
export function exigirPagosRecientes(libro: Libro, hoy: Fecha, { recordatorios }: Politica): void {
  const ultima = leerUltimaNoticiaDePagos(libro, hoy);
  if (pagosAlDia(ultima, hoy, recordatorios)) return;
  const que =
    ultima === null
      ? 'el libro no tiene ningún pago registrado'
      : `el libro no sabe de pagos desde el ${ultima}, hace ${contar(diasEntre({ desde: ultima, hasta: hoy }), 'día')}`;
  throw new ErrorDeDatos(`${que}: se podría reclamar a quien ya pagó`, {
    sugerencia:
      'traiga los pagos: cobranzas import pagos.csv --tipo pagos (o cobranzas pago registrar)\nsi de verdad no hubo: repita con --sin-pagos-recientes',
  });
}

/**
 * Dice si todavía no se confirmó ningún envío: el primer correo tomado, llegue o no, ya es de una corrida confirmada.
 * @param general la corrida es para todos; haber confirmado un solo cliente no muestra el plan de los demás
 */
export function esPrimerEnvio(libro: Libro, { general }: { readonly general: boolean }): boolean {
  return !hayCorreosTomados(libro, { general });
}

/**
 * Descarta los correos que esperaban otro intento y que por una razón que dura ya no corresponden; devuelve cuántos.
 * @param plan el de todos o, si se dan, el de esos clientes: de los demás no dice nada
 */
export function descartarLosQueNoCorresponden(
  operacion: Operacion,
  plan: readonly RenglonDePlan[],
  { momento, clienteIds }: { readonly momento: Momento; readonly clienteIds: readonly number[] | null },
): number {
  const pendientes = leerPendientes(operacion.libro).filter(
    ({ clienteId }) => clienteIds === null || clienteIds.includes(clienteId),
  );
  if (pendientes.length === 0) return 0;
  const decisionDe = buscadorDeDecisiones(plan.map(({ decision }) => decision));
  let descartados = 0;
  for (const pendiente of pendientes) {
    const decision = decisionDe(pendiente);
    if (sigueCorrespondiendo(decision)) continue;
    descartarPendiente(operacion, pendiente, { momento, motivo: decision?.motivo ?? 'el cliente ya no debe nada' });
    descartados += 1;
  }
  operacion.resumen = contar(descartados, 'mensaje ya no correspondía', 'mensajes ya no correspondían');
  return descartados;
}
