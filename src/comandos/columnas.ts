import type { SaldoDeCliente } from '../datos/saldos-de-clientes.ts';
import type { Moneda } from '../dominio/dinero.ts';
import type { EstadoDeDocumento } from '../dominio/documento.ts';
import type { DocumentoAlDia } from '../dominio/documento-al-dia.ts';
import { asegurar } from '../dominio/errores.ts';
import type { ClaseDeCliente } from '../dominio/prioridad.ts';
import type { ClienteConSaldo, SaldoEnMoneda } from '../dominio/saldo-cliente.ts';
import type { Columna, Tono } from '../salida/listado.ts';

/** Los saldos de un cliente en una moneda, con las claves públicas de `cliente listar`. */
export const columnasDeSaldo: readonly Columna<SaldoEnMoneda>[] = [
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda, importancia: 9 },
  {
    clave: 'facturas_abiertas',
    titulo: 'Abiertas',
    tipo: 'entero',
    valor: ({ facturasAbiertas }) => facturasAbiertas,
    importancia: 3,
  },
  monto('saldo_total', 'Saldo', ({ saldoTotal }) => saldoTotal, 9),
  {
    ...monto('saldo_vencido', 'Vencido', ({ saldoVencido }) => saldoVencido, 8),
    tono: ({ saldoVencido }) => (saldoVencido > 0 ? 'mal' : undefined),
  },
  monto('saldo_a_favor', 'A favor', ({ saldoAFavor }) => saldoAFavor, 4),
];

/**
 * Las columnas de `cliente listar`.
 * @param claseDe la clase de un cliente, por su número interno
 */
export function columnasDeClientes(claseDe: (clienteId: number) => ClaseDeCliente): readonly Columna<SaldoDeCliente>[] {
  return [
    ...columnasDeIdentidad,
    {
      clave: 'clase',
      titulo: 'Clase',
      tipo: 'texto',
      valor: ({ cliente }) => claseDe(cliente.id),
      tono: ({ cliente }) => tonosDeClase[claseDe(cliente.id)],
      importancia: 5,
    },
    ...columnasDeGestion,
    ...columnasDeSaldo.map(deCliente),
  ];
}

/** Cómo se destaca una clase. */
export const tonosDeClase: Readonly<Partial<Record<ClaseDeCliente, Tono>>> = {
  A: 'bien',
  C: 'atencion',
  D: 'mal',
  nueva: 'tenue',
};

const columnasDeIdentidad: readonly Columna<ClienteConSaldo>[] = [
  {
    clave: 'cliente_id',
    titulo: 'Id',
    tipo: 'texto',
    valor: ({ cliente }) => cliente.codigo,
    importancia: 7,
  },
  {
    clave: 'cliente',
    titulo: 'Cliente',
    tipo: 'texto',
    valor: ({ cliente }) => cliente.nombre,
    importancia: 9,
  },
  {
    clave: 'id_fiscal',
    titulo: 'Id fiscal',
    tipo: 'texto',
    valor: ({ cliente }) => cliente.idFiscal,
    importancia: 2,
  },
  {
    clave: 'segmento',
    titulo: 'Segmento',
    tipo: 'texto',
    valor: ({ cliente }) => cliente.segmento,
    importancia: 2,
  },
];

const columnasDeGestion: readonly Columna<ClienteConSaldo>[] = [
  {
    clave: 'gestor',
    titulo: 'Gestor',
    tipo: 'texto',
    valor: ({ cliente }) => cliente.gestor,
    importancia: 3,
  },
  { clave: 'telefono', titulo: 'Teléfono', tipo: 'texto', valor: ({ telefono }) => telefono, importancia: 5 },
  { clave: 'email', titulo: 'Correo', tipo: 'texto', valor: ({ email }) => email, importancia: 4 },
];

const tonos: Readonly<Partial<Record<EstadoDeDocumento, Tono>>> = {
  vencida: 'mal',
  pagada: 'bien',
  'en-disputa': 'atencion',
  castigada: 'tenue',
  anulada: 'tenue',
};

const monedaDe = ({ moneda }: DocumentoAlDia) => moneda;

/** Las columnas de `factura listar`. */
export const columnasDeDocumentos: readonly Columna<DocumentoAlDia>[] = [
  {
    clave: 'cliente_id',
    titulo: 'Id',
    tipo: 'texto',
    valor: ({ clienteCodigo }) => clienteCodigo,
    importancia: 3,
  },
  {
    clave: 'cliente',
    titulo: 'Cliente',
    tipo: 'texto',
    valor: ({ clienteNombre }) => clienteNombre,
    importancia: 8,
  },
  { clave: 'tipo', titulo: 'Tipo', tipo: 'texto', valor: ({ tipo }) => tipo, importancia: 2 },
  { clave: 'numero', titulo: 'Número', tipo: 'texto', valor: ({ numero }) => numero, importancia: 9 },
  { clave: 'emision', titulo: 'Emisión', tipo: 'fecha', valor: ({ emision }) => emision, importancia: 3 },
  {
    clave: 'vencimiento',
    titulo: 'Vencimiento',
    tipo: 'fecha',
    valor: ({ vencimiento }) => vencimiento,
    importancia: 7,
  },
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: monedaDe, importancia: 8 },
  {
    clave: 'importe',
    titulo: 'Importe',
    tipo: 'monto',
    valor: ({ importe }) => importe,
    moneda: monedaDe,
    importancia: 5,
  },
  {
    clave: 'saldo',
    titulo: 'Saldo',
    tipo: 'monto',
    valor: ({ saldo }) => saldo,
    moneda: monedaDe,
    importancia: 9,
  },
  { clave: 'dias_mora', titulo: 'Mora', tipo: 'entero', valor: ({ diasMora }) => diasMora, importancia: 6 },
  {
    clave: 'estado',
    titulo: 'Estado',
    tipo: 'texto',
    valor: ({ estado }) => estado,
    tono: ({ estado }) => tonos[estado],
    importancia: 6,
  },
];

function monto(
  clave: string,
  titulo: string,
  valor: (saldo: SaldoEnMoneda) => number,
  importancia: number,
): Columna<SaldoEnMoneda> {
  return { clave, titulo, tipo: 'monto', valor, moneda: ({ moneda }) => moneda, importancia };
}

/** La misma columna leída desde el cliente; sin ningún documento no hay moneda en que escribir un monto. */
function deCliente({ valor, moneda, tono, ...columna }: Columna<SaldoEnMoneda>): Columna<ClienteConSaldo> {
  return {
    ...columna,
    valor: ({ saldo }) => (saldo === null ? null : valor(saldo)),
    tono: ({ saldo }) => (saldo === null ? undefined : tono?.(saldo)),
    ...(moneda === undefined
      ? {}
      : {
          moneda: ({ saldo }: ClienteConSaldo): Moneda => {
            asegurar(saldo !== null, 'un monto sin moneda');
            return moneda(saldo);
          },
        }),
  };
}
