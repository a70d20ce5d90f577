import { type Fecha, sumarDias } from '../fecha.ts';
import type { CanalDePaso } from '../politica.ts';
import { problemaDeCanal } from './alcance.ts';
import { pasoDeUnidad } from './paso-de-unidad.ts';
import type { Secuencia, Secuencias } from './secuencia.ts';
import type {
  ClientePorRecordar,
  ContextoDeRecordatorio,
  CuentaPorRecordar,
  PasoDeUnidad,
  UnidadDeReclamo,
  UnidadEnMensaje,
} from './tipos.ts';

/** Una unidad que se puede reclamar o anunciar, con su secuencia y en qué está. */
export interface UnidadConPaso extends UnidadEnMensaje {
  /** El paso que este mensaje le deja hecho; se sabe al elegir el del mensaje. */
  paso: string | null;
  readonly secuencia: Secuencia;
  /** En qué está según los pasos con que se llega al cliente. */
  progreso: PasoDeUnidad;
  /** En qué estaría si no fuera porque al cliente no se llega por el canal de ese paso; `null` si se llega. */
  readonly trabado: PasoDeUnidad | null;
}

/** Las unidades de una cuenta según lo que se puede hacer hoy con cada una, de la más vieja a la más nueva. */
export interface Reparto {
  readonly vencidas: readonly UnidadConPaso[];
  /** Las que se anuncian: vencen dentro de lo que su secuencia avisa. */
  readonly porVencer: readonly UnidadConPaso[];
  /** De las que se anuncian y de las que todavía no, la primera que vence. */
  readonly primeraPorVencer: Fecha | null;
  /** La que antes llega a un paso que hoy no le toca. */
  readonly proxima: Extract<PasoDeUnidad, { estado: 'toca' | 'espera' }> | null;
  readonly retenidas: readonly UnidadDeReclamo[];
  /** Si a alguna le toca un paso, se llegue o no al cliente por su canal. */
  readonly hayPasos: boolean;
}

/**
 * Separa las unidades de una cuenta. Lo retenido no está en ninguna de las que se reclaman
 * (REGLAS: «Un mensaje por cliente y moneda»).
 */
export function repartirUnidades(
  cuenta: CuentaPorRecordar,
  {
    cliente,
    secuencias,
    contexto,
  }: {
    readonly cliente: ClientePorRecordar;
    readonly secuencias: Secuencias;
    readonly contexto: ContextoDeRecordatorio;
  },
): Reparto {
  const vencidas: UnidadConPaso[] = [];
  const porVencer: UnidadConPaso[] = [];
  const retenidas: UnidadDeReclamo[] = [];
  let primeraPorVencer: Fecha | null = null;
  let proxima: Reparto['proxima'] = null;
  let hayPasos = false;
  const { hoy } = contexto.momento;
  const reloj = { hoy, ultimoReclamo: cuenta.ultimoReclamo ?? null };
  const llega = alcanceDe(cliente, contexto);
  const mirar = ({ progreso, trabado }: UnidadConPaso) => {
    if (progreso.estado === 'toca' || trabado?.estado === 'toca') hayPasos = true;
    const espera = progreso.estado === 'terminada' ? trabado : progreso;
    if (espera?.estado === 'espera' && (proxima === null || espera.dia < proxima.dia)) proxima = espera;
  };
  for (const unidad of enOrden(cuenta.unidades)) {
    if (unidad.retenida !== null) {
      retenidas.push(unidad);
      continue;
    }
    const secuencia = secuencias.de(unidad, cliente);
    // Quien le da a una factura una secuencia sin pasos pide que nadie la reclame: ningún mensaje la nombra ni la suma.
    if (secuencia.pasos.length === 0) continue;
    const entero = pasoDeUnidad(unidad, secuencia, reloj);
    const trabado = entero.paso === null || llega(entero.paso.canal) ? null : entero;
    const progreso = trabado === null ? entero : pasoDeUnidad(unidad, secuencia, { ...reloj, llega });
    const una = { unidad, paso: null, secuencia, progreso, trabado };
    if (unidad.vencimiento < hoy) vencidas.push(una);
    else {
      mirar(una);
      primeraPorVencer ??= unidad.vencimiento;
      if (seAnuncia(unidad, secuencia, hoy)) porVencer.push(una);
    }
  }
  esperarAlMasAlto(vencidas);
  for (const una of vencidas) mirar(una);
  return { vencidas, porVencer, primeraPorVencer, proxima, retenidas, hayPasos };
}

