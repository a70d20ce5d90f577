import { randomUUID } from 'node:crypto';
import type { Moneda } from '../../dominio/dinero.ts';
import { asegurar, ErrorDeDatos } from '../../dominio/errores.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import { textoDeHora } from '../../dominio/hora.ts';
import type { MensajeArmado } from '../../dominio/mensaje/armar.ts';
import type { CanalDePaso } from '../../dominio/politica.ts';
import type { Decision, EstadoDeMensaje, Momento, UnidadEnMensaje } from '../../dominio/recordatorio/tipos.ts';
import { puedePasar } from '../../dominio/recordatorio/transiciones.ts';
import type { Libro } from '../conexion.ts';
import { sha256 } from '../huellas.ts';
import type { Operacion } from '../operacion.ts';

/** Un mensaje decidido, con su texto, todavía sin estado. */
export interface MensajeNuevo {
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly momento: Momento;
  /** Código del paso. */
  readonly paso: string;
  readonly secuencia: string;
  readonly canal: CanalDePaso;
  readonly destino: string | null;
  readonly plantilla: string;
  readonly variante: 'a' | 'b' | null;
  /** Lo que se pide, unidades menores, ≥ 0. */
  readonly monto: number;
  readonly plazoHasta: Fecha | null;
  readonly asunto: string;
  readonly texto: string;
  /** La de todo lo que se le dice, también la parte HTML, que no se guarda: {@link huellaDeMensaje}. */
  readonly huella: string;
  readonly messageId: string;
  readonly vencidas: readonly UnidadEnMensaje[];
  readonly porVencer: readonly UnidadEnMensaje[];
}

/** Lo que le pasa a un mensaje en un momento. */
export interface EstadoNuevo {
  readonly estado: EstadoDeMensaje;
  readonly momento: Momento;
  /** Entregas intentadas hasta aquí, ≥ 0. */
  readonly intento: number;
  /** `AAAA-MM-DDTHH:MM` antes del cual no se reintenta. */
  readonly noAntes: string | null;
  /** Lo que contestó el servidor, o por qué. */
  readonly detalle: string | null;
}

/** El último estado de un mensaje. */
export interface UltimoEstado {
  readonly estado: EstadoDeMensaje;
  readonly fecha: Fecha;
  readonly intento: number;
  readonly noAntes: string | null;
  readonly detalle: string | null;
}

/** SHA-256 de lo que se le dice al cliente: prueba después qué texto salió. Sin `html`, el canal no lleva esa parte. */
export function huellaDeMensaje({ asunto, texto }: Pick<MensajeNuevo, 'asunto' | 'texto'>, html = ''): string {
  return sha256(JSON.stringify([asunto, texto, html]));
}

/** Un Message-ID (RFC 5322, 3.6.4) que no se repite, en el dominio de quien escribe. */
export function messageIdNuevo(dominio: string): string {
  return `<${randomUUID()}@${dominio}>`;
}

/** Lo que se decidió y se escribió para un cliente. */
interface Decidido {
  readonly cliente: { readonly id: number };
  readonly decision: Decision;
  readonly armado: Pick<MensajeArmado, 'asunto' | 'texto' | 'plazoHasta'>;
  readonly huella: string;
  readonly messageId: string;
}

/** El mensaje de una decisión de enviar, como se registra. */
export function mensajeDe({ cliente, decision, armado, huella, messageId }: Decidido, momento: Momento): MensajeNuevo {
  const { moneda, paso, secuencia, canal, destino, plantilla, variante, monto, vencidas, porVencer } = decision;
  asegurar(paso !== null && canal !== null && plantilla !== null, 'una decisión de enviar sin paso, canal o plantilla');
  const { asunto, texto, plazoHasta } = armado;
  return {
    clienteId: cliente.id,
    moneda,
    momento,
    paso: paso.codigo,
    secuencia,
    canal,
    destino,
    plantilla,
    variante,
    monto,
    plazoHasta,
    asunto,
    texto,
    huella,
    messageId,
    vencidas,
    porVencer,
  };
}

/** Agrega un mensaje y lo que menciona; falta su primer estado. Devuelve su id. */
export function registrarMensaje(operacion: Operacion, mensaje: MensajeNuevo): number {
  const { momento } = mensaje;
  const id = operacion.agregar('mensajes', [
    mensaje.clienteId,
    mensaje.moneda,
    momento.hoy,
    horaEscrita(momento),
    mensaje.paso,
    mensaje.secuencia,
    mensaje.canal,
    mensaje.destino,
    mensaje.plantilla,
    mensaje.variante,
    mensaje.monto,
    mensaje.plazoHasta,
    mensaje.asunto,
    mensaje.texto,
    mensaje.huella,
    mensaje.messageId,
  ]);
  const secciones = [
    ['vencida', mensaje.vencidas],
    ['por-vencer', mensaje.porVencer],
  ] as const;
  for (const [seccion, unidades] of secciones) {
    for (const { unidad, paso } of unidades) {
      const { documentoId, acuerdoId, vencimiento, saldo } = unidad;
      operacion.agregar('mensaje_documentos', [id, documentoId, acuerdoId, vencimiento, saldo, seccion, paso]);
    }
  }
  return id;
}

/**
 * Agrega lo que le pasó a un mensaje.
 * @throws {ErrorDeDatos} si de su último estado no se puede pasar a ése, o si el día es anterior
 */
export function registrarEstado(operacion: Operacion, mensajeId: number, nuevo: EstadoNuevo): void {
  const previo = leerUltimoEstado(operacion.libro, mensajeId);
  if (!puedePasar(previo?.estado ?? null, nuevo.estado)) {
    throw new ErrorDeDatos(
      `el mensaje ${mensajeId} está ${previo?.estado ?? 'sin estado'}: no puede pasar a ${nuevo.estado}`,
      { sugerencia: 'vea qué le pasó con: cobranzas recordatorios listar' },
    );
  }
  const { estado, momento, intento, noAntes, detalle } = nuevo;
  if (previo !== undefined && momento.hoy < previo.fecha) {
    throw new ErrorDeDatos(
      `el mensaje ${mensajeId} está ${previo.estado} desde el ${previo.fecha}, después del día pedido`,
      {
        sugerencia: 'revise el reloj de la máquina y --hoy o --ahora',
      },
    );
  }
  operacion.agregar('mensaje_estados', [
    mensajeId,
    estado,
    momento.hoy,
    horaEscrita(momento),
    intento,
    noAntes,
    detalle,
  ]);
}

/** El último estado de un mensaje; `undefined` si no hay tal mensaje. */
export function leerUltimoEstado(libro: Libro, mensajeId: number): UltimoEstado | undefined {
  return libro
    .preparar<UltimoEstado>(
      `SELECT estado, fecha, intento, no_antes AS noAntes, detalle FROM mensaje_estados
       WHERE mensaje_id = ? ORDER BY id DESC LIMIT 1`,
    )
    .get(mensajeId);
}

function horaEscrita({ minutos }: Momento): string {
  asegurar(minutos >= 0 && minutos < 1440, `una hora imposible: ${minutos} minutos`);
  return textoDeHora(minutos);
}
