import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: string;

beforeEach(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const espiga = siembra.cliente({
      codigo: 'C1',
      nombre: 'La Espiga',
      idFiscal: '30-71234567-8',
      segmento: 'minorista',
      emails: ['a@espiga.example'],
    });
    siembra.cliente({ codigo: 'C2', nombre: '=Zeta', gestor: 'Ana' });
    siembra.documento({
      cliente: espiga,
      numero: 'F-1',
      emision: '2026-01-01',
      vencimiento: '2026-01-31',
      importe: 1_234_550,
    });
    siembra.documento({
      cliente: espiga,
      numero: 'F-2',
      emision: '2026-06-01',
      vencimiento: '2026-07-31',
      importe: 9_900,
      moneda: 'USD',
    });
  });
});

async function datosDe(cliente: string): Promise<Record<string, unknown>> {
  const { salida } = await ejecutar(['cliente', 'ver', cliente, '--formato', 'json'], { libro });
  return JSON.parse(salida);
}

describe('cliente listar', () => {
  test('da las columnas del contrato, una fila por moneda', async () => {
    const { codigo, salida } = await ejecutar(['cliente', 'listar'], { libro });
    expect(codigo).toBe(0);
    expect(salida.split(/\r?\n/)).toEqual([
      'cliente_id,cliente,id_fiscal,segmento,clase,gestor,telefono,email,moneda,facturas_abiertas,saldo_total,saldo_vencido,saldo_a_favor',
      "C2,'=Zeta,,,nueva,Ana,,,,,,,",
      'C1,La Espiga,30-71234567-8,minorista,nueva,,,a@espiga.example,ARS,1,12345.50,12345.50,0.00',
      'C1,La Espiga,30-71234567-8,minorista,nueva,,,a@espiga.example,USD,1,99.00,0.00,0.00',
      '',
    ]);
  });

  test('en JSON los montos son números y lo que falta es null', async () => {
    const { salida } = await ejecutar(['cliente', 'listar', '--formato', 'json', '--moneda', 'usd'], {
      libro,
    });
    expect(JSON.parse(salida)).toMatchObject([{ cliente_id: 'C1', moneda: 'USD', saldo_total: 99, clase: 'nueva' }]);
  });

  test('un orden desconocido es un error de uso', async () => {
    const { codigo, errores } = await ejecutar(['cliente', 'listar', '--orden', 'color'], { libro });
    expect(codigo).toBe(2);
    expect(errores).toContain('nombre, saldo, vencido');
  });

  test('sin libro, termina con 3 y no lo crea', async () => {
    const otro = join(carpetaTemporal(), 'libro.db');
    expect((await ejecutar(['cliente', 'listar'], { libro: otro })).codigo).toBe(3);
    expect(existsSync(otro)).toBe(false);
  });
});

describe('cliente ver', () => {
  test('en JSON es un objeto con sus contactos y sus saldos por moneda', async () => {
    expect(await datosDe('30712345678')).toMatchObject({
      cliente_id: 'C1',
      cliente: 'La Espiga',
      plazo_dias: 30,
      plazo_de: 'politica',
      facturas: 2,
      ultima_factura: '2026-06-01',
      pagos: 0,
      ultimo_pago: null,
      contactos: [{ tipo: 'email', valor: 'a@espiga.example', persona: null }],
      saldos: [
        {
          moneda: 'ARS',
          facturas_abiertas: 1,
          saldo_total: 12345.5,
          saldo_vencido: 12345.5,
          saldo_a_favor: 0,
        },
        { moneda: 'USD', facturas_abiertas: 1, saldo_total: 99, saldo_vencido: 0, saldo_a_favor: 0 },
      ],
    });
  });

  test('en una terminal muestra un cuadro por sección', async () => {
    const { salida, errores } = await ejecutar(['cliente', 'ver', 'espiga'], {
      libro,
      terminal: { columnas: 100 },
    });
    expect(salida).toContain('12.345,50');
    expect(salida).toContain('a@espiga.example');
    expect(salida + errores).toContain('Contactos');
  });

  test('en CSV es la fila del listado', async () => {
    const { salida } = await ejecutar(['cliente', 'ver', 'C1', '--hoy', '2026-05-01'], { libro });
    expect(salida.trimEnd().split(/\r?\n/)).toHaveLength(2);
    expect(salida).toContain('ARS,1,12345.50,12345.50,0.00');
  });

  test('un cliente desconocido es un error de uso', async () => {
    const { codigo, errores } = await ejecutar(['cliente', 'ver', 'nadie'], { libro });
    expect(codigo).toBe(2);
    expect(errores).toContain('cobranzas cliente listar');
  });
});

