import {
  type Acuerdo,
  type AcuerdoEvaluado,
  type CuentaConAcuerdos,
  type CuotaEvaluada,
  type EstadoDeAcuerdo,
  type EstadoDeCuota,
  type EstadoDePlan,
  esPlan,
} from './acuerdo.ts';
import { type Cobro, type PagoRecibido, Seguimiento } from './acuerdo-seguimiento.ts';
import type { Fecha } from './fecha.ts';

/**
 * Juzga juntos los acuerdos de un cliente en una moneda, al día `hoy` (3-rules: «Promise to pay», «Instalment plan»). Van
 * por fecha y número; los posteriores a `hoy` no están. El dinero de un pago cuenta una sola vez: primero para el acuerdo
 * más viejo que está a tiempo; lo que ninguno a tiempo necesita, para el más viejo de los atrasados.
 */
export function evaluarAcuerdos(cuenta: CuentaConAcuerdos, hoy: Fecha): AcuerdoEvaluado[] {
  const seguimientos = abrirSeguimientos(cuenta, hoy);
  const { movimientos, porDia } = ordenarMovimientos(cuenta, seguimientos, hoy);
  const dias = new Set([...movimientos, ...seguimientos.flatMap(diasDe)].filter((dia) => dia <= hoy));
  for (const dia of [...dias].sort()) {
    for (const movimiento of porDia.get(dia) ?? []) {
      if (movimiento.esPago) repartirPago(movimiento, seguimientos);
      else deducir(movimiento, seguimientos);
    }
    for (const seguimiento of seguimientos) seguimiento.juzgar(dia);
  }
  const otorgados = sumarDescuentos(cuenta, hoy);
  return seguimientos.map((seguimiento) => concluir(seguimiento, hoy, otorgados));
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
    .map((acuerdo) => ({ ...acuerdo, hecho: conHechoHasta(acuerdo, hoy) }))
    .sort(porVejez)
    .map((acuerdo) => new Seguimiento(acuerdo, importes));
}

/** Un hecho que todavía no pasó, o que llegó cuando la promesa ya estaba decidida, no la cambia. */
function conHechoHasta({ hecho, cuotas, tipo }: Acuerdo, hoy: Fecha): Acuerdo['hecho'] {
  if (hecho === null || hecho.fecha > hoy) return null;
  const fin = cuotas.at(-1)?.fin ?? hecho.fecha;
  return tipo !== 'cuotas' && hecho.fecha > fin ? null : hecho;
}

function porVejez(uno: Acuerdo, otro: Acuerdo): number {
  if (uno.creado !== otro.creado) return uno.creado < otro.creado ? -1 : 1;
  return uno.id - otro.id;
}

interface MovimientoDelDia extends PagoRecibido {
  readonly esPago: boolean;
  readonly creditoId: number | null;
  readonly abarcadoPor: number;
}

function diasDe(seguimiento: Seguimiento): Fecha[] {
  return [seguimiento.acuerdo.creado, ...seguimiento.diasDeJuicio()];
}

/**
 * Lo que pasó cada día, en un orden que no depende de cuándo se registró: lo que no es pago antes que los pagos, y un pago
 * que sólo sirve a un acuerdo antes que el que sirve a varios.
 */
