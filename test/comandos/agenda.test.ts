import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { type Siembra, sembrar } from '../apoyo/sembrar.ts';

let libro: string;
const nuevo = async (accion: (siembra: Siembra) => void): Promise<void> => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, accion);
};

const agenda = async (...opciones: string[]): Promise<Record<string, unknown>[]> => {
  const { codigo, salida, errores } = await ejecutar(['agenda', ...opciones, '--formato', 'json'], { libro });
  expect(codigo, errores).toBe(0);
  return JSON.parse(salida);
};
const cosas = (filas: readonly Record<string, unknown>[]) =>
  filas.map(({ fecha, tipo, cliente_id, monto }) => `${fecha} ${tipo} ${cliente_id} ${monto}`);
const orden = async (...argumentos: string[]): Promise<void> => {
  const { codigo, errores } = await ejecutar(argumentos, { libro });
  expect(codigo, errores).toBe(0);
};

interface PlanSembrado {
  readonly cliente: number;
  readonly documento: number;
  readonly creado: string;
  /** Vencimiento, último día de tolerancia y monto de cada cuota. */
  readonly cuotas: readonly (readonly [vencimiento: string, fin: string, monto: number])[];
  readonly tipo?: 'promesa' | 'cuotas' | 'quita';
  readonly descuento?: number;
}

/** Un acuerdo en ARS sobre un solo documento; se cae con dos cuotas vencidas o una de más de 15 días. */
function acordar(
  { operacion }: Siembra,
  { cliente, documento, creado, cuotas, tipo = 'cuotas', descuento = 0 }: PlanSembrado,
): void {
  const total = cuotas.reduce((suma, [, , monto]) => suma + monto, 0);
  const id = operacion.agregar('acuerdos', [cliente, null, tipo, 'ARS', total, descuento, creado, 2, 15, null, null]);
  for (const [puesto, [vencimiento, fin, monto]] of cuotas.entries())
    operacion.agregar('cuotas', [id, puesto + 1, vencimiento, fin, monto]);
  operacion.agregar('acuerdo_documentos', [id, documento, total + descuento]);
}

describe('agenda: columnas y días', () => {
  beforeAll(() =>
    nuevo((siembra) => {
      const sur = siembra.cliente({ codigo: 'S', nombre: 'Sur', gestor: 'Ana', segmento: 'Mayorista' });
      const norte = siembra.cliente({ codigo: 'N', nombre: 'Norte', gestor: 'Luis' });
      const factura = (cliente: number, numero: string, vencimiento: string, importe: number, moneda = 'ARS') =>
        siembra.documento({ cliente, numero, emision: '2026-05-01', vencimiento, importe, moneda });
      factura(sur, 'F-1', '2026-07-01', 10_000);
      factura(sur, 'F-2', '2026-07-01', 5_000);
      factura(sur, 'F-3', '2026-07-03', 700, 'USD');
      factura(norte, 'F-4', '2026-07-08', 900);
      factura(norte, 'F-5', '2026-06-10', 3_000);
    }),
  );

  it('escribe las columnas del contrato; lo que vence va sumado por cliente, moneda y día', async () => {
    const { salida, errores } = await ejecutar(['agenda', '--dias', '7'], { libro });
    expect(salida.trimEnd().split(/\r?\n/)).toEqual([
      'fecha,tipo,cliente_id,cliente,moneda,monto,detalle,gestor',
      '2026-07-01,vencimiento,S,Sur,ARS,150.00,vencen 2 facturas,Ana',
      '2026-07-01,silencio,N,Norte,ARS,30.00,21 días de mora; nunca se lo contactó,Luis',
      '2026-07-03,vencimiento,S,Sur,USD,7.00,vence una factura,Ana',
      '2026-07-08,vencimiento,N,Norte,ARS,9.00,vence una factura,Luis',
    ]);
    expect(errores).toContain('agenda del 2026-07-01 al 2026-07-08: 3 vencimientos, 1 cliente en silencio');
  });

  it('por omisión es sólo lo de hoy y lo atrasado', async () => {
    expect(cosas(await agenda())).toEqual(['2026-07-01 vencimiento S 150', '2026-07-01 silencio N 30']);
  });

  it('filtra por gestor, segmento, cliente, moneda, clase de cosa y cantidad', async () => {
    const siete = ['--dias', '7'];
    expect(cosas(await agenda(...siete, '--gestor-asignado', 'LUIS'))).toHaveLength(2);
    expect(cosas(await agenda(...siete, '--segmento', 'mayorista'))).toHaveLength(2);
    expect(cosas(await agenda(...siete, '--cliente', 'norte'))).toHaveLength(2);
    expect(cosas(await agenda(...siete, '--moneda', 'usd'))).toEqual(['2026-07-03 vencimiento S 7']);
    expect(cosas(await agenda(...siete, '--tipo', 'silencio'))).toEqual(['2026-07-01 silencio N 30']);
    expect(cosas(await agenda(...siete, '--limite', '1'))).toHaveLength(1);
    const { codigo, errores } = await ejecutar(['agenda', '--tipo', 'promesas'], { libro });
    expect(codigo).toBe(2);
    expect(errores).toContain('¿quiso decir promesa?');
  });

  it('sin nada que hacer lo dice, y sin libro termina con 3', async () => {
    const vacia = await ejecutar(['agenda'], { libro, hoy: '2026-06-01', terminal: { columnas: 80 } });
    expect(vacia.salida + vacia.errores).toContain('Nada en la agenda al 2026-06-01');
    expect((await ejecutar(['agenda'], {})).codigo).toBe(3);
  });
});

