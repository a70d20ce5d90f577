import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { carpetaTemporal, ejecutar, type Resultado } from '../apoyo/ejecutar.ts';
import { type Siembra, sembrar } from '../apoyo/sembrar.ts';

/** Un libro con dos clientes: Espiga debe 1000 y 500 vencidos y 300 por vencer; Norte, 900 en pesos y 100 en dólares. */
async function libroNuevo(
  ademas: (siembra: Siembra, ids: { espiga: number; norte: number }) => void = () => {},
): Promise<string> {
  const libro = join(carpetaTemporal(), 'libro.db');
  await sembrar(libro, (siembra) => {
    const espiga = siembra.cliente({ codigo: 'C1', nombre: 'La Espiga', gestor: 'ana' });
    const norte = siembra.cliente({ codigo: 'C2', nombre: 'Ñandú Norte' });
    siembra.documento({ cliente: espiga, numero: 'A-1', vencimiento: '2026-05-31', importe: 100_000 });
    siembra.documento({ cliente: espiga, numero: 'A-2', vencimiento: '2026-06-10', importe: 50_000 });
    siembra.documento({
      cliente: espiga,
      numero: 'A-3',
      emision: '2026-06-20',
      vencimiento: '2026-07-20',
      importe: 30_000,
    });
    siembra.documento({ cliente: norte, numero: 'B-1', vencimiento: '2026-05-31', importe: 90_000 });
    siembra.documento({ cliente: norte, numero: 'B-2', vencimiento: '2026-05-31', importe: 10_000, moneda: 'USD' });
    ademas(siembra, { espiga, norte });
  });
  return libro;
}

/** Ejecuta órdenes sobre un libro, cada una un día. */
function en(libro: string, entorno: Readonly<Record<string, string>> = {}) {
  const correr = (hoy: string, ...orden: string[]): Promise<Resultado> => ejecutar(orden, { libro, hoy, entorno });
  return {
    correr,
    /** La salida como JSON; falla si la orden falló. */
    async leer(hoy: string, ...orden: string[]) {
      const { codigo, salida, errores } = await correr(hoy, ...orden, '--formato', 'json');
      expect({ codigo, errores: codigo === 0 ? '' : errores }).toEqual({ codigo: 0, errores: '' });
      return JSON.parse(salida);
    },
  };
}

const columnasPublicas =
  'acuerdo_id,cliente_id,cliente,tipo,moneda,total,pagado,estado,proxima_cuota,proximo_monto,creado,gestor';

