import { abrirParaLeer, type Libro } from '../../datos/abrir.ts';
import { resolverCliente } from '../../datos/busqueda.ts';
import type { ClienteGuardado } from '../../datos/clientes.ts';
import type { DatosDeOperacion, Operacion } from '../../datos/operacion.ts';
import { ordenDeEnvio } from '../../datos/recordatorio/lectura.ts';
import { type Recuperados, recuperarCortados } from '../../datos/recordatorio/recuperacion.ts';
import { SesionDeEscritura } from '../../datos/sesion.ts';
import { contar } from '../../dominio/cantidad.ts';
import { avisoDeFeriados } from '../../dominio/feriados/feriados.ts';
import type { Momento } from '../../dominio/recordatorio/tipos.ts';
import type { Contexto, Opciones } from '../comando.ts';
import { leerPlantillasVigentes } from '../piezas/plantillas.ts';
import { Acta } from './acta.ts';
import { adjuntadorDe } from './adjuntos.ts';
import { configurarCorreo } from './correo.ts';
import { Corrida, type ResultadoDeCorrida } from './corrida.ts';
import { escucharInterrupcion } from './interrupcion.ts';
import { resumirEnvios } from './plan-columnas.ts';
import { contextoDeDecision, planificarLibro, type RenglonDePlan } from './planes.ts';
import { descartarLosQueNoCorresponden, esPrimerEnvio, exigirDiaVigente, exigirPagosRecientes } from './preparacion.ts';
import {
  avisarDeCortes,
  avisarDeMensajes,
  avisarDeOtrosCanales,
  explicarRetenidos,
  pedirConfirmacion,
  presentarCorrida,
  presentarHechos,
  presentarPlan,
} from './presentacion-de-envio.ts';

/** Decide y muestra lo mismo que enviaría, sin tomar el turno ni escribir nada. */
export async function simularEnvio(contexto: Contexto, opciones: Opciones, momento: Momento): Promise<undefined> {
  const libro = abrirParaLeer(contexto.rutaLibro);
  try {
    exigirDiaVigente(libro, momento.hoy);
    const pedido = leerPedido(libro, opciones);
    const clienteIds = pedido === null ? null : [pedido.id];
    const plan = planificarLibro(libro, await contextoDeDecision(contexto.politica, momento), clienteIds);
    const { correos, otros } = elegir(plan);
    // Lo que enviar rechazaría no se anuncia como si fuera a salir.
    if (correos.length > 0) await leerPlantillasVigentes(contexto);
    await presentarPlan(contexto, correos);
    contexto.consola.informar(`simulado, no se envió nada; ${resumirEnvios(correos)}`);
    if (clienteIds !== null) explicarRetenidos(contexto, plan);
    avisarDeOtrosCanales(contexto, otros);
    if (correos.length > 0 && opciones.sinPagosRecientes !== true)
      exigirPagosRecientes(libro, momento.hoy, contexto.politica);
  } finally {
    libro.cerrar();
  }
  return undefined;
}

/** Una corrida: en nombre de quién escribe, a quién, y lo que se va anotando de ella. */
interface EnMarcha {
  readonly sesion: SesionDeEscritura;
  readonly reloj: () => Momento;
  readonly pedido: ClienteGuardado | null;
  readonly acta: Acta;
}

/** Envía lo que toca ahora y deja anotado cómo fue; hay que tener el turno. Devuelve el código de salida si no es 0. */
export async function enviarConTurno(
  contexto: Contexto,
  opciones: Opciones,
  reloj: () => Momento,
): Promise<number | undefined> {
  const sesion = SesionDeEscritura.abrir(contexto.rutaLibro);
  try {
    const pedido = leerPedido(sesion.libro, opciones);
    const acta = new Acta({
      sesion,
      reloj,
      datos: datosDe(contexto, pedido),
      cliente: pedido?.codigo ?? null,
      avisar: (texto) => contexto.consola.avisar(texto),
    });
    try {
      return await enviar(contexto, opciones, { sesion, reloj, pedido, acta });
    } catch (error) {
      acta.fallar(error);
      throw error;
    }
  } finally {
    sesion.cerrar();
  }
}

