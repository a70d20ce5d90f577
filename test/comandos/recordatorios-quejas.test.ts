import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { Mesa } from '../apoyo/mesa.ts';
import {
  levantarServidor,
  politicaConCorreo,
  type Recibido,
  type ServidorDeCorreo,
} from '../apoyo/servidor-de-correo.ts';

// Cada queja lleva el número que tiene en el estudio de otros programas: L los libres, C los comerciales.
let servidor: ServidorDeCorreo;
beforeAll(async () => {
  servidor = await levantarServidor(carpetaTemporal(), { rechazos: { 'no@malo.example': '550 5.1.1 no existe' } });
});
afterAll(() => servidor.detener());

const encabezado = 'cliente_id,cliente,email,telefono,numero,emision,vencimiento,importe';
const factura = (numero: string, vencimiento: string, importe: string, cliente = 'C1,Uno SA,ana@uno.example,') =>
  `${cliente},${numero},2026-01-02,${vencimiento},${importe}`;

interface Renglon {
  readonly accion: string;
  readonly cliente_id: string;
  readonly paso: string;
  readonly moneda: string;
  readonly monto: number;
  readonly facturas: number;
  readonly motivo: string;
}

/** Un libro con esas facturas, importadas el 1 de junio, y una política que envía de verdad. */
async function preparar(facturas: readonly string[], agregado = '', preset = 'libre') {
  const mesa = new Mesa();
  const politica = politicaConCorreo(servidor, agregado).replace('preset = "libre"', `preset = "${preset}"`);
  const ruta = mesa.escribir(politica, 'politica.toml');
  const importada = await mesa.importar([encabezado, ...facturas], [], { hoy: '2026-06-01' });
  expect(importada.codigo, importada.errores).toBe(0);
  let vistos = servidor.recibidos().length;
  const orden = (argumentos: readonly string[], hoy: string) =>
    mesa.orden([...argumentos, '--politica', ruta], { hoy });
  return {
    mesa,
    orden,
    /** Corre una vez, ese día a esa hora, y devuelve lo que llegó al servidor. */
    async enviar(
      dia: string,
      hora = '10:00',
      pedido: readonly string[] = ['--sin-pagos-recientes'],
    ): Promise<Recibido[]> {
      const corrida = await orden(
        ['recordatorios', 'enviar', '--confirmar', '--ahora', `${dia}T${hora}`, ...pedido],
        dia,
      );
      expect([0, 4], corrida.errores).toContain(corrida.codigo);
      const recibidos = servidor.recibidos();
      const nuevos = recibidos.slice(vistos);
      vistos = recibidos.length;
      return nuevos;
    },
    async plan(dia: string, hora = '10:00'): Promise<Renglon[]> {
      const { salida, errores } = await orden(
        ['recordatorios', 'plan', '--formato', 'json', '--ahora', `${dia}T${hora}`],
        dia,
      );
      expect(salida, errores).not.toBe('');
      return JSON.parse(salida) as Renglon[];
    },
    async hacer(argumentos: readonly string[], hoy: string): Promise<void> {
      const { codigo, errores } = await orden(argumentos, hoy);
      expect(codigo, errores).toBe(0);
    },
    pasos: () =>
      mesa
        .consultar<{ texto: string }>("SELECT fecha || ' ' || paso AS texto FROM mensajes ORDER BY id")
        .map(({ texto }) => texto),
  };
}

/** El texto del mensaje, sin la forma en que viaja. */
function textoDe({ crudo }: Recibido): string {
  const unido = crudo.replace(/=\r?\n/g, '');
  const bytes = unido.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const enBase64 = [...crudo.matchAll(/base64\r?\n(?:[\w-]+: .*\r?\n)*\r?\n([A-Za-z0-9+/=\r\n]+)/g)].map(
    ([, dato = '']) => Buffer.from(dato, 'base64').toString('utf8'),
  );
  return `${Buffer.from(bytes, 'latin1').toString('utf8')}\n${enBase64.join('\n')}`.replaceAll('\u00a0', ' ');
}

