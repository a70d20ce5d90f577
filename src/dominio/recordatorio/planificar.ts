import { diasEntre } from '../fecha.ts';
import { decidirCliente } from './decision.ts';
import type { ClientePorRecordar, ContextoDeRecordatorio, Decision } from './tipos.ts';

/** Un primer recordatorio que pudo salir hace más días que estos es deuda vieja, no una corrida que faltó. */
const DIAS_DE_DEUDA_VIEJA = 7;

/** Lo que ya se usó hoy de los topes que no son de un cliente. */
export interface Cupos {
  /** Clientes con deuda vieja que ya recibieron hoy su primer mensaje. */
  readonly primerosDeDeudaViejaHoy: number;
}

/** Una decisión con lo que hace falta para ordenarla. */
interface Candidata {
  decision: Decision;
  readonly codigo: string;
  /** Los días del paso. */
  readonly dias: number;
  readonly esDeudaVieja: boolean;
}

/**
 * El plan de una corrida: las decisiones de todos los clientes, con los topes de la corrida aplicados. Primero lo que
 * sale, por paso (el más alto), puesto de su monto dentro de su moneda y código; después lo retenido, por código. El orden
 * en que llegan los clientes no cambia nada.
 */
export function planificar(
  clientes: Iterable<ClientePorRecordar>,
  contexto: ContextoDeRecordatorio,
  cupos: Cupos,
): Decision[] {
  const candidatas = [...decidirTodos(clientes, contexto)];
  const enviar = aplicarTopes(candidatas, contexto, cupos);
  // Se ordenan como llegaron, que suele ser por código: casi no cuesta.
  const retenidas = candidatas.filter(({ decision }) => decision.accion === 'retener').sort(compararCodigos);
  return [...enviar, ...retenidas.map(({ decision }) => decision)];
}

/** Lo que saldría y las llamadas que tocan, como en {@link planificar}, sin guardar lo demás que se retiene. */
export function planificarEnvios(
  clientes: Iterable<ClientePorRecordar>,
  contexto: ContextoDeRecordatorio,
  cupos: Cupos,
): { readonly envios: Decision[]; readonly llamadas: Decision[] } {
  const candidatas: Candidata[] = [];
  const llamadas: Candidata[] = [];
  for (const candidata of decidirTodos(clientes, contexto)) {
    if (candidata.decision.accion === 'enviar') candidatas.push(candidata);
    else if (candidata.decision.regla === 'llamada') llamadas.push(candidata);
  }
  return {
    envios: aplicarTopes(candidatas, contexto, cupos),
    llamadas: llamadas.sort(compararCodigos).map(({ decision }) => decision),
  };
}

function* decidirTodos(clientes: Iterable<ClientePorRecordar>, contexto: ContextoDeRecordatorio): Generator<Candidata> {
  for (const cliente of clientes) {
    for (const [orden, decision] of decidirCliente(cliente, contexto).entries()) {
      const escrito = (cliente.cuentas[orden]?.ultimo ?? null) !== null;
      yield {
        decision,
        codigo: cliente.codigo,
        dias: decision.paso?.diasDesdeVencimiento ?? 0,
        esDeudaVieja: !escrito && llegaTarde(decision, contexto),
      };
    }
  }
}

/** Lo que sale, en orden; lo que pasa los topes de la corrida queda retenido en su candidata. */
function aplicarTopes(
  candidatas: readonly Candidata[],
  { politica }: ContextoDeRecordatorio,
  { primerosDeDeudaViejaHoy }: Cupos,
): Decision[] {
  const { porCorridaMax, deudaViejaDiaMax } = politica.recordatorios;
  let lugares = porCorridaMax;
  let viejas = Math.max(0, deudaViejaDiaMax - primerosDeDeudaViejaHoy);
  const enviar: Decision[] = [];
  for (const candidata of ordenarEnvios(candidatas.filter(({ decision }) => decision.accion === 'enviar'))) {
    const { decision, esDeudaVieja } = candidata;
    if (esDeudaVieja && viejas === 0) {
      const motivo = `deuda vieja: por día empiezan ${deudaViejaDiaMax}, como mucho`;
      candidata.decision = { ...decision, accion: 'retener', regla: 'deuda-vieja', motivo, desde: null };
    } else if (lugares === 0) {
      const motivo = `cada corrida envía ${porCorridaMax}, como mucho`;
      candidata.decision = { ...decision, accion: 'retener', regla: 'tope-corrida', motivo, desde: null };
    } else {
      lugares -= 1;
      if (esDeudaVieja) viejas -= 1;
      enviar.push(decision);
    }
  }
  return enviar;
}

/** Dice si un mensaje es el primero de una deuda vieja; lo que se avisa antes de vencer nunca lo es. */
function llegaTarde({ paso, vencidas }: Decision, { momento }: ContextoDeRecordatorio): boolean {
  if (paso === null || paso.diasDesdeVencimiento <= 0) return false;
  return vencidas.some(
    ({ unidad, paso: propio }) =>
      propio === paso.codigo &&
      diasEntre({ desde: unidad.vencimiento, hasta: momento.hoy }) > paso.diasDesdeVencimiento + DIAS_DE_DEUDA_VIEJA,
  );
}

function compararCodigos(una: Candidata, otra: Candidata): number {
  if (una.codigo !== otra.codigo) return una.codigo < otra.codigo ? -1 : 1;
  return una.decision.moneda < otra.decision.moneda ? -1 : 1;
}

/** Los montos de dos monedas no se comparan: cada moneda pone primero su mayor, después su segundo, y así. */
function ordenarEnvios(candidatas: readonly Candidata[]): Candidata[] {
  const porMonto = candidatas.toSorted(
    (una, otra) => otra.dias - una.dias || otra.decision.monto - una.decision.monto || compararCodigos(una, otra),
  );
  const cuantas = new Map<string, number>();
  const conPuesto = porMonto.map((candidata) => {
    const clave = `${candidata.dias} ${candidata.decision.moneda}`;
    const puesto = cuantas.get(clave) ?? 0;
    cuantas.set(clave, puesto + 1);
    return { candidata, puesto };
  });
  return conPuesto
    .sort(
      ({ candidata: una, puesto }, { candidata: otra, puesto: suyo }) =>
        otra.dias - una.dias || puesto - suyo || compararCodigos(una, otra),
    )
    .map(({ candidata }) => candidata);
}
