import type { CanalDePaso } from '../politica.ts';
import type { BloqueDeMensaje } from './bloques.ts';
import { escribirCuadro, listarCuadro, partirRenglon } from './texto.ts';

/** Lo que entra cómodo en un enlace de WhatsApp, en caracteres. */
export const LARGO_DE_WHATSAPP = 1500;

/** Facturas que se listan en un mensaje de teléfono, de más a menos hasta que entre. */
const filasDeTelefono = [12, 8, 5, 3, 1, 0] as const;

/** Escribe los bloques como el texto que se entrega por el canal. */
export function escribirMensaje(bloques: readonly BloqueDeMensaje[], canal: CanalDePaso | null): string {
  if (canal !== 'whatsapp') {
    return unir(bloques.map(escribirBloque));
  }
  let texto = '';
  for (const filasMax of filasDeTelefono) {
    texto = unir(bloques.map((bloque) => escribirEnTelefono(bloque, filasMax)));
    if (texto.length <= LARGO_DE_WHATSAPP) break;
  }
  return texto;
}

function unir(bloques: readonly (readonly string[])[]): string {
  const llenos = bloques.filter((renglones) => renglones.length > 0);
  return `${llenos.map((renglones) => renglones.join('\n')).join('\n\n')}\n`.replaceAll('\u00a0', ' ');
}

function escribirBloque(bloque: BloqueDeMensaje): string[] {
  switch (bloque.tipo) {
    case 'cuadro':
      return escribirCuadro(bloque.cuadro);
    case 'medios': {
      // Con sangría, para que un dato largo (un CBU, un enlace) no se confunda con el medio siguiente.
      const medios = bloque.medios.flatMap(({ nombre, instrucciones }) => [
        ...partirRenglon(`- ${nombre}:`),
        ...instrucciones.flatMap((renglon) => partirRenglon(renglon, '  ')),
      ]);
      return [bloque.titulo, '', ...medios, '', ...partirRenglon(bloque.nota)];
    }
    case 'parrafo':
    case 'respuesta':
    case 'firma':
      return bloque.renglones.flatMap((renglon) => partirRenglon(renglon));
  }
}

function escribirEnTelefono(bloque: BloqueDeMensaje, filasMax: number): string[] {
  switch (bloque.tipo) {
    case 'cuadro':
      return listarCuadro(bloque.cuadro, filasMax);
    case 'medios':
      return [
        `${bloque.titulo}:`,
        ...bloque.medios.map(({ nombre, instrucciones }) => `• ${nombre}: ${instrucciones.join(' ')}`),
        bloque.nota,
      ];
    case 'parrafo':
    case 'respuesta':
    case 'firma':
      return [...bloque.renglones];
  }
}
