import { type Fecha, sumarDias, ultima } from '../fecha.ts';
import { ventanaDelDia } from './horario.ts';
import { planificarEnvios } from './planificar.ts';
import type {
  ClientePorRecordar,
  ContactoPrevio,
  ContextoDeRecordatorio,
  CuentaPorRecordar,
  Decision,
  Momento,
  UnidadDeReclamo,
} from './tipos.ts';

/** Lo que saldría un día si nada cambiara. */
export interface DiaDeCalendario {
  readonly fecha: Fecha;
  /** En el orden en que saldrían. */
  readonly envios: readonly Decision[];
  /** Las llamadas que ese día aparecen en la agenda. */
  readonly llamadas: readonly Decision[];
}

/**
 * Lo que saldría hoy y los días que siguen si cada día se enviara su plan, nadie pagara y todo se entregara: la misma
 * decisión, repetida con lo enviado ya hecho. Una corrida por día: hoy a la hora del contexto o, si todavía no abrió, a la
 * de abrir; después, a la de abrir.
 * @param dias entero ≥ 1, hoy incluido
 */
export function calendarioDeEnvios(
  clientes: Iterable<ClientePorRecordar>,
  contexto: ContextoDeRecordatorio,
  { dias, primerosDeDeudaViejaHoy = 0 }: { readonly dias: number; readonly primerosDeDeudaViejaHoy?: number },
): DiaDeCalendario[] {
  const actuales = new Map<number, ClientePorRecordar>();
  for (const cliente of clientes) actuales.set(cliente.id, cliente);
  const calendario: DiaDeCalendario[] = [];
  const llamados = new Set<string>();
  for (let pasado = 0; pasado < dias; pasado++) {
    const fecha = sumarDias(contexto.momento.hoy, pasado);
    const momento = momentoDe(fecha, contexto);
    const cupos = { primerosDeDeudaViejaHoy: pasado === 0 ? primerosDeDeudaViejaHoy : 0 };
    if (!abre(fecha, contexto)) {
      calendario.push({ fecha, envios: [], llamadas: [] });
      continue;
    }
    const { envios, llamadas } = planificarEnvios(actuales.values(), { ...contexto, momento }, cupos);
    const nuevas = llamadas.filter(({ clienteId, moneda }) => !llamados.has(`${clienteId} ${moneda}`));
    for (const { clienteId, moneda } of nuevas) llamados.add(`${clienteId} ${moneda}`);
    for (const envio of envios) {
      const cliente = actuales.get(envio.clienteId);
      if (cliente !== undefined) actuales.set(envio.clienteId, darPorEnviado(cliente, envio, fecha));
    }
    calendario.push({ fecha, envios, llamadas: nuevas });
  }
  return calendario;
}

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

/** El cliente como quedaría después de recibir el mensaje. */
function darPorEnviado(cliente: ClientePorRecordar, envio: Decision, fecha: Fecha): ClientePorRecordar {
  const { paso, canal } = envio;
  if (paso === null || canal === null) return cliente;
  const pasos = new Map<UnidadDeReclamo, string | null>();
  for (const { unidad, paso: propio } of [...envio.vencidas, ...envio.porVencer]) pasos.set(unidad, propio);
  const contacto: ContactoPrevio = { fecha, canal };
  const cuentas = cliente.cuentas.map((cuenta): CuentaPorRecordar => {
    if (cuenta.moneda !== envio.moneda) return cuenta;
    return {
      ...cuenta,
      enCurso: null,
      ultimoReclamo: paso.diasDesdeVencimiento > 0 ? fecha : (cuenta.ultimoReclamo ?? null),
      ultimo: {
        fecha,
        paso: paso.codigo,
        plazoHasta: paso.plazoDias === 0 ? null : sumarDias(fecha, paso.plazoDias),
      },
      unidades: cuenta.unidades.map((unidad) => conPasoHecho(unidad, pasos.get(unidad) ?? null, fecha)),
    };
  });
  // Sólo se copian los datos propios: la clase puede ser un cálculo que todavía nadie pidió.
  const copia: ClientePorRecordar = Object.create(cliente, {
    cuentas: { value: cuentas, enumerable: true },
    contactos: { value: [...cliente.contactos, contacto], enumerable: true },
  });
  return copia;
}

function conPasoHecho(unidad: UnidadDeReclamo, paso: string | null, fecha: Fecha): UnidadDeReclamo {
  if (paso === null) return unidad;
  const previo = unidad.pasosHechos.get(paso);
  const dia = previo === undefined ? fecha : ultima(previo, fecha);
  return { ...unidad, pasosHechos: new Map([...unidad.pasosHechos, [paso, dia]]) };
}
