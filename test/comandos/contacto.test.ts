import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: string;

/** Al 2026-07-01 (miércoles): Espiga debe 1.500,00 ARS desde el 2026-06-01; Norte 200,00 USD y 300,00 ARS. */
beforeEach(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const espiga = siembra.cliente({ codigo: 'C-1', nombre: 'La Espiga', gestor: 'Ana', segmento: 'Mayorista' });
    const norte = siembra.cliente({ codigo: 'C-2', nombre: 'Ñandú Norte' });
    siembra.documento({
      cliente: espiga,
      numero: 'F-1',
      emision: '2026-05-01',
      vencimiento: '2026-06-01',
      importe: 150_000,
    });
    siembra.documento({ cliente: norte, numero: 'F-2', vencimiento: '2026-06-10', importe: 20_000, moneda: 'USD' });
    siembra.documento({ cliente: norte, numero: 'F-3', vencimiento: '2026-06-10', importe: 30_000 });
  });
});

const registrar = (...opciones: string[]) => ejecutar(['contacto', 'registrar', ...opciones], { libro });
const objeto = async (...opciones: string[]): Promise<Record<string, unknown>> => {
  const { codigo, salida, errores } = await registrar(...opciones, '--formato', 'json');
  expect(codigo, errores).toBe(0);
  return JSON.parse(salida);
};
const listar = async (...opciones: string[]): Promise<Record<string, unknown>[]> => {
  const { codigo, salida, errores } = await ejecutar(['contacto', 'listar', ...opciones, '--formato', 'json'], {
    libro,
  });
  expect(codigo, errores).toBe(0);
  return JSON.parse(salida);
};

