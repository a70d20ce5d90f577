import { registrarEstado } from '../../src/datos/recordatorio/mensajes.ts';
import { SesionDeEscritura } from '../../src/datos/sesion.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import type { EstadoDeMensaje } from '../../src/dominio/recordatorio/tipos.ts';
import type { Mesa } from './mesa.ts';

/** Los estados por los que pasaron los mensajes del libro, en orden: `1 reclamado`. */
export function estadosDe(mesa: Mesa): string[] {
  return mesa
    .consultar<{ texto: string }>("SELECT mensaje_id || ' ' || estado AS texto FROM mensaje_estados ORDER BY id")
    .map(({ texto }) => texto);
}

/** Agrega a mano estados de un mensaje, el 1 de julio a las 10, como los habría dejado una corrida que murió. */
export function dejarEstados(mesa: Mesa, mensajeId: number, ...estados: readonly EstadoDeMensaje[]): void {
  const sesion = SesionDeEscritura.abrir(mesa.libro);
  const hoy = fecha('2026-07-01');
  const datos = { comando: 'prueba', gestor: 'prueba', hoy, version: '0', textoDePolitica: null };
  const nuevo = { momento: { hoy, minutos: 600 }, intento: 1, noAntes: null, detalle: null };
  for (const estado of estados)
    sesion.escribir(datos, (operacion) => registrarEstado(operacion, mensajeId, { ...nuevo, estado }));
  sesion.cerrar();
}
