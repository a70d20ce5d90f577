import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { dejarEstados } from '../apoyo/estados.ts';
import { prepararMensajes, rechazos } from '../apoyo/mensajes-enviados.ts';
import { levantarServidor, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';

let servidor: ServidorDeCorreo;
beforeAll(async () => {
  servidor = await levantarServidor(carpetaTemporal(), { rechazos });
});
afterAll(() => servidor.detener());

describe('recordatorios resolver', () => {
  it('un rechazado que se manda reenviar vuelve a la cola con los intentos en cero', async () => {
    const { resolver, ultimo } = await prepararMensajes(servidor);
    const { codigo, errores } = await resolver(['2', '--reenviar', '--detalle', 'era una falla del servidor']);
    expect(codigo).toBe(0);
    expect(errores).toContain('mensaje 2 de Dos SA: sale de nuevo en la próxima corrida');
    expect(ultimo(2)).toEqual({ estado: 'pendiente', intento: 0, detalle: 'era una falla del servidor' });
  });

  it('un enviado que rebota retiene a ese correo hasta que se lo corrija', async () => {
    const { resolver, orden, ultimo } = await prepararMensajes(servidor);
    const { errores } = await resolver(['1', '--reboto'], '2026-07-02');
    expect(errores).toContain('cobranzas cliente editar "C1" --quitar-email ana@uno.example');
    expect(ultimo(1)).toMatchObject({ estado: 'rebotado' });
    const plan = await orden(['recordatorios', 'plan', '--cliente', 'C1'], '2026-07-15');
    expect(plan.salida).toContain('retener');
    expect(plan.salida).toContain('ana@uno.example rebotó o fue rechazado');
  });

  it('no deja decir lo que no puede ser, y explica por qué', async () => {
    const { resolver, mesa } = await prepararMensajes(servidor);
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

  it('al descartar dice lo que es verdad de cada uno: un dudoso pudo haber llegado', async () => {
    const { resolver, mesa } = await prepararMensajes(servidor);
    dejarEstados(mesa, 1, 'rebotado');
    dejarEstados(mesa, 2, 'pendiente', 'reclamado', 'en-data', 'dudoso');
    const { codigo, errores } = await resolver(['1', '2', '--descartar']);
    expect(codigo).toBe(0);
    expect(errores).toContain('mensaje 1 de Uno SA: no llegó y no se vuelve a enviar; ese dato no se usa');
    expect(errores).toContain('mensaje 2 de Dos SA: pudo haber llegado, así que cuenta como enviado; no se vuelve a');
    const [ultima] = mesa.consultar<{ resumen: string }>('SELECT resumen FROM operaciones ORDER BY id DESC LIMIT 1');
    expect(ultima?.resumen).toMatch(/^mensaje 1: no llegó .*; mensaje 2: pudo haber llegado/);
  });

  it('--simular no escribe, y la misma --id no se repite', async () => {
    const { resolver, ultimo, mesa } = await prepararMensajes(servidor);
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
    const { resolver } = await prepararMensajes(servidor);
    const { codigo, errores } = await resolver(['2', '--descartar'], '2026-06-30');
    expect(codigo).toBe(1);
    expect(errores).toContain('el mensaje 2 está rechazado desde el 2026-07-01, después del día pedido');
  });
});
