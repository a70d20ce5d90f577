import type { TipoDeCredito } from '../dominio/credito.ts';
import type { Moneda } from '../dominio/dinero.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { DocumentoAbierto } from '../dominio/imputacion.ts';
import { type PlanDeAnulacion, planificarAnulacion } from '../dominio/pago.ts';
import { deshacerAplicacion, leerAplicacionesVigentes } from './aplicaciones.ts';
import type { Libro } from './conexion.ts';
import type { Operacion } from './operacion.ts';

/** Un crédito como lo tiene el libro, con todos sus hechos, también los que rigen más adelante. */
export interface CreditoGuardado {
  readonly id: number;
  readonly tipo: TipoDeCredito;
  /** `null` si todavía no se sabe de quién es. */
  readonly clienteId: number | null;
  readonly clienteCodigo: string | null;
  readonly clienteNombre: string | null;
  readonly numero: string | null;
  readonly fecha: Fecha;
  readonly moneda: Moneda;
  /** Unidades menores, > 0. */
  readonly monto: number;
  /** Lo que hoy cancela documentos, de 0 a `monto`. */
  readonly aplicado: number;
  /** Lo que no está aplicado ni reversado, de 0 a `monto`. */
  readonly disponible: number;
  readonly medio: string | null;
  readonly referencia: string | null;
  /** Por qué se anuló; `null` si sigue en pie. */
  readonly anulado: string | null;
  /** El acuerdo cuyo cumplimiento dio este descuento. */
  readonly acuerdoId: number | null;
  /** Alguna vez se lo aplicó a algo: su cliente ya no puede cambiar. */
  readonly seAplico: boolean;
  /** Último día en que se lo aplicó, desaplicó o usó. */
  readonly ultimoMovimiento: Fecha | null;
}

/** El crédito con ese número interno, que para las personas es el número del pago. */
export function leerCredito(libro: Libro, id: number): CreditoGuardado | undefined {
  type Fila = Omit<CreditoGuardado, 'seAplico'> & { readonly seAplico: number };
  const fila = libro
    .preparar<Fila>(
      `SELECT k.id, k.tipo, k.cliente_id AS clienteId, c.codigo AS clienteCodigo, c.nombre AS clienteNombre, k.numero,
         k.fecha, k.moneda, k.monto, k.disponible,
         (SELECT coalesce(sum(monto), 0) FROM aplicaciones WHERE credito_id = k.id) AS aplicado,
         k.medio, k.referencia, r.motivo AS anulado, q.acuerdo_id AS acuerdoId,
         EXISTS (SELECT 1 FROM aplicaciones WHERE credito_id = k.id) AS seAplico,
         (SELECT max(fecha) FROM (SELECT fecha FROM aplicaciones WHERE credito_id = k.id
            UNION ALL SELECT fecha FROM reversas WHERE credito_id = k.id)) AS ultimoMovimiento
       FROM creditos k LEFT JOIN clientes c ON c.id = k.cliente_id
       LEFT JOIN reversas r ON r.credito_id = k.id AND r.clase = 'anulacion'
       LEFT JOIN acuerdo_creditos q ON q.credito_id = k.id WHERE k.id = ?`,
    )
    .get(id);
  return fila === undefined ? undefined : { ...fila, seAplico: fila.seAplico === 1 };
}

/** Dice de quién es un crédito que nunca se aplicó; lo que se creía queda en `cambios`. */
export function asignarCliente(operacion: Operacion, creditoId: number, clienteId: number): void {
  operacion.cambiar('creditos', creditoId, { cliente_id: clienteId });
}

/** Los documentos que un cliente debe en una moneda, con el saldo que dan todos los hechos. */
export function leerDocumentosAbiertos(libro: Libro, clienteId: number, moneda: Moneda): DocumentoAbierto[] {
  return libro
    .preparar<DocumentoAbierto>(
      `SELECT id AS documentoId, numero_normal AS numeroNormal, emision, vencimiento, moneda, saldo
       FROM documentos WHERE saldo > 0 AND cliente_id = ? AND moneda = ?`,
    )
    .all(clienteId, moneda);
}