function ordenarMovimientos(cuenta: CuentaConAcuerdos, seguimientos: readonly Seguimiento[], hoy: Fecha) {
  const porDia = new Map<Fecha, MovimientoDelDia[]>();
  for (const { documentoId, movimientos } of cuenta.documentos) {
    const abarcadoPor = seguimientos.filter((seguimiento) => seguimiento.abarca(documentoId)).length;
    if (abarcadoPor === 0) continue;
    for (const { operacionId, creditoId, esPago, fecha, monto, deshecho } of movimientos) {
      if (fecha > hoy || (deshecho !== null && deshecho <= hoy)) continue;
      const delDia = porDia.get(fecha) ?? [];
      porDia.set(fecha, delDia);
      delDia.push({ documentoId, operacionId, creditoId, esPago, fecha, monto, abarcadoPor });
    }
  }
  for (const delDia of porDia.values()) delDia.sort(compararMovimientos);
  return { movimientos: [...porDia.keys()], porDia };
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
function deducir({ documentoId, creditoId, monto }: MovimientoDelDia, seguimientos: readonly Seguimiento[]): void {
  for (const seguimiento of seguimientos) {
    const esPropio = creditoId !== null && seguimiento.acuerdo.creditosDeDescuento.includes(creditoId);
    if (!esPropio) seguimiento.deducir(documentoId, monto);
  }
}

function sumarDescuentos({ acuerdos, documentos }: CuentaConAcuerdos, hoy: Fecha): ReadonlyMap<number, number> {
  const acuerdoDe = new Map(acuerdos.flatMap(({ id, creditosDeDescuento }) => creditosDeDescuento.map((c) => [c, id])));
  const sumas = new Map<number, number>();
  if (acuerdoDe.size === 0) return sumas;
  for (const { creditoId, fecha, monto, deshecho } of documentos.flatMap(({ movimientos }) => movimientos)) {
    const id = creditoId === null ? undefined : acuerdoDe.get(creditoId);
    if (id === undefined || fecha > hoy || (deshecho !== null && deshecho <= hoy)) continue;
    sumas.set(id, (sumas.get(id) ?? 0) + monto);
  }
  return sumas;
}

function concluir(seguimiento: Seguimiento, hoy: Fecha, otorgados: ReadonlyMap<number, number>): AcuerdoEvaluado {
  const { acuerdo, pagado, pagadoATiempo, cumplidoEl, caidoEl, exigible } = seguimiento;
  const cuotas = evaluarCuotas(seguimiento, hoy);
  const atrasada = cuotas.some(({ estado }) => estado === 'vencida');
  const estado = esPlan(acuerdo) ? estadoDePlan(seguimiento, atrasada) : estadoDePromesa(seguimiento, hoy);
  const vigente = estado === 'abierta' || estado === 'vigente' || estado === 'en-falta';
  return {
    acuerdo,
    estado,
    exigible,
    pagado,
    pagadoATiempo,
    pendiente: acuerdo.hecho === null ? seguimiento.faltante : 0,
    descuentoGanado: acuerdo.hecho === null ? seguimiento.descuentoGanado : 0,
    descuentoOtorgado: otorgados.get(acuerdo.id) ?? 0,
    cumplidoEl,
    caidoEl,
    cerradoEl: cierreDe(seguimiento, hoy),
    vigente,
    aTiempo: vigente && !atrasada,
    cuotas,
    proxima: vigente ? (cuotas.find(({ pendiente }) => pendiente > 0) ?? null) : null,
  };
}

const estadoPorHecho = {
  reemplazado: { promesa: 'reemplazada', plan: 'renegociado' },
  renegociado: { promesa: 'reemplazada', plan: 'renegociado' },
  retirado: { promesa: 'retirada', plan: 'anulado' },
  anulado: { promesa: 'retirada', plan: 'anulado' },
} as const;

function estadoDePromesa(
  { acuerdo, pagado, pagadoATiempo, cumplidoEl, faltante }: Seguimiento,
  hoy: Fecha,
): EstadoDeAcuerdo {
  const { hecho, cuotas } = acuerdo;
  if (hecho !== null) return estadoPorHecho[hecho.tipo].promesa;
  if (cumplidoEl !== null) return 'cumplida';
  if (hoy <= (cuotas.at(-1)?.fin ?? hoy)) return 'abierta';
  if (faltante === 0 && pagado > 0) return 'cumplida-tarde';
  return pagadoATiempo > 0 ? 'parcial' : 'incumplida';
}

function estadoDePlan({ acuerdo, cumplidoEl, caidoEl }: Seguimiento, atrasada: boolean): EstadoDePlan {
  if (acuerdo.hecho !== null) return estadoPorHecho[acuerdo.hecho.tipo].plan;
  if (cumplidoEl !== null) return 'cumplido';
  if (caidoEl !== null) return 'caido';
  return atrasada ? 'en-falta' : 'vigente';
}

function cierreDe({ acuerdo, cumplidoEl, caidoEl }: Seguimiento, hoy: Fecha): Fecha | null {
  if (esPlan(acuerdo)) return caidoEl ?? cumplidoEl ?? acuerdo.hecho?.fecha ?? null;
  if (acuerdo.hecho !== null) return acuerdo.hecho.fecha;
  const fin = acuerdo.cuotas.at(-1)?.fin ?? hoy;
  return fin < hoy ? fin : null;
}

/** El dinero llena la cuota más vieja primero; lo que una nota de crédito bajó se quita de la última. */
function evaluarCuotas({ acuerdo, cobros, exigible, pagado }: Seguimiento, hoy: Fecha): CuotaEvaluada[] {
  let porExigir = Math.max(0, exigible);
  let porRepartir = pagado;
  let acumulado = 0;
  return acuerdo.cuotas.map((cuota) => {
    const exigibleDeCuota = Math.min(cuota.monto, porExigir);
    const pagadoDeCuota = Math.min(exigibleDeCuota, porRepartir);
    porExigir -= exigibleDeCuota;
    porRepartir -= pagadoDeCuota;
    acumulado += exigibleDeCuota;
    const pendiente = exigibleDeCuota - pagadoDeCuota;
    return {
      ...cuota,
      exigible: exigibleDeCuota,
      pagado: pagadoDeCuota,
      pendiente,
      estado: estadoDeCuota({ pendiente, pagado: pagadoDeCuota, atrasada: cuota.fin < hoy }),
      pagadaEl: pendiente === 0 && exigibleDeCuota > 0 ? diaEnQueSeJunto(cobros, acumulado) : null,
    };
  });
}

function estadoDeCuota(cuota: { pendiente: number; pagado: number; atrasada: boolean }): EstadoDeCuota {
  if (cuota.pendiente === 0) return 'pagada';
  if (cuota.atrasada) return 'vencida';
  return cuota.pagado > 0 ? 'parcial' : 'pendiente';
}

/** Los cobros ya vienen por día. */
function diaEnQueSeJunto(cobros: readonly Cobro[], monto: number): Fecha | null {
  let suma = 0;
  for (const cobro of cobros) {
    suma += cobro.monto;
    if (suma >= monto) return cobro.fecha;
  }
  return null;
}
