import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leerPlantillasVigentes } from '../../src/comandos/piezas/plantillas.ts';
import { camposDeMensaje } from '../../src/dominio/mensaje/campos.ts';
import { plantillasIncluidas } from '../../src/dominio/mensaje/incluidas.ts';
import type { Politica } from '../../src/dominio/politica.ts';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';
import { tratos } from '../../src/dominio/trato.ts';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';

/** Una política con su carpeta de plantillas, y los archivos que se le pidan. */
function casa(archivos: Readonly<Record<string, string>>, resto = ''): { carpeta: string; opciones: string[] } {
  const raiz = carpetaTemporal();
  const carpeta = join(raiz, 'textos');
  mkdirSync(carpeta);
  for (const [nombre, texto] of Object.entries(archivos)) writeFileSync(join(carpeta, nombre), texto);
  const politica = join(raiz, 'politica.toml');
  writeFileSync(
    politica,
    `[empresa]\nnombre = "Distribuidora Sur"\npais = "AR"\n[recordatorios]\nplantillas = "textos"\n${resto}`,
  );
  return { carpeta, opciones: ['--politica', politica] };
}

const propia = 'Asunto: Hola, {persona}\n\n{saludo}:\n\nFaltan {monto}.\n';

describe('plantilla listar', () => {
  it('muestra las incluidas con el paso que las usa y su asunto lleno', async () => {
    const { codigo, salida } = await ejecutar(['plantilla', 'listar', '--formato', 'json']);
    expect(codigo).toBe(0);
    const filas: Record<string, string | null>[] = JSON.parse(salida);
    expect(filas).toHaveLength(plantillasIncluidas.length);
    expect(filas.find((fila) => fila.codigo === 'aviso')).toMatchObject({
      tono: 'amable',
      pasos: 'aviso',
      origen: 'incluida',
      estado: 'bien',
      asunto: 'Información de su cuenta',
    });
    expect(filas.map(({ asunto }) => asunto).join('\n')).not.toMatch(/[{}]/);
  });

  it('una propia ocupa el lugar de la incluida, y la que está mal se señala sin romper la lista', async () => {
    const { carpeta, opciones } = casa({ 'amable.txt': propia, 'rota.txt': 'sin asunto' });
    const { salida, errores } = await ejecutar(['plantilla', 'listar', '--formato', 'json', ...opciones]);
    const filas: Record<string, string | null>[] = JSON.parse(salida);
    expect(filas.filter((fila) => fila.codigo === 'amable')).toEqual([
      expect.objectContaining({ origen: join(carpeta, 'amable.txt'), asunto: 'Hola, Ana', tono: 'amable' }),
    ]);
    expect(filas.find((fila) => fila.codigo === 'rota')).toMatchObject({ estado: 'con problemas', asunto: null });
    expect(errores).toContain('plantilla validar');
  });

  it('--campos dice todo lo que una propia puede pedir', async () => {
    const { salida } = await ejecutar(['plantilla', 'listar', '--campos']);
    for (const { nombre } of camposDeMensaje) expect(salida).toContain(`{${nombre}}`);
    expect(salida).toContain('{cuadro},el cuadro con las facturas y el total,solo en su párrafo');
  });
});

