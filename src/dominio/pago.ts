import type { EstadoDeDocumento } from './documento.ts';
import { ErrorDeDatos } from './errores.ts';
import { type Fecha, ultima } from './fecha.ts';
import type { Destino } from './imputacion.ts';

/** Algo que ocupa lugar en un documento o en un crédito desde un día; negativo si lo devuelve. Unidades menores. */
export interface Movimiento {
  readonly fecha: Fecha;
  readonly monto: number;
}

/**
 * El primer día, desde `desde`, en que caben `monto` más sin que ningún día posterior pase de `tope`. Importa cuando hubo
 * reversas: lo que se deshizo el 10 ocupaba lugar hasta el 9, y el saldo de esos días ya se informó. Si ni siquiera cabe
 * después de todos los movimientos, `undefined`.
 * @param tope importe del documento o monto del crédito, en unidades menores
 */
export function primerDiaConLugar({
  tope,
  movimientos,
  monto,
  desde,
}: {
  readonly tope: number;
  readonly movimientos: readonly Movimiento[];
  readonly monto: number;
  readonly desde: Fecha;
}): Fecha | undefined {
  const porDia = new Map<Fecha, number>();
  for (const movimiento of movimientos) {
    porDia.set(movimiento.fecha, (porDia.get(movimiento.fecha) ?? 0) + movimiento.monto);
  }
  let ocupado = movimientos.reduce((suma, movimiento) => suma + movimiento.monto, 0);
  if (ocupado + monto > tope) return undefined;
  // Del último día hacia atrás: mientras quepa, se puede empezar antes.
  let inicio = desde;
  for (const dia of [...porDia.keys()].sort().reverse()) {
    if (dia <= desde) break;
    ocupado -= porDia.get(dia) ?? 0;
    if (ocupado + monto > tope) {
      inicio = dia;
      break;
    }
  }
  return inicio;
}

/** Una aplicación que sigue en pie. */
export interface AplicacionEnPie {
  readonly id: number;
  readonly creditoId: number;
  readonly documentoId: number;
  readonly fecha: Fecha;
  /** Unidades menores, > 0. */
  readonly monto: number;
}

/** Cómo se deshace un crédito entero. */
export interface PlanDeAnulacion {
  /** Cada aplicación con el día desde el que ya no rige. */
  readonly deshechas: readonly { readonly aplicacion: AplicacionEnPie; readonly fecha: Fecha }[];
  /** Día desde el que el crédito no existe. */
  readonly fecha: Fecha;
  /** Lo que se reversa del crédito: todo lo que queda una vez deshechas sus aplicaciones. Unidades menores. */
  readonly monto: number;
}

/**
 * Decide cómo se deshace un crédito: sus aplicaciones, cada una desde el día pedido o el suyo si es posterior, y después
 * el crédito, nunca antes que lo que se hizo con él.
 * @param credito `disponible` en unidades menores; `ultimoMovimiento` es el último día en que se lo aplicó, desaplicó o usó
 */
export function planificarAnulacion(
  credito: { readonly fecha: Fecha; readonly disponible: number; readonly ultimoMovimiento: Fecha | null },
  enPie: readonly AplicacionEnPie[],
  pedida: Fecha,
): PlanDeAnulacion {
  const deshechas = enPie.map((aplicacion) => ({ aplicacion, fecha: ultima(pedida, aplicacion.fecha) }));
  const fecha = ultima(ultima(pedida, credito.fecha), credito.ultimoMovimiento ?? pedida);
  const aplicado = enPie.reduce((suma, { monto }) => suma + monto, 0);
  return { deshechas, fecha, monto: credito.disponible + aplicado };
}

/** Un documento que se pidió cancelar, con lo que queda de él. */
export interface DestinoPedido {
  readonly documentoId: number;
  readonly numero: string;
  readonly estado: EstadoDeDocumento;
  /** Lo que falta cancelar. Unidades menores, ≥ 0. */
  readonly saldo: number;
  /** Lo que un archivo dio por cancelado sin decir con qué pago, y que este pago puede venir a explicar. Unidades menores, ≥ 0. */
  readonly ajustado: number;
  /** Lo que se pidió aplicarle; `null` = lo que quepa. Unidades menores, > 0. */
  readonly monto: number | null;
}

/** Un destino con el lugar que hay que hacerle. */
export interface DestinoDecidido extends Destino {
  readonly monto: number;
  /** Cuánto ajuste hay que sustituir para que quepa; 0 casi siempre. Unidades menores. */
  readonly porSustituir: number;
}

/**
 * Reparte lo que hay entre los documentos pedidos: primero los que dicen cuánto, después los demás, en orden, cada uno
 * hasta cubrirse. Un monto pedido se aplica entero o se rechaza todo, nunca a medias; un documento sin monto al que no
 * llega nada no está en el resultado.
 * Lanza {@link ErrorDeDatos} si un documento se repite, ya no debe nada, debe menos de lo pedido, o si se pide más de lo que hay.
 * @param disponible unidades menores que hay para aplicar, ≥ 0
 * @param escribir cómo se escribe un monto para personas
 */
export function decidirDestinos(
  pedidos: readonly DestinoPedido[],
  disponible: number,
  escribir: (monto: number) => string,
): DestinoDecidido[] {
  for (const [orden, destino] of pedidos.entries()) {
    exigirDestino(destino, escribir);
    if (pedidos.findIndex(({ documentoId }) => documentoId === destino.documentoId) === orden) continue;
    throw new ErrorDeDatos(`${destino.numero} está dos veces`, {
      sugerencia: 'nómbrela una sola vez, con todo su monto',
    });
  }
  const conMonto = pedidos.filter(({ monto }) => monto !== null);
  const pedido = conMonto.reduce((suma, { monto }) => suma + (monto ?? 0), 0);
  if (pedido > disponible) {
    throw new ErrorDeDatos(`se pide aplicar ${escribir(pedido)} y hay ${escribir(disponible)}`, {
      sugerencia: 'revise los montos de --factura',
    });
  }
  let resto = disponible;
  const decididos: DestinoDecidido[] = [];
  for (const { documentoId, saldo, ajustado, monto } of [...conMonto, ...pedidos.filter((uno) => uno.monto === null)]) {
    const aplicado = monto ?? Math.min(resto, saldo + ajustado);
    if (aplicado === 0) continue;
    resto -= aplicado;
    decididos.push({ documentoId, monto: aplicado, porSustituir: Math.max(0, aplicado - saldo) });
  }
  return decididos;
}

function exigirDestino(
  { numero, estado, saldo, ajustado, monto }: DestinoPedido,
  escribir: (monto: number) => string,
): void {
  const debe = saldo + ajustado;
  if (debe === 0) {
    const porque = estado === 'castigada' ? 'se castigó' : estado === 'anulada' ? 'está anulada' : 'ya no debe nada';
    const detalle = `vea por qué con: cobranzas factura ver "${numero}"`;
    throw new ErrorDeDatos(`${numero} ${porque}`, {
      sugerencia:
        estado === 'castigada'
          ? `${detalle}\nsi el cliente la paga, deshaga antes el castigo con: cobranzas pago anular`
          : detalle,
    });
  }
  if (monto === null || monto <= debe) return;
  throw new ErrorDeDatos(`a ${numero} no se le pueden aplicar ${escribir(monto)}: debe ${escribir(debe)}`, {
    sugerencia: 'aplíquele a lo sumo lo que debe; el resto queda a favor del cliente',
  });
}
