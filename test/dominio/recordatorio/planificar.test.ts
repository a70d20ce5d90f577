import { describe, expect, it } from 'vitest';
import { sumarDias } from '../../../src/dominio/fecha.ts';
import { planificar } from '../../../src/dominio/recordatorio/planificar.ts';
import type { ClientePorRecordar } from '../../../src/dominio/recordatorio/tipos.ts';
import {
  type ClienteDicho,
  type ContextoDicho,
  calendarioDePrueba,
  clientePorRecordar,
  contextoDePrueba,
  hoyDePrueba,
  pasoDePrueba,
} from '../../apoyo/recordar.ts';

/** Un cliente que debe desde hace `dias`. */
const deudor = (id: number, dias: number, resto: { saldo?: number; moneda?: string } & ClienteDicho = {}) => {
  const { saldo = 100_000, moneda = 'ARS', ...cliente } = resto;
  return clientePorRecordar({
    id,
    codigo: `C-${id}`,
    cuentas: [{ moneda, unidades: [{ vencimiento: sumarDias(hoyDePrueba, -dias), saldo }] }],
    ...cliente,
  });
};
const plan = (clientes: readonly ClientePorRecordar[], contexto: ContextoDicho = {}, primerosDeDeudaViejaHoy = 0) =>
  planificar(clientes, contextoDePrueba(contexto), { primerosDeDeudaViejaHoy }).map(({ clienteId, regla }) => [
    clienteId,
    regla,
  ]);

describe('el plan de una corrida', () => {
  it('pone primero lo que sale, por paso; cada moneda, su mayor, después su segundo', () => {
    expect(
      plan([
        deudor(1, 8, { saldo: 1000 }),
        deudor(2, 8, { saldo: 500_000 }),
        deudor(3, 8, { saldo: 2000, moneda: 'USD' }),
        deudor(4, 8, { saldo: 9000, moneda: 'USD' }),
        deudor(5, 2),
        deudor(6, 0),
        clientePorRecordar({
          id: 7,
          codigo: 'C-7',
          cuentas: [{ unidades: [{ vencimiento: '2026-06-10', hechos: { amable: '2026-06-20' } }] }],
        }),
      ]),
    ).toEqual([
      [7, 'envia'],
      [2, 'envia'],
      [4, 'envia'],
      [1, 'envia'],
      [3, 'envia'],
      [6, 'envia'],
      [5, 'no-vence'],
    ]);
  });

  it('pasado el tope de la corrida, lo demás espera a la próxima', () => {
    const clientes = [deudor(1, 8, { saldo: 100 }), deudor(2, 8, { saldo: 300 }), deudor(3, 8, { saldo: 200 })];
    expect(plan(clientes, { recordatorios: { porCorridaMax: 2 } })).toEqual([
      [2, 'envia'],
      [3, 'envia'],
      [1, 'tope-corrida'],
    ]);
  });

  it('lo que se exporta y los correos tienen cada uno su tope: ninguno le quita el lugar al otro', () => {
    const pasos = [
      pasoDePrueba({ codigo: 'amable', diasDesdeVencimiento: 7 }),
      pasoDePrueba({ codigo: 'wa', diasDesdeVencimiento: 15, canal: 'whatsapp' }),
    ];
    const enWhatsapp = (id: number) =>
      clientePorRecordar({
        id,
        codigo: `C-${id}`,
        cuentas: [{ unidades: [{ vencimiento: '2026-06-10', hechos: { amable: '2026-06-20' } }] }],
      });
    const clientes = [enWhatsapp(1), enWhatsapp(2), deudor(3, 8), deudor(4, 8)];
    expect(plan(clientes, { recordatorios: { pasos, porCorridaMax: 1 } })).toEqual([
      [1, 'envia'],
      [3, 'envia'],
      [2, 'tope-corrida'],
      [4, 'tope-corrida'],
    ]);
    const viejas = [deudor(1, 300, { telefono: null }), deudor(2, 300, { email: null })];
    const contexto = contextoDePrueba({ recordatorios: { pasos, deudaViejaDiaMax: 1 } });
    const primeros = (primerosDeDeudaViejaHoy: number, primerosPorExportarHoy: number) =>
      planificar(viejas, contexto, { primerosDeDeudaViejaHoy, primerosPorExportarHoy })
        .filter(({ accion }) => accion === 'enviar')
        .map(({ clienteId }) => clienteId);
    expect([primeros(0, 0), primeros(1, 0), primeros(0, 1)]).toEqual([[2, 1], [2], [1]]);
  });

  it('la deuda vieja empieza de a pocos por día, y no ocupa el lugar de la nueva', () => {
    const clientes = [deudor(1, 300), deudor(2, 300, { saldo: 900 }), deudor(3, 8, { saldo: 500 })];
    const recordatorios = { deudaViejaDiaMax: 1 };
    expect(plan(clientes, { recordatorios })).toEqual([
      [1, 'envia'],
      [3, 'envia'],
      [2, 'deuda-vieja'],
    ]);
    expect(plan(clientes, { recordatorios }, 1)).toEqual([
      [3, 'envia'],
      [1, 'deuda-vieja'],
      [2, 'deuda-vieja'],
    ]);
  });

  it('una semana sin corridas no vuelve vieja una deuda, y a quien ya se le escribió tampoco', () => {
    const escrito = clientePorRecordar({
      id: 2,
      cuentas: [{ unidades: [{ vencimiento: '2025-06-10' }], ultimo: ['2026-06-01', 'aviso'] }],
    });
    expect(plan([deudor(1, 14), escrito], { recordatorios: { deudaViejaDiaMax: 0 } })).toEqual([
      [1, 'envia'],
      [2, 'envia'],
    ]);
  });
});

