import {
  type Acuerdo,
  type AcuerdoEvaluado,
  type CuentaConAcuerdos,
  esPlan,
  type MovimientoDeDocumento,
} from './acuerdo.ts';
import { concluirAcuerdo } from './acuerdo-estado.ts';
import { type PagoRecibido, Seguimiento } from './acuerdo-seguimiento.ts';
import type { Fecha } from './fecha.ts';

/**
 * Juzga juntos los acuerdos de un cliente en una moneda, al día `hoy` (REGLAS: «Promesa», «Plan de cuotas»). Van
 * por fecha y número; los posteriores a `hoy` no están. El dinero de un pago cuenta una sola vez: primero para el acuerdo
 * más viejo que está a tiempo; lo que ninguno a tiempo necesita, para el más viejo de los atrasados.
 */
export function evaluarAcuerdos(cuenta: CuentaConAcuerdos, hoy: Fecha): AcuerdoEvaluado[] {
  const seguimientos = abrirSeguimientos(cuenta, hoy);
  const porDia = ordenarMovimientos(cuenta, seguimientos, hoy);
  for (const seguimiento of seguimientos) {
    for (const dia of seguimiento.diasDeJuicio(hoy)) if (!porDia.has(dia)) porDia.set(dia, []);
  }
  for (const dia of [...porDia.keys()].sort()) {
    for (const movimiento of porDia.get(dia) ?? []) {
      if (movimiento.esPago) repartirPago(movimiento, seguimientos);
      else deducir(movimiento, seguimientos);
    }
    for (const seguimiento of seguimientos) seguimiento.juzgar(dia);
  }
  const otorgados = sumarDescuentos(cuenta, hoy);
  return seguimientos.map((seguimiento) => concluirAcuerdo(seguimiento, hoy, otorgados));
}

/** Juzga los acuerdos de muchas cuentas. */
export function evaluarCuentas(cuentas: Iterable<CuentaConAcuerdos>, hoy: Fecha): AcuerdoEvaluado[] {
  const evaluados: AcuerdoEvaluado[] = [];
  for (const cuenta of cuentas) evaluados.push(...evaluarAcuerdos(cuenta, hoy));
  return evaluados;
}

/**
 * Dice si cuenta como incumplimiento de la conducta del cliente: una promesa que no se cumplió a tiempo, aunque se pagara
 * tarde, o un plan que se cayó. Un descuento que no se aprovechó no rompe nada.
 */
export function estaIncumplido({ acuerdo, estado, caidoEl }: AcuerdoEvaluado): boolean {
  if (esPlan(acuerdo)) return caidoEl !== null;
  return acuerdo.tipo === 'promesa' && (estado === 'parcial' || estado === 'incumplida' || estado === 'cumplida-tarde');
}

function abrirSeguimientos({ acuerdos, documentos }: CuentaConAcuerdos, hoy: Fecha): Seguimiento[] {
  const importes = new Map(documentos.map(({ documentoId, importe }) => [documentoId, importe]));
  return acuerdos
    .filter(({ creado }) => creado <= hoy)
    .sort(porVejez)
    .map((acuerdo) => new Seguimiento(sinHechoAjeno(acuerdo, hoy), importes));
}

/** Un hecho que todavía no pasó, o que llegó cuando la promesa ya estaba decidida, no la cambia. */
function sinHechoAjeno(acuerdo: Acuerdo, hoy: Fecha): Acuerdo {
  const { hecho, cuotas } = acuerdo;
  if (hecho === null) return acuerdo;
  const fin = cuotas.at(-1)?.fin ?? hecho.fecha;
  const cuenta = hecho.fecha <= hoy && (esPlan(acuerdo) || hecho.fecha <= fin);
  return cuenta ? acuerdo : { ...acuerdo, hecho: null };
}

function porVejez(uno: Acuerdo, otro: Acuerdo): number {
  if (uno.creado !== otro.creado) return uno.creado < otro.creado ? -1 : 1;
  return uno.id - otro.id;
}

interface MovimientoDelDia extends PagoRecibido {
  readonly esPago: boolean;
  readonly esCastigo: boolean;
  readonly creditoId: number | null;
  readonly abarcadoPor: number;
}

