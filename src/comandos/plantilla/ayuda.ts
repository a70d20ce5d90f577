import { camposDeMensaje } from '../../dominio/mensaje/campos.ts';
import { tonos } from '../../dominio/mensaje/plantilla.ts';
import type { ListaDeAyuda } from '../../salida/ayuda.ts';

/** Lo que se puede escribir en una plantilla, para la ayuda de las órdenes que las tratan. */
export const listasDePlantilla: readonly ListaDeAyuda[] = [
  ['Campos', camposDeMensaje.map(({ nombre }) => `{${nombre}}`)],
  ['Formas', ['{podés|puedes|puede} según el trato', '{vence|vencen} una factura o varias']],
  [
    'Tonos',
    [
      `${tonos.join(' ')}: con «Tono: …» en su encabezado; el de un paso de la política tiene que ser el de su plantilla`,
    ],
  ],
];
