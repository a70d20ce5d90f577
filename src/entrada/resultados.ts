import { readFile } from 'node:fs/promises';
import { plegar } from '../dominio/cliente.ts';
import { ErrorDeDatos } from '../dominio/errores.ts';
import { esFecha } from '../dominio/fecha.ts';
import type { ResultadoDeEntrega, ResultadoInformado } from '../dominio/resultado-de-entrega.ts';
import { crearDecodificador } from './decodificador.ts';
import { detectarDialecto } from './dialecto.ts';
import { abrirFuente, type Fuente } from './fuente.ts';
import { Partidor } from './partidor.ts';

/** Qué pasó con un mensaje, según un archivo. */
export interface FilaDeResultado extends ResultadoInformado {
  /** Línea del archivo, desde 1. */
  readonly linea: number;
  readonly mensajeId: number;
  readonly detalle: string | null;
}

/** Cómo nombra cada cosa cada programa, plegado y sin guiones. Lo leído también se entregó. */
const palabras: Readonly<Record<ResultadoDeEntrega, readonly string[]>> = {
  enviado: ['enviado', 'entregado', 'leido', 'llego', 'sent', 'delivered', 'read', 'ok'],
  rebotado: ['rebotado', 'reboto', 'devuelto', 'bounced', 'bounce', 'undelivered'],
  rechazado: ['rechazado', 'fallido', 'fallo', 'error', 'failed', 'rejected', 'invalid'],
  dudoso: ['dudoso', 'desconocido', 'unknown'],
  'en-cola': ['en cola', 'pendiente', 'preparado', 'queued', 'accepted', 'pending'],
  descartado: ['descartado', 'no enviado', 'omitido', 'skipped', 'cancelled', 'canceled'],
};
const resultadoDe = new Map(
  Object.entries(palabras).flatMap(([resultado, escritas]) =>
    escritas.map((escrita) => [escrita, resultado as ResultadoDeEntrega] as const),
  ),
);

const columnas = {
  mensajeId: ['mensaje id', 'mensaje', 'id', 'message id'],
  estado: ['estado', 'resultado', 'status', 'state'],
  fecha: ['fecha', 'date', 'timestamp', 'cuando'],
  detalle: ['detalle', 'motivo', 'error', 'detail', 'reason'],
} as const;
type Campo = keyof typeof columnas;
type Crudos = Readonly<Record<Campo, string>>;

/**
 * Lee un archivo de resultados, CSV o NDJSON, con `mensaje_id`, `estado` y, si los trae, `fecha` y `detalle`; `-` es la
 * entrada estándar.
 * @throws {ErrorDeDatos} con archivo, línea y columna de todo lo que no se entiende: nada se toma a medias
 */
export async function leerResultados(ruta: string, entrada: NodeJS.ReadableStream): Promise<FilaDeResultado[]> {
  const fuente = await abrirFuente(ruta, entrada);
  try {
    const bytes = await readFile(fuente.ruta);
    const crudos = bytes.toString('latin1', 0, 64).trimStart().replace(/^ï»¿/, '').startsWith('{')
      ? leerNdjson(fuente.nombre, bytes.toString('utf8'))
      : await leerCsv(fuente, bytes);
    return interpretar(fuente.nombre, crudos);
  } finally {
    await fuente.cerrar();
  }
}

interface FilaCruda {
  readonly linea: number;
  readonly crudos: Crudos;
}

async function leerCsv(fuente: Fuente, bytes: Buffer): Promise<FilaCruda[]> {
  const { codificacion, separador } = await detectarDialecto(fuente, {});
  const filas: { linea: number; celdas: string[] }[] = [];
  const alPartir = (linea: number, celdas: string[]) => {
    if (celdas.some((celda) => celda.trim() !== '')) filas.push({ linea, celdas });
  };
  const partidor = new Partidor({ nombre: fuente.nombre, separador, alPartir });
  const decodificador = crearDecodificador(codificacion);
  partidor.escribir(decodificador.escribir(bytes));
  decodificador.terminar();
  partidor.terminar();
  const [encabezado, ...resto] = filas;
  if (encabezado === undefined) return [];
  const lugares = ubicarColumnas(fuente.nombre, encabezado.celdas);
  return resto.map(({ linea, celdas }) => ({
    linea,
    crudos: crudosDe((campo) => celdas[lugares.get(campo) ?? -1]),
  }));
}

function crudosDe(leer: (campo: Campo) => unknown): Crudos {
  const texto = (campo: Campo) => {
    const valor = leer(campo);
    return typeof valor === 'string' || typeof valor === 'number' ? String(valor).normalize('NFC').trim() : '';
  };
  return {
    mensajeId: texto('mensajeId'),
    estado: texto('estado'),
    fecha: texto('fecha'),
    detalle: texto('detalle'),
  };
}

