import { abrirParaLeer } from '../datos/abrir.ts';
import { type Hallazgo, verificar } from '../datos/verificar.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando } from './comando.ts';
import { conEjemplos } from './opciones.ts';

const columnas: readonly Columna<Hallazgo>[] = [
  { clave: 'aspecto', titulo: 'Aspecto', tipo: 'texto', valor: ({ aspecto }) => aspecto },
  { clave: 'tabla', titulo: 'Tabla', tipo: 'texto', valor: ({ tabla }) => tabla },
  { clave: 'fila', titulo: 'Fila', tipo: 'entero', valor: ({ fila }) => fila },
  {
    clave: 'detalle',
    titulo: 'Detalle',
    tipo: 'texto',
    valor: ({ detalle }) => detalle,
    importancia: 9,
    tono: () => 'mal',
  },
];

/** `libro verificar`: recalcula todo; con hallazgos termina con 1. */
export const comando: Comando = {
  sinPolitica: true,

  configurar(orden) {
    conEjemplos(orden, [
      ['cobranzas libro verificar', 'no lista nada si el libro está entero; si no, dice qué fila no concuerda'],
      ['cobranzas libro verificar --libro copia.db', 'lo mismo con un respaldo'],
    ]);
  },

  async ejecutar(contexto) {
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      for (const aviso of libro.avisos) contexto.consola.avisar(aviso);
      const hallazgos = verificar(libro);
      await contexto.presentar({ columnas, filas: hallazgos, vacio: 'el libro está entero' });
      if (hallazgos.length === 0) return undefined;
      contexto.consola.avisar(`el libro no concuerda con lo que se registró (${hallazgos.length} hallazgos)`);
      contexto.consola.sugerir('cobranzas libro restaurar <respaldo> --si vuelve a un respaldo comprobado');
      return 1;
    } finally {
      libro.cerrar();
    }
  },
};
