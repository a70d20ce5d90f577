import type { Analisis } from './analisis.ts';
import type { Cuentas } from './cuentas.ts';
import { FilaRechazada, refutar } from './hipotesis.ts';
import { copiar, estaVacia, limpiarTexto } from './texto.ts';
import { leerTipoDeComprobante, type TipoLeido } from './tipo-de-comprobante.ts';

const sinTipo: TipoLeido = { tipo: 'factura', letra: null };

/** Lee el tipo y la letra del comprobante de cada fila. */
export class LectorDeTipos {
  private readonly analisis: Analisis;
  private readonly cuentas: Cuentas;
  private readonly columna: number;
  private readonly columnaLetra: number;
  private readonly recordados = new Map<string, TipoLeido>();

  constructor(analisis: Analisis, cuentas: Cuentas) {
    this.analisis = analisis;
    this.cuentas = cuentas;
    this.columna = analisis.columnas.get('tipo') ?? -1;
    this.columnaLetra = analisis.columnas.get('letra') ?? -1;
  }

  /** Sin columna de tipo, o vacía, es una factura. @throws FilaRechazada si el tipo no se conoce: podría ser un crédito */
  leer(celdas: readonly string[]): TipoLeido {
    const leido = this.columna < 0 ? sinTipo : this.deCelda(celdas[this.columna] ?? '');
    if (leido.tipo === 'ajeno')
      this.cuentas.anotar(
        'filas que no son una deuda (recibos, remitos, presupuestos) y no se importan',
        limpiarTexto(celdas[this.columna] ?? ''),
      );
    if (this.columnaLetra < 0) return leido;
    const letra = limpiarTexto(celdas[this.columnaLetra] ?? '').toUpperCase();
    return /^[A-Z]$/.test(letra) ? { ...leido, letra } : leido;
  }

  private deCelda(texto: string): TipoLeido {
    const recordado = this.recordados.get(texto);
    if (recordado !== undefined) return recordado;
    if (estaVacia(texto)) return sinTipo;
    const leido = leerTipoDeComprobante(texto, this.analisis.sistemaDeTipos);
    if (leido === null || leido === 'ambiguo') {
      const encabezado = this.analisis.encabezados[this.columna] ?? '';
      if (leido === null) throw new FilaRechazada(encabezado, texto, 'no es un tipo de comprobante conocido');
      if (!this.analisis.completo)
        throw refutar(this.analisis, `el tipo de comprobante «${limpiarTexto(texto)}» depende del país`);
      throw new FilaRechazada(
        encabezado,
        texto,
        'ese código es un comprobante distinto según el país; indique --moneda (ARS, CLP, PEN o MXN)',
      );
    }
    if (this.recordados.size < 1000) this.recordados.set(copiar(texto), leido);
    return leido;
  }
}
