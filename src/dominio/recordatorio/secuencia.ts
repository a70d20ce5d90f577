import { plegar } from '../cliente.ts';
import { normalizarNumero } from '../documento.ts';
import type { Fecha } from '../fecha.ts';
import type { PasoDeRecordatorio, PoliticaDeRecordatorios, ReglaDeSecuencia } from '../politica.ts';
import type { ClientePorRecordar, PasoDeUnidad, UnidadDeReclamo } from './tipos.ts';

/** El nombre de la secuencia que forman todos los pasos. */
export const secuenciaGeneral = 'general';

/** Los pasos que le tocan a una unidad, ya elegidos por cliente y ordenados por día. */
export interface Secuencia {
  readonly nombre: string;
  readonly pasos: readonly PasoDeRecordatorio[];
  /** Los que siguen al vencimiento. */
  readonly reclamos: readonly PasoDeRecordatorio[];
  /** Con cuántos días de anticipación, como mucho, se anuncia lo que va a vencer; `null` = no se anuncia. */
  readonly anticipacionDias: number | null;
  /** Los días de todos los pasos de la política, también los que no son de esta secuencia. */
  readonly diasDe: ReadonlyMap<string, number>;
  /** Los pasos de la política que se hacen llamando. */
  readonly porTelefono: ReadonlySet<string>;
  /** La mayor separación que pide alguno de sus pasos. */
  readonly separacionMax: number;
  /** Lo ya resuelto de un día para unidades sin pasos hechos: miles comparten vencimiento. */
  readonly resueltas: { hoy: Fecha | null; readonly porVencimiento: Map<Fecha, PasoDeUnidad> };
}

/** Compara dos pasos por su día; a igual día vale el orden del archivo, que el ordenamiento conserva. */
function porDia(uno: PasoDeRecordatorio, otro: PasoDeRecordatorio): number {
  return uno.diasDesdeVencimiento - otro.diasDesdeVencimiento;
}

/** Elige la secuencia de cada unidad; guarda lo ya armado, porque casi todos los clientes comparten la misma. */
export class Secuencias {
  private readonly politica: PoliticaDeRecordatorios;
  private readonly miraClase: boolean;
  private readonly miraFactura: boolean;
  private readonly armadas = new Map<string, Secuencia>();
  private previa: { readonly cliente: ClientePorRecordar; readonly secuencia: Secuencia } | null = null;

  constructor(politica: PoliticaDeRecordatorios) {
    this.politica = politica;
    this.miraClase = politica.pasos.some(({ clases }) => clases.length > 0);
    this.miraFactura = politica.reglas.some(({ facturas }) => facturas.length > 0);
  }

  /** La secuencia de una unidad: la de la regla más particular que la nombra o, si no hay, la general. */
  de(unidad: UnidadDeReclamo, cliente: ClientePorRecordar): Secuencia {
    // Las unidades llegan de a un cliente: si ninguna regla nombra facturas, todas las suyas comparten la secuencia.
    if (this.previa?.cliente === cliente && !this.miraFactura) return this.previa.secuencia;
    const nombre = reglaQueManda(this.politica, { unidad, cliente })?.secuencia ?? secuenciaGeneral;
    // La clase cuesta calcularla: se mira sólo si algún paso la pide.
    const clave = `${nombre} ${this.miraClase ? cliente.clase : ''} ${cliente.segmento ?? ''}`;
    let secuencia = this.armadas.get(clave);
    if (secuencia === undefined) {
      secuencia = armar(nombre, cliente, this.politica);
      this.armadas.set(clave, secuencia);
    }
    this.previa = { cliente, secuencia };
    return secuencia;
  }
}

