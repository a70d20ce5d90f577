/** Los hechos del modelo de R11 y sus días, como números enteros. Los montos, en unidades menores. */
export type Dia = number;
export const NUNCA: Dia = 1e9;
/** Después de todo lo que puede pasar: el saldo a este día es el de todos los hechos. */
export const AL_FINAL: Dia = NUNCA - 1;

export const dia = (texto: string): Dia => Date.parse(`${texto}T00:00:00Z`) / 86_400_000;
export const texto = (numero: Dia): string => new Date(numero * 86_400_000).toISOString().slice(0, 10);

export interface Factura {
  readonly numero: string;
  readonly cliente: string;
  readonly moneda: string;
  readonly emision: Dia;
  readonly vence: Dia;
  readonly importe: number;
}
export interface Credito {
  readonly id: number;
  readonly cliente: string;
  readonly moneda: string;
  readonly tipo: 'pago' | 'nota-credito' | 'descuento' | 'castigo';
  readonly dia: Dia;
  readonly monto: number;
  readonly cheque: boolean;
  /** Día desde el que ya no existe. */
  fin: Dia;
}
export interface Aplicacion {
  readonly op: number;
  readonly credito: Credito;
  readonly factura: Factura;
  /** Desde cuándo rige en el saldo. */
  readonly dia: Dia;
  /** Cuándo cuenta para lo acordado: la fecha de valor del crédito, o la de emisión si la factura es posterior. */
  readonly valor: Dia;
  readonly monto: number;
  fin: Dia;
}
export interface Cuota {
  readonly vence: Dia;
  readonly fin: Dia;
  readonly monto: number;
}
export interface Acuerdo {
  readonly id: number;
  readonly op: number;
  readonly cliente: string;
  readonly moneda: string;
  readonly tipo: 'promesa' | 'cuotas' | 'quita' | 'pronto-pago';
  readonly descuento: number;
  readonly creado: Dia;
  readonly cuotas: readonly Cuota[];
  readonly saldos: ReadonlyMap<Factura, number>;
  hecho: { readonly cambia: boolean; readonly dia: Dia; readonly op: number } | null;
  readonly descuentos: Set<Credito>;
}
/** Un acuerdo visto a un día. */
export interface Juicio {
  readonly acuerdo: Acuerdo;
  readonly estado: string;
  readonly vigente: boolean;
  readonly pagado: number;
  readonly pendiente: number;
  /** Lo que había que pagar al terminar la ventana. */
  readonly prometido: number;
  readonly aTiempo: number;
  readonly cuotas: readonly { readonly estado: string; readonly pagado: number; readonly pendiente: number }[];
  readonly cumplido: Dia | null;
  readonly ganado: number;
}
export interface Terminos {
  readonly clase: 'promesa' | 'cuotas' | 'quita';
  readonly dias: readonly Dia[];
  readonly monto: number | null;
  readonly puntosBasicos: number;
  readonly numeros: readonly string[] | null;
  readonly adicional: boolean;
}
