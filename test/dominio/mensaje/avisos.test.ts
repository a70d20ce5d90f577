import { describe, expect, it } from 'vitest';
import { avisosDeMensajes } from '../../../src/dominio/mensaje/avisos.ts';
import { politicaPredeterminada } from '../../../src/dominio/politica-predeterminada.ts';
import { politicaDeMensaje } from '../../apoyo/mensajes.ts';

describe('lo que a los mensajes les falta', () => {
  it('una política completa no da avisos', () => {
    expect(avisosDeMensajes(politicaDeMensaje())).toEqual([]);
  });

  it('sin empresa, sin medios y sin dónde contestar, se dice cada cosa', () => {
    expect(avisosDeMensajes(politicaPredeterminada)).toHaveLength(3);
  });

  it('el nombre del remitente alcanza para saber quién escribe, y su dirección para contestar', () => {
    const base = politicaDeMensaje();
    const politica = { ...base, empresa: politicaPredeterminada.empresa };
    expect(avisosDeMensajes(politica)).toEqual([]);
    const correo = base.correo === null ? null : { ...base.correo, de: 'cobros@sur.example' };
    expect(avisosDeMensajes({ ...politica, correo })).toEqual([
      'los mensajes no dicen quién escribe, sólo la dirección cobros@sur.example: agregue nombre en [empresa] de la política',
    ]);
  });

  it('una firma o un medio que suenan a tribunal se señalan: van en todos los mensajes', () => {
    const base = politicaDeMensaje();
    const correo = base.correo === null ? null : { ...base.correo, firma: 'Estudio Jurídico Pérez' };
    const medios = [{ nombre: 'Caja', instrucciones: 'pague o iniciaremos acciones legales' }];
    expect(avisosDeMensajes({ ...base, correo, medios })).toEqual([
      expect.stringContaining('la firma de [correo] va en todos los mensajes y dice «Estudio Jurídico Pérez»'),
      expect.stringContaining('el medio «Caja»'),
    ]);
  });
});
