import { type Fecha, sumarDias } from '../fecha.ts';
import { type PasoDeUnidad, pasoDeUnidad, type Secuencia, type Secuencias } from './secuencia.ts';
import type { ClientePorRecordar, CuentaPorRecordar, UnidadDeReclamo, UnidadEnMensaje } from './tipos.ts';

/** Una unidad que se puede reclamar o anunciar, con su secuencia y en qué está. */
export interface UnidadConPaso extends UnidadEnMensaje {
  /** El paso que este mensaje le deja hecho; se sabe al elegir el del mensaje. */
  paso: string | null;
  readonly secuencia: Secuencia;
  progreso: PasoDeUnidad;
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
  /** Si a alguna le toca un paso. */
  readonly hayPasos: boolean;
}

/** Separa las unidades de una cuenta. Lo retenido no está en ninguna de las que se reclaman (3-rules: «Reminders»). */
export function repartirUnidades(
  cuenta: CuentaPorRecordar,
  {
    cliente,
    secuencias,
    hoy,
  }: { readonly cliente: ClientePorRecordar; readonly secuencias: Secuencias; readonly hoy: Fecha },
): Reparto {
  const vencidas: UnidadConPaso[] = [];
  const porVencer: UnidadConPaso[] = [];
  const retenidas: UnidadDeReclamo[] = [];
  let primeraPorVencer: Fecha | null = null;
  let proxima: Reparto['proxima'] = null;
  let hayPasos = false;
  const reloj = { hoy, ultimoReclamo: cuenta.ultimoReclamo ?? null };
  const mirar = (progreso: PasoDeUnidad) => {
    if (progreso.estado === 'toca') hayPasos = true;
    if (progreso.estado === 'espera' && (proxima === null || progreso.dia < proxima.dia)) proxima = progreso;
  };
  for (const unidad of enOrden(cuenta.unidades)) {
    if (unidad.retenida !== null) {
      retenidas.push(unidad);
      continue;
    }
    const secuencia = secuencias.de(unidad, cliente);
    const progreso = pasoDeUnidad(unidad, secuencia, reloj);
    if (unidad.vencimiento < hoy) vencidas.push({ unidad, paso: null, secuencia, progreso });
    else {
      mirar(progreso);
      primeraPorVencer ??= unidad.vencimiento;
      if (seAnuncia(unidad, secuencia, hoy)) porVencer.push({ unidad, paso: null, secuencia, progreso });
    }
  }
  esperarAlMasAlto(vencidas);
  for (const { progreso } of vencidas) mirar(progreso);
  return { vencidas, porVencer, primeraPorVencer, proxima, retenidas, hayPasos };
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
