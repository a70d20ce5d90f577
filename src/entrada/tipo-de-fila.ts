import type { Analisis } from './analisis.ts';
import type { Cuentas } from './cuentas.ts';
import { FilaRechazada, refutar } from './hipotesis.ts';
import { copiar, estaVacia, limpiarTexto } from './texto.ts';
import { leerTipoDeComprobante, type TipoLeido } from './tipo-de-comprobante.ts';

const sinTipo: TipoLeido = { tipo: 'factura', letra: null };

/** Un número que ya dice qué es: `NC-0001-00000012`, `N/C A 1-12`, `ABONO 7`; y lo mismo con la nota de débito. */
const numeroDeCredito = /^\s*(n\s*[./]?\s*c\.?r?|abono|nota\s+de\s+(cr[eé]dito|abono))[\s._-]*[abcemt]?[\s._-]*\d/i;
const numeroDeDebito = /^\s*(n\s*[./]?\s*d\.?|nota\s+de\s+d[eé]bito)[\s._-]*[abcemt]?[\s._-]*\d/i;

/** Lee el tipo y la letra del comprobante de cada fila. */
export class LectorDeTipos {
  private readonly analisis: Analisis;
  private readonly cuentas: Cuentas;
  private readonly columna: number;
  private readonly columnaLetra: number;
  private readonly columnaNumero: number;
  private readonly recordados = new Map<string, TipoLeido>();

  constructor(analisis: Analisis, cuentas: Cuentas) {
    this.analisis = analisis;
    this.cuentas = cuentas;
    this.columna = analisis.columnas.get('tipo') ?? -1;
    this.columnaLetra = analisis.columnas.get('letra') ?? -1;
    this.columnaNumero = analisis.columnas.get('numero') ?? -1;
  }

  /** Sin columna de tipo, o vacía, lo dice el comienzo del número y, si no, es una factura. @throws FilaRechazada si el tipo no se conoce: podría ser un crédito */
  leer(celdas: readonly string[]): TipoLeido {
    const celda = this.columna < 0 ? '' : (celdas[this.columna] ?? '');
    const leido = estaVacia(celda) ? this.porNumero(celdas[this.columnaNumero] ?? '') : this.deCelda(celda);
    if (leido.tipo === 'ajeno')
      this.cuentas.anotar(
        'filas que no son una deuda (recibos, remitos, presupuestos) y no se importan',
        limpiarTexto(celdas[this.columna] ?? ''),
      );
    if (this.columnaLetra < 0) return leido;
    const letra = limpiarTexto(celdas[this.columnaLetra] ?? '').toUpperCase();
    return /^[A-Z]$/.test(letra) ? { ...leido, letra } : leido;
  }

  private porNumero(numero: string): TipoLeido {
    const inicial = numero.charCodeAt(0);
    // Casi todos los números empiezan con una cifra o con la F de factura: no vale la pena mirarlos más.
    if ((inicial >= 48 && inicial <= 57) || inicial === 70) return sinTipo;
    const tipo = numeroDeCredito.test(numero) ? 'nota-credito' : numeroDeDebito.test(numero) ? 'nota-debito' : null;
    if (tipo === null) return sinTipo;
    const cual = tipo === 'nota-credito' ? 'notas de crédito' : 'notas de débito';
    this.cuentas.anotar(`documentos leídos como ${cual} por el comienzo de su número`, limpiarTexto(numero));
    return { tipo, letra: null };
  }

  private deCelda(texto: string): TipoLeido {
    const recordado = this.recordados.get(texto);
    if (recordado !== undefined) return recordado;
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
