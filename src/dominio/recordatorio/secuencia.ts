import { plegar } from '../cliente.ts';
import { normalizarNumero } from '../documento.ts';
import { type Fecha, sumarDias, ultima } from '../fecha.ts';
import type { CanalDePaso, PasoDeRecordatorio, PoliticaDeRecordatorios, ReglaDeSecuencia } from '../politica.ts';
import type { ClientePorRecordar, UnidadDeReclamo } from './tipos.ts';

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
  /** La mayor separación que pide alguno de sus pasos. */
  readonly separacionMax: number;
  /** Lo ya resuelto de un día para unidades sin pasos hechos: miles comparten vencimiento. */
  readonly resueltas: { hoy: Fecha | null; readonly porVencimiento: Map<Fecha, PasoDeUnidad> };
}

/** En qué está una unidad: le toca un paso, espera el próximo, o los hizo todos. */
export type PasoDeUnidad =
  | {
      readonly estado: 'toca' | 'espera';
      readonly paso: PasoDeRecordatorio;
      readonly dia: Fecha;
      /** Por su edad ya le toca: sólo espera la separación desde el último reclamo. */
      readonly separado: boolean;
    }
  | { readonly estado: 'terminada'; readonly paso: null; readonly dia: null };

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

/**
 * En qué está una unidad hoy (3-rules: «Two clocks»). Lo que se avisa antes de vencer caduca al vencer, y un aviso más
 * lejano caduca al llegar el siguiente; «hoy vence» vale sólo ese día. Vencida, toca el primer paso que sigue al más alto
 * ya hecho, sea o no de esta secuencia, si la edad y la separación del paso lo permiten: una deuda vieja empieza por el
 * primero, y nada vuelve a un tono anterior. La separación de un reclamo escrito se cuenta desde el último reclamo de la
 * cuenta, de la factura que sea.
 * @param llega si se da, los pasos de un canal por el que no se llega al cliente se saltean
 */
export function pasoDeUnidad(
  unidad: UnidadDeReclamo,
  secuencia: Secuencia,
  { hoy, ultimoReclamo, llega = siempre }: Reloj & { readonly llega?: (canal: CanalDePaso) => boolean },
): PasoDeUnidad {
  const { resueltas } = secuencia;
  const corre = ultimoReclamo !== null && hoy < sumarDias(ultimoReclamo, secuencia.separacionMax);
  if (unidad.pasosHechos.size > 0 || corre || llega !== siempre)
    return resolver(unidad, secuencia, { hoy, ultimoReclamo: corre ? ultimoReclamo : null, llega });
  if (resueltas.hoy !== hoy) {
    resueltas.hoy = hoy;
    resueltas.porVencimiento.clear();
  }
  const conocido = resueltas.porVencimiento.get(unidad.vencimiento);
  if (conocido !== undefined) return conocido;
  const resuelto = resolver(unidad, secuencia, { hoy, ultimoReclamo: null, llega });
  resueltas.porVencimiento.set(unidad.vencimiento, resuelto);
  return resuelto;
}

/** El día, y el último reclamo de la cuenta si alguna separación todavía corre. */
interface Reloj {
  readonly hoy: Fecha;
  readonly ultimoReclamo: Fecha | null;
}

const siempre = (): boolean => true;

function resolver(
  { vencimiento, pasosHechos }: UnidadDeReclamo,
  { pasos, reclamos, diasDe }: Secuencia,
  { hoy, ultimoReclamo, llega }: Reloj & { readonly llega: (canal: CanalDePaso) => boolean },
): PasoDeUnidad {
  const porEdad = ({ diasDesdeVencimiento }: PasoDeRecordatorio) => sumarDias(vencimiento, diasDesdeVencimiento);
  const falta = ({ codigo }: PasoDeRecordatorio) => !pasosHechos.has(codigo);
  const enEspera = (paso: PasoDeRecordatorio | undefined): PasoDeUnidad => {
    if (paso === undefined) return { estado: 'terminada', paso: null, dia: null };
    const previo = paso.diasDesdeVencimiento > 0 ? reclamoPrevio(paso, { diasDe, pasosHechos, ultimoReclamo }) : null;
    const dia = previo === null ? porEdad(paso) : ultima(porEdad(paso), sumarDias(previo, paso.separacionDias ?? 0));
    return { estado: dia <= hoy ? 'toca' : 'espera', paso, dia, separado: dia > hoy && porEdad(paso) <= hoy };
  };
  if (hoy > vencimiento) {
    const desde = primeroSinHacer(pasosHechos, { reclamos, diasDe });
    return enEspera(reclamos.find(({ canal }, orden) => orden >= desde && llega(canal)));
  }
  const vigentes = hoy === vencimiento ? 0 : diasVigentes(pasos, { vencimiento, hoy });
  const delDia = pasos.filter(({ diasDesdeVencimiento: dias }) => dias === vigentes);
  return enEspera(
    delDia.find((paso) => falta(paso) && llega(paso.canal)) ??
      pasos.find((paso) => porEdad(paso) > hoy && llega(paso.canal)),
  );
}

/**
 * El orden del reclamo que sigue al más alto ya hecho. De los pasos de otra secuencia (cambió el segmento, la clase o la
 * regla) valen los días que dice la política: lo ya dicho a esa altura no se dice otra vez, y nada vuelve a un tono anterior.
 */
function primeroSinHacer(
  pasosHechos: UnidadDeReclamo['pasosHechos'],
  { reclamos, diasDe }: Pick<Secuencia, 'reclamos' | 'diasDe'>,
): number {
  if (pasosHechos.size === 0) return 0;
  const siguiente = reclamos.findLastIndex(({ codigo }) => pasosHechos.has(codigo)) + 1;
  const ajenos = [...pasosHechos.keys()].filter((hecho) => reclamos.every(({ codigo }) => codigo !== hecho));
  const altura = Math.max(0, ...ajenos.map((hecho) => diasDe.get(hecho) ?? 0));
  const porAltura = reclamos.findIndex(({ diasDesdeVencimiento }) => diasDesdeVencimiento > altura);
  return Math.max(siguiente, porAltura === -1 ? reclamos.length : porAltura);
}

/**
 * El reclamo desde el que un paso cuenta su separación: el último de la cuenta o de esta unidad. Una llamada cuenta sólo los
 * de su unidad: los mensajes por lo demás no la postergan. Lo que se avisa antes de vencer no reclama y no cuenta.
 */
function reclamoPrevio(
  { separacionDias, canal }: PasoDeRecordatorio,
  {
    diasDe,
    pasosHechos,
    ultimoReclamo,
  }: Pick<Secuencia, 'diasDe'> & Pick<UnidadDeReclamo, 'pasosHechos'> & { readonly ultimoReclamo: Fecha | null },
): Fecha | null {
  if (separacionDias === null) return null;
  let previo = canal === 'llamada' ? null : ultimoReclamo;
  for (const [codigo, dia] of pasosHechos)
    if ((diasDe.get(codigo) ?? 0) > 0 && (previo === null || dia > previo)) previo = dia;
  return previo;
}

/** El día, respecto del vencimiento, del último aviso previo que ya llegó. */
function diasVigentes(
  pasos: readonly PasoDeRecordatorio[],
  { vencimiento, hoy }: { readonly vencimiento: Fecha; readonly hoy: Fecha },
): number | undefined {
  return pasos.findLast(({ diasDesdeVencimiento: dias }) => dias < 0 && sumarDias(vencimiento, dias) <= hoy)
    ?.diasDesdeVencimiento;
}
