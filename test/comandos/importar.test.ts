import { appendFileSync, chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const buenas = [
  'cliente_id,Cliente,Numero,Emision,Vencimiento,Importe',
  'C1,Acme SA,F-1,2026-05-01,2026-05-31,100.50',
  'C2,Beta SRL,F-2,2026-05-02,2026-06-01,200.00',
];
const conUnaMala = [...buenas, 'C3,Gama,F-3,2026-05-03,2026-06-02,doscientos'];

describe('todo o nada', () => {
  it('una sola fila mala impide que entre cualquiera, y se dice línea, columna y qué se esperaba', async () => {
    const mesa = new Mesa();
    const { codigo, errores, json } = await mesa.importar(conUnaMala);
    expect(codigo).toBe(1);
    expect(errores).toMatch(/línea 4, columna «Importe»: «doscientos»: no es un importe/);
    expect(errores).toMatch(/no se importó nada/);
    expect(errores).toMatch(/--parcial/);
    expect(json).toMatchObject({ aplicado: false, rechazadas: 1 });
    expect(mesa.huella()).toBeNull();
    expect(readdirSync(mesa.carpeta)).toEqual(['archivo1.csv']);
  });

  it('sobre un libro que ya existe no cambia ni un byte', async () => {
    const mesa = new Mesa();
    await mesa.importar(buenas);
    const antes = mesa.huella();
    expect((await mesa.importar(conUnaMala)).codigo).toBe(1);
    expect(mesa.huella()).toBe(antes);
  });

  it('de varios archivos, el malo detiene también a los buenos', async () => {
    const mesa = new Mesa();
    const bueno = mesa.escribir(buenas);
    const malo = mesa.escribir(conUnaMala.map((linea) => linea.replaceAll(',F-', ',G-')));
    const { codigo } = await mesa.orden(['import', bueno, malo, '--moneda', 'ARS']);
    expect(codigo).toBe(1);
    expect(mesa.huella()).toBeNull();
  });
});

describe('lo que se escribe en la salida', () => {
  it('el objeto JSON tiene todas las claves del contrato y la cuenta de filas cierra', async () => {
    const mesa = new Mesa();
    const { json, codigo } = await mesa.importar([...buenas, '', buenas[1] ?? '', 'Total,,,,,300.50']);
    expect(codigo).toBe(0);
    expect(Object.keys(json)).toEqual(
      'archivo tipo perfil codificacion separador decimal fecha filas nuevas actualizadas sin_cambios rechazadas omitidas clientes_nuevos pagos_nuevos totales rechazos avisos omitidas_por_motivo aplicado'.split(
        ' ',
      ),
    );
    expect(json).toMatchObject({
      tipo: 'facturas',
      codificacion: 'utf-8',
      separador: ',',
      decimal: 'punto',
      filas: 5,
      nuevas: 2,
      omitidas: 3,
      omitidas_por_motivo: { vacia: 1, repetida: 1, total: 1 },
      totales: [{ moneda: 'ARS', facturas: 2, importe: 300.5, saldo: 300.5 }],
    });
    expect(json.filas).toBe(json.nuevas + json.actualizadas + json.sin_cambios + json.rechazadas + json.omitidas);
  });

  it('los montos se escriben desde el entero, con los decimales de su moneda', async () => {
    const mesa = new Mesa();
    const { salida } = await mesa.importar([
      'Cliente,Numero,Vencimiento,Importe,Moneda',
      'Acme,1,2026-08-01,9007199254.91,ARS',
      'Acme,2,2026-08-01,1500000,CLP',
    ]);
    expect(salida).toContain('"importe": 9007199254.91');
    expect(salida).toContain('"importe": 1500000,');
  });

  it('varios archivos dan una lista, en el orden en que entraron', async () => {
    const mesa = new Mesa();
    const uno = mesa.escribir(buenas);
    const dos = mesa.escribir(['cliente_id,Nombre,Email', 'C9,Nueve,nueve@ejemplo.example']);
    const { salida } = await mesa.orden(['import', uno, dos, '--moneda', 'ARS', '--formato', 'json']);
    expect((JSON.parse(salida) as { tipo: string }[]).map(({ tipo }) => tipo)).toEqual(['clientes', 'facturas']);
  });

  it('por la salida de datos sólo van datos; cómo se leyó y qué sigue van por la de errores', async () => {
    const mesa = new Mesa();
    const ruta = mesa.escribir(buenas);
    const { salida, errores } = await mesa.orden(['import', ruta, '--moneda', 'ARS']);
    expect(salida.trimEnd().split('\n').length).toBe(2);
    expect(errores).toMatch(/cómo se leyó[\s\S]*Importado[\s\S]*cobranzas priorizar/);
  });

  it('cómo se leyó el archivo se dice antes de escribir: también cuando después se rechaza', async () => {
    const mesa = new Mesa();
    const { errores } = await mesa.importar(conUnaMala);
    expect(errores.indexOf('codificacion')).toBeGreaterThanOrEqual(0);
    expect(errores.indexOf('codificacion')).toBeLessThan(errores.indexOf('línea 4'));
  });

  it('en una terminal no imprime una tabla: el resumen alcanza', async () => {
    const mesa = new Mesa();
    const ruta = mesa.escribir(buenas);
    const { salida, errores } = await mesa.orden(['import', ruta, '--moneda', 'ARS'], { terminal: { columnas: 80 } });
    expect(salida).toBe('');
    expect(errores).toContain('2 nuevas');
  });
});

describe('--simular', () => {
  it('decide lo mismo y no escribe: un libro que no existe sigue sin existir', async () => {
    const mesa = new Mesa();
    const simulada = await mesa.importar(buenas, ['--simular']);
    expect(simulada).toMatchObject({ codigo: 0, json: { nuevas: 2, clientes_nuevos: 2, aplicado: false } });
    expect(readdirSync(mesa.carpeta)).toEqual(['archivo1.csv']);
    const { json } = await mesa.importar(buenas);
    const parte = ({ filas, nuevas, totales, clientes_nuevos }: typeof json) => ({
      filas,
      nuevas,
      totales,
      clientes_nuevos,
    });
    expect(parte(json)).toEqual(parte(simulada.json));
  });

  it('un libro que existe queda con los mismos bytes y la misma fecha', async () => {
    const mesa = new Mesa();
    await mesa.importar(buenas);
    const antes = mesa.huella();
    const { json } = await mesa.importar(
      ['cliente_id,Numero,Vencimiento,Importe', 'C1,F-9,2026-09-01,5'],
      ['--simular', '--guardar-perfil', 'nada'],
    );
    expect(json.nuevas).toBe(1);
    expect(mesa.huella()).toBe(antes);
  });

  it('con --parcial no deja archivo de rechazos, pero avisa con el código 4', async () => {
    const mesa = new Mesa();
    const { codigo } = await mesa.importar(conUnaMala, ['--simular', '--parcial']);
    expect(codigo).toBe(4);
    expect(readdirSync(mesa.carpeta)).toEqual(['archivo1.csv']);
  });
});

describe('repetir', () => {
  it('el mismo archivo dos veces no cambia nada: todo queda sin cambios y el libro, intacto', async () => {
    const mesa = new Mesa();
    await mesa.importar(buenas);
    const antes = mesa.huella();
    const { codigo, json } = await mesa.importar(buenas);
    expect(codigo).toBe(0);
    expect(json).toMatchObject({ nuevas: 0, sin_cambios: 2, clientes_nuevos: 0, filas: 2 });
    expect(mesa.huella()).toBe(antes);
  });

  it('el mismo contenido en otro orden y con otro separador tampoco cambia nada', async () => {
    const mesa = new Mesa();
    await mesa.importar(buenas);
    const [encabezado = '', ...filas] = buenas;
    const { json } = await mesa.importar([encabezado, ...filas.reverse()].map((linea) => linea.replaceAll(',', ';')));
    expect(json).toMatchObject({ nuevas: 0, sin_cambios: 2 });
  });

  it('si algo entró después, el archivo se lee de nuevo y no se responde de memoria', async () => {
    const mesa = new Mesa();
    await mesa.importar(buenas);
    await mesa.importar(['cliente_id,Numero,Vencimiento,Importe', 'C1,F-9,2026-09-01,5']);
    const { json } = await mesa.importar(buenas);
    expect(json).toMatchObject({ nuevas: 0, sin_cambios: 2 });
    expect(json.avisos.join()).not.toMatch(/ya se importó/);
  });

  it('con --id, repetir la orden no hace nada y devuelve los mismos datos', async () => {
    const mesa = new Mesa();
    const ruta = mesa.escribir(buenas);
    const orden = ['import', ruta, '--moneda', 'ARS', '--id', 'carga-7', '--formato', 'json'];
    const primera = await mesa.orden(orden);
    const antes = mesa.huella();
    appendFileSync(ruta, 'C3,Gama,F-3,2026-05-03,2026-06-02,50\n');
    const segunda = await mesa.orden(orden);
    expect(segunda.codigo).toBe(0);
    expect(segunda.errores).toMatch(/ya registrado en la operación 1/);
    expect(JSON.parse(segunda.salida)).toEqual(JSON.parse(primera.salida));
    expect(mesa.huella()).toBe(antes);
  });
});

describe('de dónde vienen los archivos', () => {
  it('«-» es la entrada estándar', async () => {
    const mesa = new Mesa();
    const { codigo, salida } = await mesa.orden(['import', '-', '--moneda', 'ARS', '--formato', 'json'], {
      entrada: `${buenas.join('\n')}\n`,
    });
    expect(codigo).toBe(0);
    expect(JSON.parse(salida)).toMatchObject({ archivo: 'entrada estándar', nuevas: 2 });
  });

  it('facturas, clientes y pagos juntos dan lo mismo en cualquier orden', async () => {
    const volcados: unknown[] = [];
    for (const orden of [
      ['f', 'c', 'p'],
      ['p', 'c', 'f'],
      ['c', 'p', 'f'],
    ]) {
      const mesa = new Mesa();
      const rutas: Record<string, string> = {
        f: mesa.escribir(buenas, 'facturas.csv'),
        c: mesa.escribir(['cliente_id,Nombre,Email', 'C1,Acme SA,pagos@acme.example', 'C2,Beta SRL,'], 'clientes.csv'),
        p: mesa.escribir(['cliente_id,Factura,Fecha de pago,Importe pagado', 'C1,F-1,2026-06-05,60.50'], 'pagos.csv'),
      };
      const { codigo } = await mesa.orden(['import', ...orden.map((uno) => rutas[uno] ?? ''), '--moneda', 'ARS']);
      expect(codigo).toBe(0);
      volcados.push([mesa.documentos(), mesa.creditos()]);
    }
    expect(volcados[0]).toEqual([
      ['C1 F-1 2026-05-31 10050 4000', 'C2 F-2 2026-06-01 20000 20000'],
      ['pago 2026-06-05 6050 0 registro'],
    ]);
    expect(volcados[1]).toEqual(volcados[0]);
    expect(volcados[2]).toEqual(volcados[0]);
  });

  it('un archivo que no existe es un error de uso y no se crea el libro', async () => {
    const mesa = new Mesa();
    const { codigo, errores } = await mesa.orden(['import', join(mesa.carpeta, 'no-esta.csv')]);
    expect(codigo).toBe(2);
    expect(errores).toMatch(/no-esta\.csv: no existe/);
    expect(mesa.huella()).toBeNull();
  });

  it('un archivo que cambia mientras se lee se rechaza y nada queda', async () => {
    const mesa = new Mesa();
    const cambiante = mesa.escribir(buenas);
    // La entrada estándar se lee después del primer archivo: quien la escribe puede tocarlo en el intermedio.
    const { Readable } = await import('node:stream');
    const { main } = await import('../../src/main.ts');
    const { FlujoGuardado } = await import('../apoyo/terminal.ts');
    const errores = new FlujoGuardado();
    const entrada = Readable.from(
      (function* () {
        appendFileSync(cambiante, 'C3,Gama,F-3,2026-05-03,2026-06-02,50\n');
        yield Buffer.from('cliente_id,Numero,Vencimiento,Importe\nC1,F-9,2026-09-01,5\n');
      })(),
    );
    const codigo = await main(['import', cambiante, '-', '--moneda', 'ARS'], {
      entorno: { HOME: mesa.carpeta, COBRANZAS_LIBRO: mesa.libro, COBRANZAS_HOY: '2026-07-01', COBRANZAS_GESTOR: 'x' },
      entrada,
      salida: new FlujoGuardado(),
      errores,
      ahora: () => new Date('2026-07-01T15:00:00Z'),
    });
    expect(codigo).toBe(1);
    expect(errores.texto).toMatch(/archivo1\.csv: el archivo cambió mientras se leía/);
    expect(mesa.huella()).toBeNull();
  });
});

describe('--hoy en el pasado', () => {
  const archivo = [
    'customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,SettledDate',
    'K1,1,3/15/2013,4/14/2013,10.00,4/20/2013',
    'K1,2,5/20/2013,6/19/2013,20.00,7/5/2013',
    'K2,3,6/10/2013,7/10/2013,40.00,6/30/2013',
    'K2,4,8/1/2013,8/31/2013,80.00,9/5/2013',
  ];

  it('lo pagado después de ese día estaba abierto, lo pagado ese día no, y lo emitido después no existía', async () => {
    const mesa = new Mesa();
    const { json } = await mesa.importar(archivo, ['--moneda', 'USD'], { hoy: '2013-06-30' });
    expect(json).toMatchObject({ nuevas: 4, pagos_nuevos: 4, totales: [{ facturas: 4, importe: 150, saldo: 20 }] });
    const { salida } = await mesa.orden(['informe', 'antiguedad', '--resumen', '--formato', 'json'], {
      hoy: '2013-06-30',
    });
    expect(JSON.parse(salida)).toMatchObject([{ moneda: 'USD', d1_30: 20, total: 20 }]);
  });

  it('importado en otra fecha da el mismo saldo para ese día', async () => {
    const mesa = new Mesa();
    await mesa.importar(archivo, ['--moneda', 'USD'], { hoy: '2026-07-01' });
    const { salida } = await mesa.orden(['informe', 'antiguedad', '--resumen', '--formato', 'json'], {
      hoy: '2013-06-30',
    });
    expect(JSON.parse(salida)).toMatchObject([{ d1_30: 20, total: 20 }]);
  });
});

describe('el libro no se puede usar', () => {
  it('un archivo de otra cosa no es un libro, y queda como estaba', async () => {
    const mesa = new Mesa();
    writeFileSync(mesa.libro, 'esto no es una base de datos, es una carta muy larga'.repeat(30));
    const antes = mesa.huella();
    const { codigo, errores } = await mesa.importar(buenas);
    expect(codigo).toBe(3);
    expect(errores).toMatch(/no es un libro|no es una base/i);
    expect(mesa.huella()).toBe(antes);
  });

  it.each([
    ['de una versión más nueva', (base: Database.Database) => base.pragma('user_version = 9999'), /versión/],
    ['de otro programa', (base: Database.Database) => base.pragma('application_id = 77'), /de otro programa/],
  ])('uno %s se rechaza con 3 y queda como estaba', async (_, cambiar, mensaje) => {
    const mesa = new Mesa();
    await mesa.importar(buenas);
    const base = new Database(mesa.libro);
    cambiar(base);
    base.close();
    const antes = mesa.huella();
    const { codigo, errores } = await mesa.importar([buenas[0] ?? '', 'C9,Nueve,F-9,2026-05-01,2026-05-31,1']);
    expect([codigo, errores]).toEqual([3, expect.stringMatching(mensaje)]);
    expect(errores).toMatch(/\n {2}→ /);
    expect(mesa.huella()).toBe(antes);
  });

  it('una carpeta en el lugar del libro se dice', async () => {
    const mesa = new Mesa();
    const ruta = mesa.escribir(buenas);
    const { codigo, errores } = await mesa.orden(['import', ruta, '--moneda', 'ARS'], { libro: mesa.carpeta });
    expect(codigo).toBe(3);
    expect(errores).toMatch(/carpeta/);
  });

  it('el libro que se crea es privado', async () => {
    const mesa = new Mesa();
    await mesa.importar(buenas);
    const { statSync } = await import('node:fs');
    expect(statSync(mesa.libro).mode & 0o777).toBe(0o600);
    chmodSync(mesa.libro, 0o600);
    expect(existsSync(`${mesa.libro}-wal`)).toBe(false);
    expect(readFileSync(mesa.libro).subarray(0, 15).toString()).toBe('SQLite format 3');
  });
});