/** El nombre de una columna sin marca de UTF-8, acentos, mayúsculas ni guiones. */
function plegarNombre(nombre: string): string {
  return plegar(nombre.replace(/^\uFEFF/, '').replace(/[_-]+/g, ' '));
}

function ubicarColumnas(archivo: string, encabezado: readonly string[]): ReadonlyMap<Campo, number> {
  const nombres = encabezado.map(plegarNombre);
  const lugares = new Map<Campo, number>();
  for (const [campo, admitidos] of Object.entries(columnas) as [Campo, readonly string[]][]) {
    // La primera palabra de la lista que esté: «mensaje_id» antes que un «id» cualquiera.
    const lugar = admitidos.map((admitido) => nombres.indexOf(admitido)).find((hallado) => hallado !== -1);
    if (lugar !== undefined) lugares.set(campo, lugar);
  }
  for (const campo of ['mensajeId', 'estado'] as const) {
    if (lugares.has(campo)) continue;
    throw new ErrorDeDatos(`${archivo}, línea 1: falta la columna ${campo === 'estado' ? 'estado' : 'mensaje_id'}`, {
      sugerencia:
        'el archivo lleva mensaje_id, estado y, si se saben, fecha y detalle; mensaje_id es el de recordatorios exportar',
    });
  }
  return lugares;
}

function leerNdjson(archivo: string, texto: string): FilaCruda[] {
  return texto.split(/\r?\n/).flatMap((renglon, orden) => {
    const limpio = renglon.replace(/^\uFEFF/, '').trim();
    if (limpio === '') return [];
    const linea = orden + 1;
    const objeto = comoObjeto(limpio);
    if (objeto === null)
      throw new ErrorDeDatos(`${archivo}, línea ${linea}: no es un objeto JSON`, {
        sugerencia: 'en NDJSON cada renglón es un objeto entero: {"mensaje_id":12,"estado":"enviado"}',
      });
    const valores = new Map(Object.entries(objeto).map(([nombre, valor]) => [plegarNombre(nombre), valor]));
    const leer = (campo: Campo) => columnas[campo].map((nombre) => valores.get(nombre)).find((valor) => valor != null);
    return [{ linea, crudos: crudosDe(leer) }];
  });
}

function comoObjeto(texto: string): object | null {
  try {
    const valor: unknown = JSON.parse(texto);
    return typeof valor === 'object' && valor !== null && !Array.isArray(valor) ? valor : null;
  } catch {
    return null;
  }
}

function interpretar(archivo: string, filas: readonly FilaCruda[]): FilaDeResultado[] {
  const fallas: string[] = [];
  const leidas = filas.flatMap(({ linea, crudos }) => {
    const donde = (columna: string) => `${archivo}, línea ${linea}, columna «${columna}»`;
    const mensajeId = /^\d{1,15}$/.test(crudos.mensajeId) ? Number(crudos.mensajeId) : 0;
    if (mensajeId === 0) fallas.push(`${donde('mensaje_id')}: «${crudos.mensajeId}» no es un número de mensaje`);
    const resultado = resultadoDe.get(plegarNombre(crudos.estado));
    if (resultado === undefined)
      fallas.push(
        `${donde('estado')}: no se entiende «${crudos.estado}»; se espera uno de ${Object.keys(palabras).join(', ')}`,
      );
    const momento = leerMomento(crudos.fecha);
    if (momento === undefined) fallas.push(`${donde('fecha')}: «${crudos.fecha}» no es una fecha AAAA-MM-DD`);
    if (mensajeId === 0 || resultado === undefined || momento === undefined) return [];
    return [{ linea, mensajeId, resultado, ...momento, detalle: crudos.detalle || null }];
  });
  const [primera, ...demas] = fallas;
  if (primera === undefined) return leidas;
  throw new ErrorDeDatos(primera, {
    detalle: demas.slice(0, 20),
    sugerencia: 'corrija el archivo y repita la orden: no se anotó nada',
  });
}

/** `2026-07-01`, `2026-07-01 10:30` o un instante ISO, del que se toma el día y la hora que dice, sin cambiarlos de zona. */
function leerMomento(texto: string): Pick<FilaDeResultado, 'fecha' | 'minutos'> | undefined {
  if (texto === '') return { fecha: null, minutos: null };
  const partes = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    texto,
  );
  const [, dia = '', hora, minuto] = partes ?? [];
  if (!esFecha(dia)) return undefined;
  if (hora === undefined || minuto === undefined) return { fecha: dia, minutos: null };
  const minutos = Number(hora) * 60 + Number(minuto);
  return Number(minuto) < 60 && minutos < 1440 ? { fecha: dia, minutos } : undefined;
}
