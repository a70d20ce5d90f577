import { abrirParaLeer } from '../datos/abrir.ts';
import { type CorridaAnotada, leerCorridas } from '../datos/recordatorio/corridas.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando } from './comando.ts';
import { conEjemplos, opcionesDeBitacora } from './opciones.ts';

const entero = (
  clave: string,
  titulo: string,
  valor: (corrida: CorridaAnotada) => number,
  importancia: number,
): Columna<CorridaAnotada> => ({ clave, titulo, tipo: 'entero', valor, importancia });

const columnas: readonly Columna<CorridaAnotada>[] = [
  entero('operacion_id', 'Operación', ({ id }) => id, 3),
  { clave: 'inicio', titulo: 'Empezó', tipo: 'texto', valor: ({ inicio }) => inicio, importancia: 9 },
  { clave: 'fin', titulo: 'Terminó', tipo: 'texto', valor: ({ fin }) => fin, importancia: 4 },
  { clave: 'cliente_id', titulo: 'Sólo a', tipo: 'texto', valor: ({ cliente }) => cliente, importancia: 5 },
  entero('planeados', 'Por enviar', ({ planeados }) => planeados, 6),
  entero('enviados', 'Enviados', ({ enviados }) => enviados, 9),
  entero('dudosos', 'Dudosos', ({ dudosos }) => dudosos, 8),
  entero('rechazados', 'Rechazados', ({ rechazados }) => rechazados, 8),
  entero('por_reintentar', 'Por reintentar', ({ porReintentar }) => porReintentar, 7),
  entero('retenidos', 'Retenidos', ({ retenidos }) => retenidos, 5),
  entero('otros_canales', 'Otros canales', ({ otrosCanales }) => otrosCanales, 2),
  entero('recuperados', 'Recuperados', ({ recuperados }) => recuperados, 2),
  entero('recuperados_dudosos', 'Recuperados dudosos', ({ recuperadosDudosos }) => recuperadosDudosos, 2),
  {
    clave: 'codigo',
    titulo: 'Código',
    tipo: 'entero',
    valor: ({ codigo }) => codigo,
    tono: ({ codigo }) => (codigo === 0 ? 'bien' : 'mal'),
    importancia: 9,
  },
  { clave: 'detenida', titulo: 'Se detuvo', tipo: 'texto', valor: ({ detenida }) => detenida, importancia: 9 },
  { clave: 'gestor', titulo: 'Gestor', tipo: 'texto', valor: ({ gestor }) => gestor },
];

/** `recordatorios corridas`: qué hizo cada corrida de `recordatorios enviar`, de la más nueva a la más vieja. */
export const comando: Comando = {
  sinPolitica: true,

  configurar(orden) {
    opcionesDeBitacora(orden, 'corridas');
    conEjemplos(orden, [
      [
        'cobranzas recordatorios corridas --limite 10',
        'las últimas diez: cuánto salió y por qué se detuvo la que no siguió',
      ],
      ['cobranzas recordatorios corridas --desde 2026-07-01 --salida corridas.xlsx', 'una planilla'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const { desde, hasta, limite } = opciones as { desde?: Fecha; hasta?: Fecha; limite?: number };
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      await contexto.presentar({
        columnas,
        filas: leerCorridas(libro, { desde, hasta, limite }),
        vacio: 'ninguna corrida anotada en esas fechas',
      });
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};
