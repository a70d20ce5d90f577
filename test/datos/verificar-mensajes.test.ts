import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import type { Operacion } from '../../src/datos/operacion.ts';
import { verificar } from '../../src/datos/verificar.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { type Siembra, sembrar } from '../apoyo/sembrar.ts';

const dia = '2026-06-30';

interface Sembrado {
  readonly operacion: Operacion;
  readonly mensaje: number;
  readonly estado: (estado: string, fecha?: string) => number;
  readonly menciona: (documento: number, monto?: number) => number;
  readonly propio: number;
  readonly ajeno: number;
  readonly dolares: number;
}

/** Un mensaje de 100 a un cliente, con lo que la acción le agregue sin pasar por las reglas; da lo que se halla. */
async function hallar(accion: (sembrado: Sembrado) => void): Promise<string[]> {
  const ruta = join(carpetaTemporal(), 'libro.db');
  await sembrar(ruta, (siembra: Siembra) => {
    const { operacion } = siembra;
    const [cliente, otro] = [siembra.cliente({ codigo: 'C1' }), siembra.cliente({ codigo: 'C2' })];
    const factura = { vencimiento: '2026-06-01', importe: 100 };
    const mensaje = operacion.agregar('mensajes', [
      ...[cliente, 'ARS', dia, '10:00', 'amable', 'general', 'email', 'a@b.example', 'amable', null, 100, null],
      ...['asunto', 'texto', 'a'.repeat(64), '<uno@sur.example>'],
    ]);
    accion({
      operacion,
      mensaje,
      estado: (estado, fecha = dia) =>
        operacion.agregar('mensaje_estados', [mensaje, estado, fecha, '10:00', 1, null, null]),
      menciona: (documento, monto = 100) =>
        operacion.agregar('mensaje_documentos', [mensaje, documento, null, '2026-06-01', monto, 'vencida', 'amable']),
      propio: siembra.documento({ cliente, numero: 'A-1', ...factura }),
      ajeno: siembra.documento({ cliente: otro, numero: 'A-2', ...factura }),
      dolares: siembra.documento({ cliente, numero: 'A-3', moneda: 'USD', ...factura }),
    });
  });
  const libro = abrirParaLeer(ruta);
  try {
    return verificar(libro).map(({ aspecto, detalle }) => `${aspecto}: ${detalle}`);
  } finally {
    libro.cerrar();
  }
}

describe('libro verificar, en los mensajes', () => {
  it('da por bueno lo que pasó como debe pasar', async () => {
    const hallado = await hallar(({ estado, menciona, propio }) => {
      menciona(propio);
      for (const uno of ['reclamado', 'pendiente', 'reclamado', 'en-data', 'dudoso', 'pendiente']) estado(uno);
      for (const uno of ['reclamado', 'en-data', 'enviado', 'rebotado']) estado(uno);
    });
    expect(hallado).toEqual([]);
  });

  it('halla un mensaje sin estado', async () => {
    expect(await hallar(({ menciona, propio }) => menciona(propio))).toEqual(['mensaje: no tiene ningún estado']);
  });

  it.each([
    ['nace enviado', ['enviado']],
    ['sale sin marca', ['reclamado', 'enviado']],
    ['se reenvía lo enviado', ['reclamado', 'en-data', 'enviado', 'pendiente']],
    ['vuelve lo descartado', ['preparado', 'descartado', 'enviado']],
  ])('halla un paso imposible: %s', async (_, estados) => {
    const hallado = await hallar(({ estado, menciona, propio }) => {
      menciona(propio);
      for (const uno of estados) estado(uno);
    });
    expect(hallado).toEqual(['mensaje: no puede seguir al estado anterior del mensaje']);
  });

  it('halla fechas que no pueden ser', async () => {
    const fechas = 'mensaje: es de un día posterior al de la operación que lo anotó, o anterior al de su estado previo';
    const futura = await hallar(({ estado, menciona, propio }) => {
      menciona(propio);
      estado('reclamado', '2026-07-02');
    });
    expect(futura).toEqual([fechas]);
    const alReves = await hallar(({ estado, menciona, propio }) => {
      menciona(propio);
      estado('reclamado', '2026-06-30');
      estado('en-data', '2026-06-29');
    });
    expect(alReves).toEqual([fechas]);
  });

  it('halla un documento de otro cliente o de otra moneda, y un pedido mayor que lo que reclama', async () => {
    const ajeno = 'mensaje: menciona un documento de otro cliente u otra moneda';
    const conEstado =
      (accion: (sembrado: Sembrado) => void) =>
      (sembrado: Sembrado): void => {
        sembrado.estado('reclamado');
        accion(sembrado);
      };
    expect(await hallar(conEstado((s) => s.menciona(s.ajeno)))).toEqual([ajeno]);
    expect(await hallar(conEstado((s) => s.menciona(s.dolares)))).toEqual([ajeno]);
    expect(await hallar(conEstado((s) => s.menciona(s.propio, 99)))).toEqual([
      'mensaje: pide más de lo que suman los documentos que reclama',
    ]);
  });
});
