/**
 * R9: disco lleno. En discos de memoria de 1, 2, 4 y 8 MiB, con distinto lugar libre, importa, respalda, restaura y migra:
 * si no alcanza, la orden termina con 3, el libro no cambia en un byte de lo que dice, no quedan archivos y, al liberar el lugar, la misma
 * orden funciona.
 */
import { fork, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvDeFacturas } from './apoyo/archivos.ts';
import { levantarServidor, ordenDeEnviar, prepararEnvios } from './apoyo/correo.ts';
import { problemasDelEnvio } from './apoyo/envio-con-fallas.ts';
import { consultar, hallazgosDe, huellaDeBytes, volcar } from './apoyo/libros.ts';
import { comoHijo, type Medicion, medir } from './apoyo/medicion.ts';
import { migrarDePrueba, versionDePrueba } from './apoyo/migracion.ts';
import { correr, esperar } from './apoyo/programa.ts';

const MEBIBYTE = 1 << 20;

if (comoHijo) process.exit(migrarDePrueba(process.argv[3] ?? ''));

/** Una orden que escribe en el disco que se llena. */
interface Caso {
  readonly nombre: string;
  /** Si antes de la orden ya hay un libro en el disco. */
  readonly conLibro: boolean;
  correr(lugar: Lugar): Promise<{ codigo: number; errores: string }>;
}

interface Lugar {
  readonly disco: string;
  readonly libro: string;
  readonly chico: string;
  readonly grande: string;
  readonly respaldo: string;
}

const casos: readonly Caso[] = [
  {
    nombre: 'importar en un libro nuevo',
    conLibro: false,
    correr: ({ libro, grande }) => correr(['import', grande], { libro }),
  },
  {
    nombre: 'importar sobre un libro',
    conLibro: true,
    correr: ({ libro, grande }) => correr(['import', grande], { libro }),
  },
  {
    nombre: 'respaldar',
    conLibro: true,
    correr: ({ libro, disco }) => correr(['libro', 'respaldar', join(disco, 'respaldo.db')], { libro }),
  },
  {
    nombre: 'restaurar',
    conLibro: true,
    correr: ({ libro, respaldo }) => correr(['libro', 'restaurar', respaldo, '--si'], { libro }),
  },
  {
    nombre: 'migrar (a un esquema de prueba)',
    conLibro: true,
    correr: ({ libro }) => esperar(fork(process.argv[1] ?? '', ['hijo', libro], { silent: true })),
  },
];

/** Ocupa el disco hasta dejar esos bytes libres. */
function llenar(disco: string, libres: number): void {
  const { bavail, bsize } = statfsSync(disco);
  const sobran = bavail * bsize - libres;
  if (sobran > 0) writeFileSync(join(disco, 'lastre'), Buffer.alloc(Math.floor(sobran / bsize) * bsize, 1));
}

/** Prueba un caso con un lugar libre dado; devuelve si llegó a faltar espacio. */
async function probar(caso: Caso, lugar: Lugar, libres: number, { falla, iguales }: Medicion): Promise<boolean> {
  const { disco, libro } = lugar;
  for (const nombre of readdirSync(disco)) rmSync(join(disco, nombre), { recursive: true });
  if (caso.conLibro) copyFileSync(lugar.chico, libro);
  const antes = volcar(libro);
  const bytes = huellaDeBytes(libro);
  const habia = readdirSync(disco).join(' ');
  llenar(disco, libres);
  const { codigo, errores } = await caso.correr(lugar);
  const nombre = `${caso.nombre}, ${Math.round(libres / 1024)} KiB libres`;
  if (codigo !== 0 && caso.conLibro)
    iguales((await correr(['priorizar'], { libro })).codigo, 0, `${nombre}: leer con el disco lleno`);
  rmSync(join(disco, 'lastre'), { force: true });
  if (codigo === 0) return false;
  iguales(codigo, 3, `${nombre}: código (${errores.trim().split('\n')[0]})`);
  if (!/espacio/.test(errores)) falla(`${nombre}: no dice que falta espacio: ${errores}`);
  iguales(volcar(libro), antes, `${nombre}: lo que dice el libro`);
  iguales(huellaDeBytes(libro), bytes, `${nombre}: los bytes del libro`);
  // Sin lugar ni para eso, SQLite deja los archivos de su bitácora, vacía; la orden siguiente se los lleva.
  const vacia = !existsSync(`${libro}-wal`) || statSync(`${libro}-wal`).size === 0;
  const quedan = readdirSync(disco).filter((archivo) => !(vacia && /-(wal|shm)$/.test(archivo)));
  iguales(quedan.join(' '), habia, `${nombre}: archivos en la carpeta`);
  const lectura = await correr(['factura', 'listar', '--limite', '1'], { libro });
  iguales(lectura.codigo, caso.conLibro ? 0 : 3, `${nombre}: leer después`);
  iguales(readdirSync(disco).join(' '), habia, `${nombre}: archivos después de leer`);
  if (caso.conLibro) iguales(hallazgosDe(libro), '', `${nombre}: verificar`);
  return true;
}

