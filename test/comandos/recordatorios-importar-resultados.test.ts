import { describe, expect, it } from 'vitest';
import { MesaDeEntregas } from '../apoyo/entregas.ts';

const uno = 'C1,Uno SA,ana@uno.example,011 15-2345-6789,A-1,2026-01-02,2026-06-08,1000.50';
const dos = 'C2,Dos SA,,+54 9 11 2345 6780,B-1,2026-01-02,2026-06-08,2000';

describe('recordatorios importar-resultados', () => {
  async function conDosPreparados() {
    const mesa = await MesaDeEntregas.abrir([uno, dos]);
    await mesa.exportar('2026-06-15');
    return mesa;
  }

  it.each([
    ['CSV', 'mensaje_id,estado,fecha,detalle\n1,enviado,2026-06-16,\n2,rebotado,2026-06-16 09:30,sin WhatsApp\n'],
    [
      'CSV con punto y coma y en inglés',
      'Message ID;Status;Date;Detail\r\n1;delivered;2026-06-16;\r\n2;undelivered;2026-06-16T09:30:00-03:00;sin WhatsApp\r\n',
    ],
    [
      'NDJSON',
      '{"mensaje_id":1,"estado":"leído","fecha":"2026-06-16"}\n{"mensaje_id":"2","estado":"bounced","fecha":"2026-06-16","detalle":"sin WhatsApp"}\n',
    ],
  ])('%s: cada mensaje queda como lo dijo el programa que lo entregó', async (_, texto) => {
    const mesa = await conDosPreparados();
    const archivo = mesa.escribir(texto, 'resultados.txt');
    const { codigo, errores, salida } = await mesa.correr(
      ['recordatorios', 'importar-resultados', archivo],
      '2026-06-17',
    );
    expect(codigo, errores).toBe(0);
    expect(errores).toContain('2 resultados leídos, 2 mensajes cambiaron: 1 enviado, 1 rebotado');
    expect(salida).toContain('preparado,rebotado,sin WhatsApp');
    expect(mesa.estados().slice(2)).toEqual(['1 enviado 2026-06-16', '2 rebotado 2026-06-16']);
    // Repetirlo no cambia nada.
    const otra = await mesa.correr(['recordatorios', 'importar-resultados', archivo], '2026-06-17');
    expect(otra.errores).toContain('0 mensajes cambiaron');
    expect(mesa.estados()).toHaveLength(4);
    expect((await mesa.correr(['libro', 'verificar'], '2026-06-17')).codigo).toBe(0);
  });

  it('sólo lo confirmado cuenta como contacto y deja hecho el paso, desde el día en que salió', async () => {
    const mesa = await conDosPreparados();
    const archivo = mesa.escribir('mensaje_id,estado,fecha\n1,enviado,2026-06-16\n', 'r.csv');
    await mesa.hacer(['recordatorios', 'importar-resultados', archivo], '2026-06-20');
    // El 1 avanza a la carta el día 28; el 2 sigue esperando que alguien lo entregue.
    const plan = await mesa.plan('2026-06-28');
    expect(plan.find(({ cliente_id }) => cliente_id === 'C2')).toMatchObject({ accion: 'enviar', paso: 'carta' });
    expect(plan.find(({ cliente_id }) => cliente_id === 'C1')).toMatchObject({
      accion: 'retener',
      motivo: 'el mensaje 2 espera que alguien confirme que salió',
    });
  });

  it.each([
    [
      'un mensaje que no existe',
      'mensaje_id,estado\n1,enviado\n99,enviado\n',
      'línea 3, mensaje 99: no hay ningún mensaje con ese número',
    ],
    [
      'un estado que no se entiende',
      'mensaje_id,estado\n1,quizás\n',
      'línea 2, columna «estado»: no se entiende «quizás»',
    ],
    [
      'un número que no es',
      'mensaje_id,estado\nuno,enviado\n',
      'línea 2, columna «mensaje_id»: «uno» no es un número de mensaje',
    ],
    [
      'una fecha que no existe',
      'mensaje_id,estado,fecha\n1,enviado,2026-02-30\n',
      'columna «fecha»: «2026-02-30» no es una fecha',
    ],
    [
      'una fecha futura',
      'mensaje_id,estado,fecha\n1,enviado,2026-06-30\n',
      'la fecha 2026-06-30 es posterior a hoy (2026-06-17)',
    ],
    [
      'una fecha anterior al mensaje',
      'mensaje_id,estado,fecha\n1,enviado,2026-06-01\n',
      'es anterior al mensaje, que es del 2026-06-15',
    ],
    ['una columna que falta', 'mensaje_id,fecha\n1,2026-06-16\n', 'línea 1: falta la columna estado'],
    ['un renglón que no es JSON', '{"mensaje_id":1,"estado":"enviado"}\n{mal\n', 'línea 2: no es un objeto JSON'],
  ])('%s rechaza todo el archivo y dice dónde', async (_, texto, dicho) => {
    const mesa = await conDosPreparados();
    const archivo = mesa.escribir(texto, 'r.csv');
    const { codigo, errores } = await mesa.correr(['recordatorios', 'importar-resultados', archivo], '2026-06-17');
    expect(codigo).toBe(1);
    expect(errores).toContain(dicho);
    expect(mesa.estados()).toHaveLength(2);
  });

  it('las filas de un mismo mensaje valen en cualquier orden, y «en cola» no dice nada', async () => {
    const mesa = await conDosPreparados();
    const archivo = mesa.escribir('mensaje_id,estado\n1,delivered\n1,sent\n1,queued\n2,unknown\n2,failed\n', 'r.csv');
    await mesa.hacer(['recordatorios', 'importar-resultados', archivo], '2026-06-17');
    expect(mesa.estados().slice(2)).toEqual(['1 enviado 2026-06-17', '2 dudoso 2026-06-17', '2 rebotado 2026-06-17']);
  });

  const importar = (mesa: MesaDeEntregas, filas: string, dia: string) =>
    mesa.correr(
      ['recordatorios', 'importar-resultados', mesa.escribir(`mensaje_id,estado,fecha\n${filas}\n`, 'r.csv')],
      dia,
    );

  it.each([
    ['1,enviado,2026-06-16', '1,fallido,2026-06-16'],
    ['1,fallido,2026-06-16', '1,enviado,2026-06-16'],
  ])('lo que volvió manda sobre lo enviado, en uno o en varios archivos: %s y %s', async (una, otra) => {
    const junta = await conDosPreparados();
    expect((await importar(junta, `${una}\n${otra}`, '2026-06-17')).errores).toContain('1 mensaje cambió: 1 rebotado');
    const separada = await conDosPreparados();
    for (const fila of [una, otra, una]) expect((await importar(separada, fila, '2026-06-17')).codigo).toBe(0);
    for (const mesa of [junta, separada]) {
      expect(mesa.estados().at(-1)).toBe('1 rebotado 2026-06-16');
      expect((await mesa.correr(['libro', 'verificar'], '2026-06-17')).codigo).toBe(0);
    }
  });

  it('repetir otro día un archivo viejo no cambia nada, aunque después se haya sabido más o decidido otra cosa', async () => {
    const mesa = await conDosPreparados();
    const delDia = '1,enviado,2026-06-16\n2,enviado,2026-06-16';
    expect((await importar(mesa, delDia, '2026-06-16')).codigo).toBe(0);
    await mesa.hacer(['recordatorios', 'resolver', '1', '--reboto'], '2026-06-18');
    expect((await importar(mesa, '2,rebotado,2026-06-17', '2026-06-18')).codigo).toBe(0);
    await mesa.hacer(['recordatorios', 'resolver', '2', '--descartar'], '2026-06-18');
    const antes = mesa.estados();
    for (const filas of [delDia, '2,rebotado,2026-06-17']) {
      const { codigo, errores } = await importar(mesa, filas, '2026-06-19');
      expect(codigo, errores).toBe(0);
      expect(errores).toContain('0 mensajes cambiaron');
    }
    expect(mesa.estados()).toEqual(antes);
  });

  it('un resultado que se conoce tarde se anota sin volver atrás en el calendario', async () => {
    const mesa = await conDosPreparados();
    await importar(mesa, '1,enviado,2026-06-18', '2026-06-18');
    const { codigo, errores } = await importar(mesa, '1,rebotado,2026-06-17', '2026-06-19');
    expect(codigo, errores).toBe(0);
    expect(mesa.estados().slice(2)).toEqual(['1 enviado 2026-06-18', '1 rebotado 2026-06-18']);
    expect((await mesa.correr(['libro', 'verificar'], '2026-06-19')).codigo).toBe(0);
  });

  it.each([
    '1,enviado,2026-06-16\n1,descartado,2026-06-16',
    '1,descartado,2026-06-16\n1,enviado,2026-06-16',
    '1,descartado,2026-06-16\n1,fallido,2026-06-16',
    '1,fallido,2026-06-16\n1,descartado,2026-06-16',
  ])('lo que no salió no pudo llegar ni volver: el archivo que dice las dos cosas se rechaza entero', async (filas) => {
    const mesa = await conDosPreparados();
    const { codigo, errores } = await importar(mesa, filas, '2026-06-17');
    expect(codigo).toBe(1);
    expect(errores).toContain('mensaje 1: está descartado: no puede pasar a');
    expect(mesa.estados()).toHaveLength(2);
  });
});
