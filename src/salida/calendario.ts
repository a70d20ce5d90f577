import { asegurar } from '../dominio/errores.ts';
import { type Fecha, sumarDias } from '../dominio/fecha.ts';
import type { Destino } from './destino.ts';
import { limpiarConservandoRenglones } from './limpiar.ts';
import type { EventoDeCalendario, Listado } from './listado.ts';
import { escribirPorTandas } from './por-tandas.ts';

/** Octetos de un renglón, sin su CRLF (RFC 5545, 3.1). */
const OCTETOS_MAX = 75;

/** El texto de una propiedad TEXT (RFC 5545, 3.3.11): sin controles, con sus signos protegidos. */
function escapar(texto: string): string {
  return limpiarConservandoRenglones(texto)
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n');
}

/** Corta un renglón largo en pedazos que empiezan con un espacio, sin partir ningún carácter (RFC 5545, 3.1). */
export function plegarRenglon(renglon: string): string {
  if (Buffer.byteLength(renglon) <= OCTETOS_MAX) return `${renglon}\r\n`;
  let plegado = '';
  let octetos = 0;
  for (const caracter of renglon) {
    const suyos = Buffer.byteLength(caracter);
    if (octetos + suyos > OCTETOS_MAX) {
      plegado += '\r\n ';
      octetos = 1;
    }
    plegado += caracter;
    octetos += suyos;
  }
  return `${plegado}\r\n`;
}

/** `2026-07-01` como DATE: `20260701`. */
function dia(fecha: Fecha): string {
  return fecha.replaceAll('-', '');
}

/**
 * Un evento de día entero que no ocupa a nadie. DTSTAMP es la medianoche UTC del día de la agenda, y no el reloj: la misma
 * agenda da siempre el mismo archivo. El aviso es a las 9 de la mañana de donde se lo mire.
 */
function renglonesDeEvento(
  { uid, fecha, titulo, descripcion, categoria, conAviso }: EventoDeCalendario,
  hoy: Fecha,
): readonly string[] {
  const aviso = [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapar(titulo)}`,
    'TRIGGER;RELATED=START:PT9H',
    'END:VALARM',
  ];
  return [
    'BEGIN:VEVENT',
    `UID:${escapar(uid)}`,
    `DTSTAMP:${dia(hoy)}T000000Z`,
    `DTSTART;VALUE=DATE:${dia(fecha)}`,
    `DTEND;VALUE=DATE:${dia(sumarDias(fecha, 1))}`,
    `SUMMARY:${escapar(titulo)}`,
    `DESCRIPTION:${escapar(descripcion)}`,
    `CATEGORIES:${escapar(categoria)}`,
    'TRANSP:TRANSPARENT',
    ...(conAviso ? aviso : []),
    'END:VEVENT',
  ];
}

function* partes<F>({ filas, calendario }: Listado<F>): Generator<string> {
  asegurar(calendario !== undefined, 'un listado sin calendario pedido como ics');
  const { nombre, hoy, evento } = calendario;
  const cabeza = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//cobranzas//agenda//ES',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapar(nombre)}`,
  ];
  yield cabeza.map(plegarRenglon).join('');
  for (const fila of filas) yield renglonesDeEvento(evento(fila), hoy).map(plegarRenglon).join('');
  yield plegarRenglon('END:VCALENDAR');
}

/** Escribe el listado como calendario iCalendar (RFC 5545), un evento por fila. */
export async function escribirCalendario<F>(listado: Listado<F>, destino: Destino): Promise<void> {
  await escribirPorTandas(partes(listado), destino);
}