/** Libera el lugar agrandando el disco y repite: tiene que andar. */
async function repetir(caso: Caso, lugar: Lugar, { iguales }: Medicion): Promise<void> {
  spawnSync('mount', ['-o', 'remount,size=256m', lugar.disco]);
  const { codigo, errores } = await caso.correr(lugar);
  iguales(codigo, 0, `${caso.nombre}, con lugar de nuevo: código (${errores.trim().split('\n')[0]})`);
  if (consultar(lugar.libro, 'PRAGMA user_version') !== versionDePrueba)
    iguales(hallazgosDe(lugar.libro), '', `${caso.nombre}, con lugar de nuevo: verificar`);
}

/**
 * Enviar con el disco que se llena: lo que no pudo anotarse no salió, y con lugar de nuevo la corrida siguiente termina lo
 * que falta sin repetir ninguno. Devuelve cuántas veces faltó lugar.
 */
async function probarEnvios(
  { disco, montar }: { disco: string; montar: (mebibytes: number) => string },
  { azar, completo, carpeta, falla, iguales }: Medicion,
): Promise<number> {
  const clientes = 12;
  const servidor = await levantarServidor(carpeta);
  const molde = join(carpeta, 'envios');
  mkdirSync(molde);
  const { libro: original, politica } = await prepararEnvios(molde, { clientes, servidor });
  const libro = join(disco, 'libro.db');
  let faltaron = 0;
  for (let intento = 0; intento < (completo ? 24 : 6); intento += 1) {
    montar(2);
    try {
      copyFileSync(original, libro);
      const desde = servidor.recibidos().length;
      // De nada libre a lo que ocupa la corrida entera: la falta aparece en cada parte.
      const libres = Math.floor((intento === 0 ? 0 : azar.real()) * 400 * 1024);
      llenar(disco, libres);
      const { codigo, errores } = await correr(ordenDeEnviar(politica), { libro });
      const nombre = `enviar recordatorios, ${Math.round(libres / 1024)} KiB libres`;
      if (codigo !== 0) {
        faltaron += 1;
        iguales(codigo, 3, `${nombre}: código (${errores.trim()})`);
        if (!/espacio/.test(errores)) falla(`${nombre}: no dice que falta espacio: ${errores}`);
      }
      rmSync(join(disco, 'lastre'), { force: true });
      const pedido = { libro, politica, servidor, desde, clientes, ejecutar: correr };
      for await (const problema of problemasDelEnvio(pedido)) falla(`${nombre}: ${problema}`);
    } finally {
      spawnSync('umount', [disco]);
    }
  }
  if (faltaron === 0) falla('enviar recordatorios: nunca faltó espacio: no se probó nada');
  await servidor.detener();
  return faltaron;
}

await medir('R9', async (medicion) => {
  const { azar, completo, carpeta, falla } = medicion;
  const disco = join(carpeta, 'disco');
  mkdirSync(disco);
  const montar = (mebibytes: number): string =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'cobranzas-r9', disco], { encoding: 'utf8' }).stderr;
  const motivo = montar(1);
  if (motivo !== '') return { cuenta: '0 discos', omitida: `no se puede montar un disco de memoria: ${motivo.trim()}` };
  spawnSync('umount', [disco]);
  process.prependOnceListener('exit', () => spawnSync('umount', [disco]));
  const intentos = completo ? 8 : 3;
  let llenos = 0;
  let pruebas = 0;
  for (const mebibytes of [1, 2, 4, 8]) {
    const chicoCsv = join(carpeta, `chico-${mebibytes}.csv`);
    const lugar: Lugar = {
      disco,
      libro: join(disco, 'libro.db'),
      chico: join(carpeta, `chico-${mebibytes}.db`),
      grande: join(carpeta, `grande-${mebibytes}.csv`),
      respaldo: join(carpeta, `chico-${mebibytes}.db`),
    };
    writeFileSync(chicoCsv, csvDeFacturas({ filas: 1000 * mebibytes }));
    writeFileSync(lugar.grande, csvDeFacturas({ filas: 3000 * mebibytes, desde: 1_000_001 }));
    await correr(['import', chicoCsv], { libro: lugar.chico });
    for (const caso of casos) {
      montar(mebibytes);
      try {
        let faltaron = 0;
        for (let intento = 0; intento < intentos; intento += 1) {
          // Sin nada libre, y con un poco: la falta aparece en distintas partes de la orden.
          const libres = intento === 0 ? 0 : Math.floor(azar.real() * 0.5 * mebibytes * MEBIBYTE);
          pruebas += 1;
          if (await probar(caso, lugar, libres, medicion)) faltaron += 1;
        }
        if (faltaron === 0) falla(`${caso.nombre}: en ${mebibytes} MiB nunca faltó espacio: no se probó nada`);
        llenos += faltaron;
        for (const nombre of readdirSync(disco)) rmSync(join(disco, nombre));
        if (caso.conLibro) copyFileSync(lugar.chico, lugar.libro);
        await repetir(caso, lugar, medicion);
      } finally {
        spawnSync('umount', [disco]);
      }
    }
  }
  const enEnvios = await probarEnvios({ disco, montar }, medicion);
  return {
    cuenta: `${pruebas + (completo ? 24 : 6)} órdenes en 4 discos`,
    detalle: `faltó espacio en ${llenos + enEnvios}; ${casos.map(({ nombre }) => nombre).join(', ')}, enviar recordatorios (${enEnvios})`,
  };
});
