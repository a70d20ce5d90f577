import type { Libro } from '../../datos/abrir.ts';
import { leerClientesPorRecordar } from '../../datos/recordatorio/hechos.ts';
import {
  leerClientesConMensajes,
  leerClientesSinCorreo,
  leerMensajesPorResolver,
} from '../../datos/recordatorio/por-resolver.ts';
import type { Pendiente } from '../../dominio/agenda.ts';
import { esEmail } from '../../dominio/edicion-cliente.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { Politica } from '../../dominio/politica.ts';
import { decidirCliente } from '../../dominio/recordatorio/decision.ts';
import {
  llamadaPuedeSerPrimera,
  pendientesDeLlamadas,
  pendientesDeMensajes,
} from '../../dominio/recordatorio/en-agenda.ts';
import type { Decision } from '../../dominio/recordatorio/tipos.ts';
import { contextoDeDecision } from './planes.ts';

/** La hora no decide si hay que llamar hoy: la agenda es del día entero. */
const MEDIODIA = 12 * 60;

/** Lo que los recordatorios dejan para hacer a mano: las llamadas que tocan y los mensajes que esperan a alguien. */
export async function pendientesDeRecordatorios(libro: Libro, hoy: Fecha, politica: Politica): Promise<Pendiente[]> {
  return [
    ...pendientesDeMensajes(leerMensajesPorResolver(libro, hoy)),
    ...pendientesDeLlamadas(await decidirLlamadas(libro, hoy, politica), hoy),
  ];
}

/** Decide sólo de quienes pueden estar en un paso de llamada: casi siempre, los que recibieron algún mensaje o no tienen correo. */
async function decidirLlamadas(libro: Libro, hoy: Fecha, politica: Politica): Promise<Decision[]> {
  if (!politica.recordatorios.pasos.some(({ canal }) => canal === 'llamada')) return [];
  const clienteIds = llamadaPuedeSerPrimera(politica.recordatorios)
    ? null
    : [...leerClientesConMensajes(libro), ...leerClientesSinCorreo(libro, esEmail)];
  if (clienteIds?.length === 0) return [];
  const contexto = await contextoDeDecision(politica, { hoy, minutos: MEDIODIA });
  const decisiones: Decision[] = [];
  for (const cliente of leerClientesPorRecordar(libro, { hoy, politica, clienteIds }))
    decisiones.push(...decidirCliente(cliente, contexto).filter(({ regla }) => regla === 'llamada'));
  return decisiones;
}
