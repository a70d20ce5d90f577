import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { libroDeEjemplo } from '../apoyo/cliente-de-ejemplo.ts';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';

let libro: string;
let politica: string;

beforeAll(async () => {
  ({ libro, politica } = await libroDeEjemplo());
});

const correr = (argumentos: readonly string[], opciones: Parameters<typeof ejecutar>[1] = {}) =>
  ejecutar([...argumentos, '--politica', politica], { libro, ...opciones });
const objeto = async (...argumentos: string[]) => {
  const { codigo, salida, errores } = await correr([...argumentos, '--formato', 'json']);
  expect(codigo, errores).toBe(0);
  return JSON.parse(salida);
};

describe('ficha', () => {
  it('en JSON es un objeto con todo lo que se sabe del cliente', async () => {
    expect(await objeto('ficha', 'espiga')).toMatchObject({
      cliente_id: 'C1',
      clase: 'C',
      atraso_medio: 34,
      promesas_incumplidas: 1,
      plazo_dias: 30,
      plazo_sugerido: 15,
      retenido: null,
      proximo_paso: 'llamar y acordar una salida (acuerdo proponer)',
      ultimo_contacto: '2026-06-20',
      canales: [{ canal: 'whatsapp', permitido: 'no' }],
      saldos: [
        {
          moneda: 'ARS',
          por_vencer: 0,
          d1_30: 74070,
          d31_60: 61725,
          d61_90: 49380,
          d91_mas: 0,
          total: 185175,
          en_disputa: 10000,
          saldo_a_favor: 100,
          neto: 185075,
        },
        { moneda: 'USD', por_vencer: 500, total: 500 },
      ],
      facturas: [
        { numero: 'A-0001-00000004', saldo: 49380, dias_mora: 72, estado: 'vencida' },
        { numero: 'A-0001-00000005', dias_mora: 42, estado: 'vencida' },
        { numero: 'A-0001-00000006', dias_mora: 11, estado: 'en-disputa' },
        { numero: 'E-1', moneda: 'USD', dias_mora: -19, estado: 'por-vencer' },
      ],
      acuerdos: [{ tipo: 'promesa', total: 10000, pagado: 0, estado: 'incumplida' }],
      disputas: [{ numero: 'A-0001-00000006', monto: 10000, motivo: 'faltó una caja' }],
      ultimos_contactos: [{ fecha: '2026-06-20', resultado: 'pide-plazo', persona: 'Ana Ruiz' }],
      motivos: [{ motivo: 'falta-de-liquidez', veces: 1 }],
      conducta: [
        {
          moneda: 'ARS',
          compras_anuales: 6,
          factura_media: 43207.5,
          atraso_mediano: 26,
          a_termino: 0,
          facturas_pagadas: 3,
          facturas_vencidas: 3,
        },
        { moneda: 'USD', compras_anuales: 1 },
      ],
      medios: [{ nombre: 'Transferencia' }],
    });
  });

  it('en la terminal entra en 80 columnas, con los títulos junto a los datos', async () => {
    const { salida } = await correr(['ficha', 'C1'], { terminal: { columnas: 80 }, entorno: { NO_COLOR: '1' } });
    const largos = salida.split('\n').filter((renglon) => renglon.length > 80);
    expect(largos).toEqual([]);
    expect(salida.split('\n').length).toBeLessThan(70);
    for (const parte of [
      'A quién llamar',
      'Qué debe',
      'Facturas abiertas',
      'En disputa',
      'Qué se habló',
      'Cómo compra y paga',
      'Cómo puede pagar',
    ])
      expect(salida).toContain(`\n${parte}\n`);
    expect(salida).toMatch(/«Dice que\s+cobra el viernes/);
    expect(salida).toContain('no se use: whatsapp');
  });

  it('en CSV es una fila por moneda, con los tramos y la clase', async () => {
    const { salida } = await correr(['ficha', 'C1']);
    const [titulos = '', ...filas] = salida.trimEnd().split(/\r?\n/);
    expect(filas).toHaveLength(2);
    for (const clave of ['cliente_id', 'clase', 'moneda', 'd31_60', 'neto', 'proximo_paso'])
      expect(titulos.split(',')).toContain(clave);
  });

  it('de quien nunca compró también hay ficha', async () => {
    expect(await objeto('ficha', 'C2')).toMatchObject({
      clase: 'nueva',
      saldos: [],
      facturas: [],
      proximo_paso: 'nada: no debe nada',
    });
    const { salida } = await correr(['ficha', 'C2']);
    expect(salida.trimEnd().split(/\r?\n/)).toHaveLength(2);
  });

  it('a un día pasado muestra lo que se sabía ese día', async () => {
    expect(await objeto('ficha', 'C1', '--hoy', '2026-03-01')).toMatchObject({
      clase: 'nueva',
      ultimos_contactos: [],
      disputas: [],
      facturas: [{ numero: 'A-0001-00000002' }, { numero: 'A-0001-00000003' }],
    });
  });

  it('un cliente que no existe es un error de uso', async () => {
    expect((await correr(['ficha', 'zzz'])).codigo).toBe(2);
  });
});

