import type { FilaDeDocumento, RenglonDeFila } from '../../dominio/filas.ts';
import { esTotalRepetido } from '../../dominio/importacion/renglon.ts';

/**
 * Recuerda el primer renglón de cada documento del archivo. Los ids de lo que se agrega son seguidos: dos listas de números
 * ocupan, con un millón de documentos, diez veces menos que un mapa de objetos.
 */
export class RenglonesVistos {
  readonly #firmas: Record<'documentos' | 'creditos', number[]> = { documentos: [], creditos: [] };
  readonly #montos: Record<'documentos' | 'creditos', (number | null)[]> = { documentos: [], creditos: [] };
  readonly #bases: Partial<Record<'documentos' | 'creditos', number>> = {};

  anotar(documentoId: number, { tipo, renglon }: FilaDeDocumento): void {
    if (renglon === undefined) return;
    const tabla = tipo === 'nota-credito' ? 'creditos' : 'documentos';
    this.#bases[tabla] ??= documentoId;
    const lugar = documentoId - this.#bases[tabla];
    this.#firmas[tabla][lugar] = renglon.firma;
    this.#montos[tabla][lugar] = renglon.monto;
  }

  /** Dice si la fila trae otro artículo del mismo documento sin que se sepa si el importe es suyo o el total repetido. */
  esAmbiguo(documentoId: number, { tipo, renglon, importe }: FilaDeDocumento): boolean {
    const primero = this.#leer(documentoId, tipo === 'nota-credito' ? 'creditos' : 'documentos');
    if (renglon === undefined || primero === undefined) return false;
    return renglon.firma !== primero.firma && !esTotalRepetido(primero, renglon, importe);
  }

  #leer(documentoId: number, tabla: 'documentos' | 'creditos'): RenglonDeFila | undefined {
    const lugar = documentoId - (this.#bases[tabla] ?? documentoId);
    const firma = this.#firmas[tabla][lugar];
    return firma === undefined ? undefined : { firma, monto: this.#montos[tabla][lugar] ?? null };
  }
}
