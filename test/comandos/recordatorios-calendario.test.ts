import { describe, expect, it } from 'vitest';
import {
  calendarioDelLibro,
  contextoDeDecision,
  planificarLibro,
  type RenglonDePlan,
} from '../../src/comandos/recordatorios/planes.ts';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import { type Fecha, fecha, sumarDias } from '../../src/dominio/fecha.ts';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';
import { lineaDeEntrega as linea, MesaDeEntregas } from '../apoyo/entregas.ts';

/** Un cliente con una promesa, uno con un plan, uno con una disputa, uno con un cheque, uno en pausa y uno sin nada. */
async function abrirMesa(): Promise<MesaDeEntregas> {
  const mesa = await MesaDeEntregas.abrir([
    linea('C1', 'A-1', '2026-06-08', '1000'),
    linea('C1', 'A-2', '2026-06-20', '500'),
    linea('C2', 'B-1', '2026-06-08', '900'),
    linea('C3', 'D-1', '2026-06-08', '800'),
    linea('C3', 'D-2', '2026-06-10', '80'),
    linea('C4', 'E-1', '2026-06-08', '700'),
    linea('C5', 'F-1', '2026-06-08', '600'),
    linea('C6', 'G-1', '2026-06-08', '400'),
  ]);
  const hacer = (texto: string) => mesa.hacer(texto.split(' '), '2026-06-16');
  await hacer('acuerdo crear C2 --cuotas 3 --primera 2026-06-18 --cada semana');
  await hacer('acuerdo crear C3 --promesa 2026-06-19 --facturas D-1');
  await hacer('factura disputar E-1 --motivo error-en-la-factura --monto 200 --hasta 2026-06-24');
  await hacer('pago registrar C5 --monto 600 --medio cheque --fecha 2026-06-25 --factura F-1');
  await hacer('cliente pausar C6 --hasta 2026-06-22 --motivo vacaciones');
  return mesa;
}

const desde = fecha('2026-06-17');
const DIAS = 24;
const dias = Array.from({ length: DIAS }, (_, pasado) => sumarDias(desde, pasado));

describe('recordatorios plan --calendario', () => {
  it('cada día es lo que el plan dice ese día si nadie pagó y lo anterior se entregó', async () => {
    const mesa = await abrirMesa();
    const calendario = await mesa.plan(desde, ['--calendario', String(DIAS)]);
    const llamados = new Set<unknown>();
    for (const dia of dias) {
      const anunciado = calendario.filter((renglon) => renglon.fecha === dia).map((renglon) => ver(renglon));
      const plan = await mesa.plan(dia);
      const llamadas = plan.filter(
        ({ paso, motivo, cliente_id }) =>
          paso === 'llamada' && String(motivo).includes('agenda') && !llamados.has(cliente_id),
      );
      for (const { cliente_id } of llamadas) llamados.add(cliente_id);
      const enviar = plan.filter(({ accion }) => accion === 'enviar');
      expect([dia, anunciado]).toEqual([dia, [...enviar, ...llamadas].map((renglon) => ver(renglon))]);
      if (enviar.length > 0) await mesa.entregar(dia);
    }
    const { errores } = await mesa.correr(['recordatorios', 'plan', '--calendario'], desde);
    expect(errores).toContain('lo prometido que nadie pague se vuelve a reclamar al pasar su tolerancia');
  }, 120_000);

  it('una promesa que nadie paga se reclama desde el día en que pasa su tolerancia, con la plantilla que lo dice', async () => {
    const mesa = await MesaDeEntregas.abrir([linea('C3', 'D-1', '2026-06-08', '800')]);
    await mesa.hacer('acuerdo crear C3 --promesa 2026-06-19'.split(' '), '2026-06-16');
    const libro = abrirParaLeer(mesa.libro);
    const contextoDe = (hoy: Fecha) => contextoDeDecision(politicaPredeterminada, { hoy, minutos: 600 });
    const enviados = (renglones: readonly RenglonDePlan[]) =>
      renglones.flatMap(({ decision: { accion, plantilla } }) => (accion === 'enviar' ? [plantilla] : []));
    try {
      const calendario = calendarioDelLibro(libro, await contextoDe(desde), DIAS);
      const [primero, segundo] = calendario;
      // El 19 es viernes y la tolerancia, un día hábil: el lunes 22 todavía vale.
      expect(primero).toMatchObject({ fecha: '2026-06-23', decision: { plantilla: 'promesa-incumplida' } });
      expect(segundo?.decision.plantilla).toBe('directo');
      // Hasta que sale algo, el libro de cada día dice lo mismo.
      for (const dia of dias.filter((uno) => uno <= '2026-06-23')) {
        const anunciado = enviados(calendario.filter(({ fecha: cuando }) => cuando === dia));
        expect([dia, anunciado]).toEqual([dia, enviados(planificarLibro(libro, await contextoDe(dia)))]);
      }
    } finally {
      libro.cerrar();
    }
  });
});

function ver({ cliente_id, paso, canal, monto, facturas }: Record<string, string | number | null>): string {
  return `${cliente_id} ${paso} ${canal} ${monto} ${facturas}`;
}
