import { abrirParaLeer, type Libro } from '../datos/abrir.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { leerClasificacionesDetalladas } from '../datos/clasificacion-detallada.ts';
import type { ClienteGuardado } from '../datos/clientes.ts';
import { registrarCapacidad } from '../datos/ficha.ts';
import { leerClientes } from '../datos/saldos-de-clientes.ts';
import { explicarClase } from '../dominio/clase.ts';
import { sugerirPlazo } from '../dominio/clase-plazo.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import { textoDeCifras } from '../dominio/ficha-frases.ts';
import { compararNombres } from '../dominio/orden.ts';
import { plazoDe } from '../dominio/plazo.ts';
import type { Parrafo } from '../salida/hoja.ts';
import {
  type ClienteClasificado,
  columnasDeClasificacion,
  columnasDeListado,
  renglonesDe,
} from './clasificacion/columnas.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { presentarDetalle, seccion } from './detalle.ts';
import { columnasDeConducta } from './ficha/columnas.ts';
import { agregarFiltros, leerFiltros } from './filtros.ts';
import { conEjemplos } from './opciones.ts';
import { escribir, opcionesDeEscritura } from './piezas/escritura.ts';

/** `cliente clasificar`: la clase de un cliente o de todos, con lo que la explica y el plazo que conviene darles. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('[cliente]', 'id, id fiscal o una parte del nombre que sólo él tenga; sin él, todos')
      .option('--capacidad <texto>', 'anota lo que se sabe de su capacidad de pago');
    agregarFiltros(orden, ['segmento', 'gestorAsignado', 'limite']);
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas cliente clasificar', 'todos, cada uno con su clase y sus cifras'],
      ['cobranzas cliente clasificar C-102', 'uno, con la explicación'],
      ['cobranzas cliente clasificar C-102 --capacidad "cobra los viernes"', 'anota lo que se averiguó'],
    ]);
  },

  async ejecutar(contexto, [texto], opciones) {
    const capacidad = leerTextoDeCapacidad(opciones);
    if (texto === undefined) {
      if (capacidad !== null)
        throw new ErrorDeUso('--capacidad se anota de un cliente', { sugerencia: 'diga cuál antes de la opción' });
      await presentarTodos(contexto, opciones);
      return undefined;
    }
    const clasificado =
      capacidad === null ? leer(contexto, texto) : await anotarCapacidad(contexto, opciones, { texto, capacidad });
    await presentarUno(contexto, clasificado);
    return undefined;
  },
};

function leerTextoDeCapacidad({ capacidad }: Opciones): string | null {
  if (typeof capacidad !== 'string') return null;
  const limpio = capacidad.normalize('NFC').trim();
  if (limpio === '') throw new ErrorDeUso('--capacidad está vacía', { sugerencia: 'escriba qué se sabe de él' });
  return limpio;
}

async function anotarCapacidad(
  contexto: Contexto,
  opciones: Opciones,
  { texto, capacidad }: { readonly texto: string; readonly capacidad: string },
): Promise<ClienteClasificado> {
  const { hoy, consola } = contexto;
  // Se lee antes de confirmar: si leer falla, tampoco queda anotado nada.
  let clasificado: ClienteClasificado | undefined;
  const { hecho, repetida, simulada } = await escribir(contexto, opciones, {
    comando: 'cliente clasificar',
    accion: (operacion) => {
      const cliente = resolverCliente(operacion.libro, texto);
      const capacidadId = registrarCapacidad(operacion, cliente.id, { texto: capacidad, fecha: hoy });
      operacion.resumen = `${cliente.codigo}: capacidad de pago`;
      clasificado = clasificarUno(operacion.libro, contexto, cliente);
      return { capacidadId, clienteId: cliente.codigo };
    },
  });
  if (simulada) consola.informar('simulado: no se escribió nada');
  else if (!repetida)
    consola.informar(`capacidad de pago de ${hecho.clienteId} anotada con el id ${hecho.capacidadId}`);
  return clasificado ?? leer(contexto, texto);
}

function leer(contexto: Contexto, texto: string): ClienteClasificado {
  const libro = abrirParaLeer(contexto.rutaLibro);
  try {
    return clasificarUno(libro, contexto, resolverCliente(libro, texto));
  } finally {
    libro.cerrar();
  }
}

function clasificarUno(libro: Libro, contexto: Contexto, cliente: ClienteGuardado): ClienteClasificado {
  const pedido = { hoy: contexto.hoy, limites: contexto.politica.clases.limites, clientes: [cliente.id] };
  return clasificador(contexto, leerClasificacionesDetalladas(libro, pedido))(cliente);
}

function clasificador(contexto: Contexto, detalleDe: ReturnType<typeof leerClasificacionesDetalladas>) {
  const { politica } = contexto;
  return (cliente: ClienteGuardado): ClienteClasificado => {
    const detalle = detalleDe(cliente.id);
    const plazo = plazoDe(cliente, politica.plazos);
    return { ...detalle, cliente, plazo, sugerido: sugerirPlazo(detalle.clasificacion, plazo, politica) };
  };
}

async function presentarTodos(contexto: Contexto, opciones: Opciones): Promise<void> {
  const { hoy, politica } = contexto;
  const filtros = leerFiltros(opciones);
  const { limites } = politica.clases;
  const libro = abrirParaLeer(contexto.rutaLibro);
  try {
    const clientes = leerClientes(libro, filtros)
      .toSorted((uno, otro) => compararNombres(uno.nombre, otro.nombre) || compararNombres(uno.codigo, otro.codigo))
      .slice(0, filtros.limite ?? undefined);
    const clasificar = clasificador(contexto, leerClasificacionesDetalladas(libro, { hoy, limites, clientes: null }));
    await contexto.presentar({
      columnas: columnasDeListado(limites),
      filas: clientes.flatMap((cliente) => renglonesDe(clasificar(cliente))),
      vacio: 'ningún cliente cumple lo pedido',
    });
  } finally {
    libro.cerrar();
  }
}

async function presentarUno(contexto: Contexto, clasificado: ClienteClasificado): Promise<void> {
  const { limites } = contexto.politica.clases;
  const columnas = columnasDeClasificacion(limites);
  await presentarDetalle(contexto, {
    cosa: { columnas, filas: [clasificado], unico: true },
    // Las explicaciones no entran en un renglón: se leen debajo, enteras.
    cosaEnTabla: {
      columnas: columnas.filter(({ clave }) => !['explicacion', 'plazo_razon', 'capacidad'].includes(clave)),
      filas: [clasificado],
      unico: true,
    },
    secciones: [
      seccion(
        'cifras',
        'Por qué',
        { columnas: columnasDeConducta, filas: clasificado.cifras },
        prosaDe(clasificado, limites),
      ),
    ],
    presentarPlano: () => contexto.presentar({ columnas: columnasDeListado(limites), filas: renglonesDe(clasificado) }),
  });
  const { sugerido, plazo, cliente } = clasificado;
  if (sugerido.dias !== plazo.dias)
    contexto.consola.sugerir(`cobranzas cliente editar "${cliente.codigo}" --plazo ${sugerido.dias}`);
}

function prosaDe(clasificado: ClienteClasificado, limites: Contexto['politica']['clases']['limites']): Parrafo[] {
  const { clasificacion, cifras, sugerido, capacidad } = clasificado;
  return [
    explicarClase(clasificacion, limites),
    ...cifras.map(textoDeCifras),
    sugerido.razon,
    ...(capacidad === null ? [] : [`capacidad de pago, al ${capacidad.fecha}: ${capacidad.texto}`]),
  ].map((texto) => ({ marca: '•', texto }));
}
