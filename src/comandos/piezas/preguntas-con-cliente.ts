import { abrirParaLeer, type Libro } from '../../datos/abrir.ts';
import { resolverCliente } from '../../datos/busqueda.ts';
import type { Contexto, Interaccion, Opciones } from '../comando.ts';
import { conPreguntas, type Preguntas } from './preguntas.ts';

/** Lo contestado, como si se lo hubiera escrito en la orden. */
export interface Contestado {
  readonly cliente: string;
  readonly opciones: Opciones;
}

/** Con quién se conversa y qué trae ya la orden. */
export interface Conversacion {
  readonly contexto: Contexto;
  readonly interaccion: Interaccion;
  readonly dado: { readonly cliente: string | undefined; readonly opciones: Opciones };
  /** Qué se va a registrar, para confirmarlo: `el contacto`. */
  readonly que: string;
}

/**
 * Pregunta de a uno los datos de una orden sobre un cliente, empezando por quién es y terminando por confirmar. `undefined`
 * si la persona no quiso seguir; ya se le dijo que no se registró nada.
 */
export async function preguntarConCliente(
  { contexto, interaccion, dado, que }: Conversacion,
  preguntarOpciones: (preguntas: Preguntas, nombre: string) => Promise<Opciones>,
): Promise<Contestado | undefined> {
  const libro = abrirParaLeer(contexto.rutaLibro);
  try {
    return await conPreguntas(interaccion, async (preguntas) => {
      const { codigo, nombre } = await elegirCliente(libro, preguntas, dado.cliente);
      const opciones = await preguntarOpciones(preguntas, nombre);
      if (!(await preguntas.confirmar(`¿Registrar ${que} con ${nombre}?`))) preguntas.cancelar();
      return { cliente: codigo, opciones };
    });
  } finally {
    libro.cerrar();
  }
}

async function elegirCliente(libro: Libro, preguntas: Preguntas, dado: string | undefined) {
  if (dado !== undefined) return resolverCliente(libro, dado);
  return await preguntas.texto({ pregunta: '¿Con qué cliente?', leer: (texto) => resolverCliente(libro, texto) });
}