/** Un documento que se acaba de cancelar o de volver a deber. Unidades menores. */
export interface DocumentoAplicado {
  readonly id: number;
  readonly tipo: string;
  readonly numero: string;
  readonly emision: Fecha;
  readonly vencimiento: Fecha;
  readonly saldo: number;
}

/** Cómo quedaron los documentos que nombran esas aplicaciones, con el saldo que dan todos los hechos. */
export function leerDocumentosAplicados(
  libro: Libro,
  aplicaciones: readonly { readonly documentoId: number }[],
): DocumentoAplicado[] {
  return libro
    .preparar<DocumentoAplicado>(
      `SELECT d.id, d.tipo, d.numero, d.emision, d.vencimiento, d.saldo
       FROM json_each(?) AS pedidos CROSS JOIN documentos d ON d.id = pedidos.value`,
    )
    .all(JSON.stringify(aplicaciones.map(({ documentoId }) => documentoId)));
}

/** El saldo de cada documento con todos sus hechos, también los que rigen más adelante. Unidades menores, ≥ 0. */
export function leerSaldos(libro: Libro, documentoIds: readonly number[]): ReadonlyMap<number, number> {
  const pedidos = documentoIds.map((documentoId) => ({ documentoId }));
  return new Map(leerDocumentosAplicados(libro, pedidos).map(({ id, saldo }) => [id, saldo]));
}

/** Las monedas en que un cliente debe algo, en orden. */
export function leerMonedasConDeuda(libro: Libro, clienteId: number): Moneda[] {
  return libro
    .preparar('SELECT DISTINCT moneda FROM documentos WHERE saldo > 0 AND cliente_id = ? ORDER BY moneda')
    .pluck()
    .all(clienteId) as Moneda[];
}

/** Los pagos en pie del cliente con la misma fecha, monto y referencia: el que se va a registrar puede ser uno de ellos. */
export function leerPagosIguales(
  libro: Libro,
  pago: {
    readonly clienteId: number;
    readonly fecha: Fecha;
    readonly moneda: Moneda;
    readonly monto: number;
    readonly referencia: string | null;
  },
): number[] {
  return libro
    .preparar(
      `SELECT id FROM creditos k WHERE cliente_id = :clienteId AND tipo = 'pago' AND fecha = :fecha AND moneda = :moneda
         AND monto = :monto AND lower(trim(coalesce(referencia, ''))) = lower(trim(coalesce(:referencia, '')))
         AND NOT EXISTS (SELECT 1 FROM reversas WHERE credito_id = k.id AND clase = 'anulacion') ORDER BY id`,
    )
    .pluck()
    .all(pago) as number[];
}

/**
 * Deshace un crédito entero: sus aplicaciones y, después, el crédito. Lo que cancelaba se vuelve a deber desde `fecha`,
 * o desde el día de cada aplicación si es posterior. No mira si el crédito ya estaba anulado.
 */
export function anularCredito(
  operacion: Operacion,
  credito: Pick<CreditoGuardado, 'id' | 'fecha' | 'disponible' | 'ultimoMovimiento'>,
  { fecha, motivo }: { readonly fecha: Fecha; readonly motivo: string },
): PlanDeAnulacion {
  const enPie = leerAplicacionesVigentes(operacion.libro, { creditoId: credito.id });
  const plan = planificarAnulacion(credito, enPie, fecha);
  for (const deshecha of plan.deshechas) {
    deshacerAplicacion(operacion, deshecha.aplicacion, { fecha: deshecha.fecha, motivo });
  }
  // Un crédito usado entero fuera del libro no deja nada que reversar.
  if (plan.monto > 0) operacion.agregar('reversas', [null, credito.id, plan.fecha, plan.monto, 'anulacion', motivo]);
  return plan;
}