describe('el calendario de los próximos días', () => {
  it('cada día es lo que saldría si lo anterior hubiera salido', () => {
    const pasos = [
      pasoDePrueba({ codigo: 'aviso', diasDesdeVencimiento: -3 }),
      pasoDePrueba({ codigo: 'vence-hoy', diasDesdeVencimiento: 0 }),
      pasoDePrueba({ codigo: 'amable', diasDesdeVencimiento: 7, plazoDias: 4 }),
      pasoDePrueba({ codigo: 'directo', diasDesdeVencimiento: 8 }),
      pasoDePrueba({ codigo: 'llamada', diasDesdeVencimiento: 9, canal: 'llamada' }),
    ];
    // El jueves 9 es feriado: el aviso del viernes 10 sale igual su día; el 17, con un día de margen.
    const contexto = contextoDePrueba({
      feriados: ['2026-07-09'],
      contacto: { canalesSemanaMax: null },
      recordatorios: { pasos },
    });
    const calendario = calendarioDePrueba([deudor(1, -9)], contexto, { dias: 30 });
    expect(calendario).toHaveLength(30);
    expect(calendario[0]?.fecha).toBe('2026-07-01');
    const salidas = calendario.flatMap(({ fecha, envios }) => envios.map(({ paso }) => `${fecha} ${paso?.codigo}`));
    expect(salidas).toEqual(['2026-07-07 aviso', '2026-07-10 vence-hoy', '2026-07-17 amable', '2026-07-22 directo']);
    expect(calendario.flatMap(({ fecha, llamadas }) => llamadas.map(() => fecha))).toEqual(['2026-07-24']);
  });

  it('hoy cuenta lo que falta de hoy: cerrada la ventana, empieza mañana', () => {
    const dias = (hora: string) =>
      calendarioDePrueba([deudor(1, 8)], contextoDePrueba({ hora }), { dias: 2 }).map(({ envios }) => envios.length);
    expect([dias('07:00'), dias('18:59'), dias('19:00')]).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
  });

  it('un domingo no sale nada, salvo una carta', () => {
    const salen = (canal: 'email' | 'carta') => {
      const pasos = [pasoDePrueba({ codigo: 'unico', diasDesdeVencimiento: 7, canal })];
      const contexto = contextoDePrueba({ hoy: '2026-07-05', recordatorios: { pasos } });
      return calendarioDePrueba([deudor(1, 8)], contexto, { dias: 2 }).map(({ envios }) => envios.length);
    };
    expect([salen('email'), salen('carta')]).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('reparte lo que no cabe en una corrida entre los días que siguen', () => {
    const clientes = [1, 2, 3, 4, 5].map((id) => deudor(id, 300));
    const contexto = contextoDePrueba({ recordatorios: { porCorridaMax: 2, deudaViejaDiaMax: 2 } });
    const calendario = calendarioDePrueba(clientes, contexto, { dias: 3, primerosDeDeudaViejaHoy: 1 });
    expect(calendario.map(({ envios }) => envios.length)).toEqual([1, 2, 2]);
  });

  it('no toca a los clientes que recibe', () => {
    const cliente = deudor(1, 8);
    const antes = structuredClone(cliente);
    calendarioDePrueba([cliente], contextoDePrueba(), { dias: 10 });
    expect(cliente).toEqual(antes);
  });
});
