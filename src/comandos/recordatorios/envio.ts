import { abrirParaLeer, type Libro } from '../../datos/abrir.ts';
import { resolverCliente } from '../../datos/busqueda.ts';
import type { DatosDeOperacion, Operacion } from '../../datos/operacion.ts';
import { type Recuperados, recuperarCortados } from '../../datos/recordatorio/recuperacion.ts';
import { SesionDeEscritura } from '../../datos/sesion.ts';
import { contar } from '../../dominio/cantidad.ts';
import { ErrorDeDatos } from '../../dominio/errores.ts';
import { avisoDeFeriados } from '../../dominio/feriados/feriados.ts';
import { avisosDeMensajes } from '../../dominio/mensaje/avisos.ts';
import type { Momento } from '../../dominio/recordatorio/tipos.ts';
import type { Contexto, Opciones } from '../comando.ts';
import { leerPlantillasVigentes } from '../piezas/plantillas.ts';
import { adjuntadorDe } from './adjuntos.ts';
import { configurarCorreo } from './correo.ts';
import { Corrida, type ResultadoDeCorrida } from './corrida.ts';
import { escucharInterrupcion } from './interrupcion.ts';
import { columnasDePlan, resumirEnvios } from './plan-columnas.ts';
import { contextoDeDecision, planificarLibro, type RenglonDePlan } from './planes.ts';
import { descartarLosQueNoCorresponden, esPrimerEnvio, exigirDiaVigente, exigirPagosRecientes } from './preparacion.ts';
import { columnasDeHechos, contarHechos, type MensajeHecho } from './resultado.ts';

