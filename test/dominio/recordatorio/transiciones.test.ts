import { describe, expect, it } from 'vitest';
import { estadosDeMensaje } from '../../../src/dominio/recordatorio/tipos.ts';
import { pasosPermitidos, puedePasar } from '../../../src/dominio/recordatorio/transiciones.ts';

describe('los estados de un mensaje', () => {
  it('lo que pudo haber salido no vuelve solo a la cola: de en-data a pendiente se pasa sólo si el servidor dijo que no', () => {
    const haciaPendiente = estadosDeMensaje.filter((estado) => puedePasar(estado, 'pendiente'));
    expect(haciaPendiente).toEqual(['reclamado', 'en-data', 'dudoso', 'rechazado']);
  });

  it('nada sale sin pasar por reclamado y en-data, salvo lo que envía una persona u otro programa', () => {
    const haciaEnviado = estadosDeMensaje.filter((estado) => puedePasar(estado, 'enviado'));
    expect(haciaEnviado).toEqual(['en-data', 'dudoso', 'rebotado', 'preparado']);
    expect(estadosDeMensaje.filter((estado) => puedePasar(estado, 'en-data'))).toEqual(['reclamado']);
  });

  it('un descartado no vuelve, y un mensaje nace reclamado o preparado', () => {
    expect(estadosDeMensaje.filter((estado) => puedePasar('descartado', estado))).toEqual([]);
    expect(estadosDeMensaje.filter((estado) => puedePasar(null, estado))).toEqual(['reclamado', 'preparado']);
  });

  it('la lista de pasos permitidos dice lo mismo que la pregunta', () => {
    const dichos = new Set(pasosPermitidos().map(([desde, hacia]) => `${desde} ${hacia}`));
    for (const desde of [null, ...estadosDeMensaje])
      for (const hacia of estadosDeMensaje) expect(dichos.has(`${desde} ${hacia}`)).toBe(puedePasar(desde, hacia));
  });
});
