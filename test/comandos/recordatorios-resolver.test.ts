import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { Mesa } from '../apoyo/mesa.ts';
import { levantarServidor, politicaConCorreo, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';

let servidor: ServidorDeCorreo;
beforeAll(async () => {
  servidor = await levantarServidor(carpetaTemporal(), { rechazos: { 'no@b.example': '550 5.1.1 no existe' } });
});
afterAll(() => servidor.detener());

/** Un libro con un mensaje enviado (1) y uno rechazado (2). */
async function preparar() {
  const mesa = new Mesa();
  const politica = mesa.escribir(politicaConCorreo(servidor), 'politica.toml');
  await mesa.importar([
    'cliente_id,cliente,email,numero,emision,vencimiento,importe',
    'C1,Uno SA,ana@uno.example,A-1,2026-05-20,2026-06-20,2000.00',
    'C2,Dos SA,no@b.example,A-2,2026-05-20,2026-06-20,1000.00',
  ]);
  const orden = (argumentos: readonly string[], hoy = '2026-07-01') =>
    mesa.orden([...argumentos, '--politica', politica], { hoy });
  await orden(['recordatorios', 'enviar', '--confirmar', '--sin-pagos-recientes']);
  return {
    mesa,
    orden,
    resolver: (argumentos: readonly string[], hoy?: string) => orden(['recordatorios', 'resolver', ...argumentos], hoy),
    ultimo: (id: number) =>
      mesa.consultar<{ estado: string; intento: number; detalle: string }>(
        `SELECT estado, intento, detalle FROM mensaje_estados WHERE mensaje_id = ${id} ORDER BY id DESC LIMIT 1`,
      )[0],
  };
}

describe('recordatorios listar', () => {
  it('muestra los mensajes del más nuevo al más viejo con lo último que les pasó', async () => {
    const { orden } = await preparar();
    const { salida } = await orden(['recordatorios', 'listar', '--formato', 'json']);
    const filas = JSON.parse(salida) as Record<string, unknown>[];
    expect(filas.map(({ mensaje_id, cliente_id, estado, monto }) => [mensaje_id, cliente_id, estado, monto])).toEqual([
      [2, 'C2', 'rechazado', 1000],
      [1, 'C1', 'enviado', 2000],
    ]);
    expect(filas[0]).toMatchObject({ paso: 'amable', canal: 'email', destino: 'no@b.example', intento: 1 });
    expect(filas[0]).not.toHaveProperty('texto');
    expect(filas[0]?.message_id).toMatch(/^<[0-9a-f-]{36}@sur\.example>$/);
  });

  it('--por-resolver deja sólo lo que espera a una persona; --texto muestra lo que se le dijo', async () => {
    const { orden } = await preparar();
    const porResolver = await orden(['recordatorios', 'listar', '--por-resolver']);
    expect(porResolver.salida).toContain('C2');
    expect(porResolver.salida).not.toContain('C1');
    const texto = await orden(['recordatorios', 'listar', '--cliente', 'C1', '--texto', '--formato', 'json']);
    expect((JSON.parse(texto.salida) as { texto: string }[])[0]?.texto).toContain('A-1');
    const mal = await orden(['recordatorios', 'listar', '--estado', 'volando']);
    expect(mal.codigo).toBe(2);
    expect(mal.errores).toContain('«volando» no es un valor de --estado');
  });
});

describe('recordatorios resolver', () => {
  it('un rechazado que se manda reenviar vuelve a la cola con los intentos en cero', async () => {
    const { resolver, ultimo } = await preparar();
    const { codigo, errores } = await resolver(['2', '--reenviar', '--detalle', 'era una falla del servidor']);
    expect(codigo).toBe(0);
    expect(errores).toContain('mensaje 2 de Dos SA: sale de nuevo en la próxima corrida');
    expect(ultimo(2)).toEqual({ estado: 'pendiente', intento: 0, detalle: 'era una falla del servidor' });
  });

  it('un enviado que rebota retiene a ese correo hasta que se lo corrija', async () => {
    const { resolver, orden, ultimo } = await preparar();
    const { errores } = await resolver(['1', '--reboto'], '2026-07-02');
    expect(errores).toContain('cobranzas cliente editar "C1" --quitar-email ana@uno.example');
    expect(ultimo(1)).toMatchObject({ estado: 'rebotado' });
    const plan = await orden(['recordatorios', 'plan', '--cliente', 'C1'], '2026-07-15');
    expect(plan.salida).toContain('retener');
    expect(plan.salida).toContain('ana@uno.example rebotó o fue rechazado');
  });

  it('no deja decir lo que no puede ser, y explica por qué', async () => {
    const { resolver, mesa } = await preparar();
    const antes = mesa.huella();
    const enviado = await resolver(['1', '--llego']);
    expect(enviado.codigo).toBe(1);
    expect(enviado.errores).toContain('del mensaje 1 no se puede decir --llego: está enviado');
    expect(enviado.errores).toContain('ya salió; sólo puede decirse que rebotó');
    expect((await resolver(['9', '--llego'])).errores).toContain('no hay ningún mensaje 9');
    expect((await resolver(['1'])).errores).toContain('falta decir qué pasó con el mensaje');
    expect((await resolver(['1', '--llego', '--reboto'])).errores).toContain('se dijo más de una cosa');
    // De varios, o todos o ninguno.
    expect((await resolver(['2', '1', '--descartar'])).codigo).toBe(1);
    expect(mesa.huella()).toBe(antes);
  });

  it('--simular no escribe, y la misma --id no se repite', async () => {
    const { resolver, ultimo, mesa } = await preparar();
    const antes = mesa.huella();
    expect((await resolver(['2', '--descartar', '--simular'])).errores).toContain('simulado, no se escribió nada');
    expect(mesa.huella()).toBe(antes);
    await resolver(['2', '--descartar', '--id', 'r1']);
    const otra = await resolver(['2', '--descartar', '--id', 'r1']);
    expect(otra.codigo).toBe(0);
    expect(otra.errores).toContain('ya registrado');
    expect(ultimo(2)).toMatchObject({ estado: 'descartado' });
  });

  it('no acepta un día anterior a lo último que le pasó al mensaje', async () => {
    const { resolver } = await preparar();
    const { codigo, errores } = await resolver(['2', '--descartar'], '2026-06-30');
    expect(codigo).toBe(1);
    expect(errores).toContain('el mensaje 2 está rechazado desde el 2026-07-01, después del día pedido');
  });
});

describe('recordatorios probar', () => {
  it('se envía a uno mismo una muestra de cada mensaje y el libro no cambia', async () => {
    const { orden, mesa } = await preparar();
    const antes = mesa.huella();
    const desde = servidor.recibidos().length;
    const { codigo, errores, salida } = await orden(['recordatorios', 'probar', '--a', 'Ana <yo@sur.example>']);
    expect(errores).toContain('muestras enviadas a yo@sur.example: 5 de 5');
    expect(codigo).toBe(0);
    expect(salida.split('\n').filter((renglon) => renglon.includes(',enviado,'))).toHaveLength(5);
    const recibidos = servidor.recibidos().slice(desde);
    expect(
      recibidos.every(({ para, asunto }) => para.join() === 'yo@sur.example' && asunto.startsWith('[prueba] ')),
    ).toBe(true);
    expect(mesa.huella()).toBe(antes);
  });

  it('a dos direcciones, o con una plantilla que no existe o no es de correo, no envía nada', async () => {
    const { orden } = await preparar();
    const desde = servidor.recibidos().length;
    const dos = await orden(['recordatorios', 'probar', '--a', 'a@b.example, c@d.example']);
    expect(dos.errores).toContain('«a@b.example, c@d.example» no es una dirección de correo');
    const falta = await orden(['recordatorios', 'probar', '--a', 'a@b.example', '--plantilla', 'amabel']);
    expect(falta.errores).toContain('¿Quiso decir amable?');
    const whatsapp = await orden(['recordatorios', 'probar', '--a', 'a@b.example', '--plantilla', 'whatsapp']);
    expect(whatsapp.errores).toContain('la plantilla «whatsapp» no sale por correo');
    expect([dos.codigo, falta.codigo, whatsapp.codigo]).toEqual([2, 1, 1]);
    expect(servidor.recibidos()).toHaveLength(desde);
  });
});
