/**
 * R18: respaldos con el binario de verdad mientras cuatro procesos escriben: cada uno abre, verifica y es exactamente un
 * momento confirmado del libro. Restaurar deja el libro igual al respaldo y al lado una copia del que había; mientras otros escriben,
 * restaura o se niega, sin dejar nada a medias.
 */
import { fork } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pausa } from 'node:timers/promises';
import { csvDeFacturas } from './apoyo/archivos.ts';
import { consultar, hallazgosDe, sobrantes, volcar } from './apoyo/libros.ts';
import { comoHijo, medir } from './apoyo/medicion.ts';
import { cargarPrograma, correr } from './apoyo/programa.ts';

const escritores = 4;
const clientes = 50;

/** Escribe sin parar hasta que aparece el archivo que lo manda detenerse. Devuelve lo que salió mal. */
async function escribir(numero: number, libro: string, primera: number): Promise<string[]> {
  const ejecutar = await cargarPrograma();
  const carpeta = dirname(libro);
  const errores: string[] = [];
  for (let orden = primera; !existsSync(join(carpeta, 'basta')); orden += 1) {
    const archivo = join(carpeta, `escritor-${numero}.csv`);
    writeFileSync(archivo, csvDeFacturas({ filas: 3, desde: 1_000_000 * (numero + 1) + orden * 3, clientes }));
    const argumentos =
      orden % 2 === 0
        ? ['import', archivo]
        : ['cliente', 'editar', `K${orden % clientes}`, '--nota', `${numero}-${orden}`];
    const { codigo, errores: dicho } = await ejecutar(argumentos, { libro });
    if (codigo !== 0) errores.push(`${argumentos.join(' ')} → ${codigo}: ${dicho.slice(dicho.search(/^error: /m))}`);
  }
  return errores;
}

/** Lanza los cuatro procesos; cada promesa da los errores de uno. */
function lanzarEscritores(libro: string, primera = 0): Promise<string[]>[] {
  return Array.from({ length: escritores }, (_, numero) => {
    const hijo = fork(process.argv[1] ?? '', ['hijo', String(numero), libro, String(primera)]);
    return new Promise<string[]>((listo, fallar) => {
      hijo.once('message', (errores) => listo(errores as string[]));
      hijo.once('exit', (codigo) => fallar(new Error(`el escritor ${numero} terminó con ${codigo}`)));
    });
  });
}

if (comoHijo) {
  const errores = await escribir(Number(process.argv[3]), process.argv[4] ?? '', Number(process.argv[5]));
  process.send?.(errores, () => process.exit(0));
} else {
  await medir('R18', async ({ completo, carpeta, falla, iguales }) => {
    const veces = completo ? 50 : 15;
    const libro = join(carpeta, 'libro.db');
    const csv = join(carpeta, 'base.csv');
    writeFileSync(csv, csvDeFacturas({ filas: 2000, clientes }));
    iguales((await correr(['import', csv], { libro })).codigo, 0, 'el libro de partida');
    let escribiendo = lanzarEscritores(libro);

    const respaldos: string[] = [];
    const ultimaDe = (ruta: string): number => Number(consultar(ruta, 'SELECT max(id) FROM operaciones'));
    for (let vez = 0; vez < veces; vez += 1) {
      const respaldo = join(carpeta, `respaldo-${vez}.db`);
      const confirmadas = ultimaDe(libro);
      const { codigo, errores } = await correr(['libro', 'respaldar', respaldo], { libro });
      iguales(codigo, 0, `respaldo ${vez} (${errores.trim().split('\n')[0]})`);
      if (codigo !== 0) continue;
      respaldos.push(respaldo);
      if (ultimaDe(respaldo) < confirmadas) falla(`respaldo ${vez}: le falta lo que ya estaba confirmado al pedirlo`);
    }
    writeFileSync(join(carpeta, 'basta'), '');
    for (const error of (await Promise.all(escribiendo)).flat()) falla(`un escritor: ${error}`);

    iguales(hallazgosDe(libro), '', 'verificar el libro');
    const momentos = new Set<number>();
    for (const respaldo of respaldos) {
      iguales(hallazgosDe(respaldo), '', `${respaldo}: verificar`);
      // La huella encadena todo lo anterior: la misma huella en la misma operación es el mismo libro hasta ahí.
      const ultima = ultimaDe(respaldo);
      const huella = `SELECT huella FROM operaciones WHERE id = ${ultima}`;
      iguales(consultar(respaldo, huella), consultar(libro, huella), `${respaldo}: no es un momento del libro`);
      for (const tabla of ['documentos', 'cambios']) {
        const cuenta = `SELECT count(*) FROM ${tabla} WHERE operacion_id <= ${ultima}`;
        iguales(
          consultar(respaldo, `SELECT count(*) FROM ${tabla}`),
          consultar(libro, cuenta),
          `${respaldo}: ${tabla}`,
        );
      }
      momentos.add(ultima);
    }
    const total = ultimaDe(libro);
    if (momentos.size < veces / 2) falla(`los respaldos vieron sólo ${momentos.size} momentos: casi nadie escribía`);

    const elegido = respaldos[Math.floor(respaldos.length / 2)] ?? '';
    const antes = volcar(libro);
    const previos = new Set(sobrantes(libro));
    iguales((await correr(['libro', 'restaurar', elegido, '--si'], { libro })).codigo, 0, 'restaurar');
    iguales(volcar(libro), volcar(elegido), 'el libro restaurado');
    const copias = sobrantes(libro).filter((nombre) => !previos.has(nombre));
    iguales(copias.length, 1, 'copias del libro que había');
    iguales(volcar(join(carpeta, copias[0] ?? '')), antes, 'la copia del libro que había');

    // Otra vez con todos escribiendo: o se niega, o restaura; nunca a medias.
    rmSync(join(carpeta, 'basta'));
    escribiendo = lanzarEscritores(libro, 100_000);
    const codigos = new Map<number, number>();
    for (let vez = 0; vez < veces / 5; vez += 1) {
      await pausa(200);
      const { codigo, errores } = await correr(['libro', 'restaurar', elegido, '--si'], { libro });
      codigos.set(codigo, (codigos.get(codigo) ?? 0) + 1);
      if (codigo !== 0 && codigo !== 3) falla(`restaurar mientras otros escriben: ${codigo} ${errores}`);
    }
    writeFileSync(join(carpeta, 'basta'), '');
    for (const error of (await Promise.all(escribiendo)).flat())
      if (!/→ 3:/.test(error)) falla(`un escritor: ${error}`);
    iguales(hallazgosDe(libro), '', 'verificar después de restaurar mientras otros escriben');
    for (const copia of sobrantes(libro).filter((nombre) => nombre.includes('antes-de-restaurar')))
      iguales(hallazgosDe(join(carpeta, copia)), '', `verificar ${copia}`);
    return {
      cuenta: `${veces} respaldos con ${escritores} procesos escribiendo`,
      detalle: `${total} operaciones confirmadas mientras tanto; los respaldos son ${momentos.size} momentos distintos; restaurar mientras tanto: ${codigos.get(0) ?? 0} sí, ${codigos.get(3) ?? 0} «en uso»`,
    };
  });
}
