import { plegar } from './cliente.ts';
import { esFecha, type Fecha, fechaDePartes, numeroDeDia, sumarDias } from './fecha.ts';

/** El 1970-01-01, día 0 de {@link numeroDeDia}, fue jueves. */
const semana = ['jueves', 'viernes', 'sabado', 'domingo', 'lunes', 'martes', 'miercoles'];

/**
 * Lee un día como lo dice una persona que conversa: `2026-07-31`, `31/7`, `31/7/2026`, `hoy`, `mañana`, `+7`, `viernes`
 * (el próximo). Sin año es el próximo que venga, hoy incluido. `undefined` si no se entiende o no existe.
 */
export function interpretarDia(texto: string, hoy: Fecha): Fecha | undefined {
  const limpio = texto.trim();
  if (esFecha(limpio)) return limpio;
  const dias = /^\+ ?(\d{1,4})$/.exec(limpio)?.[1];
  if (dias !== undefined) return sumarDias(hoy, Number(dias));
  const partes = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?$/.exec(limpio);
  if (partes !== null) return diaDePartes(partes, hoy);
  const palabra = plegar(limpio);
  if (palabra === 'hoy') return hoy;
  if (palabra === 'manana') return sumarDias(hoy, 1);
  const dia = semana.indexOf(palabra);
  if (dia < 0) return undefined;
  const faltan = (((dia - numeroDeDia(hoy)) % 7) + 7) % 7;
  return sumarDias(hoy, faltan === 0 ? 7 : faltan);
}

function diaDePartes([, dia, mes, anio]: readonly (string | undefined)[], hoy: Fecha): Fecha | undefined {
  const enAnio = (numero: number) => fechaDePartes(numero, Number(mes), Number(dia));
  if (anio !== undefined) return enAnio(Number(anio) + (anio.length === 2 ? 2000 : 0));
  const actual = Number(hoy.slice(0, 4));
  const este = enAnio(actual);
  // El 29 de febrero puede no existir este año y sí el próximo.
  return este !== undefined && este >= hoy ? este : enAnio(actual + 1);
}
