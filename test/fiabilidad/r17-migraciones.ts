/**
 * R17: migraciones y libros más nuevos. Cada versión publicada (fixtures/libros) abre, verifica y sirve; una migración cortada
 * con SIGKILL, de una versión publicada a la vigente o a un esquema con mucho trabajo que sólo existe aquí, deja una versión
 * entera, nunca algo intermedio; y un libro más nuevo, de otro programa o sin versión se rechaza sin cambiarle un byte.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pausa } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { csvDeFacturas } from './apoyo/archivos.ts';
import { consultar, hallazgosDe, huellaDeBytes, sobrantes, volcar } from './apoyo/libros.ts';
import { comoHijo, type Medicion, medir } from './apoyo/medicion.ts';
import { migrarDePrueba, versionDePrueba, versionVigente } from './apoyo/migracion.ts';
import { cargarPrograma, correr, type Ejecutor, esperar, proyecto } from './apoyo/programa.ts';

if (comoHijo) process.exit(migrarDePrueba(process.argv[3] ?? '', { vigente: process.argv[4] === 'vigente' }));

const ordenes = [
  ['priorizar'],
  ['cliente', 'listar'],
  ['cliente', 'editar', 'C1', '--nota', 'x'],
  ['factura', 'listar'],
  ['informe', 'antiguedad'],
  ['libro', 'info'],
  ['libro', 'verificar'],
  ['libro', 'bitacora'],
  ['libro', 'respaldar', 'copia.db'],
  ['libro', 'restaurar', 'sano.db', '--si'],
  ['import', join(proyecto, 'fixtures/facturas.csv')],
] as const;

const guardadas = readdirSync(join(proyecto, 'fixtures/libros')).filter((nombre) => /^v\d+\.sql$/.test(nombre));

function cargarGuardada(nombre: string, libro: string): void {
  const base = new Database(libro);
  base.exec(readFileSync(join(proyecto, 'fixtures/libros', nombre), 'utf8'));
  base.close();
}

/** Cada versión guardada tal como quedó: se lee, se verifica y se le escribe. */
async function versionesPublicadas({ carpeta, iguales }: Medicion): Promise<number> {
  for (const nombre of guardadas) {
    const libro = join(carpeta, `${nombre}.db`);
    cargarGuardada(nombre, libro);
    for (const orden of [ordenes[6], ordenes[0], ordenes[10], ordenes[6]])
      iguales((await correr(orden, { libro })).codigo, 0, `${nombre}: ${orden.join(' ')}`);
  }
  return guardadas.length;
}

/** Un libro que este programa no debe tocar: cada orden termina con 3 y no cambia ni un byte. */
async function rechazados(ejecutar: Ejecutor, sano: string, { carpeta, iguales }: Medicion): Promise<number> {
  const cambios = {
    'de una versión más nueva': `PRAGMA user_version = ${versionDePrueba}`,
    'de otro programa': 'PRAGMA application_id = 7',
    'sin versión': 'PRAGMA user_version = 0',
  };
  let probadas = 0;
  for (const [clase, sql] of Object.entries(cambios)) {
    const lugar = join(carpeta, 'rechazado');
    mkdirSync(lugar);
    process.chdir(lugar);
    copyFileSync(sano, 'sano.db');
    copyFileSync(sano, 'libro.db');
    const base = new Database('libro.db');
    base.exec(sql);
    base.close();
    const antes = huellaDeBytes('libro.db');
    for (const orden of ordenes) {
      const { codigo } = await ejecutar(orden, { libro: join(lugar, 'libro.db') });
      iguales(codigo, 3, `libro ${clase}: ${orden.join(' ')}`);
      iguales(huellaDeBytes('libro.db'), antes, `libro ${clase}: bytes después de ${orden.join(' ')}`);
      iguales(sobrantes(join(lugar, 'libro.db'), ['sano.db']).join(' '), '', `libro ${clase}: archivos`);
      probadas += 1;
    }
    process.chdir(carpeta);
    rmSync(lugar, { recursive: true });
  }
  return probadas;
}

