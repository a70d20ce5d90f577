import { abrirParaLeer } from '../datos/abrir.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { recorrerMensajes, todosLosMensajes } from '../datos/recordatorio/lectura.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import { type CanalDePaso, canalesDePaso } from '../dominio/politica.ts';
import { type EstadoDeMensaje, estadosDeMensaje } from '../dominio/recordatorio/tipos.ts';
import type { Comando, Opciones } from './comando.ts';
import { agregarFiltros, leerFiltros, unoDe } from './filtros.ts';
import { conEjemplos, opcionDeLista } from './opciones.ts';
import { textoDe } from './piezas/escritura.ts';
import { columnaDeTexto, columnasDeMensajes } from './recordatorios/mensajes-columnas.ts';

/** Los que esperan que una persona decida. */
const porResolver: readonly EstadoDeMensaje[] = ['dudoso', 'rechazado', 'rebotado'];

/** `recordatorios listar`: los mensajes, del más nuevo al más viejo, y qué pasó con cada uno. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .option('--estado <estados>', `sólo estos estados, separados por coma: ${estadosDeMensaje.join(' ')}`)
      .option('--por-resolver', 'sólo los que esperan que una persona decida: dudosos, rechazados y rebotados')
      .option('--paso <código>', 'sólo los de este paso')
      .addOption(
        opcionDeLista({
          indicadores: '--canal <canal>',
          descripcion: 'sólo los de este canal',
          valores: canalesDePaso,
        }),
      )
      .option('--texto', 'muestra también lo que se le dijo al cliente');
    agregarFiltros(orden, ['cliente', 'desde', 'hasta', 'limite']);
    conEjemplos(orden, [
      ['cobranzas recordatorios listar --por-resolver', 'los que alguien tiene que mirar'],
      ['cobranzas recordatorios listar --cliente espiga --texto', 'todo lo que se le dijo a un cliente'],
      ['cobranzas recordatorios listar --desde 2026-07-01 --salida mensajes.xlsx', 'una planilla'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const estados = leerEstados(opciones);
    // Aquí los estados son los de un mensaje y no los de una factura.
    const { cliente, desde, hasta, limite } = leerFiltros({ ...opciones, estado: undefined });
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      await contexto.presentar({
        columnas: opciones.texto === true ? [...columnasDeMensajes, columnaDeTexto] : columnasDeMensajes,
        filas: recorrerMensajes(libro, {
          ...todosLosMensajes,
          clienteId: cliente === null ? null : resolverCliente(libro, cliente).id,
          desde,
          hasta,
          limite,
          estados,
          canal: (opciones.canal as CanalDePaso | undefined) ?? null,
          paso: textoDe(opciones.paso),
        }),
        vacio: opciones.porResolver === true ? 'ningún mensaje espera una decisión' : 'ningún mensaje cumple lo pedido',
      });
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

function leerEstados({ estado, porResolver: pedido }: Opciones): readonly EstadoDeMensaje[] | null {
  const elegidos =
    typeof estado === 'string' ? estado.split(',').map((uno) => unoDe(estadosDeMensaje, uno.trim(), '--estado')) : null;
  if (pedido !== true) return elegidos;
  if (elegidos === null) return porResolver;
  throw new ErrorDeUso('--estado y --por-resolver dicen los dos qué estados se quieren', {
    sugerencia: 'use uno solo',
  });
}
