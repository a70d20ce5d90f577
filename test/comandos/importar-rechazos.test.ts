import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const archivo = [
  'cliente_id;Cliente;Numero;Emision;Vencimiento;Importe;Nota',
  'C1;Acme SA;F-1;2026-05-01;2026-05-31;1.100,50;buena',
  'C2;"Beta; ""La Única"" SRL";F-2;2026-05-02;2026-06-01;mil;mala por el importe',
  'C3;Gama;F-3;31/31/2026;2026-06-02;300,00;mala por la fecha',
  'C4;Delta;F-4;2026-05-04;2026-06-03;400,00;buena',
  ';;F-5;2026-05-04;2026-06-03;500,00;=HYPERLINK("x")',
];

describe('--parcial', () => {
  it('deja entrar lo bueno, escribe lo demás con su motivo y termina con 4', async () => {
    const mesa = new Mesa();
    const { codigo, json, ruta, errores } = await mesa.importar(archivo, ['--parcial']);
    expect(codigo).toBe(4);
    expect(json).toMatchObject({ nuevas: 2, rechazadas: 3, aplicado: true });
    const rechazos = ruta.replace('.csv', '.rechazos.csv');
    expect(errores).toContain(`3 filas rechazadas en ${rechazos}`);
    const lineas = readFileSync(rechazos, 'utf8').trimEnd().split('\r\n');
    expect(lineas[0]).toBe(
      'cliente_id,Cliente,Numero,Emision,Vencimiento,Importe,Nota,linea_original,columna_rechazada,motivo_del_rechazo',
    );
    expect(lineas[1]).toMatch(
      /^C2,"Beta; ""La Única"" SRL",F-2,2026-05-02,2026-06-01,mil,mala por el importe,3,Importe,/,
    );
    expect(lineas[3]).toMatch(/'=HYPERLINK/);
  });

  it('los rechazos, corregidos, entran sin tocar nada más', async () => {
    const mesa = new Mesa();
    const { ruta } = await mesa.importar(archivo, ['--parcial']);
    const corregido = readFileSync(ruta.replace('.csv', '.rechazos.csv'), 'utf8')
      .replace(',mil,', ',"2.200,75",')
      .replace('31/31/2026', '2026-05-03')
      .replace('\r\n,,F-5', '\r\nC5,,F-5');
    const { codigo, json } = await mesa.importar(corregido);
    expect(json).toMatchObject({ nuevas: 3, rechazadas: 0 });
    expect(codigo).toBe(0);
    expect(mesa.documentos()).toEqual([
      'C1 F-1 2026-05-31 110050 110050',
      'C2 F-2 2026-06-01 220075 220075',
      'C3 F-3 2026-06-02 30000 30000',
      'C4 F-4 2026-06-03 40000 40000',
      'C5 F-5 2026-06-03 50000 50000',
    ]);
    expect(mesa.consultar("SELECT nombre FROM clientes WHERE codigo = 'C2'")).toEqual([
      { nombre: 'Beta; "La Única" SRL' },
    ]);
    const entero = new Mesa();
    await entero.importar(
      archivo.map((linea) =>
        linea
          .replace('mil;', '2.200,75;')
          .replace('31/31/2026', '2026-05-03')
          .replace(/^;;F-5/, 'C5;;F-5'),
      ),
    );
    expect(entero.documentos()).toEqual(mesa.documentos());
  });

  it('sin rechazos no hay archivo y el código es 0', async () => {
    const mesa = new Mesa();
    const { codigo } = await mesa.importar(archivo.slice(0, 2), ['--parcial']);
    expect(codigo).toBe(0);
    expect(readdirSync(mesa.carpeta).filter((nombre) => nombre.includes('rechazos'))).toEqual([]);
  });

  it('una fila rechazada no hace nacer a su cliente', async () => {
    const mesa = new Mesa();
    await mesa.importar(
      [
        'cliente_id,Numero,Vencimiento,Importe,Saldo',
        'C1,F-1,2026-05-31,10,10',
        'C2,F-2,,10,10',
        'C3,F-3,2026-05-31,10,11',
      ],
      ['--parcial'],
    );
    expect(mesa.consultar('SELECT codigo FROM clientes')).toEqual([{ codigo: 'C1' }]);
  });

  it('todas malas: no entra nada, los rechazos quedan escritos y el código es 4', async () => {
    const mesa = new Mesa();
    const { codigo, ruta } = await mesa.importar([archivo[0] ?? '', archivo[5] ?? ''], ['--parcial']);
    expect(codigo).toBe(4);
    expect(existsSync(ruta.replace('.csv', '.rechazos.csv'))).toBe(true);
    expect(mesa.huella()).toBeNull();
  });
});

describe('--rechazos', () => {
  it('elige dónde', async () => {
    const mesa = new Mesa();
    const destino = join(mesa.carpeta, 'corregir.csv');
    await mesa.importar(archivo, ['--parcial', '--rechazos', destino]);
    expect(readFileSync(destino, 'utf8').split('\r\n')).toHaveLength(5);
  });

  it('sin --parcial no tiene sentido', async () => {
    const mesa = new Mesa();
    const { codigo, errores } = await mesa.importar(archivo, ['--rechazos', 'x.csv']);
    expect(codigo).toBe(2);
    expect(errores).toMatch(/--rechazos sólo tiene sentido con --parcial/);
  });

  it('no puede pisar el archivo que se importa, ni el libro, ni los rechazos de otro', async () => {
    const mesa = new Mesa();
    const uno = mesa.escribir(archivo);
    const dos = mesa.escribir(archivo);
    const contenido = readFileSync(uno, 'utf8');
    for (const [rutas, destino, motivo] of [
      [[uno], uno, /que es un archivo que se importa/],
      [[uno], mesa.libro, /que es el libro/],
      [[uno, dos], join(mesa.carpeta, 'r.csv'), /el de los rechazos de otro archivo/],
    ] as const) {
      const { codigo, errores } = await mesa.orden([
        'import',
        ...rutas,
        '--moneda',
        'ARS',
        '--parcial',
        '--rechazos',
        destino,
      ]);
      expect([codigo, errores]).toEqual([2, expect.stringMatching(motivo)]);
    }
    expect(readFileSync(uno, 'utf8')).toBe(contenido);
    expect(mesa.huella()).toBeNull();
  });

  it('en una carpeta que no existe se dice, y el libro queda como estaba', async () => {
    const mesa = new Mesa();
    const { codigo, errores } = await mesa.importar(archivo, [
      '--parcial',
      '--rechazos',
      join(mesa.carpeta, 'no', 'r.csv'),
    ]);
    expect(codigo).toBe(2);
    expect(errores).toMatch(/no se puede escribir el archivo de rechazos/);
    expect(mesa.huella()).toBeNull();
  });
});
