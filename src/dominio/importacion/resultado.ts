import { contar } from '../cantidad.ts';
import { type Moneda, textoLocal } from '../dinero.ts';
import type { Fecha } from '../fecha.ts';
import type { MotivoDeOmision, Omision, Rechazo, TipoDeArchivo } from '../filas.ts';

/** Lo que vale un archivo en una moneda; las notas de crédito restan. */
export interface TotalDeArchivo {
  readonly moneda: Moneda;
  /** Documentos aceptados, o pagos si el archivo es de pagos. */
  readonly facturas: number;
  readonly importe: number;
  /** Lo que queda abierto de esos documentos, o sin imputar de esos pagos. */
  readonly saldo: number;
}

/** Lo que pasó con un archivo. Siempre vale `filas = nuevas + actualizadas + sinCambios + rechazadas + omitidas`. */
export interface ResultadoDeImportacion {
  readonly archivo: string;
  readonly tipo: TipoDeArchivo;
  readonly perfil: string | null;
  readonly codificacion: string;
  readonly separador: string;
  readonly decimal: string;
  readonly fecha: string;
  readonly filas: number;
  readonly nuevas: number;
  readonly actualizadas: number;
  readonly sinCambios: number;
  readonly rechazadas: number;
  readonly omitidas: number;
  readonly omitidasPorMotivo: Readonly<Partial<Record<MotivoDeOmision, number>>>;
  readonly clientesNuevos: number;
  readonly pagosNuevos: number;
  readonly totales: readonly TotalDeArchivo[];
  /** Los primeros rechazos, hasta {@link RECHAZOS_A_LA_VISTA_MAX}. */
  readonly rechazos: readonly Rechazo[];
  readonly avisos: readonly string[];
}

/** Cuántos rechazos se guardan en memoria y se muestran; los demás sólo se cuentan (y van al archivo de rechazos). */
export const RECHAZOS_A_LA_VISTA_MAX = 1000;

/** Lleva la cuenta de un archivo mientras se lee. */
export class CuentaDeImportacion {
  filas = 0;
  nuevas = 0;
  actualizadas = 0;
  sinCambios = 0;
  rechazadas = 0;
  omitidas = 0;
  clientesNuevos = 0;
  pagosNuevos = 0;
  /** Documentos emitidos después de hoy. */
  futuros = 0;
  readonly omitidasPorMotivo: Partial<Record<MotivoDeOmision, number>> = {};
  readonly rechazos: Rechazo[] = [];
  readonly #totales = new Map<Moneda, { facturas: number; importe: number; saldo: number }>();
  readonly #ajustado = new Map<Moneda, { documentos: number; monto: number }>();
  readonly #avisos = new Map<string, { veces: number; ejemplo: string }>();

  rechazar(rechazo: Rechazo): void {
    this.rechazadas++;
    if (this.rechazos.length < RECHAZOS_A_LA_VISTA_MAX) this.rechazos.push(rechazo);
  }

  omitir({ motivo }: Omision): void {
    this.omitidas++;
    this.omitidasPorMotivo[motivo] = (this.omitidasPorMotivo[motivo] ?? 0) + 1;
  }

  /** Suma al total del archivo; `importe` y `saldo` llevan signo. */
  sumar(moneda: Moneda, importe: number, saldo: number): void {
    const total = this.#totales.get(moneda);
    if (total === undefined) {
      this.#totales.set(moneda, { facturas: 1, importe, saldo });
    } else {
      total.facturas++;
      total.importe += importe;
      total.saldo += saldo;
    }
  }

  /** Anota algo que conviene saber y que puede repetirse en muchas filas; se muestra una vez, con la cuenta y el primer caso. */
  anotar(aviso: string, ejemplo: string): void {
    const previo = this.#avisos.get(aviso);
    if (previo === undefined) this.#avisos.set(aviso, { veces: 1, ejemplo });
    else previo.veces++;
  }

  /** Suma una parte cancelada sin fecha: rige desde el día de la importación. Unidades menores, > 0. */
  sumarAjuste(moneda: Moneda, monto: number): void {
    const { documentos, monto: previo } = this.#ajustado.get(moneda) ?? { documentos: 0, monto: 0 };
    this.#ajustado.set(moneda, { documentos: documentos + 1, monto: previo + monto });
  }

  /** Lo que las listas de otro día, o las de hoy, no muestran todavía. */
  avisosDeFecha(hoy: Fecha): string[] {
    const ajustes = [...this.#ajustado].map(
      ([moneda, { documentos, monto }]) =>
        `lo ya pagado sin fecha rige desde hoy (${hoy}): para días anteriores ${documentos === 1 ? 'esa factura figura abierta' : 'esas facturas figuran abiertas'} (${contar(documentos, 'documento')} por ${textoLocal({ monto, moneda })} ${moneda})`,
    );
    const { futuros } = this;
    if (futuros === 0) return ajustes;
    const enListas = futuros === 1 ? 'todavía no figura' : 'todavía no figuran';
    return [...ajustes, `${contar(futuros, 'documento')} con emisión posterior a hoy: ${enListas} en las listas`];
  }

  get totales(): TotalDeArchivo[] {
    return [...this.#totales]
      .map(([moneda, total]) => ({ moneda, ...total }))
      .sort((a, b) => (a.moneda < b.moneda ? -1 : 1));
  }

  get avisos(): string[] {
    return [...this.#avisos].map(([aviso, { veces, ejemplo }]) =>
      veces === 1 ? `${aviso}: ${ejemplo}` : `${aviso}: ${contar(veces, 'fila')} (la primera, ${ejemplo})`,
    );
  }
}
