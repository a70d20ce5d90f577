import type { Libro } from '../../datos/abrir.ts';
import { leerClientesPorRecordar } from '../../datos/recordatorio/hechos.ts';
import { contarPrimerosDeHoy } from '../../datos/recordatorio/primeros.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import { feriadosDe } from '../../dominio/feriados/feriados.ts';
import type { Politica } from '../../dominio/politica.ts';
import { calendarioDeEnvios } from '../../dominio/recordatorio/calendario.ts';
import { planificar } from '../../dominio/recordatorio/planificar.ts';
import type { Leer } from '../../dominio/recordatorio/seguimiento.ts';
import type {
  ClientePorRecordar,
  ContextoDeRecordatorio,
  Decision,
  Momento,
} from '../../dominio/recordatorio/tipos.ts';

/** De quién es una decisión: lo que se muestra en una lista. */
export type Destinatario = Pick<ClientePorRecordar, 'id' | 'codigo' | 'nombre' | 'segmento' | 'gestor'>;

/** Una decisión del plan con su cliente. */
export interface RenglonDePlan {
  readonly decision: Decision;
  readonly cliente: Destinatario;
}

/** Con qué se decide en ese momento. La lectura de teléfonos se carga sólo si algún paso va por WhatsApp. */
export async function contextoDeDecision(politica: Politica, momento: Momento): Promise<ContextoDeRecordatorio> {
  const { pais } = politica.empresa;
  const contexto = { politica, momento, feriados: feriadosDe(pais, politica.contacto) };
  if (!politica.recordatorios.pasos.some(({ canal }) => canal === 'whatsapp')) return contexto;
  const { normalizarCelular } = await import('../../envio/telefono.ts');
  return { ...contexto, problemaDeCelular: (telefono) => normalizarCelular(telefono, pais).problema };
}

/**
 * El plan de una corrida para todos los que deben algo, en el orden en que saldría. Lee el libro y no escribe nada.
 * @param clienteIds si se dan, el de una corrida sólo para ellos: el tope de la corrida es de lo que se pide; el del día, de todos
 */
export function planificarLibro(
  libro: Libro,
  contexto: ContextoDeRecordatorio,
  clienteIds: readonly number[] | null = null,
): RenglonDePlan[] {
  const { politica, momento } = contexto;
  const destinatarios = new Map<number, Destinatario>();
  const decisiones = planificar(
    anotando(leerClientesPorRecordar(libro, { hoy: momento.hoy, politica, clienteIds }), destinatarios),
    contexto,
    contarPrimerosDeHoy(libro, { hoy: momento.hoy, politica }),
  );
  return decisiones.flatMap((decision) => {
    const cliente = destinatarios.get(decision.clienteId);
    return cliente === undefined ? [] : [{ decision, cliente }];
  });
}

/** Un renglón del calendario: lo que saldría, o a quién habría que llamar, un día. */
export interface RenglonDeCalendario extends RenglonDePlan {
  readonly fecha: Fecha;
}

/** Lo que saldría hoy y los días que siguen si nadie pagara y todo se entregara. */
export function calendarioDelLibro(
  libro: Libro,
  contexto: ContextoDeRecordatorio,
  dias: number,
): RenglonDeCalendario[] {
  const { politica, momento } = contexto;
  const destinatarios = new Map<number, Destinatario>();
  const clientes = leerClientesPorRecordar(libro, { hoy: momento.hoy, politica, clienteIds: null });
  const leer: Leer = (hoy, clienteIds) => leerClientesPorRecordar(libro, { hoy, politica, clienteIds });
  const pedido = { dias, leer, ...contarPrimerosDeHoy(libro, { hoy: momento.hoy, politica }) };
  return calendarioDeEnvios(anotando(clientes, destinatarios), contexto, pedido).flatMap(
    ({ fecha, envios, llamadas }) =>
      [...envios, ...llamadas].flatMap((decision) => {
        const cliente = destinatarios.get(decision.clienteId);
        return cliente === undefined ? [] : [{ fecha, decision, cliente }];
      }),
  );
}

function* anotando(
  clientes: Iterable<ClientePorRecordar>,
  destinatarios: Map<number, Destinatario>,
): Generator<ClientePorRecordar> {
  for (const cliente of clientes) {
    // Sólo lo que se muestra: guardar al cliente entero guardaría con él todo lo que debe.
    const { id, codigo, nombre, segmento, gestor } = cliente;
    destinatarios.set(id, { id, codigo, nombre, segmento, gestor });
    yield cliente;
  }
}
