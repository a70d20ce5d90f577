import type { Moneda } from '../dominio/dinero.ts';
import { type FormaDeFecha, formaDeFecha, partesCortas } from './fechas.ts';
import { type FormaDeMonto, formaDeMonto, partirMonto } from './montos.ts';
import { esLineaDeTotal } from './palabras.ts';
import { type Cita, copiar, estaVacia } from './texto.ts';

/** Cuántos valores distintos de una columna se recuerdan. */
export const DISTINTAS_MAX = 200;

/**
 * Lo que se ha visto en una columna: cuántas celdas parecen monto o fecha, y la primera que prueba cada cosa. Sólo
 * acumula, así que lo que se concluye no depende del orden de las filas.
 */
export class ColumnaObservada {
  llenas = 0;
  montos = 0;
  fechas = 0;
  /** Celdas sin espacios y con alguna cifra: códigos, no nombres. */
  codigos = 0;
  conLetras = 0;
  readonly formasDeMonto = new Map<FormaDeMonto, Cita>();
  readonly formasDeFecha = new Map<FormaDeFecha, Cita>();
  /** Monedas que las celdas nombran con su signo, y la primera cita de cada una. */
  readonly monedas = new Map<Moneda, Cita>();
  /** El primer importe con un «$» que no dice de qué moneda es. */
  pesosSolos: Cita | null = null;
  /** Los valores distintos, hasta 200. */
  readonly distintas = new Set<string>();
  readonly cortasPrimeras = new Set<number>();
  readonly cortasTerceras = new Set<number>();
  distintosDeCero = 0;
  conAcentos = false;

  observar(texto: string, linea: number): void {
    if (estaVacia(texto)) return;
    // El rótulo de una línea de totales no es un dato de su columna.
    if (/^\W*(sub|tot|sum|gran|saldo t)/i.test(texto) && esLineaDeTotal(texto)) return;
    this.llenas++;
    if (this.distintas.size < DISTINTAS_MAX) this.distintas.add(copiar(texto));
    if (/[^\d.,\-/: ]/.test(texto) && /\p{L}/u.test(texto)) {
      this.conLetras++;
      if (!this.conAcentos && /[áéíóúñ¿¡]/iu.test(texto)) this.conAcentos = true;
    }
    if (/\d/.test(texto) && !/\s/.test(texto.trim())) this.codigos++;
    if (/\d/.test(texto)) {
      this.observarMonto(texto, linea);
      this.observarFecha(texto, linea);
    }
  }

  private observarMonto(texto: string, linea: number): void {
    const forma = formaDeMonto(texto);
    if (!this.formasDeMonto.has(forma)) this.formasDeMonto.set(forma, { linea, texto: copiar(texto) });
    if (forma === 'invalida') return;
    this.montos++;
    if (/[1-9]/.test(texto)) this.distintosDeCero++;
    const partido = /[^\d.,\s-]/.test(texto) ? partirMonto(texto) : null;
    if (partido === null) return;
    const { moneda, conPesos } = partido;
    if (conPesos) this.pesosSolos ??= { linea, texto: copiar(texto) };
    if (moneda !== null && !this.monedas.has(moneda)) this.monedas.set(moneda, { linea, texto: copiar(texto) });
  }

  private observarFecha(texto: string, linea: number): void {
    const forma = formaDeFecha(texto);
    if (!this.formasDeFecha.has(forma)) this.formasDeFecha.set(forma, { linea, texto: copiar(texto) });
    if (forma === 'invalida') return;
    if (forma !== 'serial') this.fechas++;
    const cortas = partesCortas(texto);
    if (cortas === null) return;
    this.cortasPrimeras.add(cortas.primera);
    this.cortasTerceras.add(cortas.tercera);
  }

  /** Parte de las celdas llenas que son montos, 0 a 1; 1 si no hay ninguna llena. */
  get parteDeMontos(): number {
    return this.llenas === 0 ? 1 : this.montos / this.llenas;
  }

  /** Parte de las celdas llenas que son fechas (o números de serie de Excel), 0 a 1; 1 si no hay ninguna llena. */
  get parteDeFechas(): number {
    return this.llenas === 0
      ? 1
      : (this.formasDeFecha.has('serial') ? Math.max(this.fechas, this.montos) : this.fechas) / this.llenas;
  }

  get parteDeCodigos(): number {
    return this.llenas === 0 ? 0 : this.codigos / this.llenas;
  }
}
