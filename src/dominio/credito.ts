/** De dónde sale lo que cancela deuda. */
export type TipoDeCredito = 'pago' | 'nota-credito' | 'descuento' | 'castigo' | 'ajuste';

/** Estado de un crédito, siempre calculado: cuánto de él ya cancela documentos. */
export type EstadoDeCredito = 'imputado' | 'parcial' | 'sin-imputar' | 'sin-identificar' | 'por-cobrar' | 'anulado';

/**
 * Estado calculado de un crédito. Uno anulado lo es aunque nunca se supiera de quién era.
 * @param hechos `monto` > 0 y `sinImputar` de 0 a `monto`, en unidades menores
 */
export function estadoDeCredito(hechos: {
  readonly monto: number;
  readonly sinImputar: number;
  readonly anulado: boolean;
  readonly identificado: boolean;
  /** Un cheque antes del día en que se cobra. */
  readonly porCobrar?: boolean;
}): EstadoDeCredito {
  if (hechos.anulado) return 'anulado';
  if (hechos.porCobrar === true) return 'por-cobrar';
  if (!hechos.identificado) return 'sin-identificar';
  if (hechos.sinImputar === 0) return 'imputado';
  return hechos.sinImputar < hechos.monto ? 'parcial' : 'sin-imputar';
}
