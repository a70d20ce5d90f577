import { type Fecha, numeroDeDia, sumarDias } from '../fecha.ts';
import { textoDeHora } from '../hora.ts';
import { type CanalDePaso, type DiaDeSemana, diasDeSemana, type Ventana } from '../politica.ts';
import type { ContextoDeRecordatorio } from './tipos.ts';

/** Más lejos que esto no se busca un día en que se pueda contactar: la política no deja ninguno. */
export const DIAS_DE_BUSQUEDA = 60;

/** Por qué una regla retiene, y desde qué día podría dejar de hacerlo. */
export interface Retencion<R extends string> {
  readonly regla: R;
  readonly motivo: string;
  readonly desde: Fecha | null;
}

type Reglas = Pick<ContextoDeRecordatorio, 'politica' | 'feriados'>;

const nombres: Readonly<Record<DiaDeSemana, string>> = {
  lun: 'los lunes',
  mar: 'los martes',
  mie: 'los miércoles',
  jue: 'los jueves',
  vie: 'los viernes',
  sab: 'los sábados',
  dom: 'los domingos',
};

/** El día de la semana. El día 0, 1970-01-01, fue jueves. */
export function diaDeSemana(dia: Fecha): DiaDeSemana {
  return diasDeSemana[(((numeroDeDia(dia) + 3) % 7) + 7) % 7] as DiaDeSemana;
}

/** Dice si ese día es feriado para contactar. Con `libre` sólo descansan los días que la empresa agregó. */
function esFeriado(dia: Fecha, { politica: { contacto }, feriados }: Reglas): boolean {
  return contacto.preset === 'libre' ? contacto.feriadosExtra.has(dia) : feriados.has(dia);
}

/** Las horas en que se puede contactar ese día, o `null` si no se puede. */
export function ventanaDelDia(dia: Fecha, reglas: Reglas): Ventana | null {
  if (esFeriado(dia, reglas)) return null;
  return reglas.politica.contacto.ventanas.get(diaDeSemana(dia)) ?? null;
}

/** El primer día, `dia` incluido, en que se puede contactar; `null` si no hay ninguno cerca. */
export function primerDiaDeContacto(dia: Fecha, reglas: Reglas): Fecha | null {
  for (let espera = 0; espera <= DIAS_DE_BUSQUEDA; espera++) {
    const candidato = sumarDias(dia, espera);
    if (ventanaDelDia(candidato, reglas) !== null) return candidato;
  }
  return null;
}

/** El último día, `dia` incluido, en que se puede contactar; `null` si no hay ninguno cerca. */
export function ultimoDiaDeContacto(dia: Fecha, reglas: Reglas): Fecha | null {
  for (let antes = 0; antes <= DIAS_DE_BUSQUEDA; antes++) {
    const candidato = sumarDias(dia, -antes);
    if (ventanaDelDia(candidato, reglas) !== null) return candidato;
  }
  return null;
}

/**
 * Dice por qué no se puede contactar ahora por ese canal, o `null` si se puede. Una carta no tiene hora; una llamada la
 * hace una persona, que mira su reloj: de ella sólo cuenta el día.
 */
export function controlarHorario(
  canal: CanalDePaso,
  contexto: ContextoDeRecordatorio,
): Retencion<'feriado' | 'horario'> | null {
  if (canal === 'carta') return null;
  const { hoy, minutos } = contexto.momento;
  const manana = sumarDias(hoy, 1);
  if (esFeriado(hoy, contexto)) {
    return { regla: 'feriado', motivo: `${hoy} es feriado`, desde: primerDiaDeContacto(manana, contexto) };
  }
  const ventana = ventanaDelDia(hoy, contexto);
  if (ventana === null) {
    const desde = primerDiaDeContacto(manana, contexto);
    return { regla: 'horario', motivo: `${nombres[diaDeSemana(hoy)]} no se contacta`, desde };
  }
  const { desdeMinutos, hastaMinutos } = ventana;
  if (canal === 'llamada' || (desdeMinutos <= minutos && minutos < hastaMinutos)) return null;
  const motivo = `son las ${textoDeHora(minutos)}: hoy se contacta de ${textoDeHora(desdeMinutos)} a ${textoDeHora(hastaMinutos)}`;
  const desde = minutos < desdeMinutos ? hoy : primerDiaDeContacto(manana, contexto);
  return { regla: 'horario', motivo, desde };
}