describe('una corrida nunca repite ni se adelanta', () => {
  it('L1: cron cada 15 minutos durante todo un día envía una sola vez', async () => {
    const { enviar } = await preparar([factura('A-1', '2026-06-10', '1000')]);
    let llegaron = 0;
    for (let hora = 8; hora < 19; hora++)
      for (const minuto of ['00', '15', '30', '45'])
        llegaron += (await enviar('2026-06-17', `${String(hora).padStart(2, '0')}:${minuto}`)).length;
    expect(llegaron).toBe(1);
  });

  it('L3 y C10: diez días sin cron se recuperan con un solo paso, y no con una ráfaga', async () => {
    const { enviar, pasos } = await preparar([factura('A-1', '2026-06-01', '1000')]);
    expect(await enviar('2026-06-08')).toHaveLength(1);
    // El 16 tocaba «directo»; cron vuelve recién el 26.
    expect(await enviar('2026-06-26')).toHaveLength(1);
    for (const dia of ['2026-06-26', '2026-06-27', '2026-06-29']) expect(await enviar(dia, '16:00')).toHaveLength(0);
    expect(pasos()).toEqual(['2026-06-08 amable', '2026-06-26 directo']);
  });

  it('L4: «antes» es antes y «despues» es después del vencimiento', async () => {
    const { enviar, pasos } = await preparar([factura('A-1', '2026-06-20', '1000')]);
    for (let dia = 10; dia <= 27; dia++) await enviar(`2026-06-${dia}`);
    expect(pasos()).toEqual(['2026-06-17 aviso', '2026-06-20 vence-hoy', '2026-06-27 amable']);
  });

  it('C8: una deuda vieja recién importada empieza por el primer paso', async () => {
    const { enviar, pasos } = await preparar([factura('A-1', '2026-02-01', '1000')]);
    await enviar('2026-06-03');
    expect(pasos()).toEqual(['2026-06-03 amable']);
  });
});

