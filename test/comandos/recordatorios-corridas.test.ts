import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Condiciones, carpetaTemporal } from '../apoyo/ejecutar.ts';
import { dejarEstados } from '../apoyo/estados.ts';
import { Mesa } from '../apoyo/mesa.ts';
import { levantarServidor, politicaConCorreo, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';

let servidor: ServidorDeCorreo;
beforeAll(async () => {
  const rechazos = { 'no@b.example': '550 5.1.1 no existe', 'luego@b.example': '450 4.2.0 en espera' };
  servidor = await levantarServidor(carpetaTemporal(), { rechazos });
});
afterAll(() => servidor.detener());

const facturas = [
  'cliente_id,cliente,email,numero,emision,vencimiento,importe',
  'C1,Uno SA,ana@uno.example,A-1,2026-05-20,2026-06-20,3000.00',
  'C2,Dos SA,no@b.example,A-2,2026-05-20,2026-06-20,2000.00',
  'C3,Tres SA,luego@b.example,A-3,2026-05-20,2026-06-20,1000.00',
];
const caido = { puerto: 1 };

async function preparar(lineas: readonly string[] = facturas) {
  const mesa = new Mesa();
  const politica = mesa.escribir(politicaConCorreo(servidor), 'politica.toml');
  await mesa.importar(lineas);
  const orden = (argumentos: readonly string[], condiciones: Condiciones = {}) =>
    mesa.orden([...argumentos, '--politica', politica], condiciones);
  return {
    mesa,
    /** Desde ahora el correo sale por ahí. */
    usar: (salida: Pick<ServidorDeCorreo, 'puerto'>) => writeFileSync(politica, politicaConCorreo(salida)),
    enviar: (opciones: readonly string[] = [], condiciones: Condiciones = {}) =>
      orden(['recordatorios', 'enviar', '--confirmar', '--sin-pagos-recientes', ...opciones], condiciones),
    corridas: async (opciones: readonly string[] = []) =>
      JSON.parse((await orden(['recordatorios', 'corridas', '--formato', 'json', ...opciones])).salida) as Record<
        string,
        unknown
      >[],
    verificar: async () => (await mesa.orden(['libro', 'verificar'])).codigo,
  };
}

describe('recordatorios corridas', () => {
  it('cada corrida que envía queda en una operación de la cadena, con sus cuentas', async () => {
    const { enviar, corridas, verificar, mesa } = await preparar();
    expect((await enviar(['--ahora', '2026-07-01T10:15'])).codigo).toBe(4);
    expect(await corridas()).toMatchObject([
      {
        inicio: '2026-07-01T10:15',
        fin: '2026-07-01T10:15',
        cliente_id: null,
        planeados: 3,
        enviados: 1,
        dudosos: 0,
        rechazados: 1,
        por_reintentar: 1,
        retenidos: 0,
        otros_canales: 0,
        detenida: null,
        codigo: 4,
        gestor: 'prueba',
      },
    ]);
    const bitacora = await mesa.orden(['libro', 'bitacora', '--limite', '1']);
    expect(bitacora.salida).toContain('recordatorios corrida,');
    expect(bitacora.salida).toContain('corrida de las 10:15: 1 enviado, 1 rechazado, 1 por reintentar');
    expect(await verificar()).toBe(0);
    const copia = join(mesa.carpeta, 'copia.db');
    expect((await mesa.orden(['libro', 'respaldar', copia])).codigo).toBe(0);
    expect((await mesa.orden(['libro', 'verificar'], { libro: copia })).codigo).toBe(0);
  });

  it('la que no tiene nada que enviar no deja nada', async () => {
    const { enviar, corridas, mesa } = await preparar(facturas.slice(0, 2));
    await enviar();
    const antes = mesa.huella();
    for (const hora of ['10:15', '10:30', '10:45']) await enviar(['--ahora', `2026-07-01T${hora}`]);
    expect(mesa.huella()).toBe(antes);
    expect(await corridas()).toHaveLength(1);
  });

  it('la que falla también queda, diciendo por qué y con qué código: servidor caído, pagos viejos', async () => {
    const { enviar, corridas, usar, mesa, verificar } = await preparar(facturas.slice(0, 2));
    usar(caido);
    expect((await enviar()).codigo).toBe(4);
    const politica = join(mesa.carpeta, 'politica.toml');
    const sinPagos = ['recordatorios', 'enviar', '--confirmar', '--politica', politica];
    expect((await mesa.orden(sinPagos)).codigo).toBe(1);
    expect(await corridas()).toMatchObject([
      { codigo: 1, planeados: 1, enviados: 0, detenida: expect.stringContaining('no tiene ningún pago registrado') },
      { codigo: 4, planeados: 1, enviados: 0, detenida: '127.0.0.1:1 rechazó la conexión' },
    ]);
    expect(await verificar()).toBe(0);
    // Que haya quedado anotada no impide trabajar un día anterior.
    usar(servidor);
    expect((await enviar([], { hoy: '2026-06-30' })).codigo).toBe(0);
  });

  it('la siguiente a una que se cortó dice cuántos recuperó, aunque no tenga nada que enviar', async () => {
    const { enviar, corridas, mesa } = await preparar(facturas.slice(0, 3));
    await enviar(['--ahora', '2026-07-01T08:00']);
    dejarEstados(mesa, 2, 'pendiente', 'reclamado', 'en-data');
    expect((await enviar(['--ahora', '2026-07-01T12:00'])).codigo).toBe(4);
    const [ultima] = await corridas();
    expect(ultima).toMatchObject({ planeados: 0, recuperados: 0, recuperados_dudosos: 1, codigo: 4 });
    expect((await mesa.orden(['libro', 'bitacora', '--limite', '1'])).salida).toContain(
      'corrida de las 12:00: ningún mensaje; la anterior se había cortado: 1 dudoso',
    );
  });

  it('lista las más nuevas primero, entre fechas y hasta un límite, y dice a quién se pidió', async () => {
    const { enviar, corridas } = await preparar();
    await enviar(['--cliente', 'C1', '--ahora', '2026-07-01T10:00']);
    await enviar(['--ahora', '2026-07-02T10:00']);
    expect((await corridas()).map(({ inicio, cliente_id }) => [inicio, cliente_id])).toEqual([
      ['2026-07-02T10:00', null],
      ['2026-07-01T10:00', 'C1'],
    ]);
    expect(await corridas(['--limite', '1'])).toMatchObject([{ inicio: '2026-07-02T10:00' }]);
    expect(await corridas(['--hasta', '2026-07-01'])).toMatchObject([{ inicio: '2026-07-01T10:00' }]);
    expect(await corridas(['--desde', '2026-07-03'])).toEqual([]);
  });

  it('pedir un cliente que no existe no es una corrida', async () => {
    const { enviar, corridas } = await preparar();
    expect((await enviar(['--cliente', 'nadie'])).codigo).toBe(2);
    expect(await corridas()).toEqual([]);
  });

  it('si no se puede anotar avisa, y la corrida termina como terminó', async () => {
    const { enviar, mesa, corridas, verificar } = await preparar(facturas.slice(0, 2));
    const base = new Database(mesa.libro);
    base.exec(`CREATE TRIGGER sin_lugar BEFORE INSERT ON operaciones WHEN NEW.comando = 'recordatorios corrida'
      BEGIN SELECT RAISE(ABORT, 'no'); END`);
    base.close();
    const { codigo, errores, salida } = await enviar();
    expect(codigo).toBe(0);
    expect(salida).toContain('1,enviado,C1');
    expect(errores).toContain('la corrida no se pudo anotar en la bitácora');
    expect(await corridas()).toEqual([]);
    expect(await verificar()).toBe(1);
  });

  it('nadie puede cambiar lo anotado sin que se note', async () => {
    const { enviar, mesa } = await preparar(facturas.slice(0, 2));
    await enviar();
    const base = new Database(mesa.libro);
    const disparadores = base
      .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'operaciones'")
      .pluck()
      .all() as string[];
    for (const nombre of disparadores) base.exec(`DROP TRIGGER ${nombre}`);
    base.exec(`UPDATE operaciones SET resultado = replace(resultado, '"enviados":1', '"enviados":9')
      WHERE comando = 'recordatorios corrida'`);
    base.close();
    const { salida, errores } = await mesa.orden(['libro', 'verificar']);
    expect(salida + errores).toContain('no son los que se sellaron');
  });
});
