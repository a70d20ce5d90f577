import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { fecha } from '../../src/dominio/fecha.ts';
import { plegarRenglon } from '../../src/salida/calendario.ts';
import { limpiarConservandoRenglones } from '../../src/salida/limpiar.ts';
import type { EventoDeCalendario, Listado } from '../../src/salida/listado.ts';
import { presentado } from '../apoyo/presentado.ts';

const modelo: EventoDeCalendario = {
  uid: 'acuerdo-1-1@abc.cobranzas',
  fecha: fecha('2026-07-10'),
  titulo: 'Promesa: Almacén Ñandú, 1.000,00 ARS',
  descripcion: 'acuerdo 1; del 2026-07-01\nTeléfono: 011\\5555',
  categoria: 'promesa',
  conAviso: true,
};

const calendario = async (eventos: readonly Partial<EventoDeCalendario>[], hoy = '2026-07-01'): Promise<string> => {
  const listado: Listado<Partial<EventoDeCalendario>> = {
    columnas: [],
    filas: eventos,
    calendario: { nombre: 'Cobranzas', hoy: fecha(hoy), evento: (evento) => ({ ...modelo, ...evento }) },
  };
  return (await presentado(listado, { formato: 'ics' })).salida;
};
const eventosDe = (texto: string): ICAL.Event[] =>
  new ICAL.Component(ICAL.parse(texto)).getAllSubcomponents('vevent').map((uno) => new ICAL.Event(uno));

describe('calendario iCalendar (RFC 5545)', () => {
  it('escribe un evento de día entero que un programa de calendario lee igual', async () => {
    const texto = await calendario([{}]);
    expect(texto.split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//cobranzas//agenda//ES',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Cobranzas',
      'BEGIN:VEVENT',
      'UID:acuerdo-1-1@abc.cobranzas',
      'DTSTAMP:20260701T000000Z',
      'DTSTART;VALUE=DATE:20260710',
      'DTEND;VALUE=DATE:20260711',
      'SUMMARY:Promesa: Almacén Ñandú\\, 1.000\\,00 ARS',
      'DESCRIPTION:acuerdo 1\\; del 2026-07-01\\nTeléfono: 011\\\\5555',
      'CATEGORIES:promesa',
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Promesa: Almacén Ñandú\\, 1.000\\,00 ARS',
      'TRIGGER;RELATED=START:PT9H',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
    const [evento] = eventosDe(texto);
    expect(evento?.uid).toBe(modelo.uid);
    expect(evento?.summary).toBe(modelo.titulo);
    expect(evento?.description).toBe(modelo.descripcion);
    expect([evento?.startDate.isDate, evento?.startDate.toString()]).toEqual([true, '2026-07-10']);
    expect(evento?.duration.toSeconds()).toBe(86_400);
    const aviso = evento?.component.getFirstSubcomponent('valarm');
    expect(aviso?.getFirstPropertyValue('trigger')?.toString()).toBe('PT9H');
  });

  it('sin aviso no lleva alarma, y sin eventos sigue siendo un calendario', async () => {
    expect(await calendario([{ conAviso: false }])).not.toContain('VALARM');
    const vacio = await calendario([]);
    expect(eventosDe(vacio)).toEqual([]);
    expect(vacio.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  it('el día no depende de la zona horaria ni de los cambios de hora', async () => {
    const zona = process.env.TZ;
    try {
      for (const otra of ['Pacific/Kiritimati', 'America/Santiago', 'Pacific/Pago_Pago']) {
        process.env.TZ = otra;
        const [evento] = eventosDe(await calendario([{ fecha: fecha('2026-12-31') }]));
        expect(evento?.startDate.toString()).toBe('2026-12-31');
        expect(evento?.endDate.toString()).toBe('2027-01-01');
      }
    } finally {
      process.env.TZ = zona;
    }
  });

  it('ningún renglón pasa de 75 octetos, ninguna letra se parte, y desplegado es lo mismo', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (texto) => {
        const renglon = texto.replace(/[\r\n]/g, ' ');
        const plegado = plegarRenglon(renglon);
        expect(plegado.endsWith('\r\n')).toBe(true);
        for (const parte of plegado.slice(0, -2).split('\r\n')) {
          const bytes = Buffer.from(parte);
          expect(bytes.length).toBeLessThanOrEqual(75);
          expect(bytes.toString('utf8')).toBe(parte);
        }
        expect(plegado.slice(0, -2).replaceAll('\r\n ', '')).toBe(renglon);
      }),
    );
  });

  it('cualquier texto vuelve igual, salvo lo invisible, que se muestra; y no puede meter otra propiedad', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (texto) => {
        const [evento, otro] = eventosDe(await calendario([{ titulo: `a${texto}`, descripcion: `b${texto}` }]));
        expect(otro).toBeUndefined();
        expect(evento?.summary).toBe(limpiarConservandoRenglones(`a${texto}`));
        expect(evento?.description).toBe(limpiarConservandoRenglones(`b${texto}`));
        expect(evento?.component.getAllProperties('uid')).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
    const inyeccion = await calendario([{ titulo: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:otro' }]);
    expect(eventosDe(inyeccion)).toHaveLength(1);
  });
});
