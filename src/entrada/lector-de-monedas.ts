import type { Moneda } from '../dominio/dinero.ts';
import type { Analisis } from './analisis.ts';
import { normalizarEncabezado } from './encabezados.ts';
import { FilaRechazada, refutar } from './hipotesis.ts';
import { camposConSigno } from './moneda-de-archivo.ts';
import { monedaDePalabra } from './monedas.ts';
import { partirMonto } from './montos.ts';
import { copiar, estaVacia } from './texto.ts';

/** Dice la moneda de cada fila: la de su columna, la del archivo, o la del signo de su importe. */
export class LectorDeMonedas {
  private readonly analisis: Analisis;
  private readonly columna: number;
  private readonly deImporte: readonly number[];
  private readonly deEncabezado: Moneda | null;
  private readonly fija: Moneda | null;
  private readonly recordadas = new Map<string, Moneda>();

  constructor(analisis: Analisis) {
    this.analisis = analisis;
    this.columna = analisis.columnas.get('moneda') ?? -1;
    this.deImporte = camposConSigno.flatMap((campo) => analisis.columnas.get(campo) ?? []);
    this.fija = analisis.moneda;
    const principal = analisis.encabezados[this.deImporte[0] ?? -1];
    this.deEncabezado = principal === undefined ? null : normalizarEncabezado(principal).moneda;
  }

  /** @throws FilaRechazada si la fila no dice su moneda, o dice una que no se conoce */
  leer(celdas: readonly string[]): Moneda {
    if (this.fija !== null) return this.fija;
    if (this.columna >= 0) return this.deColumna(celdas[this.columna] ?? '');
    for (const columna of this.deImporte) {
      const texto = celdas[columna] ?? '';
      const partido = texto === '' ? null : partirMonto(texto);
      if (partido?.conPesos) return this.dePesos(texto);
      if (partido !== null && partido.moneda !== null) return partido.moneda;
    }
    return this.predeterminada('');
  }

  private deColumna(texto: string): Moneda {
    const recordada = this.recordadas.get(texto);
    if (recordada !== undefined) return recordada;
    const encabezado = this.analisis.encabezados[this.columna] ?? '';
    const dicha = estaVacia(texto) ? 'local' : monedaDePalabra(texto);
    if (dicha === null)
      throw new FilaRechazada(encabezado, texto, 'no es una moneda conocida (se espera un código como ARS, EUR o USD)');
    const codigo = dicha === 'local' ? this.predeterminada(texto) : dicha;
    if (this.deEncabezado !== null && this.deEncabezado !== codigo)
      throw new FilaRechazada(encabezado, texto, `el encabezado del importe dice ${this.deEncabezado}`);
    if (this.recordadas.size < 1000) this.recordadas.set(copiar(texto), codigo);
    return codigo;
  }

  private dePesos(texto: string): Moneda {
    const codigo = this.predeterminada(texto);
    const { analisis } = this;
    if (!analisis.completo && !analisis.monedaDeArchivo.posibles.includes(codigo))
      throw refutar(analisis, `aparece «$», que es ${codigo}`);
    return codigo;
  }

  private predeterminada(texto: string): Moneda {
    const codigo = this.analisis.monedaDeArchivo.predeterminada;
    if (codigo !== null) return codigo;
    throw new FilaRechazada(
      this.analisis.encabezados[this.columna] ?? this.analisis.encabezados[this.deImporte[0] ?? 0] ?? '',
      texto,
      'no dice de qué moneda es; indíquela con --moneda',
    );
  }
}
