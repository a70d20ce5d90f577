import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

let libro: string;

/** Sur debe 100,00 ARS y 5,00 USD vencidos; Norte 300,00 ARS; Este nada vencido. */
beforeEach(async () => {
  libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const sur = siembra.cliente({ codigo: 'S', nombre: 'Sur', gestor: 'Ana' });
    const norte = siembra.cliente({ codigo: 'N', nombre: 'Norte' });
    const este = siembra.cliente({ codigo: 'E', nombre: 'Este' });
    const factura = (cliente: number, numero: string, vencimiento: string, importe: number, moneda = 'ARS') =>
      siembra.documento({ cliente, numero, emision: '2026-04-01', vencimiento, importe, moneda });
    factura(sur, 'F-1', '2026-06-01', 10_000);
    factura(sur, 'F-2', '2026-06-21', 500, 'USD');
    factura(norte, 'F-3', '2026-06-11', 30_000);
    factura(este, 'F-4', '2026-08-01', 70_000);
  });
});

const contacto = async (gestor: string, cliente: string, fecha: string, ...mas: string[]): Promise<void> => {
  const base = ['contacto', 'registrar', cliente, '--canal', 'llamada', '--fecha', fecha, '--gestor', gestor];
  const { codigo, errores } = await ejecutar([...base, ...mas], { libro });
  expect(codigo, errores).toBe(0);
};
const pago = (cliente: number, fecha: string, monto: number, moneda = 'ARS') =>
  sembrar(libro, (siembra) => siembra.credito({ cliente, fecha, monto, moneda }));
const informe = async (...opciones: string[]): Promise<Record<string, unknown>[]> => {
  const { codigo, salida, errores } = await ejecutar(['informe', 'gestion', ...opciones, '--formato', 'json'], {
    libro,
  });
  expect(codigo, errores).toBe(0);
  return JSON.parse(salida);
};

describe('informe gestion', () => {
  it('cuenta intentos, contactos, promesas y lo que entró después de cada uno, y escribe sus fórmulas', async () => {
    await contacto('ana', 'S', '2026-06-10', '--resultado', 'sin-respuesta');
    await contacto('ana', 'S', '2026-06-12', '--resultado', 'contactado');
    await contacto('ana', 'N', '2026-06-12', '--promesa', '2026-07-20', '--monto', '250');
    await contacto('luis', 'N', '2026-06-20', '--entrante', '--resultado', 'ya-pago');
    await pago(1, '2026-06-12', 1_000);
    await pago(1, '2026-06-27', 2_000);
    await pago(1, '2026-06-28', 4_000);
    await pago(2, '2026-06-25', 8_000);
    await pago(1, '2026-06-20', 50, 'USD');
    const { salida, errores } = await ejecutar(['informe', 'gestion'], { libro });
    expect(salida.trimEnd().split(/\r?\n/)).toEqual([
      'gestor,intentos,contactos,contactabilidad,entrantes,clientes,moneda,promesas,otros_acuerdos,comprometido,pagos,recuperado',
      // El pago del 27 es el día 15 desde el contacto del 12; el del 28 ya no.
      'ana,3,2,66.7,0,2,ARS,1,0,250.00,2,30.00',
      'ana,,,,,,USD,0,0,0.00,1,0.50',
      // El de Norte es de quien habló último.
      'luis,0,0,,1,1,ARS,0,0,0.00,1,80.00',
      ',,,,,,ARS,0,0,0.00,1,40.00',
    ]);
    expect(errores).toContain('del 2026-06-02 al 2026-07-01');
    // En cada moneda que se pida, los contactos de cada uno están.
    const enDolares = await informe('--moneda', 'usd');
    expect(enDolares.map(({ gestor, intentos, recuperado }) => [gestor, intentos, recuperado])).toEqual([
      ['ana', 3, 0.5],
      ['luis', 0, null],
    ]);
    expect(errores).toContain('contactabilidad = contactos');
    expect(errores).toContain('15 días anteriores');
  });

  it('sólo cuenta el período; el contacto que precede a un pago puede ser de antes', async () => {
    await contacto('ana', 'S', '2026-06-10', '--resultado', 'contactado');
    await pago(1, '2026-06-20', 1_000);
    await pago(1, '2026-06-30', 7_000);
    expect(await informe('--desde', '2026-06-15', '--hasta', '2026-06-25')).toMatchObject([
      { gestor: 'ana', intentos: 0, contactabilidad: null, recuperado: 10 },
    ]);
    expect(await informe('--hoy', '2026-06-12')).toMatchObject([
      { gestor: 'ana', intentos: 1, moneda: null, recuperado: null },
    ]);
    const { codigo } = await ejecutar(['informe', 'gestion', '--desde', '2026-08-01'], { libro });
    expect(codigo).toBe(2);
  });

  it('un pago anulado no se recuperó, salvo visto antes de anularse', async () => {
    await contacto('ana', 'S', '2026-06-10', '--resultado', 'contactado');
    await sembrar(libro, (siembra) => {
      const credito = siembra.credito({ cliente: 1, fecha: '2026-06-11', monto: 1_000 });
      siembra.anular({ credito, fecha: '2026-06-20', monto: 1_000 });
    });
    expect(await informe()).toMatchObject([{ gestor: 'ana', moneda: null }]);
    expect(await informe('--hoy', '2026-06-19')).toMatchObject([{ gestor: 'ana', recuperado: 10 }]);
  });

  it('lo recuperado por todos y por nadie es exactamente lo que entró', async () => {
    await contacto('ana', 'S', '2026-06-10', '--resultado', 'contactado');
    await contacto('luis', 'S', '2026-06-10', '--resultado', 'contactado');
    for (const [dia, monto] of [
      ['05', 100],
      ['10', 200],
      ['25', 400],
      ['26', 800],
    ] as const)
      await pago(1, `2026-06-${dia}`, monto);
    const filas = await informe();
    expect(filas.map(({ gestor, recuperado }) => [gestor, recuperado])).toEqual([
      // Los dos llamaron el mismo día: vale el último registrado.
      ['ana', null],
      ['luis', 6],
      [null, 9],
    ]);
  });
});
