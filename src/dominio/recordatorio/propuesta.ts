import { sumarDias } from '../fecha.ts';
import type { PasoDeRecordatorio, Politica } from '../politica.ts';
import { codigosDeEvento, type Evento, eventoQueToca } from './eventos.ts';
import { descontarSaldoAFavor, minimoDePaso, type PorPedir, pedidoDePaso } from './montos.ts';
import { cedeElLugar } from './reloj.ts';
import { type Secuencias, secuenciaGeneral } from './secuencia.ts';
import type {
  ClientePorRecordar,
  ContextoDeRecordatorio,
  CuentaPorRecordar,
  Decision,
  UnidadEnMensaje,
} from './tipos.ts';
import { type Reparto, repartirUnidades, type UnidadConPaso } from './unidades.ts';

/** El mensaje que saldría de una cuenta si ninguna regla lo retuviera, con lo que hace falta para aplicarlas. */
export interface Propuesta
  extends Pick<
    Decision,
    'paso' | 'secuencia' | 'plantilla' | 'variante' | 'monto' | 'aFavor' | 'vencidas' | 'porVencer'
  > {
  readonly reparto: Reparto;
  /** Recuerda lo acordado o agradece: no reclama nada. */
  readonly esEvento: boolean;
  /** El paso al que no se llega por su mínimo, si es lo único que falta. */
  readonly sinMinimo: PasoDeRecordatorio | null;
  /** El saldo a favor cubre todo lo que se nombraría, o todo lo que hoy se pediría. */
  readonly cubierta: boolean;
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
  const porPedir = descontarSaldoAFavor(reparto, cuenta.saldoAFavor);
  const tocan = reparto.hayPasos
    ? [...vencidas, ...porVencer].filter(
        ({ progreso }) => progreso.estado === 'toca' && pedidoDePaso(progreso.paso, porPedir) > 0,
      )
    : [];
  const alcanzan = tocan.filter(
    ({ progreso: { paso } }) =>
      paso !== null && pedidoDePaso(paso, porPedir) >= minimoDePaso(paso, politica.recordatorios, cuenta.moneda),
  );
  const lider = elegirLider(alcanzan, cuenta, contexto);
  if (lider === null) {
    const evento = eventoQueToca(cuenta, contexto);
    const propuesta = evento === null ? null : proponerEvento(evento, { cuenta, reparto });
    if (propuesta !== null) return propuesta;
  }
  for (const una of alcanzan) {
    if (una.progreso.paso?.canal !== 'llamada') una.paso = una.progreso.paso?.codigo ?? null;
  }
  const texto = textoDe(lider, { alcanzan, cliente });
  const sinMinimo = lider === null ? (masAlto(tocan, politica)?.progreso.paso ?? null) : null;
  const paso = lider?.progreso.paso ?? null;
  return {
    paso,
    secuencia: lider?.secuencia.nombre ?? secuenciaGeneral,
    ...texto,
    monto: montoDe(paso ?? sinMinimo, porPedir),
    aFavor: porPedir.aFavor,
    vencidas,
    porVencer:
      texto.plantilla === 'cuota-vencida' ? [...cuotasQueSiguen(lider, { cuenta, contexto }), ...porVencer] : porVencer,
    reparto,
    esEvento: false,
    sinMinimo,
    cubierta:
      vencidas.length + porVencer.length > 0 &&
      (porPedir.vencido + porPedir.porVencer === 0 || (reparto.hayPasos && tocan.length === 0)),
  };
}

/** Lo que pide un mensaje con ese paso; sin paso, lo que se pediría. */
function montoDe(paso: PasoDeRecordatorio | null, porPedir: PorPedir): number {
  if (paso !== null) return pedidoDePaso(paso, porPedir);
  return porPedir.vencido > 0 ? porPedir.vencido : porPedir.porVencer;
}

/** Las cuotas del mismo plan que se anunciarían hoy: quien debe una tiene que ver también la que vence. */
function cuotasQueSiguen(
  lider: UnidadConPaso | null,
  { cuenta, contexto }: { readonly cuenta: CuentaPorRecordar; readonly contexto: ContextoDeRecordatorio },
): UnidadEnMensaje[] {
  const { hoy } = contexto.momento;
  const hasta = sumarDias(hoy, contexto.politica.recordatorios.eventos.cuotaAntesDias ?? 0);
  return cuenta.unidades
    .filter(
      ({ acuerdoId, retenida, vencimiento }) =>
        acuerdoId === lider?.unidad.acuerdoId &&
        retenida?.causa === 'cuotas' &&
        retenida.aparte === undefined &&
        hoy <= vencimiento &&
        vencimiento <= hasta,
    )
    .map((unidad) => ({ unidad, paso: codigosDeEvento.cuota }));
}

/** Lo acordado, con lo vencido aparte; `null` si el saldo a favor ya lo cubre. */
function proponerEvento(
  { paso, unidades }: Evento,
  { cuenta, reparto }: { readonly cuenta: CuentaPorRecordar; readonly reparto: Reparto },
): Propuesta | null {
  const porVencer = unidades.map((unidad) => ({ unidad, paso: paso.codigo }));
  const vencidas = unidades.length === 0 ? [] : reparto.vencidas;
  const porPedir = descontarSaldoAFavor({ vencidas, porVencer }, cuenta.saldoAFavor);
  if (unidades.length > 0 && porPedir.porVencer === 0) return null;
  return {
    paso,
    secuencia: secuenciaGeneral,
    plantilla: paso.plantilla,
    variante: null,
    monto: porPedir.porVencer,
    aFavor: porPedir.aFavor,
    vencidas,
    porVencer,
    reparto,
    esEvento: true,
    sinMinimo: null,
    cubierta: false,
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
 * La plantilla. Si todo lo que avanza con el paso es de promesas que no se cumplieron o de cuotas de un plan, o algo es de
 * un plan que terminó, el correo lo dice; en el último paso escrito de la secuencia las cuotas llevan la de todos, que es la más firme.
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
    const esUltimo = esUltimoEscrito(paso, lider);
    const caidas = (esUltimo ? guias : alcanzan).filter(({ unidad }) => unidad.planCaido === true);
    if (caidas.length > 0 && (!esUltimo || caidas.length === guias.length))
      return { plantilla: 'plan-terminado', variante: null };
    const deCuotas = guias.every(({ unidad }) => unidad.acuerdoId !== null);
    if (deCuotas && !esUltimo) return { plantilla: 'cuota-vencida', variante: null };
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
