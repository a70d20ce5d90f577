import type { Libro } from './conexion.ts';
import type { Hallazgo } from './hallazgo.ts';
import {
  HuellaDeFilas,
  type HuellaDeTabla,
  huellaDeOperacion,
  huellaDeTablas,
  type OperacionSellada,
  sha256,
} from './huellas.ts';
import { ordenesSinHechos } from './ordenes-sin-hechos.ts';
import { columnasDigeridas, nombresDeTablas, type Tabla } from './tablas.ts';
import { revisarDerivados } from './verificar-derivados.ts';

type HuellasPorOperacion = Map<number, HuellaDeTabla[]>;

/** Recalcula la huella de cada operación y la cadena. Recorre cada tabla una vez, sin guardar filas. */
export function* verificarHuellas(libro: Libro): Generator<Hallazgo> {
  const huellas: HuellasPorOperacion = new Map();
  for (const tabla of nombresDeTablas) yield* digerirTabla(libro, tabla, huellas);
  yield* verificarCadena(libro, huellas);
}

function* digerirTabla(libro: Libro, tabla: Tabla, huellas: HuellasPorOperacion): Generator<Hallazgo> {
  const columnas = columnasDigeridas(tabla);
  const cambios = new CambiosDeTabla(libro, tabla, columnas);
  let operacion = 0;
  let huella = new HuellaDeFilas();
  const cerrarGrupo = (): void => {
    if (huella.cuenta === 0) return;
    const grupo = { tabla, cuenta: huella.cuenta, huella: huella.terminar() };
    const lista = huellas.get(operacion);
    if (lista === undefined) huellas.set(operacion, [grupo]);
    else lista.push(grupo);
    huella = new HuellaDeFilas();
  };
  const filas = libro.base.prepare(`SELECT ${columnas.join(', ')} FROM ${tabla} ORDER BY id`).raw();
  for (const leida of filas.iterate() as Iterable<unknown[]>) {
    const [id, suya] = leida as [number, number];
    if (suya !== operacion) {
      cerrarGrupo();
      if (suya < operacion)
        yield {
          aspecto: 'orden',
          tabla,
          fila: id,
          detalle: `la fila es de la operación ${suya}, anterior a la de la fila previa`,
        };
      operacion = suya;
    }
    const derivado = revisarDerivados(tabla, leida);
    if (derivado !== undefined) yield { aspecto: 'derivado', tabla, fila: id, detalle: derivado };
    const problema = cambios.deshacer(id, leida);
    if (problema !== undefined) yield { aspecto: 'cambio', tabla, fila: id, detalle: problema };
    huella.agregar(leida);
  }
  cerrarGrupo();
  yield* cambios.sobrantes();
}

interface Cambio {
  readonly id: number;
  readonly fila_id: number;
  readonly antes: string;
  readonly despues: string;
}

/** Los cambios de una tabla, recorridos a la par de sus filas, para volver cada una a su valor original. */
class CambiosDeTabla {
  readonly #tabla: Tabla;
  readonly #columnas: readonly string[];
  readonly #cambios: Iterator<Cambio>;
  #siguiente: Cambio | undefined;

  constructor(libro: Libro, tabla: Tabla, columnas: readonly string[]) {
    this.#tabla = tabla;
    this.#columnas = columnas;
    this.#cambios = libro.base
      .prepare<[string], Cambio>('SELECT id, fila_id, antes, despues FROM cambios WHERE tabla = ? ORDER BY fila_id, id')
      .iterate(tabla);
    this.#avanzar();
  }

