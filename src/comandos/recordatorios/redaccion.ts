import type { Libro } from '../../datos/abrir.ts';
import { leerClientesPorRecordar } from '../../datos/recordatorio/hechos.ts';
import { leerMensaje } from '../../datos/recordatorio/lectura.ts';
import { huellaDeMensaje, messageIdNuevo } from '../../datos/recordatorio/mensajes.ts';
import type { Moneda } from '../../dominio/dinero.ts';
import { direccionDeCorreo } from '../../dominio/direccion-de-correo.ts';
import { asegurar } from '../../dominio/errores.ts';
import { armarMensaje, type MensajeArmado } from '../../dominio/mensaje/armar.ts';
import type { Plantillas } from '../../dominio/mensaje/incluidas.ts';
import { decidirCliente } from '../../dominio/recordatorio/decision.ts';
import type { ClientePorRecordar, ContextoDeRecordatorio, Decision } from '../../dominio/recordatorio/tipos.ts';
import { plantillaDe } from '../piezas/plantillas.ts';

/** Lo que un cliente debe en una moneda: a cada cuenta le sale a lo sumo un mensaje por corrida. */
export interface Cuenta {
  readonly clienteId: number;
  readonly moneda: Moneda;
}

/** Con qué se deciden y se escriben los mensajes de una corrida. */
export interface Redactor {
  readonly contexto: ContextoDeRecordatorio;
  readonly plantillas: Plantillas;
  readonly htmlDe: (mensaje: MensajeArmado) => string;
  /** Dominio de los Message-ID. */
  readonly dominio: string;
}

/** Un mensaje decidido y escrito, que todavía no dejó nada en el libro. */
export interface Redactado {
  readonly cliente: ClientePorRecordar;
  readonly decision: Decision;
  readonly direccion: string;
  readonly armado: MensajeArmado;
  readonly html: string;
  /** De todo lo que se le dice. */
  readonly huella: string;
  readonly messageId: string;
  /** El mensaje de la misma cuenta que esperaba otro intento; `igual` si diría exactamente lo mismo. */
  readonly previo: { readonly id: number; readonly intento: number; readonly igual: boolean } | null;
}

/** Lo que sale de decidir sobre una cuenta. */
export type Redaccion =
  | { readonly clase: 'redactado'; readonly redactado: Redactado }
  /** No corresponde; la decisión dice por qué, o es `null` si el cliente ya no debe nada. */
  | { readonly clase: 'retenido'; readonly decision: Decision | null };

/**
 * Lee de nuevo al cliente, decide y escribe su mensaje, sin tocar el libro. Hay que llamarla dentro de una transacción,
 * para que todo lo leído sea del mismo instante.
 */
export function redactar(libro: Libro, { clienteId, moneda }: Cuenta, redactor: Redactor): Redaccion {
  const { contexto, plantillas, htmlDe, dominio } = redactor;
  const { politica, momento } = contexto;
  const [cliente] = leerClientesPorRecordar(libro, { hoy: momento.hoy, politica, clienteIds: [clienteId] });
  if (cliente === undefined) return { clase: 'retenido', decision: null };
  const decision = decidirCliente(cliente, contexto).find((una) => una.moneda === moneda) ?? null;
  const direccion = direccionDeCorreo(decision?.destino ?? '');
  if (decision?.accion !== 'enviar' || decision.canal !== 'email' || direccion === null)
    return { clase: 'retenido', decision };
  asegurar(decision.plantilla !== null && decision.paso !== null, 'una decisión de enviar sin paso o sin plantilla');
  const plantilla = plantillaDe(plantillas, decision.plantilla);
  const armado = armarMensaje({ cliente, decision, plantilla, politica, hoy: momento.hoy });
  const html = htmlDe(armado);
  const huella = huellaDeMensaje(armado, html);
  const previo = leerPrevio(libro, { cliente, decision, huella });
  const messageId = previo?.igual === true ? previo.messageId : messageIdNuevo(dominio);
  return { clase: 'redactado', redactado: { cliente, decision, direccion, armado, html, huella, messageId, previo } };
}

function leerPrevio(
  libro: Libro,
  pedido: { readonly cliente: ClientePorRecordar; readonly decision: Decision; readonly huella: string },
): (NonNullable<Redactado['previo']> & { readonly messageId: string }) | null {
  const { cliente, decision, huella } = pedido;
  const enCurso = cliente.cuentas.find(({ moneda }) => moneda === decision.moneda)?.enCurso ?? null;
  const previo = enCurso?.estado === 'pendiente' ? leerMensaje(libro, enCurso.mensajeId) : undefined;
  if (previo === undefined) return null;
  const igual =
    previo.huella === huella &&
    previo.destino === decision.destino &&
    previo.paso === decision.paso?.codigo &&
    previo.canal === decision.canal;
  return { id: previo.id, intento: previo.intento, messageId: previo.messageId, igual };
}
