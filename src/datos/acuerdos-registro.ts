import type { HechoDeAcuerdo } from '../dominio/acuerdo.ts';
import type { PlanDeAcuerdo } from '../dominio/acuerdo-plan.ts';
import type { Operacion } from './operacion.ts';

/** Lo que acompaña a un plan decidido al registrarlo. */
export interface DatosDeAcuerdo {
  readonly clienteId: number;
  readonly contactoId: number | null;
  /** El acuerdo al que sigue, si reemplaza o renegocia alguno. */
  readonly reemplazaA: number | null;
  readonly nota: string | null;
}

/** Registra un acuerdo con sus cuotas y sus documentos; devuelve su id. No termina los que reemplaza. */
export function registrarAcuerdo(operacion: Operacion, plan: PlanDeAcuerdo, datos: DatosDeAcuerdo): number {
  const { tipo, moneda, total, descuento, creado, caida } = plan;
  const acuerdoId = operacion.agregar('acuerdos', [
    datos.clienteId,
    datos.contactoId,
    tipo,
    moneda,
    total,
    descuento,
    creado,
    caida.cuotas,
    caida.dias,
    datos.reemplazaA,
    datos.nota,
  ]);
  for (const { numero, vencimiento, fin, monto } of plan.cuotas) {
    operacion.agregar('cuotas', [acuerdoId, numero, vencimiento, fin, monto]);
  }
  for (const { documentoId, saldo } of plan.documentos) {
    operacion.agregar('acuerdo_documentos', [acuerdoId, documentoId, saldo]);
  }
  return acuerdoId;
}

/** Termina un acuerdo por decisión de alguien, desde `fecha`. */
export function registrarHechoDeAcuerdo(
  operacion: Operacion,
  acuerdoId: number,
  { tipo, fecha, motivo }: Omit<HechoDeAcuerdo, 'operacionId'>,
): void {
  operacion.agregar('acuerdo_hechos', [acuerdoId, tipo, fecha, motivo]);
}
