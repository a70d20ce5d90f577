import { agruparPor } from '../agrupar.ts';
import { diasEntre } from '../fecha.ts';
import { Monticulo } from '../monticulo.ts';
import { decidirCliente } from './decision.ts';
import type { ClientePorRecordar, ContextoDeRecordatorio, Decision } from './tipos.ts';

/** Un primer recordatorio que pudo salir hace más días que estos es deuda vieja, no una corrida que faltó. */
export const DIAS_DE_DEUDA_VIEJA = 7;

/** Lo que ya se usó hoy de los topes que no son de un cliente. */
export interface Cupos {
  /** Clientes con deuda vieja que ya recibieron hoy su primer mensaje. */
  readonly primerosDeDeudaViejaHoy: number;
}

/** Lo que hace falta de una decisión para ordenarla entre las demás. */
export interface Candidata {
  readonly codigo: string;
  readonly moneda: Decision['moneda'];
  /** Unidades menores. */
  readonly monto: number;
  /** Los días del paso. */
  readonly dias: number;
  readonly esDeudaVieja: boolean;
}

interface CandidataDecidida extends Candidata {
  decision: Decision;
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
  const candidatas: CandidataDecidida[] = [];
  for (const cliente of clientes) candidatas.push(...candidatasDe(cliente, contexto));
  const porEnviar = candidatas.filter(({ decision }) => decision.accion === 'enviar');
  const enviar = elegirEnvios(porEnviar, { contexto, cupos, alRetener: retenerCandidata });
  // Se ordenan como llegaron, que suele ser por código: casi no cuesta.
  const retenidas = candidatas.filter(({ decision }) => decision.accion === 'retener').sort(compararCodigos);
  return [...enviar, ...retenidas].map(({ decision }) => decision);
}

/** Las decisiones de un cliente, listas para ordenarlas. */
export function candidatasDe(cliente: ClientePorRecordar, contexto: ContextoDeRecordatorio): CandidataDecidida[] {
  return decidirCliente(cliente, contexto).map((decision, orden) => {
    const escrito = (cliente.cuentas[orden]?.ultimo ?? null) !== null;
    return {
      decision,
      codigo: cliente.codigo,
      moneda: decision.moneda,
      monto: decision.monto,
      dias: decision.paso?.diasDesdeVencimiento ?? 0,
      esDeudaVieja: !escrito && llegaTarde(decision, contexto),
    };
  });
}

type AlRetener<C> = (candidata: C, regla: 'deuda-vieja' | 'tope-corrida', motivo: string) => void;

function retenerCandidata(...[candidata, regla, motivo]: Parameters<AlRetener<CandidataDecidida>>): void {
  candidata.decision = { ...candidata.decision, accion: 'retener', regla, motivo, desde: null };
}

/** De lo que podría salir, lo que sale, en orden; lo que pasa los topes de la corrida se retiene. */
export function elegirEnvios<C extends Candidata>(
  candidatas: readonly C[],
  {
    contexto: { politica },
    cupos: { primerosDeDeudaViejaHoy },
    alRetener,
  }: { readonly contexto: ContextoDeRecordatorio; readonly cupos: Cupos; readonly alRetener?: AlRetener<C> },
): C[] {
  const { porCorridaMax, deudaViejaDiaMax } = politica.recordatorios;
  let lugares = porCorridaMax;
  let viejas = Math.max(0, deudaViejaDiaMax - primerosDeDeudaViejaHoy);
  let nuevas = candidatas.filter(({ esDeudaVieja }) => !esDeudaVieja).length;
  const enviar: C[] = [];
  for (const candidata of enOrdenDeEnvio(candidatas)) {
    if (lugares === 0 || (viejas === 0 && nuevas === 0)) break;
    if (!candidata.esDeudaVieja) nuevas -= 1;
    else if (viejas === 0) continue;
    else viejas -= 1;
    lugares -= 1;
    enviar.push(candidata);
  }
  if (alRetener === undefined) return enviar;
  const salen = new Set(enviar);
  for (const candidata of candidatas) {
    if (salen.has(candidata)) continue;
    if (candidata.esDeudaVieja && viejas === 0)
      alRetener(candidata, 'deuda-vieja', `deuda vieja: por día empiezan ${deudaViejaDiaMax}, como mucho`);
    else alRetener(candidata, 'tope-corrida', `cada corrida envía ${porCorridaMax}, como mucho`);
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

/** Por código y moneda. */
export function compararCodigos(una: Candidata, otra: Candidata): number {
  if (una.codigo !== otra.codigo) return una.codigo < otra.codigo ? -1 : 1;
  return una.moneda < otra.moneda ? -1 : 1;
}

/**
 * Por paso, el más alto primero. Los montos de dos monedas no se comparan: cada moneda pone primero su mayor, después su
 * segundo, y así. De decenas de miles salen unos cientos: se ordena sólo lo que se pide.
 */
function* enOrdenDeEnvio<C extends Candidata>(candidatas: readonly C[]): Generator<C> {
  const porDias = agruparPor(candidatas, ({ dias }) => dias);
  for (const dias of [...porDias.keys()].sort((uno, otro) => otro - uno)) {
    const porMoneda = agruparPor(porDias.get(dias) ?? [], ({ moneda }) => moneda);
    const monticulos = Array.from(porMoneda.values(), (suyas) => new Monticulo(suyas, compararMontos));
    for (;;) {
      const puesto = monticulos.flatMap((monticulo) => monticulo.sacar() ?? []);
      if (puesto.length === 0) break;
      yield* puesto.sort(compararCodigos);
    }
  }
}

function compararMontos(una: Candidata, otra: Candidata): number {
  return otra.monto - una.monto || compararCodigos(una, otra);
}
