import type { PoliticaDeRecordatorios } from '../politica.ts';
import { destinoDe } from './alcance.ts';
import { proponerMensaje } from './propuesta.ts';
import {
  type Caso,
  controlarDestino,
  controlarDeuda,
  controlarDicho,
  controlarEnCurso,
  controlarLlamada,
  controlarMinimo,
  controlarMomento,
  controlarPaso,
  controlarPausa,
  controlarReloj,
  controlarRetenidas,
} from './retenciones.ts';
import { Secuencias } from './secuencia.ts';
import type {
  ClientePorRecordar,
  ContactoPrevio,
  ContextoDeRecordatorio,
  CuentaPorRecordar,
  Decision,
} from './tipos.ts';
import { controlarTopes } from './topes.ts';

/** Las reglas en el orden en que se informan: primero lo que más dura o más importa. */
const controles: readonly ((caso: Caso) => ReturnType<typeof controlarDeuda>)[] = [
  controlarDeuda,
  controlarPausa,
  controlarRetenidas,
  controlarDicho,
  controlarMinimo,
  controlarPaso,
  controlarEnCurso,
  controlarDestino,
  controlarReloj,
  ({ contactos, propuesta: { paso }, contexto }) =>
    paso === null ? null : controlarTopes(contactos, paso.canal, contexto),
  controlarMomento,
  controlarLlamada,
];

const secuenciasDe = new WeakMap<PoliticaDeRecordatorios, Secuencias>();

/** Las secuencias ya armadas de una política. */
function armarSecuencias(politica: PoliticaDeRecordatorios): Secuencias {
  const armadas = secuenciasDe.get(politica) ?? new Secuencias(politica);
  secuenciasDe.set(politica, armadas);
  return armadas;
}

/**
 * Decide qué se hace hoy con cada cuenta de un cliente: una decisión por moneda, en el orden de sus cuentas. Es la única
 * que decide: `plan`, `--simular` y `enviar` la llaman (REGLAS: «La misma decisión»). Si por más de una cuenta se lo
 * podría contactar, va la del paso más alto y las demás cuentan ya con ese contacto hecho.
 */
export function decidirCliente(cliente: ClientePorRecordar, contexto: ContextoDeRecordatorio): Decision[] {
  const contactos: ContactoPrevio[] = [...cliente.contactos];
  const decididas = cliente.cuentas.map((cuenta) => decidirCuenta(cuenta, { cliente, contactos, contexto }));
  if (decididas.length < 2) return decididas;
  for (const [puesto, primera] of decididas.filter(contacta).toSorted(compararUrgencia).entries()) {
    const orden = decididas.indexOf(primera);
    const cuenta = cliente.cuentas[orden];
    const decision = puesto > 0 && cuenta ? decidirCuenta(cuenta, { cliente, contactos, contexto }) : primera;
    decididas[orden] = decision;
    if (contacta(decision) && decision.canal !== null)
      contactos.push({ fecha: contexto.momento.hoy, canal: decision.canal, porSalir: decision.moneda });
  }
  return decididas;
}

/** Sale un mensaje, o la agenda pide una llamada. */
function contacta({ accion, regla }: Decision): boolean {
  return accion === 'enviar' || regla === 'llamada';
}

/** El paso más alto primero; a igual paso, lo más viejo, y la moneda. */
function compararUrgencia(una: Decision, otra: Decision): number {
  const dias = ({ paso }: Decision) => paso?.diasDesdeVencimiento ?? 0;
  const vence = ({ vencidas, porVencer }: Decision) =>
    vencidas[0]?.unidad.vencimiento ?? porVencer[0]?.unidad.vencimiento ?? '9';
  const porDia = vence(una) < vence(otra) ? -1 : vence(una) > vence(otra) ? 1 : 0;
  return dias(otra) - dias(una) || porDia || (una.moneda < otra.moneda ? -1 : 1);
}

function decidirCuenta(cuenta: CuentaPorRecordar, hechos: Pick<Caso, 'cliente' | 'contactos' | 'contexto'>): Decision {
  const { cliente, contexto } = hechos;
  const secuencias = armarSecuencias(contexto.politica.recordatorios);
  const propuesta = proponerMensaje(cuenta, { cliente, secuencias, contexto });
  const caso = { ...hechos, cuenta, propuesta };
  const { paso } = propuesta;
  const canal = paso?.canal ?? null;
  const retencion = controles.reduce<ReturnType<typeof controlarDeuda>>(
    (hallada, controlar) => hallada ?? controlar(caso),
    null,
  );
  return {
    accion: retencion === null ? 'enviar' : 'retener',
    clienteId: cliente.id,
    moneda: cuenta.moneda,
    paso,
    secuencia: propuesta.secuencia,
    canal,
    destino: canal === null ? null : destinoDe(cliente, canal),
    plantilla: propuesta.plantilla,
    variante: propuesta.variante,
    monto: propuesta.monto,
    aFavor: propuesta.aFavor ?? 0,
    vencidas: propuesta.vencidas,
    porVencer: propuesta.porVencer,
    advertencia: propuesta.advertencia,
    regla: retencion?.regla ?? 'envia',
    motivo: retencion?.motivo ?? motivoDeEnvio(propuesta),
    desde: retencion === null ? contexto.momento.hoy : retencion.desde,
  };
}

/** Por qué sale: `toca firme: debe desde el 2026-05-01`. */
function motivoDeEnvio({ vencidas, porVencer, paso }: Pick<Decision, 'vencidas' | 'porVencer' | 'paso'>): string {
  const [vencida, anunciada] = [vencidas[0], porVencer[0]];
  if (vencida !== undefined) return `toca ${paso?.codigo}: debe desde el ${vencida.unidad.vencimiento}`;
  return anunciada === undefined
    ? `toca ${paso?.codigo}`
    : `toca ${paso?.codigo}: vence el ${anunciada.unidad.vencimiento}`;
}