describe('agenda: silencio', () => {
  beforeEach(() =>
    nuevo((siembra) => {
      const sur = siembra.cliente({ codigo: 'S', nombre: 'Sur' });
      siembra.documento({
        cliente: sur,
        numero: 'F-1',
        emision: '2026-05-01',
        vencimiento: '2026-06-15',
        importe: 10_000,
      });
    }),
  );

  it('empieza a contar con la mora: a los 15 días sin que nadie llame', async () => {
    const tipos = async (hoy: string) => (await agenda('--hoy', hoy)).map(({ tipo }) => tipo);
    expect(await tipos('2026-06-15')).toEqual(['vencimiento']);
    expect(await tipos('2026-06-29')).toEqual([]);
    expect(await tipos('2026-06-30')).toEqual(['silencio']);
  });

  it('un contacto lo vuelve a empezar, y los días son los de la política', async () => {
    await orden('contacto', 'registrar', 'S', '--canal', 'llamada', '--resultado', 'derivado', '--hoy', '2026-06-20');
    expect(await agenda('--hoy', '2026-07-04')).toEqual([]);
    expect(cosas(await agenda('--hoy', '2026-07-05'))).toEqual(['2026-07-05 silencio S 100']);
    const politica = join(carpetaTemporal(), 'p.toml');
    writeFileSync(politica, '[gestion]\nsin_contacto_dias = 10\n');
    expect(cosas(await agenda('--hoy', '2026-06-30', '--politica', politica))).toEqual(['2026-06-30 silencio S 100']);
  });

  it('no figura quien está en pausa, quien disputa todo, ni quien tiene a favor todo lo que debe', async () => {
    expect(await agenda()).toHaveLength(1);
    await sembrar(libro, ({ operacion }) => operacion.agregar('pausas', [1, 'pausa', '2026-06-20', '2026-07-10', 'x']));
    expect(await agenda()).toEqual([]);
    expect(await agenda('--hoy', '2026-07-11')).toHaveLength(1);
    await sembrar(libro, (siembra) => {
      const disputa = siembra.operacion.agregar('disputas', [1, '2026-07-01', null, 'error', null, null]);
      siembra.operacion.agregar('disputas_resueltas', [disputa, '2026-07-20', 'parcial', null]);
    });
    expect(await agenda('--hoy', '2026-07-11')).toEqual([]);
    expect(await agenda('--hoy', '2026-07-20')).toHaveLength(1);
    await sembrar(libro, (siembra) => siembra.credito({ cliente: 1, fecha: '2026-07-21', monto: 10_000 }));
    expect(await agenda('--hoy', '2026-07-21')).toEqual([]);
  });
});

