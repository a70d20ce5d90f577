// Se carga con --import delante del programa medido y deja al salir su memoria máxima (getrusage), en KiB.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const destino = process.env.BANCO_MEMORIA;
if (isMainThread && destino !== undefined) {
  process.on('exit', () => writeFileSync(destino, String(process.resourceUsage().maxRSS)));
}
