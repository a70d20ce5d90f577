import type { Politica } from '../politica.ts';
import { minimoDePaso, type PorPedir, pedidoDePaso } from './montos.ts';
import { cedeElLugar } from './reloj.ts';
import type { ContextoDeRecordatorio, CuentaPorRecordar } from './tipos.ts';
import type { UnidadConPaso } from './unidades.ts';

/** De unas unidades, a cuáles les toca hoy un paso, cuáles llegan además a su mínimo y cuál da el paso del mensaje. */
export interface Eleccion {
  readonly tocan: readonly UnidadConPaso[];
  readonly alcanzan: readonly UnidadConPaso[];
  readonly lider: UnidadConPaso | null;
}

/** Elige qué lleva el mensaje de esas unidades. */
export function elegir(
  unidades: readonly UnidadConPaso[],
  {
    porPedir,
    cuenta,
    contexto,
  }: {
    readonly porPedir: PorPedir;
    readonly cuenta: CuentaPorRecordar;
    readonly contexto: ContextoDeRecordatorio;
  },
): Eleccion {
  const tocan = unidades.filter(
    ({ progreso }) => progreso.estado === 'toca' && pedidoDePaso(progreso.paso, porPedir) > 0,
  );
  const { recordatorios } = contexto.politica;
  const alcanzan = tocan.filter(
    ({ progreso: { paso } }) =>
      paso !== null && pedidoDePaso(paso, porPedir) >= minimoDePaso(paso, recordatorios, cuenta.moneda),
  );
  return { tocan, alcanzan, lider: elegirLider(alcanzan, cuenta, contexto) };
}

/** Las unidades cuyo paso no puede salir porque al cliente no se llega por su canal, en ese paso. */
export function enPasoTrabado(unidades: readonly UnidadConPaso[]): UnidadConPaso[] {
  const trabadas: UnidadConPaso[] = [];
  for (const una of unidades) if (una.trabado !== null) trabadas.push({ ...una, progreso: una.trabado });
  return trabadas;
}

/** Un paso que no llega no detiene a los demás: sólo si no hay otra cosa que enviar se dice qué dato falta. */
export function preferir(posibles: Eleccion, trabados: Eleccion): Eleccion {
  if (posibles.lider !== null) return posibles;
  return trabados.lider !== null || posibles.tocan.length === 0 ? trabados : posibles;
}

/**
 * El paso más alto de los que tocan. Si es una llamada que nadie hizo en varios días, los mensajes por otras facturas
 * siguen: quien debe de antes también recibe los avisos de lo nuevo.
 */
function elegirLider(
  alcanzan: readonly UnidadConPaso[],
  cuenta: CuentaPorRecordar,
  contexto: ContextoDeRecordatorio,
): UnidadConPaso | null {
  const alto = masAlto(alcanzan, contexto.politica) ?? null;
  const progreso = alto?.progreso;
  if (progreso?.estado !== 'toca' || progreso.paso.canal !== 'llamada') return alto;
  if (!cedeElLugar(cuenta, progreso.dia, contexto)) return alto;
  const escritos = alcanzan.filter(({ progreso: uno }) => uno.paso?.canal !== 'llamada');
  return masAlto(escritos, contexto.politica) ?? alto;
}

/** El de más días desde el vencimiento; a igual día, el que la política escribe primero. */
export function masAlto(
  unidades: readonly UnidadConPaso[],
  { recordatorios: { pasos } }: Politica,
): UnidadConPaso | undefined {
  let mayor: UnidadConPaso | undefined;
  for (const una of unidades) {
    const [paso, previo] = [una.progreso.paso, mayor?.progreso.paso ?? null];
    if (paso === null) continue;
    const diferencia = previo === null ? 1 : paso.diasDesdeVencimiento - previo.diasDesdeVencimiento;
    if (diferencia > 0 || (diferencia === 0 && previo !== null && pasos.indexOf(paso) < pasos.indexOf(previo)))
      mayor = una;
  }
  return mayor;
}
