import type { DatoDeContacto } from './cliente.ts';
import type { Moneda } from './dinero.ts';
import type { TipoDeDocumento } from './documento.ts';
import type { Fecha } from './fecha.ts';

/** Qué contiene un archivo que se importa. */
export type TipoDeArchivo = 'facturas' | 'clientes' | 'pagos';

/** Lo que una fila dice del cliente; al menos uno de los tres primeros está presente salvo en pagos sin identificar. */
export interface ClienteDeFila {
  readonly codigo: string | null;
  readonly idFiscal: string | null;
  readonly nombre: string | null;
  readonly segmento: string | null;
  readonly gestor: string | null;
  readonly plazoDias: number | null;
  readonly nota: string | null;
  readonly contactos: readonly DatoDeContacto[];
}

/** El cliente que nombran las filas de un archivo de facturas: el mismo objeto en todas las que dicen lo mismo de él. */
export interface ClienteNombrado {
  /** Lo que dicen de él; `null` si ya se soltó. */
  readonly datos: ClienteDeFila | null;
  /** Su número interno en el libro, desde que se lo registró. */
  clienteId: number | null;
  /** Se llama cuando sus datos no se van a pedir más: los de cien mil clientes ocupan más que todo lo demás. */
  soltar(): void;
}

/** Cómo se leyó la palabra de la columna de estado. */
export type EstadoLeido = 'pagada' | 'pendiente' | 'parcial' | 'anulada';

/** Una fila de un archivo de facturas, ya convertida a valores del dominio. El vencimiento puede faltar todavía. */
export interface FilaDeDocumento {
  readonly linea: number;
  readonly cliente: ClienteNombrado;
  readonly tipo: TipoDeDocumento;
  readonly numero: string;
  /** Forma comparable del número, con la letra del comprobante delante si vino en otra columna. */
  readonly numeroNormal: string;
  /** Falta en algunos archivos; entonces el documento rige desde su vencimiento o la importación, lo que ocurra antes. */
  readonly emision: Fecha | null;
  /** Falta en algunos archivos; entonces se calcula con el plazo (REGLAS: «Vencimiento»). */
  readonly vencimiento: Fecha | null;
  readonly plazoDias: number | null;
  readonly moneda: Moneda;
  /** Unidades menores, > 0; el signo está en `tipo`. */
  readonly importe: number;
  /** Saldo que informa el archivo, ≥ 0, o `null` si no lo informa. */
  readonly saldo: number | null;
  /** Lo ya pagado según el archivo, ≥ 0, o `null`. */
  readonly pagado: number | null;
  readonly fechaPago: Fecha | null;
  readonly estado: EstadoLeido | null;
  readonly ordenCompra: string | null;
  readonly documento: string | null;
  readonly nota: string | null;
  /** Sólo si el archivo tiene columnas de artículos. */
  readonly renglon?: RenglonDeFila | undefined;
}

/** Qué artículo del documento describe una fila. */
export interface RenglonDeFila {
  /** Igual en dos filas que describen lo mismo. */
  readonly firma: number;
  /** Lo que vale el renglón según sus propias columnas, en unidades menores; `null` si no lo dicen. */
  readonly monto: number | null;
}

/** Medios por los que entra el dinero. */
export const mediosDePago = [
  'efectivo',
  'transferencia',
  'deposito',
  'tarjeta',
  'cheque',
  'link',
  'retencion',
  'otro',
] as const;
export type MedioDePago = (typeof mediosDePago)[number];

/** Una fila de un archivo de pagos o de un extracto bancario. */
export interface FilaDePago {
  readonly linea: number;
  readonly cliente: ClienteDeFila;
  /** Número del pago mismo (recibo, id de transacción), si el archivo lo trae. */
  readonly recibo: string | null;
  /** Factura que el archivo dice que se paga, como está escrita y en forma comparable. */
  readonly numero: string | null;
  readonly numeroNormal: string | null;
  readonly fecha: Fecha;
  readonly moneda: Moneda;
  /** Unidades menores, > 0. */
  readonly monto: number;
  readonly medio: MedioDePago | null;
  readonly referencia: string | null;
  readonly nota: string | null;
}

/** Una fila de un archivo de clientes. */
export interface FilaDeCliente {
  readonly linea: number;
  readonly cliente: ClienteDeFila;
}

/** Una fila que no puede entrar: dónde está, qué dice y por qué no. `columna` es el encabezado del archivo. */
export interface Rechazo {
  readonly linea: number;
  readonly columna: string;
  readonly valor: string;
  readonly motivo: string;
}

/** Una fila que no es un registro y se deja de lado sin ser un error: vacía, total, relleno, débito bancario. */
export interface Omision {
  readonly linea: number;
  readonly motivo: MotivoDeOmision;
}
export type MotivoDeOmision =
  | 'vacia'
  | 'total'
  | 'relleno'
  | 'repetida'
  | 'renglon'
  | 'salida-de-dinero'
  | 'importe-cero'
  | 'anulada'
  | 'borrador'
  | 'ajena'
  | 'encabezado-repetido';

/** El resultado de interpretar una fila. */
export type Leida<F> =
  | { readonly clase: 'fila'; readonly fila: F }
  | { readonly clase: 'rechazo'; readonly rechazo: Rechazo }
  | { readonly clase: 'omitida'; readonly omision: Omision };
