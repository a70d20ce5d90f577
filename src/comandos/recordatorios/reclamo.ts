import type { Operacion } from '../../datos/operacion.ts';
import { leerClientesPorRecordar } from '../../datos/recordatorio/hechos.ts';
import { leerMensaje } from '../../datos/recordatorio/lectura.ts';
import {
  huellaDeMensaje,
  messageIdNuevo,
  registrarEstado,
  registrarMensaje,
} from '../../datos/recordatorio/mensajes.ts';
import type { Moneda } from '../../dominio/dinero.ts';
import { direccionDeCorreo } from '../../dominio/direccion-de-correo.ts';
import { asegurar } from '../../dominio/errores.ts';
import { armarMensaje, type MensajeArmado } from '../../dominio/mensaje/armar.ts';
import type { Plantillas } from '../../dominio/mensaje/incluidas.ts';
import { decidirCliente } from '../../dominio/recordatorio/decision.ts';
import type {
  ClientePorRecordar,
  ContextoDeRecordatorio,
  Decision,
  Momento,
} from '../../dominio/recordatorio/tipos.ts';
import { plantillaDe } from '../piezas/plantillas.ts';

/** Con qué se escriben los mensajes de una corrida. */
export interface Redaccion {
  readonly plantillas: Plantillas;
  readonly htmlDe: (mensaje: MensajeArmado) => string;
  /** Dominio de los Message-ID. */
  readonly dominio: string;
}

/** Un mensaje tomado para salir ahora: ya está en el libro, `reclamado`. */
export interface Reclamado {
  readonly mensajeId: number;
  readonly messageId: string;
  readonly cliente: ClientePorRecordar;
  readonly decision: Decision;
  readonly direccion: string;
  readonly armado: MensajeArmado;
  readonly html: string;
  /** Qué entrega es, desde 1. */
  readonly intento: number;
}

/** Lo que salió de volver a decidir, un instante antes de enviar. */
export type Reclamo =
  | { readonly clase: 'reclamado'; readonly reclamado: Reclamado }
  /** Ya no corresponde; la decisión dice por qué, o es `null` si el cliente ya no debe nada. */
  | { readonly clase: 'retenido'; readonly decision: Decision | null };

/**
 * Lee de nuevo al cliente y decide otra vez, dentro de la transacción que reclama el mensaje: quien pagó, prometió o pidió
 * que no le escriban después del plan no lo recibe. Un reintento que diría lo mismo sale con su mismo Message-ID; si algo
 * cambió, el anterior se descarta y sale otro.
 */
export function reclamar(
  operacion: Operacion,
  { clienteId, moneda }: { readonly clienteId: number; readonly moneda: Moneda },
  { contexto, redaccion }: { readonly contexto: ContextoDeRecordatorio; readonly redaccion: Redaccion },
): Reclamo {
  const { politica, momento } = contexto;
  const [cliente] = leerClientesPorRecordar(operacion.libro, { hoy: momento.hoy, politica, clienteIds: [clienteId] });
  if (cliente === undefined) return { clase: 'retenido', decision: null };
  const decision = decidirCliente(cliente, contexto).find((una) => una.moneda === moneda) ?? null;
  const direccion = direccionDeCorreo(decision?.destino ?? '');
  if (decision?.accion !== 'enviar' || decision.canal !== 'email' || direccion === null)
    return { clase: 'retenido', decision };
  asegurar(decision.plantilla !== null && decision.paso !== null, 'una decisión de enviar sin paso o sin plantilla');
  const plantilla = plantillaDe(redaccion.plantillas, decision.plantilla);
  const armado = armarMensaje({ cliente, decision, plantilla, politica, hoy: momento.hoy });
  const html = redaccion.htmlDe(armado);
  const previo = retomar(operacion, { cliente, decision, momento, huella: huellaDeMensaje({ ...armado, html }) });
  const intento = previo.intento + 1;
  const messageId = previo.mismo?.messageId ?? messageIdNuevo(redaccion.dominio);
  const mensajeId =
    previo.mismo?.id ??
    registrarMensaje(operacion, {
      clienteId,
      moneda,
      momento,
      paso: decision.paso.codigo,
      secuencia: decision.secuencia,
      canal: 'email',
      destino: decision.destino,
      plantilla: decision.plantilla,
      variante: decision.variante,
      monto: decision.monto,
      plazoHasta: armado.plazoHasta,
      asunto: armado.asunto,
      texto: armado.texto,
      html,
      messageId,
      vencidas: decision.vencidas,
      porVencer: decision.porVencer,
    });
  registrarEstado(operacion, mensajeId, { estado: 'reclamado', momento, intento, noAntes: null, detalle: null });
  operacion.resumen = `${cliente.codigo}: sale el mensaje ${mensajeId} (${decision.paso.codigo})`;
  return {
    clase: 'reclamado',
    reclamado: { mensajeId, messageId, cliente, decision, direccion, armado, html, intento },
  };
}

/** El mensaje de esta cuenta que espera otro intento, si diría exactamente lo mismo; si no, lo descarta. */
function retomar(
  operacion: Operacion,
  pedido: {
    readonly cliente: ClientePorRecordar;
    readonly decision: Decision;
    readonly momento: Momento;
    readonly huella: string;
  },
): { readonly mismo: { readonly id: number; readonly messageId: string } | null; readonly intento: number } {
  const { cliente, decision, momento, huella } = pedido;
  const enCurso = cliente.cuentas.find(({ moneda }) => moneda === decision.moneda)?.enCurso ?? null;
  const previo = enCurso?.estado === 'pendiente' ? leerMensaje(operacion.libro, enCurso.mensajeId) : undefined;
  if (previo === undefined) return { mismo: null, intento: 0 };
  const igual =
    previo.huella === huella &&
    previo.destino === decision.destino &&
    previo.paso === decision.paso?.codigo &&
    previo.canal === decision.canal;
  if (igual) return { mismo: previo, intento: previo.intento };
  registrarEstado(operacion, previo.id, {
    estado: 'descartado',
    momento,
    intento: previo.intento,
    noAntes: null,
    detalle: 'cambió lo que hay que decirle: sale otro en su lugar',
  });
  return { mismo: null, intento: previo.intento };
}
