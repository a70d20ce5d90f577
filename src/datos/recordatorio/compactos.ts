import type { Moneda } from '../../dominio/dinero.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { UnidadDeReclamo } from '../../dominio/recordatorio/tipos.ts';

// Con cientos de miles de mensajes de historia, lo que más cuesta no es leerla sino tenerla: aquí cada cosa ocupa lo menos
// que puede.

/** Da siempre el mismo texto por los que son iguales: de la base cada fila trae el suyo, y son pocos días y pocos pasos. */
export class TextosRepetidos {
  readonly #conocidos = new Map<string, string>();

  unico<T extends string>(texto: T): T {
    const conocido = this.#conocidos.get(texto);
    if (conocido !== undefined) return conocido as T;
    this.#conocidos.set(texto, texto);
    return texto;
  }
}

/** Un valor por cliente y moneda, sin armar una clave de texto para cada uno. */
export class PorCuenta<V> {
  readonly #porMoneda = new Map<Moneda, Map<number, V>>();
  readonly #crear: () => V;

  constructor(crear: () => V) {
    this.#crear = crear;
  }

  de(clienteId: number, moneda: Moneda): V | undefined {
    return this.#porMoneda.get(moneda)?.get(clienteId);
  }

  /** El valor de la cuenta; si no tiene, uno nuevo. */
  tomar(clienteId: number, moneda: Moneda): V {
    const suyos = valorDe(this.#porMoneda, moneda, () => new Map<number, V>());
    return valorDe(suyos, clienteId, this.#crear);
  }
}

/** Un paso que un mensaje dejó hecho para un documento con ese vencimiento. */
export interface PasoHecho {
  readonly vencimiento: Fecha;
  readonly paso: string;
  readonly fecha: Fecha;
  /** El mensaje nombró una cuota o una promesa, no la factura entera. */
  readonly deAcuerdo: boolean;
}

/** Una parte de un documento: entero, o una cuota. */
export type ParteDeDocumento = Pick<UnidadDeReclamo, 'documentoId' | 'vencimiento' | 'acuerdoId'>;

/** Lo que los mensajes dijeron de cada documento. */
export class DocumentosNombrados {
  readonly #incumplidos: ReadonlySet<number>;
  readonly #dias = new Map<number, Fecha>();
  /** El último paso anotado de cada documento: su lugar en las columnas. */
  readonly #ultimo = new Map<number, number>();
  // Una columna por dato y no un objeto por paso; `#previo` es el lugar del paso anterior del mismo documento, o -1.
  readonly #vencimientos: Fecha[] = [];
  readonly #pasos: string[] = [];
  readonly #fechas: Fecha[] = [];
  readonly #deAcuerdo: boolean[] = [];
  readonly #previo: number[] = [];

  /** @param incumplidos de cuáles importa qué día se los nombró: los de una promesa o un plan que no se cumplió */
  constructor(incumplidos: ReadonlySet<number>) {
    this.#incumplidos = incumplidos;
  }

  /** Un mensaje de ese día lo nombró. */
  nombrar(documentoId: number, dia: Fecha): void {
    if (!this.#incumplidos.has(documentoId)) return;
    const previo = this.#dias.get(documentoId);
    if (previo === undefined || previo < dia) this.#dias.set(documentoId, dia);
  }

  anotar(documentoId: number, { vencimiento, paso, fecha, deAcuerdo }: PasoHecho): void {
    const lugar = this.#vencimientos.length;
    this.#vencimientos.push(vencimiento);
    this.#pasos.push(paso);
    this.#fechas.push(fecha);
    this.#deAcuerdo.push(deAcuerdo);
    this.#previo.push(this.#ultimo.get(documentoId) ?? -1);
    this.#ultimo.set(documentoId, lugar);
  }

  /** El último día en que un mensaje lo nombró, si es de los que importan. */
  nombradoEl(documentoId: number): Fecha | undefined {
    return this.#dias.get(documentoId);
  }

  /** Los pasos que a esa parte del documento le quedaron hechos. */
  pasosDe(parte: ParteDeDocumento, repetidos: PasosRepetidos): ReadonlyMap<string, Fecha> {
    let hechos = sinPasos;
    for (let lugar = this.#ultimo.get(parte.documentoId) ?? -1; lugar >= 0; lugar = this.#previo[lugar] ?? -1) {
      if (this.#valePara(parte, lugar))
        hechos = repetidos.con(hechos, this.#pasos[lugar] as string, this.#fechas[lugar] as Fecha);
    }
    return hechos;
  }

  /**
   * Dice si un paso hecho vale para esta parte: si tenía el mismo día o, para la factura entera, si salió cuando ya estaba
   * vencida por su día de ahora. Así corregir el vencimiento no repite nada, y una prórroga empieza de nuevo.
   */
  #valePara({ vencimiento, acuerdoId }: ParteDeDocumento, lugar: number): boolean {
    if (this.#vencimientos[lugar] === vencimiento) return true;
    return acuerdoId === null && this.#deAcuerdo[lugar] === false && (this.#fechas[lugar] ?? '') > vencimiento;
  }
}

/** Ningún paso hecho. */
export const sinPasos: ReadonlyMap<string, Fecha> = new Map();

/** Los pasos hechos de una unidad, con el día de cada uno. Los que son iguales son el mismo mapa: casi todos se repiten. */
export class PasosRepetidos {
  readonly #siguientes = new Map<ReadonlyMap<string, Fecha>, Map<string, Map<Fecha, ReadonlyMap<string, Fecha>>>>();

  /** Los de `previos` y, además, ese paso; de dos veces el mismo vale la última. */
  con(previos: ReadonlyMap<string, Fecha>, paso: string, fecha: Fecha): ReadonlyMap<string, Fecha> {
    const conocido = this.#siguientes.get(previos)?.get(paso)?.get(fecha);
    if (conocido !== undefined) return conocido;
    if ((previos.get(paso) ?? '') >= fecha) return previos;
    const porPaso = valorDe(this.#siguientes, previos, () => new Map());
    const porFecha = valorDe(porPaso, paso, () => new Map());
    return valorDe(porFecha, fecha, () => new Map([...previos, [paso, fecha]]));
  }
}

/** El valor de la clave; si no tiene, el que se crea. */
function valorDe<C, V>(mapa: Map<C, V>, clave: C, crear: () => V): V {
  let valor = mapa.get(clave);
  if (valor === undefined) {
    valor = crear();
    mapa.set(clave, valor);
  }
  return valor;
}
