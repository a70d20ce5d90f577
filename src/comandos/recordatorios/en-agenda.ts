import type { Libro } from '../../datos/abrir.ts';
import { leerClientesPorRecordar } from '../../datos/recordatorio/hechos.ts';
import { recorrerMensajes, todosLosMensajes } from '../../datos/recordatorio/lectura.ts';
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
  type MensajePorResolver,
  pendientesDeLlamadas,
  pendientesDeMensajes,
} from '../../dominio/recordatorio/en-agenda.ts';
import { ventanaDelDia } from '../../dominio/recordatorio/horario.ts';
import type { ContextoDeRecordatorio, Decision } from '../../dominio/recordatorio/tipos.ts';
import type { Reparo } from '../../dominio/recordatorio/vigencia.ts';
import { contextoDeDecision } from './planes.ts';

/** La hora de quien no tiene ninguna para contactar ese día. */
const MEDIODIA = 12 * 60;

/** Lo que los recordatorios dejan para hacer a mano: las llamadas que tocan y los mensajes que esperan a alguien. */
export async function pendientesDeRecordatorios(libro: Libro, hoy: Fecha, politica: Politica): Promise<Pendiente[]> {
  const porResolver = leerMensajesPorResolver(libro, hoy);
  const contextoDeHoy = () => contextoDelDia(politica, hoy);
  return [
    ...pendientesDeMensajes(porResolver, await revisarLosPreparados(libro, porResolver, contextoDeHoy)),
    ...pendientesDeLlamadas(await decidirLlamadas(libro, { hoy, politica, contextoDeHoy }), hoy),
  ];
}

/** Con qué se decide; armarlo cuesta, y un libro sin nada por decidir no lo necesita. */
type ContextoDeHoy = () => Promise<ContextoDeRecordatorio>;

/** La agenda es del día entero: se decide a una hora en que ese día se pueda contactar, si hay alguna. */
async function contextoDelDia(politica: Politica, hoy: Fecha): Promise<ContextoDeRecordatorio> {
  const contexto = await contextoDeDecision(politica, { hoy, minutos: MEDIODIA });
  const minutos = ventanaDelDia(hoy, contexto)?.desdeMinutos ?? MEDIODIA;
  return { ...contexto, momento: { hoy, minutos } };
}

/** De los mensajes que esperan que alguien los entregue, por qué hoy no hay que entregarlos; lo mismo que dice `exportar`. */
async function revisarLosPreparados(
  libro: Libro,
  porResolver: readonly MensajePorResolver[],
  contextoDeHoy: ContextoDeHoy,
): Promise<ReadonlyMap<number, Reparo>> {
  const reparos = new Map<number, Reparo>();
  const ids = porResolver.filter(({ estado }) => estado === 'preparado').map(({ id }) => id);
  if (ids.length === 0) return reparos;
  const { revisarPreparados } = await import('./exportacion.ts');
  const mensajes = [...recorrerMensajes(libro, { ...todosLosMensajes, ids })];
  const reparoDe = revisarPreparados(libro, mensajes, await contextoDeHoy());
  for (const mensaje of mensajes) {
    const reparo = reparoDe(mensaje);
    if (reparo !== null) reparos.set(mensaje.id, reparo);
  }
  return reparos;
}

/** Decide sólo de quienes pueden estar en un paso de llamada: casi siempre, los que recibieron algún mensaje o no tienen correo. */
async function decidirLlamadas(
  libro: Libro,
  { hoy, politica, contextoDeHoy }: { hoy: Fecha; politica: Politica; contextoDeHoy: ContextoDeHoy },
): Promise<Decision[]> {
  if (!politica.recordatorios.pasos.some(({ canal }) => canal === 'llamada')) return [];
  const clienteIds = llamadaPuedeSerPrimera(politica.recordatorios)
    ? null
    : [...leerClientesConMensajes(libro), ...leerClientesSinCorreo(libro, esEmail)];
  if (clienteIds?.length === 0) return [];
  const contexto = await contextoDeHoy();
  const decisiones: Decision[] = [];
  for (const cliente of leerClientesPorRecordar(libro, { hoy, politica, clienteIds }))
    decisiones.push(...decidirCliente(cliente, contexto).filter(({ regla }) => regla === 'llamada'));
  return decisiones;
}
