import type { Moneda } from './dinero.ts';
import { asegurar } from './errores.ts';
import type { Partida, Retenida } from './partidas.ts';

/** Una cuenta armada con partidas: un cliente en una moneda, o una factura. Los montos, en unidades menores. */
export interface CuentaDePartidas {
  readonly clienteId: number;
  /** El de su primera partida. */
  readonly documentoId: number;
  readonly moneda: Moneda;
  /** Lo que se reclama o, si no se reclama nada, todo lo retenido. */
  readonly saldoVencido: number;
  readonly diasMoraMedios: number;
  readonly venceDia: number;
  readonly facturasVencidas: number;
  /** `null` si se reclama algo. */
  readonly retenida: Retenida | null;
}

/** Qué partidas cuentan y cómo se reúnen: por cliente y moneda, o por factura. */
export interface Reunion {
  /** El día de hoy ({@link numeroDeDia}). */
  readonly dia: number;
  readonly diasMoraMin: number;
  readonly por: 'cliente' | 'factura';
}

/**
 * Reúne las partidas que cuentan. Si algo se reclama, la cuenta es eso y nada más; si todo está retenido, la cuenta es
 * lo retenido, con cada motivo una vez.
 */
export function reunirPartidas(partidas: readonly Partida[], { dia, diasMoraMin, por }: Reunion): CuentaDePartidas[] {
  const porCuenta = new Map<string | number, Partida[]>();
  for (const partida of partidas) {
    if (dia - partida.venceDia < diasMoraMin) continue;
    const clave = por === 'factura' ? partida.documentoId : `${partida.clienteId} ${partida.moneda}`;
    const deCuenta = porCuenta.get(clave);
    if (deCuenta === undefined) porCuenta.set(clave, [partida]);
    else deCuenta.push(partida);
  }
  return [...porCuenta.values()].map((deCuenta) => {
    const reclamadas = deCuenta.filter(({ retenida }) => retenida === null);
    return reclamadas.length > 0 ? armarCuenta(reclamadas, dia) : armarCuenta(deCuenta, dia);
  });
}

function armarCuenta(partidas: readonly Partida[], dia: number): CuentaDePartidas {
  const [primera] = partidas;
  asegurar(primera !== undefined, 'una cuenta sin partidas');
  const saldoVencido = partidas.reduce((suma, { saldo }) => suma + saldo, 0);
  const porDias = partidas.reduce((suma, { saldo, venceDia }) => suma + saldo * (dia - venceDia), 0);
  return {
    clienteId: primera.clienteId,
    documentoId: primera.documentoId,
    moneda: primera.moneda,
    saldoVencido,
    diasMoraMedios: porDias / saldoVencido,
    venceDia: Math.min(...partidas.map(({ venceDia }) => venceDia)),
    facturasVencidas: new Set(partidas.map(({ documentoId }) => documentoId)).size,
    retenida: reunirRetenidas(partidas.flatMap(({ retenida }) => retenida ?? [])),
  };
}

/** Cada motivo y cada paso, una vez. */
function reunirRetenidas(retenidas: readonly Retenida[]): Retenida | null {
  if (retenidas.length === 0) return null;
  const unir = (parte: 'motivo' | 'paso') => [...new Set(retenidas.map((retenida) => retenida[parte]))].join('; ');
  return { motivo: unir('motivo'), paso: unir('paso') };
}
