import { chmodSync, renameSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ErrorDeLibro, ErrorDeUso } from '../dominio/errores.ts';
import { abrirParaLeer } from './abrir.ts';
import { conectar, type Libro } from './conexion.ts';
import { borrarPasajero, crearVecino, publicarNuevo, volcarAlDisco } from './creacion.ts';
import { conErroresDeLibro } from './errores-sqlite.ts';
import { estadoDe } from './formato.ts';
import { verificar } from './verificar.ts';

/** Una copia hecha y comprobada. */
export interface Respaldo {
  readonly ruta: string;
  readonly bytes: number;
  /** Operaciones que contiene. */
  readonly operaciones: number;
  /** Huella de la última operación: dos libros con la misma son iguales hasta ahí. Vacía si no hay operaciones. */
  readonly huella: string;
}

/** Una copia recién hecha. */
export interface RespaldoHecho extends Respaldo {
  /** La carpeta que hubo que crear para ella; `null` si ya estaba. */
  readonly carpetaNueva: string | null;
}

/**
 * Copia el libro, tal como está en un momento, a un archivo que sólo aparece entero y comprobado; otros pueden seguir
 * escribiendo mientras tanto.
 * @throws {ErrorDeUso} si el destino existe y no se pidió reemplazarlo; {@link ErrorDeLibro} si el libro está dañado
 */
export function respaldar(
  ruta: string,
  destino: string,
  { reemplazar = false }: { reemplazar?: boolean } = {},
): RespaldoHecho {
  const final = resolve(destino);
  exigirDestino(ruta, destino, reemplazar);
  const carpetaNueva = conErroresDeLibro(destino, () => estadoDe(dirname(final))) === undefined ? dirname(final) : null;
  const vecino = conErroresDeLibro(destino, () => crearVecino(final, 'respaldo'));
  try {
    const libro = abrirParaLeer(ruta);
    try {
      conErroresDeLibro(destino, () => copiarBase(libro, vecino));
    } finally {
      libro.cerrar();
    }
    const respaldo = comprobar(vecino, destino, 'el libro está dañado: no se hizo el respaldo');
    conErroresDeLibro(destino, () => publicar(vecino, final, { destino, reemplazar }));
    return { ...respaldo, carpetaNueva };
  } finally {
    borrarPasajero(vecino);
  }
}

function exigirDestino(ruta: string, destino: string, reemplazar: boolean): void {
  const estado = conErroresDeLibro(destino, () => estadoDe(resolve(destino)));
  if (estado === undefined) return;
  if (estado.isDirectory()) {
    throw new ErrorDeUso(`el destino del respaldo es una carpeta: ${destino}`, {
      sugerencia: `indique un archivo, por ejemplo ${destino.replace(/\/+$/, '')}/libro-respaldo.db`,
    });
  }
  if (statSync(resolve(ruta), { throwIfNoEntry: false })?.ino === estado.ino) {
    throw new ErrorDeUso(`el destino del respaldo es el libro mismo: ${destino}`, {
      sugerencia: 'indique otro archivo',
    });
  }
  if (!reemplazar || !estado.isFile()) throw yaExiste(destino);
}

function yaExiste(destino: string): ErrorDeUso {
  return new ErrorDeUso(`ya existe ${destino}`, {
    sugerencia: 'indique otro archivo, o agregue --reemplazar para pisarlo',
  });
}

function publicar(
  vecino: string,
  final: string,
  { destino, reemplazar }: { destino: string; reemplazar: boolean },
): void {
  if (!reemplazar) {
    if (!publicarNuevo(vecino, final)) throw yaExiste(destino);
    return;
  }
  volcarAlDisco(vecino);
  renameSync(vecino, final);
  volcarAlDisco(dirname(final));
}

/** Escribe en `archivo` (vacío) una copia consistente, sin huecos, de lo confirmado hasta este momento. */
export function copiarBase(libro: Libro, archivo: string): void {
  const previo = libro.base.pragma('query_only', { simple: true });
  libro.base.pragma('query_only = OFF');
  try {
    libro.base.prepare('VACUUM INTO ?').run(archivo);
  } finally {
    libro.base.pragma(`query_only = ${previo === 1 ? 'ON' : 'OFF'}`);
  }
  chmodSync(archivo, 0o600);
  volcarAlDisco(archivo);
}

/** Comprueba entera una copia todavía sin publicar; lanza {@link ErrorDeLibro} con `mensaje` y los primeros hallazgos. */
export function comprobar(archivo: string, nombre: string, mensaje: string): Respaldo {
  const libro = conectar({ ruta: nombre, archivo }, 'sola-lectura');
  try {
    return comprobarLibro(libro, mensaje);
  } finally {
    libro.cerrar();
  }
}

/** Lo mismo con un libro ya abierto. */
export function comprobarLibro(libro: Libro, mensaje: string): Respaldo {
  const hallazgos = conErroresDeLibro(libro.ruta, () => verificar(libro));
  if (hallazgos.length > 0) {
    throw new ErrorDeLibro(mensaje, {
      detalle: hallazgos
        .slice(0, 5)
        .map(({ tabla, fila, detalle }) =>
          [tabla, fila, detalle].filter((parte) => parte !== null && parte !== '').join(' '),
        ),
      sugerencia:
        'vea todo con cobranzas libro verificar, y use un respaldo sano con cobranzas libro restaurar <respaldo> --si',
    });
  }
  return conErroresDeLibro(libro.ruta, () => describir(libro));
}

function describir(libro: Libro): Respaldo {
  const ultima = libro
    .preparar<{ id: number; huella: string }>('SELECT id, huella FROM operaciones ORDER BY id DESC LIMIT 1')
    .get();
  const [paginas, tamanio] = ['page_count', 'page_size'].map((pragma) =>
    Number(libro.base.pragma(pragma, { simple: true })),
  );
  return {
    ruta: libro.ruta,
    bytes: (paginas ?? 0) * (tamanio ?? 0),
    operaciones: ultima?.id ?? 0,
    huella: ultima?.huella ?? '',
  };
}

/** Nombre libre al lado del libro para una copia de seguridad: `<libro>.<para>-<instante>`. */
export function nombreDeCopia(archivo: string, para: string): string {
  const instante = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  for (let numero = 0; ; numero += 1) {
    const nombre = `${archivo}.${para}-${instante}${numero === 0 ? '' : `-${numero}`}`;
    if (estadoDe(nombre) === undefined) return nombre;
  }
}