describe('agenda: próximos pasos', () => {
  beforeEach(() =>
    nuevo((siembra) => {
      const sur = siembra.cliente({ codigo: 'S', nombre: 'Sur' });
      siembra.documento({
        cliente: sur,
        numero: 'F-1',
        emision: '2026-05-01',
        vencimiento: '2026-06-01',
        importe: 10_000,
      });
    }),
  );
  const contacto = (hoy: string, proximo: string, ...mas: string[]) =>
    orden(
      ...[
        'contacto',
        'registrar',
        'S',
        '--canal',
        'llamada',
        '--resultado',
        'contactado',
        '--proximo',
        proximo,
        '--hoy',
        hoy,
      ],
      ...mas,
    );

  it('el paso de quien está en pausa espera a que la pausa termine', async () => {
    await contacto('2026-06-25', '2026-07-01');
    await sembrar(libro, ({ operacion }) => operacion.agregar('pausas', [1, 'pausa', '2026-06-26', '2026-08-15', 'x']));
    expect(await agenda('--hoy', '2026-07-10', '--tipo', 'paso')).toEqual([]);
    expect(cosas(await agenda('--hoy', '2026-08-16', '--tipo', 'paso'))).toEqual(['2026-07-01 paso S 100']);
  });

  it('el paso aparece su día, queda mientras nadie se ocupe y tapa al silencio', async () => {
    await contacto('2026-06-20', '2026-07-01', '--nota', 'pidió que se lo llame');
    expect(await agenda('--hoy', '2026-06-30')).toEqual([]);
    const [paso] = await agenda();
    expect(paso).toMatchObject({
      fecha: '2026-07-01',
      tipo: 'paso',
      moneda: 'ARS',
      monto: 100,
      detalle: 'pidió que se lo llame (contactado, llamada del 2026-06-20)',
      gestor: 'prueba',
    });
    expect(cosas(await agenda('--hoy', '2026-07-20'))).toEqual(['2026-07-01 paso S 100']);
  });

  it('un contacto posterior lo reemplaza, aunque no deje otro paso', async () => {
    await contacto('2026-06-20', '2026-07-01');
    await contacto('2026-06-25', '2026-07-08');
    expect(cosas(await agenda('--dias', '10'))).toEqual(['2026-07-08 paso S 100']);
    await contacto('2026-06-26', 'ninguno');
    expect(await agenda('--tipo', 'paso', '--dias', '30')).toEqual([]);
    // Visto al 25, el del 26 todavía no existía.
    expect(cosas(await agenda('--hoy', '2026-06-25', '--dias', '20', '--tipo', 'paso'))).toEqual([
      '2026-07-08 paso S 100',
    ]);
  });

  it('quien ya pagó todo no se vuelve a contactar', async () => {
    await contacto('2026-06-20', '2026-07-01');
    await sembrar(libro, (siembra) => {
      const credito = siembra.credito({ cliente: 1, fecha: '2026-06-28', monto: 10_000 });
      siembra.aplicar({ credito, documento: 1, fecha: '2026-06-28', monto: 10_000 });
    });
    expect(await agenda()).toEqual([]);
    expect(await agenda('--hoy', '2026-06-27', '--dias', '4')).toHaveLength(1);
  });
});

