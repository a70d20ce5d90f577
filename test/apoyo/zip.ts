import { inflateRawSync } from 'node:zlib';

/** Abre un zip por su directorio central y devuelve el texto de cada archivo. */
export function leerZip(zip: Buffer): Map<string, string> {
  const archivos = new Map<string, string>();
  const fin = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let entrada = zip.readUInt32LE(fin + 16);
  for (let quedan = zip.readUInt16LE(fin + 10); quedan > 0; quedan--) {
    const largos = [28, 30, 32].map((donde) => zip.readUInt16LE(entrada + donde));
    const [nombre = 0, extra = 0, comentario = 0] = largos;
    const local = zip.readUInt32LE(entrada + 42);
    const desde = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const datos = zip.subarray(desde, desde + zip.readUInt32LE(entrada + 20));
    const texto = zip.readUInt16LE(entrada + 10) === 0 ? datos : inflateRawSync(datos);
    archivos.set(zip.toString('utf8', entrada + 46, entrada + 46 + nombre), texto.toString('utf8'));
    entrada += 46 + nombre + extra + comentario;
  }
  return archivos;
}
