import type { Moneda } from '../dominio/dinero.ts';
import type { Analisis } from './analisis.ts';
import type { Campo } from './campos.ts';
import { FilaRechazada } from './hipotesis.ts';
import type { LectorDeMontos } from './lector-de-montos.ts';
import type { Decimal } from './montos.ts';
import { estaVacia } from './texto.ts';

/** Lee el importe de una fila de facturas de donde diga el análisis: su columna, el saldo, o neto e impuesto. */
export class LectorDeImporte {
  private readonly analisis: Analisis;
  private readonly montos: LectorDeMontos;
  /** Columna principal del importe según el modo. */
  readonly columnaPrincipal: number;

  constructor(analisis: Analisis, montos: LectorDeMontos) {
    this.analisis = analisis;
    this.montos = montos;
    const { modo, columnas } = analisis;
    const campo: Campo = modo === 'importe' ? 'importe' : modo === 'saldo' ? 'saldo' : 'neto';
    this.columnaPrincipal = columnas.get(campo) ?? -1;
  }

  /** Unidades menores con signo, o `null` si la celda principal está vacía. @throws FilaRechazada */
  leer(celdas: readonly string[], moneda: Moneda, linea: number): number | null {
    const columna = this.columnaPrincipal;
    const texto = celdas[columna] ?? '';
    const { modo } = this.analisis;
    if (modo === 'importe' || modo === 'saldo') return this.montos.leer(texto, columna, moneda, linea);
    const neto = this.montos.leerExacto(texto, columna, linea);
    if (neto === null) return null;
    const total = modo === 'neto-mas-iva' ? this.sumarIva(neto, celdas, linea) : this.aplicarAlicuota(neto, celdas);
    const importe = this.montos.redondear(total, moneda);
    if (importe === null) throw new FilaRechazada(this.encabezado(columna), texto, 'el importe es demasiado grande');
    return importe;
  }

  private encabezado(columna: number): string {
    return this.analisis.encabezados[columna] ?? '';
  }

  private sumarIva(neto: Decimal, celdas: readonly string[], linea: number): Decimal {
    const columna = this.analisis.columnas.get('iva') ?? -1;
    const iva = this.montos.leerExacto(celdas[columna] ?? '', columna, linea);
    if (iva === null) throw new FilaRechazada(this.encabezado(columna), '', 'falta el IVA, y sin él no hay total');
    const escala = Math.max(neto.escala, iva.escala);
    const llevar = ({ mantisa, escala: propia }: Decimal) => mantisa * 10n ** BigInt(escala - propia);
    return { mantisa: llevar(neto) + llevar(iva), escala };
  }

  private aplicarAlicuota(neto: Decimal, celdas: readonly string[]): Decimal {
    const columna = this.analisis.columnas.get('alicuota') ?? -1;
    const texto = celdas[columna] ?? '';
    if (estaVacia(texto))
      throw new FilaRechazada(this.encabezado(columna), '', 'falta la alícuota, y sin ella no hay total');
    const hallada = /^(\d{1,3})(?:[.,](\d{1,12}))?\s*(%?)$/.exec(texto.trim());
    if (hallada === null) throw new FilaRechazada(this.encabezado(columna), texto, 'no es una alícuota');
    const [, entera = '', decimales = '', signo = ''] = hallada;
    const enPorcentaje = signo === '%' || this.analisis.alicuotaEnPorcentaje;
    const tasa: Decimal = { mantisa: BigInt(entera + decimales), escala: decimales.length + (enPorcentaje ? 2 : 0) };
    const unidad = 10n ** BigInt(tasa.escala);
    // Una alícuota mayor que 1 entre fracciones, o menor que 1 entre porcentajes, no se sabe qué es.
    if (enPorcentaje ? signo === '' && Number(entera) === 0 && tasa.mantisa > 0n : tasa.mantisa > unidad) {
      throw new FilaRechazada(
        this.encabezado(columna),
        texto,
        'no se sabe si es una fracción o un porcentaje entre las demás alícuotas',
      );
    }
    return { mantisa: neto.mantisa * (unidad + tasa.mantisa), escala: neto.escala + tasa.escala };
  }
}
