import { exponente, type Moneda, textoDecimal } from '../dominio/dinero.ts';
import type { Analisis } from './analisis.ts';
import { errorDeContradiccion } from './decisiones.ts';
import { FilaRechazada, refutar } from './hipotesis.ts';
import {
  type Decimal,
  formaDeMonto,
  leerDecimal,
  leerMonto,
  leerMontoSimple,
  partirMonto,
  redondearDecimal,
} from './montos.ts';
import { citar, estaVacia } from './texto.ts';

const BILLON = 1_000_000_000_000n;

/** Lee los importes de un archivo con la marca decimal decidida, y sigue vigilando que ninguna celda la desmienta. */
export class LectorDeMontos {
  private readonly analisis: Analisis;
  private readonly marca: number;
  private readonly miles: number;
  private readonly sinPrueba: boolean;
  private readonly dudaDePesos: boolean;
  private readonly redondeados = new Map<Moneda, { cantidad: number; diferencia: bigint }>();
  private readonly cifras = new Map<Moneda, number>();
  private ultimaMoneda: Moneda | undefined;
  private cifrasDeLaUltima = 0;

  constructor(analisis: Analisis) {
    this.analisis = analisis;
    this.marca = analisis.decimal === 'coma' ? 44 : 46;
    this.miles = 90 - this.marca;
    this.sinPrueba = analisis.decisionDecimal.sosten === 'innecesaria';
    this.dudaDePesos = analisis.monedaDeArchivo.porSigno && !analisis.completo;
  }

  /** Unidades menores, con signo; `null` si la celda está vacía. @throws FilaRechazada si no se puede leer */
  leer(texto: string, columna: number, moneda: Moneda, linea: number): number | null {
    const cifras = this.cifrasDe(moneda);
    if (this.sinPrueba) this.vigilar(texto, linea, columna);
    const simple = leerMontoSimple(texto, this.marca, this.miles, cifras);
    if (!Number.isNaN(simple)) return simple;
    if (estaVacia(texto)) return null;
    const leido = leerMonto(texto, this.analisis.decimal, cifras);
    if (leido === null) throw this.rechazar(texto, columna, linea);
    if (leido.moneda !== null && leido.moneda !== moneda) throw this.otraMoneda(texto, columna, leido.moneda, moneda);
    if (leido.moneda === null && this.dudaDePesos && texto.includes('$'))
      throw refutar(this.analisis, `el «$» de la línea ${linea} no dice de qué moneda es`);
    if (leido.redondeo !== 0n) this.anotarRedondeo(moneda, leido.redondeo);
    return leido.valor;
  }

  /** El decimal exacto de la celda, sin redondear; `null` si está vacía. */
  leerExacto(texto: string, columna: number, linea: number): Decimal | null {
    if (estaVacia(texto)) return null;
    if (this.sinPrueba) this.vigilar(texto, linea, columna);
    const leido = leerDecimal(texto, this.analisis.decimal);
    if (leido === null) throw this.rechazar(texto, columna, linea);
    return leido;
  }

  /** Redondea un decimal deducido a unidades menores; el redondeo de una cuenta propia no se anuncia. */
  redondear(decimal: Decimal, moneda: Moneda): number | null {
    return redondearDecimal(decimal, this.cifrasDe(moneda))?.valor ?? null;
  }

  /** Comprueba que la celda no desmienta la marca decimal. @throws HipotesisRefutada o ErrorDeDatos si la desmiente */
  vigilar(texto: string, linea: number, columna: number): void {
    const forma = formaDeMonto(texto);
    if (forma === 'entero' || forma === 'invalida') return;
    const { decisionDecimal: decision, decimal } = this.analisis;
    if (this.sinPrueba)
      throw refutar(
        this.analisis,
        `el importe ${citar(texto)} de la línea ${linea} trae una marca que la muestra no tenía`,
      );
    if ((forma !== 'coma' && forma !== 'punto') || forma === decimal || decision.sosten === 'opcion') return;
    if (decision.sosten === 'regla')
      throw refutar(this.analisis, `el importe ${citar(texto)} de la línea ${linea} sólo se lee con ${forma} decimal`);
    throw errorDeContradiccion(this.analisis.nombre, 'la marca decimal', [
      decision.prueba,
      `línea ${linea}, ${citar(this.analisis.encabezados[columna] ?? '')}: ${citar(texto)} sólo se lee con ${forma} decimal`,
    ]);
  }

