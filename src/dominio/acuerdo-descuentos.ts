import type { Acuerdo, CuentaConAcuerdos } from './acuerdo.ts';
import { evaluarAcuerdos } from './acuerdo-evaluacion.ts';
import { type Fecha, ultima } from './fecha.ts';
import type { Aplicacion } from './imputacion.ts';

/** Un descuento que el cliente ganó por cumplir a tiempo, y los documentos que termina de cerrar. */
export interface DescuentoPorAplicar {
  readonly acuerdo: Acuerdo;
  /** Día en que se cumplió. */
  readonly fecha: Fecha;
  /** Unidades menores, > 0; la suma de las aplicaciones. */
  readonly monto: number;
  readonly aplicaciones: readonly Aplicacion[];
}

/** Un descuento que se dio y que ya no corresponde, porque se deshizo el pago que lo ganó. */
export interface DescuentoPorDeshacer {
  readonly acuerdo: Acuerdo;
  readonly creditoId: number;
  /** Unidades menores, > 0. */
  readonly monto: number;
  /** El día en que se deshizo el pago que lo había ganado; si no fue eso, hoy. */
  readonly fecha: Fecha;
}

/**
 * El último día del que la cuenta sabe algo, o `hoy`. Los descuentos se juzgan a ese día: un cheque que se acreditará a
 * tiempo ya gana el suyo, que rige desde el mismo día que el cheque.
 */
function horizonteDe({ documentos }: CuentaConAcuerdos, hoy: Fecha): Fecha {
  let horizonte = hoy;
  for (const { movimientos } of documentos) {
    for (const { fecha, desde = fecha, deshecho } of movimientos) {
      horizonte = ultima(horizonte, ultima(desde, deshecho ?? desde));
    }
  }
  return horizonte;
}

/**
 * Los descuentos ganados que todavía no se dieron (REGLAS: «Descuentos»): el acuerdo se cumplió a tiempo y algo de sus
 * documentos sigue debiéndose. Si se pagó de más, el descuento es sólo lo que falta para cerrarlos.
 */
export function descuentosPorAplicar(cuenta: CuentaConAcuerdos, hoy: Fecha): DescuentoPorAplicar[] {
  if (cuenta.acuerdos.every(({ descuento }) => descuento === 0)) return [];
  const horizonte = horizonteDe(cuenta, hoy);
  const saldos = saldosDe(cuenta, horizonte);
  const porAplicar: DescuentoPorAplicar[] = [];
  for (const { acuerdo, cumplidoEl, descuentoGanado, descuentoOtorgado } of evaluarAcuerdos(cuenta, horizonte)) {
    if (cumplidoEl === null || descuentoGanado === 0 || descuentoOtorgado > 0) continue;
    let resto = descuentoGanado;
    const aplicaciones: Aplicacion[] = [];
    for (const { documentoId } of acuerdo.documentos) {
      const monto = Math.min(resto, saldos.get(documentoId) ?? 0);
      if (monto <= 0) continue;
      aplicaciones.push({ documentoId, monto, fecha: cumplidoEl });
      saldos.set(documentoId, (saldos.get(documentoId) ?? 0) - monto);
      resto -= monto;
    }
    const monto = descuentoGanado - resto;
    if (monto > 0) porAplicar.push({ acuerdo, fecha: cumplidoEl, monto, aplicaciones });
  }
  return porAplicar;
}

/** Los descuentos dados que ya no corresponden: el acuerdo dejó de estar cumplido, o le toca menos. */
export function descuentosPorDeshacer(cuenta: CuentaConAcuerdos, hoy: Fecha): DescuentoPorDeshacer[] {
  if (cuenta.acuerdos.every(({ creditosDeDescuento }) => creditosDeDescuento.length === 0)) return [];
  const horizonte = horizonteDe(cuenta, hoy);
  return evaluarAcuerdos(cuenta, horizonte).flatMap(({ acuerdo, descuentoGanado, descuentoOtorgado }) => {
    if (descuentoOtorgado <= descuentoGanado) return [];
    const fecha = ultimoPagoDeshecho(cuenta, acuerdo) ?? hoy;
    return acuerdo.creditosDeDescuento.flatMap((creditoId) => {
      const monto = enPie(cuenta, creditoId, horizonte);
      return monto === 0 ? [] : [{ acuerdo, creditoId, monto, fecha }];
    });
  });
}

function ultimoPagoDeshecho({ documentos }: CuentaConAcuerdos, acuerdo: Acuerdo): Fecha | null {
  let dia: Fecha | null = null;
  for (const { documentoId, movimientos } of documentos) {
    if (!acuerdo.documentos.some((acordado) => acordado.documentoId === documentoId)) continue;
    for (const { esPago, deshecho } of movimientos) {
      if (esPago && deshecho !== null && (dia === null || deshecho > dia)) dia = deshecho;
    }
  }
  return dia;
}

function enPie({ documentos }: CuentaConAcuerdos, credito: number, dia: Fecha): number {
  let suma = 0;
  for (const { movimientos } of documentos) {
    for (const { creditoId, monto, deshecho } of movimientos) {
      if (creditoId === credito && (deshecho === null || deshecho > dia)) suma += monto;
    }
  }
  return suma;
}

function saldosDe({ documentos }: CuentaConAcuerdos, dia: Fecha): Map<number, number> {
  return new Map(
    documentos.map(({ documentoId, importe, movimientos }) => {
      const vigentes = movimientos.filter(({ deshecho }) => deshecho === null || deshecho > dia);
      return [documentoId, importe - vigentes.reduce((suma, { monto }) => suma + monto, 0)];
    }),
  );
}
