/** Un archivo bueno de `fixtures/ejemplos` y lo que tiene que entrar. */
export interface Ejemplo {
  readonly archivo: string;
  readonly opciones: readonly string[];
  readonly tipo: 'facturas' | 'clientes' | 'pagos';
  /** Filas nuevas, rechazadas y omitidas. */
  readonly cuenta: readonly [nuevas: number, rechazadas: number, omitidas: number];
  /** Moneda, importe y saldo aceptados. */
  readonly total: readonly [moneda: string, importe: number, saldo: number] | null;
  /** Archivos que hay que importar antes. */
  readonly antes?: readonly (readonly string[])[];
}

const EUR = ['--moneda', 'EUR'];

/** Los ejemplos, con las cifras sacadas a mano de cada archivo. */
export const ejemplos: readonly Ejemplo[] = [
  {
    archivo: 'orden-mes-dia.csv',
    opciones: ['--moneda', 'USD'],
    tipo: 'facturas',
    cuenta: [5, 0, 0],
    total: ['USD', 361.5, 72],
  },
  { archivo: 'estado-y-pagada.csv', opciones: EUR, tipo: 'facturas', cuenta: [3, 0, 0], total: ['EUR', 4301, 2800.75] },
  { archivo: 'clientes-de-la-pyme.csv', opciones: [], tipo: 'clientes', cuenta: [2, 0, 0], total: null },
  {
    archivo: 'facturas-sucias.csv',
    opciones: ['--moneda', 'INR', '--parcial'],
    tipo: 'facturas',
    cuenta: [5, 1, 1],
    total: ['INR', 41423.5, 43246],
  },
  {
    archivo: 'pagos-sucios.csv',
    opciones: ['--moneda', 'INR'],
    tipo: 'pagos',
    cuenta: [4, 0, 0],
    total: ['INR', 44347.5, 0],
    antes: [['facturas-sucias.csv', '--moneda', 'INR', '--parcial']],
  },
  {
    archivo: 'punto-decimal-con-punto-y-coma.csv',
    opciones: [...EUR, '--plazo', '30'],
    tipo: 'facturas',
    cuenta: [3, 0, 0],
    total: ['EUR', 65.09, 20.09],
  },
  {
    archivo: 'libro-iva.csv',
    opciones: ['--moneda', 'ARS', '--plazo', '30', '--parcial'],
    tipo: 'facturas',
    cuenta: [4, 1, 1],
    total: ['ARS', 1480.45, 1480.45],
  },
  {
    archivo: 'cartera-sin-numero.csv',
    opciones: ['--moneda', 'CLP'],
    tipo: 'facturas',
    cuenta: [3, 0, 0],
    total: ['CLP', 23500000, 23500000],
  },
  {
    archivo: 'extracto-con-saldo-inicial.csv',
    opciones: ['--tipo', 'pagos', ...EUR],
    tipo: 'pagos',
    cuenta: [2, 0, 3],
    total: ['EUR', 13120.5, 13120.5],
  },
  {
    archivo: 'extracto-con-preambulo.csv',
    opciones: ['--tipo', 'pagos'],
    tipo: 'pagos',
    cuenta: [2, 0, 2],
    total: ['EUR', 20000, 20000],
  },
  {
    archivo: 'extracto-con-encabezados-vacios.csv',
    opciones: ['--tipo', 'pagos'],
    tipo: 'pagos',
    cuenta: [2, 0, 1],
    total: ['EUR', 4676.81, 4676.81],
  },
  {
    archivo: 'cartola-con-formula.csv',
    opciones: ['--tipo', 'pagos'],
    tipo: 'pagos',
    cuenta: [1, 0, 2],
    total: ['CLP', 150000, 150000],
  },
  {
    archivo: 'factura-con-renglones.csv',
    opciones: ['--moneda', 'MXN'],
    tipo: 'facturas',
    cuenta: [2, 0, 1],
    total: ['MXN', 1392, 1392],
  },
];

const ARS = ['--moneda', 'ARS'];
const sinFacturas = ['--tipo', 'pagos', '--columna', 'numero=-'];

/** Las formas en que exportan otros programas y bancos, con datos inventados. */
export const exportaciones: readonly Ejemplo[] = [
  {
    archivo: 'exportacion-a3erp-cartera.csv',
    opciones: EUR,
    tipo: 'facturas',
    cuenta: [2, 0, 0],
    total: ['EUR', 1500, 900],
  },
  {
    archivo: 'exportacion-holded.csv',
    opciones: [...EUR, '--tipo', 'facturas'],
    tipo: 'facturas',
    cuenta: [3, 0, 0],
    total: ['EUR', 2662, 847],
  },
  {
    archivo: 'exportacion-alegra.csv',
    opciones: [],
    tipo: 'facturas',
    cuenta: [3, 0, 0],
    total: ['COP', 2023000.5, 1690000],
  },
  {
    archivo: 'exportacion-siigo-cartera.csv',
    opciones: ['--moneda', 'COP'],
    tipo: 'facturas',
    cuenta: [2, 0, 1],
    total: ['COP', 1428000, 1428000],
  },
  {
    archivo: 'exportacion-siigo-nube-ventas.csv',
    opciones: ['--moneda', 'COP', '--plazo', '30'],
    tipo: 'facturas',
    cuenta: [2, 0, 0],
    total: ['COP', 1428000, 1428000],
  },
  {
    archivo: 'exportacion-tango-composicion.csv',
    opciones: ARS,
    tipo: 'facturas',
    cuenta: [3, 0, 0],
    total: ['ARS', 11390, 11140],
  },
  {
    archivo: 'exportacion-colppy.csv',
    opciones: ARS,
    tipo: 'facturas',
    cuenta: [3, 0, 0],
    total: ['ARS', 11390, 10890],
  },
  {
    archivo: 'exportacion-xubio.csv',
    opciones: ARS,
    tipo: 'facturas',
    cuenta: [2, 0, 0],
    total: ['ARS', 10890, 10890],
  },
  {
    archivo: 'exportacion-quickbooks-ar-aging-detail.csv',
    opciones: ['--moneda', 'USD'],
    tipo: 'facturas',
    cuenta: [3, 0, 5],
    total: ['USD', 2544.02, 2544.02],
  },
  {
    archivo: 'exportacion-galicia.csv',
    opciones: [...sinFacturas, ...ARS],
    tipo: 'pagos',
    cuenta: [2, 0, 1],
    total: ['ARS', 200000, 200000],
  },
  {
    archivo: 'exportacion-bbva-mx.csv',
    opciones: ['--tipo', 'pagos', '--moneda', 'MXN'],
    tipo: 'pagos',
    cuenta: [2, 0, 1],
    total: ['MXN', 1660, 1660],
  },
  {
    archivo: 'exportacion-mercadopago.csv',
    opciones: ['--tipo', 'pagos', ...ARS],
    tipo: 'pagos',
    cuenta: [2, 0, 2],
    total: ['ARS', 1200, 1200],
  },
  {
    archivo: 'exportacion-caixabank.csv',
    opciones: ['--tipo', 'pagos'],
    tipo: 'pagos',
    cuenta: [2, 0, 1],
    total: ['EUR', 2315, 2315],
  },
  {
    archivo: 'exportacion-bancoestado.csv',
    opciones: ['--tipo', 'pagos', '--moneda', 'CLP'],
    tipo: 'pagos',
    cuenta: [2, 0, 1],
    total: ['CLP', 169000, 169000],
  },
];
