import { sustituirAjustes } from '../../datos/ajustes.ts';
import { aplicar } from '../../datos/aplicaciones.ts';
import type { Operacion } from '../../datos/operacion.ts';
import { leerDocumentosAbiertos, leerDocumentosAplicados } from '../../datos/pagos.ts';
import { type Moneda, textoLocal } from '../../dominio/dinero.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import { type Aplicacion, imputar } from '../../dominio/imputacion.ts';
import { type DestinoPedido, decidirDestinos } from '../../dominio/pago.ts';

/** Un crédito del que hay algo para aplicar. */
export interface CreditoDisponible {
  readonly id: number;
  readonly clienteId: number;
  readonly moneda: Moneda;
  /** Desde qué día puede cancelar algo. */
  readonly fecha: Fecha;
  /** Unidades menores, > 0. */
  readonly disponible: number;
  readonly referencia: string | null;
}

/** A qué se aplica: a lo que se pide, o a lo que dice la referencia y, si no dice nada, a lo más viejo. */
export type ModoDeImputar = { readonly destinos: readonly DestinoPedido[] } | 'automatico' | 'a-cuenta';

/** Lo que resultó de imputar. */
export interface Imputado {
  readonly aplicaciones: readonly Aplicacion[];
  /** Los documentos pedidos a los que no les llegó nada. */
  readonly sinNada: readonly string[];
  /** Hubo que sustituir lo que un archivo daba por pagado. */
  readonly huboAjuste: boolean;
}

/** Aplica un crédito como se pide; las fechas, los topes y la moneda los cuidan las reglas. */
export function imputarCredito(operacion: Operacion, credito: CreditoDisponible, modo: ModoDeImputar): Imputado {
  const { id, clienteId, moneda, fecha, disponible: monto, referencia } = credito;
  const pedidos = typeof modo === 'string' ? [] : modo.destinos;
  if (modo === 'a-cuenta') return { aplicaciones: [], sinNada: [], huboAjuste: false };
  const destinos = decidirDestinos(
    pedidos,
    monto,
    (unidades) => `${textoLocal({ monto: unidades, moneda })} ${moneda}`,
  );
  const abiertos = new Map(leerDocumentosAplicados(operacion.libro, destinos).map((uno) => [uno.id, uno]));
  for (const { documentoId, porSustituir: faltante } of destinos) {
    const documento = abiertos.get(documentoId);
    if (faltante > 0 && documento !== undefined) {
      sustituirAjustes(
        operacion,
        { id: documentoId, clienteId, moneda, emision: documento.emision },
        { faltante, motivo: 'se conoció el pago' },
      );
    }
  }
  const { aplicaciones } = imputar(
    { monto, moneda, fecha, destinos, referencia: pedidos.length > 0 ? null : referencia },
    leerDocumentosAbiertos(operacion.libro, clienteId, moneda),
  );
  const hechas = aplicar(operacion, id, aplicaciones);
  const leLlegoAlgo = new Set(hechas.map(({ documentoId }) => documentoId));
  return {
    aplicaciones: hechas,
    sinNada: pedidos.filter(({ documentoId }) => !leLlegoAlgo.has(documentoId)).map(({ numero }) => numero),
    huboAjuste: destinos.some(({ porSustituir }) => porSustituir > 0),
  };
}