/** Dice si al cliente se llega por un canal; cada canal se comprueba una vez, y sólo si hay un paso que lo use. */
function alcanceDe(cliente: ClientePorRecordar, contexto: ContextoDeRecordatorio): (canal: CanalDePaso) => boolean {
  const sabidos = new Map<CanalDePaso, boolean>();
  return (canal) => {
    let llega = sabidos.get(canal);
    if (llega === undefined) {
      llega = problemaDeCanal(cliente, canal, contexto) === null;
      sabidos.set(canal, llega);
    }
    return llega;
  };
}

/**
 * Si un reclamo más alto sólo espera su separación, los más bajos lo esperan: si no, las facturas nuevas de cada semana
 * correrían para siempre el paso de las viejas. Salen juntos.
 */
function esperarAlMasAlto(vencidas: readonly UnidadConPaso[]): void {
  let alto: Exclude<PasoDeUnidad, { estado: 'terminada' }> | null = null;
  for (const { progreso } of vencidas) {
    if (progreso.estado !== 'espera' || !progreso.separado || progreso.paso.canal === 'llamada') continue;
    const diferencia =
      progreso.paso.diasDesdeVencimiento - (alto?.paso.diasDesdeVencimiento ?? Number.NEGATIVE_INFINITY);
    if (alto === null || diferencia > 0 || (diferencia === 0 && progreso.dia < alto.dia)) alto = progreso;
  }
  if (alto === null) return;
  for (const una of vencidas) {
    const { estado, paso } = una.progreso;
    if (estado !== 'toca' || paso.canal === 'llamada' || paso.diasDesdeVencimiento >= alto.paso.diasDesdeVencimiento)
      continue;
    una.progreso = { estado: 'espera', paso, dia: alto.dia, separado: true };
  }
}

function seAnuncia({ vencimiento }: UnidadDeReclamo, { anticipacionDias }: Secuencia, hoy: Fecha): boolean {
  return anticipacionDias !== null && vencimiento <= sumarDias(hoy, anticipacionDias);
}

/** Las unidades de la más vieja a la más nueva, sin copiarlas si ya lo están. */
function enOrden(unidades: readonly UnidadDeReclamo[]): readonly UnidadDeReclamo[] {
  let previa: UnidadDeReclamo | undefined;
  for (const unidad of unidades) {
    if (previa !== undefined && compararUnidades(previa, unidad) > 0) return unidades.toSorted(compararUnidades);
    previa = unidad;
  }
  return unidades;
}

/** A igual día, por documento, acuerdo y saldo, para que el orden de lectura no cambie nada. */
function compararUnidades(una: UnidadDeReclamo, otra: UnidadDeReclamo): number {
  if (una.vencimiento !== otra.vencimiento) return una.vencimiento < otra.vencimiento ? -1 : 1;
  return una.documentoId - otra.documentoId || (una.acuerdoId ?? 0) - (otra.acuerdoId ?? 0) || una.saldo - otra.saldo;
}

/** Lo que suman, en unidades menores. */
export function sumarSaldos(unidades: readonly UnidadEnMensaje[]): number {
  let suma = 0;
  for (const { unidad } of unidades) suma += unidad.saldo;
  return suma;
}

/** Cuántos documentos distintos nombran; uno partido en cuotas cuenta una vez. */
export function contarDocumentos(unidades: readonly UnidadEnMensaje[]): number {
  return new Set(unidades.map(({ unidad }) => unidad.documentoId)).size;
}
