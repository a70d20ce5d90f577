import { parentPort, workerData } from 'node:worker_threads';
import { asegurar } from '../dominio/errores.ts';
import { empaquetarFalla } from './fallas-de-lectura.ts';
import { HipotesisRefutada } from './hipotesis.ts';
import {
  interpretarArchivo,
  type PasoDeInterpretacion,
  type PedidoDeInterpretacion,
} from './interpretacion-por-lotes.ts';
import { type LoteLeido, leerArchivo, type PedidoDeLectura } from './lectura.ts';
import { type EncargoDeLectura, type MensajeDeLectura, tomarPermiso } from './trabajador.ts';

const puerto = parentPort;
asegurar(puerto !== null, 'lector-trabajador corre solo como hilo');

const { trabajo, permisos } = workerData as EncargoDeLectura<PedidoDeLectura | PedidoDeInterpretacion>;

function enviar(mensaje: MensajeDeLectura<LoteLeido | PasoDeInterpretacion>): void {
  puerto?.postMessage(mensaje);
}

/** Lo que el otro hilo puede volver a armar viaja como un valor; lo demás es un defecto y corta el hilo. */
function enviarFalla(error: unknown): void {
  if (error instanceof HipotesisRefutada) {
    enviar({ clase: 'refutada', motivo: error.message });
    return;
  }
  const falla = empaquetarFalla(error);
  if (falla === null) throw error;
  enviar({ clase: 'falla', falla });
}

try {
  for (const lote of 'analisis' in trabajo ? interpretarArchivo(trabajo) : leerArchivo(trabajo)) {
    tomarPermiso(permisos);
    enviar({ clase: 'lote', lote });
  }
  enviar({ clase: 'fin' });
} catch (error) {
  enviarFalla(error);
}
