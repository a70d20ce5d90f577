import { spawnSync } from 'node:child_process';
import Holidays from 'date-holidays';
import type { Pais, PresetDeContacto } from '../../../src/dominio/politica.ts';

/** Los límites de un preset, escritos otra vez a mano desde la investigación: no miran los del programa. */
export interface Ley {
  readonly pais: Pais;
  readonly zona: string;
  /** Horas de cada día, de lunes a domingo. */
  readonly horas: readonly (readonly [desde: number, hasta: number] | null)[];
  readonly porDia: number;
  readonly porSemana: number;
  readonly separacion: number;
  readonly canales: number;
  readonly llamadas: number;
  readonly respetaFeriados: boolean;
  /** Mes y día en que empiezan tramos de 25 días con feriados o un cambio de hora. */
  readonly tramos: readonly string[];
}

const sinTope = Number.POSITIVE_INFINITY;
type Horas = readonly [number, number] | null;
const semana = (habil: Horas, sabado: Horas = null, domingo: Horas = null): Ley['horas'] => [
  habil,
  habil,
  habil,
  habil,
  habil,
  sabado,
  domingo,
];
const casa = { porDia: 1, porSemana: 2, separacion: 2, canales: sinTope, llamadas: sinTope, respetaFeriados: true };

/** Una zona por preset; las que cambian la hora, donde las hay (en México, Tijuana). */
export const leyes: Readonly<Record<PresetDeContacto, Ley>> = {
  prudente: {
    ...casa,
    pais: 'CL',
    zona: 'America/Santiago',
    horas: semana([8, 19]),
    canales: 1,
    llamadas: 1,
    tramos: ['03-25', '08-28', '09-10', '12-10'],
  },
  AR: {
    ...casa,
    pais: 'AR',
    zona: 'America/Argentina/Buenos_Aires',
    horas: semana([8, 19]),
    canales: 1,
    llamadas: 1,
    tramos: ['03-10', '06-10', '07-01', '12-01'],
  },
  MX: {
    ...casa,
    pais: 'MX',
    zona: 'America/Tijuana',
    horas: semana([7, 22]),
    tramos: ['03-01', '10-25', '04-01', '11-01'],
  },
  ES: {
    ...casa,
    pais: 'ES',
    zona: 'Europe/Madrid',
    horas: semana([9, 21]),
    separacion: 3,
    tramos: ['03-18', '10-12', '12-01', '04-01'],
  },
  CO: {
    ...casa,
    pais: 'CO',
    zona: 'America/Bogota',
    horas: semana([7, 19], [8, 15]),
    porSemana: sinTope,
    canales: 1,
    tramos: ['03-15', '05-25', '07-01', '12-01'],
  },
  CL: {
    ...casa,
    pais: 'CL',
    zona: 'America/Santiago',
    horas: semana([8, 20]),
    llamadas: 1,
    tramos: ['03-25', '08-28', '09-10', '12-10'],
  },
  PE: {
    ...casa,
    pais: 'PE',
    zona: 'America/Lima',
    horas: semana([7, 20]),
    tramos: ['07-15', '04-01', '12-01', '08-01'],
  },
  UY: {
    ...casa,
    pais: 'UY',
    zona: 'America/Montevideo',
    horas: semana([8, 20]),
    tramos: ['07-05', '08-15', '04-01', '12-15'],
  },
  libre: {
    pais: 'ES',
    zona: 'Europe/Madrid',
    horas: semana([0, 24], [0, 24], [0, 24]),
    porDia: sinTope,
    porSemana: sinTope,
    separacion: 0,
    canales: sinTope,
    llamadas: sinTope,
    respetaFeriados: false,
    tramos: ['03-18', '10-12', '12-20'],
  },
};

/** La hora de reloj de un instante en una zona. */
export interface HoraLocal {
  readonly dia: string;
  readonly hora: number;
  /** 0 = lunes. */
  readonly diaDeSemana: number;
}