/** Decide y muestra lo mismo que enviaría, sin tomar el turno ni escribir nada. */
export async function simularEnvio(contexto: Contexto, opciones: Opciones, momento: Momento): Promise<undefined> {
  const libro = abrirParaLeer(contexto.rutaLibro);
  try {
    exigirDiaVigente(libro, momento.hoy);
    const clienteIds = leerPedidos(libro, opciones);
    const plan = planificarLibro(libro, await contextoDeDecision(contexto.politica, momento), clienteIds);
    const { correos, otros } = elegir(plan);
    // Lo que enviar rechazaría no se anuncia como si fuera a salir.
    if (correos.length > 0) await leerPlantillasVigentes(contexto.politica);
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

/** Envía lo que toca ahora; hay que tener el turno. Devuelve el código de salida si no es 0. */
export async function enviarConTurno(
  contexto: Contexto,
  opciones: Opciones,
  reloj: () => Momento,
): Promise<number | undefined> {
  const sesion = SesionDeEscritura.abrir(contexto.rutaLibro);
  try {
    return await enviar(contexto, opciones, { sesion, reloj });
  } finally {
    sesion.cerrar();
  }
}

async function enviar(
  contexto: Contexto,
  opciones: Opciones,
  { sesion, reloj }: { readonly sesion: SesionDeEscritura; readonly reloj: () => Momento },
): Promise<number | undefined> {
  const { consola } = contexto;
  const momento = reloj();
  exigirDiaVigente(sesion.libro, momento.hoy);
  const datos = datosDe(contexto);
  const recuperados = sesion.escribir(datos(momento.hoy), (operacion) => recuperar(operacion, momento));
  avisarDeCortes(contexto, recuperados);
  const clienteIds = leerPedidos(sesion.libro, opciones);
  const plan = planificarLibro(sesion.libro, await contextoDeDecision(contexto.politica, momento), clienteIds);
  sesion.escribir(datos(momento.hoy), (operacion) =>
    descartarLosQueNoCorresponden(operacion, plan, { momento, clienteIds }),
  );
  const { correos, otros } = elegir(plan);
  const conDudas = recuperados.dudosos.length > 0 ? 4 : undefined;
  // Cron llama cada rato: si no hay nada que enviar, calla. A quien pide un cliente se le dice por qué no.
  if (correos.length === 0) {
    await presentarHechos(contexto, []);
    if (clienteIds !== null) explicarRetenidos(contexto, plan);
    if (consola.esTerminal || clienteIds !== null) consola.informar('no hay ningún correo para enviar ahora');
    avisarDeOtrosCanales(contexto, consola.esTerminal || clienteIds !== null ? otros : 0);
    return conDudas;
  }
  const aviso = avisoDeFeriados({ pais: contexto.politica.empresa.pais, hoy: momento.hoy });
  if (aviso !== null) consola.avisar(aviso);
  if (opciones.sinPagosRecientes !== true) exigirPagosRecientes(sesion.libro, momento.hoy, contexto.politica);
  if (opciones.confirmar !== true && esPrimerEnvio(sesion.libro)) await pedirConfirmacion(contexto, correos);
  const resultado = await correr(contexto, opciones, { sesion, reloj, correos });
  await presentarCorrida(contexto, resultado, otros);
  if (esPrimerEnvio(sesion.libro))
    consola.avisar('no llegó a salir ningún mensaje, así que la próxima vez también hace falta --confirmar');
  return resultado.codigo ?? codigoDe(resultado) ?? conDudas;
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
  partes: {
    readonly sesion: SesionDeEscritura;
    readonly reloj: () => Momento;
    readonly correos: readonly RenglonDePlan[];
  },
): Promise<ResultadoDeCorrida & { readonly codigo: number | undefined }> {
  const { sesion, reloj, correos } = partes;
  const { politica, consola } = contexto;
  const correo = configurarCorreo(contexto);
  const plantillas = await leerPlantillasVigentes(politica);
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
      datos: datosDe(contexto),
      adjuntar: adjuntadorDe(politica, reloj),
      parar: () => interrupcion.codigo !== undefined,
      avanzar: () => progreso.avanzar(++hechos),
    });
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
function leerPedidos(libro: Libro, { cliente }: Opciones): readonly number[] | null {
  return typeof cliente === 'string' ? [resolverCliente(libro, cliente).id] : null;
}

function explicarRetenidos({ consola }: Contexto, plan: readonly RenglonDePlan[]): void {
  for (const { decision, cliente } of plan)
    if (decision.accion === 'retener') consola.informar(`${cliente.nombre}, ${decision.moneda}: ${decision.motivo}`);
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

async function presentarPlan(contexto: Contexto, correos: readonly RenglonDePlan[]): Promise<void> {
  for (const aviso of avisosDeMensajes(contexto.politica)) contexto.consola.avisar(aviso);
  await contexto.presentar({
    columnas: columnasDePlan,
    filas: correos,
    vacio: 'no hay ningún correo para enviar ahora',
  });
}

async function pedirConfirmacion(contexto: Contexto, correos: readonly RenglonDePlan[]): Promise<never> {
  await presentarPlan(contexto, correos);
  contexto.consola.informar(resumirEnvios(correos));
  throw new ErrorDeDatos('es el primer envío de este libro: no se envió nada', {
    sugerencia:
      'revise el plan de arriba, mándese una muestra (cobranzas recordatorios probar --a <su correo>) y repita con --confirmar',
  });
}

function avisarDeCortes({ consola }: Contexto, { pendientes, dudosos }: Recuperados): void {
  if (pendientes.length > 0)
    consola.avisar(`la corrida anterior se cortó antes de enviar ${pendientes.length}: se vuelve a intentar`);
  if (dudosos.length === 0) return;
  consola.avisar(
    `la corrida anterior se cortó mientras salían: ${dudosos.join(', ')}; pudieron llegar y no se reenvían solos`,
  );
  consola.sugerir(
    `pregunte al cliente o al servidor, y anótelo: cobranzas recordatorios resolver ${dudosos[0]} --llego`,
  );
}

function avisarDeOtrosCanales({ consola }: Contexto, otros: number): void {
  if (otros === 0) return;
  consola.informar(`por otros canales: ${otros}, que no salen por correo`);
  consola.sugerir('cobranzas recordatorios exportar');
}

/** Lo que dejó la corrida: una fila por mensaje y el resumen. */
async function presentarCorrida(contexto: Contexto, resultado: ResultadoDeCorrida, otros: number): Promise<void> {
  const { consola } = contexto;
  const { hechos, retenidos, detenida } = resultado;
  await presentarHechos(contexto, hechos);
  consola.informar(`mensajes: ${contarHechos(hechos)}`);
  if (retenidos.length > 0)
    consola.informar(
      contar(
        retenidos.length,
        'ya no correspondía al llegarle el turno: no se le escribió',
        'ya no correspondían al llegarles el turno: no se les escribió',
      ),
    );
  avisarDeOtrosCanales(contexto, otros);
  if (detenida !== null) consola.avisar(`la corrida se detuvo: ${detenida}; lo que falta sale en la próxima`);
  const porResolver = hechos.some(({ estado }) => estado === 'dudoso' || estado === 'rechazado');
  if (porResolver) consola.sugerir('cobranzas recordatorios listar --por-resolver');
}

/** Una fila por mensaje; sin ninguno, sólo a quien pidió un formato o un archivo, que espera uno aunque esté vacío. */
async function presentarHechos(contexto: Contexto, hechos: readonly MensajeHecho[]): Promise<void> {
  if (hechos.length === 0 && contexto.formato === undefined && contexto.rutaSalida === undefined) return;
  await contexto.presentar({ columnas: columnasDeHechos, filas: hechos, vacio: 'no se envió ningún mensaje' });
}

function codigoDe({ hechos, detenida }: ResultadoDeCorrida): 4 | undefined {
  return detenida !== null || hechos.some(({ estado }) => estado !== 'enviado') ? 4 : undefined;
}

function datosDe({ gestor, version, textoDePolitica }: Contexto): (hoy: Momento['hoy']) => DatosDeOperacion {
  return (hoy) => ({ comando: 'recordatorios enviar', gestor, hoy, version, textoDePolitica });
}
