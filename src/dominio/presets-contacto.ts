import { type Fecha, fecha } from './fecha.ts';
import {
  type DiaDeSemana,
  diasDeSemana,
  type Pais,
  type PoliticaDeContacto,
  type PresetDeContacto,
  type Ventana,
} from './politica.ts';

/** Lo que un preset fija; lo que la política escribe vale más. */
export type LimitesDeContacto = Omit<PoliticaDeContacto, 'preset' | 'feriadosExtra' | 'feriadosQuitados'>;

/** Límites para empezar, con lo que se sabe de su origen. Orientan; no son consejo legal. */
export interface PresetDescrito {
  readonly limites: LimitesDeContacto;
  /** La norma que dice algo de cuándo o cuánto se puede contactar, o `null` si no se halló ninguna. */
  readonly ley: string | null;
  /** A quién protege esa norma. */
  readonly protege: string;
  /** Dónde se leyó. */
  readonly fuente: string;
  /** Día en que se leyó la fuente. */
  readonly verificadoEl: Fecha;
  /** Qué valores salen de la norma; los demás son prudencia nuestra. */
  readonly deLaNorma: readonly string[];
  /** Lo que no se pudo comprobar en una fuente: revíselo antes de confiar. */
  readonly sinVerificar: readonly string[];
}

const deLunesAViernes: readonly DiaDeSemana[] = ['lun', 'mar', 'mie', 'jue', 'vie'];
const verificadoEl = fecha('2026-11-22');

function ventana(desde: number, hasta: number): Ventana {
  return { desdeMinutos: desde * 60, hastaMinutos: hasta * 60 };
}

function semana(desde: number, hasta: number): Map<DiaDeSemana, Ventana> {
  return new Map(deLunesAViernes.map((dia) => [dia, ventana(desde, hasta)]));
}

/** Donde la norma calla: uno por día, dos por semana, dos días entre uno y otro. */
const prudencia = { diaMax: 1, semanaMax: 2, separacionDias: 2, canalesSemanaMax: null, llamadasSemanaMax: null };

const topesDeLaCasa = 'los topes son prudencia nuestra: la norma no los trata';