/**
 * Lo que pasó cada día, en un orden que no depende de cuándo se registró: lo que no es pago antes que los pagos, y un pago
 * que sólo sirve a un acuerdo antes que el que sirve a varios.
 */
function ordenarMovimientos(
  cuenta: CuentaConAcuerdos,
  seguimientos: readonly Seguimiento[],
  hoy: Fecha,
): Map<Fecha, MovimientoDelDia[]> {
  const porDia = new Map<Fecha, MovimientoDelDia[]>();
  for (const { documentoId, movimientos } of cuenta.documentos) {
    if (movimientos.length === 0) continue;
    const abarcadoPor = seguimientos.filter((seguimiento) => seguimiento.abarca(documentoId)).length;
    if (abarcadoPor === 0) continue;
    for (const registrado of movimientos) {
      if (!rigeAl(registrado, hoy)) continue;
      const { operacionId, creditoId, esPago, esCastigo = false, fecha, monto } = registrado;
      const movimiento = { documentoId, operacionId, creditoId, esPago, esCastigo, fecha, monto, abarcadoPor };
      const delDia = porDia.get(fecha);
      if (delDia === undefined) porDia.set(fecha, [movimiento]);
      else delDia.push(movimiento);
    }
  }
  for (const delDia of porDia.values()) if (delDia.length > 1) delDia.sort(compararMovimientos);
  return porDia;
}

/** Sólo cuenta lo que rige en el saldo de ese día; cuándo cuenta lo dice su fecha de valor. */
function rigeAl({ fecha, desde = fecha, deshecho }: MovimientoDeDocumento, hoy: Fecha): boolean {
  return desde <= hoy && (deshecho === null || deshecho > hoy);
}

function compararMovimientos(uno: MovimientoDelDia, otro: MovimientoDelDia): number {
  return (
    Number(uno.esPago) - Number(otro.esPago) ||
    uno.abarcadoPor - otro.abarcadoPor ||
    uno.documentoId - otro.documentoId ||
    uno.operacionId - otro.operacionId
  );
}

function repartirPago(pago: MovimientoDelDia, seguimientos: readonly Seguimiento[]): void {
  const alcanzados = seguimientos.filter((seguimiento) => seguimiento.abarca(pago.documentoId));
  const tomado = new Map<Seguimiento, number>();
  let resto = pago.monto;
  for (const momento of ['a-tiempo', 'tarde'] as const) {
    for (const seguimiento of alcanzados) {
      if (seguimiento.momentoDe(pago) !== momento) continue;
      const parte = Math.min(resto, seguimiento.faltante);
      seguimiento.cobrar(pago, parte);
      tomado.set(seguimiento, parte);
      resto -= parte;
    }
  }
  for (const seguimiento of alcanzados) {
    seguimiento.deducir(pago.documentoId, pago.monto - (tomado.get(seguimiento) ?? 0));
  }
}

/** El descuento que el propio acuerdo dio no baja lo que el acuerdo exige. */
function deducir(movimiento: MovimientoDelDia, seguimientos: readonly Seguimiento[]): void {
  const { documentoId, creditoId, esCastigo, monto } = movimiento;
  for (const seguimiento of seguimientos) {
    const esPropio = creditoId !== null && seguimiento.acuerdo.creditosDeDescuento.includes(creditoId);
    if (esPropio) continue;
    if (esCastigo && seguimiento.daPorPerdido(movimiento)) seguimiento.castigar(documentoId, monto);
    else seguimiento.deducir(documentoId, monto);
  }
}

function sumarDescuentos({ acuerdos, documentos }: CuentaConAcuerdos, hoy: Fecha): ReadonlyMap<number, number> {
  const sumas = new Map<number, number>();
  if (acuerdos.every(({ creditosDeDescuento }) => creditosDeDescuento.length === 0)) return sumas;
  const acuerdoDe = new Map(acuerdos.flatMap(({ id, creditosDeDescuento }) => creditosDeDescuento.map((c) => [c, id])));
  for (const movimiento of documentos.flatMap(({ movimientos }) => movimientos)) {
    const id = movimiento.creditoId === null ? undefined : acuerdoDe.get(movimiento.creditoId);
    if (id !== undefined && rigeAl(movimiento, hoy)) sumas.set(id, (sumas.get(id) ?? 0) + movimiento.monto);
  }
  return sumas;
}
