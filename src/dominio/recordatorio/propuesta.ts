import { sumarDias } from '../fecha.ts';
import type { PasoDeRecordatorio } from '../politica.ts';
import { numeroEquivocado, problemaDeCanal } from './alcance.ts';
import { type Eleccion, elegir, enPasoTrabado, masAlto, preferir } from './eleccion.ts';
import { codigosDeEvento, type Evento, eventoQueToca } from './eventos.ts';
import { descontarSaldoAFavor, type PorPedir, pedidoDePaso } from './montos.ts';
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
  /** Lo que tiene que saber quien llama: un dato que falta o no sirve; `null` si no hay que llamar o no hay nada. */
  readonly advertencia: string | null;
  /** El saldo a favor cubre todo lo que se nombraría, o todo lo que hoy se pediría. */
  readonly cubierta: boolean;
}

/**
 * Arma lo que saldría de una cuenta. Lleva el paso más alto de los que tocan hoy; cada unidad avanza en su propio paso y
 * las demás van en el cuadro sin avanzar (REGLAS: «Un mensaje por cliente y moneda»).
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
  const reparto = repartirUnidades(cuenta, { cliente, secuencias, contexto });
  const { vencidas, porVencer } = reparto;
  const porPedir = descontarSaldoAFavor(reparto, cuenta.saldoAFavor);
  const partes = reparto.hayPasos ? [...vencidas, ...porVencer] : [];
  const posibles = elegir(partes, { porPedir, cuenta, contexto });
  if (posibles.lider === null) {
    const evento = eventoQueToca(cuenta, contexto);
    const propuesta = evento === null ? null : proponerEvento(evento, { cuenta, reparto });
    if (propuesta !== null) return propuesta;
  }
  const trabados = elegir(enPasoTrabado(partes), { porPedir, cuenta, contexto });
  const { tocan, alcanzan, lider } = preferir(posibles, trabados);
  for (const una of alcanzan) {
    if (una.progreso.paso?.canal !== 'llamada') una.paso = una.progreso.paso?.codigo ?? null;
  }
  const texto = textoDe(lider, { alcanzan, cliente });
  const sinMinimo = lider === null ? (masAlto(tocan, contexto.politica)?.progreso.paso ?? null) : null;
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
    advertencia: paso?.canal === 'llamada' ? advertenciaDe(cliente, { trabados, contexto }) : null,
    cubierta:
      vencidas.length + porVencer.length > 0 &&
      (porPedir.vencido + porPedir.porVencer === 0 || (reparto.hayPasos && tocan.length === 0)),
  };
}

/** A quien llama se le dice que el número es de otro y por qué no se le pudo escribir. */
function advertenciaDe(
  cliente: ClientePorRecordar,
  { trabados, contexto }: { readonly trabados: Eleccion; readonly contexto: ContextoDeRecordatorio },
): string | null {
  const canal = trabados.lider?.progreso.paso?.canal ?? 'llamada';
  const motivo = canal === 'llamada' ? null : (problemaDeCanal(cliente, canal, contexto)?.motivo ?? null);
  const dichos = new Set([numeroEquivocado(cliente), motivo].filter((dicho) => dicho !== null));
  return dichos.size === 0 ? null : [...dichos].join('; ');
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
    advertencia: null,
    cubierta: false,
  };
}

/**
 * La plantilla. Si todo lo que avanza con el paso es de promesas que no se cumplieron o de cuotas de un plan, o algo es de
 * un plan que terminó, el correo lo dice; en el último paso escrito de la secuencia las cuotas llevan la de todos, que es la
 * más firme.
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