describe('a quien pagó, prometió o discute no se le escribe', () => {
  it('C1: pagó a la mañana y la corrida es a la tarde', async () => {
    const { enviar, hacer, plan } = await preparar([factura('A-1', '2026-06-10', '1000')]);
    expect((await plan('2026-06-17', '09:00'))[0]?.accion).toBe('enviar');
    await hacer(['pago', 'registrar', 'C1', '--monto', '1000', '--fecha', '2026-06-17'], '2026-06-17');
    expect(await enviar('2026-06-17', '16:00', [])).toHaveLength(0);
  });

  it('C2 y C3: si hace días que el libro no sabe de pagos, no envía hasta que se lo digan', async () => {
    const { orden, enviar } = await preparar([factura('A-1', '2026-06-10', '1000')]);
    const corrida = await orden(
      ['recordatorios', 'enviar', '--confirmar', '--ahora', '2026-06-17T10:00'],
      '2026-06-17',
    );
    expect(corrida.codigo).toBe(1);
    expect(corrida.errores).toContain('--sin-pagos-recientes');
    expect(await enviar('2026-06-17')).toHaveLength(1);
  });

  it('C4 y C5: promete a mediodía por teléfono, y mientras corre la promesa no se le escribe', async () => {
    const { enviar, hacer, plan, mesa } = await preparar([factura('A-1', '2026-06-10', '1000')]);
    await hacer(
      ['contacto', 'registrar', 'C1', '--canal', 'llamada', '--entrante', '--promesa', '2026-06-24', '--hora', '12:00'],
      '2026-06-17',
    );
    for (const dia of ['2026-06-17', '2026-06-22', '2026-06-24', '2026-06-25'])
      expect(await enviar(dia)).toHaveLength(0);
    expect((await plan('2026-06-17', '16:00'))[0]?.motivo).toBe('promesa de pago para el 2026-06-24');
    // La promesa no se cumplió: el mensaje lo dice, y una sola vez.
    expect(await enviar('2026-06-26')).toHaveLength(1);
    expect(await enviar('2026-07-06')).toHaveLength(1);
    expect(mesa.consultar('SELECT paso, plantilla FROM mensajes ORDER BY id')).toEqual([
      { paso: 'amable', plantilla: 'promesa-incumplida' },
      { paso: 'directo', plantilla: 'directo' },
    ]);
  });

  it('C6: lo que está en disputa no se reclama, y lo demás sí', async () => {
    const { enviar, hacer } = await preparar([
      factura('A-1', '2026-06-08', '1000'),
      factura('A-2', '2026-06-09', '500'),
    ]);
    await hacer(['factura', 'disputar', 'A-1', '--motivo', 'error-en-la-factura'], '2026-06-12');
    const [mensaje] = await enviar('2026-06-17');
    const texto = mensaje === undefined ? '' : textoDe(mensaje);
    expect(texto).toContain('A-2');
    expect(texto).not.toContain('A-1');
    expect(texto).toContain('500,00');
    expect(texto).not.toContain('1.500,00');
  });

  it('C6: de lo que está en disputa en parte se pide lo demás, y se dice cuánto está en revisión', async () => {
    const { enviar, hacer } = await preparar([factura('A-1', '2026-06-08', '10000')]);
    const disputa = ['factura', 'disputar', 'A-1', '--motivo', 'error-en-la-factura', '--monto', '3000'];
    await hacer(disputa, '2026-06-12');
    const [mensaje] = await enviar('2026-06-17');
    const texto = mensaje === undefined ? '' : textoDe(mensaje).replace(/\s+/g, ' ');
    expect(texto).toContain('10.000,00 7.000,00 Total $ 7.000,00');
    expect(texto).toContain('Además, $ 3.000,00 de la factura A-1 están en revisión y no se piden ahora.');
  });

  it('C13: un pago que se deshace reabre la deuda sin repetir el paso', async () => {
    const { enviar, hacer, pasos } = await preparar([factura('A-1', '2026-06-08', '1000')]);
    await enviar('2026-06-15');
    await hacer(['pago', 'registrar', 'C1', '--monto', '1000', '--medio', 'cheque'], '2026-06-16');
    expect(await enviar('2026-06-23')).toHaveLength(0);
    await hacer(['pago', 'anular', '1', '--motivo', 'cheque rechazado'], '2026-06-24');
    await enviar('2026-06-25');
    expect(pasos()).toEqual(['2026-06-15 amable', '2026-06-25 directo']);
  });

  it('L17 y C7: una pausa vence sola, y terminarla no envía nada en el momento', async () => {
    const { enviar, hacer } = await preparar([factura('A-1', '2026-06-08', '1000')]);
    await hacer(['cliente', 'pausar', 'C1', '--hasta', '2026-06-18', '--motivo', 'vacaciones'], '2026-06-10');
    expect(await enviar('2026-06-18')).toHaveLength(0);
    const antes = servidor.recibidos().length;
    await hacer(['cliente', 'reanudar', 'C1'], '2026-06-18');
    expect(servidor.recibidos()).toHaveLength(antes);
    expect(await enviar('2026-06-19')).toHaveLength(1);
  });

  it('quien pidió que no le escriban por correo no recibe ninguno', async () => {
    const { enviar, hacer, plan } = await preparar([factura('A-1', '2026-06-08', '1000')]);
    await hacer(['cliente', 'canal', 'C1', '--canal', 'email', '--no', '--motivo', 'lo pidió'], '2026-06-10');
    expect(await enviar('2026-06-17')).toHaveLength(0);
    expect((await plan('2026-06-17'))[0]?.motivo).toMatch(/^pidió que no se lo contacte/);
  });
});

