import { describe, expect, it } from 'vitest';
import { ejecutar } from '../apoyo/ejecutar.ts';
import { lineaDeEntrega, MesaDeEntregas, politicaDeEntregas } from '../apoyo/entregas.ts';

const uno = 'C1,Uno SA,ana@uno.example,011 15-2345-6789,A-1,2026-01-02,2026-06-08,1000.50';
const dos = 'C2,Dos SA,,011 15-2345-6780,B-1,2026-01-02,2026-06-08,2000';
const tres = 'C3,Tres SA,,,D-1,2026-01-02,2026-06-08,300';

describe('recordatorios plan', () => {
  it('dice de cada cliente con deuda enviar o retener, y por qué, con las columnas del contrato', async () => {
    const mesa = await MesaDeEntregas.abrir([uno, dos, tres]);
    const { salida, errores } = await mesa.correr(['recordatorios', 'plan'], '2026-06-17');
    const [encabezado, ...filas] = salida.trim().split('\n');
    expect(encabezado).toBe('accion,cliente_id,cliente,paso,canal,destino,moneda,monto,facturas,motivo');
    expect(filas).toHaveLength(3);
    expect(filas[0]).toMatch(/^enviar,C2,Dos SA,wa,whatsapp,011 15-2345-6780,ARS,2000\.00,1,/);
    expect(filas[2]).toBe('retener,C3,Tres SA,wa,whatsapp,,ARS,300.00,1,no tiene teléfono');
    expect(errores).toContain('plan al 2026-06-17 a las 10:00');
    expect(errores).toContain('por enviar: 2, por 3.000,50 ARS');
    expect(errores).toContain('retenidos: 1 (1 sin-destino)');
  });

  it('avisa si enviar se va a negar porque hace días que no se sabe de pagos', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    const viejo = await mesa.correr(['recordatorios', 'plan'], '2026-06-17');
    expect(viejo.errores).toContain('enviar no va a salir sin --sin-pagos-recientes');
    await mesa.hacer(['pago', 'registrar', 'C1', '--monto', '10', '--fecha', '2026-06-16'], '2026-06-16');
    const fresco = await mesa.correr(['recordatorios', 'plan'], '2026-06-17');
    expect(fresco.errores).not.toContain('--sin-pagos-recientes');
  });

  it('los filtros eligen qué se ve y no cambian lo que se decide', async () => {
    const mesa = await MesaDeEntregas.abrir([uno, dos, tres]);
    const todas = await mesa.plan('2026-06-17');
    expect(await mesa.plan('2026-06-17', ['--accion', 'retener'])).toEqual(
      todas.filter(({ accion }) => accion === 'retener'),
    );
    expect(await mesa.plan('2026-06-17', ['--cliente', 'C1'])).toEqual(
      todas.filter(({ cliente_id }) => cliente_id === 'C1'),
    );
    expect(await mesa.plan('2026-06-17', ['--regla', 'sin-destino'])).toMatchObject([{ cliente_id: 'C3' }]);
    expect(await mesa.plan('2026-06-17', ['--limite', '1'])).toEqual(todas.slice(0, 1));
    const mal = await mesa.correr(['recordatorios', 'plan', '--regla', 'sin-destin'], '2026-06-17');
    expect(mal.codigo).toBe(2);
    expect(mal.errores).toContain('sin-destino');
  });

  it('avisa de la regla que nombra a quien el libro no tiene, escrito como se lo escriba', async () => {
    const regla = '\n[recordatorios.secuencias]\nbreve = ["wa"]\n\n[[recordatorios.reglas]]\nsecuencia = "breve"\n';
    const nombrados = `${politicaDeEntregas}${regla}clientes = ["c1", "C99"]\n\n[[recordatorios.reglas]]\nsecuencia = "breve"\nfacturas = ["a-0001", "Z-9"]\n`;
    const mesa = await MesaDeEntregas.abrir([uno], nombrados);
    const { codigo, errores } = await mesa.correr(['recordatorios', 'plan'], '2026-06-17');
    expect(codigo, errores).toBe(0);
    expect(errores).toContain(
      'las reglas de la política nombran lo que el libro no tiene: cliente «C99», factura «Z-9»',
    );
  });

  it('no escribe nada, ni crea el libro si no está', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    const antes = mesa.huella();
    await mesa.plan('2026-06-17');
    await mesa.plan('2026-06-17', ['--calendario']);
    expect(mesa.huella()).toBe(antes);
    expect((await ejecutar(['recordatorios', 'plan'])).codigo).toBe(3);
  });

  it('el calendario dice qué saldría cada día si nadie pagara, y cumple lo que anuncia', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    const calendario = await mesa.plan('2026-06-10', ['--calendario', '40']);
    expect(calendario.map(({ fecha, accion, paso }) => `${fecha} ${accion} ${paso}`)).toEqual([
      '2026-06-15 enviar wa',
      '2026-06-28 enviar carta',
      '2026-07-08 llamar llamada',
    ]);
    const { errores } = await mesa.correr(['recordatorios', 'plan', '--calendario', '40'], '2026-06-10');
    expect(errores).toContain('si nadie pagara y todo se entregara');
    for (const dia of ['2026-06-15', '2026-06-28']) expect(await mesa.entregar(dia)).toHaveLength(1);
    expect(await mesa.plan('2026-07-08')).toMatchObject([
      { accion: 'retener', motivo: expect.stringContaining('agenda') },
    ]);
  });
});