/** Los límites de cada preset, con su norma, su fuente y lo que no se pudo verificar. */
export const presetsDeContactoDescritos: Readonly<Record<PresetDeContacto, PresetDescrito>> = {
  prudente: {
    limites: { ...prudencia, ventanas: semana(8, 19), canalesSemanaMax: 1, llamadasSemanaMax: 1 },
    ley: null,
    protege: 'a cualquiera',
    fuente: 'lo más estricto que tienen en común las normas leídas de los siete países',
    verificadoEl,
    deLaNorma: [],
    sinVerificar: [],
  },
  libre: {
    limites: {
      ventanas: new Map(diasDeSemana.map((dia) => [dia, ventana(0, 24)])),
      diaMax: null,
      semanaMax: null,
      separacionDias: 0,
      canalesSemanaMax: null,
      llamadasSemanaMax: null,
    },
    ley: null,
    protege: 'a nadie: úselo sólo si sabe que ninguna norma lo alcanza',
    fuente: 'ninguna',
    verificadoEl,
    deLaNorma: [],
    sinVerificar: [],
  },
  AR: {
    limites: { ...prudencia, ventanas: semana(8, 19), canalesSemanaMax: 1, llamadasSemanaMax: 1 },
    ley: 'Ley 24.240, art. 8 bis: trato digno; nada que parezca un reclamo judicial',
    protege: 'a consumidores, personas o empresas que son destinatarios finales',
    fuente: 'notas de prensa jurídica sobre el artículo (urgente24.com, comercioyjusticia.info)',
    verificadoEl,
    deLaNorma: [],
    sinVerificar: [
      'el texto del art. 8 bis',
      'que ninguna norma nacional fije horas o cantidades (las provinciales no se buscaron): el horario y los topes son los de prudente',
    ],
  },
  MX: {
    limites: { ...prudencia, ventanas: semana(7, 22) },
    ley: 'Disposiciones de CONDUSEF (DOF 7-10-2014) y de PROFECO (art. 17 Bis 4 LTOSF): de 7 a 22',
    protege: 'a usuarios de entidades financieras y a clientes de comercios que dan crédito habitualmente',
    fuente: 'idconline.mx (2014-10-07; 2025-07-07), elfinanciero.com.mx, expansion.mx (2025-08-15)',
    verificadoEl,
    deLaNorma: ['ventanas'],
    sinVerificar: [
      'los sábados: CONDUSEF sólo da horas y PROFECO dice de lunes a viernes; vale lo más estricto',
      topesDeLaCasa,
    ],
  },
  ES: {
    limites: { ...prudencia, ventanas: semana(9, 21), separacionDias: 3 },
    ley: null,
    protege: 'a personas, por las normas de datos y de competencia desleal: insistir demasiado puede ser acoso',
    fuente: 'quitatudeuda.com, abogados24-es.com, blog.sepin.es (2015)',
    verificadoEl,
    deLaNorma: [],
    sinVerificar: [
      'ninguna norma fija horas de cobranza: el horario es el de las llamadas comerciales (RDL 1/2007), que se leyó en fuentes secundarias',
      topesDeLaCasa,
    ],
  },
  CO: {
    limites: {
      ...prudencia,
      ventanas: new Map([...semana(7, 19), ['sab', ventana(8, 15)]]),
      semanaMax: null,
      canalesSemanaMax: 1,
    },
    ley: 'Ley 2300 de 2023, arts. 2 y 3: lunes a viernes de 7 a 19 y sábados de 8 a 15; nunca domingos ni feriados; uno por día; un canal por semana',
    protege: 'a consumidores, codeudores y avalistas, ante cualquiera que cobre',
    fuente: 'leyonline.co (Ley 2300), jra.legal, mazars.com.co (2024)',
    verificadoEl,
    deLaNorma: ['ventanas', 'max_dia', 'max_canales_semana'],
    sinVerificar: [
      'si alcanza a empresas deudoras: se aplica a todas',
      'la separación de dos días es prudencia nuestra: la norma sólo pide no pasar de uno por día',
    ],
  },
  CL: {
    limites: { ...prudencia, ventanas: semana(8, 20), llamadasSemanaMax: 1 },
    ley: 'Ley 19.496, art. 37 (según la Ley 21.320): una llamada o visita por semana; dos mensajes por semana, con dos días entre ellos',
    protege: 'a consumidores, personas o empresas que son destinatarios finales',
    fuente: 'garrigues.com (alerta sobre la Ley 21.320), derecho.udd.cl (2021), actualidadjuridica.doe.cl',
    verificadoEl,
    deLaNorma: ['max_semana', 'separacion_dias', 'max_llamadas_semana'],
    sinVerificar: [
      'de 8 a 20: son las horas del art. 59 del Código de Procedimiento Civil, que no se leyó; se quitó además el sábado',
      'si entre dos mensajes deben quedar dos días enteros: se cuentan dos días de fecha a fecha',
      'el reglamento de la Ley 21.320',
    ],
  },
  PE: {
    limites: { ...prudencia, ventanas: semana(7, 20) },
    ley: 'Ley 29571, arts. 61 y 62: sin llamadas ni visitas de 20 a 7, ni sábados, domingos o feriados',
    protege: 'a consumidores',
    fuente: 'elegirservicio.pe (art. 62), elcomercio.pe',
    verificadoEl,
    deLaNorma: ['ventanas'],
    sinVerificar: ['la norma nombra llamadas y visitas: aquí vale también para los mensajes', topesDeLaCasa],
  },
  UY: {
    limites: { ...prudencia, ventanas: semana(8, 20) },
    ley: null,
    protege: 'a consumidores, por la Ley 17.250 y una guía voluntaria del Banco Central',
    fuente: 'negocios.elpais.com.uy, grupormultimedio.com, ladiaria.com.uy (2025-06)',
    verificadoEl,
    deLaNorma: [],
    sinVerificar: [
      'ninguna norma vigente fija horas: de 8 a 20 es la costumbre que citan esas fuentes, algo más estricta',
      'en qué quedó el proyecto de ley de junio de 2025',
      topesDeLaCasa,
    ],
  },
};

/**
 * Lo que una política permite y la norma de ese país, según su preset, no: una frase por cada límite. Vacío si nada pasa o
 * si el preset no conoce ninguna norma.
 */
export function excesosSobre(pais: Pais, contacto: LimitesDeContacto): string[] {
  const { limites, deLaNorma } = presetsDeContactoDescritos[pais];
  const topes = [
    ['max_dia', contacto.diaMax, limites.diaMax],
    ['max_semana', contacto.semanaMax, limites.semanaMax],
    ['max_canales_semana', contacto.canalesSemanaMax, limites.canalesSemanaMax],
    ['max_llamadas_semana', contacto.llamadasSemanaMax, limites.llamadasSemanaMax],
  ] as const;
  const excesos = topes.flatMap(([clave, dicho, tope]) =>
    deLaNorma.includes(clave) && tope !== null && (dicho === null || dicho > tope)
      ? [`${clave} ${dicho === null ? 'no tiene tope' : `es ${dicho}`} y en ${pais} es ${tope}, como mucho`]
      : [],
  );
  if (deLaNorma.includes('separacion_dias') && contacto.separacionDias < limites.separacionDias)
    excesos.push(
      `separacion_dias es ${contacto.separacionDias} y en ${pais} es ${limites.separacionDias}, como mínimo`,
    );
  if (deLaNorma.includes('ventanas')) {
    const fuera = [...contacto.ventanas].filter(([dia, { desdeMinutos, hastaMinutos }]) => {
      const norma = limites.ventanas.get(dia);
      return norma === undefined || desdeMinutos < norma.desdeMinutos || hastaMinutos > norma.hastaMinutos;
    });
    if (fuera.length > 0)
      excesos.push(`ventanas admite horas que en ${pais} no se puede: ${fuera.map(([dia]) => dia).join(', ')}`);
  }
  return excesos;
}

/** Los límites con que empieza quien elige ese preset. */
export function limitesDe(preset: PresetDeContacto): LimitesDeContacto {
  return presetsDeContactoDescritos[preset].limites;
}