  /** Repone en `fila` los valores originales; devuelve qué no concuerda, si algo no concuerda. */
  deshacer(id: number, fila: unknown[]): string | undefined {
    if (this.#siguiente === undefined || this.#siguiente.fila_id > id) return undefined;
    const originales = new Map<string, unknown>();
    const vigentes = new Map<string, unknown>();
    let problema: string | undefined;
    while (this.#siguiente !== undefined && this.#siguiente.fila_id <= id) {
      const { id: cambio, fila_id, antes, despues } = this.#siguiente;
      if (fila_id < id) problema = `el cambio ${cambio} es de una fila que no existe`;
      for (const [columna, valor] of entradas(antes)) {
        if (!originales.has(columna)) originales.set(columna, valor);
        else if (vigentes.get(columna) !== valor)
          problema = `el cambio ${cambio} no parte del valor que dejó el anterior`;
      }
      for (const [columna, valor] of entradas(despues)) vigentes.set(columna, valor);
      this.#avanzar();
    }
    for (const [columna, valor] of vigentes) {
      const posicion = this.#columnas.indexOf(columna);
      if (fila[posicion] !== valor) problema = `${columna} no vale lo que dice su último cambio`;
      if (posicion >= 0) fila[posicion] = originales.get(columna);
    }
    return problema;
  }

  /** Cambios de filas posteriores a la última. */
  *sobrantes(): Generator<Hallazgo> {
    for (; this.#siguiente !== undefined; this.#avanzar()) {
      const { id, fila_id } = this.#siguiente;
      yield {
        aspecto: 'cambio',
        tabla: 'cambios',
        fila: id,
        detalle: `cambia la fila ${fila_id} de ${this.#tabla}, que no existe`,
      };
    }
  }

  #avanzar(): void {
    const { value, done } = this.#cambios.next();
    this.#siguiente = done === true ? undefined : value;
  }
}

/** Las columnas de un cambio; vacío si el texto está dañado (la huella de `cambios` lo delata). */
function entradas(texto: string): [string, unknown][] {
  try {
    const valor: unknown = JSON.parse(texto);
    return typeof valor === 'object' && valor !== null ? Object.entries(valor) : [];
  } catch {
    return [];
  }
}

function* verificarCadena(libro: Libro, huellas: HuellasPorOperacion): Generator<Hallazgo> {
  let anterior = '';
  let esperada = 1;
  const operaciones = libro.base.prepare<[], OperacionSellada & { huella: string }>(
    `SELECT id, instante, hoy, gestor, comando, version, politica_id, clave, resumen, resultado, huella_filas, huella
     FROM operaciones ORDER BY id`,
  );
  for (const operacion of operaciones.iterate()) {
    const hallar = (detalle: string): Hallazgo => ({
      aspecto: 'cadena',
      tabla: 'operaciones',
      fila: operacion.id,
      detalle,
    });
    if (operacion.id !== esperada) yield hallar(`se esperaba la operación ${esperada}`);
    if (operacion.huella === '') yield hallar('la operación no está sellada');
    const filas = huellas.get(operacion.id) ?? [];
    huellas.delete(operacion.id);
    if (filas.length === 0 && !ordenesSinHechos.has(operacion.comando)) yield hallar('la operación no tiene filas');
    if (huellaDeTablas(filas) !== operacion.huella_filas) {
      yield hallar(
        `las filas no son las que se registraron (${filas.map(({ tabla, cuenta }) => `${tabla}: ${cuenta}`).join(', ')})`,
      );
    }
    if (huellaDeOperacion(anterior, operacion) !== operacion.huella) {
      yield hallar('los datos de la operación o la huella de la anterior no son los que se sellaron');
    }
    anterior = operacion.huella;
    esperada = operacion.id + 1;
  }
  for (const [operacion, tablas] of huellas) {
    for (const { tabla } of tablas)
      yield {
        aspecto: 'cadena',
        tabla,
        fila: null,
        detalle: `hay filas de la operación ${operacion}, que no existe`,
      };
  }
  yield* verificarPoliticas(libro);
}

function* verificarPoliticas(libro: Libro): Generator<Hallazgo> {
  for (const { id, sha256: huella, texto } of libro.base
    .prepare<[], { id: number; sha256: string; texto: string }>('SELECT id, sha256, texto FROM politicas ORDER BY id')
    .iterate()) {
    if (sha256(texto) !== huella)
      yield { aspecto: 'politica', tabla: 'politicas', fila: id, detalle: 'el texto no da su sha256' };
  }
}