describe('lo que los recordatorios dejan en la agenda y en la ficha', () => {
  it('la llamada que toca está en la agenda hasta que alguien llama', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    await mesa.entregar('2026-06-15');
    await mesa.entregar('2026-06-28');
    const antes = await mesa.hacer(['agenda', '--tipo', 'llamada'], '2026-07-07');
    expect(antes.trim().split('\n')).toHaveLength(1);
    const agenda = await mesa.hacer(['agenda', '--tipo', 'llamada'], '2026-07-08');
    expect(agenda).toContain(
      '2026-07-08,llamada,C1,Uno SA,ARS,1000.50,"toca llamar (paso llamada): 1 factura vencida, desde el 2026-06-08"',
    );
    await mesa.hacer(
      ['contacto', 'registrar', 'C1', '--canal', 'llamada', '--resultado', 'sin-respuesta'],
      '2026-07-08',
    );
    const despues = await mesa.hacer(['agenda', '--tipo', 'llamada'], '2026-07-09');
    expect(despues.trim().split('\n')).toHaveLength(1);
  });

  it('un mensaje preparado que nadie confirmó está en la agenda', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    await mesa.exportar('2026-06-15');
    expect(await mesa.hacer(['agenda', '--tipo', 'mensaje'], '2026-06-16')).toMatch(
      /2026-06-15,mensaje,C1,Uno SA,ARS,1000\.50,.*el mensaje 1 por whatsapp espera que alguien lo entregue a 011 15-2345-6789/,
    );
    await mesa.hacer(['recordatorios', 'resolver', '1', '--llego'], '2026-06-16');
    expect((await mesa.hacer(['agenda', '--tipo', 'mensaje'], '2026-06-16')).trim().split('\n')).toHaveLength(1);
  });

  it('un mensaje preparado que ya no corresponde está en la agenda para que nadie lo entregue', async () => {
    const clientes = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'];
    const mesa = await MesaDeEntregas.abrir(
      clientes.map((cliente) => lineaDeEntrega(cliente, `A-${cliente}`, '2026-06-08', '1000.00')),
    );
    await mesa.exportar('2026-06-15');
    await mesa.hacer(['factura', 'disputar', 'A-C1', '--motivo', 'precio'], '2026-06-15');
    await mesa.hacer(['cliente', 'pausar', 'C2', '--motivo', 'vacaciones'], '2026-06-15');
    const promesa = ['contacto', 'registrar', 'C3', '--canal', 'llamada', '--promesa', '2026-06-25'];
    await mesa.hacer(promesa, '2026-06-15');
    await mesa.hacer(['cliente', 'canal', 'C4', '--canal', 'whatsapp', '--no', '--motivo', 'lo pidió'], '2026-06-15');
    await mesa.hacer(['pago', 'registrar', 'C5', '--monto', '400'], '2026-06-15');
    const agenda = await mesa.hacer(['agenda', '--tipo', 'mensaje'], '2026-06-16');
    const de = (cliente: string) => agenda.split('\n').find((linea) => linea.includes(`,${cliente},`)) ?? '';
    for (const [orden, cliente] of clientes.slice(0, 5).entries()) {
      expect(de(cliente)).toContain(`el mensaje ${orden + 1} por whatsapp ya no corresponde, no lo entregue: `);
      expect(de(cliente)).toContain(`(cobranzas recordatorios resolver ${orden + 1} --descartar)`);
    }
    expect(de('C1')).toContain('disputa');
    expect(de('C5')).toContain('cambió lo que debe');
    expect(de('C6')).toContain('espera que alguien lo entregue a 011 15-2345-6786');
    await mesa.hacer(['recordatorios', 'resolver', '1', '--descartar'], '2026-06-16');
    expect(await mesa.hacer(['agenda', '--tipo', 'mensaje'], '2026-06-16')).not.toContain(',C1,');
  });

  it('un mensaje preparado que hoy no se puede entregar, y otro día sí, no está en la agenda de hoy', async () => {
    const conHorario = politicaDeEntregas.replace(
      'preset = "libre"',
      'preset = "libre"\nventanas = { lun = "15:00-18:00", mie = "15:00-18:00" }',
    );
    const mesa = await MesaDeEntregas.abrir([uno], conHorario);
    const exportar = ['recordatorios', 'exportar', '--confirmar', '--sin-pagos-recientes', '--politica', mesa.politica];
    const { codigo, errores } = await mesa.orden([...exportar, '--ahora', '2026-06-15T16:00'], { hoy: '2026-06-15' });
    expect(codigo, errores).toBe(0);
    const agendaDel = (dia: string) => mesa.hacer(['agenda', '--tipo', 'mensaje'], dia);
    expect(await agendaDel('2026-06-15')).toContain('espera que alguien lo entregue');
    expect(await agendaDel('2026-06-16')).not.toContain('el mensaje 1');
    expect(await agendaDel('2026-06-17')).toContain('espera que alguien lo entregue');
  });

  it('la ficha muestra qué se le escribió', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    await mesa.entregar('2026-06-15');
    const ficha = JSON.parse(await mesa.hacer(['ficha', 'C1', '--formato', 'json'], '2026-06-16')) as {
      mensajes: Record<string, unknown>[];
    };
    expect(ficha.mensajes).toMatchObject([
      { mensaje_id: 1, fecha: '2026-06-15', paso: 'wa', canal: 'whatsapp', estado: 'enviado' },
    ]);
  });
});
