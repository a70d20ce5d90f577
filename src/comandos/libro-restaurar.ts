import { type Restauracion, restaurar } from '../datos/restaurar.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando } from './comando.ts';
import { conEjemplos, opcionSimular } from './opciones.ts';

const columnas: readonly Columna<Restauracion>[] = [
  {
    clave: 'respaldo',
    titulo: 'Respaldo',
    tipo: 'texto',
    valor: ({ respaldo }) => respaldo.ruta,
    importancia: 9,
  },
  {
    clave: 'operaciones',
    titulo: 'Operaciones',
    tipo: 'entero',
    valor: ({ respaldo }) => respaldo.operaciones,
  },
  { clave: 'huella', titulo: 'Última huella', tipo: 'texto', valor: ({ respaldo }) => respaldo.huella },
  {
    clave: 'copia',
    titulo: 'El libro anterior quedó en',
    tipo: 'texto',
    valor: ({ copia }) => copia,
    importancia: 8,
  },
];

/** `libro restaurar`: pone un respaldo comprobado en lugar del libro y guarda el que había. */
export const comando: Comando = {
  sinPolitica: true,

  configurar(orden) {
    orden
      .argument('<respaldo>', 'archivo que hizo libro respaldar')
      .option('--si', 'confirma que se reemplaza el libro');
    opcionSimular(orden);
    conEjemplos(orden, [
      ['cobranzas libro restaurar libro-2026-07-31.db --simular', 'comprueba el respaldo sin tocar el libro'],
      ['cobranzas libro restaurar libro-2026-07-31.db --si', 'vuelve a ese momento; el libro de ahora queda al lado'],
    ]);
  },

  async ejecutar(contexto, [respaldo = ''], opciones) {
    const simular = opciones.simular === true;
    if (!simular && opciones.si !== true) {
      throw new ErrorDeUso('restaurar reemplaza el libro: falta confirmarlo', {
        sugerencia:
          'agregue --si para hacerlo (el libro de ahora queda guardado al lado)\ncon --simular sólo se comprueba el respaldo',
      });
    }
    const hecha = restaurar(contexto.rutaLibro, respaldo, { simular });
    await contexto.presentar({ columnas, filas: [hecha], unico: true });
    contexto.consola.informar(
      simular
        ? 'el respaldo está entero; no se cambió nada'
        : `el libro ${contexto.rutaLibro} es ahora el del respaldo`,
    );
    return undefined;
  },
};
