import type { AcuerdoEvaluado, EstadoDeAcuerdo, EstadoDeCuota } from '../../dominio/acuerdo.ts';
import type { Columna, Tono } from '../../salida/listado.ts';

/** Un acuerdo juzgado con el cliente, para mostrar. */
export interface FilaDeAcuerdo {
  readonly evaluado: AcuerdoEvaluado;
  /** El código del cliente. */
  readonly clienteId: string;
  readonly cliente: string;
}

const tonos: Readonly<Partial<Record<EstadoDeAcuerdo | EstadoDeCuota, Tono>>> = {
  cumplida: 'bien',
  cumplido: 'bien',
  pagada: 'bien',
  parcial: 'atencion',
  'en-falta': 'atencion',
  'cumplida-tarde': 'atencion',
  incumplida: 'mal',
  caido: 'mal',
  vencida: 'mal',
  reemplazada: 'tenue',
  renegociado: 'tenue',
  retirada: 'tenue',
  anulado: 'tenue',
};

/** Cómo se destaca un estado. */
export function tonoDeEstado(estado: EstadoDeAcuerdo | EstadoDeCuota): Tono | undefined {
  return tonos[estado];
}

const moneda = ({ evaluado }: FilaDeAcuerdo) => evaluado.acuerdo.moneda;

/** Las columnas de `acuerdo listar`. */
export const columnasDeAcuerdos: readonly Columna<FilaDeAcuerdo>[] = [
  {
    clave: 'acuerdo_id',
    titulo: 'Acuerdo',
    tipo: 'entero',
    valor: ({ evaluado }) => evaluado.acuerdo.id,
    importancia: 8,
  },
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ clienteId }) => clienteId, importancia: 3 },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ cliente }) => cliente, importancia: 9 },
  { clave: 'tipo', titulo: 'Tipo', tipo: 'texto', valor: ({ evaluado }) => evaluado.acuerdo.tipo, importancia: 5 },
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: moneda, importancia: 8 },
  {
    clave: 'total',
    titulo: 'Total',
    tipo: 'monto',
    valor: ({ evaluado }) => evaluado.acuerdo.total,
    moneda,
    importancia: 9,
  },
  {
    clave: 'pagado',
    titulo: 'Pagado',
    tipo: 'monto',
    valor: ({ evaluado }) => evaluado.pagado,
    moneda,
    importancia: 6,
  },
  {
    clave: 'estado',
    titulo: 'Estado',
    tipo: 'texto',
    valor: ({ evaluado }) => evaluado.estado,
    tono: ({ evaluado }) => tonoDeEstado(evaluado.estado),
    importancia: 9,
  },
  {
    clave: 'proxima_cuota',
    titulo: 'Próxima',
    tipo: 'fecha',
    valor: ({ evaluado }) => evaluado.proxima?.vencimiento ?? null,
    importancia: 7,
  },
  {
    clave: 'proximo_monto',
    titulo: 'Monto',
    tipo: 'monto',
    valor: ({ evaluado }) => evaluado.proxima?.pendiente ?? null,
    moneda,
    importancia: 7,
  },
  {
    clave: 'creado',
    titulo: 'Creado',
    tipo: 'fecha',
    valor: ({ evaluado }) => evaluado.acuerdo.creado,
    importancia: 4,
  },
  {
    clave: 'gestor',
    titulo: 'Gestor',
    tipo: 'texto',
    valor: ({ evaluado }) => evaluado.acuerdo.gestor,
    importancia: 2,
  },
];