describe('cliente clasificar', () => {
  it('uno, con lo que lo explica y el plazo que conviene', async () => {
    const uno = await objeto('cliente', 'clasificar', 'C1');
    expect(uno).toMatchObject({
      cliente_id: 'C1',
      clase: 'C',
      rompe_promesas: 'no',
      atraso_medio: 34,
      plazo_dias: 30,
      plazo_sugerido: 15,
    });
    expect(uno.explicacion).toContain('más de 30 y hasta 60 días');
    expect(uno.cifras).toHaveLength(2);
  });

  it('todos, una fila por cliente y moneda; los límites son los de la política', async () => {
    const filas = await objeto('cliente', 'clasificar');
    expect(filas.map(({ cliente_id, moneda, clase }: Record<string, unknown>) => [cliente_id, moneda, clase])).toEqual([
      ['C2', null, 'nueva'],
      ['C1', 'ARS', 'C'],
      ['C1', 'USD', 'C'],
    ]);
    const otra = join(carpetaTemporal(), 'p.toml');
    writeFileSync(otra, '[clases]\nlimites = [1, 2, 3]\n');
    const { salida } = await ejecutar(['cliente', 'clasificar', 'C1', '--formato', 'json', '--politica', otra], {
      libro,
    });
    expect(JSON.parse(salida)).toMatchObject({ clase: 'D', plazo_sugerido: 0 });
  });

  it('cliente listar dice la misma clase', async () => {
    const filas = await objeto('cliente', 'listar');
    expect(new Set(filas.map(({ cliente_id, clase }: Record<string, unknown>) => `${cliente_id} ${clase}`))).toEqual(
      new Set(['C1 C', 'C2 nueva']),
    );
  });

  it('--capacidad se anota, se muestra y se repite sin efecto; --simular no escribe', async () => {
    const anotar = (...opciones: string[]) =>
      correr(['cliente', 'clasificar', 'C2', '--capacidad', 'cobra los viernes', '--formato', 'json', ...opciones]);
    expect(JSON.parse((await anotar('--simular')).salida).capacidad).toBe('cobra los viernes');
    const { salida } = await correr(['cliente', 'clasificar', 'C2', '--formato', 'json']);
    expect(JSON.parse(salida).capacidad).toBeNull();
    expect(JSON.parse((await anotar('--id', 'k1')).salida).capacidad).toBe('cobra los viernes');
    expect((await anotar('--id', 'k1')).errores).toContain('ya registrado');
    expect(await objeto('ficha', 'C2')).toMatchObject({ capacidad: 'cobra los viernes' });
    expect((await correr(['cliente', 'clasificar', '--capacidad', 'x'])).codigo).toBe(2);
  });
});
