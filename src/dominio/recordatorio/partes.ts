import type { AcuerdoEvaluado } from '../acuerdo.ts';
import { type Fecha, numeroDeDia, sumarDias } from '../fecha.ts';
import type { Partida } from '../partidas.ts';

/** Lo que falta de una cuota que todavía no se reclama. */
interface CuotaPorLlenar {
  readonly venceDia: number;
  resto: number;
}

/**
 * Reparte lo que un acuerdo en curso retiene entre sus cuotas por pagar, la más próxima primero, cada parte con el día de
 * su cuota: así una cuota se anuncia por su fecha y no por la de la factura. Lo que sobra (se prometió menos, o se perdonará
 * si se cumple) va aparte con el día de la última. El saldo total no cambia; lo que no es de un acuerdo queda como está.
 */
export function separarCuotas(partidas: readonly Partida[], acuerdos: readonly AcuerdoEvaluado[]): Partida[] {
  const porAcuerdo = new Map(acuerdos.map((evaluado) => [evaluado.acuerdo.id, cuotasPorLlenar(evaluado)]));
  return partidas.flatMap((partida) => {
    const { acuerdoId, retenida } = partida;
    const cuotas = acuerdoId === null || retenida === null ? undefined : porAcuerdo.get(acuerdoId);
    return cuotas === undefined || cuotas.length === 0 ? [partida] : repartir(partida, cuotas);
  });
}

function cuotasPorLlenar({ cuotas, estado }: AcuerdoEvaluado): CuotaPorLlenar[] {
  // Las atrasadas de un plan en falta ya se reclaman aparte.
  const pendientes = cuotas.filter(
    (cuota) => cuota.pendiente > 0 && (estado !== 'en-falta' || cuota.estado !== 'vencida'),
  );
  return pendientes.map(({ vencimiento, pendiente }) => ({ venceDia: numeroDeDia(vencimiento), resto: pendiente }));
}

function repartir(partida: Partida, cuotas: readonly CuotaPorLlenar[]): Partida[] {
  const partes: Partida[] = [];
  let falta = partida.saldo;
  for (const cuota of cuotas) {
    const saldo = Math.min(falta, cuota.resto);
    if (saldo === 0) continue;
    cuota.resto -= saldo;
    falta -= saldo;
    partes.push({ ...partida, venceDia: cuota.venceDia, saldo });
  }
  const ultima = cuotas.at(-1);
  if (falta === 0 || ultima === undefined) return partes;
  const retenida = partida.retenida === null ? null : { ...partida.retenida, aparte: true as const };
  return [...partes, { ...partida, venceDia: ultima.venceDia, saldo: falta, retenida }];
}

/**
 * Los documentos cuya última promesa no se cumplió, con el primer día en que ya se sabía. Si después se acordó otra cosa
 * sobre el mismo documento, la promesa vieja ya no cuenta.
 */
export function promesasRotas(acuerdos: readonly AcuerdoEvaluado[]): ReadonlyMap<number, Fecha> {
  return documentosDeUltimo(
    acuerdos,
    ({ acuerdo: { tipo }, estado }) => tipo === 'promesa' && (estado === 'incumplida' || estado === 'parcial'),
  );
}

/** Los documentos cuyo último acuerdo fue un plan de cuotas que cayó, con el primer día en que ya se sabía. */
export function planesCaidos(acuerdos: readonly AcuerdoEvaluado[]): ReadonlyMap<number, Fecha> {
  return documentosDeUltimo(acuerdos, ({ acuerdo: { tipo }, estado }) => tipo === 'cuotas' && estado === 'caido');
}

function documentosDeUltimo(
  acuerdos: readonly AcuerdoEvaluado[],
  terminoMal: (evaluado: AcuerdoEvaluado) => boolean,
): ReadonlyMap<number, Fecha> {
  const rotas = new Map<number, Fecha>();
  const enOrden = acuerdos.toSorted(
    ({ acuerdo: uno }, { acuerdo: otro }) =>
      (uno.creado < otro.creado ? -1 : Number(uno.creado > otro.creado)) || uno.id - otro.id,
  );
  for (const evaluado of enOrden) {
    const { acuerdo, cerradoEl } = evaluado;
    const rota = terminoMal(evaluado);
    for (const { documentoId } of acuerdo.documentos) {
      if (rota && cerradoEl !== null)
        rotas.set(documentoId, acuerdo.tipo === 'promesa' ? sumarDias(cerradoEl, 1) : cerradoEl);
      else rotas.delete(documentoId);
    }
  }
  return rotas;
}