/** La hora de reloj de cada instante (segundos), según la orden `date` del sistema, que no usa las tablas de Node. */
export function horasLocales(instantes: readonly number[], zona: string): HoraLocal[] {
  const { stdout } = spawnSync('date', ['-f', '-', '+%F %H %M %u'], {
    encoding: 'utf8',
    input: instantes.map((segundos) => `@${segundos}\n`).join(''),
    env: { ...process.env, TZ: zona },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout
    .trim()
    .split('\n')
    .map((renglon) => {
      const [dia = '', horas, minutos, diaDeSemana] = renglon.split(' ');
      return { dia, hora: Number(horas) + Number(minutos) / 60, diaDeSemana: Number(diaDeSemana) - 1 };
    });
}

/** Los feriados de unos años, preguntados al paquete y no a la tabla congelada: los de todos, y los que no lo son para todos. */
export function feriadosDelPais(
  pais: Pais,
  anios: readonly number[],
): { readonly nacionales: ReadonlySet<string>; readonly otros: ReadonlySet<string> } {
  const calendario = new Holidays(pais);
  // Lo que dura medio día (la tarde del 24 de diciembre) es un día de trabajo.
  const enteros = anios
    .flatMap((anio) => calendario.getHolidays(anio))
    .filter(({ start, end }) => end.getTime() - start.getTime() > 20 * 3_600_000);
  const dias = (tipos: readonly string[]) =>
    new Set(enteros.filter(({ type }) => tipos.includes(type)).map(({ date }) => date.slice(0, 10)));
  return { nacionales: dias(['public']), otros: dias(['bank', 'optional']) };
}

/** Un contacto que ya pasó, de quien sea. */
export interface Contado {
  readonly dia: string;
  readonly canal: string;
}

/** Los días entre dos fechas, por la cuenta de milisegundos y no por la del programa. */
export function diasHasta(desde: string, hasta: string): number {
  return Math.round((Date.parse(`${hasta}T00:00:00Z`) - Date.parse(`${desde}T00:00:00Z`)) / 86_400_000);
}

/** Qué momento y qué feriados; `null` si a esa hora se puede contactar. */
export function fueraDeHora(ley: Ley, cuando: HoraLocal, feriados: ReadonlySet<string>): string | null {
  if (ley.respetaFeriados && feriados.has(cuando.dia)) return `feriado ${cuando.dia}`;
  const horas = ley.horas[cuando.diaDeSemana];
  if (horas == null) return `día ${cuando.diaDeSemana + 1} de la semana`;
  return cuando.hora < horas[0] || cuando.hora >= horas[1] ? `a las ${cuando.hora.toFixed(2)}` : null;
}

/** Lo que un contacto nuevo excede, sumado a los de antes. */
export function excesos(ley: Ley, previos: readonly Contado[], nuevo: Contado): string[] {
  const hace = ({ dia }: Contado) => diasHasta(dia, nuevo.dia);
  const semanaEntera = [...previos.filter((uno) => hace(uno) >= 0 && hace(uno) < 7), nuevo];
  const esLlamada = ({ canal }: Contado) => canal === 'llamada' || canal === 'visita';
  const canalesPrevios = new Set(semanaEntera.slice(0, -1).map(({ canal }) => canal));
  const cercano = Math.min(...previos.map(hace).filter((dias) => dias >= 0), sinTope);
  return [
    ...(semanaEntera.filter((uno) => hace(uno) === 0).length > ley.porDia ? ['más de los que caben en un día'] : []),
    ...(semanaEntera.length > ley.porSemana ? ['más de los que caben en siete días'] : []),
    ...(cercano < ley.separacion ? [`a ${cercano} días del anterior`] : []),
    ...(!canalesPrevios.has(nuevo.canal) && canalesPrevios.size + 1 > ley.canales ? ['otro canal en siete días'] : []),
    ...(esLlamada(nuevo) && semanaEntera.filter(esLlamada).length > ley.llamadas ? ['otra llamada en siete días'] : []),
  ];
}
