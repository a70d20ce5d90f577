import { describe, expect, it } from 'vitest';
import { type Canal, sePuedeUsar, ultimosPermisos } from '../../src/dominio/canal.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import {
  type ClaseDePausa,
  type Pausa,
  pausaQueLoImpide,
  pausaQueManda,
  pausasPorTerminar,
  textoDePausa,
} from '../../src/dominio/pausa.ts';

const hoy = fecha('2026-07-01');

function pausa(
  id: number,
  cambios: { clase?: ClaseDePausa; desde?: string; hasta?: string; terminada?: string } = {},
): Pausa {
  const { clase = 'pausa', desde = '2026-06-01', hasta, terminada } = cambios;
  return {
    id,
    clienteId: 1,
    clase,
    desde: fecha(desde),
    hasta: hasta === undefined ? null : fecha(hasta),
    motivo: 'm',
    terminada: terminada === undefined ? null : fecha(terminada),
  };
}

describe('pausas de un cliente', () => {
  it('manda la más fuerte y, a igual clase, la que termina más tarde, en cualquier orden', () => {
    const corta = pausa(1, { hasta: '2026-07-05' });
    const larga = pausa(2, { hasta: '2026-08-05' });
    const abogado = pausa(3, { clase: 'abogado', hasta: '2026-07-02' });
    expect(pausaQueManda([corta, larga], hoy)?.id).toBe(2);
    expect(pausaQueManda([larga, corta], hoy)?.id).toBe(2);
    expect(pausaQueManda([pausa(4), larga], hoy)?.id).toBe(4);
    expect(pausaQueManda([abogado, larga, corta], hoy)?.id).toBe(3);
    expect(pausaQueManda([pausa(5), pausa(4)], hoy)?.id).toBe(4);
  });

  it('lo vencido, lo terminado y lo que no empezó no manda', () => {
    const ninguna = [
      pausa(1, { hasta: '2026-06-30' }),
      pausa(2, { terminada: '2026-07-01' }),
      pausa(3, { desde: '2026-07-02' }),
    ];
    expect(pausaQueManda(ninguna, hoy)).toBeNull();
    expect(pausasPorTerminar(ninguna, hoy)).toEqual([]);
  });

  it('una nueva sólo se impide si la que rige es tan fuerte y dura tanto', () => {
    const nueva = (clase: ClaseDePausa, hasta: string | null) => ({
      clase,
      desde: hoy,
      hasta: hasta === null ? null : fecha(hasta),
    });
    const hastaAgosto = [pausa(1, { hasta: '2026-08-01' })];
    expect(pausaQueLoImpide(hastaAgosto, nueva('pausa', '2026-07-15'))?.id).toBe(1);
    expect(pausaQueLoImpide(hastaAgosto, nueva('pausa', '2026-09-01'))).toBeNull();
    expect(pausaQueLoImpide(hastaAgosto, nueva('pausa', null))).toBeNull();
    expect(pausaQueLoImpide(hastaAgosto, nueva('abogado', '2026-07-15'))).toBeNull();
    expect(pausaQueLoImpide([pausa(1, { clase: 'abogado' })], nueva('pausa', null))?.id).toBe(1);
    expect(pausaQueLoImpide([], nueva('pausa', null))).toBeNull();
  });

  it('se dice con palabras', () => {
    expect(textoDePausa({ clase: 'abogado', hasta: null, motivo: 'juicio' })).toBe('en manos del abogado: juicio');
    expect(textoDePausa({ clase: 'pausa', hasta: hoy, motivo: 'x' })).toBe('en pausa hasta 2026-07-01: x');
  });
});

describe('canales de un cliente', () => {
  const permiso = (canal: Canal, permitido: boolean, dia: string) => ({
    canal,
    permitido,
    fecha: fecha(dia),
    motivo: null,
  });

  it('vale lo último que se dijo de cada canal hasta hoy; el mismo día, lo último que se registró', () => {
    const permisos = [
      permiso('email', false, '2026-05-01'),
      permiso('email', true, '2026-04-01'),
      permiso('sms', false, '2026-05-01'),
      permiso('sms', true, '2026-05-01'),
      permiso('visita', false, '2026-07-02'),
    ];
    const canales = ultimosPermisos(permisos, hoy);
    expect(sePuedeUsar(canales, 'email')).toBe(false);
    expect(sePuedeUsar(canales, 'sms')).toBe(true);
    expect(sePuedeUsar(canales, 'visita')).toBe(true);
    expect(sePuedeUsar(canales, 'llamada')).toBe(true);
  });

  it('de quien no se sabe nada no se puede usar ninguno', () => {
    expect(sePuedeUsar(undefined, 'llamada')).toBe(false);
  });
});
