import { type Moneda, moneda } from '../dominio/dinero.ts';
import type { TipoDeArchivo } from '../dominio/filas.ts';
import type { Campo } from './campos.ts';
import type { OrdenDeFecha } from './fechas.ts';
import type { MarcaDecimal } from './montos.ts';

/** Cómo leer los archivos que exporta un programa. */
export interface Perfil {
  readonly nombre: string;
  readonly tipo?: TipoDeArchivo;
  readonly columnas: ReadonlyMap<Campo, string>;
  readonly separador?: string;
  readonly codificacion?: string;
  readonly decimal?: MarcaDecimal;
  readonly fecha?: OrdenDeFecha;
  /** La de las filas que no la dicen. */
  readonly moneda?: Moneda;
  /** Los encabezados que identifican la exportación: si están todos, el perfil se elige solo. */
  readonly encabezados?: readonly string[];
}

function perfil(
  nombre: string,
  encabezados: string,
  columnas: Partial<Record<Campo, string>>,
  mas: { tipo?: TipoDeArchivo; moneda?: string } = {},
): Perfil {
  return {
    nombre,
    tipo: mas.tipo ?? 'facturas',
    columnas: new Map(Object.entries(columnas) as [Campo, string][]),
    ...(mas.moneda === undefined ? {} : { moneda: moneda(mas.moneda) }),
    encabezados: encabezados.split(' | '),
  };
}

/** Perfiles de las exportaciones más comunes; los encabezados son los de cada programa, en su idioma. */
export const perfilesIncluidos: readonly Perfil[] = [
  perfil(
    'afip-mis-comprobantes',
    'Punto de Venta | Número Desde | Nro. Doc. Receptor | Denominación Receptor | Imp. Total',
    {
      numero: 'Número Desde',
      punto_venta: 'Punto de Venta',
      id_fiscal: 'Nro. Doc. Receptor',
      cliente: 'Denominación Receptor',
      importe: 'Imp. Total',
      moneda: 'Moneda',
    },
    { moneda: 'ARS' },
  ),
  perfil(
    'afip-portal-iva',
    'Punto de Venta | Número de Comprobante | Nro. Doc. Comprador | Denominación Comprador | Importe Total',
    {
      numero: 'Número de Comprobante',
      punto_venta: 'Punto de Venta',
      id_fiscal: 'Nro. Doc. Comprador',
      cliente: 'Denominación Comprador',
      importe: 'Importe Total',
      tipo: 'Tipo de Comprobante',
      emision: 'Fecha de Emisión',
      moneda: 'Moneda Original',
    },
    { moneda: 'ARS' },
  ),
  perfil(
    'sii-registro-ventas',
    'Tipo Doc | Rut cliente | Razon Social | Folio | Fecha Docto | Monto total',
    {
      tipo: 'Tipo Doc',
      id_fiscal: 'Rut cliente',
      cliente: 'Razon Social',
      numero: 'Folio',
      emision: 'Fecha Docto',
      importe: 'Monto total',
    },
    { moneda: 'CLP' },
  ),
  perfil('xero', 'ContactName | InvoiceNumber | InvoiceDate | DueDate | Total', {
    cliente: 'ContactName',
    email: 'EmailAddress',
    numero: 'InvoiceNumber',
    emision: 'InvoiceDate',
    vencimiento: 'DueDate',
    importe: 'Total',
    pagado: 'InvoiceAmountPaid',
    saldo: 'InvoiceAmountDue',
    moneda: 'Currency',
    tipo: 'Type',
    estado: 'Status',
    orden_compra: 'Reference',
  }),
  perfil('zoho', 'Invoice Date | Invoice Number | Invoice Status | Customer Name | Due Date | Total | Balance', {
    emision: 'Invoice Date',
    numero: 'Invoice Number',
    estado: 'Invoice Status',
    cliente: 'Customer Name',
    cliente_id: 'Customer ID',
    vencimiento: 'Due Date',
    importe: 'Total',
    saldo: 'Balance',
    moneda: 'Currency Code',
    orden_compra: 'PurchaseOrder',
    email: 'Primary Contact EmailID',
  }),
  perfil('invoice-ninja', 'Invoice Number | Invoice Amount | Invoice Balance | Invoice Due Date | Client Name', {
    numero: 'Invoice Number',
    importe: 'Invoice Amount',
    saldo: 'Invoice Balance',
    emision: 'Invoice Date',
    vencimiento: 'Invoice Due Date',
    cliente: 'Client Name',
    cliente_id: 'Client Number',
    estado: 'Invoice Status',
    orden_compra: 'Invoice PO Number',
    email: 'Contact Email',
  }),
  perfil('quickbooks', 'Date | Transaction type | Num | Due date | Amount | Open balance', {
    emision: 'Date',
    tipo: 'Transaction type',
    numero: 'Num',
    vencimiento: 'Due date',
    importe: 'Amount',
    saldo: 'Open balance',
  }),
  perfil('quickbooks-es', 'Fecha | Tipo de transacción | N.º | Fecha de vencimiento | Importe | Saldo pendiente', {
    emision: 'Fecha',
    tipo: 'Tipo de transacción',
    numero: 'N.º',
    vencimiento: 'Fecha de vencimiento',
    importe: 'Importe',
    saldo: 'Saldo pendiente',
  }),
  perfil(
    'odoo',
    'Número | Nombre de la empresa a mostrar en la factura | Fecha de factura | Fecha de vencimiento | Total',
    {
      numero: 'Número',
      cliente: 'Nombre de la empresa a mostrar en la factura',
      emision: 'Fecha de factura',
      vencimiento: 'Fecha de vencimiento',
      importe: 'Total',
      saldo: 'Importe adeudado',
      estado: 'Estado',
    },
  ),
  perfil('odoo-en', 'Number | Invoice Partner Display Name | Invoice/Bill Date | Due Date | Total', {
    numero: 'Number',
    cliente: 'Invoice Partner Display Name',
    emision: 'Invoice/Bill Date',
    vencimiento: 'Due Date',
    importe: 'Total',
    saldo: 'Amount Due',
    estado: 'Status',
  }),
  perfil(
    'aspel-sae',
    'Clave | Cliente | Nombre | Fecha de elaboración | Importe total',
    {
      numero: 'Clave',
      cliente_id: 'Cliente',
      cliente: 'Nombre',
      emision: 'Fecha de elaboración',
      importe: 'Importe total',
      estado: 'Estatus',
      vencimiento: 'Fecha de vencimiento',
    },
    { moneda: 'MXN' },
  ),
  perfil('facturascripts', 'codigo | codcliente | nombrecliente | cifnif | fecha | total', {
    numero: 'codigo',
    cliente_id: 'codcliente',
    cliente: 'nombrecliente',
    id_fiscal: 'cifnif',
    emision: 'fecha',
    vencimiento: 'vencimiento',
    importe: 'total',
    moneda: 'coddivisa',
    estado: 'pagada',
    orden_compra: 'numero2',
    nota: 'observaciones',
  }),
];
