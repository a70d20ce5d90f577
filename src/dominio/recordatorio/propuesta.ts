import type { PasoDeRecordatorio, Politica } from '../politica.ts';
import { type Evento, eventoQueToca } from './eventos.ts';
import { cedeElLugar } from './reloj.ts';
import { type Secuencias, secuenciaGeneral } from './secuencia.ts';
import type { ClientePorRecordar, ContextoDeRecordatorio, CuentaPorRecordar, Decision } from './tipos.ts';
import { type Reparto, repartirUnidades, sumarSaldos, type UnidadConPaso } from './unidades.ts';

/** El mensaje que saldría de una cuenta si ninguna regla lo retuviera, con lo que hace falta para aplicarlas. */
export interface Propuesta
  extends Pick<Decision, 'paso' | 'secuencia' | 'plantilla' | 'variante' | 'monto' | 'vencidas' | 'porVencer'> {
  readonly reparto: Reparto;
  /** Recuerda lo acordado o agradece: no reclama nada. */
  readonly esEvento: boolean;
  /** El paso al que no se llega por su mínimo, si es lo único que falta. */
  readonly sinMinimo: PasoDeRecordatorio | null;
}

/**
 * Arma lo que saldría de una cuenta. Lleva el paso más alto de los que tocan hoy; cada unidad avanza en su propio paso y
 * las demás van en el cuadro sin avanzar (3-rules: «One message per customer and currency»).
 */
export function proponerMensaje(
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
): Propuesta {
  const { politica, momento } = contexto;
  const reparto = repartirUnidades(cuenta, { cliente, secuencias, hoy: momento.hoy });
  const { vencidas, porVencer } = reparto;
  const monto = Math.max(0, sumarSaldos(vencidas.length > 0 ? vencidas : porVencer) - cuenta.saldoAFavor);
  const tocan = reparto.hayPasos
    ? [...vencidas, ...porVencer].filter(({ progreso }) => progreso.estado === 'toca')
    : [];
  const alcanzan = tocan.filter(({ progreso }) => progreso.paso !== null && monto >= minimoDe(progreso.paso, cuenta));
  const lider = elegirLider(alcanzan, cuenta, contexto);
  if (lider === null) {
    const evento = eventoQueToca(cuenta, politica.recordatorios.eventos, momento.hoy);
    if (evento !== null) return proponerEvento(evento, reparto);
  }
  for (const una of alcanzan) {
    if (una.progreso.paso?.canal !== 'llamada') una.paso = una.progreso.paso?.codigo ?? null;
  }
  return {
    paso: lider?.progreso.paso ?? null,
    secuencia: lider?.secuencia.nombre ?? secuenciaGeneral,
    ...textoDe(lider, { alcanzan, cliente }),
    monto,
    vencidas,
    porVencer,
    reparto,
    esEvento: false,
    sinMinimo: lider === null ? (masAlto(tocan, politica)?.progreso.paso ?? null) : null,
  };
}

function proponerEvento({ paso, unidades, monto }: Evento, reparto: Reparto): Propuesta {
  return {
    paso,
    secuencia: secuenciaGeneral,
    plantilla: paso.plantilla,
    variante: null,
    monto,
    vencidas: [],
    porVencer: unidades.map((unidad) => ({ unidad, paso: paso.codigo })),
    reparto,
    esEvento: true,
    sinMinimo: null,
  };
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

function minimoDe(paso: PasoDeRecordatorio, { moneda }: CuentaPorRecordar): number {
  return paso.saldoMin.get(moneda) ?? 0;
}

/** El de más días desde el vencimiento; a igual día, el que la política escribe primero. */
function masAlto(
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

/**
 * La plantilla. Si todo lo que avanza con el paso es de promesas que no se cumplieron, o de cuotas de un plan, el correo
 * lo dice; en el último paso escrito de la secuencia las cuotas llevan la de todos, que es la más firme.
 */
function textoDe(
  lider: UnidadConPaso | null,
  { alcanzan, cliente }: { readonly alcanzan: readonly UnidadConPaso[]; readonly cliente: ClientePorRecordar },
): Pick<Decision, 'plantilla' | 'variante'> {
  const paso = lider?.progreso.paso ?? null;
  if (lider === null || paso === null) return { plantilla: null, variante: null };
  if (paso.canal === 'email' && paso.diasDesdeVencimiento > 0) {
    const guias = alcanzan.filter(({ progreso }) => progreso.paso?.codigo === paso.codigo);
    if (guias.every(({ unidad }) => unidad.promesaIncumplida))
      return { plantilla: 'promesa-incumplida', variante: null };
    const deCuotas = guias.every(({ unidad }) => unidad.acuerdoId !== null);
    if (deCuotas && !esUltimoEscrito(paso, lider)) return { plantilla: 'cuota-vencida', variante: null };
  }
  if (paso.plantillaB === null) return { plantilla: paso.plantilla, variante: null };
  const variante = varianteDe(cliente.codigo, paso.codigo);
  return { plantilla: variante === 'a' ? paso.plantilla : paso.plantillaB, variante };
}

function esUltimoEscrito(paso: PasoDeRecordatorio, { secuencia }: UnidadConPaso): boolean {
  return secuencia.pasos.findLast(({ canal }) => canal !== 'llamada')?.codigo === paso.codigo;
}

/** `a` o `b` por la huella FNV-1a del código del cliente y el paso: siempre la misma, sin sortear ni guardar nada. */
export function varianteDe(codigoDeCliente: string, codigoDePaso: string): 'a' | 'b' {
  let huella = 0x811c9dc5;
  for (const caracter of `${codigoDePaso} ${codigoDeCliente}`) {
    huella = Math.imul(huella ^ (caracter.codePointAt(0) ?? 0), 0x01000193);
  }
  huella = Math.imul(huella ^ (huella >>> 16), 0x85ebca6b);
  huella = Math.imul(huella ^ (huella >>> 13), 0xc2b2ae35);
  return ((huella ^ (huella >>> 16)) & 1) === 0 ? 'a' : 'b';
}