describe('contacto registrar', () => {
  it('anota el contacto, dice su número y el próximo paso que sugiere el resultado', async () => {
    const { codigo, salida, errores } = await registrar(
      ...[
        'espiga',
        '--canal',
        'llamada',
        '--resultado',
        'sin-respuesta',
        '--hora',
        '9:05',
        '--nota',
        'suena, nadie atiende',
      ],
      ...['--formato', 'json'],
    );
    expect(codigo, errores).toBe(0);
    expect(JSON.parse(salida)).toMatchObject({
      contacto_id: 1,
      fecha: '2026-07-01',
      hora: '09:05',
      cliente_id: 'C-1',
      canal: 'llamada',
      sentido: 'saliente',
      resultado: 'sin-respuesta',
      motivo: null,
      proximo: '2026-07-02',
      nota: 'suena, nadie atiende',
      acuerdo_id: null,
      pausado_hasta: null,
    });
    expect(errores).toContain('registrado: contacto 1 con La Espiga (C-1)');
    expect(errores).toContain('próximo paso: 2026-07-02, por el resultado «sin respuesta»');
    expect(errores).toContain('  → cobranzas agenda');
  });

  it('--proximo dice otro día, o ninguno', async () => {
    const comun = ['C-1', '--canal', 'llamada', '--resultado', 'ocupado'];
    expect(await objeto(...comun, '--proximo', '2026-07-09')).toMatchObject({ proximo: '2026-07-09' });
    expect(await objeto(...comun, '--proximo', 'ninguno')).toMatchObject({ proximo: null });
    const { codigo, errores } = await registrar(...comun, '--proximo', '2026-06-30');
    expect(codigo).toBe(2);
    expect(errores).toContain('anterior al contacto');
  });

  it('un código que la política no tiene se rechaza con el más parecido y la lista', async () => {
    const malo = await registrar('C-1', '--canal', 'llamada', '--resultado', 'sin-respeusta');
    expect(malo.codigo).toBe(2);
    expect(malo.errores).toContain('«sin-respeusta» no es un valor de --resultado');
    expect(malo.errores).toContain('¿quiso decir sin-respuesta?');
    const motivo = await registrar('C-1', '--canal', 'llamada', '--resultado', 'contactado', '--motivo', 'olbido');
    expect(motivo.errores).toContain('¿quiso decir olvido?');
    const canal = await registrar('C-1', '--canal', 'telefono', '--resultado', 'contactado');
    expect(canal.codigo).toBe(2);
    expect(canal.errores).toContain('llamada, email, whatsapp, sms, visita, carta, otro');
    expect(await listar()).toEqual([]);
  });

  it('los códigos son los de la política, y los propios también sugieren un próximo paso', async () => {
    const politica = join(carpetaTemporal(), 'politica.toml');
    writeFileSync(
      politica,
      '[gestion]\nresultados = ["hablado", "nadie"]\nresultados_sin_respuesta = ["nadie"]\nmotivos = ["feria"]\n',
    );
    const con = (...opciones: string[]) => objeto('C-1', '--canal', 'visita', ...opciones, '--politica', politica);
    expect(await con('--resultado', 'nadie')).toMatchObject({ resultado: 'nadie', proximo: '2026-07-02' });
    expect(await con('--resultado', 'hablado', '--motivo', 'feria')).toMatchObject({
      motivo: 'feria',
      proximo: '2026-07-06',
    });
    const { codigo } = await registrar('C-1', '--canal', 'visita', '--resultado', 'contactado', '--politica', politica);
    expect(codigo).toBe(2);
    // Lo ya anotado con una política se puede buscar con otra.
    expect(await listar('--resultado', 'hablado')).toHaveLength(1);
  });

  it('con --promesa registra el contacto y la promesa en una sola operación', async () => {
    const hecho = await objeto(
      ...['C-1', '--canal', 'llamada', '--promesa', '2026-07-10', '--monto', '1000', '--motivo', 'falta-de-liquidez'],
    );
    expect(hecho).toMatchObject({
      resultado: 'promete-pagar',
      motivo: 'falta-de-liquidez',
      proximo: null,
      acuerdo_id: 1,
      promesa: '2026-07-10',
      moneda: 'ARS',
      monto: 1000,
    });
    const bitacora = await ejecutar(['libro', 'bitacora', '--formato', 'json'], { libro });
    const operaciones: { comando: string }[] = JSON.parse(bitacora.salida);
    expect(operaciones.map(({ comando }) => comando).sort()).toEqual(['contacto registrar', 'sembrar']);
  });

  it('si la promesa no se puede registrar, tampoco queda el contacto', async () => {
    const ambigua = await registrar('C-2', '--canal', 'llamada', '--promesa', '2026-07-10');
    expect(ambigua.codigo).toBeGreaterThan(0);
    const nadie = await registrar('C-1', '--canal', 'llamada', '--resultado', 'ocupado', '--promesa', '2026-07-10');
    expect(nadie.codigo).toBe(2);
    expect(nadie.errores).toContain('nadie pudo prometer');
    const suelta = await registrar('C-1', '--canal', 'llamada', '--resultado', 'contactado', '--monto', '1000');
    expect(suelta.codigo).toBe(2);
    expect(suelta.errores).toContain('agregue --promesa');
    expect(await listar()).toEqual([]);
    expect(await objeto('C-2', '--canal', 'llamada', '--promesa', '2026-07-10', '--moneda', 'usd')).toMatchObject({
      moneda: 'USD',
      monto: 200,
    });
  });

  it('quien llama para avisar de un problema queda sin recordatorios una semana, y se lo dice', async () => {
    const { salida, errores } = await registrar(
      ...['C-1', '--canal', 'whatsapp', '--entrante', '--resultado', 'aviso-problema', '--formato', 'json'],
    );
    expect(JSON.parse(salida)).toMatchObject({
      sentido: 'entrante',
      pausado_hasta: '2026-07-08',
      proximo: '2026-07-09',
    });
    expect(errores).toContain('en pausa hasta el 2026-07-08, incluido');
    expect(errores).toContain('cobranzas cliente reanudar "C-1"');
    const saliente = await objeto('C-2', '--canal', 'llamada', '--resultado', 'aviso-problema');
    expect(saliente).toMatchObject({ pausado_hasta: null, proximo: '2026-07-06' });
  });

  it('--fecha anota algo de antes, y nunca algo que no pasó', async () => {
    const comun = ['C-1', '--canal', 'llamada', '--resultado', 'sin-respuesta'];
    // Un próximo paso que ya pasó no se sugiere.
    expect(await objeto(...comun, '--fecha', '2026-06-25')).toMatchObject({ fecha: '2026-06-25', proximo: null });
    const { codigo, errores } = await registrar(...comun, '--fecha', '2026-07-02');
    expect(codigo).toBe(2);
    expect(errores).toContain('--proximo 2026-07-02');
    const hora = await registrar(...comun, '--hora', '24:00');
    expect(hora.codigo).toBe(2);
    expect(hora.errores).toContain('→ escriba la hora y los minutos con dos puntos');
  });

  it('repetir la orden con la misma --id no hace nada y muestra lo de la primera vez', async () => {
    const comun = ['C-1', '--canal', 'llamada', '--promesa', '2026-07-10', '--id', 'k-1', '--formato', 'json'];
    const primera = await registrar(...comun);
    const segunda = await registrar(...comun);
    expect([segunda.codigo, segunda.salida]).toEqual([0, primera.salida]);
    expect(segunda.errores).toContain('ya registrado');
    expect(await listar()).toHaveLength(1);
  });

  it('--simular decide lo mismo y no escribe nada', async () => {
    const hecho = await objeto('C-1', '--canal', 'llamada', '--promesa', '2026-07-10', '--simular');
    expect(hecho).toMatchObject({
      contacto_id: null,
      acuerdo_id: null,
      operacion_id: null,
      promesa: '2026-07-10',
      monto: 1500,
    });
    expect(await listar()).toEqual([]);
  });

  it('en una tubería nunca pregunta: dice lo que falta y da la orden entera', async () => {
    for (const opciones of [[], ['C-1'], ['C-1', '--canal', 'llamada']]) {
      const { codigo, salida, errores } = await registrar(...opciones);
      expect([codigo, salida]).toEqual([2, '']);
      expect(errores).toContain('cobranzas contacto registrar C-102 --canal llamada --resultado sin-respuesta');
    }
    // Aunque la salida sea una terminal, si la entrada no lo es tampoco hay a quién preguntarle.
    const { codigo } = await ejecutar(['contacto', 'registrar'], { libro, terminal: { columnas: 80 } });
    expect(codigo).toBe(2);
  });

  it('avisa si el cliente pidió que no se usara ese canal, y lo anota igual: pasó', async () => {
    await sembrar(libro, ({ operacion }) => operacion.agregar('canales', [1, 'sms', 0, '2026-06-01', 'molesta']));
    const { codigo, errores } = await registrar('C-1', '--canal', 'sms', '--resultado', 'mensaje-dejado');
    expect(codigo).toBe(0);
    expect(errores).toContain('aviso: La Espiga pidió que no se lo contacte por sms');
  });
});

