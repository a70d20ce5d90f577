import type { Fecha } from '../dominio/fecha.ts';
import type { Analisis } from './analisis.ts';
import type { Cuentas } from './cuentas.ts';
import { FilaRechazada } from './hipotesis.ts';
import { leerPlazo } from './palabras.ts';
import { copiar, estaVacia, limpiarTexto } from './texto.ts';

const RECORDADOS_MAX = 1000;

/** Lee el plazo en días de una fila: el de su columna, o el que está escrito donde va el vencimiento. */
export class LectorDePlazos {
  private readonly columna: number;
  private readonly columnaVencimiento: number;
  private readonly encabezado: string;
  private readonly cuentas: Cuentas;
  private readonly recordados = new Map<string, number | null>();

  constructor({ columnas, encabezados }: Analisis, cuentas: Cuentas) {
    this.columna = columnas.get('plazo') ?? -1;
    this.columnaVencimiento = columnas.get('vencimiento') ?? -1;
    this.encabezado = encabezados[this.columna] ?? '';
    this.cuentas = cuentas;
  }

  /** «CONTADO» donde va el vencimiento: vence el día de la emisión. `null` si la celda es una fecha o no se entiende. */
  leerEnVencimiento(celdas: readonly string[]): number | null {
    const texto = this.columnaVencimiento < 0 ? '' : (celdas[this.columnaVencimiento] ?? '');
    // La primera pregunta es la barata: casi todos son fechas.
    if (!/[^\d/.: -]/.test(texto) || !/\p{L}/u.test(texto)) return null;
    const dias = this.recordar(texto);
    if (dias !== null)
      this.cuentas.anotar(
        'vencimientos que dicen un plazo y no una fecha; se cuenta desde la emisión («contado» vence ese día)',
        limpiarTexto(texto),
      );
    return dias;
  }

  /** El plazo de su columna, o `null`. @throws FilaRechazada si no se entiende y la fila no tiene vencimiento */
  leer(celdas: readonly string[], vencimiento: Fecha | null): number | null {
    const texto = this.columna < 0 ? '' : (celdas[this.columna] ?? '');
    if (texto === '') return null;
    const dias = this.recordar(texto);
    if (dias !== null || estaVacia(texto)) return dias;
    if (vencimiento === null)
      throw new FilaRechazada(this.encabezado, texto, 'no es un plazo en días, y la fila no tiene vencimiento');
    this.cuentas.anotar('plazos que no se entienden; rige el vencimiento de la fila', limpiarTexto(texto));
    return null;
  }

  private recordar(texto: string): number | null {
    let dias = this.recordados.get(texto);
    if (dias === undefined) {
      dias = estaVacia(texto) ? null : leerPlazo(texto);
      if (this.recordados.size < RECORDADOS_MAX) this.recordados.set(copiar(texto), dias);
    }
    return dias;
  }
}
