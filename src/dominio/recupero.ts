import { agregarA, agruparPor } from './agrupar.ts';
import type { Moneda } from './dinero.ts';
import { porcentajeConDecimal } from './gestion.ts';
import { compararNombres } from './orden.ts';
import { calcularTasa, enPorcentaje, intervaloDeWilson, MUESTRA_MIN, type Tasa } from './tasa.ts';

/** Según qué se agrupan los mensajes. */
export const dimensionesDeRecupero = ['paso', 'canal', 'plantilla', 'variante', 'secuencia'] as const;
export type DimensionDeRecupero = (typeof dimensionesDeRecupero)[number];

/** Un mensaje que llegó o pudo llegar, con lo que entró después por lo que nombraba. Unidades menores. */
export interface MensajeConPago {
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly paso: string;
  readonly canal: string;
  readonly plantilla: string;
  readonly variante: 'a' | 'b' | null;
  readonly secuencia: string;
  readonly reclamado: number;
  readonly recuperado: number;
}

/** Las cuentas que llegaron a la edad de un paso y no recibieron ningún mensaje. */
export interface CuentasSinMensaje {
  readonly paso: string;
  readonly moneda: Moneda;
  readonly cuentas: number;
  readonly pagaron: number;
  /** Lo que debían ese día, y lo que pagaron de eso en el plazo. Unidades menores. */
  readonly reclamado: number;
  readonly recuperado: number;
}

/** Con qué se compara un renglón: qué pasó con quienes llegaron a la edad de sus pasos y no recibieron ningún mensaje. */
export interface SinMensaje extends Pick<CuentasSinMensaje, 'cuentas' | 'pagaron' | 'reclamado' | 'recuperado'> {
  /** Parte de las cuentas que pagó algo, en porcentaje con un decimal; `null` si la muestra de algún paso no alcanza. */
  readonly porcentaje: number | null;
  /** Parte de lo que debían que entró; `null` en el mismo caso. */
  readonly recupero: number | null;
}

/** El paso de los renglones que juntan los de un grupo; ningún código puede escribirse así. */
export const TODOS_LOS_PASOS = '(todos)';

/** Un renglón del informe. Montos en unidades menores. */
export interface Recupero {
  readonly paso: string;
  /** El valor de la dimensión; en la de pasos, el mismo paso. */
  readonly grupo: string;
  readonly moneda: Moneda;
  readonly mensajes: number;
  readonly tasa: Tasa;
  readonly reclamado: number;
  readonly recuperado: number;
  readonly sinMensaje: SinMensaje;
}

/**
 * Reúne los mensajes por paso, grupo y moneda. Se cuentan cuentas y no mensajes, porque dos mensajes a un mismo cliente no
 * son dos pruebas. El grupo que abarca varios pasos tiene además un renglón con todos, salvo las variantes: las de un paso no
 * son las de otro.
 */
export function resumirRecupero(
  mensajes: readonly MensajeConPago[],
  { por, sinMensaje }: { readonly por: DimensionDeRecupero; readonly sinMensaje: readonly CuentasSinMensaje[] },
): Recupero[] {
  const grupos = new Map<string, MensajeConPago[]>();
  for (const mensaje of mensajes) {
    const grupo = mensaje[por];
    if (grupo === null) continue;
    agregarA(grupos, JSON.stringify([mensaje.paso, grupo, mensaje.moneda]), mensaje);
  }
  const filas = [...grupos].map(([clave, suyos]): Recupero => {
    const [paso, grupo, moneda] = JSON.parse(clave) as [string, string, Moneda];
    const pagaron = new Set(suyos.filter(({ recuperado }) => recuperado > 0).map(({ clienteId }) => clienteId));
    const control = sinMensaje.find((uno) => uno.paso === paso && uno.moneda === moneda);
    return {
      paso,
      grupo,
      moneda,
      mensajes: suyos.length,
      tasa: calcularTasa(pagaron.size, new Set(suyos.map(({ clienteId }) => clienteId)).size),
      reclamado: sumar(suyos, ({ reclamado }) => reclamado),
      recuperado: sumar(suyos, ({ recuperado }) => recuperado),
      sinMensaje: compararCon(control),
    };
  });
  filas.sort(
    (una, otra) =>
      compararNombres(una.paso, otra.paso) ||
      compararNombres(una.grupo, otra.grupo) ||
      (una.moneda < otra.moneda ? -1 : 1),
  );
  return por === 'paso' || por === 'variante' ? filas : [...filas, ...juntarPasos(filas)];
}

function compararCon(control: CuentasSinMensaje | undefined): SinMensaje {
  const { cuentas = 0, pagaron = 0, reclamado = 0, recuperado = 0 } = control ?? {};
  const alcanza = cuentas >= MUESTRA_MIN;
  return {
    cuentas,
    pagaron,
    reclamado,
    recuperado,
    porcentaje: alcanza ? porcentajeConDecimal(pagaron, cuentas) : null,
    recupero: alcanza ? porcentajeConDecimal(recuperado, reclamado) : null,
  };
}

