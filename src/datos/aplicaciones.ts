import type { TipoDeCredito } from '../dominio/credito.ts';
import { asegurar } from '../dominio/errores.ts';
import { type Fecha, ultima } from '../dominio/fecha.ts';
import type { Aplicacion } from '../dominio/imputacion.ts';
import { type AplicacionEnPie, type Movimiento, primerDiaConLugar } from '../dominio/pago.ts';
import type { Libro } from './conexion.ts';
import type { Operacion } from './operacion.ts';

/** Una aplicación en pie con el crédito del que sale. */
export interface AplicacionVigente extends AplicacionEnPie {
  readonly tipo: TipoDeCredito;
  readonly origen: 'registro' | 'importacion';
}

/** Las aplicaciones en pie de un documento o de un crédito, de la más nueva a la más vieja. */
export function leerAplicacionesVigentes(
  libro: Libro,
  de: { readonly documentoId: number } | { readonly creditoId: number },
): AplicacionVigente[] {
  const [columna, id] = 'documentoId' in de ? ['documento_id', de.documentoId] : ['credito_id', de.creditoId];
  return libro
    .preparar<AplicacionVigente>(
      `SELECT a.id, a.credito_id AS creditoId, a.documento_id AS documentoId, a.fecha, a.monto, c.tipo, c.origen
       FROM aplicaciones a JOIN creditos c ON c.id = a.credito_id
       WHERE a.${columna} = ? AND a.monto > 0 AND NOT EXISTS (SELECT 1 FROM aplicaciones r WHERE r.reversa_de = a.id)
       ORDER BY a.id DESC`,
    )
    .all(id);
}

/** Deshace una aplicación desde `fecha`, que no puede ser anterior a la suya. */
export function deshacerAplicacion(
  operacion: Operacion,
  { id, creditoId, documentoId, monto, fecha: aplicada }: AplicacionEnPie,
  { fecha, motivo }: { readonly fecha: Fecha; readonly motivo: string },
): void {
  asegurar(fecha >= aplicada, 'una aplicación no se deshace antes de existir');
  operacion.agregar('aplicaciones', [creditoId, documentoId, fecha, -monto, id, motivo]);
}

/**
 * Aplica un crédito. Si por lo que se deshizo después el documento o el crédito no tenían lugar ese día, la aplicación
 * rige desde el primero en que lo tienen: el saldo de un día ya pasado nunca queda por debajo de cero.
 * @returns las aplicaciones con el día que quedó
 */
export function aplicar(operacion: Operacion, creditoId: number, aplicaciones: readonly Aplicacion[]): Aplicacion[] {
  return aplicaciones.map((pedida) => {
    const aplicacion = { ...pedida, fecha: primerDia(operacion.libro, creditoId, pedida) };
    operacion.agregar('aplicaciones', [
      creditoId,
      aplicacion.documentoId,
      aplicacion.fecha,
      aplicacion.monto,
      null,
      null,
    ]);
    return aplicacion;
  });
}

function primerDia(libro: Libro, creditoId: number, { documentoId, monto, fecha: desde }: Aplicacion): Fecha {
  // Casi ningún libro deshizo algo, y una importación aplica cientos de miles de pagos.
  const hubo = libro.preparar('SELECT EXISTS (SELECT 1 FROM aplicaciones WHERE reversa_de IS NOT NULL)').pluck();
  if (hubo.get() === 0) return desde;
  const enDocumento = leerOcupacion(libro, 'documento_id', documentoId);
  const enCredito = leerOcupacion(libro, 'credito_id', creditoId);
  const delDocumento = enDocumento === undefined ? desde : primerDiaConLugar({ ...enDocumento, monto, desde });
  const delCredito = enCredito === undefined ? desde : primerDiaConLugar({ ...enCredito, monto, desde });
  asegurar(delDocumento !== undefined && delCredito !== undefined, 'la aplicación pasa del saldo o de lo disponible');
  return ultima(delDocumento, delCredito);
}

/** El tope y los movimientos de un documento o de un crédito; `undefined` si nunca se le deshizo nada, que es lo usual. */
function leerOcupacion(
  libro: Libro,
  columna: 'documento_id' | 'credito_id',
  id: number,
): { readonly tope: number; readonly movimientos: Movimiento[] } | undefined {
  const hubo = libro.preparar(`SELECT EXISTS (SELECT 1 FROM aplicaciones WHERE ${columna} = ? AND monto < 0)`).pluck();
  if (hubo.get(id) === 0) return undefined;
  const tope = columna === 'documento_id' ? 'importe FROM documentos' : 'monto FROM creditos';
  const movimientos = libro.preparar<Movimiento>(
    `SELECT fecha, monto FROM aplicaciones WHERE ${columna} = :id
     UNION ALL SELECT fecha, monto FROM reversas WHERE ${columna} = :id`,
  );
  return {
    tope: Number(libro.preparar(`SELECT ${tope} WHERE id = ?`).pluck().get(id)),
    movimientos: movimientos.all({ id }),
  };
}
