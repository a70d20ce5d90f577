import { describe, expect, it } from 'vitest';
import { momentoEscrito, proximoIntento } from '../../../src/dominio/recordatorio/reintentos.ts';
import { hoyDePrueba } from '../../apoyo/recordar.ts';

describe('los reintentos de una entrega', () => {
  const despues = (intento: number, minutos = 600) => {
    const proximo = proximoIntento(intento, { hoy: hoyDePrueba, minutos });
    return proximo === null ? null : momentoEscrito(proximo);
  };

  it('esperan media hora, dos y ocho, y no hay más', () => {
    expect([1, 2, 3, 4].map((intento) => despues(intento))).toEqual([
      '2026-07-01T10:30',
      '2026-07-01T12:00',
      '2026-07-01T18:00',
      null,
    ]);
  });

  it('pasan de día a la medianoche', () => {
    expect(despues(1, 23 * 60 + 29)).toBe('2026-07-01T23:59');
    expect(despues(1, 23 * 60 + 30)).toBe('2026-07-02T00:00');
    expect(despues(3, 23 * 60 + 59)).toBe('2026-07-02T07:59');
  });
});
