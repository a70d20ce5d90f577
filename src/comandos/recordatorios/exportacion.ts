import type { Libro } from '../../datos/abrir.ts';
import type { Operacion } from '../../datos/operacion.ts';
import { leerClientesPorRecordar } from '../../datos/recordatorio/hechos.ts';
import type { MensajeDeLista } from '../../datos/recordatorio/lectura.ts';
import { messageIdNuevo, registrarEstado, registrarMensaje } from '../../datos/recordatorio/mensajes.ts';
import { asegurar } from '../../dominio/errores.ts';
import { armarMensaje } from '../../dominio/mensaje/armar.ts';
import type { Plantillas } from '../../dominio/mensaje/incluidas.ts';
import type { CanalDePaso, Politica } from '../../dominio/politica.ts';
import { decidirCliente } from '../../dominio/recordatorio/decision.ts';
import type { ClientePorRecordar, ContextoDeRecordatorio, Decision } from '../../dominio/recordatorio/tipos.ts';
import { plantillaDe } from '../piezas/plantillas.ts';
import type { Exportado } from './exportados.ts';
import { pasajeras } from './preparacion.ts';

/** Con qué se prepara una exportación. */
export interface Preparacion {
  readonly contexto: ContextoDeRecordatorio;
  readonly canales: ReadonlySet<CanalDePaso>;
  readonly plantillas: Plantillas;
}

/** Decide de nuevo dentro de la transacción que los prepara, con lo que el libro dice en ese momento. */
export function preparar(operacion: Operacion, candidatos: readonly Decision[], preparacion: Preparacion): Exportado[] {
  const { politica, momento } = preparacion.contexto;
  const clienteIds = [...new Set(candidatos.map(({ clienteId }) => clienteId))];
  const clientes = new Map<number, ClientePorRecordar>();
  const vigentes = new Map<string, Decision>();
  for (const cliente of leerClientesPorRecordar(operacion.libro, { hoy: momento.hoy, politica, clienteIds })) {
    clientes.set(cliente.id, cliente);
    for (const decision of decidirCliente(cliente, preparacion.contexto)) vigentes.set(claveDe(decision), decision);
  }
  const exportados = candidatos.flatMap((candidato) => {
    const decision = vigentes.get(claveDe(candidato));
    const cliente = clientes.get(candidato.clienteId);
    const corresponde =
      decision?.accion === 'enviar' && decision.canal !== null && preparacion.canales.has(decision.canal);
    return corresponde && cliente !== undefined ? [registrar(operacion, { cliente, decision, preparacion })] : [];
  });
  operacion.resumen = `preparó ${exportados.length} mensajes para que los entregue otro`;
  return exportados;
}

function claveDe({ clienteId, moneda }: Pick<Decision, 'clienteId' | 'moneda'>): string {
  return `${clienteId} ${moneda}`;
}

function registrar(
  operacion: Operacion,
  {
    cliente,
    decision,
    preparacion,
  }: { readonly cliente: ClientePorRecordar; readonly decision: Decision; readonly preparacion: Preparacion },
): Exportado {
  const { politica, momento } = preparacion.contexto;
  const { paso, canal, plantilla } = decision;
  asegurar(paso !== null && canal !== null && plantilla !== null, 'una decisión de enviar sin paso o sin plantilla');
  const armado = armarMensaje({
    cliente,
    decision,
    plantilla: plantillaDe(preparacion.plantillas, plantilla),
    politica,
    hoy: momento.hoy,
  });
  const { asunto, texto, plazoHasta } = armado;
  const { secuencia, destino, variante, monto, moneda, vencidas, porVencer } = decision;
  const mensajeId = registrarMensaje(operacion, {
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
    html: '',
    messageId: messageIdNuevo(dominioDe(politica)),
    vencidas,
    porVencer,
  });
  registrarEstado(operacion, mensajeId, { estado: 'preparado', momento, intento: 0, noAntes: null, detalle: null });
  return {
    mensajeId,
    clienteId: cliente.codigo,
    cliente: cliente.nombre,
    persona: cliente.persona,
    paso: paso.codigo,
    canal,
    destino,
    moneda,
    monto,
    asunto,
    texto,
    plazoHasta,
  };
}

/** Un mensaje que no sale por correo también se identifica; sin correo, con un dominio que nunca existe (RFC 2606). */
function dominioDe({ correo }: Politica): string {
  return /@([^@\s<>]+)>?\s*$/.exec(correo?.de ?? '')?.[1] ?? 'cobranzas.invalid';
}

/** Por qué un mensaje preparado no se puede entregar ahora. */
export interface Reparo {
  readonly motivo: string;
  /** Más tarde se podrá: no hay que descartarlo. */
  readonly pasajero: boolean;
}

/** Decide otra vez como si los mensajes preparados no estuvieran; de cada uno, por qué ahora no se puede entregar, o `null`. */
export function revisarPreparados(
  libro: Libro,
  mensajes: readonly MensajeDeLista[],
  contexto: ContextoDeRecordatorio,
): (mensaje: MensajeDeLista) => Reparo | null {
  const clienteIds = [...new Set(mensajes.map(({ clienteId }) => clienteId))];
  const decisiones = new Map<string, Decision>();
  const pedido = { hoy: contexto.momento.hoy, politica: contexto.politica, clienteIds };
  for (const cliente of leerClientesPorRecordar(libro, pedido))
    for (const decision of decidirCliente(sinPreparados(cliente), contexto))
      decisiones.set(claveDe(decision), decision);
  return (mensaje) => {
    const decision = decisiones.get(claveDe(mensaje));
    if (decision === undefined) return { motivo: 'no debe nada', pasajero: false };
    if (decision.accion !== 'enviar') return { motivo: decision.motivo, pasajero: pasajeras.has(decision.regla) };
    const cambio = queCambio(mensaje, decision);
    return cambio === null ? null : { motivo: cambio, pasajero: false };
  };
}

function sinPreparados(cliente: ClientePorRecordar): ClientePorRecordar {
  const cuentas = cliente.cuentas.map((cuenta) =>
    cuenta.enCurso?.estado === 'preparado' ? { ...cuenta, enCurso: null } : cuenta,
  );
  return { ...cliente, cuentas };
}

function queCambio(mensaje: MensajeDeLista, { paso, canal, destino, monto }: Decision): string | null {
  if (paso?.codigo !== mensaje.paso || canal !== mensaje.canal) return `ahora toca ${paso?.codigo}`;
  if (destino !== mensaje.destino) return `ahora su dato es ${destino}`;
  return monto === mensaje.monto ? null : 'cambió lo que debe';
}

/** Un mensaje ya registrado, como se exporta. */
export function exportadoDe(mensaje: MensajeDeLista): Exportado {
  const { id, clienteCodigo, clienteNombre, paso, canal, destino, moneda, monto, asunto, texto } = mensaje;
  return {
    mensajeId: id,
    clienteId: clienteCodigo,
    cliente: clienteNombre,
    persona: null,
    paso,
    canal,
    destino,
    moneda,
    monto,
    asunto,
    texto,
    plazoHasta: null,
  };
}
