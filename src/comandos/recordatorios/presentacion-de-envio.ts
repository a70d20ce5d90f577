import type { Recuperados } from '../../datos/recordatorio/recuperacion.ts';
import { contar } from '../../dominio/cantidad.ts';
import { ErrorDeDatos } from '../../dominio/errores.ts';
import { avisosDeMensajes } from '../../dominio/mensaje/avisos.ts';
import type { Contexto } from '../comando.ts';
import type { ResultadoDeCorrida } from './corrida.ts';
import { columnasDePlan, resumirEnvios } from './plan-columnas.ts';
import type { RenglonDePlan } from './planes.ts';
import { columnasDeHechos, contarHechos, type MensajeHecho } from './resultado.ts';

/** Por qué no sale nada para cada cliente retenido. */
export function explicarRetenidos({ consola }: Contexto, plan: readonly RenglonDePlan[]): void {
  for (const { decision, cliente } of plan)
    if (decision.accion === 'retener') consola.informar(`${cliente.nombre}, ${decision.moneda}: ${decision.motivo}`);
}

/** Lo que a los mensajes les falta porque la política no lo dice. */
export function avisarDeMensajes({ politica, consola }: Contexto): void {
  for (const aviso of avisosDeMensajes(politica)) consola.avisar(aviso);
}

/** Lo que saldría, con lo que conviene saber de los textos. */
export async function presentarPlan(contexto: Contexto, correos: readonly RenglonDePlan[]): Promise<void> {
  avisarDeMensajes(contexto);
  await contexto.presentar({
    columnas: columnasDePlan,
    filas: correos,
    vacio: 'no hay ningún correo para enviar ahora',
  });
}

/**
 * Muestra el plan y se niega.
 * @param ninguno nunca se envió nada; si no, se envió sólo a los clientes que se pidieron uno por uno
 * @throws {ErrorDeDatos} siempre
 */
export async function pedirConfirmacion(
  contexto: Contexto,
  correos: readonly RenglonDePlan[],
  ninguno: boolean,
): Promise<never> {
  await presentarPlan(contexto, correos);
  contexto.consola.informar(resumirEnvios(correos));
  const porque = ninguno
    ? 'es el primer envío de este libro'
    : 'es el primer envío para todos: hasta ahora sólo se envió con --cliente';
  throw new ErrorDeDatos(ninguno ? `${porque}: no se envió nada` : `${porque}; no se envió nada`, {
    sugerencia:
      'revise el plan de arriba, mándese una muestra (cobranzas recordatorios probar --a <su correo>) y repita con --confirmar',
  });
}

/** Lo que dejó a medias la corrida anterior, y qué hacer. */
export function avisarDeCortes({ consola }: Contexto, { pendientes, dudosos }: Recuperados): void {
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

/** Cuántos mensajes tocan por un canal que no es el correo. */
export function avisarDeOtrosCanales({ consola }: Contexto, otros: number): void {
  if (otros === 0) return;
  consola.informar(`por otros canales: ${otros}, que no salen por correo`);
  consola.sugerir('cobranzas recordatorios exportar');
}

/** Lo que dejó la corrida: una fila por mensaje y el resumen. */
export async function presentarCorrida(
  contexto: Contexto,
  resultado: ResultadoDeCorrida,
  otros: number,
): Promise<void> {
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
export async function presentarHechos(contexto: Contexto, hechos: readonly MensajeHecho[]): Promise<void> {
  if (hechos.length === 0 && contexto.formato === undefined && contexto.rutaSalida === undefined) return;
  await contexto.presentar({ columnas: columnasDeHechos, filas: hechos, vacio: 'no se envió ningún mensaje' });
}
