import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const raro = ['Quién;Papel;Día;Plata', 'Acme;77;03/04/2026;1.234', 'Beta;78;05/04/2026;2.000'];
const aMano = [
  ...[
    '--columna',
    'cliente=Quién',
    '--columna',
    'numero=Papel',
    '--columna',
    'emision=Día',
    '--columna',
    'importe=Plata',
  ],
  ...['--tipo', 'facturas', '--decimal', 'punto', '--fecha', 'mdy'],
];

describe('--guardar-perfil y --perfil', () => {
  it('lo indicado a mano se guarda y el mes siguiente alcanza con nombrarlo', async () => {
    const mesa = new Mesa();
    const primera = await mesa.importar(raro, [...aMano, '--guardar-perfil', 'mi-banco']);
    expect(primera.codigo).toBe(0);
    const siguiente = raro.map((linea) => linea.replace(';77;', ';87;').replace(';78;', ';88;'));
    const { codigo, json } = await mesa.importar(siguiente, ['--perfil', 'mi-banco']);
    expect(codigo).toBe(0);
    expect(json).toMatchObject({ perfil: 'mi-banco', decimal: 'punto', fecha: 'mdy', nuevas: 2 });
    expect(mesa.documentos().map((texto) => texto.split(' ').slice(1, 4).join(' '))).toEqual([
      '77 2026-04-03 123',
      '87 2026-04-03 123',
      '78 2026-06-03 200',
      '88 2026-06-03 200',
    ]);
  });

  it('un perfil guardado otra vez con el mismo nombre reemplaza al anterior, también para un archivo ya importado', async () => {
    const mesa = new Mesa();
    const archivo = ['Quién;Papel;Día;Plata;Otra', 'Acme;77;03/04/2026;10;20'];
    await mesa.importar(archivo, [...aMano, '--guardar-perfil', 'p', '--simular']);
    await mesa.importar(archivo, [...aMano, '--guardar-perfil', 'p']);
    const conOtra = aMano.map((opcion) => (opcion === 'importe=Plata' ? 'importe=Otra' : opcion));
    await mesa.importar(
      archivo.map((linea) => linea.replace(';77;', ';78;')),
      [...conOtra, '--guardar-perfil', 'p'],
    );
    const { codigo, errores } = await mesa.importar(archivo, ['--perfil', 'p']);
    expect(codigo).toBe(1);
    expect(errores).toMatch(/importe: 10,00 → 20,00/);
  });

  it('un perfil que no existe es un error de uso que enumera los que hay', async () => {
    const mesa = new Mesa();
    const { codigo, errores } = await mesa.importar(raro, ['--perfil', 'nadie']);
    expect(codigo).toBe(2);
    expect(errores).toMatch(/afip-mis-comprobantes.*xero/);
  });

  it('un archivo sin una columna del perfil guardado se rechaza y la nombra', async () => {
    const mesa = new Mesa();
    await mesa.importar(raro, [...aMano, '--guardar-perfil', 'mi-banco']);
    const { codigo, errores } = await mesa.importar(
      raro.map((linea) => linea.split(';').slice(0, 3).join(';')),
      ['--perfil', 'mi-banco'],
    );
    expect(codigo).toBe(1);
    expect(errores).toMatch(/el perfil «mi-banco» espera una columna «Plata» para «importe»/);
  });

  it('--columna gana al perfil', async () => {
    const mesa = new Mesa();
    await mesa.importar(raro, [...aMano, '--guardar-perfil', 'mi-banco']);
    const { json } = await mesa.importar(
      raro.map((linea, indice) => `${linea.replace(';7', ';9')};${indice === 0 ? 'Total' : '5'}`),
      ['--perfil', 'mi-banco', '--columna', 'importe=Total'],
    );
    expect(json.totales).toMatchObject([{ importe: 10 }]);
  });
});

describe('--columna', () => {
  it.each([
    ['sin-igual', /no dice qué columna es/],
    ['plata=Total', /«plata» no es un campo/],
    ['importe=NoEsta', /no hay una columna «NoEsta»/],
  ])('%s se rechaza como error de uso', async (valor, mensaje) => {
    const mesa = new Mesa();
    const { codigo, errores } = await mesa.importar(raro, ['--columna', valor]);
    expect([codigo, errores]).toEqual([2, expect.stringMatching(mensaje)]);
  });
});