describe('agenda: acuerdos', () => {
  const conAcuerdo = (
    acuerdo: Omit<PlanSembrado, 'cliente' | 'documento'>,
    pagos: readonly (readonly [string, number])[] = [],
  ) =>
    nuevo((siembra) => {
      const cliente = siembra.cliente({ codigo: 'S', nombre: 'Sur' });
      const documento = siembra.documento({
        cliente,
        numero: 'F-1',
        emision: '2026-05-01',
        vencimiento: '2026-06-01',
        importe: 9_000,
      });
      acordar(siembra, { cliente, documento, ...acuerdo });
      for (const [fecha, monto] of pagos) {
        const credito = siembra.credito({ cliente, fecha, monto });
        siembra.aplicar({ credito, documento, fecha, monto });
      }
    });

  it('una promesa: se espera hasta el fin de su tolerancia, después está incumplida hasta que alguien se ocupe', async () => {
    await conAcuerdo({ tipo: 'promesa', creado: '2026-06-26', cuotas: [['2026-06-30', '2026-07-01', 9_000]] }, [
      ['2026-06-30', 4_000],
    ]);
    expect(await agenda('--hoy', '2026-06-29')).toEqual([]);
    expect(cosas(await agenda('--hoy', '2026-06-30'))).toEqual(['2026-06-30 promesa S 50']);
    expect(cosas(await agenda('--hoy', '2026-07-01'))).toEqual(['2026-06-30 promesa S 50']);
    const [rota] = await agenda('--hoy', '2026-07-02');
    expect(rota).toMatchObject({
      fecha: '2026-06-30',
      tipo: 'promesa-incumplida',
      monto: 50,
      detalle: 'pagó 40,00 de 90,00 (acuerdo 1 del 2026-06-26)',
    });
    await orden(
      ...['contacto', 'registrar', 'S', '--canal', 'llamada', '--resultado', 'derivado', '--hoy', '2026-07-02'],
    );
    expect(await agenda('--hoy', '2026-07-02', '--tipo', 'promesa-incumplida')).toEqual([]);
  });

  it('una promesa cumplida no está', async () => {
    await conAcuerdo({ tipo: 'promesa', creado: '2026-06-26', cuotas: [['2026-06-30', '2026-07-01', 9_000]] }, [
      ['2026-06-30', 9_000],
    ]);
    expect(await agenda('--hoy', '2026-06-30')).toEqual([]);
    expect(await agenda('--hoy', '2026-07-05')).toEqual([]);
  });

  const plan = {
    creado: '2026-06-01',
    cuotas: [
      ['2026-06-10', '2026-06-11', 3_000],
      ['2026-07-10', '2026-07-13', 3_000],
      ['2026-08-10', '2026-08-11', 3_000],
    ],
  } as const;

  it('un plan se sigue por sus cuotas y no por el vencimiento de la factura', async () => {
    await conAcuerdo(plan, [['2026-06-09', 3_000]]);
    expect(await agenda('--hoy', '2026-07-09')).toEqual([]);
    expect((await agenda('--hoy', '2026-07-09', '--dias', '1'))[0]).toMatchObject({
      fecha: '2026-07-10',
      tipo: 'cuota',
      monto: 30,
      detalle: 'cuota 2 de 3 (acuerdo 1 del 2026-06-01)',
    });
    expect(cosas(await agenda('--hoy', '2026-07-01', '--dias', '60'))).toEqual([
      '2026-07-10 cuota S 30',
      '2026-08-10 cuota S 30',
    ]);
  });

  it('la cuota que pasó su tolerancia está vencida, y el plan con dos está caído', async () => {
    await conAcuerdo(plan);
    expect(cosas(await agenda('--hoy', '2026-06-11'))).toEqual(['2026-06-10 cuota S 30']);
    expect(cosas(await agenda('--hoy', '2026-06-12'))).toEqual(['2026-06-10 cuota-vencida S 30']);
    const [caido, ...otros] = await agenda('--hoy', '2026-07-14');
    expect(otros).toEqual([]);
    expect(caido).toMatchObject({
      tipo: 'plan-caido',
      monto: 90,
      detalle: 'el plan se cayó (acuerdo 1 del 2026-06-01)',
    });
  });

  it('una oferta de quita figura con el último día para aprovecharla, y si no se aprovecha nadie la incumplió', async () => {
    await conAcuerdo({
      tipo: 'quita',
      creado: '2026-06-26',
      descuento: 900,
      cuotas: [['2026-07-03', '2026-07-03', 8_100]],
    });
    expect((await agenda('--dias', '2', '--tipo', 'descuento'))[0]).toMatchObject({
      fecha: '2026-07-03',
      monto: 81,
      detalle: 'se le descuentan 9,00 si paga (acuerdo 1 del 2026-06-26)',
    });
    expect((await agenda('--hoy', '2026-07-04')).map(({ tipo }) => tipo)).toEqual(['silencio']);
  });

  it('quien está en pausa no recibe reclamos por lo incumplido, pero lo que va a pagar se espera igual', async () => {
    await conAcuerdo({ tipo: 'promesa', creado: '2026-06-26', cuotas: [['2026-06-30', '2026-07-01', 9_000]] });
    await sembrar(libro, ({ operacion }) => operacion.agregar('pausas', [1, 'pausa', '2026-06-27', null, 'x']));
    expect(cosas(await agenda('--hoy', '2026-07-01'))).toEqual(['2026-06-30 promesa S 90']);
    expect(await agenda('--hoy', '2026-07-02')).toEqual([]);
  });

  it('lo acordado y lo disputado no figuran como vencimiento', async () => {
    await nuevo((siembra) => {
      const cliente = siembra.cliente({ codigo: 'S', nombre: 'Sur' });
      const factura = (numero: string, importe: number) =>
        siembra.documento({ cliente, numero, emision: '2026-05-01', vencimiento: '2026-07-03', importe });
      const acordada = factura('F-1', 9_000);
      const disputada = factura('F-2', 5_000);
      const aMedias = factura('F-3', 4_000);
      acordar(siembra, {
        cliente,
        documento: acordada,
        creado: '2026-06-20',
        cuotas: [['2026-07-20', '2026-07-21', 9_000]],
      });
      siembra.operacion.agregar('disputas', [disputada, '2026-06-20', null, 'error', null, null]);
      siembra.operacion.agregar('disputas', [aMedias, '2026-06-20', 1_000, 'error', null, null]);
    });
    expect(await agenda('--dias', '10')).toMatchObject([
      { fecha: '2026-07-03', tipo: 'vencimiento', monto: 30, detalle: 'vence una factura' },
    ]);
  });
});