function armar(nombre: string, cliente: ClientePorRecordar, politica: PoliticaDeRecordatorios): Secuencia {
  const pasos = pasosDe(nombre, politica)
    .filter(({ segmentos }) => segmentos.length === 0 || nombra(segmentos, cliente.segmento))
    .filter(({ clases }) => clases.length === 0 || nombra(clases, cliente.clase));
  const anticipaciones = pasos.flatMap(({ diasDesdeVencimiento: dias }) => (dias <= 0 ? [-dias] : []));
  return {
    nombre,
    pasos,
    reclamos: pasos.filter(({ diasDesdeVencimiento }) => diasDesdeVencimiento > 0),
    anticipacionDias: anticipaciones.length === 0 ? null : Math.max(...anticipaciones),
    diasDe: new Map(politica.pasos.map(({ codigo, diasDesdeVencimiento }) => [codigo, diasDesdeVencimiento])),
    porTelefono: new Set(politica.pasos.filter(({ canal }) => canal === 'llamada').map(({ codigo }) => codigo)),
    separacionMax: Math.max(0, ...pasos.map(({ separacionDias }) => separacionDias ?? 0)),
    resueltas: { hoy: null, porVencimiento: new Map() },
  };
}

function pasosDe(nombre: string, { pasos, secuencias }: PoliticaDeRecordatorios): PasoDeRecordatorio[] {
  const codigos = secuencias.get(nombre);
  return pasos.filter(({ codigo }) => codigos === undefined || codigos.includes(codigo)).toSorted(porDia);
}

function nombra(lista: readonly string[], valor: string | null): boolean {
  return valor !== null && lista.some((uno) => plegar(uno) === plegar(valor));
}

/** De qué trata una regla, de lo más particular a lo más general. */
function particularidad({ facturas, clientes }: ReglaDeSecuencia): number {
  return facturas.length > 0 ? 2 : clientes.length > 0 ? 1 : 0;
}

function alcanza(
  { facturas, clientes, segmentos, clases }: ReglaDeSecuencia,
  { unidad, cliente }: { readonly unidad: UnidadDeReclamo; readonly cliente: ClientePorRecordar },
): boolean {
  return (
    (facturas.length === 0 || facturas.some((una) => normalizarNumero(una) === normalizarNumero(unidad.numero))) &&
    (clientes.length === 0 || nombra(clientes, cliente.codigo)) &&
    (segmentos.length === 0 || nombra(segmentos, cliente.segmento)) &&
    (clases.length === 0 || nombra(clases, cliente.clase))
  );
}

/** La regla más particular que alcanza a la unidad; de varias iguales, la de la secuencia más cuidadosa. */
function reglaQueManda(
  politica: PoliticaDeRecordatorios,
  de: { readonly unidad: UnidadDeReclamo; readonly cliente: ClientePorRecordar },
): ReglaDeSecuencia | undefined {
  if (politica.reglas.length === 0) return undefined;
  return politica.reglas
    .filter((regla) => alcanza(regla, de))
    .toSorted(
      (una, otra) =>
        particularidad(otra) - particularidad(una) ||
        compararCuidado(pasosDe(una.secuencia, politica), pasosDe(otra.secuencia, politica)) ||
        (una.secuencia < otra.secuencia ? -1 : 1),
    )[0];
}

/**
 * Compara dos secuencias por lo que reclaman: es más cuidadosa la que empieza a reclamar más tarde y, paso a paso, la que
 * tarda más o se detiene antes; después, la que avisa menos veces antes de vencer. Negativo si la primera lo es.
 */
export function compararCuidado(una: readonly PasoDeRecordatorio[], otra: readonly PasoDeRecordatorio[]): number {
  const [reclamosDeUna, reclamosDeOtra] = [una, otra].map((pasos) =>
    pasos.map(({ diasDesdeVencimiento }) => diasDesdeVencimiento).filter((dias) => dias > 0),
  ) as [number[], number[]];
  for (let orden = 0; orden < Math.max(reclamosDeUna.length, reclamosDeOtra.length); orden++) {
    const diferencia = (reclamosDeOtra[orden] ?? 1e9) - (reclamosDeUna[orden] ?? 1e9);
    if (diferencia !== 0) return diferencia;
  }
  return una.length - otra.length;
}
