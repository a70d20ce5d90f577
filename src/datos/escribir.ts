import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import { ErrorDeLibro } from '../dominio/errores.ts';
import { abrirParaEscribir } from './abrir.ts';
import { migrarConCopia } from './actualizar.ts';
import { conectar, deshacer, type Libro } from './conexion.ts';
import { borrarPasajero, crearVecino, publicarNuevo } from './creacion.ts';
import { conErroresDeLibro, traducirError } from './errores-sqlite.ts';
import { migrar } from './migrar.ts';
import { type DatosDeOperacion, Operacion } from './operacion.ts';

/** Lo que hace un comando con la operación abierta; puede correr otra vez si el libro apareció o cambió en el intermedio. */
export type Accion<T> = (operacion: Operacion) => Promise<T> | T;

const intentosMax = 10;

/**
 * Hace una operación entera o nada: abre el libro (o prepara uno nuevo, que sólo aparece si se confirma), corre la acción
 * dentro de una transacción, sella la cadena y confirma. Una operación que no agregó nada no deja rastro. Con `simular`
 * la transacción se deshace siempre.
 * @throws {ErrorDeLibro} si el libro no se puede usar; {@link OperacionRepetida} si la `--id` ya se registró; y lo que
 *   lance la acción, con el libro como estaba
 */
export async function escribirEnLibro<T>(
  ruta: string,
  datos: DatosDeOperacion,
  accion: Accion<T>,
  { simular = false }: { simular?: boolean } = {},
): Promise<T> {
  for (let intento = 0; intento < intentosMax; intento += 1) {
    const libro = abrirParaEscribir(ruta);
    const hecha =
      libro !== undefined
        ? await escribirEnExistente(libro, datos, accion, simular)
        : simular
          ? await simularSinLibro(ruta, datos, accion)
          : await escribirEnNuevo(ruta, datos, accion);
    if (hecha !== undefined) return hecha.valor;
  }
  throw new ErrorDeLibro(`otros procesos reemplazan el libro sin parar: ${ruta}`, {
    sugerencia: 'espere y repita la orden',
  });
}

/** El valor de la acción; `undefined` en su lugar quiere decir que hay que empezar de nuevo. */
interface Hecha<T> {
  readonly valor: T;
  readonly confirmada: boolean;
}

async function escribirEnExistente<T>(
  libro: Libro,
  datos: DatosDeOperacion,
  accion: Accion<T>,
  simular: boolean,
): Promise<Hecha<T> | undefined> {
  try {
    conErroresDeLibro(libro.ruta, () => migrarConCopia(libro));
    return await enTransaccion(libro, datos, accion, simular);
  } finally {
    libro.cerrar();
  }
}

async function simularSinLibro<T>(
  ruta: string,
  datos: DatosDeOperacion,
  accion: Accion<T>,
): Promise<Hecha<T> | undefined> {
  // Nombre vacío: base pasajera de SQLite, que usa el disco temporal si no cabe en memoria y nadie más ve.
  const libro = conectar({ ruta, archivo: '' }, 'nueva');
  try {
    conErroresDeLibro(ruta, () => migrar(libro.base));
    return await enTransaccion(libro, datos, accion, true);
  } finally {
    libro.cerrar();
  }
}

async function escribirEnNuevo<T>(
  ruta: string,
  datos: DatosDeOperacion,
  accion: Accion<T>,
): Promise<Hecha<T> | undefined> {
  const archivo = resolve(ruta);
  const vecino = conErroresDeLibro(ruta, () => crearVecino(archivo, 'nuevo'));
  try {
    const libro = conectar({ ruta, archivo: vecino }, 'nueva');
    let hecha: Hecha<T> | undefined;
    try {
      conErroresDeLibro(ruta, () => migrar(libro.base));
      hecha = await enTransaccion(libro, datos, accion, false);
      if (hecha?.confirmada) {
        conErroresDeLibro(ruta, () => {
          libro.base.pragma('synchronous = FULL');
          libro.base.pragma('journal_mode = WAL');
        });
      }
    } finally {
      libro.cerrar();
    }
    if (hecha === undefined || !hecha.confirmada) return hecha;
    chmodSync(vecino, 0o600);
    return conErroresDeLibro(ruta, () => publicarNuevo(vecino, archivo)) ? hecha : undefined;
  } finally {
    borrarPasajero(vecino);
  }
}

async function enTransaccion<T>(
  libro: Libro,
  datos: DatosDeOperacion,
  accion: Accion<T>,
  simular: boolean,
): Promise<Hecha<T> | undefined> {
  const { base } = libro;
  try {
    base.exec('BEGIN IMMEDIATE');
    if (!libro.sigueEnSuLugar()) return undefined;
    const operacion = new Operacion(libro, datos);
    const valor = await accion(operacion);
    const confirmada = operacion.sellar() && !simular;
    if (confirmada) base.exec('COMMIT');
    return { valor, confirmada };
  } catch (error) {
    throw traducirError(error, libro.ruta);
  } finally {
    deshacer(base);
  }
}
