import type { Fecha } from '../../dominio/fecha.ts';
import { type CambioDeDescuento, revisarDescuentos } from '../acuerdos-descuentos.ts';
import type { Operacion } from '../operacion.ts';

/**
 * Vuelve a juzgar los acuerdos con descuento de todos los clientes, si esta operación aplicó o desaplicó algo: un archivo
 * de pagos puede traer el que los cumple, y una corrección, deshacer el que los había cumplido.
 */
export function revisarTodosLosDescuentos(operacion: Operacion, hoy: Fecha): CambioDeDescuento[] {
  if (operacion.cuenta('aplicaciones') === 0) return [];
  const conDescuento = operacion.libro.preparar('SELECT DISTINCT cliente_id FROM acuerdos WHERE descuento > 0').pluck();
  return revisarDescuentos(operacion, conDescuento.all() as number[], hoy);
}
