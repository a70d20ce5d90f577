import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

/** Qué trampa, con qué opciones se importa, con qué código termina y qué dice. */
type Trampa = readonly [archivo: string, codigo: number, mensaje: RegExp, opciones?: readonly string[]];

const PAGOS = ['--tipo', 'pagos'];
const sinMoneda = ['--sin-moneda'];

const trampas: readonly Trampa[] = [
  // Lo que no es texto, o no es un archivo
  ['binario.dat', 1, /línea 1: contiene bytes nulos: no parece texto/],
  ['bytes-nulos.csv', 1, /línea 3: contiene bytes nulos/],
  ['libro-de-excel.xlsx', 1, /es un libro de Excel \(\.xlsx\), no un texto[\s\S]*CSV/],
  ['comprimido.csv.gz', 1, /gzip/],
  ['informe.pdf', 1, /es un PDF/],
  ['vacio.csv', 1, /está vacío/],
  ['solo-encabezado.csv', 1, /sólo tiene el encabezado \(línea 1\), ninguna fila/],
  ['utf8.csv', 2, /ebcdic/, ['--codificacion', 'ebcdic']],
  ['separador-empatado.csv', 1, /separador/],
  ['fila-larga.csv', 1, /línea \d+.*(64 KiB|65\.?536)/],
  ['muchas-columnas.csv', 1, /línea 1: la fila tiene 201 columnas y el máximo es 200/],
  // Encabezados y columnas
  [
    'sin-encabezado.csv',
    1,
    /ninguna de las primeras líneas parece un encabezado[\s\S]*línea 1: «Casa Lupo»[\s\S]*--columna/,
  ],
  [
    'dos-importes.csv',
    1,
    /«Importe» y «Importe» pueden ser «importe» y no dicen lo mismo[\s\S]*--columna importe='#4'/,
  ],
  [
    'falta-importe.csv',
    1,
    /falta una columna para el importe[\s\S]*encabezados \(línea 1\)[\s\S]*--columna importe=/,
    ['--tipo', 'facturas'],
  ],
  ['falta-cliente.csv', 1, /falta una columna para el cliente[\s\S]*se reconocieron: [\s\S]*--columna cliente="Quien"/],
  ['falta-fecha.csv', 1, /falta una columna para el vencimiento, o la fecha de emisión/, ['--tipo', 'facturas']],
  ['falta-numero.csv', 1, /falta una columna para el número/, ['--tipo', 'facturas']],
  ['importe-junto-a-iva.csv', 1, /no se sabe si «Importe» incluye «IVA»[\s\S]*--columna neto=/],
  [
    'fecha-de-pago-ambigua.csv',
    1,
    /no se sabe si «Fecha de pago» es el día en que se pagó o el día en que vence/,
    ['--tipo', 'facturas'],
  ],
  ['tipo-indeciso.csv', 2, /no se sabe si el archivo trae facturas, pagos o clientes[\s\S]*--tipo/],
  ['pedidos-de-tienda.csv', 2, /no se sabe si el archivo trae facturas, pagos o clientes[\s\S]*--tipo/],
  // Decisiones sobre toda la columna
  [
    'decimal-contradictorio.csv',
    1,
    /se contradicen sobre la marca decimal[\s\S]*línea 2[\s\S]*línea 3[\s\S]*--decimal/,
  ],
  ['decimal-dudoso.csv', 1, /«1\.234» \(línea 2, columna «Importe»\)[\s\S]*--decimal coma/],
  [
    'fechas-contradictorias.csv',
    1,
    /se contradicen sobre el orden de las fechas[\s\S]*línea 2[\s\S]*línea 3[\s\S]*--fecha/,
  ],
  ['ingles-sin-orden.csv', 1, /«03\/04\/2026» es día\/mes o mes\/día[\s\S]*--fecha dmy/],
  ['anio-de-dos-cifras-delante.csv', 1, /año de dos cifras[\s\S]*--fecha ymd/],
  // Moneda
  ['sin-moneda.csv', 2, /no dice en qué moneda[\s\S]*--moneda/, sinMoneda],
  ['monedas-mezcladas.csv', 1, /línea 4.*moneda/, sinMoneda],
  [
    'pesos-y-dolares.csv',
    2,
    /no se sabe de qué moneda es «\$ 80,00» \(línea 3\): «US\$ 100,00» \(línea 2\) es USD[\s\S]*--moneda USD/,
    sinMoneda,
  ],
  ['moneda-desconocida.csv', 1, /línea 3, columna «Moneda»: «doblones»/, sinMoneda],
  [
    'moneda-que-contradice.csv',
    1,
    /línea 3, columna «Importe»: «US\$ 80,00»: la celda dice USD y la fila es de ARS/,
    sinMoneda,
  ],
  // Filas
  [
    'importe-ilegible.csv',
    1,
    /línea 3, columna «Importe»: «cien pesos»: no es un importe.*1\.234,56[\s\S]*línea 4, columna «Importe»: «1\.2\.3,4»/,
  ],
  [
    'fecha-ilegible.csv',
    1,
    /línea 3, columna «Emision»: «31\/02\/2026»: no es una fecha[\s\S]*línea 4, columna «Vencimiento»: «mañana»/,
  ],
  ['fecha-de-excel.csv', 1, /línea 2, columna «Vencimiento»: «46185»: es un número de serie de Excel/],
  ['notacion-cientifica.csv', 1, /línea 2, columna «CUIT»: «3,07123E\+10»: está en notación científica/],
  ['celdas-de-mas.csv', 1, /línea 3.*la fila tiene 6 celdas y el encabezado 5/],
  ['comilla-sin-cerrar.csv', 1, /línea 4.*comilla/],
  ['saldo-mayor.csv', 1, /línea 3, columna «Saldo»: «90,00»: el saldo es mayor que el importe/],
  ['factura-dos-veces.csv', 1, /línea 3, columna «Importe».*ya está en la línea 2/],
  // Contra el libro
  ['factura-que-cambio.csv', 1, /línea 2, columna «Importe»: «importe: 100,50 → 100,75»[\s\S]*--actualizar/],
  ['cliente-que-son-dos.csv', 1, /línea 2, columna «Cliente»: .*puede ser más de un cliente \(D-1, D-2\)/],
  ['pago-de-otra-factura.csv', 1, /línea 2, columna «Factura»: «F-999»: .*no tiene ese documento/, PAGOS],
  ['debe-y-haber.csv', 1, /línea 3, columna «Debe»: .*a la vez dinero que entra y que sale/, PAGOS],
  ['sentido-desconocido.csv', 1, /línea 4, columna «D\/C»: vacía: no se sabe si el dinero entra o sale/, PAGOS],
];