describe('acuerdo crear', () => {
  it('la tolerancia salta los feriados del país de la política', async () => {
    const politica = join(carpetaTemporal(), 'politica.toml');
    writeFileSync(politica, '[empresa]\npais = "AR"\n');
    const finCon = async (entorno: Readonly<Record<string, string>>) => {
      const { leer } = en(await libroNuevo(), entorno);
      const { cuotas } = await leer('2026-07-01', 'acuerdo', 'crear', 'espiga', '--promesa', '2026-07-08');
      return cuotas[0].fin;
    };
    expect(await finCon({})).toBe('2026-07-09');
    // El jueves 9 de julio es feriado y el viernes 10, puente.
    expect(await finCon({ COBRANZAS_POLITICA: politica })).toBe('2026-07-13');
  });

  it('registra una promesa por todo lo vencido y dice qué hizo y qué sigue', async () => {
    const { correr, leer } = en(await libroNuevo());
    const { codigo, salida, errores } = await correr(
      '2026-07-01',
      'acuerdo',
      'crear',
      'espiga',
      '--promesa',
      '2026-07-10',
      '--formato',
      'json',
    );
    expect(codigo).toBe(0);
    expect(JSON.parse(salida)).toEqual({
      acuerdo_id: 1,
      cliente_id: 'C1',
      cliente: 'La Espiga',
      tipo: 'promesa',
      moneda: 'ARS',
      total: 1500,
      descuento: 0,
      creado: '2026-07-01',
      nota: null,
      reemplaza: null,
      operacion_id: 2,
      cuotas: [{ numero: 1, vencimiento: '2026-07-10', fin: '2026-07-13', monto: 1500 }],
      documentos: [
        { numero: 'A-1', vencimiento: '2026-05-31', saldo: 1000 },
        { numero: 'A-2', vencimiento: '2026-06-10', saldo: 500 },
      ],
    });
    expect(errores).toContain(
      'acuerdo 1, promesa: La Espiga paga 1.500,00 ARS el 2026-07-10 (cuenta hasta el 2026-07-13 inclusive)',
    );
    expect(errores).toContain('→ cobranzas acuerdo ver 1');
    expect(await leer('2026-07-01', 'libro', 'verificar')).toEqual([]);
  });

  it('con --simular decide lo mismo y no escribe nada', async () => {
    const { correr, leer } = en(await libroNuevo());
    const orden = ['acuerdo', 'crear', 'espiga', '--cuotas', '3', '--primera', '2026-07-31'];
    const { salida, errores } = await correr('2026-07-01', ...orden, '--simular', '--formato', 'json');
    expect(JSON.parse(salida)).toMatchObject({ acuerdo_id: null, operacion_id: null, total: 1500 });
    expect(errores).toContain('simulado: no se escribió nada');
    expect(await leer('2026-07-01', 'acuerdo', 'listar')).toEqual([]);
  });

  it('con la misma --id no lo repite', async () => {
    const { correr, leer } = en(await libroNuevo());
    const orden = ['acuerdo', 'crear', 'C1', '--promesa', '2026-07-10', '--id', 'k1', '--formato', 'json'];
    const primera = await correr('2026-07-01', ...orden);
    const segunda = await correr('2026-07-02', ...orden);
    expect(segunda.codigo).toBe(0);
    expect(segunda.salida).toBe(primera.salida);
    expect(segunda.errores).toContain('ya registrado');
    expect(await leer('2026-07-02', 'acuerdo', 'listar')).toHaveLength(1);
  });

  it('una promesa nueva sobre las mismas facturas reemplaza a la abierta', async () => {
    const { correr, leer } = en(await libroNuevo());
    await correr('2026-07-01', 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-10', '--monto', '600');
    const { errores } = await correr('2026-07-02', 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-15');
    expect(errores).toContain('reemplaza al acuerdo 1');
    const estados = async (hoy: string) =>
      (await leer(hoy, 'acuerdo', 'listar')).map((fila: { acuerdo_id: number; estado: string }) => [
        fila.acuerdo_id,
        fila.estado,
      ]);
    expect(await estados('2026-07-02')).toEqual([
      [2, 'abierta'],
      [1, 'reemplazada'],
    ]);
    expect(await estados('2026-07-01')).toEqual([[1, 'abierta']]);
    expect(await leer('2026-07-02', 'acuerdo', 'ver', '2')).toMatchObject({ reemplaza_a: 1 });
  });

  it('con --adicional las dos siguen, y la segunda sólo por lo que falta prometer', async () => {
    const { correr, leer } = en(await libroNuevo());
    await correr('2026-07-01', 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-10', '--monto', '600');
    await correr('2026-07-01', 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-20', '--adicional');
    expect(await leer('2026-07-01', 'acuerdo', 'listar', '--abiertos')).toMatchObject([
      { acuerdo_id: 1, total: 600, estado: 'abierta' },
      { acuerdo_id: 2, total: 900, estado: 'abierta' },
    ]);
  });

  it('se puede fechar antes: rige el saldo de ese día y cuentan los pagos de después', async () => {
    const libro = await libroNuevo((siembra, { espiga }) => {
      const pago = siembra.credito({ cliente: espiga, fecha: '2026-06-25', monto: 40_000 });
      siembra.aplicar({ credito: pago, documento: 1, fecha: '2026-06-25', monto: 40_000 });
    });
    const { leer } = en(libro);
    const creado = await leer(
      '2026-07-01',
      'acuerdo',
      'crear',
      'C1',
      '--promesa',
      '2026-07-03',
      '--facturas',
      'A-1',
      '--fecha',
      '2026-06-24',
    );
    expect(creado).toMatchObject({ total: 1000, creado: '2026-06-24' });
    expect(await leer('2026-07-01', 'acuerdo', 'ver', '1')).toMatchObject({
      pagado: 400,
      estado: 'abierta',
      proximo_monto: 600,
    });
  });

  it('avisa que una factura está en disputa y que el cliente tiene dinero a favor', async () => {
    const libro = await libroNuevo((siembra, { espiga }) => {
      siembra.operacion.agregar('disputas', [2, '2026-06-20', null, 'mercadería fallada', null, null]);
      siembra.credito({ cliente: espiga, fecha: '2026-06-25', monto: 1_000 });
    });
    const { correr } = en(libro);
    const sola = await correr('2026-07-01', 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-10', '--simular');
    expect(sola.errores).toContain('aviso: A-2 queda afuera porque está en disputa');
    expect(sola.errores).toContain('aviso: tiene 10,00 ARS a favor sin imputar');
    const nombrada = await correr(
      '2026-07-01',
      'acuerdo',
      'crear',
      'C1',
      '--cuotas',
      '2',
      '--primera',
      '2026-07-10',
      '--facturas',
      'A-1,A-2',
      '--simular',
    );
    expect(nombrada.errores).toContain('aviso: A-2 está en disputa y entra igual en el acuerdo');
  });

  it.each<[string, string[], number, string]>([
    ['sin decir qué se acuerda', ['C1'], 2, 'falta decir qué se acuerda'],
    ['sin cliente', [], 2, 'falta decir con qué cliente se acuerda'],
    ['con dos acuerdos', ['C1', '--promesa', '2026-07-10', '--quita', '5'], 2, 'dos acuerdos distintos'],
    ['un plan sin primera fecha', ['C1', '--cuotas', '3'], 2, 'un plan necesita --primera'],
    ['una quita sin plazo', ['C1', '--quita', '5'], 2, '--quita necesita --hasta'],
    [
      'un porcentaje imposible',
      ['C1', '--quita', '120', '--hasta', '2026-07-10'],
      2,
      '«120» no es un valor de --quita',
    ],
    [
      'una opción que no corresponde',
      ['C1', '--promesa', '2026-07-10', '--anticipo', '10%'],
      2,
      '--anticipo no tiene sentido',
    ],
    ['una sola cuota', ['C1', '--cuotas', '1', '--primera', '2026-07-10'], 2, 'se espera un número entero de 2 a 60'],
    ['un monto dudoso', ['C1', '--promesa', '2026-07-10', '--monto', '1.500'], 2, 'no se sabe qué monto es'],
    [
      'más decimales que la moneda',
      ['C1', '--promesa', '2026-07-10', '--monto', '1.5001'],
      2,
      'más decimales que su moneda',
    ],
    ['dos monedas sin elegir', ['C2', '--promesa', '2026-07-10'], 2, 'debe en varias monedas'],
    [
      'facturas de dos monedas',
      ['C2', '--promesa', '2026-07-10', '--facturas', 'B-1,B-2', '--moneda', 'ARS'],
      1,
      'B-2 está en USD',
    ],
    ['un día que pasó', ['C1', '--promesa', '2026-06-30'], 1, 'no puede ser para un día que ya pasó'],
    ['un acuerdo del futuro', ['C1', '--promesa', '2026-07-10', '--fecha', '2026-07-02'], 1, 'todavía no llegó'],
    ['más cuotas que la política', ['C1', '--cuotas', '7', '--primera', '2026-07-10'], 1, 'acuerdos.max_cuotas = 6'],
    ['más quita que la política', ['C1', '--quita', '10,5', '--hasta', '2026-07-10'], 1, 'acuerdos.max_quita = 10'],
    [
      'una autorización de nadie',
      ['C1', '--cuotas', '7', '--primera', '2026-07-10', '--autoriza', 'Marta'],
      1,
      'Marta no puede autorizarlo',
    ],
    ['una factura pagada', ['C1', '--promesa', '2026-07-10', '--facturas', 'A-9'], 2, 'ningún documento coincide'],
  ])('rechaza %s', async (_, orden, codigo, mensaje) => {
    const { correr, leer } = en(await libroNuevo());
    const resultado = await correr('2026-07-01', 'acuerdo', 'crear', ...orden);
    expect([resultado.codigo, resultado.salida]).toEqual([codigo, '']);
    expect(resultado.errores).toContain(mensaje);
    if (codigo === 1) expect(resultado.errores).toContain('→');
    expect(await leer('2026-07-01', 'acuerdo', 'listar')).toEqual([]);
  });

  it('quien la política nombra puede autorizar más, y queda escrito', async () => {
    const libro = await libroNuevo();
    const politica = join(carpetaTemporal(), 'politica.toml');
    writeFileSync(politica, '[acuerdos]\nautorizan = ["Marta Ruiz"]\n');
    const { leer } = en(libro, { COBRANZAS_POLITICA: politica });
    const hecho = await leer(
      '2026-07-01',
      'acuerdo',
      'crear',
      'C1',
      '--cuotas',
      '8',
      '--primera',
      '2026-07-31',
      '--autoriza',
      'marta ruiz',
      '--nota',
      'cliente de años',
    );
    expect(hecho.nota).toBe('cliente de años · autorizó Marta Ruiz: 8 cuotas son más que acuerdos.max_cuotas = 6');
    expect(hecho.cuotas).toHaveLength(8);
  });
});

describe('un acuerdo y los pagos', () => {
  it('la promesa se cumple con el pago, y se reabre o se rompe si se lo anula', async () => {
    const { correr, leer } = en(await libroNuevo());
    await correr('2026-07-01', 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-10');
    await correr('2026-07-05', 'pago', 'registrar', 'C1', '--monto', '1500');
    const estado = async (hoy: string) => (await leer(hoy, 'acuerdo', 'ver', '1')).estado;
    expect(await estado('2026-07-05')).toBe('cumplida');
    await correr('2026-07-08', 'pago', 'anular', '1', '--motivo', 'cheque rechazado');
    expect(await estado('2026-07-07')).toBe('cumplida');
    expect(await estado('2026-07-08')).toBe('abierta');
    expect(await estado('2026-07-14')).toBe('incumplida');
    expect(await leer('2026-07-14', 'libro', 'verificar')).toEqual([]);
  });

  it('la quita pagada a tiempo cierra la factura con un descuento, que se deshace con el pago', async () => {
    const { correr, leer } = en(await libroNuevo());
    await correr('2026-07-01', 'acuerdo', 'crear', 'C2', '--moneda', 'ARS', '--quita', '10', '--hasta', '2026-07-15');
    await correr('2026-07-15', 'pago', 'registrar', 'C2', '--monto', '810', '--moneda', 'ARS');
    const factura = async (hoy: string) => {
      const { saldo, aplicaciones } = await leer(hoy, 'factura', 'ver', 'B-1');
      return { saldo, tipos: aplicaciones.map(({ tipo, monto }: { tipo: string; monto: number }) => [tipo, monto]) };
    };
    expect(await factura('2026-07-15')).toEqual({
      saldo: 0,
      tipos: [
        ['pago', 810],
        ['descuento', 90],
      ],
    });
    expect(await leer('2026-07-15', 'acuerdo', 'ver', '1')).toMatchObject({
      estado: 'cumplida',
      descuento_otorgado: 90,
    });
    await correr('2026-07-20', 'pago', 'anular', '1', '--motivo', 'rebotó');
    expect((await factura('2026-07-20')).saldo).toBe(900);
    expect(await leer('2026-07-20', 'acuerdo', 'ver', '1')).toMatchObject({
      estado: 'incumplida',
      descuento_otorgado: 0,
    });
    expect(await leer('2026-07-20', 'libro', 'verificar')).toEqual([]);
  });

  it('la quita pagada tarde caduca: la factura se sigue debiendo', async () => {
    const { correr, leer } = en(await libroNuevo());
    await correr('2026-07-01', 'acuerdo', 'crear', 'C2', '--moneda', 'ARS', '--quita', '10', '--hasta', '2026-07-15');
    await correr('2026-07-16', 'pago', 'registrar', 'C2', '--monto', '810', '--moneda', 'ARS');
    expect(await leer('2026-07-16', 'factura', 'ver', 'B-1')).toMatchObject({ saldo: 90 });
    expect(await leer('2026-07-16', 'acuerdo', 'ver', '1')).toMatchObject({
      estado: 'cumplida-tarde',
      descuento_otorgado: 0,
    });
  });
});

describe('acuerdo anular y renegociar', () => {
  it('una promesa anulada queda retirada; un plan, anulado; y lo pagado queda pagado', async () => {
    const { correr, leer } = en(await libroNuevo());
    await correr('2026-07-01', 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-10', '--facturas', 'A-2');
    await correr(
      '2026-07-01',
      'acuerdo',
      'crear',
      'C1',
      '--cuotas',
      '2',
      '--primera',
      '2026-07-10',
      '--facturas',
      'A-1',
    );
    await correr('2026-07-05', 'pago', 'registrar', 'C1', '--monto', '200', '--factura', 'A-1');
    expect(await leer('2026-07-06', 'acuerdo', 'anular', '1', '--motivo', 'error')).toMatchObject({
      estado: 'retirada',
      pagado: 0,
    });
    expect(await leer('2026-07-06', 'acuerdo', 'anular', '2', '--motivo', 'desistió')).toMatchObject({
      estado: 'anulado',
      pagado: 200,
    });
    expect(await leer('2026-07-05', 'acuerdo', 'ver', '1')).toMatchObject({ estado: 'abierta' });
    const repetida = await correr('2026-07-06', 'acuerdo', 'anular', '1', '--motivo', 'otra vez');
    expect([repetida.codigo, repetida.errores]).toEqual([
      1,
      expect.stringContaining('no se puede anular: su estado es «retirada»'),
    ]);
  });

  it('un plan caído se renegocia por lo que queda, y el anterior es historia', async () => {
    const { correr, leer } = en(await libroNuevo());
    await correr(
      '2026-07-01',
      'acuerdo',
      'crear',
      'C1',
      '--cuotas',
      '3',
      '--primera',
      '2026-07-10',
      '--facturas',
      'A-1',
    );
    await correr('2026-07-10', 'pago', 'registrar', 'C1', '--monto', '333.34', '--factura', 'A-1');
    expect(await leer('2026-09-01', 'acuerdo', 'ver', '1')).toMatchObject({
      estado: 'caido',
      caido_el: '2026-08-26',
      pagado: 333.34,
    });
    const nuevo = await leer('2026-09-01', 'acuerdo', 'renegociar', '1', '--cuotas', '2', '--primera', '2026-09-15');
    expect(nuevo).toMatchObject({
      acuerdo_id: 2,
      total: 666.66,
      reemplaza: '1',
      documentos: [{ numero: 'A-1', saldo: 666.66 }],
    });
    expect(await leer('2026-09-01', 'acuerdo', 'ver', '1')).toMatchObject({
      estado: 'renegociado',
      motivo: 'sigue en el acuerdo 2',
    });
    // Trabajando un día anterior, todavía está en curso, pero ya tiene su fin.
    for (const orden of [
      ['anular', '1', '--motivo', 'x'],
      ['renegociar', '1', '--promesa', '2026-07-20'],
      ['crear', 'C1', '--promesa', '2026-07-20', '--facturas', 'A-1'],
    ]) {
      const otra = await correr('2026-07-12', 'acuerdo', ...orden);
      expect([otra.codigo, otra.errores]).toEqual([1, expect.stringContaining('→')]);
      if (orden[0] === 'crear') continue;
      expect(otra.errores).toContain('ya terminó el 2026-09-01, renegociado (sigue en el acuerdo 2)');
      expect(otra.errores).toContain('cobranzas acuerdo ver 1 --hoy 2026-09-01');
    }
  });

  it('de un plan caído, priorizar y la ficha dicen que incumplió un plan; y lo que ver sugiere se puede pegar', async () => {
    const { correr, leer } = en(await libroNuevo());
    const sugerida = async (hoy: string) => {
      const { errores } = await correr(hoy, 'acuerdo', 'ver', '1');
      const orden = /cobranzas (.*)/.exec(errores)?.[1] ?? '';
      return correr(hoy, ...orden.replaceAll('"', '').split(' '), '--simular');
    };
    await correr('2026-07-01', 'acuerdo', 'crear', 'C1', '--cuotas', '3', '--primera', '2026-07-10');
    expect(await sugerida('2026-07-02')).toMatchObject({ codigo: 0 });
    expect(await leer('2026-09-01', 'priorizar')).toContainEqual(
      expect.objectContaining({ cliente_id: 'C1', motivo: expect.stringContaining('incumplió un plan de cuotas') }),
    );
    expect((await leer('2026-09-01', 'ficha', 'C1')).clase_explicacion).toContain('incumplió un plan de cuotas');
    expect(await sugerida('2026-09-01')).toMatchObject({ codigo: 0 });
  });

  it('lo mal escrito y lo que la política no permite dicen qué hacer, con el cliente de que se trata', async () => {
    const { correr } = en(await libroNuevo());
    const mal = await correr('2026-07-01', 'acuerdo', 'ver', 'abc');
    expect([mal.codigo, mal.errores]).toEqual([2, expect.stringContaining('→ vea los números con: cobranzas acuerdo')]);
    const quita = await correr('2026-07-01', 'acuerdo', 'crear', 'C1', '--quita', '90', '--hasta', '2026-07-10');
    expect([quita.codigo, quita.errores]).toEqual([1, expect.stringContaining('cobranzas acuerdo proponer "C1"')]);
  });

  it('una promesa que se reemplazó después no se reemplaza otra vez un día anterior', async () => {
    const { correr } = en(await libroNuevo());
    const prometer = (hoy: string) => correr(hoy, 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-20');
    await prometer('2026-07-01');
    await prometer('2026-07-10');
    const { codigo, errores } = await prometer('2026-07-05');
    expect([codigo, errores]).toEqual([1, expect.stringContaining('no se puede reemplazar: ya terminó el 2026-07-10')]);
  });

  it('lo que está en un plan en curso no entra en otro acuerdo', async () => {
    const { correr } = en(await libroNuevo());
    await correr(
      '2026-07-01',
      'acuerdo',
      'crear',
      'C1',
      '--cuotas',
      '3',
      '--primera',
      '2026-07-10',
      '--facturas',
      'A-1',
    );
    const otro = await correr('2026-07-02', 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-10', '--facturas', 'A-1');
    expect([otro.codigo, otro.errores]).toEqual([1, expect.stringContaining('ya está en el plan de cuotas 1')]);
    expect(otro.errores).toContain('cobranzas acuerdo renegociar 1');
  });

  it('un acuerdo que no existe es un error de uso', async () => {
    const { correr } = en(await libroNuevo());
    for (const verbo of [['ver'], ['anular', '--motivo', 'x'], ['renegociar', '--promesa', '2026-07-10']]) {
      const [nombre = '', ...resto] = verbo;
      const { codigo, errores } = await correr('2026-07-01', 'acuerdo', nombre, '99', ...resto);
      expect([codigo, errores]).toEqual([2, expect.stringContaining('no hay ningún acuerdo 99')]);
    }
  });
});

describe('acuerdo listar', () => {
  it('tiene las columnas públicas, primero lo que vence antes', async () => {
    const { correr } = en(await libroNuevo());
    await correr('2026-07-01', 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-20', '--facturas', 'A-1');
    await correr('2026-07-01', 'acuerdo', 'crear', 'C2', '--promesa', '2026-07-10', '--moneda', 'USD', '--monto', '50');
    const { salida } = await correr('2026-07-02', 'acuerdo', 'listar');
    expect(salida.split('\n')).toEqual([
      columnasPublicas,
      '2,C2,Ñandú Norte,promesa,USD,50.00,0.00,abierta,2026-07-10,50.00,2026-07-01,prueba',
      '1,C1,La Espiga,promesa,ARS,1000.00,0.00,abierta,2026-07-20,1000.00,2026-07-01,prueba',
      '',
    ]);
  });

  it('filtra por cliente, estado, tipo, moneda, gestor y fecha', async () => {
    const { correr, leer } = en(await libroNuevo());
    await correr('2026-07-01', 'acuerdo', 'crear', 'C1', '--promesa', '2026-07-03', '--facturas', 'A-1');
    await correr(
      '2026-07-02',
      'acuerdo',
      'crear',
      'C1',
      '--cuotas',
      '2',
      '--primera',
      '2026-07-30',
      '--facturas',
      'A-2',
    );
    await correr('2026-07-03', 'acuerdo', 'crear', 'C2', '--promesa', '2026-07-20', '--moneda', 'USD');
    const ids = async (...filtros: string[]) =>
      (await leer('2026-07-10', 'acuerdo', 'listar', ...filtros)).map(
        ({ acuerdo_id }: { acuerdo_id: number }) => acuerdo_id,
      );
    expect(await ids()).toEqual([3, 2, 1]);
    expect(await ids('--abiertos')).toEqual([3, 2]);
    expect(await ids('--estado', 'incumplida,vigente')).toEqual([2, 1]);
    expect(await ids('--tipo', 'cuotas')).toEqual([2]);
    expect(await ids('--moneda', 'USD')).toEqual([3]);
    expect(await ids('--cliente', 'espiga')).toEqual([2, 1]);
    expect(await ids('--gestor-asignado', 'ANA')).toEqual([2, 1]);
    expect(await ids('--desde', '2026-07-02', '--hasta', '2026-07-02')).toEqual([2]);
    expect(await ids('--limite', '1')).toEqual([3]);
    const mala = await correr('2026-07-10', 'acuerdo', 'listar', '--estado', 'cumplidas');
    expect([mala.codigo, mala.errores]).toEqual([2, expect.stringContaining('cumplida')]);
  });
});

describe('acuerdo proponer', () => {
  it('compara las salidas con lo que se recibe, cuándo y qué se resigna, y no escribe nada', async () => {
    const { correr, leer } = en(await libroNuevo());
    const filas = await leer('2026-07-01', 'acuerdo', 'proponer', 'espiga');
    expect(filas[0]).toMatchObject({
      opcion: 1,
      tipo: 'quita',
      recibe: 1425,
      ultimo_pago: '2026-07-08',
      se_resigna: 75,
      recomendada: 'no',
    });
    expect(filas.at(-1)).toMatchObject({ tipo: 'promesa', recibe: 1500, se_resigna: 0, recomendada: 'sí' });
    expect(filas).toHaveLength(7);
    const { errores } = await correr('2026-07-01', 'acuerdo', 'proponer', 'espiga');
    expect(errores).toContain('clase nueva');
    expect(errores).toContain('→ cobranzas acuerdo crear "C1" --promesa 2026-07-16 --moneda ARS');
    expect(await leer('2026-07-01', 'acuerdo', 'listar')).toEqual([]);
  });

  it('cada orden propuesta se acepta tal cual', async () => {
    const { leer } = en(await libroNuevo());
    for (const { orden, recibe } of await leer(
      '2026-07-01',
      'acuerdo',
      'proponer',
      'espiga',
      '--facturas',
      'A-1, A-2',
    )) {
      const palabras = (orden as string).replaceAll('"', '').split(' ').slice(1);
      expect(await leer('2026-07-01', ...palabras, '--simular')).toMatchObject({ total: recibe });
    }
  });

  it('a quien no debe nada no hay qué ofrecerle', async () => {
    const libro = await libroNuevo((siembra) => siembra.cliente({ codigo: 'C3', nombre: 'Puntual' }));
    const { codigo, errores } = await en(libro).correr('2026-07-01', 'acuerdo', 'proponer', 'C3');
    expect([codigo, errores]).toEqual([1, expect.stringContaining('no debe nada')]);
  });
});