async function enviar(contexto: Contexto, opciones: Opciones, enMarcha: EnMarcha): Promise<number | undefined> {
  const { sesion, reloj, pedido, acta } = enMarcha;
  const { consola } = contexto;
  const momento = reloj();
  exigirDiaVigente(sesion.libro, momento.hoy);
  const datos = datosDe(contexto, pedido);
  const recuperados = sesion.escribir(datos(momento.hoy), (operacion) => recuperar(operacion, momento));
  acta.recuperar(recuperados);
  avisarDeCortes(contexto, recuperados);
  const clienteIds = pedido === null ? null : [pedido.id];
  const plan = planificarLibro(sesion.libro, await contextoDeDecision(contexto.politica, momento), clienteIds);
  sesion.escribir(datos(momento.hoy), (operacion) =>
    descartarLosQueNoCorresponden(operacion, plan, { momento, clienteIds }),
  );
  const { correos, otros } = elegir(plan);
  acta.planear(correos.length, otros);
  const conDudas = recuperados.dudosos.length > 0 ? 4 : undefined;
  // Cron llama cada rato: si no hay nada que enviar, calla. A quien pide un cliente se le dice por qué no.
  if (correos.length === 0) {
    acta.terminar(conDudas ?? 0);
    await presentarHechos(contexto, []);
    if (clienteIds !== null) explicarRetenidos(contexto, plan);
    if (consola.esTerminal || clienteIds !== null) consola.informar('no hay ningún correo para enviar ahora');
    avisarDeOtrosCanales(contexto, consola.esTerminal || clienteIds !== null ? otros : 0);
    return conDudas;
  }
  const aviso = avisoDeFeriados({ pais: contexto.politica.empresa.pais, hoy: momento.hoy });
  if (aviso !== null) consola.avisar(aviso);
  if (opciones.sinPagosRecientes !== true) exigirPagosRecientes(sesion.libro, momento.hoy, contexto.politica);
  const esPrimero = (): boolean => esPrimerEnvio(sesion.libro, { general: pedido === null });
  if (opciones.confirmar !== true && esPrimero())
    await pedirConfirmacion(contexto, correos, esPrimerEnvio(sesion.libro, { general: false }));
  // Una tarea programada no repite en cada corrida lo que a la política le falta.
  if (consola.esTerminal || opciones.confirmar === true) avisarDeMensajes(contexto);
  const resultado = await correr(contexto, opciones, { ...enMarcha, correos });
  const codigo = resultado.codigo ?? codigoDe(resultado) ?? conDudas;
  // Antes de mostrar nada: lo que se envió queda anotado aunque nadie llegue a leerlo.
  acta.terminar(codigo ?? 0);
  await presentarCorrida(contexto, resultado, otros);
  if (esPrimero())
    consola.avisar('no llegó a salir ningún mensaje, así que la próxima vez también hace falta --confirmar');
  else if (esPrimerEnvio(sesion.libro, { general: true }))
    consola.informar('se confirmó sólo lo de este cliente: la primera corrida para todos pide --confirmar');
  return codigo;
}

function recuperar(operacion: Operacion, momento: Momento): Recuperados {
  const recuperados = recuperarCortados(operacion, momento);
  operacion.resumen = `la corrida anterior se cortó: ${recuperados.pendientes.length} por reintentar, ${contar(recuperados.dudosos.length, 'dudoso')}`;
  return recuperados;
}

/** Envía el plan con las señales a la escucha. */
async function correr(
  contexto: Contexto,
  opciones: Opciones,
  partes: EnMarcha & { readonly correos: readonly RenglonDePlan[] },
): Promise<ResultadoDeCorrida & { readonly codigo: number | undefined }> {
  const { sesion, reloj, acta, correos } = partes;
  const { politica, consola } = contexto;
  const correo = configurarCorreo(contexto);
  const plantillas = await leerPlantillasVigentes(contexto);
  const { htmlDeMensaje } = await import('../../salida/mensaje-html.ts');
  const limite = (opciones.limite as number | undefined) ?? Number.POSITIVE_INFINITY;
  const progreso = consola.progreso('enviando', Math.min(limite, correos.length));
  const interrupcion = escucharInterrupcion((texto) => consola.avisar(texto));
  let hechos = 0;
  try {
    const corrida = new Corrida({
      sesion,
      redactor: {
        contexto: await contextoDeDecision(politica, reloj()),
        plantillas,
        htmlDe: htmlDeMensaje,
        dominio: correo.dominio,
      },
      correo,
      reloj,
      ahora: contexto.ahora,
      datos: datosDe(contexto, partes.pedido),
      adjuntar: adjuntadorDe(politica, reloj),
      parar: () => interrupcion.codigo !== undefined,
      avanzar: () => progreso.avanzar(++hechos),
    });
    acta.seguir(() => corrida.resultado);
    const resultado = await corrida.enviar(
      correos.map(({ decision }) => decision),
      limite,
    );
    return { ...resultado, codigo: interrupcion.codigo };
  } finally {
    interrupcion.dejar();
    progreso.terminar();
  }
}

/** El cliente que se pidió; `null` son todos. */
function leerPedido(libro: Libro, { cliente }: Opciones): ClienteGuardado | null {
  return typeof cliente === 'string' ? resolverCliente(libro, cliente) : null;
}

/** Los correos del plan, y cuántos mensajes son por otro canal. */
function elegir(plan: readonly RenglonDePlan[]): {
  readonly correos: readonly RenglonDePlan[];
  readonly otros: number;
} {
  const salen = plan.filter(({ decision }) => decision.accion === 'enviar');
  const correos = salen.filter(({ decision }) => decision.canal === 'email');
  return { correos, otros: salen.length - correos.length };
}

function codigoDe({ hechos, detenida }: ResultadoDeCorrida): 4 | undefined {
  return detenida !== null || hechos.some(({ estado }) => estado !== 'enviado') ? 4 : undefined;
}

/** Con qué orden queda cada cosa: de ahí se sabe después si alguna vez se confirmó el envío a todos. */
function datosDe(
  { gestor, version, textoDePolitica }: Contexto,
  pedido: ClienteGuardado | null,
): (hoy: Momento['hoy']) => DatosDeOperacion {
  const comando = pedido === null ? ordenDeEnvio.general : ordenDeEnvio.deUnCliente;
  return (hoy) => ({ comando, gestor, hoy, version, textoDePolitica });
}