  private cifrasDe(moneda: Moneda): number {
    if (moneda === this.ultimaMoneda) return this.cifrasDeLaUltima;
    this.cifrasDeLaUltima = this.buscarCifrasDe(moneda);
    this.ultimaMoneda = moneda;
    return this.cifrasDeLaUltima;
  }

  private buscarCifrasDe(moneda: Moneda): number {
    let cifras = this.cifras.get(moneda);
    if (cifras === undefined) {
      cifras = exponente(moneda);
      const { decisionDecimal, monedaDeArchivo } = this.analisis;
      if (decisionDecimal.sosten === 'regla' && !monedaDeArchivo.posibles.includes(moneda))
        throw refutar(this.analisis, `aparece la moneda ${moneda}`);
      this.cifras.set(moneda, cifras);
    }
    return cifras;
  }

  private rechazar(texto: string, columna: number, linea: number): FilaRechazada {
    this.vigilar(texto, linea, columna);
    const encabezado = this.analisis.encabezados[columna] ?? '';
    const marca = this.analisis.decimal;
    if (/^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(texto.trim()))
      return new FilaRechazada(
        encabezado,
        texto,
        'está en notación científica y puede haber perdido cifras; dé formato de número a la columna antes de exportar',
      );
    const partido = partirMonto(texto);
    if (partido === null)
      return new FilaRechazada(
        encabezado,
        texto,
        `no es un importe (se espera, por ejemplo, ${marca === 'coma' ? '1.234,56' : '1,234.56'})`,
      );
    const forma = formaDeMonto(texto);
    if (forma === 'invalida')
      return new FilaRechazada(encabezado, texto, 'los miles o los decimales están mal separados');
    return new FilaRechazada(
      encabezado,
      texto,
      forma === 'coma' || forma === 'punto'
        ? forma === marca
          ? 'el importe es demasiado grande'
          : `no se lee con ${marca} decimal`
        : 'el importe es demasiado grande',
    );
  }

  private otraMoneda(texto: string, columna: number, celda: Moneda, fila: Moneda): FilaRechazada | Error {
    const { analisis } = this;
    if (!analisis.completo && !analisis.monedaDeArchivo.forzada && !analisis.columnas.has('moneda'))
      return refutar(analisis, `aparece la moneda ${celda}`);
    return new FilaRechazada(
      analisis.encabezados[columna] ?? '',
      texto,
      `la celda dice ${celda} y la fila es de ${fila}`,
    );
  }

  private anotarRedondeo(moneda: Moneda, redondeo: bigint): void {
    const previo = this.redondeados.get(moneda) ?? { cantidad: 0, diferencia: 0n };
    this.redondeados.set(moneda, { cantidad: previo.cantidad + 1, diferencia: previo.diferencia + redondeo });
  }

  /** Cuántos importes se redondearon y cuánto suma la diferencia, por moneda. */
  avisos(): string[] {
    return [...this.redondeados]
      .sort(([una], [otra]) => (una < otra ? -1 : 1))
      .map(([moneda, { cantidad, diferencia }]) => {
        const magnitud = diferencia < 0n ? -diferencia : diferencia;
        const entera = Number(magnitud / BILLON);
        const resto = (magnitud % BILLON).toString().padStart(12, '0').replace(/0+$/, '');
        const texto =
          textoDecimal({ monto: entera, moneda }) + (exponente(moneda) === 0 && resto !== '' ? `.${resto}` : resto);
        return `${cantidad} ${cantidad === 1 ? 'importe traía' : 'importes traían'} más decimales que ${moneda} y se ${cantidad === 1 ? 'redondeó' : 'redondearon'}; la diferencia total es ${diferencia < 0n ? '-' : '+'}${texto.slice(0, 20)}`;
      });
  }
}