describe('se pide lo que se debe, ni más ni dos veces', () => {
  it('L5: con saldo a favor que cubre todo no se le escribe; si cubre una parte, se pide el resto', async () => {
    const { enviar, hacer, plan, mesa } = await preparar([
      factura('A-1', '2026-06-08', '1000'),
      factura('B-1', '2026-06-08', '1000', 'C2,Dos SA,dos@dos.example,'),
    ]);
    await hacer(['pago', 'registrar', 'C1', '--monto', '1200'], '2026-06-04');
    await hacer(['pago', 'registrar', 'C2', '--monto', '1300'], '2026-06-04');
    await mesa.importar(
      [
        encabezado,
        factura('A-2', '2026-06-08', '150'),
        factura('B-2', '2026-06-08', '1000', 'C2,Dos SA,dos@dos.example,'),
      ],
      [],
      { hoy: '2026-06-05' },
    );
    const [uno, dos] = (await plan('2026-06-17')).toSorted((a, b) => (a.cliente_id < b.cliente_id ? -1 : 1));
    expect(uno).toMatchObject({ accion: 'retener', motivo: expect.stringContaining('saldo a favor') });
    expect(dos).toMatchObject({ accion: 'enviar', monto: 700 });
    const [mensaje, otro] = await enviar('2026-06-17');
    expect(otro).toBeUndefined();
    expect(mensaje?.para).toEqual(['dos@dos.example']);
    expect(mensaje === undefined ? '' : textoDe(mensaje)).toContain('700,00');
  });

  it('L6: una nota de crédito abierta se descuenta de lo que se pide', async () => {
    const { plan } = await preparar([factura('A-1', '2026-06-08', '1000'), factura('NC-1', '2026-06-08', '-400')]);
    expect(await plan('2026-06-17')).toMatchObject([{ accion: 'enviar', monto: 600 }]);
  });

  it('L10: doce facturas vencidas son un solo mensaje que las nombra a todas', async () => {
    const doce = Array.from({ length: 12 }, (_, orden) =>
      factura(`A-${orden + 101}`, `2026-05-${orden + 10}`, '100.10'),
    );
    const { enviar } = await preparar(doce);
    const [mensaje, otro] = await enviar('2026-06-17');
    expect(otro).toBeUndefined();
    const texto = mensaje === undefined ? '' : textoDe(mensaje);
    for (let orden = 0; orden < 12; orden++) expect(texto).toContain(`A-${orden + 101}`);
    expect(texto).toContain('1.201,20');
  });

  it('L8: lo que todavía no venció va aparte y no se suma a lo que se reclama', async () => {
    const { plan, enviar } = await preparar([factura('A-1', '2026-06-10', '1000'), factura('A-2', '2026-06-19', '50')]);
    expect(await plan('2026-06-17')).toMatchObject([{ paso: 'amable', monto: 1000, facturas: 2 }]);
    const [mensaje] = await enviar('2026-06-17');
    const texto = mensaje === undefined ? '' : textoDe(mensaje);
    expect(texto).toMatch(/A-2/);
    expect(texto).not.toContain('1.050,00');
  });

  it('L7: recordar una factura no silencia las demás: la otra avanza cuando le toca', async () => {
    const { enviar, mesa } = await preparar([
      factura('A-1', '2026-06-01', '1000'),
      factura('A-2', '2026-06-09', '500'),
    ]);
    await enviar('2026-06-08');
    await enviar('2026-06-16');
    const pasos = mesa.consultar<{ texto: string }>(
      `SELECT m.fecha || ' ' || d.numero || ' ' || q.paso AS texto FROM mensaje_documentos q
       JOIN mensajes m ON m.id = q.mensaje_id JOIN documentos d ON d.id = q.documento_id WHERE q.paso IS NOT NULL ORDER BY q.id`,
    );
    expect(pasos.map(({ texto }) => texto)).toEqual([
      '2026-06-08 A-1 amable',
      '2026-06-08 A-2 aviso',
      '2026-06-16 A-1 directo',
      '2026-06-16 A-2 amable',
    ]);
  });

  it('L20: pagada la factura más vieja, la que queda sigue por su propio paso', async () => {
    const { enviar, hacer, pasos } = await preparar([
      factura('A-1', '2026-05-01', '1000'),
      factura('A-2', '2026-06-15', '500'),
    ]);
    await enviar('2026-06-10');
    await enviar('2026-06-17');
    await hacer(['pago', 'registrar', 'C1', '--monto', '1000', '--factura', 'A-1'], '2026-06-18');
    for (let dia = 19; dia <= 30; dia++) await enviar(`2026-06-${dia}`);
    expect(pasos()).toEqual(['2026-06-10 amable', '2026-06-17 directo', '2026-06-24 amable']);
  });

  it('el plan, el correo y lo que queda anotado piden el mismo monto; lo demás va aparte', async () => {
    const { enviar, plan, mesa } = await preparar([
      factura('A-1', '2026-07-01', '100.01'),
      factura('A-2', '2026-07-06', '1000.10'),
      factura('A-3', '2026-07-08', '20000.20'),
    ]);
    expect(await plan('2026-07-06')).toMatchObject([
      { accion: 'enviar', paso: 'vence-hoy', monto: 21000.3, facturas: 3 },
    ]);
    const [recibido] = await enviar('2026-07-06');
    if (recibido === undefined) throw new Error('no llegó');
    const texto = textoDe(recibido);
    expect(texto).toContain('por $ 21.000,30');
    expect(texto).toContain('Además queda $ 100,01 de lo que ya había vencido');
    expect(mesa.consultar('SELECT monto FROM mensajes')).toEqual([{ monto: 2_100_030 }]);
  });

  it('L9, C9: una cuota se reclama por su fecha y no por la de la factura', async () => {
    const { enviar, hacer, plan } = await preparar([factura('A-1', '2026-03-01', '900')]);
    await hacer(['acuerdo', 'crear', 'C1', '--cuotas', '3', '--primera', '2026-06-15', '--cada', 'mes'], '2026-06-03');
    for (const dia of ['2026-06-08', '2026-06-12', '2026-06-16']) expect(await enviar(dia)).toHaveLength(0);
    expect(await plan('2026-06-22')).toMatchObject([{ accion: 'enviar', paso: 'amable', monto: 300, facturas: 1 }]);
    const [mensaje] = await enviar('2026-06-22');
    const texto = mensaje === undefined ? '' : textoDe(mensaje);
    expect(texto).toContain('300,00');
    expect(texto).not.toContain('900,00');
  });

  it('dos monedas no se suman: un mensaje por cada una, y no el mismo día', async () => {
    const mesa = await preparar(
      [factura('A-1', '2026-06-08', '1000')],
      'max_dia = 1\nseparacion_dias = 1\nmax_semana = 5\nmax_canales_semana = 2',
    );
    await mesa.mesa.importar([`${encabezado},moneda`, `${factura('E-1', '2026-06-08', '70')},USD`], [], {
      hoy: '2026-06-01',
    });
    expect((await mesa.plan('2026-06-17')).map(({ moneda, monto }) => [moneda, monto]).toSorted()).toEqual([
      ['ARS', 1000],
      ['USD', 70],
    ]);
    const primero = await mesa.enviar('2026-06-17');
    const segundo = await mesa.enviar('2026-06-18');
    expect([primero.length, segundo.length]).toEqual([1, 1]);
    for (const mensaje of [...primero, ...segundo]) expect(textoDe(mensaje)).not.toContain('1.070');
  });
});

