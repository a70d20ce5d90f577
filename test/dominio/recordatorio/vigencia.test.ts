import { describe, expect, it } from 'vitest';
import { decidirCliente } from '../../../src/dominio/recordatorio/decision.ts';
import type { Decision } from '../../../src/dominio/recordatorio/tipos.ts';
import { reparoDe, sigueCorrespondiendo, sinPreparados } from '../../../src/dominio/recordatorio/vigencia.ts';
import { clientePorRecordar, contextoDePrueba, decidirPrimera } from '../../apoyo/recordar.ts';

const cuentas = [{ unidades: [{ vencimiento: '2026-06-20', saldo: 1_000 }] }];
const sale = decidirPrimera({ cuentas });
const deNoche = decidirPrimera({ cuentas }, { hora: '23:00' });
const enPausa = decidirPrimera({ cuentas, pausa: { clase: 'pausa' } });

describe('un correo que espera otro intento', () => {
  it('sigue correspondiendo si saldría, o si lo retiene algo que pasa', () => {
    expect([sale, deNoche].map(sigueCorrespondiendo)).toEqual([true, true]);
  });

  it('no, si ya no debe nada, si algo que dura lo retiene o si toca otro canal', () => {
    const porCarta: Decision = { ...sale, canal: 'carta' };
    expect([undefined, enPausa, porCarta].map(sigueCorrespondiendo)).toEqual([false, false, false]);
  });
});

describe('un mensaje preparado', () => {
  const mensaje = { paso: 'amable', canal: 'email', destino: sale.destino, monto: 1_000 } as const;

  it('se entrega si hoy saldría igual', () => {
    expect(reparoDe(mensaje, sale)).toBeNull();
  });

  it('si no, dice por qué, y si es sólo por ahora', () => {
    expect(reparoDe(mensaje, undefined)).toEqual({ motivo: 'no debe nada', pasajero: false });
    expect(reparoDe(mensaje, deNoche)).toMatchObject({ pasajero: true });
    expect(reparoDe(mensaje, enPausa)).toEqual({ motivo: enPausa.motivo, pasajero: false });
    expect(reparoDe({ ...mensaje, paso: 'aviso' }, sale)?.motivo).toBe('ahora toca amable');
    expect(reparoDe({ ...mensaje, destino: 'otro@b.example' }, sale)?.motivo).toBe(`ahora su dato es ${sale.destino}`);
    expect(reparoDe({ ...mensaje, monto: 999 }, sale)).toEqual({ motivo: 'cambió lo que debe', pasajero: false });
  });

  it('no se interpone al decidir otra vez', () => {
    const enCurso = { mensajeId: 1, estado: 'preparado', paso: 'amable', noAntes: null } as const;
    const cliente = clientePorRecordar({ cuentas: cuentas.map((cuenta) => ({ ...cuenta, enCurso })) });
    const regla = (uno: typeof cliente) => decidirCliente(uno, contextoDePrueba())[0]?.regla;
    expect([regla(cliente), regla(sinPreparados(cliente))]).toEqual(['en-curso', 'envia']);
  });
});
