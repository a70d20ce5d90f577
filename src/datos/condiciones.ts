import { leerEquivalentes } from './clientes.ts';
import type { Libro } from './conexion.ts';

/** Las condiciones de una consulta con sus parámetros; lo que no se pide no deja ninguna. */
export class Condiciones {
  readonly textos: string[] = [];
  readonly valores: Record<string, string | number> = {};

  /** Agrega la condición, que usa el parámetro `:nombre`, si hay un valor. */
  si(valor: string | number | null, nombre: string, condicion: string): this {
    if (valor === null) return this;
    this.valores[nombre] = valor;
    this.textos.push(condicion);
    return this;
  }

  /** Segmento y gestor del cliente `c`, escritos de cualquier modo que se pliegue igual. */
  deCliente(libro: Libro, filtro: { readonly segmento: string | null; readonly gestorAsignado: string | null }): this {
    const iguales = (columna: 'segmento' | 'gestor', texto: string | null) =>
      texto === null ? null : JSON.stringify(leerEquivalentes(libro, columna, texto));
    return this.si(
      iguales('segmento', filtro.segmento),
      'segmentos',
      'c.segmento IN (SELECT value FROM json_each(:segmentos))',
    ).si(iguales('gestor', filtro.gestorAsignado), 'gestores', 'c.gestor IN (SELECT value FROM json_each(:gestores))');
  }
}