/** Corta migraciones; devuelve en qué quedó cada una. */
async function cortes(
  sano: string,
  { azar, completo, carpeta, falla, iguales }: Medicion,
): Promise<Map<string, number>> {
  const migrar = (libro: string): ChildProcess => fork(process.argv[1] ?? '', ['hijo', libro], { silent: true });
  const lugar = join(carpeta, 'migrado');
  const libro = join(lugar, 'libro.db');
  const preparar = (): void => {
    rmSync(lugar, { recursive: true, force: true });
    mkdirSync(lugar);
    copyFileSync(sano, libro);
  };
  preparar();
  const antes = volcar(libro);
  const desde = performance.now();
  iguales((await esperar(migrar(libro))).codigo, 0, 'la migración de referencia');
  const milisegundos = performance.now() - desde;
  const despues = volcar(libro);
  const copias = sobrantes(libro);
  iguales(copias.length, 1, 'la copia de la versión anterior');
  iguales(volcar(join(lugar, copias[0] ?? '')), antes, 'lo que dice la copia de la versión anterior');

  const quedaron = new Map<string, number>();
  for (let corte = 0; corte < (completo ? 100 : 20); corte += 1) {
    preparar();
    const proceso = migrar(libro);
    const fin = esperar(proceso);
    await pausa(milisegundos * (0.3 + 0.75 * azar.real()));
    proceso.kill('SIGKILL');
    await fin;
    const quedo = volcar(libro);
    const clase = quedo === antes ? 'versión vieja' : quedo === despues ? 'versión nueva' : 'INTERMEDIA';
    quedaron.set(clase, (quedaron.get(clase) ?? 0) + 1);
    if (clase === 'INTERMEDIA') falla(`corte ${corte}: el libro quedó entre dos versiones`);
    iguales(consultar(libro, 'PRAGMA integrity_check'), 'ok', `corte ${corte}: integridad`);
    // A la versión de prueba no se la puede volver a abrir: para este programa es de uno más nuevo.
    if (clase !== 'versión vieja') continue;
    iguales(hallazgosDe(libro), '', `corte ${corte}: verificar`);
    iguales((await esperar(migrar(libro))).codigo, 0, `corte ${corte}: la migración siguiente`);
    iguales(volcar(libro), despues, `corte ${corte}: después de repetir`);
    const pasajeros = sobrantes(libro).filter((nombre) => nombre.startsWith('.'));
    iguales(pasajeros.join(' '), '', `corte ${corte}: archivos pasajeros`);
  }
  if ((quedaron.get('versión vieja') ?? 0) === 0) falla('ningún corte llegó a tiempo: no se probó nada');
  return quedaron;
}

/** Corta la migración de cada versión publicada a la vigente: cada paso es una transacción, y queda una versión entera. */
async function cortesDePublicadas({ azar, completo, carpeta, falla, iguales }: Medicion): Promise<Map<string, number>> {
  const quedaron = new Map<string, number>();
  const lugar = join(carpeta, 'publicada');
  const libro = join(lugar, 'libro.db');
  const migrar = (): ChildProcess => fork(process.argv[1] ?? '', ['hijo', libro, 'vigente'], { silent: true });
  for (const nombre of guardadas.filter((una) => Number(/\d+/.exec(una)?.[0]) < versionVigente)) {
    const molde = join(carpeta, `molde-${nombre}.db`);
    cargarGuardada(nombre, molde);
    const antes = volcar(molde);
    const preparar = (): void => {
      rmSync(lugar, { recursive: true, force: true });
      mkdirSync(lugar);
      copyFileSync(molde, libro);
    };
    preparar();
    const desde = performance.now();
    iguales((await esperar(migrar())).codigo, 0, `${nombre}: la migración de referencia`);
    const milisegundos = performance.now() - desde;
    const despues = volcar(libro);
    for (let corte = 0; corte < (completo ? 100 : 15); corte += 1) {
      preparar();
      const proceso = migrar();
      const fin = esperar(proceso);
      await pausa(milisegundos * (0.7 + 0.45 * azar.real()));
      proceso.kill('SIGKILL');
      await fin;
      const version = Number(consultar(libro, 'PRAGMA user_version'));
      const clase = `${nombre.replace('.sql', '')} → v${version}`;
      quedaron.set(clase, (quedaron.get(clase) ?? 0) + 1);
      const quedo = volcar(libro);
      const deOrigen = `v${version}.sql` === nombre;
      if ((deOrigen && quedo !== antes) || (version === versionVigente && quedo !== despues))
        falla(`${nombre}, corte ${corte}: no es la versión ${version} entera`);
      iguales(consultar(libro, 'PRAGMA integrity_check'), 'ok', `${nombre}, corte ${corte}: integridad`);
      iguales((await esperar(migrar())).codigo, 0, `${nombre}, corte ${corte}: la migración siguiente`);
      iguales(volcar(libro), despues, `${nombre}, corte ${corte}: después de repetir`);
      iguales(hallazgosDe(libro), '', `${nombre}, corte ${corte}: verificar`);
    }
  }
  return quedaron;
}

await medir('R17', async (medicion) => {
  const { carpeta, iguales } = medicion;
  const versiones = await versionesPublicadas(medicion);
  const sano = join(carpeta, 'sano.db');
  const csv = join(carpeta, 'grande.csv');
  writeFileSync(csv, csvDeFacturas({ filas: 20_000 }));
  iguales((await correr(['import', csv], { libro: sano })).codigo, 0, 'el libro de partida');
  const probadas = await rechazados(await cargarPrograma(), sano, medicion);
  const quedaron = await cortes(sano, medicion);
  const publicadas = await cortesDePublicadas(medicion);
  const total = [...quedaron.values(), ...publicadas.values()].reduce((suma, cuenta) => suma + cuenta, 0);
  return {
    cuenta: `${total} cortes, ${probadas} órdenes sobre libros ajenos`,
    detalle: `${[...quedaron].map(([clase, cuenta]) => `${cuenta} en la ${clase}`).join(', ')}; de las ${versiones} publicadas: ${[...publicadas].map(([clase, cuenta]) => `${clase} ${cuenta}`).join(', ')}`,
  };
});