describe('cuándo, adónde y con qué consecuencias', () => {
  it('L18 y C11: ni de noche, ni el domingo, ni un feriado del país', async () => {
    const { enviar, plan } = await preparar([factura('A-1', '2026-06-08', '1000')], '', 'AR');
    expect(await enviar('2026-06-17', '22:30')).toHaveLength(0);
    expect(await enviar('2026-06-21', '10:00')).toHaveLength(0);
    // El 9 de julio de 2026 es feriado en la Argentina.
    expect((await plan('2026-07-09'))[0]).toMatchObject({
      accion: 'retener',
      motivo: expect.stringMatching(/feriado/),
    });
    expect(await enviar('2026-07-09')).toHaveLength(0);
    expect(await enviar('2026-07-14')).toHaveLength(1);
  });

  it('L19: una dirección que rebota es trabajo a la vista, y corregida se le vuelve a escribir', async () => {
    const { enviar, hacer, plan, orden } = await preparar([
      factura('A-1', '2026-06-08', '1000', 'C1,Uno SA,no@malo.example,'),
    ]);
    expect(await enviar('2026-06-17')).toHaveLength(0);
    expect((await plan('2026-06-18'))[0]).toMatchObject({
      accion: 'retener',
      motivo: expect.stringContaining('no@malo.example'),
    });
    const agenda = await orden(['agenda', '--tipo', 'mensaje'], '2026-06-18');
    expect(agenda.salida).toMatch(/mensaje 1 por email no se pudo entregar a no@malo\.example/);
    await hacer(
      ['cliente', 'editar', 'C1', '--quitar-email', 'no@malo.example', '--agregar-email', 'bien@malo.example'],
      '2026-06-18',
    );
    expect((await enviar('2026-06-19'))[0]?.para).toEqual(['bien@malo.example']);
    expect((await orden(['agenda', '--tipo', 'mensaje'], '2026-06-19')).salida).not.toContain('no@malo.example');
  });

  it('un cliente sin correo se ve en el plan con el porqué, y los demás salen igual', async () => {
    const { enviar, plan } = await preparar([
      factura('A-1', '2026-06-08', '1000', 'C1,Uno SA,,'),
      factura('B-1', '2026-06-08', '1000', 'C2,Dos SA,dos@dos.example,'),
    ]);
    expect((await plan('2026-06-17')).find(({ cliente_id }) => cliente_id === 'C1')).toMatchObject({
      accion: 'retener',
      motivo: 'no tiene correo',
    });
    expect(await enviar('2026-06-17')).toHaveLength(1);
  });

  it('a quien no tiene correo la agenda lo manda a llamar, aunque nunca haya recibido nada', async () => {
    const { orden } = await preparar([
      factura('A-1', '2026-06-08', '1000', 'C1,Uno SA,,011 15-2345-6789'),
      factura('B-1', '2026-06-08', '1000', 'C2,Dos SA,dos@dos.example,011 15-2345-6788'),
    ]);
    const agenda = async (dia: string) => (await orden(['agenda', '--tipo', 'llamada'], dia)).salida;
    expect(await agenda('2026-07-14')).not.toContain('C1');
    expect(await agenda('2026-07-15')).toMatch(/C1,.*toca llamar \(paso llamada\).*; no tiene correo/);
    expect(await agenda('2026-07-15')).not.toContain('C2');
  });

  it('un canal por el que no se llega no detiene lo demás: ni las facturas nuevas ni los pasos que siguen', async () => {
    const paso = (codigo: string, despues: number, canal: string, plantilla: string) =>
      `[[recordatorios.pasos]]\ncodigo = "${codigo}"\ndespues = ${despues}\ncanal = "${canal}"\nplantilla = "${plantilla}"\n`;
    const pasos = `\n${paso('amable', 7, 'email', 'amable')}${paso('wa', 15, 'whatsapp', 'whatsapp')}${paso('firme', 30, 'email', 'firme')}`;
    const {
      enviar,
      plan,
      pasos: dichos,
    } = await preparar([factura('A-1', '2026-06-01', '1000'), factura('A-2', '2026-06-15', '500')], pasos);
    for (let dia = 5; dia <= 30; dia++) await enviar(`2026-06-${String(dia).padStart(2, '0')}`);
    expect((await plan('2026-06-30'))[0]?.motivo).toBe('no tiene teléfono');
    for (let dia = 1; dia <= 20; dia++) await enviar(`2026-07-${String(dia).padStart(2, '0')}`);
    expect(dichos()).toEqual(['2026-06-08 amable', '2026-06-22 amable', '2026-07-01 firme', '2026-07-15 firme']);
  });

  it('C15: lo de WhatsApp no sale solo ni cuenta hasta que alguien lo confirma', async () => {
    const pasos = '\n[[recordatorios.pasos]]\ncodigo = "wa"\ndespues = 7\ncanal = "whatsapp"\nplantilla = "whatsapp"\n';
    const { enviar, orden, plan, hacer } = await preparar(
      [factura('A-1', '2026-06-08', '1000', 'C1,Uno SA,ana@uno.example,011 15-2345-6789')],
      pasos,
    );
    expect(await enviar('2026-06-17')).toHaveLength(0);
    const exportado = await orden(
      [
        ...['recordatorios', 'exportar', '--confirmar', '--sin-pagos-recientes'],
        ...['--formato', 'json', '--ahora', '2026-06-17T10:00'],
      ],
      '2026-06-17',
    );
    const [mensaje] = JSON.parse(exportado.salida) as { mensaje_id: number; enlace: string }[];
    expect(mensaje?.enlace).toMatch(/^https:\/\/wa\.me\/5491123456789\?text=/);
    expect((await plan('2026-06-18'))[0]).toMatchObject({ accion: 'retener' });
    await hacer(
      ['recordatorios', 'resolver', String(mensaje?.mensaje_id), '--llego', '--ahora', '2026-06-18T10:00'],
      '2026-06-18',
    );
    expect((await plan('2026-06-19'))[0]).toMatchObject({ accion: 'retener' });
  });
});