describe('agenda: cheques', () => {
  it('el cheque figura el día en que se cobra, y el anulado no', async () => {
    await nuevo((siembra) => {
      const cliente = siembra.cliente({ codigo: 'S', nombre: 'Sur' });
      siembra.documento({ cliente, numero: 'F-1', emision: '2026-06-01', vencimiento: '2026-08-01', importe: 90_000 });
      siembra.credito({ cliente, fecha: '2026-07-05', monto: 1_000, medio: 'cheque', referencia: 'N° 77' });
      const anulado = siembra.credito({ cliente, fecha: '2026-07-05', monto: 2_000, medio: 'cheque' });
      siembra.anular({ credito: anulado, fecha: '2026-07-05', monto: 2_000 });
    });
    expect(await agenda('--dias', '3')).toEqual([]);
    expect(await agenda('--dias', '4')).toMatchObject([
      { fecha: '2026-07-05', tipo: 'cheque', monto: 10, detalle: 'se cobra el cheque N° 77' },
    ]);
    expect(cosas(await agenda('--hoy', '2026-07-05'))).toEqual(['2026-07-05 cheque S 10']);
    expect(await agenda('--hoy', '2026-07-06')).toEqual([]);
  });
});

describe('agenda en un calendario', () => {
  beforeAll(() =>
    nuevo((siembra) => {
      const cliente = siembra.cliente({
        codigo: 'S',
        nombre: 'Sur; Hijos, S.A.',
        telefonos: ['011 5555'],
        gestor: 'Ana',
      });
      const documento = siembra.documento({
        cliente,
        numero: 'F-1',
        emision: '2026-05-01',
        vencimiento: '2026-06-01',
        importe: 9_000,
      });
      acordar(siembra, {
        cliente,
        documento,
        tipo: 'promesa',
        creado: '2026-06-20',
        cuotas: [['2026-06-29', '2026-06-30', 9_000]],
      });
      siembra.documento({ cliente, numero: 'F-2', emision: '2026-05-01', vencimiento: '2026-07-15', importe: 500 });
    }),
  );
  const eventos = (texto: string) =>
    new ICAL.Component(ICAL.parse(texto)).getAllSubcomponents('vevent').map((uno) => new ICAL.Event(uno));

  it('--formato ics y --salida agenda.ics dan el mismo archivo, siempre igual', async () => {
    const ruta = join(carpetaTemporal(), 'agenda.ics');
    const { salida } = await ejecutar(['agenda', '--dias', '30', '--formato', 'ics'], { libro });
    await ejecutar(['agenda', '--dias', '30', '--salida', ruta], { libro });
    expect(readFileSync(ruta, 'utf8')).toBe(salida);
    const [rota, vence] = eventos(salida);
    expect(rota?.summary).toBe('Promesa incumplida: Sur; Hijos, S.A., 90,00 ARS');
    expect(rota?.description).toContain(
      'Era para el 2026-06-29.\nCliente: Sur; Hijos, S.A. (S)\nTeléfono: 011 5555\nGestor: Ana',
    );
    // Lo atrasado va hoy: en su día nadie lo vería.
    expect(rota?.startDate.toString()).toBe('2026-07-01');
    expect(vence?.startDate.toString()).toBe('2026-07-15');
    expect(vence?.component.getFirstSubcomponent('valarm')).toBeNull();
  });

  it('la misma cosa tiene el mismo identificador otro día, y distinto en otro libro', async () => {
    const uid = async (hoy: string) => {
      const { salida } = await ejecutar(
        ['agenda', '--formato', 'ics', '--tipo', 'promesa,promesa-incumplida', '--hoy', hoy],
        { libro },
      );
      return eventos(salida)[0]?.uid;
    };
    const primero = await uid('2026-06-29');
    expect(primero).toMatch(/^acuerdo-1-1@[0-9a-f]{16}\.cobranzas$/);
    expect(await uid('2026-07-02')).toBe(primero);
    const mio = libro;
    await nuevo((siembra) => {
      const cliente = siembra.cliente({ codigo: 'S' });
      const documento = siembra.documento({ cliente, numero: 'F-1', vencimiento: '2026-06-01', importe: 9_000 });
      const cuotas = [['2026-06-29', '2026-06-30', 9_000]] as const;
      acordar(siembra, { cliente, documento, tipo: 'promesa', creado: '2026-06-20', cuotas });
    });
    const ajeno = await uid('2026-06-29');
    libro = mio;
    expect(ajeno).toMatch(/^acuerdo-1-1@/);
    expect(ajeno).not.toBe(primero);
  });

  it('las demás órdenes rechazan ics antes de hacer nada', async () => {
    const ruta = join(carpetaTemporal(), 'x.ics');
    for (const pedido of [
      ['--formato', 'ics'],
      ['--salida', ruta],
    ]) {
      const { codigo, salida, errores } = await ejecutar(
        ['contacto', 'registrar', 'S', '--canal', 'llamada', '--resultado', 'contactado', ...pedido],
        { libro },
      );
      expect([codigo, salida]).toEqual([2, '']);
      expect(errores).toContain('no se puede escribir como calendario');
    }
    const { salida } = await ejecutar(['contacto', 'listar', '--formato', 'json'], { libro });
    expect(JSON.parse(salida)).toEqual([]);
  });
});
