import { parentPort, workerData } from 'node:worker_threads';
import { asegurar } from '../dominio/errores.ts';
import { empaquetarFalla } from './fallas-de-lectura.ts';
import { leerArchivo, type PedidoDeLectura } from './lectura.ts';
import { lotesEnVueloMax, type MensajeDeLectura } from './trabajador.ts';

const puerto = parentPort;
asegurar(puerto !== null, 'lector-trabajador corre solo como hilo');

const lotes = leerArchivo(workerData as PedidoDeLectura);

function enviar(mensaje: MensajeDeLectura): void {
  puerto?.postMessage(mensaje);
}

/** Manda el lote siguiente; `false` cuando no hay más. */
function enviarOtro(): boolean {
  try {
    const { value: lote, done } = lotes.next();
    if (!done) enviar({ clase: 'lote', lote });
    else enviar({ clase: 'fin' });
    return !done;
  } catch (error) {
    const falla = empaquetarFalla(error);
    if (falla === null) throw error;
    enviar({ clase: 'falla', falla });
    return false;
  }
}

let quedan = true;
puerto.on('message', () => {
  if (quedan) quedan = enviarOtro();
});
for (let enVuelo = 0; quedan && enVuelo < lotesEnVueloMax; enVuelo++) quedan = enviarOtro();
