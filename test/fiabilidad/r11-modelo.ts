/**
 * R11: sucesiones de órdenes al azar sobre un libro de verdad y sobre un modelo escrito aparte (apoyo/modelo.ts), comparados
 * después de cada orden, a hoy, a un día pasado o a uno que no llegó: saldos, antigüedad, acuerdos y cuotas; y las leyes del
 * libro, en SQL. Al final de cada una, `libro verificar` no encuentra nada. Son 90 sucesiones de 8 a 25 órdenes, o 10.000
 * con --completo; un número como argumento pide otra cantidad, y con otro, sólo la de ese número.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { azarCon, semillaDe } from './apoyo/azar.ts';
import { medir } from './apoyo/medicion.ts';
import { cargarPrograma } from './apoyo/programa.ts';
import { Recorrido } from './apoyo/recorrido.ts';

await medir(
  'R11',
  async ({ semilla, completo, carpeta, falla }) => {
    const ejecutar = await cargarPrograma();
    const [cuantas = completo ? 10_000 : 90, solo] = process.argv.slice(2).map(Number);
    const vistos = new Map<string, number>();
    let [ordenes, aceptadas, sucesiones] = [0, 0, 0];
    for (let numero = solo ?? 0; numero < (solo === undefined ? cuantas : solo + 1); numero += 1) {
      const azar = azarCon(semillaDe(semilla, numero));
      const libro = join(carpeta, `libro-${numero}.db`);
      const recorrido = new Recorrido({ azar, orden: ejecutar, libro });
      await recorrido.recorrer(azar.entero(8, 25));
      sucesiones += 1;
      ordenes += recorrido.historia.length;
      aceptadas += recorrido.aceptadas;
      for (const [estado, veces] of recorrido.vistos) vistos.set(estado, (vistos.get(estado) ?? 0) + veces);
      for (const diferencia of recorrido.diferencias) falla(`sucesión ${numero}: ${diferencia}`);
      if (recorrido.diferencias.length > 0) falla(`sucesión ${numero}:\n${recorrido.historia.join('\n')}`);
      for (const lateral of ['', '-wal', '-shm']) rmSync(libro + lateral, { force: true });
    }
    const estados = [...vistos].sort().map(([estado, veces]) => `${estado} ${veces}`);
    const detalle = `${aceptadas} aceptadas; acuerdos vistos: ${estados.join(', ')}`;
    return { cuenta: `${sucesiones} sucesiones, ${ordenes} órdenes`, detalle };
  },
  { enMemoria: true },
);