/** Un renglón por cada grupo con más de un paso: una cuenta vale una vez por paso, que es como se la compara. */
function juntarPasos(filas: readonly Recupero[]): Recupero[] {
  const porGrupo = agruparPor(filas, ({ grupo, moneda }) => JSON.stringify([grupo, moneda]));
  return [...porGrupo.values()]
    .flatMap((suyas) => {
      const [primera] = suyas;
      if (primera === undefined || suyas.length < 2) return [];
      return [
        {
          paso: TODOS_LOS_PASOS,
          grupo: primera.grupo,
          moneda: primera.moneda,
          mensajes: sumar(suyas, ({ mensajes }) => mensajes),
          tasa: calcularTasa(
            sumar(suyas, ({ tasa }) => tasa.pagaron),
            sumar(suyas, ({ tasa }) => tasa.cuentas),
          ),
          reclamado: sumar(suyas, ({ reclamado }) => reclamado),
          recuperado: sumar(suyas, ({ recuperado }) => recuperado),
          sinMensaje: juntarSinMensaje(suyas),
        },
      ];
    })
    .sort((una, otra) => compararNombres(una.grupo, otra.grupo) || (una.moneda < otra.moneda ? -1 : 1));
}

/**
 * Lo que habría dado no escribir, con los pasos en la misma proporción que en el grupo: la tasa de cada paso pesa por las
 * cuentas con mensaje, y su recupero por lo reclamado. Si no, dos canales que escriben en días distintos se compararían con
 * deudas de otra edad.
 */
function juntarSinMensaje(filas: readonly Recupero[]): SinMensaje {
  const suma = (valor: (uno: SinMensaje) => number): number => sumar(filas, ({ sinMensaje }) => valor(sinMensaje));
  return {
    cuentas: suma(({ cuentas }) => cuentas),
    pagaron: suma(({ pagaron }) => pagaron),
    reclamado: suma(({ reclamado }) => reclamado),
    recuperado: suma(({ recuperado }) => recuperado),
    porcentaje: promedioPesado(
      filas.map(({ tasa, sinMensaje: { cuentas, pagaron } }) => ({
        peso: tasa.cuentas,
        parte: pagaron,
        total: cuentas,
      })),
      filas.every(({ sinMensaje }) => sinMensaje.porcentaje !== null),
    ),
    recupero: promedioPesado(
      filas.map(({ reclamado: peso, sinMensaje: { reclamado, recuperado } }) => ({
        peso,
        parte: recuperado,
        total: reclamado,
      })),
      filas.every(({ sinMensaje }) => sinMensaje.recupero !== null),
    ),
  };
}

/** El promedio de unas partes, cada una con su peso, en porcentaje con un decimal; `null` si no alcanza o nada pesa. */
function promedioPesado(
  partes: readonly { readonly peso: number; readonly parte: number; readonly total: number }[],
  alcanza: boolean,
): number | null {
  const pesos = sumar(partes, ({ peso }) => peso);
  if (!alcanza || pesos === 0) return null;
  return enPorcentaje(sumar(partes, ({ peso, parte, total }) => peso * (parte / total)) / pesos);
}

function sumar<T>(valores: readonly T[], valor: (uno: T) => number): number {
  return valores.reduce((suma, uno) => suma + valor(uno), 0);
}

/** Dos plantillas comparadas en un paso y una moneda. */
export interface Comparacion {
  readonly paso: string;
  readonly moneda: Moneda;
  readonly a: Tasa;
  readonly b: Tasa;
  /** `null` si alguna muestra no alcanza; si no, cuánto más paga b que a, en puntos, con su intervalo del 95 %. */
  readonly diferencia: { readonly puntos: number; readonly minimo: number; readonly maximo: number } | null;
  readonly conclusion: 'datos insuficientes' | 'no se distinguen' | 'gana a' | 'gana b';
}

/** Compara las dos plantillas de cada paso que las tiene (intervalo de Newcombe, Statistics in Medicine 1998, método 10). */
export function compararVariantes(mensajes: readonly MensajeConPago[]): Comparacion[] {
  const filas = resumirRecupero(mensajes, { por: 'variante', sinMensaje: [] });
  return filas
    .filter(({ grupo }) => grupo === 'a')
    .flatMap(({ paso, moneda, tasa: a }) => {
      const b = filas.find((otra) => otra.grupo === 'b' && otra.paso === paso && otra.moneda === moneda)?.tasa;
      return b === undefined ? [] : [{ paso, moneda, a, b, ...diferenciaEntre(a, b) }];
    });
}

function diferenciaEntre(a: Tasa, b: Tasa): Pick<Comparacion, 'diferencia' | 'conclusion'> {
  if (a.porcentaje === null || b.porcentaje === null) return { diferencia: null, conclusion: 'datos insuficientes' };
  const [pa, pb] = [a.pagaron / a.cuentas, b.pagaron / b.cuentas];
  const [minA, maxA] = intervaloDeWilson(a.pagaron, a.cuentas);
  const [minB, maxB] = intervaloDeWilson(b.pagaron, b.cuentas);
  const puntos = pb - pa;
  const minimo = puntos - Math.hypot(pb - minB, maxA - pa);
  const maximo = puntos + Math.hypot(maxB - pb, pa - minA);
  return {
    diferencia: { puntos: enPorcentaje(puntos), minimo: enPorcentaje(minimo), maximo: enPorcentaje(maximo) },
    conclusion: minimo > 0 ? 'gana b' : maximo < 0 ? 'gana a' : 'no se distinguen',
  };
}
