import { contar } from '../cantidad.ts';
import { diasEntre, type Fecha, sumarDias } from '../fecha.ts';
import type { CanalDePaso } from '../politica.ts';
import { primerDiaDeContacto, type Retencion } from './horario.ts';
import type { ContactoPrevio, ContextoDeRecordatorio } from './tipos.ts';

/** Los días seguidos de una «semana»: hoy y los seis anteriores. */
export const SEMANA = 7;

type ReglaDeTope = 'separacion' | 'tope-semana' | 'tope-dia' | 'canal-semana';

/**
 * Dice por qué no se puede contactar otra vez a este cliente hoy por ese canal, o `null` si se puede. Cuentan todos los
 * contactos salientes, de cualquier canal y por cualquier moneda; si nos buscó él, sólo se espera lo mismo que entre dos.
 */
export function controlarTopes(
  contactos: readonly ContactoPrevio[],
  canal: CanalDePaso,
  contexto: ContextoDeRecordatorio,
): Retencion<ReglaDeTope> | null {
  if (contactos.length === 0) return null;
  const { hoy } = contexto.momento;
  const { diaMax, semanaMax, separacionDias, canalesSemanaMax, llamadasSemanaMax } = contexto.politica.contacto;
  const hechos = contactos.filter(({ fecha }) => fecha <= hoy).toSorted(compararContactos);
  const ultimo = hechos.at(-1);
  const retener = (regla: ReglaDeTope, motivo: string, desde: Fecha): Retencion<ReglaDeTope> => ({
    regla,
    motivo,
    desde: primerDiaDeContacto(desde, contexto),
  });
  if (ultimo !== undefined && diasEntre({ desde: ultimo.fecha, hasta: hoy }) < separacionDias) {
    const motivo = `${textoDeContacto(ultimo)} y deben pasar ${contar(separacionDias, 'día')}`;
    return retener('separacion', motivo, sumarDias(ultimo.fecha, separacionDias));
  }
  const semana = hechos.filter(
    ({ fecha, entrante }) => entrante !== true && diasEntre({ desde: fecha, hasta: hoy }) < SEMANA,
  );
  /** El día en que sale de la cuenta el contacto que la llena. */
  const alSalir = (cuales: readonly ContactoPrevio[], max: number): Fecha =>
    sumarDias(cuales[cuales.length - max]?.fecha ?? hoy, SEMANA);
  if (semanaMax !== null && semana.length >= semanaMax) {
    const motivo = `${contar(semana.length, 'contacto')} en siete días; como mucho ${semanaMax}`;
    return retener('tope-semana', motivo, alSalir(semana, semanaMax));
  }
  const llamadas = canal === 'llamada' ? semana.filter(({ canal: uno }) => uno === 'llamada' || uno === 'visita') : [];
  if (llamadasSemanaMax !== null && canal === 'llamada' && llamadas.length >= llamadasSemanaMax) {
    const motivo = `${contar(llamadas.length, 'llamada o visita', 'llamadas o visitas')} en siete días; como mucho ${llamadasSemanaMax}`;
    return retener('tope-semana', motivo, alSalir(llamadas, llamadasSemanaMax));
  }
  const deHoy = semana.filter(({ fecha }) => fecha === hoy).length;
  if (diaMax !== null && deHoy >= diaMax) {
    return retener('tope-dia', `${contar(deHoy, 'contacto')} hoy; como mucho ${diaMax} por día`, sumarDias(hoy, 1));
  }
  const usados = new Set<string>(semana.map(({ canal: uno }) => uno));
  if (canalesSemanaMax === null || usados.has(canal) || usados.size < canalesSemanaMax) return null;
  const motivo = `esta semana ya se lo contactó por ${[...usados].join(', ')}; como mucho ${contar(canalesSemanaMax, 'canal', 'canales')}`;
  return retener('canal-semana', motivo, diaDeCanalLibre(semana, canalesSemanaMax));
}

function textoDeContacto({ fecha, entrante, porSalir }: ContactoPrevio): string {
  if (porSalir !== undefined) return `hoy le toca el mensaje por lo que debe en ${porSalir}`;
  return entrante === true ? `se comunicó el ${fecha}` : `se lo contactó el ${fecha}`;
}

/** Por día y, el mismo día, por canal y sentido: así el orden de lectura no cambia ni el motivo. */
function compararContactos(uno: ContactoPrevio, otro: ContactoPrevio): number {
  if (uno.fecha !== otro.fecha) return uno.fecha < otro.fecha ? -1 : 1;
  if (uno.canal !== otro.canal) return uno.canal < otro.canal ? -1 : 1;
  return Number(otro.entrante === true) - Number(uno.entrante === true);
}

/** El primer día en que los canales usados en los siete días anteriores dejan lugar para otro. */
function diaDeCanalLibre(semana: readonly ContactoPrevio[], canalesSemanaMax: number): Fecha {
  const ultimos = new Map<string, Fecha>();
  for (const { canal, fecha } of semana) ultimos.set(canal, fecha);
  const salidas = [...ultimos.values()].toSorted();
  return sumarDias(salidas[salidas.length - canalesSemanaMax] ?? (salidas.at(-1) as Fecha), SEMANA);
}
