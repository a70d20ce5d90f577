import { cadencias } from '../../dominio/acuerdo-cuotas.ts';
import type { Contexto, Opciones } from '../comando.ts';
import { leerCifra, leerEntero } from '../opciones.ts';
import type { Preguntas } from '../piezas/preguntas.ts';
import { type Contestado, type Conversacion, preguntarConCliente } from '../piezas/preguntas-con-cliente.ts';
import { leerPorcentaje, traeTerminos } from './opciones.ts';

/** Pregunta de a uno los datos de un acuerdo que la orden no trae; `undefined` si la persona no quiso seguir. */
export function preguntarAcuerdo(conversacion: Omit<Conversacion, 'que'>): Promise<Contestado | undefined> {
  const { contexto, dado } = conversacion;
  return preguntarConCliente({ ...conversacion, que: 'el acuerdo' }, async (preguntas, nombre) => ({
    ...dado.opciones,
    ...(traeTerminos(dado.opciones) ? {} : await preguntarTerminos(preguntas, contexto, nombre)),
  }));
}

async function preguntarTerminos(preguntas: Preguntas, contexto: Contexto, nombre: string): Promise<Opciones> {
  const { hoy } = contexto;
  const clase = await preguntas.elegir<'promesa' | 'cuotas' | 'quita'>({
    pregunta: `¿Qué se acuerda con ${nombre}?`,
    opciones: [
      { valor: 'promesa', texto: 'una promesa de pago', ayuda: 'paga un día' },
      { valor: 'cuotas', texto: 'un plan de cuotas', ayuda: 'paga en partes' },
      { valor: 'quita', texto: 'un descuento', ayuda: 'si paga todo hasta un día' },
    ],
  });
  if (clase === 'promesa') {
    const promesa = await preguntas.fecha({ pregunta: '¿Qué día paga?', hoy, desde: hoy });
    const monto = await preguntas.opcional({
      pregunta: '¿Cuánto? (Enter: todo lo vencido)',
      leer: (texto) => leerCifra(texto, 'el monto'),
    });
    return { promesa, ...(monto === null ? {} : { monto }) };
  }
  if (clase === 'cuotas') return preguntarCuotas(preguntas, contexto);
  const quita = await preguntas.texto({ pregunta: '¿Qué porcentaje se le descuenta?', leer: conPorcentaje });
  const hasta = await preguntas.fecha({ pregunta: '¿Hasta qué día vale el descuento?', hoy, desde: hoy });
  return { quita, hasta };
}

async function preguntarCuotas(preguntas: Preguntas, { hoy, politica }: Contexto): Promise<Opciones> {
  const cuotas = await preguntas.texto({
    pregunta: `¿En cuántas cuotas? (hasta ${politica.acuerdos.cuotasMax})`,
    leer: (texto) => leerEntero(texto, 'las cuotas', { min: 2, max: 60 }),
  });
  const primera = await preguntas.fecha({ pregunta: '¿Cuándo vence la primera?', hoy, desde: hoy });
  const cada = await preguntas.elegir({
    pregunta: '¿Cada cuánto?',
    opciones: cadencias.map((valor) => ({ valor, texto: valor })),
    inicial: 'mes' as const,
  });
  const anticipo = await preguntas.opcional({
    pregunta: '¿Paga algo hoy, además? (un monto o un porcentaje como 20%; Enter: nada)',
    leer: (texto) => (texto.endsWith('%') ? conPorcentaje(texto) : conCifra(texto)),
  });
  return { cuotas, primera, cada, ...(anticipo === null ? {} : { anticipo }) };
}

/** El mismo texto, una vez que se sabe que es un porcentaje. */
function conPorcentaje(texto: string): string {
  leerPorcentaje(texto, 'el porcentaje');
  return texto;
}

function conCifra(texto: string): string {
  leerCifra(texto, 'el anticipo');
  return texto;
}
