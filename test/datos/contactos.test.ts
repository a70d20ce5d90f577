import { beforeAll, describe, expect, it } from 'vitest';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import { consultaDeVencimientos, leerDeudas } from '../../src/datos/agenda.ts';
import type { Libro } from '../../src/datos/conexion.ts';
import {
  leerCodigosUsados,
  leerDiasDeUltimoContacto,
  leerUltimosContactos,
  leerUltimosMotivos,
  registrarContacto,
} from '../../src/datos/contactos.ts';
import type { Contacto } from '../../src/dominio/contacto.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: Libro;

const base: Contacto = {
  fecha: fecha('2026-06-01'),
  hora: null,
  canal: 'llamada',
  sentido: 'saliente',
  resultado: 'contactado',
  motivo: null,
  persona: null,
  nota: null,
  proximo: null,
};

/** A: el 10 (dos veces), el 5 registrado después y el 20; B: el 12 sin motivo; C: nunca. */
beforeAll(async () => {
  const ruta = `${carpetaTemporal()}/libro.db`;
  await sembrar(ruta, (siembra) => {
    const [a = 0, b = 0] = ['A', 'B', 'C'].map((codigo) => siembra.cliente({ codigo }));
    const anotar = (cliente: number, dia: string, cambios: Partial<Contacto> = {}) =>
      registrarContacto(siembra.operacion, cliente, { ...base, fecha: fecha(dia), ...cambios });
    anotar(a, '2026-06-10', { motivo: 'olvido' });
    anotar(a, '2026-06-10', { motivo: 'otro', resultado: 'se-niega' });
    anotar(a, '2026-06-05', { motivo: 'cheque-rechazado' });
    anotar(a, '2026-06-20');
    anotar(b, '2026-06-12');
    siembra.documento({ cliente: a, numero: 'F-1', emision: '2026-06-01', vencimiento: '2026-06-02', importe: 500 });
    siembra.documento({ cliente: a, numero: 'F-2', emision: '2026-06-15', vencimiento: '2026-07-02', importe: 70 });
    siembra.documento({
      cliente: a,
      numero: 'F-3',
      emision: '2026-06-01',
      vencimiento: '2026-07-02',
      importe: 9,
      moneda: 'USD',
    });
  });
  libro = abrirParaLeer(ruta);
  return () => libro.cerrar();
});

const plan = (sql: string): string =>
  (
    libro.base.prepare(`EXPLAIN QUERY PLAN ${sql}`).all({ dia: 0, hasta: 0, hoy: '', excluidos: '[]' }) as {
      detail: string;
    }[]
  )
    .map(({ detail }) => detail)
    .join('\n');

describe('últimos contactos', () => {
  it('de cada cliente, el del último día y de ese día el último registrado', () => {
    const al = (dia: string) =>
      [...leerUltimosContactos(libro, fecha(dia))].map(([clienteId, { id, gestor }]) => [clienteId, id, gestor]);
    expect(al('2026-06-30')).toEqual([
      [1, 4, 'prueba'],
      [2, 5, 'prueba'],
    ]);
    expect(al('2026-06-19')).toEqual([
      [1, 2, 'prueba'],
      [2, 5, 'prueba'],
    ]);
    expect(al('2026-06-04')).toEqual([]);
  });

  it('se pueden pedir sólo los de algunos', () => {
    expect([...leerUltimosContactos(libro, fecha('2026-06-30'), [2, 3]).keys()]).toEqual([2]);
    expect(leerUltimosContactos(libro, fecha('2026-06-30'), []).size).toBe(0);
  });

  it('el día solo es el mismo, y sale de un índice', () => {
    expect([...leerDiasDeUltimoContacto(libro, fecha('2026-06-19'))]).toEqual([
      [1, '2026-06-10'],
      [2, '2026-06-12'],
    ]);
  });

  it('el último motivo es el del último contacto que dio alguno, dentro del período', () => {
    const motivos = (desde: string | null, hasta: string) => [
      ...leerUltimosMotivos(libro, { desde: desde === null ? null : fecha(desde), hasta: fecha(hasta) }),
    ];
    expect(motivos(null, '2026-06-30')).toEqual([[1, 'otro']]);
    expect(motivos(null, '2026-06-09')).toEqual([[1, 'cheque-rechazado']]);
    expect(motivos('2026-06-11', '2026-06-30')).toEqual([]);
    expect(leerCodigosUsados(libro, 'motivo')).toEqual(['cheque-rechazado', 'olvido', 'otro']);
  });
});

describe('lecturas de la agenda', () => {
  it('lo que vence se lee del índice de lo abierto, sin tocar la tabla ni ordenar', () => {
    for (const sinAlgunos of [false, true]) {
      const pasos = plan(consultaDeVencimientos({ conPosteriores: false, sinAlgunos }));
      expect(pasos).toMatch(/SCAN documentos USING (COVERING )?INDEX documentos_abiertos/);
      expect(pasos).not.toContain('TEMP B-TREE');
    }
  });

  it('lo que se debe va por moneda y al día: lo que no se había emitido no está', () => {
    expect(leerDeudas(libro, fecha('2026-06-30'), [1, 2])).toEqual(
      new Map([
        [
          1,
          [
            { monto: 570, moneda: 'ARS' },
            { monto: 9, moneda: 'USD' },
          ],
        ],
      ]),
    );
    expect(leerDeudas(libro, fecha('2026-06-14'), [1]).get(1)).toEqual([
      { monto: 500, moneda: 'ARS' },
      { monto: 9, moneda: 'USD' },
    ]);
  });
});
