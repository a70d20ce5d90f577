import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomarTurno } from '../../src/datos/recordatorio/turno.ts';
import type { EstadoDeMensaje } from '../../src/dominio/recordatorio/tipos.ts';
import { type Condiciones, carpetaTemporal } from '../apoyo/ejecutar.ts';
import { dejarEstados, estadosDe } from '../apoyo/estados.ts';
import { Mesa } from '../apoyo/mesa.ts';
import { levantarServidor, politicaConCorreo, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';

let servidor: ServidorDeCorreo;
beforeAll(async () => {
  const rechazos = { 'no@b.example': '550 5.1.1 no existe', 'luego@b.example': '450 4.2.0 en espera' };
  servidor = await levantarServidor(carpetaTemporal(), { rechazos });
});
afterAll(() => servidor.detener());

const encabezado = 'cliente_id,cliente,email,numero,emision,vencimiento,importe';
const unaFactura = [encabezado, 'C1,Uno SA,ana@uno.example,A-1,2026-05-20,2026-06-20,1500.50'];
const libre = ['--confirmar', '--sin-pagos-recientes'];

/** Un libro con esas facturas y una política que envía por el servidor de la prueba. */
async function preparar(lineas: readonly string[] = unaFactura, agregado = '') {
  const mesa = new Mesa();
  const politica = mesa.escribir(politicaConCorreo(servidor, agregado), 'politica.toml');
  await mesa.importar(lineas);
  const desde = servidor.recibidos().length;
  const orden = (argumentos: readonly string[], condiciones: Condiciones = {}) =>
    mesa.orden([...argumentos, '--politica', politica], condiciones);
  return {
    mesa,
    politica,
    orden,
    enviar: (opciones: readonly string[] = libre, condiciones: Condiciones = {}) =>
      orden(['recordatorios', 'enviar', ...opciones], condiciones),
    recibidos: () => servidor.recibidos().slice(desde),
    estados: () => estadosDe(mesa),
    dejar: (mensajeId: number, ...estados: readonly EstadoDeMensaje[]) => dejarEstados(mesa, mensajeId, ...estados),
  };
}

describe('recordatorios enviar', () => {
  it('sin nada que enviar no escribe nada, salvo a quien pidió un formato: recibe un documento vacío', async () => {
    const { enviar } = await preparar();
    await enviar();
    expect(await enviar()).toMatchObject({ codigo: 0, salida: '', errores: '' });
    expect(await enviar([...libre, '--formato', 'json'])).toMatchObject({ codigo: 0, salida: '[]\n' });
    expect(await enviar([...libre, '--formato', 'ndjson'])).toMatchObject({ codigo: 0, salida: '' });
    expect((await enviar([...libre, '--formato', 'csv'])).salida).toMatch(/^mensaje_id,estado,[^\n]*\n$/);
  });

  it('envía una vez, deja cada estado en el libro y no repite', async () => {
    const { enviar, recibidos, estados, mesa } = await preparar();
    const primera = await enviar();
    expect(primera.errores).toContain('mensajes: 1 enviado');
    expect(primera.codigo).toBe(0);
    expect(recibidos().map(({ para }) => para)).toEqual([['ana@uno.example']]);
    expect(estados()).toEqual(['1 reclamado', '1 en-data', '1 enviado']);
    expect(await enviar()).toEqual({ codigo: 0, salida: '', errores: '' });
    expect(recibidos()).toHaveLength(1);
    expect((await mesa.orden(['libro', 'verificar'])).codigo).toBe(0);
    const [mensaje] = mesa.consultar<{ message_id: string }>('SELECT message_id FROM mensajes');
    expect(recibidos()[0]?.messageId).toBe(mensaje?.message_id);
  });

  it('el primer envío de un libro muestra el plan y pide --confirmar; después no lo pide más', async () => {
    const { enviar, recibidos, mesa } = await preparar();
    const sinConfirmar = await enviar(['--sin-pagos-recientes']);
    expect(sinConfirmar.codigo).toBe(1);
    expect(sinConfirmar.salida).toContain('enviar,C1,Uno SA,amable,email,ana@uno.example,ARS,1500.50,1');
    expect(sinConfirmar.errores).toContain('error: es el primer envío de este libro: no se envió nada');
    expect(recibidos()).toEqual([]);
    expect(mesa.consultar('SELECT id FROM mensajes')).toEqual([]);
    expect((await enviar()).codigo).toBe(0);
    await mesa.importar([encabezado, 'C2,Dos SA,b@dos.example,A-2,2026-05-20,2026-06-20,10.00']);
    expect((await enviar(['--sin-pagos-recientes'])).codigo).toBe(0);
    expect(recibidos()).toHaveLength(2);
  });

  it('confirmar un solo cliente no confirma a los demás: la corrida para todos lo pide hasta que una sale', async () => {
    const tres = [
      ...unaFactura,
      'C2,Dos SA,b@dos.example,A-2,2026-05-20,2026-06-20,10.00',
      'C3,Tres SA,c@tres.example,A-3,2026-05-20,2026-06-20,10.00',
    ];
    const { enviar, recibidos, dejar } = await preparar(tres);
    const deUno = await enviar([...libre, '--cliente', 'C1']);
    expect(deUno).toMatchObject({ codigo: 0 });
    expect(deUno.errores).toContain('la primera corrida para todos pide --confirmar');
    // Lo que después le pase al mensaje de ese cliente tampoco confirma nada.
    dejar(1, 'rebotado');
    const deTodos = await enviar(['--sin-pagos-recientes']);
    expect(deTodos.codigo).toBe(1);
    expect(deTodos.salida).toContain('b@dos.example');
    expect(deTodos.errores).toContain('error: es el primer envío para todos: hasta ahora sólo se envió con --cliente');
    expect(recibidos()).toHaveLength(1);
    // Otro cliente solo no hace falta: el plan de uno ya se vio.
    expect((await enviar(['--sin-pagos-recientes', '--cliente', 'C2'])).codigo).toBe(0);
    expect((await enviar()).codigo).toBe(0);
    expect((await enviar(['--sin-pagos-recientes', '--ahora', '2026-07-15T12:00'])).codigo).toBe(0);
    expect(recibidos().length).toBeGreaterThan(3);
  });

  it('la corrida para todos que se cortó, o no llegó a anotarse, ya estaba confirmada', async () => {
    const { enviar, mesa } = await preparar();
    const base = new Database(mesa.libro);
    base.exec(`CREATE TRIGGER como_antes BEFORE INSERT ON operaciones WHEN NEW.comando = 'recordatorios corrida'
      BEGIN SELECT RAISE(ABORT, 'no'); END`);
    base.close();
    expect((await enviar()).codigo).toBe(0);
    await mesa.importar([encabezado, 'C2,Dos SA,b@dos.example,A-2,2026-05-20,2026-06-20,10.00']);
    expect((await enviar(['--sin-pagos-recientes'])).codigo).toBe(0);
  });

  it('se niega si hace días que el libro no sabe de pagos, y dice desde cuándo', async () => {
    const { enviar, recibidos, mesa } = await preparar();
    const sinPagos = await enviar(['--confirmar']);
    expect(sinPagos.codigo).toBe(1);
    expect(sinPagos.errores).toContain('el libro no tiene ningún pago registrado');
    await mesa.importar([encabezado, 'C2,Dos SA,b@dos.example,A-2,2026-05-20,2026-06-20,10.00']);
    const pagar = ['pago', 'registrar', 'C2', '--monto', '5', '--fecha', '2026-06-27'];
    expect((await mesa.orden(pagar, { hoy: '2026-06-27' })).codigo).toBe(0);
    const viejos = await enviar(['--confirmar']);
    expect(viejos.errores).toContain('el libro no sabe de pagos desde el 2026-06-27, hace 4 días');
    expect(recibidos()).toEqual([]);
    expect((await enviar(['--confirmar'], { hoy: '2026-06-30' })).codigo).toBe(0);
    expect(recibidos()).toHaveLength(2);
  });

  it('un cheque que se anotó hace días para hoy no dice que los pagos estén al día', async () => {
    const { enviar, mesa, recibidos } = await preparar();
    await mesa.importar([encabezado, 'C2,Dos SA,b@dos.example,A-2,2026-05-20,2026-06-20,10.00']);
    const cheque = ['pago', 'registrar', 'C2', '--monto', '5', '--medio', 'cheque', '--fecha', '2026-07-01'];
    expect((await mesa.orden(cheque, { hoy: '2026-06-25' })).codigo).toBe(0);
    expect((await enviar(['--confirmar'])).errores).toContain('el libro no sabe de pagos desde el 2026-06-25');
    expect(recibidos()).toEqual([]);
  });

  it('un pago con fecha vieja registrado hoy también dice que los pagos están al día', async () => {
    const { enviar, mesa } = await preparar();
    await mesa.importar([encabezado, 'C2,Dos SA,b@dos.example,A-2,2026-05-20,2026-06-20,10.00']);
    await mesa.orden(['pago', 'registrar', 'C2', '--monto', '5', '--fecha', '2026-06-01']);
    expect((await enviar(['--confirmar'])).codigo).toBe(0);
  });

  it('--simular muestra lo mismo que saldría y no escribe ni envía nada', async () => {
    const { enviar, recibidos, mesa } = await preparar();
    const antes = mesa.huella();
    const simulado = await enviar(['--simular', '--sin-pagos-recientes']);
    expect(simulado.codigo).toBe(0);
    expect(simulado.salida).toContain('enviar,C1,Uno SA,amable,email,ana@uno.example,ARS,1500.50,1');
    expect(simulado.errores).toContain('simulado, no se envió nada; por enviar: 1, por 1.500,50 ARS');
    expect(mesa.huella()).toBe(antes);
    expect(recibidos()).toEqual([]);
  });

  it('a quien el servidor no conoce se lo deja rechazado, no se le insiste, y al corregir el correo sale', async () => {
    const { enviar, recibidos, estados, mesa } = await preparar([
      encabezado,
      'C1,Uno SA,no@b.example,A-1,2026-05-20,2026-06-20,1500.50',
    ]);
    const primera = await enviar();
    expect(primera.codigo).toBe(4);
    expect(primera.salida).toContain('1,rechazado,C1');
    expect(primera.salida).toContain('550 5.1.1 no existe');
    expect(await enviar()).toEqual({ codigo: 0, salida: '', errores: '' });
    expect(estados()).toEqual(['1 reclamado', '1 rechazado']);
    await mesa.orden(['cliente', 'editar', 'C1', '--quitar-email', 'no@b.example', '--agregar-email', 'si@b.example']);
    expect((await enviar()).codigo).toBe(0);
    expect(recibidos().map(({ para }) => para)).toEqual([['si@b.example']]);
  });

  it('reintenta a la media hora, a las dos y a las ocho, con el mismo Message-ID, y después lo da por rechazado', async () => {
    const { enviar, estados, mesa } = await preparar([
      encabezado,
      'C1,Uno SA,luego@b.example,A-1,2026-05-20,2026-06-20,1500.50',
    ]);
    const a = (momento: string) => enviar([...libre, '--ahora', momento]);
    expect((await a('2026-07-01T08:00')).codigo).toBe(4);
    expect(await a('2026-07-01T08:29')).toEqual({ codigo: 0, salida: '', errores: '' });
    expect((await a('2026-07-01T08:30')).codigo).toBe(4);
    expect((await a('2026-07-01T10:29')).salida).toBe('');
    expect((await a('2026-07-01T10:30')).codigo).toBe(4);
    expect((await a('2026-07-01T18:29')).salida).toBe('');
    const ultima = await a('2026-07-01T18:30');
    expect(ultima.salida).toContain('se agotaron los intentos: 450 4.2.0 en espera');
    expect(estados()).toEqual([
      ...['1 reclamado', '1 pendiente', '1 reclamado', '1 pendiente'],
      ...['1 reclamado', '1 pendiente', '1 reclamado', '1 rechazado'],
    ]);
    expect(mesa.consultar('SELECT DISTINCT message_id FROM mensajes')).toHaveLength(1);
    expect((await mesa.orden(['libro', 'verificar'])).codigo).toBe(0);
  });

  it('lo que espera un reintento se descarta si el cliente pagó, y sale otro si cambió lo que debe', async () => {
    const lineas = [
      encabezado,
      'C1,Uno SA,luego@b.example,A-1,2026-05-20,2026-06-20,1500.50',
      'C2,Dos SA,luego@b.example,A-2,2026-05-20,2026-06-20,1500.50',
    ];
    const { enviar, estados, mesa } = await preparar(lineas);
    await enviar([...libre, '--ahora', '2026-07-01T08:00']);
    await mesa.orden(['pago', 'registrar', 'C1', '--monto', '1500.50']);
    await mesa.orden(['pago', 'registrar', 'C2', '--monto', '500.50']);
    await enviar([...libre, '--ahora', '2026-07-01T09:00']);
    const finales = mesa.consultar<{ texto: string }>(
      `SELECT c.codigo || ' ' || m.monto || ' ' || e.estado || ' ' || e.intento AS texto FROM mensajes m
       JOIN clientes c ON c.id = m.cliente_id
       JOIN mensaje_estados e ON e.id = (SELECT max(id) FROM mensaje_estados WHERE mensaje_id = m.id) ORDER BY m.id`,
    );
    expect(finales.map(({ texto }) => texto)).toEqual([
      'C1 150050 descartado 1',
      'C2 150050 descartado 1',
      'C2 100000 pendiente 2',
    ]);
    expect(estados()).toHaveLength(8);
  });

  it('al empezar, lo que una corrida muerta dejó reclamado vuelve a salir y lo que dejó en-data queda dudoso', async () => {
    const lineas = [
      encabezado,
      'C1,Uno SA,luego@b.example,A-1,2026-05-20,2026-06-20,1500.50',
      'C2,Dos SA,luego@b.example,A-2,2026-05-20,2026-06-20,1500.50',
    ];
    const { enviar, dejar, estados, mesa, orden } = await preparar(lineas);
    await enviar([...libre, '--ahora', '2026-07-01T08:00']);
    dejar(1, 'reclamado');
    dejar(2, 'reclamado', 'en-data');
    const { codigo, errores } = await enviar([...libre, '--ahora', '2026-07-01T12:00']);
    expect(codigo).toBe(4);
    expect(errores).toContain('la corrida anterior se cortó antes de enviar 1: se vuelve a intentar');
    expect(errores).toContain(
      'la corrida anterior se cortó mientras salían: 2; pudieron llegar y no se reenvían solos',
    );
    expect(errores).toContain('cobranzas recordatorios resolver 2 --llego');
    expect(estados().slice(7)).toEqual(['1 pendiente', '2 dudoso', '1 reclamado', '1 pendiente']);
    // El dudoso no se reenvía nunca solo; cuando una persona lo ordena, sí, con su mismo Message-ID.
    expect((await enviar([...libre, '--ahora', '2026-07-03T12:00'])).salida).not.toContain('C2');
    expect((await orden(['recordatorios', 'resolver', '2', '--reenviar', '--hoy', '2026-07-03'])).codigo).toBe(0);
    expect((await enviar([...libre, '--ahora', '2026-07-03T12:10'])).salida).toContain('C2');
    expect((await mesa.orden(['libro', 'verificar'])).codigo).toBe(0);
  });

  it('con otra corrida en marcha termina con 3, diciendo quién y desde cuándo, y no envía', async () => {
    const { enviar, recibidos, mesa } = await preparar();
    const turno = tomarTurno(mesa.libro, '2026-07-01 09:58');
    const { codigo, errores } = await enviar();
    expect(codigo).toBe(3);
    expect(errores).toContain(
      `ya hay un envío de recordatorios en curso (proceso ${process.pid}, desde 2026-07-01 09:58)`,
    );
    expect(recibidos()).toEqual([]);
    turno.soltar();
    expect((await enviar()).codigo).toBe(0);
  });

  it('sin servidor no gasta intentos: sólo deja dicho que se detuvo, termina con 4 y dice qué pasó', async () => {
    const { enviar, politica, mesa } = await preparar();
    const texto = politicaConCorreo({ puerto: 1 });
    writeFileSync(politica, texto);
    const { codigo, errores, salida } = await enviar();
    expect(codigo).toBe(4);
    expect(salida).toBe('');
    expect(errores).toContain('la corrida se detuvo: 127.0.0.1:1 rechazó la conexión; lo que falta sale en la próxima');
    expect(mesa.consultar('SELECT id FROM mensajes')).toEqual([]);
    expect(mesa.consultar('SELECT comando FROM operaciones WHERE id > 1')).toEqual([
      { comando: 'recordatorios corrida' },
    ]);
  });

  it('no envía para un día anterior al de los mensajes que el libro ya tiene', async () => {
    const { enviar, recibidos } = await preparar();
    await enviar();
    const { codigo, errores } = await enviar(libre, { hoy: '2026-06-30' });
    expect(codigo).toBe(1);
    expect(errores).toContain('el libro ya tiene mensajes del 2026-07-01, posterior al día pedido (2026-06-30)');
    expect(recibidos()).toHaveLength(1);
  });

  it('no envía para un día pasado si después alguien anotó un pago o una gestión; facturas nuevas no lo impiden', async () => {
    const { enviar, recibidos, mesa, orden } = await preparar();
    await mesa.importar([encabezado, 'C2,Dos SA,b@dos.example,A-2,2026-05-20,2026-06-20,10.00'], [], {
      hoy: '2026-07-02',
    });
    expect((await enviar([...libre, '--limite', '1'])).codigo).toBe(0);
    const promesa = ['contacto', 'registrar', 'C2', '--canal', 'llamada', '--promesa', '2026-07-10'];
    expect((await orden(promesa, { hoy: '2026-07-03' })).codigo).toBe(0);
    for (const orden of [() => enviar(), () => enviar([...libre, '--ahora', '2026-07-01T12:00'])]) {
      const { codigo, errores } = await orden();
      expect(codigo).toBe(1);
      expect(errores).toContain('pagos o gestiones anotados el 2026-07-03, después del día pedido (2026-07-01)');
    }
    expect(recibidos()).toHaveLength(1);
    const exportar = await orden(['recordatorios', 'exportar', '--sin-pagos-recientes', '--confirmar']);
    expect(exportar.errores).toContain('pagos o gestiones anotados el 2026-07-03');
  });

  it('--cliente aplica el tope de la corrida a lo que se pide, y si no hay nada que enviarle dice por qué', async () => {
    const lineas = [
      encabezado,
      ...[1, 2].map((n) => `C${n},Cliente ${n},c${n}@b.example,A-${n},2026-05-20,2026-06-20,${30 - n}.00`),
    ];
    const { enviar, recibidos } = await preparar(lineas, '[recordatorios]\nmax_por_corrida = 1\n');
    await enviar([...libre, '--cliente', 'C2']);
    expect(recibidos().map(({ para }) => para.join())).toEqual(['c2@b.example']);
    const otra = await enviar([...libre, '--cliente', 'C2']);
    expect(otra.errores).toMatch(/Cliente 2, ARS: amable se hizo el 2026-07-01/);
    expect(recibidos()).toHaveLength(1);
  });

  it('--cliente respeta lo que por día puede empezar de deuda vieja, y no descarta lo que espera de otros', async () => {
    const lineas = [
      encabezado,
      'C1,Uno SA,luego@b.example,A-1,2026-01-20,2026-02-20,100',
      'C2,Dos SA,c2@b.example,A-2,2026-01-20,2026-02-20,90',
    ];
    const { enviar, recibidos, estados } = await preparar(lineas, '[recordatorios]\ndeuda_vieja_por_dia = 1\n');
    await enviar([...libre, '--limite', '1']);
    expect(estados()).toEqual(['1 reclamado', '1 pendiente']);
    const { errores } = await enviar([...libre, '--cliente', 'C2']);
    expect(errores).toContain('deuda vieja: por día empiezan 1, como mucho');
    expect(recibidos()).toHaveLength(0);
    expect(estados()).toEqual(['1 reclamado', '1 pendiente']);
  });

  it('--limite corta después de esa cantidad y lo que falta sale en la siguiente', async () => {
    const lineas = [
      encabezado,
      ...[1, 2, 3].map((n) => `C${n},Cliente ${n},c${n}@b.example,A-${n},2026-05-20,2026-06-20,10.00`),
    ];
    const { enviar, recibidos } = await preparar(lineas);
    await enviar([...libre, '--limite', '2']);
    expect(recibidos()).toHaveLength(2);
    await enviar();
    expect(recibidos()).toHaveLength(3);
    expect(new Set(recibidos().map(({ para }) => para.join())).size).toBe(3);
  });

  it('diez rechazos seguidos detienen la corrida: lo más probable es que no sean los clientes', async () => {
    const lineas = [
      encabezado,
      ...Array.from({ length: 14 }, (_, n) => `C${n},Cliente ${n},no@b.example,A-${n},2026-05-20,2026-06-20,10.00`),
    ];
    const { enviar, mesa } = await preparar(lineas);
    const { codigo, errores } = await enviar();
    expect(codigo).toBe(4);
    expect(errores).toContain('el servidor rechazó 10 mensajes seguidos');
    expect(mesa.consultar('SELECT id FROM mensajes')).toHaveLength(10);
  });

  it('el nombre del cliente no puede agregar encabezados ni destinatarios', async () => {
    const { enviar, recibidos } = await preparar([
      encabezado,
      '"C1","Uno, <otro@evil.example>, ""x"" ;SA",ana@uno.example,A-1,2026-05-20,2026-06-20,1500.50',
    ]);
    expect((await enviar()).codigo).toBe(0);
    const [recibido] = recibidos();
    expect(recibido?.para).toEqual(['ana@uno.example']);
    expect(recibido?.crudo).toMatch(/^To: "?Uno,/m);
  });
});
