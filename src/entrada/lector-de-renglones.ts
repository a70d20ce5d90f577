import { plegar } from '../dominio/cliente.ts';
import { exponente, type Moneda } from '../dominio/dinero.ts';
import type { RenglonDeFila } from '../dominio/filas.ts';
import type { Analisis } from './analisis.ts';
import { leerDecimal, redondearDecimal } from './montos.ts';
import { perfilesIncluidos } from './perfiles-incluidos.ts';

const deCantidad = /\b(cantidad|cant|qty|quantity)\b/;
const dePrecio = /\b(precio|price|unitario)\b/;
const deMonto =
  /^(sub ?total|(importe|monto|total|subtotal|neto|valor)( de| del)? (linea|renglon|item|articulo)|(line|item) (total|amount)|neto|importe neto|base imponible|net amount)$/;
const deTexto = /\b(articulo|producto|descripcion|item|concepto|detalle|servicio|sku|product|description|renglon)\b/;

/** Lee lo que una fila de facturas dice de su renglón: qué artículo y cuánto vale, para no confundirlo con el total. */
export class LectorDeRenglones {
  private readonly marca: Analisis['decimal'];
  private readonly columnas: readonly number[];
  private readonly cantidad: number;
  private readonly precio: number;
  private readonly monto: number;

  constructor({ encabezados, columnas, decimal, perfil }: Analisis) {
    const total = columnas.get('importe');
    const ubicar = (forma: RegExp) =>
      encabezados.flatMap((encabezado, columna) =>
        columna !== total && forma.test(plegar(encabezado)) ? [columna] : [],
      );
    this.marca = decimal;
    this.cantidad = ubicar(deCantidad)[0] ?? -1;
    this.precio = ubicar(dePrecio)[0] ?? -1;
    this.monto = ubicar(deMonto)[0] ?? -1;
    // De los programas conocidos se sabe que repiten el total del comprobante en cada renglón.
    const seRepite = perfilesIncluidos.some(({ nombre }) => nombre === perfil);
    this.columnas = seRepite ? [] : [...ubicar(deTexto), ...ubicar(deCantidad), ...ubicar(dePrecio)];
  }

  /** El renglón de la fila; `undefined` si el archivo no tiene columnas de artículos. */
  leer(celdas: readonly string[], moneda: Moneda): RenglonDeFila | undefined {
    return this.columnas.length === 0 ? undefined : { firma: this.firmar(celdas), monto: this.valuar(celdas, moneda) };
  }

  /** Resumen de 31 bits (FNV-1a) de las celdas que describen el artículo: alcanza para saber si dos filas dicen lo mismo. */
  private firmar(celdas: readonly string[]): number {
    let firma = 0x811c9dc5;
    for (const columna of this.columnas) {
      const texto = celdas[columna] ?? '';
      for (let indice = 0; indice < texto.length; indice++)
        firma = Math.imul(firma ^ texto.charCodeAt(indice), 0x01000193);
      firma = Math.imul(firma ^ 0x1f, 0x01000193);
    }
    return firma >>> 1;
  }

  private valuar(celdas: readonly string[], moneda: Moneda): number | null {
    const decimal = (columna: number) => (columna < 0 ? null : leerDecimal(celdas[columna] ?? '', this.marca));
    const propio = decimal(this.monto);
    if (propio !== null) return redondearDecimal(propio, exponente(moneda))?.valor ?? null;
    const precio = decimal(this.precio);
    const cantidad = this.cantidad < 0 ? { mantisa: 1n, escala: 0 } : decimal(this.cantidad);
    if (precio === null || cantidad === null) return null;
    const valor = { mantisa: precio.mantisa * cantidad.mantisa, escala: precio.escala + cantidad.escala };
    return redondearDecimal(valor, exponente(moneda))?.valor ?? null;
  }
}