describe('cada trampa termina con su código y su mensaje, y el libro queda byte por byte como estaba', () => {
  const mesa = new Mesa();
  beforeAll(async () => {
    expect((await mesa.importar(readFileSync('fixtures/trampas/libro-previo.csv'))).codigo).toBe(0);
  });

  it.each(trampas.map((trampa) => [trampa[0], trampa] as const))(
    '%s',
    async (_, [archivo, codigo, mensaje, opciones = []]) => {
      const ruta = join(mesa.carpeta, archivo);
      copyFileSync(join('fixtures/trampas', archivo), ruta);
      const antes = mesa.huella();
      const presentes = readdirSync(mesa.carpeta);
      const moneda = opciones === sinMoneda ? [] : [...opciones, '--moneda', 'ARS'];
      const resultado = await mesa.orden(['import', ruta, ...moneda]);
      expect({ codigo: resultado.codigo, errores: resultado.errores }).toEqual({
        codigo,
        errores: expect.stringMatching(mensaje),
      });
      expect(resultado.errores).toContain(`error: `);
      expect(resultado.errores).toMatch(/\n {2}→ /);
      expect(resultado.errores).not.toMatch(/at .*\.ts:\d+/);
      expect(mesa.huella()).toBe(antes);
      expect(readdirSync(mesa.carpeta)).toEqual(presentes);
    },
  );

  it('una carpeta', async () => {
    mkdirSync(join(mesa.carpeta, 'facturas'));
    const { codigo, errores } = await mesa.orden(['import', join(mesa.carpeta, 'facturas')]);
    expect([codigo, errores]).toEqual([2, expect.stringMatching(/es una carpeta[\s\S]*\*\.csv/)]);
  });

  it('un archivo que no existe', async () => {
    const { codigo, errores } = await mesa.orden(['import', join(mesa.carpeta, 'no-esta.csv')]);
    expect([codigo, errores]).toEqual([2, expect.stringMatching(/no-esta\.csv: no existe/)]);
  });

  it('toda trampa de la carpeta está en esta tabla o es legible', async () => {
    const probadas = new Set(trampas.map(([archivo]) => archivo));
    const legibles = new Mesa();
    for (const archivo of readdirSync('fixtures/trampas').filter((nombre) => !probadas.has(nombre))) {
      const ruta = join(legibles.carpeta, archivo);
      writeFileSync(ruta, readFileSync(join('fixtures/trampas', archivo)));
      const { codigo, errores } = await legibles.orden([
        'import',
        ruta,
        '--moneda',
        'EUR',
        '--simular',
        '--tipo',
        'facturas',
        '--plazo',
        '30',
      ]);
      expect([0, 1], `${archivo}: ${errores}`).toContain(codigo);
      if (codigo === 1) expect(errores, archivo).toMatch(/error: .*\n[\s\S]* {2}→ /);
    }
  });
});
