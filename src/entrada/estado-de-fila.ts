import type { Analisis } from './analisis.ts';
import type { Cuentas } from './cuentas.ts';
import { type EstadoDePalabra, leerAfirmacion, leerEstado, sentidoDeAfirmacion } from './palabras.ts';
import { copiar, estaVacia, limpiarTexto } from './texto.ts';

const lecturas: Readonly<Record<EstadoDePalabra, string>> = {
  pagada: 'estados leídos como pagada',
  pendiente: 'estados leídos como pendiente',
  parcial: 'estados leídos como pagada en parte',
  anulada: 'estados leídos como anulada (esas filas no entran; si el libro las tenía, se anulan)',
  borrador: 'estados leídos como borrador (esas filas no se importan)',
};

/** Lee el estado de cada fila, de una o varias columnas, y cuenta cómo se leyó cada palabra. */
export class LectorDeEstados {
  private readonly columnas: readonly number[];
  private readonly encabezados: readonly string[];
  private readonly cuentas: Cuentas;
  private readonly recordados = new Map<string, EstadoDePalabra | null>();

  constructor(analisis: Analisis, cuentas: Cuentas) {
    this.columnas = analisis.multiples.get('estado') ?? [];
    this.encabezados = analisis.encabezados;
    this.cuentas = cuentas;
  }

  /** Una anulación en cualquiera de las columnas anula; si no, manda la primera que diga algo. `null` si ninguna. */
  leer(celdas: readonly string[]): EstadoDePalabra | null {
    let hallado: EstadoDePalabra | null = null;
    for (const columna of this.columnas) {
      const leido = this.deCelda(celdas[columna] ?? '', columna);
      if (leido === 'anulada') return 'anulada';
      if (leido === 'borrador') hallado = 'borrador';
      hallado ??= leido;
    }
    return hallado;
  }

  private deCelda(texto: string, columna: number): EstadoDePalabra | null {
    if (texto === '') return null;
    const clave = `${columna}\u0000${texto}`;
    let leido = this.recordados.get(clave);
    if (leido === undefined) {
      leido = estaVacia(texto) ? null : this.interpretar(texto, columna);
      if (this.recordados.size < 1000) this.recordados.set(copiar(clave), leido);
    }
    if (leido !== null) this.cuentas.anotar(lecturas[leido], limpiarTexto(texto));
    else if (!estaVacia(texto))
      this.cuentas.anotar('estados que no se conocen y no se tomaron en cuenta', limpiarTexto(texto));
    return leido;
  }

  private interpretar(texto: string, columna: number): EstadoDePalabra | null {
    const sentido = sentidoDeAfirmacion(this.encabezados[columna] ?? '');
    const afirmacion = sentido === null ? null : leerAfirmacion(texto);
    if (sentido !== null && afirmacion !== null) return afirmacion ? sentido.si : sentido.no;
    return leerEstado(texto);
  }
}
