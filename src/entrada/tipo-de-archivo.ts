import { ErrorDeUso } from '../dominio/errores.ts';
import type { TipoDeArchivo } from '../dominio/filas.ts';
import type { Campo } from './campos.ts';
import type { Asignacion } from './columnas.ts';

export interface TipoHallado {
  readonly tipo: TipoDeArchivo;
  readonly prueba: string;
}

/**
 * Qué contiene el archivo según las columnas que tiene.
 * @throws ErrorDeUso si puede ser más de una cosa
 */
export function detectarTipo(comoFacturas: Asignacion, comoPagos: Asignacion, nombre: string): TipoHallado {
  const factura = (campo: Campo, rango = 1) => (comoFacturas.rangos.get(campo) ?? 0) >= rango;
  const pago = (campo: Campo, rango = 1) => (comoPagos.rangos.get(campo) ?? 0) >= rango;
  const hayDinero =
    factura('importe') || factura('saldo') || factura('neto') || pago('importe') || pago('debe') || pago('haber');
  const hayCliente = factura('cliente_id', 2) || factura('cliente') || factura('id_fiscal');
  const hayFecha = factura('emision') || factura('vencimiento') || pago('fecha_pago');
  const deComprobantes = factura('vencimiento') || factura('numero', 5) || factura('emision', 6);
  if (!hayDinero && hayCliente && !deComprobantes)
    return { tipo: 'clientes', prueba: 'tiene clientes y ningún importe' };
  const dePago = pago('recibo', 5) || pago('importe', 6) || pago('fecha_pago', 6) || pago('haber') || pago('debe');
  // Tres fechas distintas, vencimiento, emisión y cobro, son la vida de una factura; un pago sólo tiene la suya.
  const conTresFechas = factura('vencimiento') && factura('emision') && factura('fecha_pago') && !pago('recibo', 5);
  const extracto = pago('fecha_pago', 3) && pago('referencia') && (pago('importe') || pago('haber')) && !hayCliente;
  if (
    factura('vencimiento') &&
    hayDinero &&
    (conTresFechas || !(dePago && pago('fecha_pago', 6) && !factura('numero', 5)))
  )
    return { tipo: 'facturas', prueba: 'tiene vencimiento e importe' };
  const deFactura =
    factura('emision', 6) ||
    factura('tipo', 4) ||
    ((factura('neto') || factura('punto_venta')) && factura('numero')) ||
    factura('plazo') ||
    factura('importe', 7) ||
    (factura('saldo') && factura('numero', 5));
  // Un archivo de pagos nombra también la factura; uno de facturas no tiene recibo ni fecha de pago sin vencimiento.
  // La forma de pago sola no dice nada: la traen también las facturas y los pedidos.
  const conDatosDeDeuda = factura('saldo') || factura('neto') || factura('vencimiento') || factura('estado');
  const esDePago = dePago || (pago('medio') && !factura('emision', 6) && !conDatosDeDeuda) || extracto;
  if (deFactura && hayCliente && !esDePago)
    return { tipo: 'facturas', prueba: 'tiene columnas de comprobantes e importe' };
  if (esDePago && hayFecha && (!deFactura || extracto || pago('recibo', 5)))
    return { tipo: 'pagos', prueba: 'tiene columnas de pagos o de extracto bancario' };
  if (factura('numero', 5) && hayCliente && hayDinero && !esDePago)
    return { tipo: 'facturas', prueba: 'tiene número de comprobante, cliente e importe' };
  // Sin importe no se puede importar, pero el error que lo dice es más útil que preguntar el tipo.
  if (deComprobantes && hayCliente && !hayDinero) return { tipo: 'facturas', prueba: 'tiene columnas de comprobantes' };
  throw new ErrorDeUso(`${nombre}: no se sabe si el archivo trae facturas, pagos o clientes`, {
    sugerencia: 'indíquelo con --tipo facturas, --tipo pagos o --tipo clientes',
  });
}
