import { asegurar } from '../../dominio/errores.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { Retenida } from '../../dominio/partidas.ts';
import type { UnidadDeReclamo } from '../../dominio/recordatorio/tipos.ts';
import type { Libro } from '../conexion.ts';

/** Lo que hace falta de un documento sólo cuando se lo nombra. */
interface Detalle {
  readonly numero: string;
  readonly emision: Fecha;
  readonly importe: number;
}

/** El detalle de un documento por su número interno. */
export type DetalleDeDocumento = (documentoId: number) => Detalle;

/** Lee el detalle de los documentos de a uno, al pedirlo. */
export function abrirDetalles(libro: Libro): DetalleDeDocumento {
  const consulta = libro.preparar<Detalle>('SELECT numero, emision, importe FROM documentos WHERE id = ?');
  return (documentoId) => {
    const detalle = consulta.get(documentoId);
    asegurar(detalle !== undefined, `el documento ${documentoId} no está`);
    return detalle;
  };
}

/**
 * Una parte de un documento recién leída. De cientos de miles se nombran unos pocos en un mensaje, así que el número, la
 * emisión y el importe se leen al pedirlos. Una copia con `{ ...unidad }` no los lleva.
 */
export class UnidadLeida implements UnidadDeReclamo {
  readonly documentoId: number;
  readonly acuerdoId: number | null;
  readonly vencimiento: Fecha;
  readonly saldo: number;
  readonly retenida: Retenida | null;
  readonly promesaIncumplida: boolean;
  readonly planCaido: boolean;
  readonly pasosHechos: ReadonlyMap<string, Fecha>;
  readonly #detalleDe: DetalleDeDocumento;
  #detalle: Detalle | undefined;

  constructor(detalleDe: DetalleDeDocumento, datos: Omit<UnidadDeReclamo, keyof Detalle>) {
    this.documentoId = datos.documentoId;
    this.acuerdoId = datos.acuerdoId;
    this.vencimiento = datos.vencimiento;
    this.saldo = datos.saldo;
    this.retenida = datos.retenida;
    this.promesaIncumplida = datos.promesaIncumplida;
    this.planCaido = datos.planCaido ?? false;
    this.pasosHechos = datos.pasosHechos;
    this.#detalleDe = detalleDe;
  }

  get numero(): string {
    return this.#leer().numero;
  }

  get emision(): Fecha {
    return this.#leer().emision;
  }

  get importe(): number {
    return this.#leer().importe;
  }

  #leer(): Detalle {
    this.#detalle ??= this.#detalleDe(this.documentoId);
    return this.#detalle;
  }
}
