import {
  type AcuerdoEvaluado,
  type CuotaEvaluada,
  type EstadoDeAcuerdo,
  type EstadoDeCuota,
  type EstadoDePlan,
  esPlan,
} from './acuerdo.ts';
import type { Cobro, Seguimiento } from './acuerdo-seguimiento.ts';
import type { Fecha } from './fecha.ts';

/** Cómo quedó el acuerdo al día `hoy`, hasta el que ya se lo siguió. `otorgados`: lo que cada acuerdo ya descontó. */
export function concluirAcuerdo(
  seguimiento: Seguimiento,
  hoy: Fecha,
  otorgados: ReadonlyMap<number, number>,
): AcuerdoEvaluado {
  const { acuerdo, pagado, pagadoATiempo, cumplidoEl, caidoEl, exigible, exigibleEnVentana } = seguimiento;
  const cuotas = evaluarCuotas(seguimiento, hoy);
  const atrasada = cuotas.some(({ estado }) => estado === 'vencida');
  const estado = esPlan(acuerdo) ? estadoDePlan(seguimiento, atrasada) : estadoDePromesa(seguimiento, hoy);
  const vigente = estado === 'abierta' || estado === 'vigente' || estado === 'en-falta';
  return {
    acuerdo,
    estado,
    exigible,
    exigibleEnVentana,
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
  { acuerdo, pagado, pagadoATiempo, cumplidoEl, prometido }: Seguimiento,
  hoy: Fecha,
): EstadoDeAcuerdo {
  const { hecho, cuotas } = acuerdo;
  if (hecho !== null) return estadoPorHecho[hecho.tipo].promesa;
  if (cumplidoEl !== null) return 'cumplida';
  if (hoy <= (cuotas.at(-1)?.fin ?? hoy)) return 'abierta';
  if (pagado > 0 && pagado >= prometido) return 'cumplida-tarde';
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
    const { numero, vencimiento, fin, monto } = cuota;
    return {
      numero,
      vencimiento,
      fin,
      monto,
      exigible: exigibleDeCuota,
      pagado: pagadoDeCuota,
      pendiente,
      estado: estadoDeCuota({ pendiente, pagado: pagadoDeCuota, atrasada: fin < hoy }),
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
