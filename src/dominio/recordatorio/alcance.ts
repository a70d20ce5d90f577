import { sePuedeUsar } from '../canal.ts';
import { esEmail } from '../edicion-cliente.ts';
import type { CanalDePaso } from '../politica.ts';
import type { Retencion } from './horario.ts';
import type { ClientePorRecordar, ContextoDeRecordatorio } from './tipos.ts';

type ReglaDeAlcance = 'canal-prohibido' | 'sin-destino' | 'destino-malo';

const nombreDeCanal: Readonly<Record<CanalDePaso, string>> = {
  email: 'por correo',
  whatsapp: 'por WhatsApp',
  llamada: 'por teléfono',
  carta: 'por carta',
};

/** Adónde va, o `null` si el canal no lleva dato (una carta) o falta. */
export function destinoDe({ email, telefono }: ClientePorRecordar, canal: CanalDePaso): string | null {
  const dato = canal === 'email' ? email : canal === 'carta' ? null : telefono;
  return dato === null || dato.trim() === '' ? null : dato.trim();
}

/** Por qué a este cliente no se llega por ese canal, o `null` si se llega: no lo quiere, falta el dato o no sirve. */
export function problemaDeCanal(
  cliente: ClientePorRecordar,
  canal: CanalDePaso,
  contexto: Pick<ContextoDeRecordatorio, 'problemaDeCelular'>,
): Retencion<ReglaDeAlcance> | null {
  const problema = (regla: ReglaDeAlcance, motivo: string) => ({ regla, motivo, desde: null });
  if (!sePuedeUsar(cliente.canales, canal))
    return problema('canal-prohibido', `pidió que no se lo contacte ${nombreDeCanal[canal]}`);
  if (canal === 'carta') return null;
  const destino = destinoDe(cliente, canal);
  if (destino === null) return problema('sin-destino', canal === 'email' ? 'no tiene correo' : 'no tiene teléfono');
  if (canal === 'email' && !esEmail(destino))
    return problema('destino-malo', `${destino} no es una dirección de correo`);
  const celular = canal === 'whatsapp' ? (contexto.problemaDeCelular?.(destino) ?? null) : null;
  if (celular !== null) return problema('destino-malo', celular);
  const equivocado = canal === 'whatsapp' ? numeroEquivocado(cliente) : null;
  if (equivocado !== null) return problema('destino-malo', equivocado);
  if (!cliente.destinosMalos.has(destino)) return null;
  return problema('destino-malo', `${destino} rebotó o fue rechazado: corríjalo en la ficha del cliente`);
}

/** Que el teléfono del cliente es de otra persona, o `null`. A quien llama se le dice; por WhatsApp no se escribe. */
export function numeroEquivocado({ telefono, equivocadoEl = null }: ClientePorRecordar): string | null {
  if (equivocadoEl === null || telefono === null) return null;
  return `el ${equivocadoEl} se anotó que ${telefono.trim()} es un número equivocado: corríjalo en la ficha del cliente`;
}
