import { describe, expect, it } from 'vitest';
import { fecha } from '../../../src/dominio/fecha.ts';
import { decidirCliente } from '../../../src/dominio/recordatorio/decision.ts';
import { pendientesDeLlamadas } from '../../../src/dominio/recordatorio/en-agenda.ts';
import {
  type ClienteDicho,
  clientePorRecordar,
  contextoDePrueba,
  decidirPrimera,
  hoyDePrueba,
  pasoDePrueba,
} from '../../apoyo/recordar.ts';

const pasos = [
  pasoDePrueba({ codigo: 'amable', diasDesdeVencimiento: 7 }),
  pasoDePrueba({ codigo: 'wa', diasDesdeVencimiento: 15, canal: 'whatsapp' }),
  pasoDePrueba({ codigo: 'firme', diasDesdeVencimiento: 30 }),
];
/** Una factura vencida hace 20 días, que ya recibió el amable: le toca el WhatsApp. */
const enWhatsapp = { vencimiento: '2026-06-11', hechos: { amable: '2026-06-18' } };
const decidir = (cliente: ClienteDicho, hoy = '2026-07-01') =>
  decidirPrimera({ cuentas: [{ unidades: [enWhatsapp] }], ...cliente }, { hoy, recordatorios: { pasos } });

describe('un paso por un canal con el que no se llega al cliente', () => {
  const inalcanzables: readonly [string, ClienteDicho][] = [
    ['no tiene teléfono', { telefono: null }],
    ['pidió que no se lo contacte por WhatsApp', { prohibidos: ['whatsapp'] }],
    ['+54 9 11 2345-6789 rebotó o fue rechazado', { destinosMalos: new Set(['+54 9 11 2345-6789']) }],
    ['el 2026-06-20 se anotó que +54 9 11 2345-6789 es un número', { equivocadoEl: fecha('2026-06-20') }],
  ];

  it.each(inalcanzables)('si no hay otra cosa que enviar, dice por qué: %s', (motivo, cliente) => {
    expect(decidir(cliente)).toMatchObject({ accion: 'retener', paso: { codigo: 'wa' } });
    expect(decidir(cliente).motivo).toContain(motivo);
  });

  it.each(inalcanzables)('no detiene a la misma factura: el paso que sigue sale en su día (%s)', (_, cliente) => {
    expect(decidir(cliente, '2026-07-10')).toMatchObject({ accion: 'retener', paso: { codigo: 'wa' } });
    expect(decidir(cliente, '2026-07-13')).toMatchObject({ accion: 'enviar', paso: { codigo: 'firme' } });
  });

  it.each(inalcanzables)('no detiene a las demás facturas (%s)', (_, cliente) => {
    const unidades = [enWhatsapp, { vencimiento: '2026-06-24', saldo: 500 }];
    const decision = decidir({ ...cliente, cuentas: [{ unidades }] });
    expect(decision).toMatchObject({ accion: 'enviar', paso: { codigo: 'amable' }, monto: 100_500 });
    expect(decision.vencidas.map(({ paso }) => paso)).toEqual([null, 'amable']);
  });

  it('con el dato, sale por ese canal', () => {
    expect(decidir({})).toMatchObject({ accion: 'enviar', canal: 'whatsapp' });
  });

  it('un teléfono que no sirve para WhatsApp se comprueba una sola vez por cliente', () => {
    let veces = 0;
    const contexto = {
      ...contextoDePrueba({ recordatorios: { pasos } }),
      problemaDeCelular: () => {
        veces += 1;
        return 'puede ser un teléfono fijo';
      },
    };
    const cliente = clientePorRecordar({
      cuentas: [{ unidades: [enWhatsapp, enWhatsapp, { vencimiento: '2026-06-24' }] }],
    });
    expect(decidirCliente(cliente, contexto)).toMatchObject([{ accion: 'enviar', paso: { codigo: 'amable' } }]);
    expect(veces).toBe(1);
  });
});

describe('a quien no se le puede escribir', () => {
  const sinCorreo = (vencimiento: string, cliente: ClienteDicho = {}) =>
    decidirPrimera({ email: null, cuentas: [{ unidades: [{ vencimiento }] }], ...cliente });

  it('sin correo, la secuencia de fábrica llega igual a la llamada, y mientras tanto el plan dice qué falta', () => {
    expect(sinCorreo('2026-06-11')).toMatchObject({ regla: 'sin-destino', motivo: 'no tiene correo' });
    const decision = sinCorreo('2026-05-01');
    expect(decision).toMatchObject({ regla: 'llamada', motivo: 'toca llamar: está en la agenda; no tiene correo' });
    expect(pendientesDeLlamadas([decision], hoyDePrueba)[0]?.detalle).toBe(
      'toca llamar (paso llamada): 1 factura vencida, desde el 2026-05-01; no tiene correo',
    );
  });

  it('la llamada cuenta facturas: una partida en cuotas es una', () => {
    const cuota = (vencimiento: string) => ({ documentoId: 7, acuerdoId: 3, vencimiento });
    const unidades = [cuota('2026-05-01'), cuota('2026-06-01'), { documentoId: 8, vencimiento: '2026-06-02' }];
    const decision = decidirPrimera({ email: null, cuentas: [{ unidades }] });
    expect(decision.vencidas).toHaveLength(3);
    expect(pendientesDeLlamadas([decision], hoyDePrueba)[0]?.detalle).toContain('2 facturas vencidas');
  });

  it('sin correo ni teléfono, el plan dice lo que falta', () => {
    expect(sinCorreo('2026-05-01', { telefono: null })).toMatchObject({ regla: 'sin-destino' });
  });

  it('a quien va a llamar a un número equivocado se le dice', () => {
    const equivocadoEl = hoyDePrueba;
    const hechos = { firme: '2026-06-01' };
    const decision = decidirPrimera({ equivocadoEl, cuentas: [{ unidades: [{ vencimiento: '2026-05-01', hechos }] }] });
    expect(decision).toMatchObject({
      regla: 'llamada',
      motivo:
        'toca llamar: está en la agenda; el 2026-07-01 se anotó que +54 9 11 2345-6789 es un número equivocado: corríjalo en la ficha del cliente',
    });
  });
});
