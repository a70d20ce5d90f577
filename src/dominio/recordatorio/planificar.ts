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
  readonly decision: Decision;
  readonly codigo: string;
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
  { primerosDeDeudaViejaHoy }: Cupos,
): Decision[] {
  const salen: Candidata[] = [];
  const retenidas: Candidata[] = [];
  for (const cliente of clientes) {
    for (const [orden, decision] of decidirCliente(cliente, contexto).entries()) {
      const escrito = (cliente.cuentas[orden]?.ultimo ?? null) !== null;
      const candidata = { decision, codigo: cliente.codigo, esDeudaVieja: !escrito && llegaTarde(decision, contexto) };
      (decision.accion === 'enviar' ? salen : retenidas).push(candidata);
    }
  }
  const { porCorridaMax, deudaViejaDiaMax } = contexto.politica.recordatorios;
  let lugares = porCorridaMax;
  let viejas = Math.max(0, deudaViejaDiaMax - primerosDeDeudaViejaHoy);
  const enviar: Decision[] = [];
  for (const candidata of ordenarEnvios(salen)) {
    const { decision, esDeudaVieja } = candidata;
    if (esDeudaVieja && viejas === 0) {
      retenidas.push(retenerPor(candidata, 'deuda-vieja', `deuda vieja: hoy empiezan ${deudaViejaDiaMax}, como mucho`));
    } else if (lugares === 0) {
      retenidas.push(retenerPor(candidata, 'tope-corrida', `cada corrida envía ${porCorridaMax}, como mucho`));
    } else {
      lugares -= 1;
      if (esDeudaVieja) viejas -= 1;
      enviar.push(decision);
    }
  }
  return [...enviar, ...retenidas.toSorted(compararCodigos).map(({ decision }) => decision)];
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

/** Dice si enviar esta decisión gasta un lugar de los primeros mensajes de deuda vieja de hoy. */
export function esPrimeroDeDeudaVieja(
  cliente: ClientePorRecordar,
  decision: Decision,
  contexto: ContextoDeRecordatorio,
): boolean {
  const cuenta = cliente.cuentas.find(({ moneda }) => moneda === decision.moneda);
  return (cuenta?.ultimo ?? null) === null && llegaTarde(decision, contexto);
}

function retenerPor(
  { decision, ...resto }: Candidata,
  regla: 'deuda-vieja' | 'tope-corrida',
  motivo: string,
): Candidata {
  return { ...resto, decision: { ...decision, accion: 'retener', regla, motivo, desde: null } };
}

function compararCodigos(una: Candidata, otra: Candidata): number {
  if (una.codigo !== otra.codigo) return una.codigo < otra.codigo ? -1 : 1;
  return una.decision.moneda < otra.decision.moneda ? -1 : 1;
}

/** Los montos de dos monedas no se comparan: cada moneda pone primero su mayor, después su segundo, y así. */
function ordenarEnvios(candidatas: readonly Candidata[]): Candidata[] {
  const dias = ({ decision }: Candidata) => decision.paso?.diasDesdeVencimiento ?? 0;
  const porMonto = candidatas.toSorted(
    (una, otra) => dias(otra) - dias(una) || otra.decision.monto - una.decision.monto || compararCodigos(una, otra),
  );
  const cuantas = new Map<string, number>();
  const puestos = new Map<Candidata, number>();
  for (const candidata of porMonto) {
    const clave = `${dias(candidata)} ${candidata.decision.moneda}`;
    const puesto = cuantas.get(clave) ?? 0;
    cuantas.set(clave, puesto + 1);
    puestos.set(candidata, puesto);
  }
  const puestoDe = (candidata: Candidata) => puestos.get(candidata) ?? 0;
  return porMonto.toSorted(
    (una, otra) => dias(otra) - dias(una) || puestoDe(una) - puestoDe(otra) || compararCodigos(una, otra),
  );
}