describe('cliente editar', () => {
  test('cambia lo pedido y muestra antes y después', async () => {
    const { codigo, salida } = await ejecutar(
      [
        'cliente',
        'editar',
        'espiga',
        '--plazo',
        '45',
        '--segmento',
        '',
        '--nombre',
        'La Espiga SA',
        '--quitar-email',
        'A@Espiga.example',
        '--agregar-email',
        'pagos@espiga.example',
        '--agregar-telefono',
        '+54 11 4321-5678',
        '--persona',
        'Ana Ruiz',
      ],
      { libro },
    );
    expect(codigo).toBe(0);
    expect(salida.trimEnd().split(/\r?\n/)).toEqual([
      'dato,antes,despues',
      'nombre,La Espiga,La Espiga SA',
      'segmento,minorista,',
      'plazo_dias,,45',
      'email,a@espiga.example,',
      'email,,pagos@espiga.example (Ana Ruiz)',
      "telefono,,'+54 11 4321-5678 (Ana Ruiz)",
    ]);
    expect(await datosDe('espiga sa')).toMatchObject({
      cliente: 'La Espiga SA',
      segmento: null,
      plazo_dias: 45,
      plazo_de: 'cliente',
      contactos: [
        { tipo: 'email', valor: 'pagos@espiga.example', persona: 'Ana Ruiz' },
        { tipo: 'telefono', valor: '+54 11 4321-5678', persona: 'Ana Ruiz' },
      ],
    });
  });

  test('los mismos valores no cambian nada ni dejan operación', async () => {
    const antes = readFileSync(libro);
    const { codigo, errores, salida } = await ejecutar(
      ['cliente', 'editar', 'C1', '--nombre', 'La Espiga', '--agregar-email', 'A@espiga.example', '--formato', 'json'],
      { libro },
    );
    expect(codigo).toBe(0);
    expect(errores).toContain('nada que cambiar');
    expect(JSON.parse(salida)).toEqual({
      cliente_id: 'C1',
      cliente: 'La Espiga',
      operacion_id: null,
      cambios: [],
    });
    expect(readFileSync(libro).equals(antes)).toBe(true);
  });

  test('simulado muestra lo mismo y no escribe', async () => {
    const orden = ['cliente', 'editar', 'C1', '--nota', 'paga los viernes'];
    const simulado = await ejecutar([...orden, '--simular'], { libro });
    expect(simulado.errores).toContain('no se escribió nada');
    expect(await datosDe('C1')).toMatchObject({ nota: null });
    const real = await ejecutar(orden, { libro });
    expect(real.salida).toBe(simulado.salida);
    expect(await datosDe('C1')).toMatchObject({ nota: 'paga los viernes' });
  });

  test('repetida con la misma clave responde lo mismo y no hace nada', async () => {
    const orden = ['cliente', 'editar', 'C1', '--nota', 'uno', '--id', 'k1', '--formato', 'json'];
    const primera = await ejecutar(orden, { libro });
    await ejecutar(['cliente', 'editar', 'C1', '--nota', 'dos'], { libro });
    const segunda = await ejecutar(orden, { libro });
    expect(segunda.codigo).toBe(0);
    expect(segunda.salida).toBe(primera.salida);
    expect(segunda.errores).toContain('ya registrado');
    expect(await datosDe('C1')).toMatchObject({ nota: 'dos' });
  });

  test('avisa si otro cliente tiene ese id fiscal', async () => {
    const { codigo, errores } = await ejecutar(['cliente', 'editar', 'C2', '--id-fiscal', '30712345678'], {
      libro,
    });
    expect(codigo).toBe(0);
    expect(errores).toContain('aviso: C1 (La Espiga) tiene el mismo id fiscal');
  });

  test.each([
    ['nada', [], 'no se dijo qué cambiar'],
    ['un nombre vacío', ['--nombre', ' '], 'no puede quedar vacío'],
    ['un correo que no lo es', ['--agregar-email', 'espiga'], 'no es un correo'],
    ['un teléfono que no lo es', ['--agregar-telefono', 'llamar'], 'no es un teléfono'],
    ['un plazo negativo', ['--plazo', '-1'], 'de 0 a 3650'],
    ['quitar lo que no tiene', ['--quitar-email', 'x@y.example'], 'a@espiga.example'],
    ['una persona sin dato', ['--persona', 'Ana'], 'no se agrega ninguno'],
  ])('%s es un error de uso y no cambia nada', async (_nombre, opciones, texto) => {
    const antes = readFileSync(libro);
    const { codigo, errores } = await ejecutar(['cliente', 'editar', 'C1', ...opciones], { libro });
    expect(codigo).toBe(2);
    expect(errores).toContain(texto);
    expect(readFileSync(libro).equals(antes)).toBe(true);
  });

  test('sin libro, termina con 3 y no lo crea', async () => {
    const otro = join(carpetaTemporal(), 'libro.db');
    expect((await ejecutar(['cliente', 'editar', 'C1', '--nota', 'x'], { libro: otro })).codigo).toBe(3);
    expect(existsSync(otro)).toBe(false);
  });
});
