import type { Destino } from './destino.ts';

const tandaMax = 65_536;

/** Junta renglones y los escribe de a 64 KiB, esperando al que lee: la memoria no crece con la cantidad de filas. */
export async function escribirPorTandas(textos: Iterable<string>, destino: Destino): Promise<void> {
  let tanda = '';
  for (const texto of textos) {
    tanda += texto;
    if (tanda.length < tandaMax) continue;
    await destino.escribir(tanda);
    tanda = '';
    if (destino.cerrado) return;
  }
  await destino.escribir(tanda);
}