describe('plantilla ver', () => {
  it('muestra el mensaje como se lee, en 72 columnas', async () => {
    const { opciones } = casa({});
    const { codigo, salida, errores } = await ejecutar(['plantilla', 'ver', 'amable', ...opciones]);
    expect(codigo).toBe(0);
    expect(salida).toMatch(/^Asunto: Tu cuenta con Distribuidora Sur\n\nHola, Ana:\n/);
    expect(salida).toContain('el pago de 2 facturas');
    expect(salida.split('\n').filter((renglon) => renglon.length > 72)).toEqual([]);
    expect(errores).toContain('inventados');
  });

  it.each(plantillasIncluidas)(
    '«$codigo» se lee entera en los tres tratos, con una factura y con doce',
    async (una) => {
      for (const trato of tratos) {
        for (const facturas of ['1', '12']) {
          const { codigo, salida } = await ejecutar([
            'plantilla',
            'ver',
            una.codigo,
            ...['--trato', trato, '--facturas', facturas],
          ]);
          expect(codigo).toBe(0);
          expect(salida).not.toMatch(/[{}|]|undefined|null|NaN| {2}[a-z]+\.$|\s,/);
          expect(salida).toMatch(/Saludos,|anoto\?/);
        }
      }
    },
  );

  it('--cruda es un archivo que, guardado como propio, dice lo mismo', async () => {
    const cruda = await ejecutar(['plantilla', 'ver', 'firme', '--cruda']);
    const { opciones } = casa({ 'firme.txt': cruda.salida });
    const conPropia = await ejecutar(['plantilla', 'ver', 'firme', '--formato', 'json', ...opciones]);
    const deFabrica = await ejecutar(['plantilla', 'ver', 'firme', '--formato', 'json', ...casa({}).opciones]);
    const { origen, ...dicho } = JSON.parse(conPropia.salida);
    expect(origen).toContain('firme.txt');
    expect(dicho).toEqual({ ...JSON.parse(deFabrica.salida), origen: undefined });
  });

  it('--html con --salida deja un archivo para abrir en un navegador', async () => {
    const destino = join(carpetaTemporal(), 'aviso.html');
    const { codigo } = await ejecutar(['plantilla', 'ver', 'aviso', '--html', '--salida', destino]);
    expect(codigo).toBe(0);
    expect(readFileSync(destino, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
  });

  it('de una que no existe dice la más parecida, con código 2', async () => {
    const { codigo, errores } = await ejecutar(['plantilla', 'ver', 'amables']);
    expect(codigo).toBe(2);
    expect(errores).toContain('¿quiso decir amable?');
  });

  it('una que no se puede enviar no se muestra: se dice por qué', async () => {
    const { opciones } = casa({ 'dura.txt': 'Asunto: Hola\n\nIremos a juicio.\n' });
    const { codigo, errores } = await ejecutar(['plantilla', 'ver', 'dura', ...opciones]);
    expect(codigo).toBe(2);
    expect(errores).toContain('dura.txt, línea 3: «Iremos a juicio.» amenaza');
  });
});

describe('plantilla validar', () => {
  it('sin carpeta propia, las incluidas valen', async () => {
    const { codigo, salida } = await ejecutar(['plantilla', 'validar']);
    expect(codigo).toBe(0);
    expect(salida.trim().split('\n')).toHaveLength(plantillasIncluidas.length + 1);
  });

  it('nombra archivo, línea y frase de todo lo que está mal, y termina con 1', async () => {
    const { carpeta, opciones } = casa({
      'amable.txt':
        'Asunto: Su deuda\nTono: amable\n\n{saludo}:\n\nEs el último aviso antes de ir a la justicia. Son {montos}.\n',
      'otra.txt': 'Asunto: Hola\n\nAproveche nuestras promociones.\n',
    });
    const { codigo, salida, errores } = await ejecutar(['plantilla', 'validar', ...opciones]);
    expect([codigo, salida]).toEqual([1, '']);
    expect(errores).toContain(`${join(carpeta, 'amable.txt')}, línea 1: «Su deuda» cuenta la deuda en el asunto`);
    expect(errores).toContain('amable.txt, línea 6: no existe el campo {montos}; ¿quiso decir {monto}?');
    expect(errores).toContain('amable.txt, línea 6: «Es el último aviso antes de» amenaza');
    expect(errores).toContain('otra.txt, línea 3: «Aproveche nuestras promociones.» es promoción');
  });

  it('un archivo suelto se revisa antes de usarlo', async () => {
    const { carpeta } = casa({ 'mia.txt': propia });
    const archivo = join(carpeta, 'mia.txt');
    const { codigo, salida } = await ejecutar(['plantilla', 'validar', archivo]);
    expect(codigo).toBe(0);
    expect(salida).toBe(`codigo,archivo,tono,estado\nmia,${archivo},directo,valida\n`);
    const falta = await ejecutar(['plantilla', 'validar', join(carpeta, 'no.txt')]);
    expect(falta.codigo).toBe(2);
  });

  it('avisa si ningún paso usa una propia que no reemplaza a otra', async () => {
    const { opciones } = casa({ 'amable.txt': propia, 'suelta.txt': propia });
    const { codigo, errores } = await ejecutar(['plantilla', 'validar', ...opciones]);
    expect(codigo).toBe(0);
    expect(errores).toContain('ningún paso de la política usa la plantilla «suelta»');
    expect(errores).not.toContain('«amable»');
  });

  it('avisa lo que a los mensajes les falta porque la política no lo dice', async () => {
    const sinNada = await ejecutar(['plantilla', 'validar']);
    expect(sinNada.codigo).toBe(0);
    for (const falta of ['quién escribe', 'cómo pagar', 'un teléfono ni un correo']) {
      expect(sinNada.errores).toContain(falta);
    }
    const { opciones } = casa(
      {},
      '[[medios]]\nnombre = "Transferencia"\ninstrucciones = "alias SUR"\n[correo]\nde = "cobros@sur.example"\n',
    );
    const completa = await ejecutar(['plantilla', 'validar', ...opciones]);
    expect([completa.codigo, completa.errores]).toEqual([0, '']);
  });

  it('un paso que pide una plantilla que no existe se dice con la más parecida', async () => {
    const { opciones } = casa(
      {},
      '[[recordatorios.pasos]]\ncodigo = "uno"\ndespues = 7\ncanal = "email"\nplantilla = "amabel"\n',
    );
    const { codigo, errores } = await ejecutar(['plantilla', 'validar', ...opciones]);
    expect(codigo).toBe(1);
    expect(errores).toContain('el paso «uno» pide la plantilla «amabel», que no existe');
    expect(errores).toContain('¿quiso decir amable?');
  });

  const reclamo = '[[recordatorios.pasos]]\ncodigo = "reclamo"\ndespues = 20\ntono = "firme"\nplantilla = "reclamo"\n';

  it('un paso con un tono que no es el de su plantilla se dice con su línea, y tampoco pasa al validar la política', async () => {
    const { carpeta, opciones } = casa({ 'reclamo.txt': `Tono: amable\n${propia}` }, reclamo);
    const dicho = 'línea 9, el paso «reclamo» pide tono firme y su plantilla «reclamo» es de tono amable';
    for (const orden of [
      ['plantilla', 'validar'],
      ['plantilla', 'validar', join(carpeta, 'reclamo.txt')],
      ['politica', 'validar'],
    ]) {
      const { codigo, salida, errores } = await ejecutar([...orden, ...opciones]);
      expect([codigo, salida]).toEqual([1, '']);
      expect(errores).toContain(dicho);
    }
  });

  it('si el tono es el de la plantilla, pasa; y sin plantilla se usa la incluida de ese tono, que la política muestra', async () => {
    const { opciones } = casa(
      { 'reclamo.txt': `Tono: firme\n${propia}` },
      `${reclamo}[[recordatorios.pasos]]\ncodigo = "otro"\ndespues = 30\ntono = "directo"\n`,
    );
    expect((await ejecutar(['plantilla', 'validar', ...opciones])).codigo).toBe(0);
    expect((await ejecutar(['politica', 'validar', ...opciones])).codigo).toBe(0);
    const { salida } = await ejecutar(['politica', 'ver', '--formato', 'json', ...opciones]);
    const filas: { clave: string; valor: string }[] = JSON.parse(salida);
    expect(filas.find(({ clave }) => clave === 'recordatorios.pasos')?.valor).toBe(
      'reclamo (20 después, tono firme), otro (30 después, tono directo, plantilla directo)',
    );
  });
});

describe('las plantillas con que se envía', () => {
  const deArchivo = (politica: Politica) => ({ politica, rutaPolitica: 'politica.toml', textoDePolitica: '' });

  it('una propia que no se puede enviar detiene todo antes de que salga nada', async () => {
    const { carpeta } = casa({ 'amable.txt': 'Asunto: Hola\n\nSon {montos}.\n' });
    const recordatorios = { ...politicaPredeterminada.recordatorios, carpetaDePlantillas: carpeta };
    await expect(leerPlantillasVigentes(deArchivo({ ...politicaPredeterminada, recordatorios }))).rejects.toThrow(
      'línea 3: no existe el campo {montos}',
    );
  });

  it('la propia reemplaza a la incluida y las demás siguen', async () => {
    const { carpeta } = casa({ 'amable.txt': propia });
    const recordatorios = { ...politicaPredeterminada.recordatorios, carpetaDePlantillas: carpeta };
    const plantillas = await leerPlantillasVigentes(deArchivo({ ...politicaPredeterminada, recordatorios }));
    expect(plantillas.get('amable')?.asunto).toBe('Hola, {persona}');
    expect(plantillas.size).toBe(plantillasIncluidas.length);
  });
});
