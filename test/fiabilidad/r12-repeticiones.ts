/**
 * R12: repetir una orden no cambia nada. Sucesiones al azar de importaciones, ediciones y gestión, con repeticiones intercaladas (el
 * mismo archivo otra vez, la misma `--id` en cualquier momento), dan el mismo libro que sin ellas, y ninguna repetición
 * cambia lo que el libro dice.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvDeFacturas, csvDePagos } from './apoyo/archivos.ts';
import type { Azar } from './apoyo/azar.ts';
import { gestionAlAzar } from './apoyo/gestion-al-azar.ts';
import { hallazgosDe, volcar } from './apoyo/libros.ts';
import { medir } from './apoyo/medicion.ts';
import { cargarPrograma } from './apoyo/programa.ts';

const clientes = 6;

/** Una orden y cuándo se la puede repetir sin efecto. */
interface Paso {
  readonly argumentos: readonly string[];
  /** Con `--id`, en cualquier momento; un archivo sin `--actualizar`, también; lo demás sólo enseguida. */
  readonly siempre: boolean;
  /** El libro puede no admitirla. */
  readonly puedeNegarse?: boolean;
}

/** Una sucesión de órdenes sobre archivos propios. */
function sucesion(azar: Azar, lugar: string): Paso[] {
  const pasos: Paso[] = [];
  const escribir = (nombre: string, texto: string): string => {
    writeFileSync(join(lugar, nombre), texto);
    return join(lugar, nombre);
  };
  pasos.push({ argumentos: ['import', escribir('f0.csv', csvDeFacturas({ filas: 10, clientes }))], siempre: true });
  for (let numero = 1; numero <= azar.entero(6, 14); numero += 1) {
    const clave = azar.sucede(0.6) ? ['--id', `clave-${numero}`] : [];
    if (azar.sucede(0.6)) {
      // Sin clave, un pago o una promesa repetidos son otros: sólo con ella se repiten.
      pasos.push({
        argumentos: [...gestionAlAzar(azar), '--id', `clave-${numero}`],
        siempre: true,
        puedeNegarse: true,
      });
      continue;
    }
    const que = azar.real();
    const desde = numero * 100;
    if (que < 0.3) {
      const texto = csvDeFacturas({ filas: azar.entero(1, 6), desde: azar.sucede(0.5) ? desde : 5, clientes });
      pasos.push({ argumentos: ['import', escribir(`f${numero}.csv`, texto), ...clave], siempre: true });
    } else if (que < 0.55) {
      const texto = csvDePagos({ filas: azar.entero(1, 4), desde, clientes });
      pasos.push({ argumentos: ['import', escribir(`p${numero}.csv`, texto), ...clave], siempre: true });
    } else if (que < 0.7) {
      const texto = `codigo,razon social,email\nK${azar.entero(0, 5)},Nombre ${numero},c${numero}@x.example\n`;
      const argumentos = ['import', escribir(`c${numero}.csv`, texto), '--actualizar', ...clave];
      pasos.push({ argumentos, siempre: clave.length > 0 });
    } else {
      const argumentos = ['cliente', 'editar', `K${azar.entero(0, 5)}`, '--nota', `n${numero}`, ...clave];
      pasos.push({ argumentos, siempre: clave.length > 0 });
    }
  }
  return pasos;
}

await medir(
  'R12',
  async ({ azar, completo, carpeta, falla, iguales }) => {
    const sucesiones = completo ? 300 : 60;
    const ejecutar = await cargarPrograma();
    let repeticiones = 0;
    for (let numero = 0; numero < sucesiones; numero += 1) {
      const lugar = join(carpeta, 'lugar');
      mkdirSync(lugar);
      const sinRepetir = join(lugar, 'una.db');
      const repitiendo = join(lugar, 'otra.db');
      const hechos: Paso[] = [];
      for (const paso of sucesion(azar, lugar)) {
        const resultados: number[] = [];
        for (const libro of [sinRepetir, repitiendo]) {
          const { codigo, errores } = await ejecutar(paso.argumentos, { libro });
          resultados.push(codigo);
          // Una orden de gestión al azar puede no tener sentido, y entonces se niega, en los dos libros.
          const seNiega = codigo === 1 || codigo === 2;
          if (codigo !== 0 && !(paso.puedeNegarse && seNiega))
            falla(`sucesión ${numero}: ${paso.argumentos.join(' ')} → ${codigo}: ${errores}`);
        }
        iguales(resultados[0], resultados[1], `sucesión ${numero}: ${paso.argumentos.join(' ')}`);
        if (resultados[0] !== 0) continue;
        hechos.push(paso);
        const repetibles = hechos.filter((hecho) => hecho === paso || hecho.siempre);
        for (let veces = azar.entero(0, 2); veces > 0; veces -= 1) {
          const otra = azar.elegir(repetibles);
          const antes = volcar(repitiendo);
          const { codigo, errores } = await ejecutar(otra.argumentos, { libro: repitiendo });
          repeticiones += 1;
          const nombre = `sucesión ${numero}: repetir ${otra.argumentos.join(' ')}`;
          if (codigo !== 0) falla(`${nombre} → ${codigo}: ${errores.slice(errores.search(/^error: /m))}`);
          iguales(volcar(repitiendo), antes, nombre);
        }
      }
      iguales(volcar(repitiendo), volcar(sinRepetir), `sucesión ${numero}: el libro con repeticiones`);
      iguales(hallazgosDe(repitiendo), '', `sucesión ${numero}: verificar`);
      rmSync(lugar, { recursive: true });
    }
    return { cuenta: `${sucesiones} sucesiones, ${repeticiones} repeticiones` };
  },
  { enMemoria: true },
);
