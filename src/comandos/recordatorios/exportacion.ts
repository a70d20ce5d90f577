import type { Libro } from '../../datos/abrir.ts';
import type { Operacion } from '../../datos/operacion.ts';
import { leerClientesPorRecordar } from '../../datos/recordatorio/hechos.ts';
import type { MensajeDeLista } from '../../datos/recordatorio/lectura.ts';
import {
  huellaDeMensaje,
  mensajeDe,
  messageIdNuevo,
  registrarEstado,
  registrarMensaje,
} from '../../datos/recordatorio/mensajes.ts';
import { contar } from '../../dominio/cantidad.ts';
import { asegurar } from '../../dominio/errores.ts';
import { armarMensaje } from '../../dominio/mensaje/armar.ts';
import type { Plantillas } from '../../dominio/mensaje/incluidas.ts';
import type { CanalDePaso, Politica } from '../../dominio/politica.ts';
import { decidirCliente } from '../../dominio/recordatorio/decision.ts';
import type { ClientePorRecordar, ContextoDeRecordatorio, Decision } from '../../dominio/recordatorio/tipos.ts';
import { buscadorDeDecisiones, type Reparo, reparoDe, sinPreparados } from '../../dominio/recordatorio/vigencia.ts';
import { plantillaDe } from '../piezas/plantillas.ts';
import type { Exportado } from './exportados.ts';

/** Con qué se prepara una exportación. */
export interface Preparacion {
  readonly contexto: ContextoDeRecordatorio;
  readonly canales: ReadonlySet<CanalDePaso>;
  readonly plantillas: Plantillas;
}

/** Dice si una decisión es de enviar, por uno de esos canales. */
export function salePor({ accion, canal }: Decision, canales: ReadonlySet<CanalDePaso>): boolean {
  return accion === 'enviar' && canal !== null && canales.has(canal);
}

/** Decide de nuevo dentro de la transacción que los prepara, con lo que el libro dice en ese momento. */
export function preparar(operacion: Operacion, candidatos: readonly Decision[], preparacion: Preparacion): Exportado[] {
  const { politica, momento } = preparacion.contexto;
  const clienteIds = [...new Set(candidatos.map(({ clienteId }) => clienteId))];
  const clientes = new Map<number, ClientePorRecordar>();
  for (const cliente of leerClientesPorRecordar(operacion.libro, { hoy: momento.hoy, politica, clienteIds }))
    clientes.set(cliente.id, cliente);
  const vigenteDe = buscadorDeDecisiones(
    [...clientes.values()].flatMap((cliente) => decidirCliente(cliente, preparacion.contexto)),
  );
  const exportados = candidatos.flatMap((candidato) => {
    const decision = vigenteDe(candidato);
    const cliente = clientes.get(candidato.clienteId);
    return cliente !== undefined && decision !== undefined && salePor(decision, preparacion.canales)
      ? [registrar(operacion, { cliente, decision, preparacion })]
      : [];
  });
  operacion.resumen = `preparó ${contar(exportados.length, 'mensaje para que lo entregue otro', 'mensajes para que los entregue otro')}`;
  return exportados;
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
  const messageId = messageIdNuevo(dominioDe(politica));
  const mensajeId = registrarMensaje(
    operacion,
    mensajeDe({ cliente, decision, armado, huella: huellaDeMensaje(armado), messageId }, momento),
  );
  registrarEstado(operacion, mensajeId, { estado: 'preparado', momento, intento: 0, noAntes: null, detalle: null });
  return {
    mensajeId,
    clienteId: cliente.codigo,
    cliente: cliente.nombre,
    persona: cliente.persona,
    paso: paso.codigo,
    canal,
    destino: decision.destino,
    moneda: decision.moneda,
    monto: decision.monto,
    asunto: armado.asunto,
    texto: armado.texto,
    plazoHasta: armado.plazoHasta,
  };
}

/** Un mensaje que no sale por correo también se identifica; sin correo, con un dominio que nunca existe (RFC 2606). */
function dominioDe({ correo }: Politica): string {
  return /@([^@\s<>]+)>?\s*$/.exec(correo?.de ?? '')?.[1] ?? 'cobranzas.invalid';
}

/** Decide otra vez como si los mensajes preparados no estuvieran; de cada uno, por qué ahora no se puede entregar, o `null`. */
export function revisarPreparados(
  libro: Libro,
  mensajes: readonly MensajeDeLista[],
  contexto: ContextoDeRecordatorio,
): (mensaje: MensajeDeLista) => Reparo | null {
  const clienteIds = [...new Set(mensajes.map(({ clienteId }) => clienteId))];
  const decisiones: Decision[] = [];
  const pedido = { hoy: contexto.momento.hoy, politica: contexto.politica, clienteIds };
  for (const cliente of leerClientesPorRecordar(libro, pedido))
    decisiones.push(...decidirCliente(sinPreparados(cliente), contexto));
  const decisionDe = buscadorDeDecisiones(decisiones);
  return (mensaje) => reparoDe(mensaje, decisionDe(mensaje));
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
