import { textoDecimal } from '../dominio/dinero.ts';
import { asegurar } from '../dominio/errores.ts';
import type { Parrafo } from '../salida/hoja.ts';
import { NumeroEscrito, type ValorJson } from '../salida/json.ts';
import type { Columna, Formato, Listado } from '../salida/listado.ts';
import type { Contexto } from './comando.ts';

/** Una parte de lo que se muestra de una cosa: sus contactos, sus saldos, sus aplicaciones. */
interface Seccion<F> {
  /** Clave de la lista en el objeto JSON. */
  readonly clave: string;
  readonly titulo: string;
  readonly listado: Listado<F>;
  /** Lo que se ve en formato tabla, si no es el listado: otro cuadro, o prosa. */
  readonly enTabla: Listado<unknown> | readonly Parrafo[] | undefined;
}

/** Todo lo que se muestra de una sola cosa. */
interface Detalle<F> {
  /** La cosa misma, una sola fila. */
  readonly cosa: Listado<F>;
  /** La cosa como se ve en formato tabla, si no es igual. */
  readonly cosaEnTabla?: Listado<F>;
  readonly secciones: readonly Seccion<unknown>[];
  /** Los títulos son parte de lo que se muestra, y no conversación: para lo que se imprime o se guarda. */
  readonly hoja?: boolean;
  /** Escribe la única tabla que admiten los formatos de planilla. */
  readonly presentarPlano: () => Promise<void>;
}

/** Reúne secciones de filas distintas en una misma lista; dentro de cada una los tipos ya se comprobaron. */
export function seccion<F, V = F>(
  clave: string,
  titulo: string,
  listado: Listado<F>,
  enTabla?: Listado<V> | readonly Parrafo[],
): Seccion<unknown> {
  const visto = enTabla as Seccion<unknown>['enTabla'];
  return { clave, titulo, listado: listado as Listado<unknown>, enTabla: visto };
}

/**
 * Escribe una cosa con sus secciones: en JSON un objeto con una lista por sección, en tabla un cuadro por sección, y
 * en los demás formatos la tabla plana.
 */
export async function presentarDetalle<F>(contexto: Contexto, detalle: Detalle<F>): Promise<void> {
  const formato = formatoVigente(contexto);
  if (formato === 'json' || formato === 'ndjson') return contexto.presentarJson(objetoDeDetalle(detalle));
  if (formato !== 'tabla') return detalle.presentarPlano();
  await contexto.presentar(detalle.cosaEnTabla ?? detalle.cosa);
  const { escribirTitulo, textoDeParrafos } = await import('../salida/hoja.ts');
  const { consola } = contexto;
  for (const { titulo, listado, enTabla = listado } of detalle.secciones) {
    const partes = esProsa(enTabla) ? enTabla : [...enTabla.filas];
    if (partes.length === 0) continue;
    if (detalle.hoja) await escribirTitulo(titulo, consola);
    else consola.titulo(titulo);
    if (esProsa(enTabla)) await consola.escribir(textoDeParrafos(enTabla, consola.ancho));
    else await contexto.presentar({ ...enTabla, filas: partes });
  }
}

function esProsa(enTabla: Listado<unknown> | readonly Parrafo[]): enTabla is readonly Parrafo[] {
  return Array.isArray(enTabla);
}

/** El formato en que se va a escribir: el pedido o, si no se pidió, el que corresponde al destino. */
export function formatoVigente({ formato, consola }: Contexto): Formato {
  return formato ?? (consola.esTerminal ? 'tabla' : 'csv');
}

function objetoDeDetalle<F>({ cosa, secciones }: Detalle<F>): ValorJson {
  const [fila] = cosa.filas;
  asegurar(fila !== undefined, 'un detalle sin la cosa que detalla');
  const listas = secciones.map(({ clave, listado }) => [
    clave,
    Array.from(listado.filas, (parte) => objetoDeFila(listado.columnas, parte)),
  ]);
  return { ...objetoDeFila(cosa.columnas, fila), ...Object.fromEntries(listas) };
}

/** Una fila como objeto JSON, con las claves públicas de sus columnas y los montos escritos desde el entero. */
function objetoDeFila<F>(columnas: readonly Columna<F>[], fila: F): Readonly<Record<string, ValorJson>> {
  return Object.fromEntries(
    columnas.map(({ clave, tipo, valor, moneda }) => {
      const dato = valor(fila);
      if (tipo !== 'monto' || typeof dato !== 'number') return [clave, dato];
      asegurar(moneda !== undefined, `la columna ${clave} no dice su moneda`);
      return [clave, new NumeroEscrito(textoDecimal({ monto: dato, moneda: moneda(fila) }))];
    }),
  );
}
