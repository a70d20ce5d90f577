import type { TipoDeCredito } from '../dominio/credito.ts';
import type { Moneda } from '../dominio/dinero.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { MedioDePago } from '../dominio/filas.ts';
import type { Operacion } from './operacion.ts';

/** Un crédito que se va a agregar; lo que no se dice queda vacío. */
export interface CreditoNuevo {
  /** `null` = un cobro que todavía no se sabe de quién es. */
  readonly clienteId: number | null;
  readonly tipo: TipoDeCredito;
  readonly fecha: Fecha;
  readonly moneda: Moneda;
  /** Unidades menores, > 0. */
  readonly monto: number;
  readonly numero?: string | null;
  readonly medio?: MedioDePago | null;
  readonly referencia?: string | null;
  readonly documento?: string | null;
  readonly nota?: string | null;
  /** Identidad del movimiento, para no registrarlo dos veces. */
  readonly clave?: string;
  /** `importacion` = estado previo que informó un archivo, que no cuenta como conducta de pago. */
  readonly origen?: 'registro' | 'importacion';
  readonly importacionId?: number | null;
  readonly linea?: number | null;
}

function valoresDe(credito: CreditoNuevo): unknown[] {
  const { clienteId, tipo, fecha, moneda, monto } = credito;
  return [
    credito.importacionId ?? null,
    credito.linea ?? null,
    clienteId,
    tipo,
    credito.numero ?? null,
    null,
    credito.clave ?? null,
    fecha,
    moneda,
    monto,
    credito.medio ?? null,
    credito.referencia ?? null,
    credito.documento ?? null,
    credito.nota ?? null,
    credito.origen ?? 'registro',
  ];
}

/** Agrega un crédito que no es una nota de crédito; devuelve su id. */
export function registrarCredito(operacion: Operacion, credito: CreditoNuevo): number {
  return operacion.agregar('creditos', valoresDe(credito));
}

/** Como {@link registrarCredito}, pero si la clave ya está no agrega nada y devuelve `undefined`. */
export function registrarCreditoSiFalta(operacion: Operacion, credito: CreditoNuevo): number | undefined {
  return operacion.agregarSiFalta('creditos', valoresDe(credito));
}