describe('contacto listar', () => {
  it('tiene las columnas del contrato, del más reciente al más antiguo', async () => {
    await registrar('C-1', '--canal', 'email', '--resultado', 'mensaje-dejado', '--fecha', '2026-06-20');
    await registrar(
      'C-2',
      '--canal',
      'llamada',
      '--resultado',
      'contactado',
      '--motivo',
      'olvido',
      '--persona',
      'Luis',
    );
    const { salida } = await ejecutar(['contacto', 'listar'], { libro });
    expect(salida.trimEnd().split(/\r?\n/)).toEqual([
      'contacto_id,fecha,hora,cliente_id,cliente,canal,sentido,resultado,motivo,persona,proximo,gestor,nota',
      '2,2026-07-01,,C-2,Ñandú Norte,llamada,saliente,contactado,olvido,Luis,2026-07-06,prueba,',
      '1,2026-06-20,,C-1,La Espiga,email,saliente,mensaje-dejado,,,,prueba,',
    ]);
  });

  it('filtra por cliente, fechas, canal, resultado, motivo, segmento, gestor y cantidad, y al día que se pide', async () => {
    await registrar('C-1', '--canal', 'email', '--resultado', 'mensaje-dejado', '--fecha', '2026-06-20');
    await registrar(
      'C-1',
      '--canal',
      'llamada',
      '--resultado',
      'contactado',
      '--motivo',
      'olvido',
      '--fecha',
      '2026-06-25',
    );
    await registrar('C-2', '--canal', 'llamada', '--resultado', 'contactado');
    const ids = async (...opciones: string[]) => (await listar(...opciones)).map(({ contacto_id }) => contacto_id);
    expect(await ids()).toEqual([3, 2, 1]);
    expect(await ids('--cliente', 'espiga')).toEqual([2, 1]);
    expect(await ids('--desde', '2026-06-21', '--hasta', '2026-06-30')).toEqual([2]);
    expect(await ids('--canal', 'email')).toEqual([1]);
    expect(await ids('--resultado', 'contactado')).toEqual([3, 2]);
    expect(await ids('--motivo', 'olvido')).toEqual([2]);
    expect(await ids('--segmento', 'mayorista')).toEqual([2, 1]);
    expect(await ids('--gestor-asignado', 'ANA')).toEqual([2, 1]);
    expect(await ids('--limite', '1')).toEqual([3]);
    expect(await ids('--hoy', '2026-06-24')).toEqual([1]);
    const { codigo, errores } = await ejecutar(['contacto', 'listar', '--resultado', 'contatado'], { libro });
    expect(codigo).toBe(2);
    expect(errores).toContain('¿quiso decir contactado?');
  });
});
