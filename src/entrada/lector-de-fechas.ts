import type { Fecha } from '../dominio/fecha.ts';
import type { Analisis } from './analisis.ts';
import { errorDeContradiccion } from './decisiones.ts';
import { formaDeFecha, leerFecha, motivoDeFecha } from './fechas.ts';
import { FilaRechazada, refutar } from './hipotesis.ts';
import { citar, copiar, estaVacia } from './texto.ts';

const RECORDADAS_MAX = 50_000;

/** Lee las fechas de un archivo en el orden decidido, recordando las ya leídas, y vigila que ninguna lo desmienta. */
export class LectorDeFechas {
  private readonly analisis: Analisis;
  private readonly recordadas = new Map<string, Fecha | null>();
  private delSigloPasado = 0;

  constructor(analisis: Analisis) {
    this.analisis = analisis;
  }

  /** La fecha, o `null` si la celda está vacía. @throws FilaRechazada si no es una fecha */
  leer(texto: string, columna: number, linea: number): Fecha | null {
    const recordada = this.recordadas.get(texto);
    if (recordada !== undefined) return recordada;
    if (estaVacia(texto)) return null;
    this.vigilar(texto, linea, columna);
    const leida = leerFecha(texto, this.analisis.fecha);
    if (leida === null)
      throw new FilaRechazada(
        this.analisis.encabezados[columna] ?? '',
        texto,
        motivoDeFecha(texto, this.analisis.fecha),
      );
    if (leida.sigloPasado) {
      this.delSigloPasado++;
      return leida.fecha;
    }
    if (this.recordadas.size >= RECORDADAS_MAX) this.recordadas.clear();
    this.recordadas.set(copiar(texto), leida.fecha);
    return leida.fecha;
  }

  /** Comprueba que la celda no desmienta el orden. @throws HipotesisRefutada o ErrorDeDatos si lo desmiente */
  vigilar(texto: string, linea: number, columna: number): void {
    if (this.recordadas.has(texto) || estaVacia(texto)) return;
    const { decisionFecha: decision, fecha } = this.analisis;
    if (decision.sosten === 'opcion') return;
    const forma = formaDeFecha(texto);
    if (forma === 'inequivoca' || forma === 'neutra' || forma === 'invalida' || forma === 'serial') return;
    if (decision.sosten === 'innecesaria')
      throw refutar(
        this.analisis,
        `la fecha ${citar(texto)} de la línea ${linea} no está escrita como las de la muestra`,
      );
    if (forma === 'dudosa' || forma === fecha) return;
    if (decision.sosten === 'regla')
      throw refutar(this.analisis, `la fecha ${citar(texto)} de la línea ${linea} prueba otro orden`);
    throw errorDeContradiccion(this.analisis.nombre, 'el orden de las fechas', [
      decision.prueba,
      `línea ${linea}, ${citar(this.analisis.encabezados[columna] ?? '')}: ${citar(texto)} sólo se lee en otro orden`,
    ]);
  }

  avisos(): string[] {
    if (this.delSigloPasado === 0) return [];
    return [
      `${this.delSigloPasado} ${this.delSigloPasado === 1 ? 'fecha con año' : 'fechas con año'} de dos cifras entre 70 y 99 se leyeron como 19xx`,
    ];
  }
}
