import type { ColumnasDeArchivo } from './columnas-de-archivo.ts';

const enEspanol: ReadonlySet<string> = new Set(
  `fecha fec fch fcha cliente clientes cli importe importes impte vencimiento vencimientos vto vtos vcto vcmto vencto vence
  factura facturas fra numero nro monto mto saldo saldos estado estatus moneda emision razon denominacion descripcion
  concepto comprobante comprobantes cbte cpbte nombre deuda deudor correo telefono valor pago pagos pagado cobro cobrado
  pendiente pdte divisa bruto neto condicion plazo dias vendedor gestor observaciones codigo cuit rfc nif rut nit ruc iva
  dia mes referencia medio recibo debe haber abono forma banco ordenante`.split(/\s+/),
);
const enIngles: ReadonlySet<string> = new Set(
  `date due customer client invoice number amount balance name status currency payment paid account issued open outstanding
  type company address`.split(/\s+/),
);

/**
 * Dice si el archivo está en español, por los encabezados tal como están escritos. Los acentos de los datos sólo valen si
 * los encabezados no están en inglés: un nombre propio no dice en qué idioma está el archivo.
 */
export function estaEnEspanol({ encabezados, normales, observadas }: ColumnasDeArchivo): boolean {
  const dice = (palabras: ReadonlySet<string>) =>
    normales.some(({ escritas }) => escritas.some((palabra) => palabras.has(palabra)));
  if (encabezados.some((encabezado) => /[áéíóúñº]/i.test(encabezado)) || dice(enEspanol)) return true;
  return !dice(enIngles) && observadas.some(({ conAcentos }) => conAcentos);
}
