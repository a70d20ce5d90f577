import type { Moneda } from './dinero.ts';
import type { Fecha } from './fecha.ts';

/** Lo que el cliente debe (`factura`, `nota-debito`) o lo que se le acredita por documento (`nota-credito`). */
export type TipoDeDocumento = 'factura' | 'nota-debito' | 'nota-credito';

/** Estado de un documento, siempre calculado, nunca guardado. */
export type EstadoDeDocumento =
  | 'por-vencer'
  | 'vencida'
  | 'pagada'
  | 'en-acuerdo'
  | 'en-disputa'
  | 'castigada'
  | 'anulada';

/** Los estados de lo que todavía se debe. */
export const estadosAbiertos: readonly EstadoDeDocumento[] = ['vencida', 'por-vencer', 'en-acuerdo', 'en-disputa'];

/** Un documento tal como sale de un archivo o del libro. `importe` es siempre positivo: el signo lo da el tipo. */
export interface Documento {
  readonly tipo: TipoDeDocumento;
  /** El número como está escrito en el documento. */
  readonly numero: string;
  readonly emision: Fecha;
  readonly vencimiento: Fecha;
  readonly moneda: Moneda;
  /** Unidades menores, > 0. */
  readonly importe: number;
  readonly ordenCompra: string | null;
  /** Referencia a la prueba de la deuda (remito, contrato, archivo). */
  readonly documento: string | null;
  readonly nota: string | null;
}

/**
 * Número de documento en su forma comparable: letras y grupos de cifras sin ceros a la izquierda, unidos por guiones.
 * `A-0001-00001234`, `A 1-1234` y `A00001-00001234` dan `A-1-1234`, y también `A0000100001234`: tras una letra sola, 12 o
 * 13 cifras juntas son el punto de venta (4 o 5) y el número (8).
 */
export function normalizarNumero(numero: string): string {
  const grupos = numero
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .match(/[A-Z]+|[0-9]+|[^\p{P}\p{Z}\p{S}\p{C}A-Z0-9]+/gu);
  if (grupos === null) return numero.trim();
  return grupos
    .flatMap((grupo, indice) =>
      /^[0-9]{12,13}$/.test(grupo) && /^[A-Z]$/.test(grupos[indice - 1] ?? '')
        ? [grupo.slice(0, -8), grupo.slice(-8)]
        : [grupo],
    )
    .map((grupo) => grupo.replace(/^0+(?=[0-9])/, ''))
    .join('-');
}

/** Lo que decide el estado de un documento a un día. */
export interface HechosDeEstado {
  /** Unidades menores, ≥ 0. */
  readonly saldo: number;
  readonly vencimiento: Fecha;
  readonly anulada: boolean;
  readonly castigada: boolean;
  /** Una parte de su saldo, o todo, está en disputa. */
  readonly enDisputa: boolean;
  /** Lo abarca un acuerdo en curso. */
  readonly enAcuerdo: boolean;
}

/**
 * Estado calculado de un documento al día `hoy` (REGLAS: «Saldo e imputación»). De varios que le caben, el
 * primero de esta lista: el reclamo del cliente pesa más que lo que prometió, y lo prometido más que el vencimiento.
 */
export function estadoDe(hechos: HechosDeEstado, hoy: Fecha): EstadoDeDocumento {
  if (hechos.anulada) return 'anulada';
  if (hechos.castigada) return 'castigada';
  if (hechos.saldo === 0) return 'pagada';
  if (hechos.enDisputa) return 'en-disputa';
  if (hechos.enAcuerdo) return 'en-acuerdo';
  return hechos.vencimiento < hoy ? 'vencida' : 'por-vencer';
}
