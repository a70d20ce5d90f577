import type { Moneda } from '../../dominio/dinero.ts';
import type { EstadoDeMensaje } from '../../dominio/recordatorio/tipos.ts';
import { contarDocumentos } from '../../dominio/recordatorio/unidades.ts';
import type { Columna, Tono } from '../../salida/listado.ts';
import type { Reclamado } from './reclamo.ts';

/** Lo que pasó con un mensaje en una corrida. */
export interface MensajeHecho {
  readonly mensajeId: number;
  readonly clienteCodigo: string;
  readonly clienteNombre: string;
  readonly paso: string;
  readonly destino: string;
  readonly moneda: Moneda;
  /** Unidades menores. */
  readonly monto: number;
  readonly facturas: number;
  readonly estado: EstadoDeMensaje;
  /** Lo que contestó el servidor, o por qué. */
  readonly detalle: string;
}

/** Cómo se destaca cada estado. */
export const tonosDeEstado: Readonly<Partial<Record<EstadoDeMensaje, Tono>>> = {
  enviado: 'bien',
  dudoso: 'atencion',
  rechazado: 'mal',
  rebotado: 'mal',
  pendiente: 'atencion',
  descartado: 'tenue',
};

/** Las columnas de `recordatorios enviar`. */
export const columnasDeHechos: readonly Columna<MensajeHecho>[] = [
  { clave: 'mensaje_id', titulo: 'Mensaje', tipo: 'entero', valor: ({ mensajeId }) => mensajeId, importancia: 7 },
  {
    clave: 'estado',
    titulo: 'Estado',
    tipo: 'texto',
    valor: ({ estado }) => estado,
    tono: ({ estado }) => tonosDeEstado[estado],
    importancia: 9,
  },
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ clienteCodigo }) => clienteCodigo, importancia: 5 },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ clienteNombre }) => clienteNombre, importancia: 9 },
  { clave: 'paso', titulo: 'Paso', tipo: 'texto', valor: ({ paso }) => paso, importancia: 8 },
  { clave: 'destino', titulo: 'Destino', tipo: 'texto', valor: ({ destino }) => destino, importancia: 6 },
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda, importancia: 6 },
  {
    clave: 'monto',
    titulo: 'Monto',
    tipo: 'monto',
    valor: ({ monto }) => monto,
    moneda: ({ moneda }) => moneda,
    importancia: 7,
  },
  { clave: 'facturas', titulo: 'Facturas', tipo: 'entero', valor: ({ facturas }) => facturas, importancia: 4 },
  { clave: 'detalle', titulo: 'Detalle', tipo: 'texto', valor: ({ detalle }) => detalle, importancia: 3 },
];

/** Lo que se cuenta de un mensaje ya terminado. */
export function hechoDe(
  { mensajeId, cliente, decision }: Reclamado,
  { estado, detalle }: { readonly estado: EstadoDeMensaje; readonly detalle: string },
): MensajeHecho {
  return {
    mensajeId,
    clienteCodigo: cliente.codigo,
    clienteNombre: cliente.nombre,
    paso: decision.paso?.codigo ?? '',
    destino: decision.destino ?? '',
    moneda: decision.moneda,
    monto: decision.monto,
    facturas: contarDocumentos([...decision.vencidas, ...decision.porVencer]),
    estado,
    detalle,
  };
}

const enPlural: Readonly<Partial<Record<EstadoDeMensaje, readonly [string, string]>>> = {
  enviado: ['enviado', 'enviados'],
  dudoso: ['dudoso', 'dudosos'],
  rechazado: ['rechazado', 'rechazados'],
  pendiente: ['por reintentar', 'por reintentar'],
};

/** Cuántos mensajes terminaron de cada modo: `12 enviados, 1 dudoso`. */
export function contarHechos(hechos: readonly Pick<MensajeHecho, 'estado'>[]): string {
  const partes = Object.entries(enPlural).flatMap(([estado, [uno, varios]]) => {
    const cuantos = hechos.filter((hecho) => hecho.estado === estado).length;
    return cuantos === 0 ? [] : [`${cuantos} ${cuantos === 1 ? uno : varios}`];
  });
  return partes.join(', ') || 'ninguno';
}
