import { ErrorDeLibro } from '../dominio/errores.ts';
import { abrirParaEscribir } from './abrir.ts';
import { migrarConCopia } from './actualizar.ts';
import { deshacer, type Libro } from './conexion.ts';
import { conErroresDeLibro, traducirError } from './errores-sqlite.ts';
import { type DatosDeOperacion, Operacion } from './operacion.ts';

/**
 * Una conexión que queda abierta para hacer muchas operaciones chicas, cada una con su transacción y su eslabón: lo que
 * `escribir` devolvió ya está en el disco. Entre una y otra no hay ninguna transacción abierta.
 */
export class SesionDeEscritura {
  readonly libro: Libro;
  #esperaAlDisco = true;

  private constructor(libro: Libro) {
    this.libro = libro;
  }

  /**
   * Abre un libro que existe, y lo migra si hace falta.
   * @throws {ErrorDeLibro} si no existe o no se puede usar
   */
  static abrir(ruta: string): SesionDeEscritura {
    const libro = abrirParaEscribir(ruta);
    if (libro === undefined) {
      throw new ErrorDeLibro(`todavía no hay libro en ${ruta}`, {
        sugerencia: 'créelo importando sus facturas: cobranzas import facturas.csv',
      });
    }
    try {
      conErroresDeLibro(ruta, () => migrarConCopia(libro));
      return new SesionDeEscritura(libro);
    } catch (error) {
      libro.cerrar();
      throw error;
    }
  }

  /**
   * Hace una operación entera o nada. La acción no puede esperar: una transacción abierta detiene a los demás. La que no
   * agregó nada no deja rastro.
   * @throws {ErrorDeLibro} si no se pudo escribir, o si otro archivo ocupó el lugar del libro; y lo que lance la acción
   */
  escribir<T>(datos: DatosDeOperacion, accion: (operacion: Operacion) => T): T {
    this.#esperarAlDisco(true);
    return this.#operar(datos, accion, sellarSiCambio);
  }

  /**
   * Como {@link escribir}, sin esperar al disco: lo confirmado ya lo ven los demás y sobrevive a la muerte del proceso; a un
   * corte de luz, desde que se confirma algo posterior con {@link escribir}, que lo lleva consigo porque la bitácora de SQLite
   * se escribe y se vuelca en orden (sqlite.org/wal.html, «Performance Considerations»).
   */
  escribirSinVolcar<T>(datos: DatosDeOperacion, accion: (operacion: Operacion) => T): T {
    this.#esperarAlDisco(false);
    return this.#operar(datos, accion, sellarSiCambio);
  }

  /** Hace lo mismo que {@link escribir} y lo deshace: responde qué pasaría. */
  ensayar<T>(datos: DatosDeOperacion, accion: (operacion: Operacion) => T): T {
    return this.#operar(datos, accion, () => 'ROLLBACK');
  }

  /** Cada operación dice si espera al disco, antes de empezar: así ninguna hereda lo que pidió otra que falló. */
  #esperarAlDisco(espera: boolean): void {
    const { base } = this.libro;
    // Con una transacción que no se pudo deshacer no se puede cambiar, ni empezar otra: eso es lo que va a fallar.
    if (this.#esperaAlDisco === espera || base.inTransaction) return;
    base.pragma(`synchronous = ${espera ? 'FULL' : 'NORMAL'}`);
    this.#esperaAlDisco = espera;
  }

  #operar<T>(
    datos: DatosDeOperacion,
    accion: (operacion: Operacion) => T,
    terminar: (operacion: Operacion) => 'COMMIT' | 'ROLLBACK',
  ): T {
    const { base, ruta } = this.libro;
    try {
      base.exec('BEGIN IMMEDIATE');
      if (!this.libro.sigueEnSuLugar()) {
        throw new ErrorDeLibro(`otro proceso reemplazó el libro mientras se lo usaba: ${ruta}`, {
          sugerencia: 'repita la orden',
        });
      }
      const operacion = new Operacion(this.libro, datos);
      const valor = accion(operacion);
      base.exec(terminar(operacion));
      return valor;
    } catch (error) {
      throw traducirError(error, ruta);
    } finally {
      deshacer(base);
    }
  }

  /** Lee todo de un mismo instante del libro, sin detener a nadie. La acción no puede esperar. */
  leer<T>(accion: (libro: Libro) => T): T {
    const { base } = this.libro;
    try {
      base.exec('BEGIN');
      return accion(this.libro);
    } finally {
      deshacer(base);
    }
  }

  /** Cierra la conexión. */
  cerrar(): void {
    this.libro.cerrar();
  }
}

/** Lo que no agregó nada también se deshace aquí: si ni eso se puede, hay que saberlo antes de seguir. */
function sellarSiCambio(operacion: Operacion): 'COMMIT' | 'ROLLBACK' {
  return operacion.sellar() ? 'COMMIT' : 'ROLLBACK';
}
