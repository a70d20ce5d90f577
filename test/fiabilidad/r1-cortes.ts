/**
 * R1: la importación es todo o nada. Mata con SIGKILL, en momentos al azar, el binario de verdad mientras importa 5.000
 * facturas, en un libro nuevo y sobre uno con datos: después el libro es exactamente el de antes o el de después, `libro
 * verificar` no encuentra nada, y repetir la orden lo completa con los totales exactos y sin dejar archivos.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turno } from 'node:timers/promises';
import { csvDeFacturas, totalDe } from './apoyo/archivos.ts';
import { consultar, sobrantes, volcar } from './apoyo/libros.ts';
import { medir } from './apoyo/medicion.ts';
import { correr, esperar, lanzar } from './apoyo/programa.ts';

const nuevas = { filas: 5000 };
const previas = { filas: 3000, desde: 10_001 };
/** Cuántos cortes corren a la vez: uno por núcleo de la máquina de referencia. */
const aLaVez = 2;

type Momento = 'antes de escribir' | 'con la escritura empezada' | 'ya confirmada' | 'terminó sola';

/** Bytes que la importación ya dejó en el disco sin confirmar: el archivo vecino de un libro nuevo, o la bitácora. */
function empezado(carpeta: string): boolean {
  return readdirSync(carpeta).some(
    (nombre) =>
      nombre.startsWith('.libro.db.nuevo-') ||
      (nombre === 'libro.db-wal' && statSync(join(carpeta, nombre), { throwIfNoEntry: false })?.size),
  );
}

/** Espera a que empiece a escribir, o a que termine. */
async function alEmpezar(carpeta: string, sigue: () => boolean): Promise<void> {
  while (sigue() && !empezado(carpeta)) await turno();
}

await medir('R1', async ({ azar, completo, carpeta, falla, iguales }) => {
  const cortes = completo ? 200 : 40;
  const archivo = join(carpeta, 'grande.csv');
  const previo = join(carpeta, 'previo.csv');
  writeFileSync(archivo, csvDeFacturas(nuevas));
  writeFileSync(previo, csvDeFacturas(previas));
  const orden = ['import', archivo];

  // Los dos libros de referencia y cuánto tarda cada importación entera.
  const casos: { existente: boolean; base: string; antes: string; despues: string; milisegundos: number }[] = [];
  for (const existente of [false, true]) {
    const lugar = join(carpeta, `referencia-${existente}`);
    mkdirSync(lugar);
    const libro = join(lugar, 'libro.db');
    if (existente) await correr(['import', previo], { libro });
    const base = join(carpeta, 'base.db');
    if (existente) copyFileSync(libro, base);
    const antes = volcar(libro);
    const desde = performance.now();
    iguales((await correr(orden, { libro })).codigo, 0, 'la importación de referencia');
    const milisegundos = performance.now() - desde;
    const total = totalDe(nuevas) + (existente ? totalDe(previas) : 0);
    iguales(consultar(libro, 'SELECT sum(importe) FROM documentos'), total, 'el total de referencia');
    casos.push({ existente, base, antes, despues: volcar(libro), milisegundos });
  }

  const momentos = new Map<Momento, number>();
  let aMedias = 0;
  const cortar = async (numero: number): Promise<void> => {
    const caso = casos[numero % 2];
    if (caso === undefined) return;
    const { existente, base, antes, despues, milisegundos } = caso;
    const lugar = join(carpeta, `corte-${numero}`);
    mkdirSync(lugar);
    const libro = join(lugar, 'libro.db');
    if (existente) copyFileSync(base, libro);
    // La mitad de los cortes, en cualquier momento; la otra mitad, desde que empieza a escribir en el disco.
    const desdeQueEscribe = azar.sucede(0.5);
    const espera = azar.real() * milisegundos * (desdeQueEscribe ? (existente ? 0.03 : 0.5) : 1.1);
    const proceso = lanzar(orden, { libro });
    const fin = esperar(proceso);
    let vive = true;
    void fin.then(() => {
      vive = false;
    });
    if (desdeQueEscribe) await alEmpezar(lugar, () => vive);
    const hasta = performance.now() + espera;
    while (vive && performance.now() < hasta) await turno();
    proceso.kill('SIGKILL');
    const { codigo } = await fin;
    const nombre = `corte ${numero} (${existente ? 'sobre un libro' : 'libro nuevo'}, ${espera.toFixed(1)} ms)`;
    const habia = empezado(lugar);
    const quedo = volcar(libro);
    if (quedo !== antes && quedo !== despues) {
      aMedias += 1;
      falla(`${nombre}: la importación quedó a medias`);
    }
    if (codigo === 0 && quedo !== despues) falla(`${nombre}: dijo que terminó y no está`);
    const momento: Momento =
      codigo === 0
        ? 'terminó sola'
        : quedo === despues
          ? 'ya confirmada'
          : habia
            ? 'con la escritura empezada'
            : 'antes de escribir';
    momentos.set(momento, (momentos.get(momento) ?? 0) + 1);
    if (existsSync(libro)) {
      iguales((await correr(['libro', 'verificar'], { libro })).codigo, 0, `${nombre}: libro verificar`);
    }
    iguales((await correr(orden, { libro })).codigo, 0, `${nombre}: la importación siguiente`);
    iguales(volcar(libro), despues, `${nombre}: después de repetir`);
    iguales(sobrantes(libro).join(' '), '', `${nombre}: archivos que sobran`);
  };

  let siguiente = 0;
  await Promise.all(
    Array.from({ length: aLaVez }, async () => {
      while (siguiente < cortes) {
        const numero = siguiente;
        siguiente += 1;
        await cortar(numero);
      }
    }),
  );
  // Si los cortes no caen mientras escribe, la medición no prueba nada.
  if ((momentos.get('con la escritura empezada') ?? 0) < cortes / 10) falla('casi ningún corte cayó mientras escribía');
  const detalle = [...momentos].map(([momento, cuenta]) => `${cuenta} ${momento}`).join(', ');
  return { cuenta: `${cortes} cortes, ${aMedias} a medias`, detalle };
});
