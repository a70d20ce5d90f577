import type { Moneda } from '../../dominio/dinero.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { MensajePorResolver } from '../../dominio/recordatorio/en-agenda.ts';
import type { Libro } from '../conexion.ts';
import { mensajesAlDia, rechazoDeDireccion } from './efecto.ts';

/**
 * Los mensajes cuyo último estado al día `hoy` espera a una persona, de clientes que todavía deben algo. Lo que rebotó o se
 * rechazó deja de esperar cuando el cliente ya no tiene ese correo o ese teléfono.
 */
export function leerMensajesPorResolver(libro: Libro, hoy: Fecha): MensajePorResolver[] {
  type Fila = Omit<MensajePorResolver, 'dinero' | 'porLaDireccion'> & {
    readonly monto: number;
    readonly moneda: Moneda;
    readonly porLaDireccion: number;
  };
  const filas = libro
    .preparar<Fila>(
      `SELECT m.id, m.cliente_id AS clienteId, m.canal, m.destino, m.moneda, m.monto, e.estado, e.fecha AS estadoFecha,
         CASE e.estado WHEN 'rechazado' THEN ${rechazoDeDireccion('e')} ELSE e.estado = 'rebotado' END AS porLaDireccion
       FROM ${mensajesAlDia}
       WHERE e.estado IN ('dudoso', 'rechazado', 'rebotado', 'preparado')
         AND EXISTS (SELECT 1 FROM documentos WHERE cliente_id = m.cliente_id AND saldo > 0)
         AND (e.estado IN ('dudoso', 'preparado') OR EXISTS (SELECT 1 FROM datos_contacto
           WHERE cliente_id = m.cliente_id AND valor = m.destino AND vigente = 1))
       ORDER BY m.id`,
    )
    .all({ hoy });
  return filas.map(({ monto, moneda, porLaDireccion, ...mensaje }) => ({
    ...mensaje,
    porLaDireccion: porLaDireccion === 1,
    dinero: { monto, moneda },
  }));
}

/**
 * Los clientes que no pueden recibir un correo: no tienen, el primero no sirve o alguna vez pidieron que no se use. Se leen de
 * una pasada: buscar el correo de cada uno costaría varias veces más.
 * @param sirve dice si un texto es una dirección
 */
export function leerClientesSinCorreo(libro: Libro, sirve: (email: string) => boolean): number[] {
  const correos = libro
    .preparar("SELECT cliente_id, valor FROM datos_contacto WHERE tipo = 'email' AND vigente = 1 ORDER BY id DESC")
    .raw()
    .all() as [number, string][];
  // Del último al primero: queda el primero, que es el que se usa.
  const primeros = new Map(correos);
  const prohibidos = libro.preparar("SELECT cliente_id FROM canales WHERE canal = 'email' AND permitido = 0");
  for (const clienteId of prohibidos.pluck().all() as number[]) primeros.delete(clienteId);
  const clientes = libro.preparar('SELECT id FROM clientes ORDER BY id').pluck().all() as number[];
  return clientes.filter((id) => !sirve(primeros.get(id)?.trim() ?? ''));
}

/** Los clientes a los que alguna vez se les decidió un mensaje. */
export function leerClientesConMensajes(libro: Libro): number[] {
  return libro.preparar('SELECT DISTINCT cliente_id FROM mensajes ORDER BY cliente_id').pluck().all() as number[];
}
