import { agruparPor } from '../agrupar.ts';
import { diasEntre } from '../fecha.ts';
import { Monticulo } from '../monticulo.ts';
import { decidirCliente } from './decision.ts';
import type { ClientePorRecordar, ContextoDeRecordatorio, Decision } from './tipos.ts';

/** Un primer recordatorio que pudo salir hace más días que estos es deuda vieja, no una corrida que faltó. */
export const DIAS_DE_DEUDA_VIEJA = 7;

/** Por dónde sale un mensaje: el correo lo manda `enviar`; lo demás lo prepara `exportar` y lo entrega otro. */
type Via = 'enviar' | 'exportar';

/** Lo que ya se usó hoy de los topes que no son de un cliente: cuentas con deuda vieja que hoy recibieron su primer mensaje. */
export interface Cupos {
  /** Por correo. */
  readonly primerosDeDeudaViejaHoy: number;
  /** Por lo que se exporta; ausente = ninguno. */
  readonly primerosPorExportarHoy?: number;
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
  readonly via: Via;
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
      via: viaDe(decision),
    };
  });
}

type AlRetener<C> = (candidata: C, regla: 'deuda-vieja' | 'tope-corrida', motivo: string) => void;

function retenerCandidata(...[candidata, regla, motivo]: Parameters<AlRetener<CandidataDecidida>>): void {
  candidata.decision = { ...candidata.decision, accion: 'retener', regla, motivo, desde: null };
}

/**
 * De lo que podría salir, lo que sale, en orden; lo que pasa los topes de la corrida se retiene. Cada vía tiene los suyos:
 * lo que espera que alguien lo exporte no les quita el lugar a los correos.
 */
export function elegirEnvios<C extends Candidata>(
  candidatas: readonly C[],
  {
    contexto: { politica },
    cupos: { primerosDeDeudaViejaHoy, primerosPorExportarHoy = 0 },
    alRetener,
  }: { readonly contexto: ContextoDeRecordatorio; readonly cupos: Cupos; readonly alRetener?: AlRetener<C> },
): C[] {
  const { porCorridaMax, deudaViejaDiaMax } = politica.recordatorios;
  const cupo = (via: Via, usadas: number) => ({
    lugares: porCorridaMax,
    viejas: Math.max(0, deudaViejaDiaMax - usadas),
    /** Las que no son deuda vieja y todavía no pasaron. */
    nuevas: candidatas.filter((candidata) => candidata.via === via && !candidata.esDeudaVieja).length,
  });
  const libres = {
    enviar: cupo('enviar', primerosDeDeudaViejaHoy),
    exportar: cupo('exportar', primerosPorExportarHoy),
  };
  const enviar: C[] = [];
  for (const candidata of enOrdenDeEnvio(candidatas)) {
    if (Object.values(libres).every(({ lugares, viejas, nuevas }) => lugares === 0 || viejas + nuevas === 0)) break;
    const suyos = libres[candidata.via];
    if (!candidata.esDeudaVieja) suyos.nuevas -= 1;
    if (suyos.lugares === 0 || (candidata.esDeudaVieja && suyos.viejas === 0)) continue;
    if (candidata.esDeudaVieja) suyos.viejas -= 1;
    suyos.lugares -= 1;
    enviar.push(candidata);
  }
  if (alRetener === undefined) return enviar;
  const salen = new Set(enviar);
  for (const candidata of candidatas) {
    if (salen.has(candidata)) continue;
    const { via, esDeudaVieja } = candidata;
    if (esDeudaVieja && libres[via].viejas === 0)
      alRetener(candidata, 'deuda-vieja', `deuda vieja: por día empiezan ${deudaViejaDiaMax}, como mucho`);
    else alRetener(candidata, 'tope-corrida', `${queHaceCada[via]} ${porCorridaMax}, como mucho`);
  }
  return enviar;
}

const queHaceCada: Readonly<Record<Via, string>> = {
  enviar: 'cada corrida envía',
  exportar: 'cada exportación prepara',
};

function viaDe({ canal }: Decision): Via {
  return canal === 'email' ? 'enviar' : 'exportar';
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
