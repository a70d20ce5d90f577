import { type Respaldo, respaldar } from '../datos/respaldo.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando } from './comando.ts';
import { conEjemplos } from './opciones.ts';

const columnas: readonly Columna<Respaldo>[] = [
  { clave: 'respaldo', titulo: 'Respaldo', tipo: 'texto', valor: ({ ruta }) => ruta, importancia: 9 },
  { clave: 'bytes', titulo: 'Bytes', tipo: 'entero', valor: ({ bytes }) => bytes },
  { clave: 'operaciones', titulo: 'Operaciones', tipo: 'entero', valor: ({ operaciones }) => operaciones },
  { clave: 'huella', titulo: 'Última huella', tipo: 'texto', valor: ({ huella }) => huella },
];

/** `libro respaldar`: copia comprobada del libro, aunque otros lo estén usando. */
export const comando: Comando = {
  sinPolitica: true,

  configurar(orden) {
    orden.argument('<destino>', 'archivo que se va a crear').option('--reemplazar', 'pisa el archivo si ya existe');
    conEjemplos(orden, [
      ['cobranzas libro respaldar libro-2026-07-31.db', 'copia el libro y comprueba la copia'],
      ['cobranzas libro respaldar /media/usb/libro.db --reemplazar', 'renueva un respaldo'],
    ]);
  },

  async ejecutar(contexto, [destino = ''], opciones) {
    const respaldo = respaldar(contexto.rutaLibro, destino, { reemplazar: opciones.reemplazar === true });
    await contexto.presentar({ columnas, filas: [respaldo], unico: true });
    const { carpetaNueva } = respaldo;
    if (carpetaNueva !== null) contexto.consola.informar(`la carpeta ${carpetaNueva} no existía: se creó`);
    contexto.consola.informar('el respaldo está entero y comprobado');
    contexto.consola.sugerir(`cobranzas libro restaurar ${destino} --si vuelve a este momento`);
    return undefined;
  },
};
